"""Cases that can be used, and every kind that cannot: named, and the rest is there."""

from __future__ import annotations

import pytest

from fupan.evals.case import CaseFile
from fupan.evals.reading import find_cases, matching
from fupan.yamlfile import read_yaml


def test_a_case_is_read(cases):
    place = cases.add(case="why: 看缺口\ntraits: [bad-year]\nrequired: [销售额.actual]\nleast_recall: 0.8\n"
                           "expected_warnings:\n  - {rule: section-length, why: 要点少}\n")  # fmt: skip
    (case,), skipped = find_cases([cases.folder])
    assert skipped == []
    assert (case.id, case.template, case.folder) == ("small/one", "small", place)
    assert (case.why, case.traits, case.required) == ("看缺口", ("bad-year",), ("销售额.actual",))
    assert (case.least_recall, case.expected_warnings) == (0.8, ("section-length",))
    CaseFile.model_validate(read_yaml(place / "case.yaml").plain())


@pytest.mark.parametrize("depth", [".", "small", "small/one"])
def test_any_folder_on_the_way_will_do(cases, depth):
    cases.add()
    assert [case.id for case in find_cases([cases.folder / depth])[0]] == ["small/one"]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ({"golden": None}, "缺少 golden.md"),
        ({"golden": " \n"}, "空的"),
        ({"case": None}, "缺少 case.yaml"),
        ({"case": "trade: 建材\n"}, "缺少「why」"),
        ({"case": "why: x\nrequierd: [a]\n"}, "是不是「required」？"),
        ({"case": "why: x\ntraits: [badyear]\n"}, "是不是「bad-year」？"),
        ({"case": "why: x\nexpected_warnings: [{rule: empty-phrases}]\n"}, "是不是「empty-phrase」？"),
        ({"case": "why: x\nleast_recall: 2\n"}, "0 到 1"),
        ({"case": "- why\n"}, "键: 值"),
        ({"case": "why: [x\n"}, "case.yaml"),
    ],
)
def test_what_cannot_be_used_is_named_and_the_rest_is_there(cases, broken, says):
    cases.add("bad", **broken)
    cases.add("good")
    found, (skipped,) = find_cases([cases.folder])
    assert [case.id for case in found] == ["small/good"]
    assert skipped.case == "small/bad"
    assert says in skipped.message + skipped.hint
    assert "case.yaml:" in skipped.message or "缺少" in skipped.message or "golden.md" in skipped.message


def test_an_empty_folder_is_named(cases, tmp_path):
    cases.add()
    (cases.folder / "small" / "empty").mkdir()
    (tmp_path / "nothing").mkdir()
    found, skipped = find_cases([cases.folder, tmp_path / "nothing", tmp_path / "absent"])
    assert len(found) == 1
    assert [one.case for one in skipped] == [str(tmp_path / "absent"), str(tmp_path / "nothing"), "small/empty"]


def test_two_cases_of_one_name(cases, tmp_path):
    first = cases.add()
    other = tmp_path / "more" / "small" / "one"
    other.mkdir(parents=True)
    for file in first.iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    found, (skipped,) = find_cases([cases.folder, tmp_path / "more"])
    assert [case.folder for case in found] == [first]
    assert str(other) in skipped.message
    assert str(first) in skipped.message


def test_the_same_folder_given_twice_is_one(cases):
    cases.add()
    found, skipped = find_cases([cases.folder, cases.folder / "small", cases.folder / "small" / "one"])
    assert (len(found), skipped) == (1, [])


def test_the_digest_tells_every_edit_but_line_ends(cases):
    place = cases.add()
    first = find_cases([cases.folder])[0][0].digest
    golden = place / "golden.md"
    golden.write_bytes(golden.read_bytes().replace(b"\n", b"\r\n"))
    assert find_cases([cases.folder])[0][0].digest == first
    golden.write_text(golden.read_text(encoding="utf-8") + "补一句。\n", encoding="utf-8")
    assert find_cases([cases.folder])[0][0].digest != first


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (["small/*"], ["small/one", "small/two"]),
        (["one"], ["small/one"]),
        (["good-year"], ["small/two"]),
        (["建材"], ["small/one", "small/two"]),
        (["建材", "good-year"], ["small/two"]),
        (["nothing"], []),
    ],
)
def test_filters(cases, filters, names):
    cases.add()
    cases.add("two", case="why: x\ntrade: 建材\ntraits: [good-year]\n")
    assert [case.id for case in matching(find_cases([cases.folder])[0], filters)] == names
