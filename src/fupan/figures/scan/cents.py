"""Fractions of a 元: 8分钱."""

from __future__ import annotations

from decimal import Decimal

from fupan.domain.mention import Mention

_PARTS = {"分": Decimal("0.01")}


def in_yuan(text: str, mention: Mention) -> Mention:
    """每件掉了8分钱: the figure as 0.08元; any other as it is."""
    part = _PARTS.get(mention.unit)
    if part is None or mention.value is None or not text.startswith("钱", mention.end):
        return mention
    return mention._replace(value=mention.value * part, step=mention.step * part, unit="元", kind="amount")
