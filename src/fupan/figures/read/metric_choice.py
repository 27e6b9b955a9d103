"""Which metric and which members a figure speaks of, from its clause first, then from what stands before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fupan.domain.mention import Mention
from fupan.figures.late import late
from fupan.figures.read.catalogue import Catalogue, Places
from fupan.figures.read.clause import Clause
from fupan.figures.read.cue import Cue
from fupan.figures.read.reading import CONTEXT, NONE, OWN, SENTENCE
from fupan.figures.read.scope import Scope
from fupan.figures.words import content_words

_RATE_WORD = late(r"[一-鿿]{2,4}率(?:只有|为|是|达到?|仅|约|近|超|不足)*$")
_EACH = late(r"每(?:一)?(个|[家人吨件单户店条台名位亩箱车]|平方米|公里)[^，。；]{0,6}$")
_LATIN = late("(?:^|[^A-Za-z])(?!YoY|yoy|YOY|MoM|QoQ|QOQ|H[12]|Q[1-4])[A-Za-z][A-Za-z ]{1,20}[:：= *_]{0,3}$")
_SIDE = late(
    "(?:^|[：:，、； *_]|但|而|所以|因此|于是|故)"
    "(金额|额|钱|量|数量|单?价)(?:[^，。；、]{0,3}|[比较][一-鿿0-9]{1,8})(?:增|升|涨|降|减|跌|多|少|下滑|回落|持平|↑|↓)"
)
_SHORTENED = late(
    "(?:^|[^一-鿿])(?P<front>[一-鿿]{2})的?(?:缺口|差额|完成率|达成率|完成度|超限|超标|超支|超出)[^，。；]{0,4}$"
)
"""新签缺口4160万元, of 新签合同; 应收超限3640万元, of 应收账款."""
_PEOPLE = frozenset(("客户", "用户", "会员", "学员", "门店"))
_OF_NUMBER = late(
    "占[了到去据]?[^，。；]{0,6}@的?(?:总数|总量|单数|次数|人数|家数|数量?|总额|金额)的?[ *_约近超不足到]{0,4}$"
)
_OF_METRIC = frozenset(("attainment", "yoy", "pop", "growth"))
_MONEY = frozenset(("金额", "额", "钱"))
_MEAN = late("[月季周日店人户]均|平均")
_THOUSAND = Decimal(1000)
_MYRIADS = frozenset("万亿萬億")
_ANYWHERE = frozenset(("%", "个百分点", "倍", ""))
Choice = tuple[tuple[str, ...], int]
"""(metrics, where they were found)"""


@dataclass(frozen=True, slots=True)
class MetricChoice:
    """Chooses among the metrics of one fact sheet."""

    catalogue: Catalogue

    def places(self, clause: Clause, scope: Scope, begin: int) -> tuple[Places, int]:
        """The members, and where they were found."""
        behind = [cue for cue in clause.tail if cue.kind == "member"]
        if behind and not any(cue.kind == "member" for cue in clause.subject):
            return behind[0].meaning.places, OWN
        return scope.places(), scope.level_of(scope.group_at, begin)

    def metrics(self, mention: Mention, clause: Clause, scope: Scope, begin: int, where: tuple[Places, int]) -> Choice:
        """The metrics, and where they were found; only such as the figure's unit can belong to."""
        part = clause.tail[:1] and clause.tail[0].kind == "share"  # 112家占门店总数的四分之一
        behind = () if part and mention.unit != "%" else clause.tail
        owned = any(cue.kind in _OF_METRIC for cue in behind[-1:])  # 以87.8%的…完成率换来102.1%的回款额完成率
        cues = (*clause.whole, *clause.subject, *behind) if owned else (*clause.whole, *behind, *clause.subject)
        named = [cue for cue in cues if cue.kind == "metric"]
        if mention.unit == "%" and named and self._is_counted(clause.lead, named):
            return (), NONE  # 占退单总数的43.6% is no 退单率
        if named:
            found = self._named(mention, named) or self._owners(mention, where[0])
            if found and any(cue.word in _PEOPLE and f"老{cue.word}" in clause.lead for cue in named):
                found = found[0], min(found[1], CONTEXT)  # 老客户141家: some of them
            return found or (self._headline(mention, clause, scope) if scope.per else ((), NONE))
        if mention.unit == "%" and clause.formula is None and _RATE_WORD.search(clause.lead):
            return (), OWN  # 接受率69.4%: a rate that the fact sheet does not have
        label = _LATIN.search(clause.lead) if mention.unit == "%" else None
        named_so = clause.subject and clause.lead.rstrip(":：= *_").endswith(clause.subject[-1].word)
        if label and not named_so and clause.formula is None and clause.governor is None:
            return (), NONE  # GM 25.6%, active rate 80%: a name that the fact sheet does not have
        each = _EACH.search(clause.lead)
        if each:
            told = (name for name in self.catalogue.names if self._base(name).endswith(f"/{each[1]}"))
            per = self._fitting(told, mention)
            if per:
                return per, SENTENCE
        other = self._other_side(clause.lead, scope.metrics, where[0]) if mention.unit == "%" else ()
        return (other, SENTENCE) if other else self._inherited(mention, clause, scope, begin, where)

    def _is_counted(self, lead: str, named: list[Cue]) -> bool:
        """True where 占 goes before the number of what a rate is called after."""
        words = [cue.word for cue in named if all(self._base(name) == "%" for name in cue.meaning.metrics)]
        return len(words) == len(named) and any(_OF_NUMBER.search(lead.replace(word, "@", 1)) for word in words)

    def _other_side(self, lead: str, spoken: tuple[str, ...], places: Places) -> tuple[str, ...]:
        """台数增长7%，金额只增长3%; 量增5%，价跌4%: the first metric of money, the one of how many, the price."""
        told = _SIDE.search(lead)
        metrics = self.catalogue.metrics
        spoken = spoken or tuple(metrics)[:1]
        if told is None or not spoken or metrics[spoken[0]].unit.dimension == "rate":
            return ()
        of_money, of_price = told[1] in _MONEY, told[1].endswith("价")
        side = "money" if of_money else "per" if of_price else "count"
        if side == metrics[spoken[0]].unit.dimension and not of_price:
            return ()
        told_of = [name for name in metrics if self.catalogue.gives_any(name, places)]
        if of_price:  # mostly one that the sheet implies
            return tuple(name for name in told_of if name.endswith("价") and metrics[name].unit.dimension == "per")[:1]
        names = [name for name in told_of if name in self.catalogue.names]
        if of_money:
            return tuple(name for name in names if metrics[name].unit.dimension == "money")[:1]
        many = tuple(name for name in names if name.endswith("量") and metrics[name].unit.dimension != "money")
        return many if len(many) == 1 else ()

    def _base(self, name: str) -> str:
        return self.catalogue.metrics[name].unit.base

    def _named(self, mention: Mention, named: list[Cue]) -> Choice | None:
        for cue in reversed(named):
            found = self._fitting(cue.meaning.metrics, mention)
            if not found and _is_bare(mention) and (cue.word[-1] in "数量" or self._is_large(cue.meaning.metrics)):
                found = cue.meaning.metrics  # 台数9.6万, 访客180万
            if found:
                return found, OWN if cue.meaning.exact else SENTENCE
        return None if named[-1].meaning.metrics else ((), OWN)  # a metric that the fact sheet does not have

    def _is_large(self, names: tuple[str, ...]) -> bool:
        """True for a count that is told in 万."""
        return len(names) == 1 and self.catalogue.is_large(names[0])

    def _owners(self, mention: Mention, places: Places) -> Choice | None:
        """The metrics that are given for the members spoken of."""
        if places == (None,):
            return None
        owned = dict.fromkeys(name for where in places if where for name in self.catalogue.owners.get(where, ()))
        found = self._fitting(owned, mention)
        return (found, CONTEXT) if found else None

    def _inherited(
        self, mention: Mention, clause: Clause, scope: Scope, begin: int, where: tuple[Places, int]
    ) -> Choice:
        """No metric in the clause: the one spoken of before, if it can be told so; else one that the members have."""
        places, place_sure = where
        sure = scope.level_of(scope.metric_at, begin)
        fitting = self._exact(self._fitting(scope.metrics, mention), mention)
        if not fitting and sure >= SENTENCE and _is_bare(mention) and self._is_large(scope.metrics):
            fitting = scope.metrics  # 访客180万，环比少了60万
        partly = self._in_part(clause.lead, scope.metrics, mention) if sure <= SENTENCE else ()
        if partly:
            return (*partly, *fitting), CONTEXT
        having = tuple(name for name in fitting if self.catalogue.gives_any(name, places))
        if having:
            return having, sure
        if fitting and place_sure <= CONTEXT < sure:  # 费用率 after a sentence about 商超: the total
            return fitting, sure
        owners = self._owners(mention, places)
        if owners is not None:
            return owners
        if fitting:
            return fitting, min(sure, CONTEXT) if places != (None,) else sure
        return self._headline(mention, clause, scope)

    def shortened(self, lead: str) -> str:
        """The metric whose gap or excess the words before a figure tell by the front of its name, if any."""
        short = _SHORTENED.search(lead)
        return self.catalogue.fronts.get(short["front"], "") if short is not None else ""

    def _in_part(self, lead: str, names: tuple[str, ...], mention: Mention) -> tuple[str, ...]:
        """Metrics whose name the clause has in part (真正在开处方的81位 for 处方医生), in the figure's very unit."""
        front = self.shortened(lead)
        if front and front not in names:
            return self._fitting((front,), mention)
        if mention.unit in _ANYWHERE or mention.unit == "元":
            tails = self.catalogue.tails
            found = next((tails[tail] for tail in tails if tail in lead and tails[tail] not in names), None)
            return self._fitting((found,), mention) if found else ()
        told = [name for name in self.catalogue.by_unit.get(mention.unit, ()) if name not in names]
        if not told:
            return ()
        words = content_words(lead)
        for name in names:
            words -= self.catalogue.words[name]
        return tuple(name for name in told if self.catalogue.words[name] & words)

    def _exact(self, names: tuple[str, ...], mention: Mention) -> tuple[str, ...]:
        """Those of ``names`` told in this very unit, where any metric is: 中了7个 after 投标16次 is not about 投标."""
        if mention.unit in _ANYWHERE or mention.unit not in self.catalogue.by_unit:
            return names
        exact = {mention.unit, "%"}
        return tuple(one for one in names if self._base(one) in exact or self._base(one).partition("/")[0] in exact)

    def _fitting(self, names: Iterable[str], mention: Mention) -> tuple[str, ...]:
        if mention.unit:
            return tuple([name for name in names if self.catalogue.fits(name, mention.unit)])
        # 1.36亿 is money where money is told at all; 61 alone is no amount of money
        scaled = not _MYRIADS.isdisjoint(mention.text)
        small = abs(mention.value or Decimal(0)) < _THOUSAND
        money = {name: self.catalogue.metrics[name].unit.dimension == "money" for name in names}
        return tuple(name for name, is_money in money.items() if is_money is scaled or not (scaled or small))

    def _headline(self, mention: Mention, clause: Clause, scope: Scope) -> Choice:
        """The first metric of the sheet, where the words speak of targets, results or changes without naming any."""
        told = clause.roles or clause.did or clause.formula or clause.governor or scope.per or not mention.unit
        meant = clause.has("per") or _MEAN.search(clause.lead)
        first = self.catalogue.first
        if not (told or meant) or not first:
            return (), NONE
        return (first, CONTEXT) if mention.unit == "%" or self._is_of_first(mention) else ((), NONE)

    def unnamed(self, mention: Mention) -> tuple[str, ...]:
        """The metric that a level of members is told of where none is named: the first one, or the only in its unit."""
        if self._is_of_first(mention):
            return self.catalogue.first
        alone = self.catalogue.by_unit.get(mention.unit, ()) if mention.unit not in _ANYWHERE else ()
        return alone if len(alone) == 1 else ()

    def _is_of_first(self, mention: Mention) -> bool:
        first = self.catalogue.first
        return bool(first) and (mention.unit == self._base(first[0]) or bool(self._fitting(first, mention)))


def _is_bare(mention: Mention) -> bool:
    """True for 180万: no unit says whether it is money or a count."""
    return not mention.unit and not _MYRIADS.isdisjoint(mention.text)
