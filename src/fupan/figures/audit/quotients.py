"""Quotients: attainment, rates and means, by what their words name of the two values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fupan.domain.role import EARLIER, TARGETS, Role
from fupan.figures.audit import formula
from fupan.figures.audit.claim import LIKELY, POSSIBLE, SURE, Claim
from fupan.figures.audit.level import Level, Memory
from fupan.figures.audit.measure import is_counted_so
from fupan.figures.audit.parts import held_in
from fupan.figures.audit.subjects import Lead
from fupan.figures.audit.things import is_anothers
from fupan.figures.audit.when import when_of
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.read.told_per import HEADS

_ATTAINED = late(
    r"(?:完成|达成|实现|进度|做到|走到|跑到|干到|做掉|兑现|只到|才到"
    r"|完成率|达成率|完成度|达成度|进度条?)(?:了|年度|全年|任务|目标|计划|指标|预算|的|：|[:（( +])*$"
)
OF_GOAL = late("[ *_]*(?:年度|全年|季度|月度|本月|当月)?(?:目标|任务|指标|计划|预算)?的[ *_]*")
"""完成7,600万元任务的96.7%, 完成年度任务2.4万户的52.5%: what stands between the goal and the rate."""
_FULFILS, _APART = late("完成|实现|达成|做到|达到"), late("超|比|高于|低于|多于|少于")
_RATE = late(r"([一-鿿]{1,6}?)(?:率|费比|比)(?:只有|仅|才|就|为|是|达到?|约|高达|超|近|不足|：|[:（( *_])*$")
_INCOME = late("收入|销售|营收|营业额|订货|出库|业绩|合同|签约|接单|产值|GMV|gmv|保费|金额")
_PER = late(
    r"(?:人均|每(?:一|成交|服务|新增|卖|跑|签)?个?(?P<a>[一-鿿])|(?P<b>[一-鿿])均"
    r"|(?:摊到|摊下来|平均)?一个?(?P<c>[张台吨场单家人户位件盒店组名次亩车间套节瓶箱篇条])|平均一?(?P<e>[一-鿿])"
    r"|(?<![订签接下成简])单(?:个|一)?(?P<d>[店客台件组家场人])|(?P<f>[吨箱件台套盒])价)(?!月|周|季|天|日|年)"
)
_SHARE = late(
    r"(?:占|占到|占了|占去|占据|贡献|贡献了|占比)(?:只有|仅|才|就|为|是|达|约|高达|超过?|近|不足|正好|：|[:（( *_])*$"
)
OF_BUDGET = late("节约率|节支率|降本率|降幅率")
"""节约率 is of the budget: what was spent and what was saved."""
_OF_PEOPLE = late("人均(?:可支配|纯收入|公园|绿地|住房|居住|生产总值|gdp|GDP|预期寿命|占有|拥有|耕地|消费)")
"""Statistics of a population, which no head count of a text gives."""
_BUYERS = frozenset(HEADS) | {"家", "户", "店", "单", "笔", "间", "场", "客", "组", "对", "天"}
_ALL_GOODS = late("[一-鿿]{0,3}(?:销量|交付|出货|发货|产量|销售|批售|订货|签约|总量|数量)[一-鿿]{0,2}")
_OF_MONEY = late("毛利|费用|利润|净利|增长|折扣|利息")
_NO_MEAN = frozenset("月日天周季年平")
_NO_COUNT = frozenset(("元", "%", "个百分点", "", "倍", "天", "个月", "月", "年", "周", "小时", "季度"))
_ALL_TIMES = late(
    r"(?:去年|上年|同期|上个?[月周季期]|今年|本[年月周季期]|[0-9]{1,2}月|[QqHh][1-4]"
    r"|[年期月季]初|[为是则才只有：: 的约 ])*$"
)
_MONEY = frozenset(("元", ""))
_PLAIN = frozenset("总平均比计共约其的了各为是额数量")
_REACH, _FAR = 8, 60


@dataclass(frozen=True, slots=True)
class Quotients:
    """The quotients that one figure may tell; ``label`` are the words of the label that its line begins with."""

    memory: Memory
    reading: Reading
    lead: Lead
    line: int
    label: frozenset[str] = frozenset()

    def claims(self) -> Iterator[Claim]:
        """Every quotient that stands to reason, the likeliest first."""
        if self.reading.level or self.reading.origin or self.reading.row:
            return
        if self.reading.mention.unit == "%":
            bare = not self.lead.text.strip()
            if bare and self.lead.head.rstrip()[-1:] not in {"（", "("}:
                yield from self._again()  # 超了140单，106.4%
            if (_SHARE.search(self.lead.text) or (bare and self._follows_share())) and not self.lead.of:
                yield from self._shares()
            if _ATTAINED.search(self.lead.text) or self._of_given() is not None:
                if self._of_given() is None:
                    yield from self._again()
                yield from _ranked(self._attained())
            found = _RATE.search(self.lead.text)
            if found is not None and not OF_BUDGET.search(self.lead.text) and not _ATTAINED.search(self.lead.text):
                yield from _ranked(self._rates(found[1]))
        elif self.reading.mention.unit not in {"个百分点", "倍"}:
            unit = self._per_unit()
            if unit:
                yield from _ranked(self._means(unit), mean=True)

    def _near(self, fits: Callable[[Level], bool]) -> list[Level]:
        """The exact given levels of the line and those that the document is about, the latest last."""
        units = dict.fromkeys(level.unit for level in self.memory.levels[-_REACH * 2 :])
        here = [
            level
            for level in self.memory.levels[-_REACH * 2 :]
            if level.line == self.line and level.exact and not level.made and fits(level)
        ]
        frames = [frame for unit in units for frame in self.memory.heads(unit)]
        heads = [level for frame in frames for level in frame.values.values() if fits(level) and level.exact]
        heads = [level for place, level in enumerate(heads) if level not in heads[:place]]
        return [*(level for level in heads if level not in here), *here[-_REACH:]]

    def _shares(self) -> Iterator[Claim]:
        """店播1440万，占10%: the figure just told as a part of what the document is about."""
        near = [one for one in self.memory.levels[-3:] if one.line == self.line and not one.each and one.unit != "%"]
        if not near or near[-1].made or not near[-1].exact:
            return
        part = near[-1]
        if not is_counted_so(self.lead.text, part):
            return
        pair = self.memory.pair if self.memory.pair_holds else None
        if pair is not None and pair[1] is part:
            part = pair[0]
        line = [
            one for one in self.memory.levels[-_REACH * 2 :] if one.line == self.line and one.exact and not one.made
        ]
        heads = [
            frame.values[part.role] for frame in self.memory.heads(part.unit)
            if part.role in frame.values and frame.values[part.role].exact
        ]  # fmt: skip
        for whole in dict.fromkeys((*reversed(line), *heads)):
            if whole.unit != part.unit or whole.value <= part.value or whole.each:
                continue
            fact = formula.quotient(part, whole, "占比")
            if fact is not None and whole is held_in(self.memory, part):
                yield Claim(fact, SURE, pair=(part, whole))
                continue
            proven = self.memory.held.get(id(whole), 0)
            sure = SURE if proven > 1 and whole in heads else LIKELY if proven or whole in heads else POSSIBLE
            if fact is not None and whole.role is part.role:
                yield Claim(fact, sure, pair=(part, whole))

    def _follows_share(self) -> bool:
        """羽绒服占5.4万件，71%: the amount right before is told as a part."""
        latest = self.memory.levels[-1] if self.memory.levels else None
        told = latest is not None and latest.sentence == self.reading.sentence[0] and _SHARE.search(latest.said)
        return bool(told) or self.lead.head.strip() in {"（", "("}

    def _again(self) -> Iterator[Claim]:
        """超了90台，完成105.1%: the two values told of just before."""
        pair = self.memory.pair if self.memory.pair_holds else None
        if pair is not None and pair[1].role in TARGETS and pair[0].role is Role.ACTUAL:
            fact = formula.quotient(*pair, "之比")
            if fact is not None:
                yield Claim(fact, SURE, pair=pair)

    def _of_given(self) -> Level | None:
        """完成年度预算8,000万元的96%: the figure right before is what the rate is of."""
        latest = self.memory.levels[-1] if self.memory.levels else None
        if latest is None or not self.lead.joined or not OF_GOAL.fullmatch(self.lead.head):
            return None
        return latest if _FULFILS.search(latest.said) and not _APART.search(latest.said) else None

    def _attained(self) -> Iterator[tuple[int, Level, Level]]:
        given = self._of_given()
        stretch = self.memory.levels[-1].role is Role.STRETCH if self.memory.levels else False
        levels = self._near(lambda level: level.amount)
        goals = {*TARGETS, Role.PLAN} if levels and levels[-1].role is Role.PLAN else TARGETS
        targets = [level for level in levels if level is given or (given is None and level.role in goals)]
        for b in reversed(targets):
            for a in levels:
                if a is b or a.unit != b.unit or a.role is not Role.ACTUAL or a.each != b.each:
                    continue
                weight = 3 if b is given else 1
                weight += b is targets[-1]
                weight += a is levels[-1] or b is levels[-1]
                weight += (a.line == self.line) + (b.line == self.line) - 1
                weight += a.subject == b.subject or a.bare or b.bare or bool(a.words & b.words)
                weight += {id(a), id(b)} == {id(levels[-1]), id(levels[-2])}
                weight -= 2 if a.value > 3 * b.value or a.value * 5 < b.value else 0
                weight -= 3 * is_anothers(self.label, self.line, a, b)
                weight -= stretch and b.role is not Role.STRETCH
                yield weight, a, b

    def _rates(self, stem: str) -> Iterator[tuple[int, Level, Level]]:
        key = stem[-2:]
        named = set(key) - _PLAIN
        levels = self._near(lambda level: level.amount and not level.each)
        when = when_of(self.lead.head)
        counts = {level.unit for level in levels if level.unit not in _MONEY}
        far = [
            level
            for level in self.memory.levels[-_FAR:]
            if level.line != self.line and level.unit in counts and level.exact and not level.made
            and level not in levels and not level.each
        ]  # fmt: skip
        latest = self.memory.levels[-1] if self.memory.levels else None
        told_of = (
            latest.role if latest is not None and latest.role in EARLIER and not when.named
            and latest.sentence == self.reading.sentence[0] else None
        )  # fmt: skip
        for n in levels:
            if n.line != self.line or (told_of is not None and n.role is not told_of):
                continue  # 去年利润481万元，利润率8.5%: last year's too
            for d in [*far, *levels]:
                money = (n.unit in _MONEY, d.unit in _MONEY)
                if d is n or d.value <= n.value or money[0] != money[1] or d.role is not n.role:
                    continue
                if when.named and when != when_of(n.head):
                    continue
                said = n.said + n.subject
                close = n.unit == d.unit and n.sentence == d.sentence == self.reading.sentence[0]
                if "率" in n.said:
                    continue
                weight = 3 if key in said else 1 + close if named & set(said) else -1  # 新增就业…失业率 share 业
                if n.unit != d.unit and key not in said and not money[0]:
                    weight = min(weight, -1)  # 新增就业110万人，…1893万亩，失业率5.5%
                weight += (n is levels[-1]) + (d is levels[-1]) - (n.sentence != self.reading.sentence[0])
                weight += len(levels) > 1 and {id(n), id(d)} == {id(levels[-1]), id(levels[-2])}
                weight += n.unit == d.unit and not money[0] and (d.line == self.line or len(far) == 1)
                if money[0]:
                    weight += 1 if _INCOME.search(d.subject + d.said) or d.line != self.line else -2
                within = n.sentence == self.reading.sentence[0] and held_in(self.memory, n) is d
                if n is levels[-1] and within and not money[0] and not _OF_MONEY.search(stem):
                    weight = max(weight, 6)  # 在用1,240台，其中434台签了约，覆盖率
                yield weight, n, d

    def _per_unit(self) -> str:
        """The counting unit that the figure is told per, "" for none."""
        text = self.lead.text
        latest = self.memory.levels[-1] if self.memory.levels else None
        parallel = latest is not None and latest.each and latest.line == self.line
        if parallel and _ALL_TIMES.match(text) and latest is not None:
            text = latest.said  # 每单平均50万，去年52万
        found = next(reversed([*_PER.finditer(text)]), None)
        if found is None or _OF_PEOPLE.search(text):
            return ""
        unit = next((group for group in found.groups() if group), "人")
        return "" if unit in _NO_MEAN else "家" if unit == "店" else unit

    def _means(self, unit: str) -> Iterator[tuple[int, Level, Level]]:
        units = {*HEADS} if unit in HEADS else {unit}
        wanted = self.reading.mention.unit
        far = [level for level in self.memory.levels[-_FAR:] if level.exact and not level.made and not level.each]
        counts = [level for level in far if level.unit in units or (unit == "客" and level.unit in {"单", "人", "位"})]
        here = [level for level in counts if level.line == self.line]
        amounts = self._near(lambda level: level.unit == wanted and not level.each)
        own = [level for level in amounts if level.line == self.line]
        said = [level for level in own if level.sentence == self.reading.sentence[0]]
        when = when_of(self.lead.head)
        several = len({amount.value for amount in amounts if amount.role is Role.ACTUAL}) > 1
        for count in here[-4:] or counts[-2:]:
            for amount in amounts:
                if count is amount or count.role is not amount.role:
                    continue
                weight = 2 if count.line == self.line else 0
                weight += bool(here) and count is here[-1]
                weight += bool(self.memory.levels) and count is self.memory.levels[-1]
                weight += 2 * bool(self.lead.words & count.words)
                weight += not own and amount.role is Role.ACTUAL and bool(here)
                named = bool(self.lead.words & amount.words)
                weight += 2 if named else -several
                weight += bool(own) and amount is own[-1]
                weight += amount.line == self.line
                weight += count.subject == amount.subject or bool(count.words & amount.words)
                told = when_of(amount.head)
                if when.named and (when.year, when.place, when.near) != (told.year, told.place, told.near):
                    weight -= 2
                if count.timed != amount.timed:
                    weight = min(weight, 2)
                if self._of_other_goods(amount, count) or self._priced(amount):
                    weight = min(weight, 4)
                if said and amount not in said and not named:
                    weight = min(weight, 2)  # 三角卖了63万元，一台9万元: not what was told of others before
                yield weight if named or not several else min(weight, 4), amount, count

    def _of_other_goods(self, amount: Level, count: Level) -> bool:
        """黄金卖出1.64万克 of a turnover told elsewhere: goods that the amount does not name are a part of it."""
        named = bool(count.words) and not count.words & (amount.words | self.lead.words)
        return (
            named and count.unit not in _BUYERS and amount.sentence != count.sentence
            and _ALL_GOODS.fullmatch(count.subject) is None
        )  # fmt: skip

    def _priced(self, amount: Level) -> bool:
        """True for an amount told right behind a price, in another sentence: 一条卖1500元，卖了576万；…"""
        levels = self.memory.levels
        place = next((at for at in range(len(levels) - 1, 0, -1) if levels[at] is amount), 0)
        before = levels[place - 1] if place else None
        told = before is not None and before.each and before.sentence == amount.sentence
        return told and amount.sentence != self.reading.sentence[0]


def _ranked(weighed: Iterator[tuple[int, Level, Level]], *, mean: bool = False) -> Iterator[Claim]:
    """The quotients by weight, amounts for one where ``mean``; the heaviest one is sure where it has no rival."""
    found = sorted(weighed, key=lambda item: -item[0])
    first = found[0][0] if found else 0
    rivals = sum(weight == first for weight, _, _ in found)
    for weight, a, b in found:
        sure = SURE if weight >= 5 and weight == first and rivals == 1 else LIKELY if weight >= 3 else POSSIBLE
        fact = formula.per(a, b, "平均") if mean else formula.quotient(a, b, "之比")
        if fact is not None:
            yield Claim(fact, sure, pair=(a, b) if a.unit == b.unit else None)
