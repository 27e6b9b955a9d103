"""Values told one after the other for the members of a dimension, with nothing but marks between them."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 出货额
    unit: 万元
    actual: 2154
    prior: 1990
    breakdown:
      季度:
        Q1: {target: 480, actual: 418, prior: 440}
        Q2: {target: 520, actual: 567, prior: 505}
        Q3: {target: 530, actual: 553, prior: 528}
        Q4: {target: 560, actual: 616, prior: 517}
  - {name: 退货率, unit: "%", better: lower, actual: 2.4, prior: 2.9}
notes: []
"""


@pytest.mark.parametrize(
    "text",
    [
        "四个季度一路走高：[[418]]→[[567]]→[[553]]→[[616]]（万元）。",
        "出货额[[418]] / [[567]] / [[553]] / [[616万元]]。",
        "各季依次是[[0.04亿]]、[[0.06亿]]、[[0.06亿]]、[[0.06亿元]]。",
        "去年是[[440]]、[[505]]、[[528]]、[[517万元]]。",
        "后三个季[[567]]、[[553]]、[[616万元]]。",
        "四个季度：[[418]]→[[567]]→[[550多]]→[[616]]（万元）。",
        "四个季度：[[418]]→[[567]]→[[580多|contradicted-figure]]→[[616]]（万元）。",
        # all but one: the odd one is a slip
        "四个季度：[[418]]→[[576|contradicted-figure]]→[[553]]→[[616]]（万元）。",
        # what follows no order of the sheet is none
        "四个季度：[[418]]→[[616|misattributed-figure]]→[[553]]→[[567|misattributed-figure]]（万元）。",
    ],
)
def test_series(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


def test_shops_have_no_order_of_their_own(holds: Callable[[str, str], None]) -> None:
    """What is told of shops, the largest first, is not exchanged; all but one in the order of the sheet are."""
    shops = FACTS.translate(str.maketrans({"Q": "店", "季": "店", "度": "面"}))
    holds(shops, "四家店从高到低：616、567、553、418（万元）。")
    holds(shops, "四家店：[[418]]→[[567]]→[[535|contradicted-figure]]→[[616]]（万元）。")
