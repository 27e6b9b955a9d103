"""Numbers that start with a Chinese numeral, 半 or 翻, and the many words among them that count nothing."""

from __future__ import annotations

import re
from decimal import Decimal

from fupan.domain.decimals import divide
from fupan.figures.scan.after_number import Quantity, in_unit, with_unit
from fupan.figures.scan.arabic_atoms import Read
from fupan.figures.scan.atom import Atom
from fupan.figures.scan.counted import abstract, joined_to_word, one_counts, ordinal
from fupan.figures.scan.grammar import CHINESE
from fupan.figures.scan.idioms import BY_PAIR, idiom_end
from fupan.figures.scan.leading import PLAIN, SIGNS, leading
from fupan.figures.scan.number import SCALES, read_arabic, read_chinese
from fupan.figures.scan.vague import vague
from fupan.figures.scan.written_units import UNIT_STARTS

PLAUSIBLE = (
    frozenset("零〇一二两三四五六七八九十百千万亿几点分成折多余来半数番倍了月日号季、至到-年个0123456789 ")
    | UNIT_STARTS
)
"""A numeral followed by anything else, and not part of a longer one, is no figure: 一致, 百货, 数据."""

_OPENED = ("近", "上", "超", "超过", "过", "逾", "破", "约", "突破", "不足", "不到", "达")
"""百, 千, 万, 亿 alone are numbers only behind one of these (上百家, 过亿)."""
_GOALS = ("目标", "任务", "计划", "指标", "预算", "总结", "报告", "度目标", "度任务", "度计划", "度预算", "度总结")
"""半年目标, 半年任务 are those for the half-year, and no figure."""
_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_DECIMAL_BOTTOMS = {"百": 0, "千": -1, "万": -2}
_MOST_DOUBLINGS = 20


def read_at(text: str, at: int, floor: int) -> Read:
    """The figure that starts with the character at ``at``; ``floor`` is the end of the one before."""
    match = CHINESE.match(text, at)
    if match is None:
        return None, at + 1
    numeral = match["numeral"]
    if numeral is None:
        return _other(text, match, floor)
    return _numeral(text, match, numeral, floor)


def _numeral(text: str, match: re.Match[str], numeral: str, floor: int) -> Read:
    at, end = match.start(), match.end()
    idiom = idiom_end(text, at) if text[at : at + 2] in BY_PAIR else -1
    if idiom > at or joined_to_word(text, at):
        return None, max(idiom, at + 1)
    if numeral[0] in "百千万亿" and not text.endswith(_OPENED, max(0, at - 2), at):
        return None, match.end("numeral")
    some = vague(numeral)
    if some is None:
        number = read_chinese(numeral)
        if number is None:
            return None, match.end("numeral")
        low = high = number.value
        exponent = number.exponent
        scale = 8 if "亿" in numeral[-2:] else 4 if "万" in numeral[-2:] else 0
    else:
        low, high, scale = some
        exponent = scale
    hundred_million, odd, odd_scale = match.group("hundred_million", "odd", "odd_scale")
    if hundred_million or odd_scale:
        more = SCALES[odd_scale] if odd_scale else 8
        low, high, exponent, scale = low.scaleb(more), high.scaleb(more), exponent + more, scale + more
    start, signs = leading(text, at, floor) if at and text[at - 1] in SIGNS else (at, PLAIN)
    atom = with_unit(text, Quantity(start, end, low, high, exponent, scale, odd, signs))
    if at and text[at - 1] == "第":
        ranked = atom.base == "名"
        return (atom._replace(start=at - 1, kind="ordinal") if ranked else None), atom.end
    return _counted(text, numeral, atom, at)


def _counted(text: str, numeral: str, atom: Atom, at: int) -> Read:
    if not atom.base:
        if atom.scale >= 4 and atom.end > at + 1:
            return atom, atom.end
        return atom._replace(weak=True), atom.end
    if len(numeral) > 1 or atom.kind in {"amount", "rate", "points", "multiple"}:
        # 两三个方面 lists as 三个方面 does.
        listed = atom.kind == "count" and atom.high is not None and atom.high <= 10
        if atom.base == "届" or (atom.base == "级" and atom.scale):
            return None, atom.end
        return (None if listed and abstract(text, atom.base, atom.end) else atom), atom.end
    if numeral in {"几", "数", "零"} or abstract(text, atom.base, atom.end):
        return None, atom.end
    if numeral == "一" and atom.low == 1:
        counts = one_counts(text, atom.base, atom.start, atom.end)
    else:
        counts = not ordinal(text, numeral, atom.base, atom.start)
    return (atom if counts else None), atom.end


def _other(text: str, match: re.Match[str], floor: int) -> Read:
    at, end = match.start(), match.end()
    if match["mask"] is not None:
        return None, end
    start, signs = leading(text, at, floor)
    if match["fraction"] is not None:
        return _fraction(match["fraction"], Quantity(start, end, _HUNDRED, _HUNDRED, 0, signs=signs)), end
    if match["doubling"] is not None:
        times = match["times"]
        number = (read_arabic(times) if times.isascii() else read_chinese(times)) if times else None
        count = min(int(number.value), _MOST_DOUBLINGS) if number is not None else 1
        value = _HUNDRED * (2**count - 1)
        return Atom(at, end, value, value, 1, "%", "multiple"), end
    if match["half"] is not None:
        if "一半" in text[max(0, at - 24) : at] + text[end : end + 24]:
            # 一半是A，一半是B shares out in words.
            return None, end
        value = _HUNDRED if match["half"] == "百分百" else _HUNDRED * _HALF
        return in_unit(Quantity(start, end, value, value, 0, signs=signs), "%", end), end
    if (at and text[at - 1] in "上下前后大小多") or (match["half_unit"] == "年" and text.startswith(_GOALS, end)):
        return None, end
    return in_unit(Quantity(start, end, _HALF, _HALF, -1, signs=signs), match["half_unit"], end), end


def _fraction(text: str, quantity: Quantity) -> Atom | None:
    """百分之十三点六, 千分之五, 三分之一, 十分之三: in %."""
    below, _, above = text.partition("分之")
    shift = _DECIMAL_BOTTOMS.get(below)
    read = None if shift is not None else read_chinese(below)
    bottom = _HUNDRED.scaleb(-shift) if shift is not None else read.value if read else None
    some = vague(above)
    number = (
        None if some else read_arabic(above) if above[0].isascii() else read_chinese("一百" if above == "百" else above)
    )
    if not bottom or (some is None and number is None):
        return None
    ends = some[:2] if some else (number.value, number.value) if number else (bottom, bottom)
    low, high = (divide(value * _HUNDRED, bottom) for value in ends)
    exponent = 0 if shift is None or number is None else number.exponent + shift
    atom = in_unit(quantity._replace(low=low, high=high, exponent=exponent), "%", quantity.end)
    return atom._replace(scale=shift or 0)
