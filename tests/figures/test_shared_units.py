"""Bare figures side by side with one that has a unit, and lists whose bracket names the unit of all."""

from collections.abc import Callable

import pytest

from fupan.figures.scan.extract import extract

FACTS = """
period: "2025-11"
metrics:
  - {name: 新签门店, unit: 家, target: 40, actual: 46}
  - name: 供货额
    unit: 万元
    target: 1260
    actual: 1308
    previous: 1177
    breakdown:
      客群:
        酒店: {target: 520, actual: 548, previous: 501}
        学校: {target: 430, actual: 417, previous: 388}
        食堂: {target: 310, actual: 343, previous: 288}
  - name: 到货票数
    unit: 票
    target: 900
    actual: 957
    breakdown:
      客群:
        酒店: {target: 400, actual: 431}
        学校: {target: 280, actual: 262}
        食堂: {target: 220, actual: 264}
notes: []
"""


@pytest.mark.parametrize(
    "text",
    [
        # whose unit stands behind the second, or before the first
        "供货额看客群：酒店548/520万，学校417/430万，食堂343/310万。",
        "供货额看客群：酒店[[584|contradicted-figure]]/520万，学校417/430万。",
        "酒店供货501→548万，学校388->417万。",
        "酒店供货548万/520，学校417万 / 430。",
        # the bracket of the head, or of the end, says it of all
        "本月供货（实际/目标，万）：酒店548/520，学校417/430，食堂343/310。新签46家。",
        "本月供货（实际/目标，万）：酒店548/520，学校[[471|contradicted-figure]]/430，食堂343/310。",
        "新签46家。供货额里酒店 548 / 520，学校 417 / 430，食堂 343 / 310（实际 / 目标，万元），两家过线。",
        "到货（完成/计划，票）：酒店431/400，学校262/280，食堂264/220",
        # a pair in brackets tells what the difference before it is of
        "供货额环比看，食堂+55万（288→343），酒店+47万（501→548）。",
        "供货额环比看，食堂+55万（288→[[334|contradicted-figure]]）。",
    ],
)
def test_a_unit_is_shared(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("达成462/480万", [("462", "4620000", ""), ("480万", "4800000", "")]),
        ("拜访（次/家，次）：一组88/90", [("88", "88", "次"), ("90", "90", "次")]),
        ("合同（单，亿）：1.2/1.1", [("1.2", "120000000", "元"), ("1.1", "110000000", "元")]),
        # nothing is shared with what is too far off, with no unit at all, or across other words
        ("客户7/4800万", [("7", "7", ""), ("4800万", "48000000", "")]),
        ("涨幅12%（321→371）", [("12%", "12", "%"), ("321", "321", ""), ("371", "371", "")]),
        ("共9（321→330）", [("9", "9", ""), ("321", "321", ""), ("330", "330", "")]),
        ("差9万（321→330，", [("9万", "90000", ""), ("321", "321", ""), ("330", "330", "")]),
        ("321→330，", [("321", "321", ""), ("330", "330", "")]),
        ("差3到5万（321→330）", [("3到5万", None, ""), ("321", "321", ""), ("330", "330", "")]),
        ("单价（参考价，见表）：321", [("321", "321", "")]),
        ("库存（吨数，吨）：321家、55", [("321家", "321", "家"), ("55", "55", "吨")]),
        ("0/480万", [("0", "0", ""), ("480万", "4800000", "")]),
    ],
)
def test_what_is_shared(text: str, told: list[tuple[str, str | None, str]]) -> None:
    found = [(one.text, None if one.value is None else f"{one.value.normalize():f}", one.unit) for one in extract(text)]
    assert found == told
