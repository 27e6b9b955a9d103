"""JUnit XML: read back by a parser, counted, hostile texts made harmless."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from fupan.evals.record import Failure
from fupan.evals.report.junit import junit


@pytest.fixture(scope="module")
def tree(run, records):
    return ElementTree.fromstring("".join(junit(run, lambda: records)))


def test_counts_agree_with_what_stands_below(tree):
    for suite in (tree, *tree.findall("testsuite")):
        cases = list(suite.iter("testcase"))
        assert int(suite.get("tests")) == len(cases)
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(name)) == len(list(suite.iter(tag)))
    assert [suite.get("name") for suite in tree] == ["甲", "乙", "没有跑的用例"]
    assert (tree.get("tests"), tree.get("failures"), tree.get("errors"), tree.get("skipped")) == ("7", "3", "1", "1")


def test_a_failure_tells_the_gate_a_crash_is_an_error(tree):
    failed = tree.find("testsuite/testcase/failure")
    assert failed.get("type") == "figure-errors"
    assert failed.get("message") == "数字错误 25 处/百个数字"
    assert "4 个数字，1 处错误 <b>" in failed.text
    crashed = tree.find("testsuite[@name='乙']//error")
    assert crashed.get("message") == "大模型没有应答 <b>"


def test_scores_are_properties(tree):
    found = {one.get("name"): one.get("value") for one in tree.find("testsuite/testcase/properties")}
    assert found == {"figure-errors": "25", "required-recall": "100", "closeness": "61.5", "cost": "3"}


def test_repeats_are_told_apart(run, records):
    text = "".join(junit(replace(run, repeats=2), lambda: [records[0], replace(records[0], repeat=2)]))
    names = [one.get("name") for one in ElementTree.fromstring(text).iter("testcase")]
    assert names[:2] == ["sales-leader-annual/a #1", "sales-leader-annual/a #2"]


def test_characters_that_xml_forbids_do_not_break_the_file(run, records):
    bad = replace(records[5], failure=Failure("llm", 'a\x00b\x1b]]>"\n\ud800</error>', "\x0b"))
    tree = ElementTree.fromstring("".join(junit(run, lambda: [bad])).encode("utf-8"))
    assert tree.find(".//error").get("message") == 'a�b�]]>"\n�</error>'
