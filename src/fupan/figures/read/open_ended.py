"""Figures whose words leave open what they are: what is left over, a part of something unnamed, blind comparisons."""

from __future__ import annotations

from fupan.domain.aspect import Aspect
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.figures.agreement import bounded
from fupan.figures.late import late
from fupan.figures.read.clause import Clause
from fupan.figures.read.reading import CONTEXT, OWN, Reading

_REACH = 60
_SENTENCE = 80
_EACH_BEFORE = late("单[店户场商吨台件车柜]|[店户场商吨台件柜]均|一[家个]店|每[一]?[家店户场吨台件单柜]")
_FORMULAS = frozenset(("gap", "share", "attainment"))
_PLANNED = "[^，。；：]{0,4}(?:计划|目标|任务|预算|规定|要求|约定|合同|进度|安排)"
_NEEDS = f"按照?(?!{_PLANNED})[^，。；：]{{2,16}}[，,]?(?:需要?|得|要|就?能)[^，。；：0-9]{{0,6}}$"
_BY = late(f"按照?[^，。；：]{{1,12}}(?:测?算|推|计|折算|口径)|{_NEEDS}")
_NEEDED = late(_NEEDS)
_AT_THE_END = late("[年月季期][末底]")
TO_COME = late("计划|打算|力争|争取|预计|预期|准备|要|拟|将|明年|下一?[年季月]|下半年|目标")
"""Words of what is to be: 预计周期从17天缩到15天."""
_OF_RATE = late("(?:增速|增幅|涨幅|降幅|跌幅|完成率|达成率)的[ *_约近超]{0,3}$")
_SUBSET = late(
    "前[0-9一二三四五六七八九十百]{1,3}[名家大位个强款]|[前后头][0-9两二三四五六七八九十]{1,3}(?:个月|季|天)|单季"
    "|[Tt][Oo][Pp] ?[0-9]|头部"
    "|[0-9]{1,2}[号日]?[到至—–~-]{1,2}[0-9]{1,2}[号日月]"
    "|单[个商店场户客人台吨件笔柜]|[户店场台吨件客笔]均|剔除|扣除|[扣刨去拿]掉|刨[去除]|撇开|抛开|不含|除[去了]|[以之]外"
    "|其余|另外|剩|余下|其中|里头|当中|走[^，。；]{1,4}的"
)
"""前50名, 1号到15号, 单店, 其余: the figure is told of a part or a mean, whatever metric is named beside it."""
PER_STEP = late(
    "每(?:再|就|能)?(?:提升|提高|增加|下降|降低|增长|减少|上升|下滑|变动|波动|[多少涨跌降增升差掉])了?|每(?:[卖收][出入了]?)?$"
    "|每(?:[卖投花收][入了]?)?[一1]?[百千万]+(?:元|块|人次|[家人户台件单吨张])"
)
"""毛利率每提升0.1个百分点，约合12.8万元; 每100家客户流失11.5家, 每百元收入留下12.7元: what one step or so many make."""
_OWN_MEANS = frozenset((
    "大区平均", "公司平均", "整体平均", "全国平均", "全公司平均", "平均水平", "均值", "区域均值", "大区均值",
    "全国均值", "公司均值", "大盘", "我",
))  # fmt: skip
"""The mean of one's own whole, with which a part of it is compared, and an author of whom the sheet knows nothing."""
_OF_OTHER = late("占(?![比到据去])了?[一-鿿]{2,6}的[ *_约近超]{0,3}$")
_LEFT_OUT = late(
    "(?:[扣剔刨减][除去掉]|撇开|不计|不含)(?:[这该此上][^，。；0-9]{0,6}|它|掉|之|这?两者)?[之以]?后?[，,]$"
)
"""1735万元中260万元是旧欠，扣除后，回款为1475万元: less what was told right before."""


def is_rest(clause: Clause) -> bool:
    """True for what is left over of something; 年底剩738家 is simply how many there are."""
    return clause.has("rest") and not ("剩" in clause.lead[-3:] and _AT_THE_END.search(clause.lead))


def is_net(text: str, clause: Clause) -> bool:
    """True for 净发货2829万: less something, of a metric whose name does not say so."""
    named = [cue for cue in clause.subject if cue.kind == "metric"]
    return bool(named) and text[max(0, named[-1].start - 1) : named[-1].start] == "净"


def is_per_before(text: str, reading: Reading) -> bool:
    """单店看，社区27.5万，大学城16.9万: what is told of each was said before in the sentence."""
    if reading.metric_sure >= OWN or reading.mention.unit in {"%", "个百分点", "倍"}:
        return False
    at = reading.mention.start
    return _EACH_BEFORE.search(text, max(reading.sentence[0], at - _SENTENCE), at) is not None


def is_guess(reading: Reading, aspect: Aspect) -> bool:
    """True for a rough rate above or below something unsaid (宏捷一停，我就少两成以上): the target is but a guess."""
    rough = bounded(reading.mention) or "成" in reading.mention.text
    return rough and reading.aspect_sure <= CONTEXT and aspect.b is Role.TARGET


def clause_before(text: str, reading: Reading) -> str:
    """The words of the clause before its figure, figures before it included, as far as they are looked at."""
    return text[max(reading.clause[0], reading.mention.start - _REACH) : reading.mention.start]


def is_left_out(text: str, start: int, end: int) -> bool:
    """True where the clause before, which ends at ``end``, takes off what was told: 扣除后，当期回款为1475万元."""
    return _LEFT_OUT.search(text, start, end) is not None


def is_restricted(lead: str) -> bool:
    """True where the words before a figure narrow what it is told of to something that no fact covers."""
    return _SUBSET.search(lead) is not None


def is_reckoned(words: str, *, named: bool = False) -> bool:
    """按人均54万推：54人 → 2916万: what follows is worked out on an assumption; ``words`` are those of the sentence.

    Where the clause has ``named`` the metric, only 按客单价3000元需成交1267单 says so.
    """
    return (_NEEDED if named else _BY).search(words) is not None


def of_unknown(mention: Mention, clause: Clause) -> bool:
    """True for a part of a rate (收入增速的五成), or of a whole that nothing names (占名录的六分之一)."""
    if mention.unit not in {"%", "倍"} or not clause.part_of:
        return False
    if clause.governor is not None or clause.whole:
        return False
    return _OF_RATE.search(clause.lead) is not None or _OF_OTHER.search(clause.lead) is not None


def is_blind(clause: Clause) -> bool:
    """True where the figure is compared with something that no cue names: 比谷底的那个月多了762万元."""
    if any(cue.kind in _FORMULAS for cue in clause.compared):
        return True  # 这个窟窿比全盘的缺口还大120万元
    if any(cue.word in _OWN_MEANS and cue.kind != "member" for cue in (*clause.compared, *clause.roles)):
        return True  # 比全公司平均高出500元: maybe of the whole, maybe a benchmark that the sheet gives
    if any(cue.kind == "member" for cue in clause.whole) and not any(cue.kind == "member" for cue in clause.subject):
        return True  # 285万，占馆配发货的62%: of what was told before
    if clause.than is None or clause.governor is None or clause.compared or clause.is_compared:
        return False
    return clause.governor.start - clause.than.end >= 2
