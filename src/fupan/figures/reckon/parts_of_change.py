"""Parts of a change that was told: 多的140万元里东城占四成多; 净增270万元，其中东城贡献168万元，占比62.2%."""

from __future__ import annotations

from fupan.domain.aspect import Aspect
from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.read.reading import OWN, SENTENCE, Reading
from fupan.figures.read.scope import Scope
from fupan.figures.verdict import Verdict

OF_FIGURE = late("(?:里面?|当中|之中|中(?![间心国标单])|其中)")
"""Behind a figure: what follows is part of it."""
_AMONG = late("[，,；; ]{1,2}(?:这)?(?:其中|里面|当中)")
"""Behind a figure and a comma: what follows is part of it, or of what was told before."""
_CHANGE = (
    "(?P<noun>缺口|差额|亏空|欠账|(?:同比|环比)?(?:增量|减量|增加额|增收额|减少额|减收额|少收额|降额|下滑额|降幅)"
    "|(?:多|少|增|减)(?:加|长|少|出来?|卖|做|收|赚)?的(?:那|这)?(?:一?[块部]分?|些|点))"
)
_WITHIN = late(_CHANGE + "(?:里面?|当中|之中|中|构成)[，,：: ]{0,2}$")
"""公司的缺口里，华南一家占四成五: the change stands before the comma, without its amount."""
_SHARE_OF = late(_CHANGE + "(?:的|(?:里面?|当中|之中|中)的?)?(?:大?约|就?有)?[ *_近超约]{0,4}$")
_FROM = late(
    "[ *_]{0,3}[多强以上]{0,2}[ *_]{0,3}"
    "(?:的?都?是?(?:来自|出自|由|靠)|是[^，。；、0-9]{1,6}(?:给|贡献|带来|做出来|拉动)的)"
)
"""同比增量里有87.0%来自它, 增量近八成是它们给的: a share of the change, though its words are those of a growth."""
_BARE_SHARE = late("[其约也就仅又独 *_]{0,4}(?:占比|占到?了?|比重)[为达是约近超 *_：:]{0,4}")
_BESIDE = late("[一-鿿A-Za-z]{2,8}(?:就|独|又|一家|一项|一个人)?占了?[ *_约近超]{0,3}")
_ITS = late("它|其(?![他它余中实])|[他她](?!们)|该[区店省市品渠部组项]|这一?[个家区店省市人项](?![月季年])")
_GIVES = late("贡献|带来|拉动|增加|新增|来自|做出|补上|拿下|占")
_THEM = late("(?:它|他|她)(?P<many>们)?|(?P<both>[两二]者|这[两几]|两)")
_PAIRS = (
    (Role.ACTUAL, Role.PRIOR), (Role.ACTUAL, Role.PREVIOUS), (Role.ACTUAL, Role.TARGET), (Role.TARGET, Role.ACTUAL),
    (Role.PLAN, Role.ACTUAL),
)  # fmt: skip
CHANGES = {Aspect("difference", a, b).key: Aspect("difference", a, b) for a, b in _PAIRS}
_SHARES = {Aspect("gap_share", a, b).key: Aspect("difference", a, b) for a, b in _PAIRS}


def of_change(text: str, reading: Reading, last: Verdict | None, scope: Scope) -> Reading:
    """``reading`` as a part of the change that ``last``, the verdict on the figure before it in its sentence, tells.

    With 里, 中 right behind the change its parts go on to the end of the sentence; with a comma between they may be
    parts of the total too.
    """
    told = last.reading.aspects[:1] if last is not None else ()
    if last is not None and told and OF_FIGURE.match(text, last.mention.end):
        is_change = told[0].form == "difference" or (last.fact is not None and last.fact.key in CHANGES)
        if is_change:
            scope.change = CHANGES.get(last.fact.key, told[0]) if last.fact is not None else None
    lacking = scope.topic is not None and scope.topic.kind == "gap" and reading.place_sure < OWN
    if lacking and scope.topic is not None and OF_FIGURE.match(text, scope.topic.end):
        scope.change = scope.change or Aspect("difference", Role.ACTUAL, Role.TARGET)  # 缺口中，两个订单合计…，占近九成
    if not reading.aspects:
        return reading
    share = reading.mention.unit == "%" and _SHARE_OF.search(text, reading.begin, reading.mention.start)
    if share and _FROM.match(text, reading.mention.end):
        given = _named(share["noun"])._replace(form="gap_share")
        return _given_by(text, reading, last, scope)._replace(aspects=(given,), aspect_sure=OWN, direction=None)
    within = _WITHIN.search(text, reading.begin, reading.clause[0])
    if within is not None and scope.change is None and reading.aspects[0].form == "share":
        return reading._replace(aspects=(_named(within["noun"])._replace(form="gap_share"), *reading.aspects))
    if scope.change is not None and reading.aspects[0].form == "share":
        return _of_its_own(reading, scope)._replace(aspects=(scope.change._replace(form="gap_share"),))
    named = scope.change is not None and None not in reading.places and reading.place_sure >= OWN
    if scope.change is not None and named and reading.aspects[0].form == "value" and _GIVES.search(reading.lead):
        return reading._replace(aspects=(scope.change, *reading.aspects))  # 增量1580万元中，江苏贡献910万元
    change = _change_before(text, reading, last)
    if change is None:
        return _of_either(reading, last)
    if reading.aspects[0].form == "share":
        return reading._replace(aspects=(change._replace(form="gap_share"), *reading.aspects))
    if reading.aspects[0] == Aspect("value", change.a) and reading.aspect_sure < OWN and _GIVES.search(reading.lead):
        return reading._replace(aspects=(change, *reading.aspects))
    return reading


def _named(noun: str) -> Aspect:
    """The change that a noun tells of."""
    if noun in {"缺口", "差额", "亏空", "欠账"}:
        return Aspect("difference", Role.ACTUAL, Role.TARGET)
    return Aspect("difference", Role.ACTUAL, Role.PREVIOUS if noun.startswith("环比") else Role.PRIOR)


def _of_either(reading: Reading, last: Verdict | None) -> Reading:
    """一共多出88万元，花洒占六成: the share of a member may be one of the change of all, told right before it."""
    fact = last.fact if last is not None and not last.fault and last.reading.sentence == reading.sentence else None
    change = CHANGES.get(fact.key) if fact is not None and fact.member is None else None
    named = None not in reading.places and reading.place_sure >= OWN and not reading.row
    if change is None or not named or fact is None or fact.metric not in reading.metrics:
        return reading
    if reading.aspects[0].form != "share" or _BESIDE.fullmatch(reading.lead) is None:
        return reading
    return reading._replace(aspects=(*reading.aspects, change._replace(form="gap_share")))


def _given_by(text: str, reading: Reading, last: Verdict | None, scope: Scope) -> Reading:
    """来自它, 是它们给的: by the member named last, or by the members that the figure before was told of."""
    found = _THEM.search(text, reading.mention.end, reading.clause[1])
    if found is None:
        return reading
    if not (found["many"] or found["both"]) and scope.latest:
        return reading._replace(places=scope.latest[-1].meaning.places, place_sure=SENTENCE)
    if last is not None and last.reading.groups:
        return reading._replace(groups=last.reading.groups, places=(), place_sure=OWN)
    return reading._replace(blind=True)


def _of_its_own(reading: Reading, scope: Scope) -> Reading:
    """它一家占了近八成: the part of the member that the paragraph named last."""
    if reading.places != (None,) or not scope.latest or _ITS.search(reading.lead) is None:
        return reading
    return reading._replace(places=scope.latest[-1].meaning.places, place_sure=SENTENCE)


def _change_before(text: str, reading: Reading, last: Verdict | None) -> Aspect | None:
    """The change that a share, or an amount behind 其中, may be part of: told right before, or one whose part was."""
    fact = last.fact if last is not None else None
    if last is None or fact is None or last.fault or reading.row or None in reading.places:
        return None
    if fact.member is None:
        return CHANGES.get(fact.key) if _AMONG.match(text, last.mention.end) else None
    if fact.key in _SHARES:
        return _SHARES[fact.key] if reading.aspects[0].form == "share" else None
    same = (fact.dimension, fact.member) in reading.places and _BARE_SHARE.fullmatch(reading.lead.strip())
    return CHANGES.get(fact.key) if same else None
