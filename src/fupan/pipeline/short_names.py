"""Members as people write them in short: 货架 for 货架店铺, 量贩 for 零食量贩."""

from __future__ import annotations

from collections.abc import Collection

_SHORTEST = 2


def named_in(text: str, member: str, names: Collection[str]) -> bool:
    """Whether ``text`` names ``member``, in full or by its beginning or end.

    A part counts that has two characters and half of the name at least, and that no other of the sheet's ``names`` (of
    members, metrics, customers …) holds: 客户 is no short form of 老客户 where there are 新客户 too.
    """
    if member in text:
        return True
    shortest = max(_SHORTEST, -(-len(member) // 2))
    parts = {part for size in range(shortest, len(member)) for part in (member[:size], member[-size:]) if part in text}
    return any(all(part not in name for name in names if name != member) for part in parts)
