"""Audit a document without a fact sheet: judge each figure that the document itself lets one recompute.

A figure passes as soon as values close by give it in the way its words say; it is faulted only where the words point at
certain values and these give something else. What cannot be recomputed is left unchecked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import chain

from fupan.domain.role import Role
from fupan.figures.agreement import bounded
from fupan.figures.audit import formula
from fupan.figures.audit.by_claims import by_claims, is_made
from fupan.figures.audit.changes import Changes
from fupan.figures.audit.claim import Claim, within_rounding
from fupan.figures.audit.closed.closing import closed
from fupan.figures.audit.closed.entry import Entry, as_money, level_of
from fupan.figures.audit.columns import Cell, of_cell
from fupan.figures.audit.gaps import Gaps
from fupan.figures.audit.kinds import kind_of
from fupan.figures.audit.labels import label_of, topic_of
from fupan.figures.audit.level import Level, Memory
from fupan.figures.audit.likely import Guess, Likely
from fupan.figures.audit.operands import Kind, Operands
from fupan.figures.audit.quotients import Quotients
from fupan.figures.audit.shares import Shares
from fupan.figures.audit.slips import UNSURE, slip_of
from fupan.figures.audit.stating import fault_of, states
from fupan.figures.audit.subjects import Lead, lead_of
from fupan.figures.audit.sums import Sum
from fupan.figures.audit.told import Told
from fupan.figures.audit.totals import Totals
from fupan.figures.audit.verbs import falls, is_distance
from fupan.figures.judge.classify import is_word_count
from fupan.figures.judge.directions import JUDGING, PACE
from fupan.figures.late import late
from fupan.figures.read.cue import Cue
from fupan.figures.read.open_ended import PER_STEP
from fupan.figures.read.reading import Reading
from fupan.figures.verdict import Verdict

_AS_LEVEL = late("的[一-鿿]{0,4}?(?:线|水平|目标|均值|标准|要求|指标|门槛|预期)")
"""低于98%的线, 高于行业25%的平均水平: the figure is what is compared with."""
_RANKED = late("排名|位次|名次|汇率|兑|检测限|时限|耗时|用时")
"""排名由181位提升至92位: where a smaller number is the better one, verbs go either way."""
_ASIDE = late("括号[内里中]?(?:数字?|数据)?均?(?:为|是)(去年|上年|同期|目标|计划)")
_AFTER = 8
_RATES = frozenset(("%", "个百分点"))
_MILESTONE = late("的?(?:新?台阶|大关|关口)")
"""迈上5000亿元台阶 is no value that anything was worked out of."""
_PER_MILLE = late("‰|千分|万分")
"""Rates of people and of nature, worked out of means that a text seldom tells (出生率)."""


@dataclass
class Auditor:
    """Judges the figures of one text in order; ``between`` gives the cues of a stretch, ``line_of`` a line's start.

    ``columns`` are the figures of tables whose columns say how they are worked out.
    """

    text: str
    between: Callable[[int, int], list[Cue]]
    line_of: Callable[[int], int]
    columns: Mapping[int, Cell] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    _last_end: int = 0
    _pair_sentence: int = -1
    _entries: list[Entry] = field(default_factory=list)

    @cached_property
    def _aside(self) -> Role | None:
        """What the values in brackets are where the text says so: 括号内为去年同期."""
        found = _ASIDE.search(self.text)
        return None if found is None else Role.TARGET if found[1] in {"目标", "计划"} else Role.PRIOR

    def judge(self, reading: Reading) -> Verdict:
        """The verdict on one figure."""
        mention = reading.mention
        passing = _PER_MILLE.search(mention.text) or _MILESTONE.match(self.text, mention.end)
        if mention.value is None or mention.kind in {"ordinal", "ratio"} or is_word_count(mention) or passing:
            return Verdict(reading, unchecked=True)
        if reading.cue is not None and self._is_open(reading, *reading.cue):
            reading = reading._replace(direction=None)
        start = reading.sentence[0]
        lead = lead_of(self.text, self.between, (start, max(start, self._last_end), mention.start))
        self.memory.pair_holds = self._pair_sentence == start
        claims = (
            [] if reading.rest and PER_STEP.search(self.text, start, mention.start) else self._claims(reading, lead)
        )
        count = len(self.memory.levels)
        verdict = self._judge(reading)
        told, pair = by_claims(reading, lead, claims, verdict)
        self.memory.pair = pair
        if pair is not None and told.fact is not None and lead.has("share"):
            self.memory.held[id(pair[1])] = self.memory.held.get(id(pair[1]), 0) + 1
        self._pair_sentence = start
        if told.fact is not None and len(self.memory.levels) > count:
            latest = self.memory.levels[-1]
            made = is_made(told.fact) if told is not verdict else latest.made
            self.memory.levels[-1] = latest._replace(made=made, derived=True)
        self._enter(reading, lead, claims, told)
        return told

    def second_look(self, verdicts: Sequence[Verdict]) -> list[Verdict]:
        """The verdicts on the whole text after what its figures explain of each other is known."""
        return closed(self._entries, verdicts)

    def _enter(self, reading: Reading, lead: Lead, claims: Sequence[Claim], told: Verdict) -> None:
        latest = self.memory.levels[-1] if self.memory.levels else None
        mention, fact = reading.mention, told.fact
        if latest is None or latest.mention.start != mention.start:
            made = fact is not None and is_made(fact)
            latest = level_of(reading, lead, self.line_of(mention.start), made=made, derived=fact is not None)
        after = self.text[mention.end : mention.end + _AFTER]
        self._entries.append(Entry(len(self._entries), reading, lead, as_money(latest), tuple(claims), after))

    def _claims(self, reading: Reading, lead: Lead) -> list[Claim]:
        line, end = self.line_of(reading.mention.start), reading.mention.end
        after = self.text[end : end + _AFTER]
        return [
            *Changes(self.memory, reading, lead, line, topic_of(self.text, line), after).claims(),
            *Quotients(self.memory, reading, lead, line, label_of(self.text, line)).claims(),
            *Totals(self.memory, reading, lead, line, self.text).claims(),
            *Gaps(self.memory, reading, lead).claims(),
        ]

    def _judge(self, reading: Reading) -> Verdict:
        mention = reading.mention
        start = reading.sentence[0]
        lead = lead_of(self.text, self.between, (start, max(start, self._last_end), mention.start))
        self._last_end = mention.end
        grown = bool(reading.aspects) and reading.aspects[0].form == "growth"
        if grown and reading.direction is None and falls(lead.text):
            reading = reading._replace(direction="down")  # 一年丢了5.3个百分点
        kind = kind_of(reading, lead)
        cell = self.columns.get(mention.start)
        if cell is not None:
            self._remember(reading, lead)
            return of_cell(reading, cell)
        if kind == "level":
            likely = list(Likely(self.memory, reading, lead, self.line_of(mention.start)).sums())
            self._remember(reading, lead)
            moved = self._moved(reading)
            if moved.fault or not likely or reading.row:
                return moved
            given = next((one.fact for one in likely if states(reading, Sum(one.fact)) == "yes"), None)
            return Verdict(reading, fact=given) if given is not None else self._slipped(reading, likely)
        verdict = self._recomputed(reading, lead, kind)
        made = kind == "pair" and mention.unit not in {"%", "个百分点", "倍"}
        if kind in {"share", "part"} and mention.unit == "%":
            value, line = mention.value or Decimal(0), self.line_of(mention.start)
            told = Level(mention, value, "%", Role.ACTUAL, "", frozenset(), line, start,
                bare=True, said=lead.text, head=lead.head, derived=True)  # fmt: skip
            self.memory.shares = [*self.memory.shares[-8:], told]
        if made or kind in {"rate", "per"} or (kind == "sum" and not verdict.fault):
            self._remember(reading, lead, summed=kind == "sum", made=made)
        return verdict

    def _remember(self, reading: Reading, lead: Lead, *, summed: bool = False, made: bool = False) -> None:
        line = self.line_of(reading.mention.start)
        told = Told(self.memory, reading, lead, line, self.text, self._aside)
        self.memory.add(told.level(summed=summed, made=made))

    def _moved(self, reading: Reading) -> Verdict:
        """由 A 升至 B: the verb against the two figures."""
        levels = self.memory.levels
        if not reading.level or reading.direction is None or len(levels) < 2:
            return Verdict(reading, unchecked=True)
        new, old = levels[-1], levels[-2]
        if old.role is not Role.PRIOR or old.sentence != new.sentence or old.unit != new.unit or old.value == new.value:
            return Verdict(reading, unchecked=True)
        compared = _AS_LEVEL.match(self.text, reading.mention.end) is not None
        compared = compared or _RANKED.search(new.said + old.said) is not None
        if compared or (new.value > old.value) == (reading.direction == "up"):
            return Verdict(reading, unchecked=True)
        return Verdict(reading, "wrong-direction", expected=formula.difference(new, old, "之差"))

    def _recomputed(self, reading: Reading, lead: Lead, kind: Kind) -> Verdict:
        line = self.line_of(reading.mention.start)
        shares = Shares(self.memory, reading, lead, line)
        operands = Operands(
            self.memory, reading, lead, kind, line, shares, topic_of(self.text, line), label_of(self.text, line)
        )
        meant = operands.meant()
        listed = reading.run[1] > 1 and kind == "share"
        certain = bounded(reading.mention) or (bool(meant) and (lead.sides is not None or listed))
        others = list(operands.fallback())
        likely = list(Likely(self.memory, reading, lead, line).sums())
        near = () if certain else operands.close_by(sure=bool(meant))
        turned: Sum | None = None
        for one in chain(meant, near, others, shares.explaining(), (Sum(guess.fact) for guess in likely)):
            outcome = states(reading, one)
            if outcome == "yes":
                self._note_whole(one, line)
                return Verdict(reading, fact=one.fact)
            if outcome == "direction" and turned is None and one.certain:
                turned = one
        apart = kind == "per" and len({one.fact.amount for one in meant}) > 1
        supposed = kind == "pair" and reading.rest
        fault = fault_of(reading, meant[0]) if meant and not apart and not supposed else ""
        if fault and _rounds_to(reading, meant[0]):
            return Verdict(reading, unchecked=True)
        if fault:
            return Verdict(reading, fault, expected=meant[0].fact)
        if turned is not None:
            return Verdict(reading, "wrong-direction", expected=turned.fact)
        weak = [one.fact for one in (*(meant if apart else meant[1:]), *others)]
        least = 1 if kind == "per" else UNSURE
        likely += [Guess(fact) for fact in operands.adjacent()]
        likely += [
            Guess(fact, True, True, least=least) for fact in weak if kind != "pair" or fact.unit.base not in _RATES
        ]
        return self._slipped(reading, likely)

    def _slipped(self, reading: Reading, guesses: Sequence[Guess]) -> Verdict:
        for guess in guesses:
            if guess.only:
                continue
            fault = slip_of(reading.mention, guess.fact, digits=guess.digits, bounds=guess.bounds, least=guess.least)
            if fault:
                return Verdict(reading, fault, expected=guess.fact)
        return Verdict(reading, unchecked=True)

    def _is_open(self, reading: Reading, at: int, to: int) -> bool:
        """True for a word that goes up or down as the metric has it, which no sheet tells here: 优于55天的目标."""
        word = self.text[at:to]
        paced = word.startswith(PACE) or (word.startswith("提") and reading.mention.kind == "duration")
        return paced or word in JUDGING or is_distance(word, self.text[reading.sentence[0] : at])

    def _note_whole(self, one: Sum, line: int) -> None:
        """The whole of a share that was right is that of the next shares of the line."""
        if one.whole is not None:
            self.memory.whole, self.memory.whole_line = one.whole, line


def _rounds_to(reading: Reading, one: Sum) -> bool:
    """True for a share that the rounding of its two values explains."""
    return one.pair is not None and within_rounding(reading.mention, Claim(one.fact, pair=one.pair))
