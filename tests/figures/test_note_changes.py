"""Changes between two values of one note; and the same told wrongly."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025-H1"
metrics:
  - {name: 营业额, unit: 万元, target: 5000, actual: 4800, prior: 4200}
  - {name: 全年营业额, aliases: [全年任务], unit: 万元, target: 10560, actual: 4800}
notes:
  general:
    - 钢琴课续费收入640万元，上年500万元
    - 暑期集训营招生180人，去年240人
    - 三个校区的房租分别是70万元、60万元、50万元、45万元
"""


@pytest.mark.parametrize(
    ("text", "right", "carried", "wrong", "told"),
    [
        ("钢琴课续费收入640万元，净增的{}全靠老生。", "140万元", "note", "180万元", "wrong-derivation"),
        ("钢琴课续费收入640万元，同比增长{}。", "28%", "note", "35%", "wrong-derivation"),
        ("钢琴课续费收入640万元，同比下降{}。", "28%", "wrong-derivation", "35%", "wrong-derivation"),
        ("暑期集训营招生180人，比去年减少{}。", "25%", "note", "33%", "wrong-derivation"),
        # four values in one unit leave open which are compared
        ("房租70万元，同比增长{}。", "16.7%", "wrong-derivation", "18.9%", "wrong-derivation"),
    ],
)  # fmt: skip
def test_a_change_of_a_note_is_told(
    text: str, right: str, carried: str, wrong: str, told: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) == carried
    assert last_told(text.format(wrong)) == told
