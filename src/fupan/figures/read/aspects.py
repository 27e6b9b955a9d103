"""From the words of a clause to the aspects that its figure may tell, the likeliest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fupan.domain.aspect import Aspect, Form
from fupan.domain.mention import Direction
from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.read.came_or_went import came_or_went
from fupan.figures.read.clause import Clause
from fupan.figures.read.level_roles import Surroundings, level_roles
from fupan.figures.read.reading import CONTEXT, NONE, OWN, SENTENCE

Measure = Literal["level", "rate", "points", "times"]
"""How the figure's unit stands to the metric's: the same, % of an amount, 个百分点, 倍."""

ACTUAL, TARGET, STRETCH, PRIOR, PREVIOUS, PLAN, BENCHMARK = (
    Role.ACTUAL, Role.TARGET, Role.STRETCH, Role.PRIOR, Role.PREVIOUS, Role.PLAN, Role.BENCHMARK,
)  # fmt: skip
_EARLIER = (PRIOR, PREVIOUS)
_WEAK = (Aspect("ratio", ACTUAL, TARGET), Aspect("share"), *(Aspect("growth", ACTUAL, base) for base in _EARLIER))
"""What a rate may be of which nothing is said."""
_OF_TARGET = frozenset(
    ("超额", "超出", "超额完成", "欠产", "超产", "超支", "差", "还差", "差了", "欠", "超", "超了", "超过")
)
_TARGET_TOLD = ("目标", "预算", "计划", "预期", "标", "线")
_DISTANCES = frozenset(("差距", "差额"))
"""Distances from whatever was compared with; a 缺口 is one from the target."""
_AMOUNTS = ("量", "额", "收", "增", "减", "幅")
_INSIDE = late("在[^，。；]{0,8}(?:盘子?|总[量额]|销售额?|收入|业务|整体)(?:里|当?中|内)面?的?(?:由|从)?$")
"""在总盘子里由14.1%走到22.2%: a part of the whole, though no word says 占."""
_LEVEL_THEN = late("[，,；;（( *_]*[一-鿿0-9]{2,5}(?:则|还|只|也|才|就)?(?:是|为|有)?[ *_约近]{0,3}")
_GIVING = late("贡献|撑起|创造|带来|包揽|扛起|承担")
_GROWTH_NOUNS = ("增速", "增幅", "增长率", "增长幅度")
_PACED = late("(?:[高低快慢]于|超过|领先|落后)")
_NEWLY = late("(?:新增|净增|新进|新开|净开|多[卖签做收])了?的?[一-鿿]{1,6}$")
_DISTANT = late("(?:距离?|离)[^，。；的]{1,8}$")
_OF_GAP = late("占|贡献|来自|源于|集中|解释|归因|弥补|填补|补[上回足]")
_POINTED_AT = late("变[化动][^，。；]{0,6}(?:在|是|来自)[^，。；：:]{1,12}[：:][ *_]{0,3}$")
_DOWN = frozenset(("below", "gap", "down"))


@dataclass(slots=True)
class Telling:
    """The aspects with how sure they are, and the direction claimed."""

    aspects: tuple[Aspect, ...] = ()
    sure: int = NONE
    direction: Direction | None = None
    level: bool = False
    outside: bool = False


def subjects(clause: Clause, around: Surroundings) -> tuple[Role, ...]:
    """Whose value a change or ratio is about: this period's, the plan's."""
    if clause.base is ACTUAL or (clause.base is None and around.base is ACTUAL):
        return (PLAN,) if around.time is PLAN else (PLAN, TARGET, STRETCH)
    if around.time is PLAN and around.time_sure >= SENTENCE:
        return (PLAN,)
    if around.time is PLAN or around.ahead:
        return (ACTUAL, PLAN)
    return (ACTUAL,)


def aspects(measure: Measure, is_rate: bool | None, clause: Clause, around: Surroundings) -> Telling:
    """The aspects of a figure of this measure; ``is_rate`` where its metric is told in %, None where it is unknown."""
    if clause.governor is not None and any(cue.kind == "time" and cue.meaning.role is None for cue in clause.compared):
        return Telling((), OWN, outside=True)  # 比2019年增长: a time that the facts do not cover
    if measure == "rate" and is_rate is None and not (clause.formula or clause.governor or clause.fulfils):
        return _levels(clause, around)
    if measure == "level":
        return _change(clause, around, "difference") or _levels(clause, around)
    if measure == "points":
        return _points(is_rate, clause, around)
    if measure == "times":
        return _times(clause, around)
    return _rates(clause, around)


def _bases(clause: Clause, around: Surroundings) -> tuple[tuple[Role, ...], int]:
    """What a change is measured from, and how sure that is."""
    if clause.base is not None:
        return (clause.base,), OWN
    formula = clause.formula.kind if clause.formula else ""
    if formula == "yoy":
        if around.time is PLAN and around.yearly:
            return (ACTUAL, PRIOR), OWN
        return (PRIOR,), OWN
    if formula == "pop":
        return (ACTUAL, PREVIOUS) if around.time is PLAN else (PREVIOUS,), OWN
    kind = clause.governor.kind if clause.governor else formula
    if kind == "above" and clause.governor is not None and clause.governor.word.endswith(_TARGET_TOLD):
        return (TARGET,), OWN  # 超预算
    noun = clause.formula is not None and (around.base is None or clause.formula.word not in _DISTANCES)
    if formula == "gap" and clause.governor is None and noun:
        reference = around.reference
        return ((reference,) if reference in {TARGET, STRETCH} else (TARGET, STRETCH)), SENTENCE
    pace = formula == "growth" and clause.governor is None and around.base in {TARGET, STRETCH}
    if around.base is not None and not pace:  # 超额完成任务，增速17.6%: a pace is since last year, not above the target
        return (around.base,), SENTENCE
    if kind == "gap" or (clause.governor and clause.governor.word in _OF_TARGET):
        reference = around.reference
        return ((reference,) if reference in {TARGET, STRETCH} else (TARGET, STRETCH)), SENTENCE
    apart = kind in {"below", "above"}
    if around.time is PLAN:  # 明年2150吨的目标，要多做224吨: that target is the plan
        return (ACTUAL, *((TARGET,) if apart else ()), PRIOR, PREVIOUS), CONTEXT
    if apart:
        goal = next((one for one in (TARGET, STRETCH) if one is around.reference), None)
        return ((goal,), SENTENCE) if goal is not None else ((TARGET, PRIOR, PREVIOUS), CONTEXT)
    signed = clause.governor is not None and clause.governor.word == "+"
    return (*_EARLIER, TARGET) if signed else _EARLIER, CONTEXT  # 唯一的有利差异，+840万元


def _direction(clause: Clause) -> Direction | None:
    cue = clause.governor
    if cue is None and clause.formula is not None and clause.formula.kind == "gap":
        return "down"
    if cue is None and clause.formula is not None and clause.formula.word.endswith(_GROWTH_NOUNS):
        return "up"
    if cue is None or cue.kind in {"neutral", "better", "worse"}:
        return None
    return "down" if cue.kind in _DOWN else "up"


def _change(clause: Clause, around: Surroundings, form: Literal["difference", "growth"]) -> Telling | None:
    """A figure that tells by how much something changed or differs; None where its clause says no such thing."""
    formula = clause.formula.kind if clause.formula else ""
    told = formula in {"yoy", "pop", "growth"} or (formula == "gap" and not clause.is_compared)
    if clause.to_level or clause.from_level or clause.is_compared or not (clause.governor or told):
        return None
    if clause.governor is None and _POINTED_AT.search(clause.lead):
        return None  # 变化最大的是旧梯更新：9220万元
    bases, sure = _bases(clause, around)
    found = [Aspect(form, a, b) for b in bases for a in subjects(clause, around) if a is not b]
    if clause.governor is not None and clause.governor.word == "+" and form == "difference":
        found.append(Aspect("value", ACTUAL))  # 期初5888万，新增+518万
        sure = min(sure, SENTENCE)
    if clause.beside and clause.base is not None:
        found.append(Aspect("value", clause.base))  # 高于目标95%: by how much, or than what
    return Telling(tuple(found), sure, None if clause.to_level else _direction(clause))  # 差距扩大到5.5个百分点


def _levels(clause: Clause, around: Surroundings) -> Telling:
    roles, sure, outside = level_roles(clause, around)
    direction = _direction(clause) if clause.to_level else None
    told = [Aspect("value", role) for role in roles]
    if roles[:1] == (ACTUAL,) and _NEWLY.search(clause.lead):
        told += [Aspect("difference", ACTUAL, earlier) for earlier in _EARLIER]  # 全年新增销售2445万元
        sure = min(sure, SENTENCE)
    if clause.governor is None and came_or_went(clause):  # 经销商淘汰16家、新开9家: no level
        told += [Aspect("difference", PLAN, ACTUAL), *(Aspect("difference", ACTUAL, earlier) for earlier in _EARLIER)]
        sure = min(sure, CONTEXT)
    base = clause.base
    if clause.is_compared and base in {TARGET, STRETCH} and _DISTANT.search(clause.lead):
        told.append(Aspect("difference", ACTUAL, base))  # 距目标76家: how far, or from what
    time = clause.time
    if clause.part_of and clause.governor is None and time in _EARLIER:
        told.append(Aspect("ratio", ACTUAL, time))  # 投入产出比…是去年的1.2倍
    return Telling(tuple(told), sure, direction, clause.to_level, outside)


def _points(is_rate: bool | None, clause: Clause, around: Surroundings) -> Telling:
    bases, sure = _bases(clause, around)
    if not clause.governor and not clause.formula:
        sure = min(sure, CONTEXT)
    if clause.formula is not None and clause.formula.kind == "growth" and _PACED.search(clause.lead):
        sure = min(sure, CONTEXT)  # 增幅33.7%，高于收入增幅28.7个百分点: apart from another rate of growth
    form: Form = "difference"
    if not is_rate:
        formulas = {clause.formula.kind if clause.formula else "", around.formula}
        form = "share_change" if "share" in formulas and "attainment" not in formulas else "growth"
        if "attainment" in formulas and bases[0] not in {TARGET, STRETCH}:
            sure = min(sure, CONTEXT)  # 完成率94.5%，同比下降3个百分点: last year's is unknown
    found = [Aspect(form, a, b) for b in bases for a in subjects(clause, around) if a is not b]
    return Telling(tuple(found), sure, _direction(clause))


def _times(clause: Clause, around: Surroundings) -> Telling:
    named = [cue.meaning.role for cue in clause.roles if cue.meaning.role not in {None, ACTUAL}]
    if clause.part_of and named and named[-1] is not None and clause.governor is None:  # 是目标的1.2倍
        return Telling((Aspect("ratio", ACTUAL, named[-1]),), OWN)
    last = clause.roles[-1] if clause.part_of and clause.governor is None and clause.roles else None
    if last is not None and last.meaning.role is ACTUAL and clause.lead.endswith(f"{last.word}的"):
        return Telling((Aspect("ratio", ACTUAL, ACTUAL),), OWN)  # 剩下的…是上半年的1.2倍
    bases, sure = _bases(clause, around)
    return Telling(tuple(Aspect("ratio", ACTUAL, base) for base in bases), sure)


def _rates(clause: Clause, around: Surroundings) -> Telling:
    """A figure in % about an amount: attainment, share, growth."""
    formula = clause.formula.kind if clause.formula else ""
    goes_on = clause.to_level or clause.from_level or clause.is_compared
    inherited = formula or (around.formula if goes_on else "")
    cues = (*clause.roles, *clause.whole, *clause.compared)
    roles = [cue.meaning.role for cue in cues if cue.kind in {"role", "scheme"}]
    goal = STRETCH if STRETCH in roles else TARGET
    if formula == "attainment":
        return _attainment(clause, around, goal)
    of_other = _part_of_change(clause, around) or _part_of_earlier(clause, around) or _share_then(clause, around)
    if of_other is not None:
        return of_other
    if clause.part_of and BENCHMARK in roles:
        return Telling((Aspect("ratio", ACTUAL, BENCHMARK),), NONE)  # 只有平均水平的五成多
    if inherited == "share" or (not formula and clause.governor is None and _INSIDE.search(clause.lead)):
        return _share(clause, around, roles)
    change = _change(clause, around, "growth")
    if change is not None:
        return change
    if inherited == "attainment" or clause.fulfils or (clause.part_of and roles):
        told = _attainment(clause, around, goal)
        if not (clause.part_of and roles):
            told.sure = min(told.sure, SENTENCE)
        return told
    if inherited in {"yoy", "pop", "growth"} or (clause.did and around.formula in {"yoy", "pop", "growth"}):
        base = PREVIOUS if "pop" in {inherited, around.formula} else PRIOR
        return Telling((Aspect("growth", ACTUAL, base),), SENTENCE)
    if clause.did and around.formula == "share":
        return _share(clause, around, roles)
    if clause.part_of and around.reference in {TARGET, STRETCH}:
        return Telling((Aspect("ratio", ACTUAL, around.reference), Aspect("share")), SENTENCE)
    if _GIVING.search(clause.lead) and any(cue.kind == "metric" for cue in clause.tail):
        return Telling((Aspect("share"),), SENTENCE)  # 贡献了全系统37%的销售额
    then = _earlier_alone(clause) if around.formula == "share" else None
    return Telling((Aspect("share", then), *_WEAK) if then is not None else _WEAK, NONE)


def _earlier_alone(clause: Clause) -> Role | None:
    """The time that is all a clause names: 仍占全部的45.5%，上月是47.5%."""
    times = [cue.meaning.role for cue in clause.subject if cue.kind == "time" and cue.meaning.role in _EARLIER]
    return times[-1] if times and len(times) == len(clause.subject) else None


def _part_of_change(clause: Clause, around: Surroundings) -> Telling | None:
    """贡献了同比增量的57.1%: a part of what the total rose or fell by."""
    change = clause.governor
    sourced = any(cue.kind == "member" for cue in clause.tail)  # 缺口六成来自家装
    part_of = clause.part_of or clause.is_bare_part
    of_gap = sourced or (part_of and _OF_GAP.search(clause.lead))
    if change is not None and change.kind == "gap" and of_gap:
        return Telling((Aspect("gap_share", ACTUAL, TARGET),), OWN)  # 占全店缺口的64%
    if change is None or not change.word.endswith(_AMOUNTS) or change.kind not in {"up", "down"}:
        return None
    if not (sourced or part_of or (change in clause.tail and _GIVING.search(clause.lead))):
        return None  # but 贡献了全公司44%的增量
    formula = clause.formula.kind if clause.formula else ""
    base = {"yoy": PRIOR, "pop": PREVIOUS}.get(formula, clause.base or around.base)
    bases = (base,) if base in _EARLIER else (PRIOR, PREVIOUS)
    ahead = (Aspect("gap_share", PLAN, ACTUAL),) if around.time is PLAN else ()  # 明年…承担全部增量的47.2%
    return Telling((*ahead, *(Aspect("gap_share", ACTUAL, one) for one in bases)), OWN)


def _part_of_earlier(clause: Clause, around: Surroundings) -> Telling | None:
    """只及9月的87.5%, 不到去年的八成: so many per cent of an earlier value."""
    share = clause.is_compared and around.formula == "share"
    if share or clause.formula is not None or clause.governor is not None or clause.than is not None:
        return None  # 占23%，比去年的20%高: last year's share
    words = clause.lead.rstrip(" *_约近超将不足到过")
    for cue in (*clause.roles, *clause.compared):
        if cue.kind == "time" and cue.meaning.role in _EARLIER and words.endswith(f"{cue.word}的"):
            return Telling((Aspect("ratio", ACTUAL, cue.meaning.role),), OWN)
    return None


def _share_then(clause: Clause, around: Surroundings) -> Telling | None:
    """仍占全部的45.5%，上月是47.5%: the share of another time, as far as nothing else is said."""
    bare = clause.formula is None and clause.governor is None and _LEVEL_THEN.fullmatch(clause.lead)
    if not bare or around.formula != "share" or clause.time is None:
        return None
    return Telling((Aspect("share", clause.time), *_WEAK), NONE)


def _attainment(clause: Clause, around: Surroundings, goal: Role) -> Telling:
    cues = (*clause.roles, *(clause.compared if clause.is_compared else ()))
    times = {cue.meaning.role for cue in cues if cue.kind == "time"}
    if times & {PRIOR, PREVIOUS, PLAN}:  # 较上年的96.5%: the target of then is not known
        return Telling((), OWN, outside=True)
    extra = (STRETCH,) if around.reference is STRETCH and goal is TARGET else ()
    return Telling(tuple(Aspect("ratio", ACTUAL, to) for to in (*extra, goal)), OWN)


def _share(clause: Clause, around: Surroundings, roles: list[Role | None]) -> Telling:
    if any(cue.kind == "gap" or cue.word.endswith("缺口") for cue in clause.whole):
        return Telling((Aspect("gap_share", ACTUAL, TARGET),), OWN)
    if any(role in {TARGET, STRETCH} for role in roles):
        return Telling((Aspect("ratio", ACTUAL, TARGET), Aspect("share", TARGET)), OWN)
    cues = clause.compared if clause.is_compared else clause.roles
    times = [cue.meaning.role for cue in cues if cue.kind == "time" and cue.word != "同期"]
    direction = _direction(clause) if clause.to_level else None
    if times and times[-1] is not None:
        return Telling((Aspect("share", times[-1]),), OWN, direction, clause.to_level)
    role = PLAN if around.time is PLAN or around.ahead else ACTUAL
    if clause.from_level:
        then = tuple(Aspect("share", time) for time in (PRIOR, PREVIOUS))
        return Telling((Aspect("share"), *then) if role is PLAN else (*then, Aspect("share")), CONTEXT)
    found = (Aspect("share", role),) if role is ACTUAL else (Aspect("share", role), Aspect("share"))
    return Telling(found, OWN, direction, clause.to_level)
