"""Lists of figures: 华南、华北分别完成5460万元和4620万元 gives each name its figure."""

from __future__ import annotations

from collections.abc import Sequence

from fupan.domain.aspect import Aspect
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.agreement import bounded
from fupan.figures.late import late
from fupan.figures.read.cue import Cue
from fupan.figures.read.reading import NONE, OWN, Reading
from fupan.figures.read.scope import Scope

_JOINT = late(
    r"(?:[\s、，,和与及以/／*_]*|对)(?:以及|约|将?近|接近|超过?|逾|不足|不到)?(?:各|为)?(?:一[个家块台人])?\+?"
)
_GOALS = frozenset(("目标", "计划", "任务", "指标", "预算"))
_HALVES = late("上(?:半年)?[、和与及]下半年")
_ONE_BY_ONE = late("上半年[^。；]{1,30}下半年")
_TWO = 2
_ARABIC = frozenset("0123456789")
_OF_ITS_OWN = ("的", *sorted(_GOALS))
_IN_TIME = late("^[Qq][1-4]$|[季月周年旬]")
_SLASHED = late(r"([一-鿿]{2})[/／](?=[一-鿿]{2})")
_MOVED = frozenset(("growth", "difference", "share_change"))
_BASED = tuple(Aspect("value", role) for role in (Role.TARGET, Role.PRIOR, Role.PREVIOUS, Role.BENCHMARK))
_BASES = {"yoy": Role.PRIOR, "pop": Role.PREVIOUS}


def run_of(text: str, found: Sequence[Mention], index: int) -> Sequence[Mention]:
    """The figures from ``index`` on that stand in one list, in one unit."""
    stop = index + 1
    while stop < len(found) and found[stop].unit == found[index].unit:
        if not _JOINT.fullmatch(text, found[stop - 1].end, found[stop].start):
            break
        if found[stop].text.startswith("+") and not found[index].text.startswith("+"):
            break  # 39分→46分，+7分: a change, no member of the list
        joint = text[found[stop - 1].end : found[stop].start]
        if "，" in joint and ("超" in joint or text.startswith(_OF_ITS_OWN, found[stop].end)):
            break  # 倒退了240万，6000万的任务…; 258万元，超18万元; 3534万元，为3800万元目标的93%: a clause of its own
        if "，" in joint and restates(found[stop - 1], found[stop]):
            break  # 增长47.3%，近五成: told once more
        stop += 1
    return found[index:stop]


def restates(before: Mention, one: Mention) -> bool:
    """True for a bound in words behind a figure in digits: 47.3%，近五成."""
    return bounded(one) and before.text[0] in _ARABIC and one.text[0] not in _ARABIC


def in_list(text: str, scope: Scope, first: Reading, mention: Mention, place: tuple[int, int]) -> Reading:
    """The reading of one figure of a list: the formula of the first, the member, metric or role in the same place.

    ``place`` is (its index, the list's length).
    """
    index, length = place
    halves = _halves(text, scope, first) if length == _TWO else []
    if halves:
        return first._replace(mention=mention, places=(), place_sure=OWN, groups=(halves[index],))
    placed = _placed(scope, first, mention, place)
    if placed is not None:
        return placed
    if len(scope.metric_list) == length:
        names = scope.metric_list[index].meaning.metrics
        return first._replace(mention=mention, metrics=names, metric_sure=OWN, groups=())
    if first.listed and length > 1 and len(scope.metrics_here) == length != len(scope.bases):
        names = [*scope.metrics_here][index]  # 复购率…，留存率…，分别比上年提高8.3个和4.3个百分点
        return first._replace(mention=mention, metrics=names, metric_sure=OWN, groups=())
    if length == 2 and _is_slashed(text, mention, index) and first.aspects:
        told = _as_role(first, mention, _slashed(text, scope)[index])
        return told._replace(aspects=_BASED) if index and _is_against(text, mention) else told
    if len(scope.formula_list) == length and scope.formula_list[index].kind in _BASES:
        base = _BASES[scope.formula_list[index].kind]
        changed = tuple(one._replace(b=base) for one in first.aspects[:1] if one.form in {"growth", "difference"})
        return first._replace(mention=mention, aspects=changed or first.aspects, aspect_sure=OWN)
    if len(scope.bases) == length > 1 and first.aspects and first.aspects[0].form in _MOVED:
        changed = (first.aspects[0]._replace(b=scope.bases[index]),)
        return first._replace(mention=mention, aspects=changed, aspect_sure=OWN)
    roles = [cue.meaning.role for cue in scope.role_list if cue.meaning.role is not None]
    if len(roles) == length and first.aspects:
        return _as_role(first, mention, roles[index])
    return first if index == 0 else first._replace(mention=mention, aspect_sure=NONE, place_sure=NONE)


def _halves(text: str, scope: Scope, first: Reading) -> list[tuple[Where, ...]]:
    """上、下半年分别为: the months or quarters of each half, where ``scope`` has taken in those of the second.

    上半年收入…，下半年收入…，占比分别为: so they are where each half was told by itself.
    """
    start, at = first.sentence[0], first.mention.start
    one_by_one = first.listed and len(scope.group) > 1 and scope.group[0].word == "下半年"
    if not _HALVES.search(text, start, at) and not (one_by_one and _ONE_BY_ONE.search(text, start, at)):
        return []
    second = [cue.meaning.places[0] for cue in scope.group]
    members = [(where[0], member) for where in second[:1] if where for member in scope.dimensions.get(where[0], ())]
    at = members.index(second[0]) if second and second[0] in members else 0
    first_half, then = members[at - len(second) : at], members[at : at + len(second)]
    return [tuple(first_half), tuple(then)] if first_half and then == second else []


def _onward(scope: Scope, length: int) -> list[Where]:
    """自Q2起连续三个季度分别…: the members from the one named on, where there are as many as figures."""
    members = scope.dimensions
    named = scope.group[0].meaning.places[0] if len(scope.group) == 1 else None
    if named is None or named[1] not in members.get(named[0], ()) or not _IN_TIME.search(named[1]):
        return []
    known = list(members[named[0]])
    onward = known[known.index(named[1]) :]
    return [(named[0], member) for member in onward] if len(onward) == length > 1 else []


def _placed(scope: Scope, first: Reading, mention: Mention, place: tuple[int, int]) -> Reading | None:
    """The member named in the same place: in the list of names, one by one before, or the whole dimension in order."""
    index, length = place
    said = _said_here(scope, first, length)
    here = scope.group_at >= first.sentence[0] or not said
    group = scope.group if len(scope.group) == length and here else _named_before(scope, first, length, said=said)
    whole = scope.dimension if scope.dimension is not None and scope.dimension.start >= first.line.start else None
    told = first.listed or (whole is not None and whole.start >= first.sentence[0])
    if group:
        places = group[index].meaning.places
    elif first.listed and first.groups and len(first.groups[-1]) == length:
        places = (first.groups[-1][index],)
    elif first.listed and (onward := _onward(scope, length)):
        places = (onward[index],)
    elif told and whole is not None and len(whole.meaning.places) == length:
        places = (whole.meaning.places[index],)
    else:
        return None
    return first._replace(mention=mention, places=places, place_sure=OWN, groups=())


def _said_here(scope: Scope, first: Reading, length: int) -> bool:
    """True where the sentence names as many metrics or comparisons as figures: 同比、环比分别提升3.5个和1.3个百分点.

    Members of the sentence before it are not what is told in turn then.
    """
    if length in {len(scope.metric_list), len(scope.formula_list), len(scope.bases)}:
        return True
    return first.listed and len(scope.metrics_here) == length


def _named_before(scope: Scope, first: Reading, length: int, *, said: bool) -> list[Cue]:
    """The members named one by one before a list of figures: 浙江…，江苏…，安徽…，占比分别为."""
    if first.listed and len(scope.named) >= length:
        return scope.named[-length:]
    if first.place_sure == OWN and len(scope.group) == 1 and scope.group_at >= first.clause[0]:
        return []  # 主粮15312/15000，零食6540/6000: both are of the member named right before
    if len(scope.named) == length:
        return scope.named
    return scope.named_before if len(scope.named_before) == length and not (scope.named or said) else []


def _is_slashed(text: str, mention: Mention, index: int) -> bool:
    beside = text[max(0, mention.start - 3) : mention.start] if index else text[mention.end : mention.end + 3][::-1]
    return beside.rstrip(" *")[-1:] in {"/", "／", "对"}


def _is_against(text: str, mention: Mention) -> bool:
    """True for the second of 88次对109次: the target, or what was at another time."""
    return text[max(0, mention.start - 3) : mention.start].rstrip(" *")[-1:] == "对"


def _as_role(first: Reading, mention: Mention, role: Role) -> Reading:
    aspect = first.aspects[0]._replace(form="value", a=role, b=None)
    return first._replace(mention=mention, aspects=(aspect,), aspect_sure=OWN)


def _slashed(text: str, scope: Scope) -> tuple[Role, Role]:
    """What 5916/5200 are: as 完成/目标 or 目标/完成 says last before them, else the result and the target."""
    found = _SLASHED.findall(text, max(0, scope.sentence[0] - 400), scope.sentence[1])
    return (Role.TARGET, Role.ACTUAL) if found and found[-1] in _GOALS else (Role.ACTUAL, Role.TARGET)
