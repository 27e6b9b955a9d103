"""Numbers that start with an Arabic digit, and the digits among them that are no figures."""

from __future__ import annotations

import re
from decimal import Decimal
from string import ascii_letters

from fupan.domain.decimals import divide
from fupan.figures.late import late
from fupan.figures.scan.after_number import Quantity, in_unit, with_unit
from fupan.figures.scan.atom import Atom, new_atom
from fupan.figures.scan.counted import LISTING, abstract
from fupan.figures.scan.grammar import AFTER, ARABIC
from fupan.figures.scan.idioms import BY_PAIR, idiom_end
from fupan.figures.scan.leading import PLAIN, SIGNS, leading
from fupan.figures.scan.number import SCALES, read_arabic, read_compound
from fupan.figures.scan.written_units import written_unit

Read = tuple[Atom | None, int]
"""What was read (None: no figure) and where to go on."""

_LARGE = frozenset("万亿")
_CODE = late(r"[0-9A-Za-z_\-/.]*")
_DAY = late("(?:3[01]|[12][0-9]|0?[1-9])(?![0-9.,%‰/+万亿千百十元家人名个件台单吨户店次年月天倍成折款套])")
"""A day without 日: 9月15完成."""
_LETTERS = frozenset(ascii_letters)
_IN_CODE = _LETTERS | {"_"}
_JOINS_CODE = frozenset("-+/. ")
"""Digits right behind one of these, and a letter before it, may belong to a code."""
_LABELS = frozenset("注例第号前")
_OTHERS = late("(?: ?[-–—~～至到、] ?[0-9]{1,5}(?![0-9.%‰万亿])){1,20}")
"""Further places counted with the first: 第12–35行, 第2、3季度."""
_MEASURES = late(
    r"(?:NPS|ROI|GMV|ARR|MRR|ARPU|CAC|LTV|NDR|NRR|SKU|KOL|KOC|KA|VIP|APP|App|CPM|CPC|CPA|OEM|ODM|DAU|MAU|UV|PV|IP|EBITDA|"
    r"SaaS|CRM|RMB|CNY|USD|EUR|HKD|JPY|GBP) ?$"
)
_SCORES = late(r"(?:NPS|ROI|GMV|ARR|MRR|ARPU|CAC|LTV|NDR|NRR|SKU|DAU|MAU|UV|PV|CPM|CPC|CPA) ?$")
_MARKER_END = frozenset(".、)）．")
_DOUBTFUL = LISTING | {"级"}
"""A unit that starts with one of these may be part of a word that counts nothing."""
_NUMBERED = (
    "附件", "附表", "步骤", "方案", "编号", "编码", "邮编", "代码", "工号", "单号", "账号", "序号",
    "电话", "手机", "图", "表",
)  # fmt: skip
"""A bare number behind one of these is a name."""
_RANKED = ("大", "强", "名", "位", "甲")
_HUNDRED = Decimal(100)


def read_at(text: str, at: int, floor: int) -> Read:
    """The figure that starts with the digit at ``at``; ``floor`` is the end of the one before."""
    match = ARABIC.match(text, at)
    assert match is not None
    _, _, _, digits, junk, scale, tail, odd, odd_scale = match.groups()
    if digits is None:
        return _other(text, match, floor)
    end = match.end()
    before = text[at - 1] if at else "\n"
    if before in _IN_CODE or (before in _JOINS_CODE and text[at - 2 : at - 1] in _LETTERS):
        skipped = _code_end(text, at, match.end("digits"), bare=scale is None)
        if skipped:
            return None, skipped
    start, signs = leading(text, at, floor) if before in SIGNS else (at, PLAIN)
    if junk is not None:
        return _malformed(text, match, start)
    power = SCALES[scale] if scale else 0
    if odd is tail is None and start == at and signs is PLAIN and (simple := _simple(text, at, end, digits, power)):
        return simple
    number = read_arabic(digits, power)
    if number is not None and tail:
        number = read_compound(number, power, tail)
    if number is None:
        return Atom(start, end, None, None, 0, "", "number"), end
    value, exponent = number
    if odd_scale:
        more = SCALES[odd_scale]
        value, exponent, power = value.scaleb(more), exponent + more, power + more
    quantity = Quantity(start, end, value, value, exponent, power, odd, signs)
    return _figure(text, at, with_unit(text, quantity))


def _simple(text: str, at: int, end: int, digits: str, power: int) -> Read | None:
    """The figure of digits with a unit at most, as most are, read in one go; None where there is more to it."""
    after = AFTER.match(text, end)
    if after is None:
        unit = ""
    elif after.lastgroup == "unit":
        unit, end = after["unit"], after.end()
    else:
        return None
    base, more, kind = written_unit(unit)
    power += more
    number = read_arabic(digits, power)
    if number is None:
        return None
    value, exponent = number
    atom = new_atom((at, end, value, value, exponent, base, kind, None, power, False))
    # Only a count can be of sections, only some units are part of a word that counts nothing.
    certain = base and base[0] not in _DOUBTFUL and (exponent >= 0 or kind != "count")
    if certain and text[at : at + 2] not in BY_PAIR and (not at or text[at - 1] not in _LABELS):
        return atom, end
    return _figure(text, at, atom)


def _figure(text: str, at: int, atom: Atom) -> Read:
    """The atom, unless the words around it make it a label, an idiom, a marker or an abstract count."""
    start, end, _, high, exponent, base, *_ = atom
    if at and text[at - 1] in _LABELS and start == at:
        return _labelled(text, atom, text[at - 1])
    if text[at : at + 2] in BY_PAIR and (idiom := idiom_end(text, at)) > 0:
        return None, max(end, idiom)
    if exponent < 0 and start == at and _numbers_section(text, at, atom):
        return None, end
    if base:
        listed = base[0] in LISTING and high is not None and high <= 10 and abstract(text, base, end)
        return (None if listed or (base == "级" and atom.scale) else atom), end
    if atom.scale or atom.approx is not None:
        return atom, end
    if atom.start == at and (_is_plain(text, at, atom) or text.endswith(_NUMBERED, max(0, at - 2), at)):
        return None, _run_end(text, end)
    follows = text[end : end + 1]
    if follows.isascii() and follows.isalpha():
        return None, _run_end(text, end)
    return atom, end


def _is_plain(text: str, at: int, atom: Atom) -> bool:
    """Whether a bare number is a list marker, a year or a section number."""
    end = atom.end
    before, follows = text[at - 1] if at else "\n", text[end : end + 1]
    if end - at == 4 and atom.exponent == 0 and text[at : at + 2] in {"19", "20"}:
        return not in_cell(text, at, end)
    if before in "(（" and follows in {")", "）"} and end - at <= 2:
        return True
    opening = _opens_line(text, at)
    if follows in _MARKER_END:
        return opening or (follows in "、)）" and before in "。；;:" and not text[end + 1 : end + 2].isdecimal())
    if opening and atom.exponent < 0:
        return follows in {" ", "\t"} or "一" <= follows <= "鿿"
    return opening and text[at - 1 : at] == " " and "#" in text[max(0, at - 8) : at]


def _numbers_section(text: str, at: int, atom: Atom) -> bool:
    """**1.2 客户侧**: nothing is counted in tenths."""
    tenths = atom.kind == "count" and atom.exponent < 0 and not atom.scale
    return tenths and " " in text[at : atom.end] and _opens_line(text, at)


def in_cell(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands in the Markdown table cell, where a number like 2040 may be an amount."""
    return text[max(0, start - 40) : start].rstrip(" *").endswith("|") and text[end : end + 40].lstrip(" *").startswith(
        "|"
    )


def _opens_line(text: str, at: int) -> bool:
    line = text.rfind("\n", max(0, at - 12), at) + 1
    if not line and at > 12:
        return False
    return not text[line:at].strip(" \t#*>-（(　")


def _labelled(text: str, atom: Atom, label: str) -> Read:
    """第3名 is a rank; 第3年, 第12–35行, 表2, 前5大 are none."""
    if label == "第":
        if atom.base in {"名", "位"}:
            return atom._replace(start=atom.start - 1, kind="ordinal"), atom.end
        others = _OTHERS.match(text, atom.end)
        return None, others.end() if others and not atom.base else atom.end
    if label == "前":
        ranked = atom.base in {"", "名", "位"} or text.startswith(_RANKED, atom.end)
        return (None if ranked and not atom.scale else atom), atom.end
    return (atom if atom.base or atom.scale else None), atom.end


def _code_end(text: str, at: int, end: int, *, bare: bool) -> int:
    """Where the code, version or document number around the digits ends; 0 where they are a figure.

    What stands before them is of a code, or joins them to a letter.
    """
    before = text[at - 1]
    window = text[max(0, at - 10) : at]
    if before not in _JOINS_CODE:
        whole = " " not in text[at:end] and not text[at - 2 : at - 1].isascii()
        amount = whole and text[end : end + 1] in _LARGE  # 维生素C512万, but Q1 650万
        return 0 if amount or _MEASURES.search(window) else _run_end(text, at)
    if before != " ":
        return _run_end(text, at)
    return end if bare and not _SCORES.search(window) and not AFTER.match(text, end) else 0


def _run_end(text: str, at: int) -> int:
    match = _CODE.match(text, at)
    return match.end() if match else at


def _malformed(text: str, match: re.Match[str], start: int) -> Read:
    """1.2.3亿: a figure without a value where a unit follows; otherwise an address, a date, a version."""
    atom = with_unit(text, Quantity(start, match.end(), _HUNDRED, _HUNDRED, 0))
    if not atom.base and not match["scale"]:
        return None, atom.end
    return atom._replace(low=None, high=None), atom.end


def _other(text: str, match: re.Match[str], floor: int) -> Read:
    end = match.end()
    if match["mask"] is not None:
        day = _DAY.match(text, end) if text[end - 1] == "月" else None
        if day is not None:
            return None, day.end()
        # 9月690万 is a month and a figure; 2025-03-15T08 goes on
        goes_on = text[end - 1].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalnum()
        return None, _run_end(text, end) if goes_on else end
    start, signs = leading(text, match.start(), floor)
    if match["ratio"] is not None:
        return Atom(match.start(), end, None, None, 0, "", "ratio"), end
    top, _, bottom = match["stroke"].partition("/")
    if int(top) >= int(bottom):
        return None, end
    rate = divide(Decimal(top) * _HUNDRED, Decimal(bottom))
    return in_unit(Quantity(start, end, rate, rate, 0, signs=signs), "%", end), end
