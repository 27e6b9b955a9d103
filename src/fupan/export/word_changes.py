"""Changes and findings written into a Word document: native tracked changes and comments, all by fupan.

The document given is never touched: what comes back is a new one. A change is written whole, or withheld with the
reason. What was written is read back: with all changes accepted it must say what was asked for.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fupan.errors import InputError
from fupan.export.word_comments import Comments, Note, writable
from fupan.export.word_guards import Guards
from fupan.export.word_marks import marks_of
from fupan.export.word_paragraphs import Paragraphs
from fupan.export.word_plan import Change, Diff, Plan, by_words, planned
from fupan.export.word_runs import Runs
from fupan.export.word_splices import Splice, make, refused
from fupan.intake.word import word_text
from fupan.intake.word_lines import Element, WordLines, read_lines
from fupan.intake.word_package import open_word

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["Change", "Note", "Withheld", "WordResult", "changed_word", "write_word"]


@dataclass(frozen=True, slots=True)
class Withheld:
    """A change that was not written. ``why`` is a Chinese sentence that names the place."""

    change: Change
    why: str


@dataclass(frozen=True, slots=True)
class WordResult:
    """``content`` is the new .docx; ``written`` and ``withheld`` are all changes, in the order of the text.

    ``comments`` is how many notes were placed, those of changes not counted.
    """

    content: bytes
    written: tuple[Change, ...]
    withheld: tuple[Withheld, ...]
    comments: int


def changed_word(
    content: bytes,
    name: str,
    changes: Iterable[Change] = (),
    notes: Iterable[Note] = (),
    *,
    when: datetime | None = None,
    diff: Diff = by_words,
) -> WordResult:
    """The document with tracked changes and comments.

    ``content`` is the .docx, ``name`` stands in messages. Offsets of changes and notes count code points of its text as
    ``read_document`` gives it. ``diff`` tells how finely a changed line is marked (by default between what it begins
    and ends with as before); ``when`` is the time of the changes, by default now on the local clock. Blank lines are no
    paragraphs. Raises InputError for a file that cannot be read, ConfigError where the extra ``office`` is missing.
    """
    moment = when or datetime.now()  # noqa: DTZ005 - Word shows the writer's own clock
    asked, told = sorted(changes, key=lambda one: (one.start, one.end)), tuple(notes)
    writing = _Writing(content, name, moment, diff)
    made = writing.result(asked, told)
    if made.written and _shown(writing.expected) != _shown(word_text(made.content, name).split("\n")):
        why = "写进去再读出来和建议不一样，没有写"
        kept = tuple(Withheld(change, why) for change in made.written)
        plain = _Writing(content, name, moment, diff).result((), told)
        return replace(plain, withheld=(*made.withheld, *kept))
    return made


def write_word(
    source: Path,
    target: Path,
    changes: Iterable[Change] = (),
    notes: Iterable[Note] = (),
    *,
    when: datetime | None = None,
    diff: Diff = by_words,
) -> WordResult:
    """As ``changed_word``, from file to file. Raises InputError too where the target is the source or not writable."""
    with suppress(OSError):
        if target.samefile(source):
            raise InputError(f"{target} 就是原稿，不会覆盖", hint="用 -o 写到另一个文件")
    try:
        content = source.read_bytes()
    except OSError as error:
        raise InputError(f"读不了文件 {source}：{error.strerror}", hint="检查路径和权限") from error
    result = changed_word(content, str(source), changes, notes, when=when, diff=diff)
    try:
        target.write_bytes(result.content)
    except OSError as error:
        raise InputError(
            f"写不了文件 {target}：{error.strerror}", hint="换一个可以写入的位置；若在 Word 里开着，先关上"
        ) from error
    return result


class _Writing:
    """The writing of one document, once."""

    def __init__(self, content: bytes, name: str, when: datetime, diff: Diff) -> None:
        self.document: Document = open_word(content, name)
        self.lines: WordLines = read_lines(self.document, name)
        body = self.document.element.body
        self.guards = Guards(body)
        self.runs = Runs(self.lines, marks_of(self.document, when))
        self.paragraphs = Paragraphs(self.lines, self.runs, self.guards)
        self.comments = Comments(self.document, self.lines, self.runs, when)
        self.diff = diff
        self.expected: list[str] = []  # the lines that the new document must be read as
        shown = Counter(stretch.paragraph for line in self.lines.lines for stretch in line.stretches)
        self.merged = {paragraph for paragraph, times in shown.items() if times > 1}

    def result(self, changes: Sequence[Change], notes: Sequence[Note]) -> WordResult:
        plans: list[tuple[Change, Plan]] = []
        withheld: list[Withheld] = []
        for order, change in enumerate(changes):
            placed = self._found(change) if self.lines.lines else None
            if placed is None:
                withheld.append(Withheld(change, _lost(change)))
                continue
            plan = planned(placed, order, self.lines, self.diff)
            why = self._refused(plan, placed, [before for _, before in plans])
            if why:
                withheld.append(Withheld(change, f"{self._place(placed)}{why}，请手工修改"))
            else:
                plans.append((placed, plan))
        self.expected = _line_texts(self.lines, [plan for _, plan in plans])
        made = self._carry_out(plans)
        count = self.comments.on_text(notes)
        for order, (change, _) in enumerate(plans):
            if change.note and made[order]:
                self.comments.on_changes(made[order], change.note)
        stream = io.BytesIO()
        self.document.save(stream)
        return WordResult(stream.getvalue(), tuple(change for change, _ in plans), tuple(withheld), count)

    def _carry_out(self, plans: Sequence[tuple[Change, Plan]]) -> list[list[Element]]:
        """Make all plans; gives the tracked changes of each."""
        made: list[list[Element]] = [[] for _ in plans]
        splices = [(splice, number) for number, (_, plan) in enumerate(plans) for splice in plan.splices]
        for splice, number in sorted(splices, key=lambda one: (one[0].line, one[0].start, one[0].end, one[0].order)):
            made[number] += make(splice, self.lines.lines[splice.line], self.runs, self.guards)
        for number, (_, plan) in enumerate(plans):
            for line in plan.taken:
                made[number] += self.paragraphs.take_out(line)
            for new in plan.new:
                made[number] += self.paragraphs.put_in(new)
        return made

    def _found(self, change: Change) -> Change | None:
        """The change where its text stands: at its offsets, else at the only place that says so."""
        text = self.lines.text
        inside = 0 <= change.start <= change.end <= len(text)
        if inside and (change.before is None or text[change.start : change.end] == change.before):
            return change
        if not change.before or text.count(change.before) != 1:
            return None
        start = text.index(change.before)
        return replace(change, start=start, end=start + len(change.before))

    def _refused(self, plan: Plan, change: Change, before: Sequence[Plan]) -> str:
        if writable(change.text) != change.text.replace("\r", ""):
            return "的新文字里有 Word 写不了的控制字符"
        for splice in plan.splices:
            line = self.lines.lines[splice.line]
            touched = [one for one in line.stretches if one.start <= splice.end and splice.start <= one.end]
            if any(one.paragraph in self.merged for one in touched):
                return "在合并的单元格里"
            if why := refused(splice, line, self.guards):
                return why
        for number in plan.taken:
            if why := self.paragraphs.refused_taking(number):
                return why
        for new in plan.new:
            if why := self.paragraphs.refused(new):
                return why
        return "和前面一处修改重叠" if any(_meet(plan, other) for other in before) else ""

    def _place(self, change: Change) -> str:
        number = min(self.lines.text.count("\n", 0, change.start), len(self.lines.lines) - 1)
        line = self.lines.lines[number].text if self.lines.lines else ""
        return f"第 {number + 1} 行「{_short(line)}」"


def _meet(plan: Plan, other: Plan) -> bool:
    """Whether two changes touch the same characters."""
    for mine in plan.splices:
        if mine.line in other.taken:
            return True
        for one in other.splices:
            if one.line == mine.line and (mine.start < one.end and one.start < mine.end):
                return True
    return any(one.line in plan.taken for one in other.splices) or not set(plan.taken).isdisjoint(other.taken)


def _lost(change: Change) -> str:
    if change.before:
        return f"原文里找不到要改的「{_short(change.before)}」，或不止一处"
    return f"原文里没有要改的那一处，新文字是「{_short(change.text)}」"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 20 else f"{line[:20]}……"


def _line_texts(lines: WordLines, plans: Sequence[Plan]) -> list[str]:
    """The lines of a document after the plans."""
    splices: dict[int, list[Splice]] = {}
    for plan in plans:
        for splice in plan.splices:
            splices.setdefault(splice.line, []).append(splice)
    taken = {number for plan in plans for number in plan.taken}
    found = [new.text for plan in plans for new in plan.new if new.after < 0]
    for number, line in enumerate(lines.lines):
        text, at = "", 0
        for splice in sorted(splices.get(number, ()), key=lambda one: (one.start, one.end, one.order)):
            text += line.text[at : splice.start] + splice.text
            at = splice.end
        found += [] if number in taken else [text + line.text[at:]]
        found += [new.text for plan in plans for new in plan.new if new.after == number]
    return found


def _shown(lines: Iterable[str]) -> list[str]:
    """Lines without what reading cannot tell: blank ones, and which white space it is."""
    told = (" ".join(line.split()) for line in lines)
    return [line for line in told if line]
