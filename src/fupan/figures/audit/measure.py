"""What a share is counted by where its words say so: 按台数占了四成 is a share of units, not of money."""

from __future__ import annotations

from fupan.figures.audit.level import Level
from fupan.figures.late import late

_BY = late(
    "按(?:照|着)?(?:销售|总|发货|出货|成交)?(?:(?P<unit>[一-鿿])数|(?P<money>金额|销售额|收入|合同额|货值|产值))"
)


def is_counted_so(text: str, level: Level) -> bool:
    """False for a level in another unit than the one that the words of a share count by."""
    found = _BY.search(text)
    if found is None:
        return True
    return level.unit == found["unit"] if found["unit"] else level.unit in {"元", ""}
