"""What the user probably meant: the nearest known key or unit for one that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches
from itertools import product

from fupan.domain.unit import COUNTS, DURATIONS, MONEY, POINTS, SYNONYMS

_COMMON = ("万元", "元", "亿元", "%", "个百分点", "家", "人", "个", "天", "万元/人", "元/条")


def nearest_key(wrong: str, known: Mapping[str, str]) -> str:
    """A hint for an unknown key; ``known`` are the keys with their Chinese titles (实际 is told to be ``actual``)."""
    by_title = {title: key for key, title in known.items()}
    written = wrong.strip().lower()
    if wrong.strip() in by_title:
        return f"「{wrong.strip()}」在文件里写作 {by_title[wrong.strip()]}"
    close = get_close_matches(written, known, n=1, cutoff=0.6) or [key for key in known if key.startswith(written[:4])]
    if close and len(written) > 1:
        return f"是不是 {close[0]}（{known[close[0]]}）？"
    return "可用的键：" + "、".join(f"{key}（{title}）" for key, title in known.items())


def nearest_unit(wrong: str) -> str:
    """A hint for an unknown unit."""
    if not wrong.strip("万亿千百十 "):
        return f"只有数量级没有单位，写成 {wrong}元、{wrong}人 这样"
    matcher = SequenceMatcher(b=wrong.strip())
    scores: dict[str, float] = {}
    for symbol in _symbols():
        matcher.set_seq1(symbol)
        scores[symbol] = matcher.ratio()
    # sorted is stable: of equally near units the common ones come first
    close = [symbol for symbol in sorted(scores, key=lambda symbol: -scores[symbol]) if scores[symbol] >= 0.5][:2]
    return f"是不是 {' 或 '.join(close)}？" if close else "常用单位：" + "、".join(_COMMON)


def _symbols() -> Iterable[str]:
    bases = (*sorted(MONEY), *sorted(COUNTS), *sorted(DURATIONS), *sorted(POINTS), *SYNONYMS)
    scaled = ("".join(pair) for pair in product(("万", "亿", "百万"), ("元", "美元", "人", "家", "台", "件")))
    return (*_COMMON, *bases, *scaled)
