"""The baseline: what is known is not reported again."""

import pytest

from fupan.domain.finding import CheckReport, Finding
from fupan.errors import InputError
from fupan.export.baseline import baseline_json, load_baseline, without_known

TEXT = "上海完成率86%，江苏完成率86%。"


def finding(start, message="没有出处"):
    return Finding("unsupported-figure", "error", start, start + 3, "86%", message)


FIRST, SECOND = finding(5), finding(14)
BEFORE = "\n\n新写的一段话。\n"
SHIFT = len(BEFORE)


def known(tmp_path, report, text=TEXT):
    path = tmp_path / "known.json"
    path.write_text(baseline_json(report, text), encoding="utf-8")
    return load_baseline(path)


def left(report, text, marks):
    return without_known(report, text, marks).findings


def test_known_findings_are_left_out_and_new_ones_stay(tmp_path):
    marks = known(tmp_path, CheckReport((), (FIRST,)))
    assert left(CheckReport((), (FIRST, SECOND)), TEXT, marks) == (SECOND,)


def test_a_finding_is_known_again_on_another_line(tmp_path):
    marks = known(tmp_path, CheckReport((), (FIRST, SECOND)))
    moved = CheckReport((), (finding(5 + SHIFT), finding(14 + SHIFT)))
    assert left(moved, BEFORE + TEXT, marks) == ()


def test_the_same_fault_once_more_is_new(tmp_path):
    text = "同一句话，同一个数86%，同一句话，同一个数86%，同一句话，同一个数"
    places = [index for index in range(len(text)) if text.startswith("86%", index)]
    marks = known(tmp_path, CheckReport((), (finding(places[0]),)), text)
    assert len(left(CheckReport((), tuple(map(finding, places))), text, marks)) == 1


def test_another_message_is_new(tmp_path):
    marks = known(tmp_path, CheckReport((), (FIRST,)))
    assert left(CheckReport((), (finding(5, "应为82%"),)), TEXT, marks)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 1, "findings": [1]}', "\udcff"])
def test_a_file_that_is_no_baseline_is_bad_input(content, tmp_path):
    path = tmp_path / "known.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match=r"known\.json"):
        load_baseline(path)


def test_another_version_and_a_missing_file_are_told(tmp_path):
    path = tmp_path / "known.json"
    with pytest.raises(InputError, match="找不到基线文件"):
        load_baseline(path)
    path.write_text('{"version": 2, "findings": []}', encoding="utf-8")
    with pytest.raises(InputError, match="版本"):
        load_baseline(path)
