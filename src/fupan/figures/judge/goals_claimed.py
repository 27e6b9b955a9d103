"""Goals said to be reached or passed that were not: 续保率90.6%，达到93%的目标; a plan told with this year's target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.read.open_ended import TO_COME
from fupan.figures.read.reading import OWN
from fupan.figures.verdict import Verdict, tells_before

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_REACHED = late("(?:达到|达成|完成|实现|够到|够上|守住)了?(?:公司|年度|全年|既定|考核)?的?[ *_]{0,3}$")
_HELD = late("(?:控制|压|稳定|保持|守)(?:在|到)了?(?:目标|公司)?的?[^，。；0-9]{0,6}[ *_]{0,3}$")
_GOAL = late("[ *_]{0,3}的(?:[^，。；0-9]{0,4})?(?:目标|任务|控制线|红线|要求|标准|指标)")
_WITHIN = frozenset((None, "以内", "之内", "以下"))
_UNSAID = late("[未没不差离距需应]|争取|确保|仍|才能|如果|若|只要|才算")
_GOALS = (Role.TARGET.value, Role.STRETCH.value)
_BACK = 3


def goals_claimed(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text; a goal that what was done, told before it in the sentence, did not reach is a fault."""
    found = list(verdicts)
    for place, one in enumerate(verdicts):
        fact = None if one.fault or one.unchecked else one.fact
        if fact is None or fact.formula is not None or fact.key not in _GOALS:
            continue
        done = binder.told.value(fact.metric, Role.ACTUAL, fact.where)
        plan = binder.told.value(fact.metric, Role.PLAN, fact.where)
        if plan is not None and plan.amount != fact.amount and _is_planned(binder, one):
            found[place] = Verdict(one.reading, "wrong-role", expected=plan, found=fact)
        elif done is not None and _is_claimed(binder, one) and tells_before(verdicts, place, done, _BACK):
            lower = binder.catalogue.metrics[fact.metric].better == "lower"
            if (done.amount > fact.amount) if lower else (done.amount < fact.amount):
                found[place] = Verdict(one.reading, "wrong-direction", expected=fact)
    return found


def _is_claimed(binder: Binder, verdict: Verdict) -> bool:
    text, mention = binder.text, verdict.mention
    lead = text[verdict.reading.clause[0] : mention.start]
    if mention.approx not in _WITHIN:
        return False
    if _UNSAID.search(lead) or TO_COME.search(lead.removesuffix("目标")):
        return False
    if _REACHED.search(lead):
        return _GOAL.match(text, mention.end) is not None
    return mention.approx is not None and _HELD.search(lead) is not None


def _is_planned(binder: Binder, verdict: Verdict) -> bool:
    """True for 2026年目标 of a sheet for 2025."""
    reading = verdict.reading
    if not reading.aspects or reading.aspects[0].a is not Role.PLAN or reading.aspect_sure < OWN:
        return False
    return f"{binder.lexicon.sheet.period.year + 1}年" in binder.text[reading.clause[0] : reading.mention.start]
