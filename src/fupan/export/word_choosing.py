"""Which changes of a Word document can be written, and why the others cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from fupan.export.word_comments import writable
from fupan.export.word_guards import Guards
from fupan.export.word_paragraphs import Paragraphs
from fupan.export.word_plan import Change, Diff, Plan, planned
from fupan.export.word_splices import refused
from fupan.intake.word_lines import WordLines


@dataclass(frozen=True, slots=True)
class Withheld:
    """A change that was not written. ``why`` is a Chinese sentence that names the place."""

    change: Change
    why: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Changes that are written together, most often one; ``whole`` is what they are as one, ``plan`` what that does."""

    changes: tuple[Change, ...]
    whole: Change
    plan: Plan


class Choosing:
    """The choice for one document. Give it all changes before any is carried out."""

    def __init__(self, lines: WordLines, guards: Guards, paragraphs: Paragraphs, diff: Diff) -> None:
        self._lines, self._guards, self._paragraphs, self._diff = lines, guards, paragraphs, diff
        shown = Counter(stretch.paragraph for line in lines.lines for stretch in line.stretches)
        self._merged = {paragraph for paragraph, times in shown.items() if times > 1}

    def of(self, changes: Iterable[Change]) -> tuple[list[Chosen], list[Withheld]]:
        """Those that can be written, in the order of the text, and those that cannot."""
        placed: list[tuple[Change, Change]] = []
        withheld: list[Withheld] = []
        for change in changes:
            found = self._found(change) if self._lines.lines else None
            if found is None:
                withheld.append(Withheld(change, _lost(change)))
            else:
                placed.append((change, found))
        chosen: list[Chosen] = []
        for change, found in sorted(placed, key=lambda one: (one[1].start, one[1].end)):
            why = self._add(chosen, change, found)
            if why:
                withheld.append(Withheld(change, f"{self._place(found)}{why}，请手工修改"))
        return chosen, withheld

    def _add(self, chosen: list[Chosen], change: Change, found: Change) -> str:
        """Add a change to the chosen, or say why not. One that meets others in a line is planned with them as one."""
        if chosen and found.start < chosen[-1].whole.end:
            return "和前面一处修改重叠"
        first = len(chosen)
        plan = self._plan(found)
        if why := self._refused(plan, found):
            return why
        whole = found
        for number, other in enumerate(chosen):
            if _meet(plan, other.plan):
                first = number
                break
        together = chosen[first:]
        for other in reversed(together):
            between = self._lines.text[other.whole.end : whole.start]
            note = "\n".join(one for one in (other.whole.note, whole.note) if one)
            whole = Change(other.whole.start, whole.end, other.whole.text + between + whole.text, note)
        if together:
            plan = self._plan(whole)
            if why := self._refused(plan, whole):
                return why
            if any(_meet(plan, other.plan) for other in chosen[:first]):
                return "和前面一处修改重叠"
        changes = (*(one for other in together for one in other.changes), change)
        chosen[first:] = [Chosen(changes, whole, plan)]
        return ""

    def _plan(self, change: Change) -> Plan:
        return planned(change, change.start, self._lines, self._diff)

    def _found(self, change: Change) -> Change | None:
        """The change where its text stands: at its offsets, else at the only place that says so."""
        text = self._lines.text
        inside = 0 <= change.start <= change.end <= len(text)
        if inside and (change.before is None or text[change.start : change.end] == change.before):
            return change
        if not change.before or text.count(change.before) != 1:
            return None
        start = text.index(change.before)
        return replace(change, start=start, end=start + len(change.before))

    def _refused(self, plan: Plan, change: Change) -> str:
        if writable(change.text) != change.text.replace("\r", ""):
            return "的新文字里有 Word 写不了的控制字符"
        for splice in plan.splices:
            line = self._lines.lines[splice.line]
            touched = [one for one in line.stretches if one.start <= splice.end and splice.start <= one.end]
            if any(one.paragraph in self._merged for one in touched):
                return "在合并的单元格里"
            if why := refused(splice, line, self._guards):
                return why
        whys = (*map(self._paragraphs.refused_taking, plan.taken), *map(self._paragraphs.refused, plan.new))
        return next((why for why in whys if why), "")

    def _place(self, change: Change) -> str:
        number = min(self._lines.text.count("\n", 0, change.start), len(self._lines.lines) - 1)
        return f"第 {number + 1} 行「{_short(self._lines.lines[number].text)}」"


def _meet(plan: Plan, other: Plan) -> bool:
    """Whether two changes touch, so that the order of what they put in matters."""
    for mine in plan.splices:
        if mine.line in other.taken:
            return True
        for one in other.splices:
            if one.line == mine.line and mine.start <= one.end and one.start <= mine.end:
                return True
    return any(one.line in plan.taken for one in other.splices) or not set(plan.taken).isdisjoint(other.taken)


def _lost(change: Change) -> str:
    if change.before:
        return f"原文里找不到要改的「{_short(change.before)}」，或不止一处"
    return f"原文里没有要改的那一处，新文字是「{_short(change.text)}」"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 20 else f"{line[:20]}……"
