"""Reports as files: whole or not at all, and an earlier run found again in its folder."""

from contextlib import closing
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from fupan.errors import InputError
from fupan.evals.journal import Journal
from fupan.evals.record import Arm, record_line, run_json
from fupan.evals.report.files import against_earlier, write_html, write_junit, write_pieces
from fupan.evals.run import HEAD, JOURNAL


def kept(folder, run, records):
    """A folder as ``fupan eval -o`` leaves it: keys are digests there."""
    folder.mkdir(exist_ok=True)
    digests = {record.key: f"{number:064x}" for number, record in enumerate(records)}
    journal = Journal(folder / JOURNAL)
    for record in records:
        journal.append(record_line(replace(record, key=digests[record.key])))
    head = replace(run, keys=tuple(digests.values()))
    (folder / HEAD).write_text(run_json(head), encoding="utf-8")
    return head, journal


@pytest.fixture
def earlier(tmp_path, run, records):
    _, journal = kept(tmp_path / "old", run, records)
    journal.close()
    return tmp_path / "old"


@pytest.fixture
def now(tmp_path, run, records):
    head, journal = kept(tmp_path / "new", run, records)
    with closing(journal):
        yield head, journal


def test_page_and_xml_are_written_from_the_journal(now, case, tmp_path):
    head, journal = now
    write_html(tmp_path / "a" / "report.html", head, journal, [case])
    write_junit(tmp_path / "a" / "report.xml", head, journal)
    page = (tmp_path / "a" / "report.html").read_text(encoding="utf-8")
    assert page.endswith("</html>")
    assert page.count('class="case ') == 6
    assert ElementTree.parse(tmp_path / "a" / "report.xml").getroot().get("tests") == "7"


def test_a_run_is_held_against_the_one_before(now, earlier):
    first, second = against_earlier(earlier, *now)
    assert (first.before, first.after) == ("上次 甲", "这次 甲")
    assert first.changes == second.changes == ()
    assert {pair.verdict for pair in first.pairs} == {"same", "neither"}


@pytest.mark.parametrize(
    ("place", "told"), [("nowhere", "没有评测的结果"), ("new", "就是这次评测的文件夹"), ("other", "没有与这次相同的组")]
)
def test_a_folder_that_will_not_do_is_named(now, run, records, tmp_path, place, told):
    others = replace(run, arms=(Arm("丙", "none"), Arm("丁", "none")))
    kept(tmp_path / "other", others, [replace(record, arm="丙") for record in records])[1].close()
    with pytest.raises(InputError, match=told):
        against_earlier(tmp_path / place, *now)


def test_half_a_file_is_never_seen(tmp_path):
    def broken():
        yield "half"
        raise OSError(28, "No space left on device")

    place = tmp_path / "new" / "report.html"
    with pytest.raises(InputError, match="写不了文件"):
        write_pieces(place, broken())
    assert list(place.parent.iterdir()) == []


def test_a_lone_surrogate_from_a_reply_does_not_stop_the_report(tmp_path):
    write_pieces(tmp_path / "a.html", ["a\ud800b"])
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "a?b"
