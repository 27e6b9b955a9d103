"""What the words of a figure ask for: a share, an attainment, a change, a mean, a sum, a rest …"""

from __future__ import annotations

from typing import Literal

from fupan.figures.audit.closed.entry import Entry
from fupan.figures.audit.quotients import OF_GOAL
from fupan.figures.audit.verbs import verb_of
from fupan.figures.audit.when import When, when_of
from fupan.figures.late import late
from fupan.figures.read.open_ended import PER_STEP

Asked = Literal[
    "", "share", "attainment", "growth", "rate", "aside", "points", "times", "rest", "sum", "mean", "change", "flow",
    "again", "product",
]  # fmt: skip
_SHARE = late(r"占|贡献|比重|份额|相当于[^，。；：]{1,10}的?(?:约|近|超)?$")
_ATTAINED = late(r"完成|达成|进度|达标|做到|走到|只到|才到|跑到|兑现|做掉")
_RATE = late(r"率|费比|转化|动销")
_BARE = late(r"(?:[\s*_(（]|也|又|就|才|正好|恰好|即|约|是|为|等于|折合|算下来|合|差不多|将近|整整){0,12}")
_CHANGE = late(r"同比|环比|增[长幅速]|增减|[涨降跌]幅|往[上下]走|[慢快]于|[高低]于")
_REST = late(r"(?:剩|余下|剩余|其余|还有(?![个一])|仍有|尚有|还差|还要|还需|尚需|另外|落下|到手)[^，。；]{0,10}$")
_SUM = late(
    r"合计|共计|总计|一共|总共|[加拼凑合]起来|[加合]在一(?:起|块)|相加|加总|汇总|合起来|两头|[=＝]\s*$|全年(?:就是|就有|会是|共)$"
)
_MEAN = late(
    r"(?:[人户店台单件场吨所篇亩床组车间]均|每一?个?[一-鿿]|平均|摊到|一[张台吨场单家户位件盒店组名辆桌间套个人]"
    r"|客单价?|均价|单价)[^，。；：]{0,6}$"
)
_MEAN_AT_ALL = late(r"[人户店台单件场吨所篇亩床组车间]均")
_MEAN_OPEN = late(r"(?:平均|每)一?个?[一-鿿][，,：:][^，。；：:0-9]{1,8}$")
_SPREAD = late(r"(?:[月周季日]均|每个?(?:月|周|季度?|天|日)|平均一?个?(?:月|周|季度?|天|日))[^，。；：]{0,4}$")
_FLOW = late(r"(?:眼下|现在|目前|年末|期末|月末|季末|现有|在册|如今)[^，。；：]{0,6}$")
_FLOWS = late(r"新[来开增签进招]|[关走退流]|离|撤|注销|减")
_AGAIN = late(r"^(?:个|人|家|单)?(?:里面|里|当中|之中|中)(?![心期间小])")
_DIFFERENT = late("缺口|差额?|差距|超额?|欠|短|增量|让利|净增|净减|节省")
_SHORT = 9
_RATES = frozenset(("%", "个百分点"))


def asked_of(entry: Entry, before: tuple[str, ...] = (), *, parallel: bool = False) -> Asked:
    """What the words ask for; ``before`` are the words of the figures before in the line.

    ``parallel`` says that the figure before in the sentence is a mean in the same unit.
    """
    reading, lead = entry.reading, entry.lead
    unit = reading.mention.unit
    if reading.row or (reading.rest and PER_STEP.search(lead.head)):  # 毛利率每提升0.1个百分点
        return ""
    if reading.origin or reading.level or reading.compared:  # 人均学费从4200元掉到4000元
        return "mean" if unit not in _RATES and _MEAN_AT_ALL.search(lead.text) else ""
    if unit == "%":
        return _of_percent(entry, before)
    if unit == "个百分点":
        return "points" if verb_of(lead.text or lead.head) is not None or _CHANGE.search(lead.text) else ""
    if unit == "倍":
        return "times"
    return _of_amount(entry, before, parallel=parallel)


def _of_percent(entry: Entry, before: tuple[str, ...]) -> Asked:
    text = entry.lead.text
    if not text.strip() and entry.mention.text.startswith(("+", "-", "−", "＋", "－")):
        return "growth"
    verb = verb_of(text)
    if _SHARE.search(text[-12:]) and verb is None:
        return "share"
    if verb is not None or _CHANGE.search(text[-10:]):
        return "growth"
    if entry.reading.run[1] > 1 and entry.reading.aspects and entry.reading.aspects[0].form == "share":
        return "share"
    if before and _is_of_given(entry, before[-1]):
        return "attainment"
    if _is_other(when_of(text)):
        return ""
    if _ATTAINED.search(text):
        return "attainment"
    if _RATE.search(text[-8:]):
        return "rate"
    if before and _BARE.fullmatch(text):
        return "aside"
    return ""


def _of_amount(entry: Entry, before: tuple[str, ...], *, parallel: bool) -> Asked:
    lead, text = entry.lead, entry.lead.text
    if entry.reading.mention.kind == "duration":
        return ""
    if _AGAIN.match(entry.after) and entry.level.unit not in {"", "元"}:
        return "again"
    if _SUM.search(text):
        return "sum" if not _is_gap(text) else ""  # 三地合计短了: the sum of gaps
    if _REST.search(text):
        return "rest"
    if _FLOW.search(text) and any(_FLOWS.search(words) for words in before):
        return "flow"
    if _SPREAD.search(text) or _MEAN.search(text):
        return "mean" if verb_of(text) is None else "change"
    if _MEAN_OPEN.search(lead.head):
        return "mean"  # 平均一单，保洁800元
    if parallel and len(text) <= _SHORT:
        return "mean"  # 一张卡卖3000元，科园馆2800元
    if verb_of(text) is not None or _DIFFERENT.search(text[-6:]):
        return "change"
    return ""


def _is_gap(text: str) -> bool:
    verb = verb_of(text)
    return verb is not None and _SUM.search(verb.before) is not None


def _is_of_given(entry: Entry, said: str) -> bool:
    """完成年度任务2.4万户的52.5%: the rate is of the figure right before, which is ``said`` to be fulfilled."""
    return entry.lead.joined and OF_GOAL.fullmatch(entry.lead.head) is not None and _ATTAINED.search(said) is not None


def _is_other(when: When) -> bool:
    return when.near == -1 or when.year == -1


def is_spread(text: str) -> str:
    """The stretch of time that an amount is told per, "" for none: 月, 周, 季, 日, 天."""
    found = _SPREAD.search(text)
    return next((mark for mark in "月周季日天" if found and mark in found[0]), "")
