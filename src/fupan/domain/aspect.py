"""What a figure tells of a metric: the value of a role, or a formula over two roles."""

from __future__ import annotations

from typing import Literal, NamedTuple

from fupan.domain.derive import CHANGE_PP, DERIVATIONS, SHARED_KEYS
from fupan.domain.role import ROLE_NAMES, Role

Form = Literal["value", "ratio", "growth", "difference", "share", "share_change", "gap_share"]

_NAMED = {(row.form, row.a, row.b): (row.name, row.title) for row in DERIVATIONS}
_SHARES = {role: (key, title) for role, key, title in SHARED_KEYS}


class Aspect(NamedTuple):
    """One thing that can be told of a metric and member.

    ``value`` is the value of role ``a``; ``ratio`` is a ÷ b in %, ``growth`` (a - b) ÷ b in %, ``difference`` a - b;
    ``share`` the member's part of the total in role ``a``, ``share_change`` the change of that part from ``b`` to ``a``
    in 个百分点; ``gap_share`` the part of the member in the total difference a - b.
    """

    form: Form = "value"
    a: Role = Role.ACTUAL
    b: Role | None = None

    @property
    def key(self) -> str:
        """The name used in fact ids: ``actual``, ``yoy``, ``gap`` …; formulas without a name spell their roles."""
        if self.form == "value" or (self.b is None and self.form != "share"):
            return self.a.value
        if self.form == "share":
            return _SHARES.get(self.a, (f"{self.a.value}_share", ""))[0]
        assert self.b is not None
        named = _NAMED.get((self.form, self.a, self.b))
        return named[0] if named else f"{self.a.value}_{self.form}_{self.b.value}"

    @property
    def title(self) -> str:
        """The Chinese name: 完成率, 同比, 占比, 争取目标 …"""
        if self.form == "value":
            return ROLE_NAMES[self.a]
        if self.form == "share":
            return _SHARES.get(self.a, ("", f"{ROLE_NAMES[self.a]}占比"))[1]
        assert self.b is not None
        named = _NAMED.get((self.form, self.a, self.b))
        if named:
            return named[1]
        pair = f"{ROLE_NAMES[self.a]}与{ROLE_NAMES[self.b]}"
        return pair + _TITLES[self.form]

    @property
    def points_key(self) -> str:
        """The name of a difference of two rates, told in 个百分点."""
        return CHANGE_PP.get(self.key, self.key)


_TITLES: dict[str, str] = {
    "ratio": "之比",
    "growth": "相比的增幅",
    "difference": "之差",
    "share_change": "的占比之差",
    "gap_share": "之差的占比",
}
