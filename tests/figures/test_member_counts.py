"""How many members there are, and how many of them met their target, fell, or lost money."""

from collections.abc import Callable

import pytest

FACTS = """
period: 2025-Q3
metrics:
  - name: 营业额
    unit: 万元
    target: 2390
    actual: 2286
    prior: 2150
    breakdown:
      门店:
        东门店: {target: 900, actual: 945, prior: 820}
        西街店: {target: 600, actual: 566, prior: 610}
        南湖店: {target: 490, actual: 431, prior: 470}
        北苑店: {target: 400, actual: 344, prior: 250}
      平台: {美团: {target: 900, actual: 900}, 抖音: {target: 700, actual: 760}, 堂食: {target: 790, actual: 626}}
  - name: 门店利润
    unit: 万元
    actual: 92
    prior: 60
    breakdown:
      门店: {东门店: {actual: 128}, 西街店: {actual: 22}, 南湖店: {actual: -18}, 北苑店: {actual: -40}}
"""

TEXTS = [
    "[[4家|[门店].members]]门店中有[[3家|营业额[门店].short]]没完成目标，[[2家|营业额[门店].fell]]同比下滑。",
    "[[四家]]店[[三家]]未达标。",
    "[[4家]]门店有[[2家|门店利润[门店].won]]盈利、2家亏损。",
    "[[4家]]门店中有[[两家]]同比增长、[[两家]]下滑。",
    # the target just met counts as met, and not as passed
    "[[3个]]平台中，[[2个|营业额[平台].over]]完成目标。",
    "[[3个]]平台中，[[1个|营业额[平台].over]]超额完成。",
    # wrong
    "[[4家]]店里[[2家|wrong-derivation]]未达标。",
    "[[四家]]门店中[[三家|wrong-derivation]]同比下滑。",
    "[[4家]]门店有[[3家|wrong-derivation]]亏损。",
    "营业额方面，[[4家]]门店中有[[1家|wrong-derivation]]未完成目标。",
    # of others, or of something that the sheet does not know
    "[[5家|unsupported-figure]]门店中有[[3家|unsupported-figure]]没完成目标。",
    "[[4家|unsupported-figure]]新店中有[[3家|unsupported-figure]]盈利。",
    "[[4家|unsupported-figure]]门店中有[[3家|unsupported-figure]]装修。",
    "[[3个|[平台].members]]平台中有[[2个|unsupported-figure]]同比下滑。",
    "四家门店三家欠账；另外两家装修。",
    "[[4家]]店里[[3家]]未达标，去年[[2家|unsupported-figure]]未达标。",
    "[[4家]]店里[[3家]]未达标，其中2家同比下滑。",
]


@pytest.mark.parametrize("text", TEXTS)
def test_counts_of_members(holds: Callable[[str, str], None], text: str) -> None:
    """What the noun and the verb say is counted in the sheet."""
    holds(FACTS, text)
