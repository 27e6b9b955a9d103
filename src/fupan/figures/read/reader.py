"""Read every figure of a text in order: which metric, member, time and formula its words name.

A figure is judged as soon as it is read, because what it turned out to be is what the next ones go on about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from decimal import Decimal

from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.figures.agreement import agreement, closely, significant
from fupan.figures.in_units import tells
from fupan.figures.late import late
from fupan.figures.read.behind_colon import SETS_FORMULA
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.cue import Cue, Meaning, cue_at
from fupan.figures.read.figure_reader import FigureReader
from fupan.figures.read.following import following
from fupan.figures.read.lexicon import Lexicon
from fupan.figures.read.line import Line
from fupan.figures.read.lists import in_list, run_of
from fupan.figures.read.metric_choice import MetricChoice
from fupan.figures.read.placed_cues import PlacedCues
from fupan.figures.read.reading import OWN, Reading
from fupan.figures.read.scope import Scope
from fupan.figures.read.tables import read_table
from fupan.figures.reckon.level_multiples import is_measured
from fupan.figures.scan.breaks import Breaks
from fupan.figures.scan.outline import Block, blocks, sentences
from fupan.figures.verdict import Verdict

LABEL = late(r"[*_ ]{0,4}([^*_：:，,。；;\n]{1,16})(?:[：:]|。?[*_]{1,3})")
"""What a line begins with that says whom it is about: 华东：, **海南：稳步释放。**"""
_ROLES = frozenset(role.value for role in Role)
_RESTATING = late(
    "(?:多|强|弱|左右|出头|以上)?(?:[（(](?:准确说是|准确地说是|确切地说是|即|精确值?|实际为?|为|也就是)?|，(?:即|准确说是|也就是|具体为|实为|仅为|只有|仅有|仅))"
)
_ADDED = late("也?都?(?:算进|计入|加进|并入|算上|算在)")
"""把前两个季度算进来: what is added to what is spoken of."""
_ROUNDING = late("[，,、（(—]{1,2}(?:也就是|就是|已|都)?(?:将近|接近|近|小)")
_NEARLY = frozenset(("近", "将近", "接近"))
Judge = Callable[[Reading], Verdict]


class Reader:
    """Reads the figures of one text; ``cues`` are those that ``lexicon`` finds in it."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], lexicon: Lexicon, cues: Sequence[Cue], judge: Judge
    ) -> None:
        self.text, self.mentions, self.lexicon, self.judge = text, mentions, lexicon, judge
        self.catalogue: Catalogue = lexicon.catalogue
        self.choice = MetricChoice(self.catalogue)
        self.cues = PlacedCues(cues)
        self._starts = [mention.start for mention in mentions]
        self.scope = Scope(self.catalogue.sheet.dimensions())
        self.line = Line()
        self.verdicts: list[Verdict] = []
        self._figures = FigureReader(text, self.cues, self.catalogue, self.choice, self.scope, Breaks(text))

    def between(self, start: int, end: int) -> list[Cue]:
        """The cues that stand wholly in ``text[start:end]``."""
        return self.cues.between(start, end)

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that start in ``text[start:end]``."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def read(self) -> list[Verdict]:
        """A verdict for every mention, in order of the text."""
        rows: list[Block] = []
        for block in blocks(self.text):
            in_table = block.kind in {"row", "rule"}
            if rows and (not in_table or "\n\n" in self.text[rows[-1].end : block.start]):
                read_table(self, rows)
                rows = []
            if block.kind == "row":
                rows.append(block)
            elif not in_table:
                self._read_block(block)
        if rows:
            read_table(self, rows)
        return self.verdicts

    def _read_block(self, block: Block) -> None:
        cues = self.between(block.start, block.end)
        self.line = Line.of(block.start, block.end, cues)
        if block.kind == "heading":
            ahead = self.lexicon.looks_ahead(self.text[block.start : block.end])
            self.scope.enter_heading(cues, block.level, ahead=ahead)
        else:
            self.scope.enter_block()
            label = LABEL.match(self.text, block.start, block.end)
            opening = [cue for cue in cues[:1] if not self.text[block.start : cue.start].strip(" *_")]
            if label is not None and not self.between(block.start, label.end()):
                self.scope.take_part_of_name(self.catalogue.named_in_part(label[1].strip()), block.start)
            self.scope.take_label(
                opening if label is None else self.between(block.start, label.end()), self.text
            )  # 轴承1.89亿元，占一半；价格跌了6%，金额还增长2.3%
        for start, end in sentences(self.text, block):
            self._read_sentence(start, end)

    def _read_sentence(self, start: int, end: int) -> None:
        scope = self.scope
        scope.enter_sentence(start, end)
        found = self.mentions_in(start, end)
        at, index = start, 0
        last: Verdict | None = None
        while index < len(found):
            run = run_of(self.text, found, index)
            length = len(run)
            behind = found[index + 1] if index + 1 < len(found) else None
            first = self._restated(run[0], last)
            spoken = scope.metrics, scope.metric_at
            if first is None:
                read = self._figures.read(run[0], behind, (at, end), self.line)
                first = following(self.text, read, last, scope, self.catalogue)
            for place, mention in enumerate(run):
                one = first
                if length > 1:
                    one = in_list(self.text, scope, first, mention, (place, length))._replace(run=(place, length))
                last = self.conclude(one)
            if spoken[1] >= start and is_measured(first):
                scope.metrics, scope.metric_at = spoken
            self._take_counted(run[0], start)
            at = max(at, run[-1].end)
            index += length
        rest = self.between(at, end)
        for cue in rest:
            scope.take(cue, self.text)
        if not found and self.text[end - 1] in "？?":
            scope.asked = next((cue for cue in reversed(rest) if cue.kind in SETS_FORMULA), None)

    def _take_counted(self, mention: Mention, start: int) -> None:
        """四个季度, 前两周: which they are; ``start`` is where the sentence begins."""
        if mention.kind in {"duration", "count"} and not _ADDED.match(self.text, mention.end):
            for cue in self.between(max(start, mention.start - 2), mention.end):
                if cue.kind == "span" or (cue.kind == "dimension" and cue.start >= mention.start):
                    self.scope.take(cue, self.text)

    def _restated(self, mention: Mention, last: Verdict | None) -> Reading | None:
        """三成多（30.8%）, 937万元，小一千万: the exact figure in brackets tells what the rough one before it does.

        So does a round one right behind an exact one that it is nearly.
        """
        if last is None or last.mention.unit != mention.unit:
            return None
        if mention.approx in _NEARLY and significant(mention) == 1 and last.mention.approx is None:
            between = _ROUNDING.fullmatch(self.text, last.mention.end, mention.start)
            nearly = between is not None and agreement(mention, last.mention.value or Decimal(0)) == "yes"
            return last.reading._replace(mention=mention) if nearly else None
        if not _is_rough(last.mention):
            return None
        if not _RESTATING.fullmatch(self.text, last.mention.end, mention.start):
            return None
        return last.reading._replace(mention=mention, loose=False)

    def conclude(self, reading: Reading) -> Verdict:
        """Judge a reading; where it was not clear what it spoke of, go on with what it turned out to be."""
        verdict = self.judge(reading)
        self.verdicts.append(verdict)
        fact = verdict.fact or (verdict.note.fact if verdict.note is not None else None)
        if fact is None or (reading.origin and fact.where is not None and fact.where not in reading.places):
            return verdict  # 从1.98万到5.64万，8月…: where it set out is not what is spoken of
        scope, at = self.scope, reading.mention.start
        if not tells(reading.mention, fact):  # 比月初增加111万元: reckoned from a fact, maybe of another metric
            scope.metric_at = min(scope.metric_at, scope.sentence[0])
            return verdict
        if reading.compared and fact.key in _ROLES:
            scope.base = Role(fact.key)
        told = not reading.metrics and fact.formula is None  # 客户续约率90.3%: by a name that the sheet has not
        reckoned = fact.metric not in reading.metrics and not closely(reading.mention, fact.amount)
        if (told or reading.metric_sure < OWN) and not reckoned and fact.metric in self.catalogue.metrics:
            scope.metrics, scope.metric_at = (fact.metric,), scope.sentence[0]
        stale = reading.places != (None,) and not self.catalogue.gives_any(fact.metric, reading.places)
        if fact.dimension is None and stale and reading.place_sure < OWN:
            scope.group, scope.group_at = [], at  # 便利店新进235家…，净增85家，环比3.0%: of the whole again
        if fact.dimension and fact.member:
            where = (fact.dimension, fact.member)
            aside = self.text[reading.mention.end : reading.mention.end + 1] in {"）", ")"}
            if where not in reading.places and where in self.catalogue.owners and not aside:
                scope.group, scope.group_at = [cue_at(at, at, "", Meaning("member", places=(where,)))], at
        return verdict


def _is_rough(mention: Mention) -> bool:
    """True where a figure leaves its last digits open: a bound, 约, tenths, a fraction."""
    return mention.approx is not None or "成" in mention.text or "分之" in mention.text
