"""Widths of a table's columns, for whatever the table is written into."""

from __future__ import annotations

from fupan.charts.scene import width_of

_MOST = 40
"""Characters that count: what is longer is broken into lines."""


def column_widths(rows: list[list[str]], columns: int, width: int) -> list[int]:
    """Widths in the unit of ``width``: by their longest text, none much below half of an even share."""
    wants = [max((width_of(row[n], 1) for row in rows if n < len(row)), default=1) for n in range(columns)]
    wants = [min(want, _MOST) for want in wants]
    least = width / columns / 1.8
    whole = sum(wants) or 1
    shares = [max(least, width * want / whole) for want in wants]
    return [int(share * width / sum(shares)) for share in shares]
