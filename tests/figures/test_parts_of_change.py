"""Parts of a rise, a fall or a shortfall that the text has told; and the same told wrongly."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 承保保费
    unit: 万元
    target: 5000
    actual: 4800
    prior: 4200
    breakdown:
      机构:
        青川支公司: {target: 2000, actual: 1900, prior: 1500}
        白水支公司: {target: 1740, actual: 1860, prior: 1630}
        石桥支公司: {target: 1260, actual: 1040, prior: 1070}
"""


RISE = "承保保费[机构=青川支公司].actual_gap_share_prior"


@pytest.mark.parametrize(
    ("text", "right", "carried", "wrong", "told"),
    [
        ("全司比上年净增600万元，其中青川支公司贡献{}。", "400万元", "承保保费[机构=青川支公司].yoy_amount",
         "340万元", "wrong-derivation"),
        ("全司比上年净增600万元，其中青川支公司贡献400万元，占比{}。", "66.7%", RISE, "56.7%", "wrong-derivation"),
        ("全司比上年净增600万元，其中青川支公司占{}。", "66.7%", RISE, "56.7%", "wrong-derivation"),
        ("全司比上年净增600万元，其中青川支公司占66.7%，白水支公司占{}。", "38.3%",
         "承保保费[机构=白水支公司].actual_gap_share_prior", "48.3%", "wrong-derivation"),
        # a part of the total may be told there too, and is one where no change was told
        ("全司比上年净增600万元，其中青川支公司占{}。", "39.6%", "承保保费[机构=青川支公司].share",
         "49.6%", "wrong-derivation"),
        ("青川支公司完成1900万元，占比{}。", "39.6%", "承保保费[机构=青川支公司].share", "66.7%", "wrong-derivation"),
        # 它: the member that the paragraph named last
        ("青川支公司跑得快。全司多收的600万元里头，它一家占了{}。", "近七成", RISE, "近九成", "wrong-derivation"),
        ("石桥支公司差220万元，占全司缺口的{}。", "110%", "承保保费[机构=石桥支公司].actual_gap_share_target",
         "85%", "wrong-derivation"),
        ("青川支公司和石桥支公司合计占全司缺口的{}。", "160%",
         "承保保费[机构=青川支公司+石桥支公司].actual_gap_share_target_sum", "140%", "unchecked"),
    ],
)  # fmt: skip
def test_a_part_of_a_change_is_told(
    text: str, right: str, carried: str, wrong: str, told: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) == carried
    assert last_told(text.format(wrong)) == told
