"""What is claimed of a figure that nothing carries: an error where much speaks for it, else it stays unchecked."""

from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet
from fupan.domain.finding import CheckedFigure
from fupan.resources import data

SHEET = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 15000
    actual: 17280
    prior: 13500
    breakdown:
      区域:
        成都: {target: 7200, actual: 8580, prior: 6600}
        重庆: {target: 4800, actual: 5320, prior: 4300}
        云贵: {target: 3000, actual: 3380, prior: 2600}
  - {name: 客户留存率, unit: "%", target: 90, actual: 93.2, prior: 88.9}
  - {name: 复购率, unit: "%", target: 80, actual: 84.6, prior: 76.3}
  - {name: 客单价, unit: 万元, actual: 37.5, prior: 36.2}
  - {name: 流失客户数, unit: 家, actual: 29, prior: 14}
  - {name: 交付周期, unit: 天, target: 30, actual: 34, prior: 41}
notes:
  - 民宿客户丢了11家，小厂按件低两毛
  - 团队４０人，客户经理31人
"""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> FactSheet:
    """The fact sheet of the rows."""
    path: Path = tmp_path_factory.mktemp("facts") / "facts.yaml"
    path.write_text(SHEET, encoding="utf-8")
    return load_facts(path)


def figure(text: str, told: str, sheet: FactSheet) -> CheckedFigure:
    """The figure of ``text`` as it is ``told`` there."""
    at = text.index(told)
    return next(one for one in check_text(text, sheet).figures if one.start <= at < one.end)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # three figures of one list are the targets of their members, though no word says so
        ("年头上把数压下去：成都7200万元，重庆4800万元，云贵3000万元，各留一成机动。", "4800"),
        # the value is another metric's, whose name stands in part in the sentence, and the sales are told
        ("销售额17280万元。丢了一单12台的，照单价37.5万元算，不算小。", "37.5"),
        # a note has the very figure
        ("守不住的是小厂，按件低两毛，一共走了11家。", "11家"),
        # told of a part that no fact covers, and two values near give it
        ("流失客户29家，去年14家，多出来的15家是旧账，占现在的51.7%。", "51.7%"),
    ],
)
def test_little_evidence_leaves_a_figure_unchecked_or_carried(text: str, told: str, sheet: FactSheet) -> None:
    assert figure(text, told, sheet).status != "error"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全年完成销售额18260万元，同比增长28%。", "18260"),
        ("销售额17280万元，目标15000万元，完成率125.2%。", "125.2"),
        ("成都完成销售额5320万元，重庆完成4800万元。", "5320"),
        ("复购率86.4%，比上年提高8.3个百分点。", "86.4"),
        ("交付周期38天，比去年快7天。", "38天"),
        ("今年新签经销商86家，覆盖县城120个。", "86家"),
        # one invented figure is no excuse for another
        ("大促当天接待客户460人，发出样品1618份，回收问卷9960份。", "1618"),
    ],
)
def test_much_evidence_is_an_error(text: str, told: str, sheet: FactSheet) -> None:
    assert figure(text, told, sheet).status == "error"


def test_an_unchecked_figure_says_what_it_may_tell(sheet: FactSheet) -> None:
    text = "年头上把数压下去：成都7200万元，重庆4800万元，云贵3000万元，各留一成机动。"
    found = figure(text, "4800", sheet)
    assert found.status == "unchecked"
    assert found.arithmetic == "口径不明：可能指销售额（重庆）目标 4800万元"


def test_points_are_hand_readable() -> None:
    points = data("evidence")["points"]
    assert all(isinstance(value, int) and value for value in points.values())
    assert list(points)[1:] == sorted(list(points)[1:], key=lambda sign: -points[sign])


@pytest.mark.parametrize(
    ("text", "told", "status"),
    [
        ("客单价37.5万元，多做30单就是1330万元。", "1330", "error"),
        ("客单价37.5万元，多做30单就是约1330万元。", "1330", "unchecked"),
        ("销售额约15900万元。", "15900", "error"),  # the words leave nothing open
        ("团建一共花了约37万元。", "37", "error"),  # of no source at all
    ],
)
def test_about_says_that_it_may_be_reckoned(text: str, told: str, status: str, sheet: FactSheet) -> None:
    assert figure(text, told, sheet).status == status
