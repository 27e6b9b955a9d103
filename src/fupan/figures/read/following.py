"""What a figure tells that goes on from the one before it: 由 A 升至 B, 多的140万元里东城占四成多."""

from __future__ import annotations

from fupan.domain.aspect import Aspect
from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.read.by_how_much import by_how_much
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.marks_missed import mark_missed
from fupan.figures.read.reading import CONTEXT, NONE, OWN, SENTENCE, Reading
from fupan.figures.read.scope import Scope
from fupan.figures.reckon.named_pairs import given_value
from fupan.figures.reckon.parts_of_change import CHANGES, of_change
from fupan.figures.verdict import Verdict

_LEVELS = frozenset((Role.PRIOR.value, Role.PREVIOUS.value, Role.PLAN.value, Role.TARGET.value))
_BARE_SHARE = late("[，,；;、 ]*(?:分别)?(?:占比|占到?了?|比重)(?:分别|依次|各)?[为达是约近超 *_：:]{0,4}")
_MEMBER_BESIDE = late("(?:[^，。；、：0-9]{1,8}：)?[、，, *_]{0,4}[^，。；、0-9]{1,8}?[ *_]{0,3}")
_SHORT_OF = late("(?:欠|差|缺|超)[了着出]?的是[^，。；、0-9]{1,8}?[ *_约]{0,3}$")
_TO_GO = late(
    "(?:须|需要?|还要|仍要|得|必须|应|等于要?|意味着|就要|也就是要)[再净]?(?:清|压|降|减|消化|去|收|催|砍|增|补|多[做卖签])"
    "[^，。；、0-9]{0,4}$"
)
_PART_OF = late("的[ *_约近超不足到]{0,4}")
_PLAIN_CHANGE = late("[，, ]{0,2}[一今又整实足直]{0,2}[年月]?[多少高低快慢增减涨跌降掉][一-鿿]?了?[ *_约近整]{0,3}")
_MOVED = frozenset(("difference", "growth"))
_EXCESS = Aspect("difference", Role.ACTUAL, Role.TARGET)
_PLANNED = Aspect("difference", Role.PLAN, Role.ACTUAL)
_UPON = late("[ *_]{0,3}的?基[础数]上")
_OF_ALL = late("全(?:区|国|公司|省|市|店|部|体|集团|渠道|团队)的[ *_约近超不足到过将接]{0,4}$")
_SINCE = {"yoy": Role.PRIOR, "pop": Role.PREVIOUS}
_SHARES = {"share": "actual", "prior_share": "prior", "previous_share": "previous"}


def following(text: str, reading: Reading, last: Verdict | None, scope: Scope, catalogue: Catalogue) -> Reading:
    """``reading`` as it goes on from ``last``, the verdict on the figure before it in its sentence."""
    reading = by_how_much(_moved_share(_share_of_last(mark_missed(text, reading), last), last), catalogue)
    reading = _to_go(reading, last)
    reading = _since_member(text, reading, last)
    reading = _since_last(text, _of_whole_told(_in_row(_beside(reading, last, catalogue), last), last), last)
    reading = _part_of_all(_signed(_upon(reading, last), scope), last)
    return second(of_change(text, reading, last, scope), last, catalogue)


def _signed(reading: Reading, scope: Scope) -> Reading:
    """同比口径下，工程-26.7%，家装+6.7%: since when was said before."""
    since = _SINCE.get(scope.formula)
    if since is None or reading.mention.text[0] != "+" or reading.aspect_sure > CONTEXT:
        return reading
    told = tuple(one for one in reading.aspects if one.form in _MOVED and one.b is since)
    return reading._replace(aspects=told, aspect_sure=SENTENCE) if told else reading


def _part_of_all(reading: Reading, last: Verdict | None) -> Reading:
    """长沙648万元，约占全区的四成 without 占: 接近全区的四成."""
    told = last is not None and last.fact is not None and last.fact.where is not None and not last.fault
    if not told or reading.mention.unit != "%" or reading.aspect_sure > NONE or _OF_ALL.search(reading.lead) is None:
        return reading
    return reading._replace(aspects=(Aspect("share"),), aspect_sure=SENTENCE)


def _upon(reading: Reading, last: Verdict | None) -> Reading:
    """目标210万元，在9月198.3万元的基础上需增5.9%: a change from the level told right before, of the very thing."""
    if last is None or last.fault or last.mention.start < reading.sentence[0] or not reading.aspects:
        return reading
    fact = given_value(last) if _UPON.match(reading.lead) else None
    if fact is None or reading.aspects[0].form not in _MOVED:
        return reading
    base = Role(fact.key)
    ahead = (Role.PLAN, Role.TARGET, Role.STRETCH)
    roles = ahead if base is Role.ACTUAL else (Role.ACTUAL, *ahead)
    told = tuple(Aspect(reading.aspects[0].form, role, base) for role in roles if role is not base)
    return reading._replace(metrics=(fact.metric,), metric_sure=OWN, aspects=told, aspect_sure=OWN)


def _beside(reading: Reading, last: Verdict | None, catalogue: Catalogue) -> Reading:
    """与去年同期的5000吨、1200万美元相比: what stands beside a base in another unit is one too."""
    if last is None or not last.reading.compared or reading.sentence != last.reading.sentence:
        return reading
    if reading.lead.strip(" *_") not in {"、", "和", "及", "与"} or reading.mention.unit == last.mention.unit:
        return reading
    metrics = reading.metrics or catalogue.by_unit.get(reading.mention.unit, ())[:1]
    return reading._replace(
        metrics=metrics,
        metric_sure=max(reading.metric_sure, CONTEXT),
        aspects=last.reading.aspects,
        aspect_sure=last.reading.aspect_sure,
        compared=True,
    )


def _in_row(reading: Reading, last: Verdict | None) -> Reading:
    """欠的是东城195万、西城54万: each member of the row may be told by how much it falls short."""
    level = bool(reading.aspects) and reading.aspects[0].form == "value"
    if not level or reading.place_sure < OWN or None in reading.places:
        return reading
    told = _SHORT_OF.search(reading.lead) is not None
    if not told and last is not None and last.fact is not None and reading.sentence == last.reading.sentence:
        beside = _MEMBER_BESIDE.fullmatch(reading.lead) is not None and reading.mention.unit == last.mention.unit
        told = beside and last.fact.key in CHANGES and not last.fault
    if not told:
        return reading
    change = CHANGES[last.fact.key] if last is not None and last.fact and last.fact.key in CHANGES else _EXCESS
    return reading._replace(aspects=(*reading.aspects, change), aspect_sure=min(reading.aspect_sure, SENTENCE))


def _of_whole_told(reading: Reading, last: Verdict | None) -> Reading:
    """占总收入增量1415万元的75.2%: the part that the member spoken of has of the change told right before."""
    fact = last.fact if last is not None and not last.fault else None
    if last is None or fact is None or reading.mention.unit != "%" or None in reading.places:
        return reading
    change = CHANGES.get(fact.key) if fact.member is None and fact.metric in reading.metrics else None
    if change is None or _PART_OF.fullmatch(reading.lead) is None or "占" not in last.reading.lead:
        return reading
    return reading._replace(aspects=(change._replace(form="gap_share"),), aspect_sure=OWN)


def _since_last(text: str, reading: Reading, last: Verdict | None) -> Reading:
    """今年3186吨，去年3745吨，少559吨: a change since the level told right before, where its words name no other."""
    if last is None or last.fault or reading.aspect_sure != CONTEXT or reading.aspects[0].form not in _MOVED:
        return reading
    fact, at = given_value(last), reading.mention.start
    if fact is None or fact.key == Role.ACTUAL or _PLAIN_CHANGE.fullmatch(text, last.mention.end, at) is None:
        return reading
    if last.mention.start < reading.sentence[0] or fact.metric not in reading.metrics[:1] or reading.row:
        return reading
    since = tuple(one for one in reading.aspects if one.b is not None and one.b.value == fact.key)
    return reading._replace(aspects=since, aspect_sure=SENTENCE) if since and fact.where in reading.places else reading


def _since_member(text: str, reading: Reading, last: Verdict | None) -> Reading:
    """3月比2月多1714万元，增长54%: since the member that the figure right before was measured by."""
    if last is None or last.fault or not last.reading.against or reading.aspect_sure != CONTEXT:
        return reading
    if reading.aspects[0].form not in _MOVED or reading.compared or reading.row:
        return reading
    if _PLAIN_CHANGE.fullmatch(text, last.mention.end, reading.mention.start) is None:
        return reading
    told = last.reading
    return reading._replace(
        metrics=told.metrics, places=told.places, place_sure=SENTENCE, against=told.against, aspect_sure=SENTENCE
    )


def _to_go(reading: Reading, last: Verdict | None) -> Reading:
    """应收压回3亿元，须清掉6800万元: how far it is from here to the goal told right before."""
    if last is None or last.fault or last.mention.unit != reading.mention.unit or _TO_GO.search(reading.lead) is None:
        return reading
    fact = given_value(last)
    if fact is None or last.mention.start < reading.sentence[0] or fact.metric not in reading.metrics[:1]:
        return reading
    goals = {Role.TARGET.value: Aspect("difference", Role.ACTUAL, Role.TARGET), Role.PLAN.value: _PLANNED}
    if fact.key not in goals:
        return reading
    return reading._replace(aspects=(goals[fact.key], *reading.aspects), direction=None)


def _share_of_last(reading: Reading, last: Verdict | None) -> Reading:
    """去年上海2230万元，占比19.8%: the share of a level in its own year, not in this one."""
    told = (last.fact or (last.note.fact if last.note is not None else None)) if last is not None else None
    if told is None or (told.formula is not None and told.formula.name != "sum"):
        return reading
    if told.key not in _LEVELS or reading.mention.unit != "%":
        return reading
    if reading.aspects[:1] != (Aspect("share", Role.ACTUAL),) or _BARE_SHARE.fullmatch(reading.lead.strip()) is None:
        return reading
    return reading._replace(aspects=(Aspect("share", Role(told.key)), *reading.aspects))


def _moved_share(reading: Reading, last: Verdict | None) -> Reading:
    """桶面占比61.9%，拌面由13.0%升到16.2%: from a share to a share, where the sentence speaks of shares.

    No growth goes from one rate to another without being called so.
    """
    told = last.fact if last is not None and last.mention.start >= reading.sentence[0] else None
    if told is None or reading.mention.unit != "%" or not reading.origin or reading.aspect_sure >= OWN:
        return reading
    if "share" not in told.key or reading.aspects[:1] == () or reading.aspects[0].form != "growth":
        return reading
    roles = (Role.PRIOR, Role.PREVIOUS, Role.ACTUAL)
    return reading._replace(aspects=tuple(Aspect("share", role) for role in roles), aspect_sure=CONTEXT)


def second(reading: Reading, last: Verdict | None, catalogue: Catalogue) -> Reading:
    """The second figure of 由 A 升至 B speaks of what the first (``last``) did, a period later."""
    if last is None or not last.reading.origin or reading.origin or last.fact is None:
        return reading
    first, earlier = last.reading, last.fact.key.partition("÷")[0]
    earlier = _SHARES.get(earlier, earlier)
    levels = bool(reading.aspects) and reading.aspects[0].form == "value"
    if (levels and reading.level and earlier in {"prior", "previous", "actual"}) or reading.aspect_sure < OWN:
        if last.fact.where is not None and last.fact.where not in first.places:
            return reading  # Q3从84.6万元降到79.5万元: from what the quarter before it did
        role = Role.PLAN if earlier == "actual" else Role.ACTUAL
        told = tuple(aspect._replace(a=role) for aspect in first.aspects[:1])
        if "share" in last.fact.key and reading.mention.unit == "%":
            told = (Aspect("share", role),)  # 汽车26.4%→33.9%: from a share to a share
        reading = reading._replace(aspects=told, aspect_sure=OWN)
    metrics = (last.fact.metric,) if last.fact.metric in catalogue.metrics else first.metrics
    return reading._replace(metrics=metrics, metric_sure=max(reading.metric_sure, SENTENCE), per=first.per,
        groups=first.groups, quotient=first.quotient,
    )  # fmt: skip
