"""Amounts for each of what the sheet counts or lists: 客户平均贡献销售额27万元, 全组人均销售额504万元."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.fact import Fact
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.read.told_per import HEADS
from fupan.figures.units import RATES

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_EACH = late("([一-鿿]{2,8})的?平均")
_OVER = late(
    "平均(?:下来|算下来|到)?[，,]?(?:每|单)一?[个家名位条款]?([一-鿿]{1,8}?)"
    "(?:完成|实现|贡献|做|卖|有|是|为|约|达|到|只|仅|了|[ *_])*$"
)
"""平均每个区域完成3667万元"""
_SHORTEST, _LONGEST, _MOST = 2, 6, 2
_TAILS = ("数量", "总数", "家数", "人数", "数", "量")
_SOME = ("新", "净", "流失", "潜在", "失")
"""新增客户 are not the customers of whom a mean is told."""
_PEOPLE = (
    "成员",
    "人员",
    "业务员",
    "销售员",
    "员工",
    "组员",
    "队员",
    "顾问",
    "经理",
    "代表",
    "导购",
    "主管",
    "姓名",
    "个人",
)
_SERVED = ("会员", "客户", "学员", "用户", "访客", "粉丝", "患者", "客", "住户", "业主", "乘客")
"""Those that are sold to: what 人均 is told over are the people who sell, where the sheet lists them."""
_LISTED = {"店": ("店", "网点"), "户": ("客户", "经销商"), "商": ("经销商", "代理商", "供应商")}


def means(binder: Binder, reading: Reading) -> list[Candidate]:
    """The means that the words of an amount tell: over a metric that counts, over the members of a dimension."""
    if reading.mention.unit in RATES or reading.mention.unit == "倍":
        return []
    each = _OVER.search(reading.lead) if "每" in reading.lead else None
    metric = next(iter((*reading.metrics, *(binder.catalogue.first if each is not None else ()))), None)
    if metric is None:
        return []
    found = []
    for aspect in reading.aspects:
        if aspect.form == "value":
            found += [
                Candidate(fact, aspect)
                for fact in _of(binder, reading, (metric, each[1] if each is not None else ""), aspect)
            ]
    return found


def _of(binder: Binder, reading: Reading, named: tuple[str, str], aspect: Aspect) -> Iterator[Fact]:
    """The means in one role; ``named`` are the metric and the dimension behind 平均每个, if there is one."""
    told, (metric, over) = binder.told, named
    words = _EACH.search(_lead(binder, reading)) if "平均" in reading.lead else None
    if words is not None:
        for counted in _counted(binder, metric, words[1]):
            for where in reading.places:
                fact = told.per(metric, counted, aspect.a, where)
                if fact is not None:
                    yield fact
    ends = _ends(binder, reading)
    for dimension, members in binder.catalogue.metrics[metric].breakdown.items():
        listed = words[1].endswith(dimension) if words is not None else bool(ends) and dimension.endswith(ends)
        listed = listed or over == dimension
        if listed and reading.places == (None,):
            places = tuple((dimension, member) for member in members)
            fact = told.total(metric, aspect, places, mean=True)
            if fact is not None:
                yield fact


def _lead(binder: Binder, reading: Reading) -> str:
    """The words before a figure, with those before 平均 where that begins its clause: 四个季度平均1468万元."""
    if not reading.lead.startswith("平均"):
        return reading.lead
    at = reading.mention.start
    return binder.text[max(reading.sentence[0], at - len(reading.lead) - _LONGEST) : at]


def _ends(binder: Binder, reading: Reading) -> tuple[str, ...]:
    """How the names of dimensions end whose members 人均 or 店均 is told of, where no metric counts them."""
    counted = [name for unit in reading.per for name in binder.catalogue.by_unit.get(unit, ())]
    if not reading.per or any(not name.removesuffix("数").endswith(_SERVED) for name in counted):
        return ()
    return _PEOPLE if reading.per == HEADS else _LISTED.get(reading.per[0], ())


def _counted(binder: Binder, metric: str, words: str) -> list[str]:
    """The metrics that count what ``words`` end in: 合作客户 for 年末客户."""
    metrics = binder.catalogue.metrics
    counts = [name for name in metrics if name != metric and metrics[name].unit.dimension == "count"]
    for length in range(min(_LONGEST, len(words)), _SHORTEST - 1, -1):
        noun = words[-length:]
        found = [name for name in counts if any(_names(known, noun) for known in metrics[name].names)]
        if found:
            return found[:_MOST]
    return []


def _names(name: str, noun: str) -> bool:
    """True where the name of a metric that counts ends in the noun: 合作客户数 for 客户."""
    stem = next((name.removesuffix(tail) for tail in _TAILS if name.endswith(tail)), name)
    return stem.endswith(noun) and (stem == noun or not stem.startswith(_SOME))
