"""The names in a text that a rewrite may neither drop nor bring in: people, firms, products, members, quoted words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fupan.domain.factsheet import FactSheet
from fupan.figures.fold import fold

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}")
_QUOTED = re.compile(r"[“「『《]([^”」』》\n]{1,20})[”」』》]")
_FIRM = re.compile(r"[㐀-鿿]{2,6}?(?:公司|集团|医院|酒店|大学|学院|银行|药业|电子|科技|股份)")
_PERSON = re.compile(
    r"[王李张刘陈杨赵黄吴徐孙胡朱郭罗梁宋郑谢韩唐冯邓曹彭曾肖董袁潘蒋蔡杜苏魏吕丁沈姚卢崔钟谭陆汪廖韦贾邹熊秦阎薛侯段郝邵史毛]"
    r"[㐀-鿿]{0,2}?(?:总|经理|主任|总监|院长|科长|处长|主管)"
)
_SHORTEST = 2


def known_names(sheet: FactSheet | None) -> frozenset[str]:
    """The names that a fact sheet lists: entities, members of its breakdowns, metrics and their aliases."""
    if sheet is None:
        return frozenset()
    members = (member for group in sheet.dimensions().values() for member in group)
    metrics = (name for metric in sheet.metrics for name in metric.names)
    every = (*sheet.entities.all(), *members, *metrics, sheet.author.name)
    return frozenset(name for name in map(fold, every) if len(name) >= _SHORTEST)


def names_in(text: str, known: Iterable[str]) -> frozenset[str]:
    """The listed names that stand in ``text``, its Latin words, and what it quotes."""
    folded = fold(text)
    listed = {name for name in known if name in folded}
    return frozenset((*listed, *_LATIN.findall(folded), *_QUOTED.findall(folded)))


def new_names(after: str, sources: Iterable[str]) -> tuple[str, ...]:
    """Names shown by their form (X公司, 王总, Latin words) that stand in ``after`` and in none of the sources."""
    folded, known = fold(after), fold("\n".join(sources))
    formed = (match[0] for form in (_LATIN, _FIRM, _PERSON) for match in form.finditer(folded))
    return tuple(dict.fromkeys(name for name in formed if name not in known and name[-4:] not in known))
