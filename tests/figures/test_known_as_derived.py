"""Figures that are exactly what the sheet derives of the member they name, where the words seem to tell a value."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 签单额
    unit: 万元
    target: 1830
    actual: 1646
    prior: 1554
    breakdown:
      门店:
        滨江: {target: 960, actual: 813, prior: 770}
        城北: {target: 870, actual: 833, prior: 784}
notes: []
"""


@pytest.mark.parametrize(
    "text",
    [
        "账算到店里，滨江[[147万]]，城北[[37万]]，都是欠着的。",
        "城北比滨江好一点，也就[[37万|签单额[门店=城北].gap]]的事。",
        # in each other's place both are wrong
        "滨江签单[[147万元|misattributed-figure]]，离目标还差[[813万元|misattributed-figure]]。",
        "滨江签单[[784万元|misattributed-figure]]。",
    ],
)
def test_what_is_told_is_known(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)
