"""Members measured by one another: Q4比Q3多, 二者相差240万元, 天猫是抖音的1.6倍."""

from __future__ import annotations

from fupan.domain.aspect import Aspect
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.late import late
from fupan.figures.read.clause import Clause
from fupan.figures.read.cue import Cue
from fupan.figures.read.reading import OWN, SENTENCE
from fupan.figures.read.scope import Scope

_APART = frozenset(("相差", "差距", "差额", "差", "差了", "差着", "隔着", "相隔"))
BOTH = late("[二两]者|[二两俩][地家区省市边]|彼此|他俩|她俩|它俩|俩[人店月]")
_NAMING = frozenset(("metric", "member", "time", "role", "total", "dimension"))
_SAID = late("(?:[的是为了约达到近超已就也、，, *_]|相当于|等于|一[家个人店]|全年|则)*")
"""What may stand between the names: 东门店客流是北苑店的3.1倍 speaks of something that no metric is."""
_TWO = 2
_IS = ("是", "为", "约为", "达到", "相当于", "已是", "等于", "约是", "接近")
_ONE = late("[ *_]{0,3}一[个家项条块边头](?!月|季|百分)")
_ONE_MORE = late("[，。；：:、（(] {0,2}一[个家项条块边头](?!月|季|百分)[^，。；]{0,10}[0-9一二两三四五六七八九]")
Places = tuple[Where | None, ...]
Placed = tuple[Places, int]
"""(members, where they were found)"""
Measured = tuple[Placed, tuple[Where, ...]]


def measured_by(
    clause: Clause, scope: Scope, where: Placed, words: str
) -> tuple[tuple[Places, int], tuple[Where, ...]]:
    """The members a figure is about (``where`` unless the words say otherwise), and those they are compared with.

    ``words`` are those from the start of the clause, other figures included, up to the figure.
    """
    pair = _pair_apart(clause, scope, words)
    if pair is not None:
        return ((pair[1],), OWN), (pair[0],)
    against = _compared(clause) if clause.compared else ()
    if against and where[0] == (None,):
        where = _rival(scope, against[0]) or where
    if against and where[0][:1] != (None,):
        scope.apart = tuple(one for one in (*where[0][:1], against[0]) if one is not None)
    return where, against


def multiple_of(mention: Mention, clause: Clause, scope: Scope) -> tuple[Places, tuple[Where, ...]] | None:
    """天猫是抖音的1.6倍: the member measured, and the one it is measured by."""
    named = [cue for cue in clause.subject if cue.kind == "member"]
    if mention.unit != "倍" or not clause.part_of or not named or clause.subject[-1] is not named[-1]:
        return None
    others = tuple(where for where in named[-1].meaning.places if where is not None)
    if len(named) == 1 and not _only_measures(mention, clause, scope):
        return None
    measured = (scope.group[-1] if len(named) == 1 else named[-2]).meaning.places
    scope.apart = tuple(one for one in (*measured[:1], *others[:1]) if one is not None)
    return measured, others


def measured_in(clause: Clause, sure: int) -> tuple[tuple[Aspect, ...], int]:
    """What one member has over the other, and how sure that is: 东门店增速是北苑店的两倍 tells no value of theirs."""
    role = next((cue.meaning.role for cue in clause.roles if cue.meaning.role is not None), Role.ACTUAL)
    rest = clause.lead
    for cue in clause.subject:
        known = cue.kind in _NAMING and (cue.kind != "metric" or cue.meaning.metrics)
        rest = rest.replace(cue.word, "", 1) if known else rest
    plain = clause.formula is None and clause.governor is None and _SAID.fullmatch(rest) is not None
    return (Aspect("ratio", clause.time or role),), OWN if plain else sure


def spoken_of(mention: Mention, clause: Clause, scope: Scope) -> list[Cue]:
    """What the clause speaks of, without the 陆铭 of 是陆铭的4.7倍: the one spoken of before is measured by it."""
    members = [cue for cue in clause.subject if cue.kind == "member"]
    measure = members[-1:] if _only_measures(mention, clause, scope) else []
    if mention.unit == "倍" and clause.part_of and len(members) == _TWO and clause.subject[-1] is members[-1]:
        measure = members[-1:] if any(word in clause.lead for word in _IS) else []
    return [cue for cue in clause.subject if cue not in measure]


def _only_measures(mention: Mention, clause: Clause, scope: Scope) -> bool:
    members = [one for one in clause.subject if one.kind == "member"]
    alone = mention.unit == "倍" and clause.part_of and len(members) == 1 and bool(scope.group)
    return alone and clause.lead.startswith(_IS) and scope.group_at >= scope.sentence[0]


def _pair_apart(clause: Clause, scope: Scope, words: str) -> tuple[Where, Where] | None:
    """抖音首次超过天猫，二者相差240万元: the two members named last, of one dimension."""
    if clause.governor is None or clause.governor.word not in _APART or not BOTH.search(words):
        return None
    cues = scope.named if len(scope.named) > 1 else scope.latest
    named = [where for cue in cues[-2:] for where in cue.meaning.places[:1] if where is not None]
    if len(cues) < _TWO and len(scope.apart) == _TWO:
        named = [*scope.apart]  # 欧洲…，跟北美只隔着16万，去年两边差158万
    return (named[0], named[1]) if len(named) == 2 and named[0][0] == named[1][0] else None


def _compared(clause: Clause) -> tuple[Where, ...]:
    named = (where for cue in clause.compared if cue.kind == "member" for where in cue.meaning.places)
    return tuple(where for where in named if where is not None)


def _rival(scope: Scope, other: Where) -> Placed | None:
    """The member of the same dimension named last: …四季度7380万，占全年三成八，比三季度多了3200万."""
    for cue in reversed(scope.latest):
        if other not in cue.meaning.places and any(where and where[0] == other[0] for where in cue.meaning.places):
            return cue.meaning.places, SENTENCE
    return None


def one_by_one(
    text: str, clause: Clause, span: tuple[int, int], groups: tuple[tuple[Where, ...], ...], where: Placed
) -> tuple[tuple[tuple[Where, ...], ...], Placed]:
    """直营和加盟都没完成，一个差480万元，一个差360万元: the members of the group in turn.

    ``span`` goes from the start of the sentence to that of the clause.
    """
    passed = passed_one_by_one(text, clause, span) if len(groups) == 1 else None
    if passed is None or passed >= len(groups[0]):
        return groups, where
    return (), ((groups[0][passed],), OWN)


def passed_one_by_one(text: str, clause: Clause, span: tuple[int, int]) -> int | None:
    """How many clauses of the sentence began with 一个 before this one does; None where it does not."""
    return sum(1 for _ in _ONE_MORE.finditer(text, *span)) if _ONE.match(clause.lead) else None


def named_apart(scope: Scope) -> tuple[tuple[Where, ...], ...]:
    """重疾191万、医疗意外123万: two members of one dimension that the sentence names each with a figure of its own."""
    named = [where for cue in scope.named for where in cue.meaning.places[:1] if where is not None]
    return ((named[0], named[1]),) if len(named) == _TWO and named[0][0] == named[1][0] else ()
