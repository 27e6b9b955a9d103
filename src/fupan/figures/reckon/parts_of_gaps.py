"""A member's part in what several together are short or over: 缺口370万元，占三家缺口的63.8%."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.derive import HUNDRED, PERCENT, shown
from fupan.domain.fact import Fact, Formula, fact_id
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.groups_by_result import as_many, did
from fupan.figures.read.reading import Reading
from fupan.figures.scan.number import DIGITS
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_OF_SEVERAL = late(
    "占[到了去据]?(?P<of>[^，。；占]{1,16}?)(?:"
    "(?P<short>总?(?:缺口|差额|欠账|欠数|亏空|欠产))|(?P<over>超额|超出)|(?P<fell>减收|减量|降额|少收|下滑|减少)"
    "|(?P<rose>增收|增量|多收|增加))额?(?:部分)?(?:的?(?:合计|总额|总和|之和|总数|总量))?的[ *_约近超不足到]{0,4}$"
)
_COUNT = late("(?<![第前后十])([两二三四五六七八九2-9])(?:[个位家名大款条类项种]|(?=[省区市店线院]))")
_BY_SEVERAL = late(
    "(?<![第前后十])(?P<count>[两二三四五六七八九2-9])(?:(?P<unit>[个位家名大款条类项种])|(?=[省区市店线院]))"
    "[^，。；、：0-9比较]{0,6}"
    "(?P<since>同比|环比|比[去上]年(?:同期)?|较[去上]年(?:同期)?)?(?:合计|一共|总共|共计|共|加起来|合起来)?(?:同比)?(?:"
    "(?P<short>缺口|少[做完]成?|欠账?|差|短)|(?P<over>超额?|多[做完]成?|超出)"
    "|(?P<fell>减收|少收|少卖|下滑|下降|减少)|(?P<rose>增收|多收|多卖|增长|增加))(?:合计)?[了着为是达 *_约近超]{0,4}$"
)
_NO_AMOUNT = frozenset(("%", "倍", "个百分点"))
_AGAINST = {"short": Role.TARGET, "over": Role.TARGET, "fell": Role.PRIOR, "rose": Role.PRIOR}
_BACK, _SEVERAL = 34, 2
_PART = Aspect("gap_share", Role.ACTUAL, Role.TARGET)


def parts_of_gaps(binder: Binder, reading: Reading, _before: Sequence[Verdict]) -> list[Candidate] | None:
    """What the member spoken of is short of, in % of what those named or counted are; None for other words."""
    if reading.mention.unit != "%":
        return None
    start = max(reading.sentence[0], reading.mention.start - _BACK)
    words = _OF_SEVERAL.search(binder.text, start, reading.mention.start)
    if words is None:
        return None
    result = next(name for name in _AGAINST if words[name])
    found = []
    for metric in reading.metrics:
        for where in reading.places:
            together = _together(binder, metric, where, words.span("of"), result) if where is not None else ()
            fact = _part(binder, metric, where, together, _AGAINST[result]) if where in together else None
            if fact is not None:
                found.append(Candidate(fact, _PART))
    return found or None


def counted_gaps(binder: Binder, reading: Reading, _before: Sequence[Verdict]) -> list[Candidate] | None:
    """另外三家合计少做580万元, 两院同比合计减收125万元: what as many members as are counted are short or over.

    None where the words name members, or where not as many did so.
    """
    if reading.mention.unit in _NO_AMOUNT:
        return None
    start = max(reading.sentence[0], reading.mention.start - _BACK)
    words = _BY_SEVERAL.search(binder.text, start, reading.mention.start)
    if words is None or binder.places_in(words.start(), reading.mention.start):
        return None
    result = next(name for name in _AGAINST if words[name])
    if words["since"]:
        result = {"short": "fell", "over": "rose"}.get(result, result)
    base = _AGAINST[result]
    found = []
    for metric in reading.metrics:
        count = DIGITS.get(words["count"]) or int(words["count"])
        together = as_many(binder.catalogue.metrics[metric], count, result, words[0], words["unit"] or "")
        fact = binder.told.total(metric, Aspect("difference", Role.ACTUAL, base), together)
        if fact is not None and binder.meets(reading.mention, fact):
            found.append(Candidate(fact, Aspect()))
    return found or None


def _together(binder: Binder, metric: str, where: Where, span: tuple[int, int], result: str) -> tuple[Where, ...]:
    """The members that the words in ``span`` name, or as many as they count of those that did so."""
    named = tuple(one for one in binder.places_in(*span) if one[0] == where[0])
    count = _COUNT.search(binder.text, *span)
    if len(named) >= _SEVERAL or count is None:
        return named
    known = binder.catalogue.metrics[metric]
    alike = tuple(
        (where[0], member) for member, roles in known.breakdown.get(where[0], {}).items() if did(known, roles, result)
    )
    return alike if len(alike) == (DIGITS.get(count[1]) or int(count[1])) else ()


def _part(binder: Binder, metric: str, where: Where | None, together: Sequence[Where], base: Role) -> Fact | None:
    aspect = Aspect("difference", Role.ACTUAL, base)
    apart = [binder.told.fact(metric, aspect, one) for one in together]
    own, known = binder.told.fact(metric, aspect, where), [one for one in apart if one is not None]
    whole = sum((one.amount for one in known), Decimal(0))
    if own is None or len(known) < max(len(together), _SEVERAL) or not whole:
        return None
    amount = divide(own.amount * HUNDRED, whole)
    top, bottom = shown(abs(own.amount), own.unit), shown(abs(whole), own.unit)
    members = "+".join(one[1] for one in together)
    formula = Formula("part_of_gaps", f"占{members}之差", (own.id,), f"{top} ÷ {bottom} = {plain(rounded(amount, 1))}%")
    identity = fact_id(metric, f"{aspect.key}÷{members}", own.dimension, own.member)
    return Fact(identity, metric, "part_of_gaps", amount, PERCENT, own.period, own.dimension, own.member, formula)
