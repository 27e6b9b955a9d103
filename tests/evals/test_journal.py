"""The journal keeps what ended, whatever happens to the process or the disk."""

from __future__ import annotations

import os

import pytest

from fupan.evals.journal import Journal, JournalWriteError
from fupan.evals.record import CaseRecord, CaseState, record_line


def record(name: str, state: CaseState = "passed", text: str = "正文") -> CaseRecord:
    return CaseRecord(name * 64, f"small/{name}", "small", "none", "none", 1, state, "p", "t", "c", markdown=text)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "out" / "journal.jsonl"


@pytest.fixture
def opened():
    """Opens journals and closes them after the test."""
    journals: list[Journal] = []

    def open_one(path):
        journals.append(Journal(path))
        return journals[-1]

    yield open_one
    for journal in journals:
        journal.close()


def filled(path, *names):
    journal = Journal(path)
    for name in names:
        journal.append(record_line(record(name)))
    journal.close()


def test_what_was_written_is_read_back(path, opened):
    filled(path, "a", "b")
    journal = opened(path)
    assert ("a" * 64 in journal, "c" * 64 in journal, len(journal), journal.remark) == (True, False, 2, "")
    assert journal.record("b" * 64) == record("b")
    assert [one.case for one in journal.records(["b" * 64, "x" * 64, "a" * 64])] == ["small/b", "small/a"]


def test_the_last_record_of_a_key_counts(path, opened):
    filled(path, "a", "b")
    journal = opened(path)
    journal.append(record_line(record("a", text="新的")))
    assert journal.record("a" * 64).markdown == "新的"
    journal.close()
    assert opened(path).record("a" * 64).markdown == "新的"


def test_a_torn_last_line_is_dropped_at_every_place_it_can_tear(path, opened):
    filled(path, "a", "b")
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    for end in range(first + 1, len(whole)):
        path.write_bytes(whole[:end])
        journal = opened(path)
        assert "最后一行没有写完" in journal.remark
        assert ("a" * 64 in journal, "b" * 64 in journal) == (True, False)
        journal.append(record_line(record("c")))
        assert [one.case for one in journal.records(["a" * 64, "c" * 64])] == ["small/a", "small/c"]
        journal.close()


def test_lines_that_are_no_records_are_told_and_left(path, opened):
    filled(path, "a")
    path.write_bytes(b"hello\n" + path.read_bytes() + b"\n{}\n")
    journal = opened(path)
    assert journal.record("a" * 64) == record("a")
    assert "2 行认不出" in journal.remark


def test_a_record_that_was_tampered_with_is_no_record(path, opened):
    filled(path, "a")
    path.write_bytes(path.read_bytes().replace(b'"state":"passed"', b'"state":"praised"'))
    journal = opened(path)
    with pytest.raises(ValueError, match="state"):
        journal.record("a" * 64)
    assert list(journal.records(["a" * 64])) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no full device")  # noqa: PTH110
def test_a_full_disk_is_named(tmp_path, opened):
    (tmp_path / "journal.jsonl").symlink_to("/dev/full")
    journal = opened(tmp_path / "journal.jsonl")
    with pytest.raises(JournalWriteError, match="No space left"):
        journal.append(record_line(record("a")))
    assert "a" * 64 not in journal


def test_a_disk_that_fills_up_leaves_whole_lines(path, monkeypatch, opened):
    filled(path, "a")
    journal = opened(path)
    real = journal._file.write
    taken = []

    def write(content):
        if taken:
            raise OSError(28, "No space left on device")
        taken.append(real(content[:40]))
        return taken[0]

    monkeypatch.setattr(journal, "_file", _Writing(journal._file, write))
    with pytest.raises(JournalWriteError):
        journal.append(record_line(record("b")))
    again = opened(path)
    assert (len(again), again.remark) == (1, "")


class _Writing:
    """A file of which only ``write`` is another."""

    def __init__(self, file, write):
        self._file, self.write = file, write

    def __getattr__(self, name):
        return getattr(self._file, name)
