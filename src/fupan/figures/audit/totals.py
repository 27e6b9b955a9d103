"""Totals and rests: sums of what was listed, what a whole leaves, amounts spread over time, counts times prices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fupan.domain.role import TARGETS, Role
from fupan.figures.audit import formula
from fupan.figures.audit.claim import LIKELY, POSSIBLE, SURE, Claim
from fupan.figures.audit.flows import flows
from fupan.figures.audit.level import Level, Memory
from fupan.figures.audit.slips import slip_of
from fupan.figures.audit.subjects import Lead
from fupan.figures.audit.verbs import verb_of
from fupan.figures.audit.when import when_of
from fupan.figures.late import late
from fupan.figures.read.reading import Reading

_SUM = late(
    r"合计|共计|总计|一共|总共|[加拼凑合]起来|[加合]在一(?:起|块)|相加|加总|汇总|合起来|累计|两头|(?<![整组联结综复混融配集契聚])合(?![作同理格规约资法肥并成力适伙])|共[有计为]?$"
)
_COUNTED = late(
    r"([两二三四五六七八九])[^，。；、0-9]{0,5}?(?:合计|一共|共计|加起来|拼起来|凑起来|加在一起|相加|合起来)"
)
_FIRST = late(r"[前头]([两二三四五])")
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_REST = late(
    r"(?:剩|余(?!额)|其余|其他|另外|还有|仍有|尚有|还差|还要|还需|尚需|没|未|失败|输|丢|空|差|缺|走掉|流失)[^，。；]{0,8}$"
)
_LEFT = late(r"(?:剩下|余下|剩余|其余|还剩)的?(?:只有|还有|约|是|为)?$")
_OTHERS = late(r"(?:剩下|余下|剩余|其余|另外|另有|其他)[^，。；、0-9]{0,8}$")
_NEEDED = late(r"(?:需|须|要|得)再?(?:做|完成|接单?|卖|签|发|销|跑)[^，。；0-9]{0,3}$")
_LAST_PARTS = {"half": 2, "quarter": 4}
_SPREAD = late(
    r"(?:(?:每一?个?|平均一?个?|(?<![前上下])一个|平均每个?)(月|周|季度?|天|日)|(?<![0-9一二三四五六七八九十两])(?P<even>[月周季日])均)(?:要|得|需|须|约|做|卖|跑|完成|只|才|就|为|是|[^0-9，。增长升降减值]{0,3})$"
)
_TIMES = {"月": (3, 6, 12, 9), "日": (30, 31, 90, 365), "天": (30, 31, 90, 365), "周": (4, 13, 52), "季": (4, 2)}
_LONG = frozenset("月周季")
"""日均 may be over any stretch of days (三天假期), so that a default one only explains."""
_LENGTH = late(r"(?<![前近])([两二三四五六七八九]|[0-9]{1,3})(?:个(月)|个?(周|季度|天))")
_MONTHS = late(
    r"(?<![0-9])(?P<first>[0-9]{1,2})月?[—–~～至到\-]+(?P<last>[0-9]{1,2})月"
    r"|前(?P<quarters>[二三两])个?季度"
)
_NOT_COUNTED = frozenset(("元", "%", "个百分点", "", "天", "个月", "月", "年", "倍", "小时", "周", "季度"))
_YEAR = late("全年(?:就是|就有|合计|一共|会是|将达|能到|做到|能做)?$")
_IN_TURN = late("分别|依次|各[是为]")
_PRODUCT = late("[合折计共总]|贡献|收入|创收")
_AMONG = late("[^，。；0-9]{0,8}(?:中|里|里头|之中|当中)[，,：:]")
_REACH = 9


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums, rests, spread amounts and products that one figure of ``text`` may tell."""

    memory: Memory
    reading: Reading
    lead: Lead
    line: int
    text: str

    def claims(self) -> Iterator[Claim]:
        """Every one that stands to reason, the likeliest first."""
        mention = self.reading.mention
        if mention.unit in {"个百分点", "倍"} or self.reading.row or self.reading.origin:
            return
        near = self._near()
        if _SUM.search(self.lead.text):
            yield from self._sums(near)
        if mention.unit == "%":
            return
        if _YEAR.search(self.lead.text) and near and near[-1].timed:
            yield from (
                Claim(formula.total([one, near[-1]], "全年"), LIKELY) for one in self.memory.wholes(mention.unit)
            )
        if _REST.search(self.lead.text) or _OTHERS.search(self.lead.text):
            yield from self._others()
        if _REST.search(self.lead.text):
            yield from self._rests(near)
        elif _NEEDED.search(self.lead.text):
            yield from self._needed(near)
        said = [one for one in near if one.sentence == self.reading.sentence[0]]
        yield from flows(self.lead.text, self.lead.head, self._told())
        yield from self._last_of_parts()
        yield from self._last_part(said)
        found = _SPREAD.search(self.lead.text)
        if found is not None:
            unit = (found[1] or found["even"])[0]
            yield from self._spread(self._near(made=True), unit, mean="均" in found[0])
        if mention.unit in {"元", ""}:
            yield from self._products()

    def _near(self, *, made: bool = False) -> list[Level]:
        """The exact levels of the line in the figure's unit, the latest last; differences too where ``made``."""
        unit = self.reading.mention.unit
        levels = [
            level
            for level in self.memory.levels[-30:]
            if level.unit == unit and level.line == self.line and level.exact and (unit == "%" or level.amount)
        ]
        return [level for level in levels if (made or not level.made) and not level.each][-_REACH:]

    def _sums(self, near: list[Level]) -> Iterator[Claim]:
        parts = [level for level in near if not (level.summed or level.part)]
        counted = _COUNTED.search(self.lead.text)
        first = _FIRST.search(self.lead.text)
        if first is not None:
            count = _NUMBERS[first[1]]
            for start in range(len(parts) - count + 1):
                yield Claim(formula.total(parts[start : start + count], "合计"), LIKELY)
        named = [one for one in parts if len(one.subject) >= 2 and _names(self.lead.text, one.subject)]
        if len(named) > 1 and len(named) < len(parts):
            yield Claim(formula.total(named, "合计"), LIKELY)
        for count in range(min(len(parts), 8), 1, -1):
            same = len({level.role for level in parts[-count:]}) == 1
            listed = len(parts) == count or all(part.sentence == self.reading.sentence[0] for part in parts[-count:])
            sure = SURE if counted is not None and _NUMBERS[counted[1]] == count and same and listed else LIKELY
            if any(_IN_TURN.search(part.head) for part in parts[-count:]):
                sure = POSSIBLE  # 分别为…，合计: the rule for sums tells it
            if same or count == 2:
                yield Claim(formula.total(parts[-count:], "合计"), sure)
        about = self.memory.about()
        whole = about.values.get(Role.ACTUAL) if about is not None else None
        if whole is not None and parts and parts[-1].unit == whole.unit and whole is not parts[-1]:
            yield Claim(formula.total([whole, parts[-1]], "合计"), LIKELY)
            if len(parts) >= 2:
                yield Claim(formula.total([whole], "合计"), POSSIBLE)

    def _rests(self, near: list[Level]) -> Iterator[Claim]:
        wholes = [*near]
        about = self.memory.about()
        if about is not None:
            wholes = [*(level for level in about.values.values() if level.unit == self.reading.mention.unit), *near]
        for whole in reversed(wholes):
            after = [level for level in near if level is not whole and level.value < whole.value and not level.summed]
            for count in range(min(len(after), 4), 0, -1):
                left = formula.rest(whole, after[-count:], "余下")
                if left.amount > 0:
                    close = whole.line == self.line and all(one.sentence == whole.sentence for one in after[-count:])
                    close = close and whole.sentence == self.reading.sentence[0] and count == len(after)
                    close = close or (_LEFT.search(self.lead.text) is not None and count == len(after))
                    yield Claim(left, LIKELY if close else POSSIBLE)
        about_value = about.values.get(Role.ACTUAL) if about is not None else None
        for target in near:
            if about_value is not None and target.value > about_value.value and target not in about.values.values():  # type: ignore[union-attr]
                left = formula.rest(target, [about_value], "余下")
                yield Claim(left, POSSIBLE)

    def _told(self) -> list[Level]:
        """All figures of the sentence in the unit."""
        sentence, unit = self.reading.sentence[0], self.reading.mention.unit
        return [one for one in self.memory.levels[-_REACH:] if one.sentence == sentence and one.unit == unit]

    def _others(self) -> Iterator[Claim]:
        """The rest of what the sentence begins with, or of the whole whose shares the line has told one by one."""
        unit, text = self.reading.mention.unit, self.lead.text
        line = [
            one for one in self.memory.levels[-30:]
            if one.unit == unit and one.line == self.line and one.role is Role.ACTUAL
            and not (one.made or one.each or one.summed)
        ]  # fmt: skip
        said = [one for one in line if one.sentence == self.reading.sentence[0]]
        if not all(one.exact for one in line) or _OTHERS.search(text) is None:
            return
        if len(said) > 1 and said[1].part and said[0].value > sum(one.value for one in said[1:]):
            sure = LIKELY if "另有" in text else SURE  # 员工320人，其中…，另有外包80人: of others perhaps
            yield Claim(formula.rest(said[0], said[1:], "余下"), sure)  # 退换11单，其中8单…，另外3单
            return
        whole = self.memory.whole
        if whole is None or whole.unit != unit or self.memory.whole_line != self.line:
            return
        parts = [one for one in line if one is not whole and one.value != whole.value]
        parted = sum(one.mention.start in self.memory.parted for one in parts)
        if len(parts) > 1 and parted >= len(parts) - 1 and sum(one.value for one in parts) < whole.value:
            yield Claim(formula.rest(whole, parts, "余下"), SURE)  # 甲30万元，占30%，乙20万元，占20%，其余50万元

    def _last_of_parts(self) -> Iterator[Claim]:
        """168家客户中，新客户38家、老客户130家: no parts are more than their whole, and the last is mostly the rest."""
        said, mention = self._told(), self.reading.mention
        parts = said[1:]
        given = bool(parts) and (parts[0].part or _AMONG.match(self.text, said[0].mention.end) is not None)
        told = self.reading.aspects[0] if self.reading.aspects else None
        other = when_of(self.lead.text).named or (told is not None and told.a is not Role.ACTUAL)
        if not given or other or self.lead.has("subset") or verb_of(self.lead.text):
            return
        whole, value = said[0], mention.value or Decimal(0)
        fits = all(one.exact and one.role is Role.ACTUAL and not (one.made or one.each) for one in said)
        if not fits or any(one.summed for one in parts):
            return
        left = formula.rest(whole, parts, "余下")
        if left.amount > 0:
            beyond = value > left.amount and bool(slip_of(mention, left, digits=False))
            yield Claim(left, SURE if beyond else POSSIBLE)

    def _needed(self, near: Sequence[Level]) -> Iterator[Claim]:
        """前三季度累计20,350万元，全年预算28,000万元，四季度需做: what the target of the sentence still asks for."""
        said = [one for one in near if one.sentence == self.reading.sentence[0]]
        goals = [one for one in said if one.role in TARGETS]
        done = [one for one in said if one.role is Role.ACTUAL]
        if len(goals) == 1 and done and len(said) == len(goals) + len(done) and goals[0].value > done[-1].value:
            yield Claim(formula.rest(goals[0], done[-1:], "余下"), LIKELY)

    def _last_part(self, said: Sequence[Level]) -> Iterator[Claim]:
        """上半年9,620万元，下半年11,840万元: what the first leaves of the whole year."""
        when, unit = when_of(self.lead.text), self.reading.mention.unit
        last = _LAST_PARTS.get(when.part)
        if last is None or when.place != last or self.lead.has("target") or self.reading.level:
            return
        parts = [
            one for one in said
            if one.role is Role.ACTUAL and not one.summed and when_of(one.said)[1:3] != (when.part, last)
        ]  # fmt: skip
        told = [when_of(one.said) for one in parts]
        if [(one.part, one.place) for one in told] != [(when.part, place) for place in range(1, last)]:
            return
        for whole in self.memory.wholes(unit):
            if whole.value > sum(one.value for one in parts) and whole not in parts:
                yield Claim(formula.rest(whole, parts, "余下"), LIKELY)

    def _spread(self, near: list[Level], unit: str, *, mean: bool) -> Iterator[Claim]:
        lengths = [
            int(found[1]) if found[1].isascii() else _NUMBERS[found[1]]
            for found in _LENGTH.finditer(self.lead.head + (self.memory.levels[-1].head if self.memory.levels else ""))
            if (found[2] or found[3])[0] == unit
        ]
        months = self._months() if unit == "月" else 0
        if months:
            lengths = [months]
        for amount in reversed(near[-4:]):
            for times in (months,) if months else dict.fromkeys((*lengths, *_TIMES.get(unit, ()))):
                if times > 1:
                    told = times in lengths and amount is near[-1]
                    sure = SURE if told else LIKELY if mean and unit in _LONG else POSSIBLE
                    yield Claim(formula.over(amount, times, f"{unit}均"), sure)

    def _months(self) -> int:
        """How many months the amount right before covers by its words, 0 where they do not say: 1—11月, 前三季度."""
        said = self.memory.levels[-1].head if self.memory.levels else ""
        found = _MONTHS.search(said + self.lead.head)
        if found is None:
            return 0
        if found["quarters"]:
            return 3 * _NUMBERS[found["quarters"]]
        return int(found["last"]) - int(found["first"] or 1) + 1

    def _products(self) -> Iterator[Claim]:
        near = [
            level for level in self.memory.levels[-8:] if level.line == self.line and level.exact and not level.made
        ]
        after_price = bool(near) and near[-1].each and self.lead.bare
        if not near or when_of(self.lead.text).named or not (after_price or _PRODUCT.search(self.lead.text)):
            return
        prices = [level for level in near if level.unit == "元" and level.each]
        counts = [level for level in near if level.unit not in _NOT_COUNTED]
        for price in prices[-2:]:
            for count in counts[-3:]:
                yield Claim(formula.product(count, price, "数量乘单价"), LIKELY if prices[-1] is price else POSSIBLE)


def _names(text: str, subject: str) -> bool:
    """True where a text names a subject, if only by two of its characters: 三县 for 周边三县."""
    return any(subject[place : place + 2] in text for place in range(len(subject) - 1))
