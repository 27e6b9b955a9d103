"""Changes and findings written into a Word document: native tracked changes and comments, all by fupan.

The document given is never touched: what comes back is a new one. A change is written whole, or withheld with the
reason. What was written is read back: with all changes accepted it must say what was asked for.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fupan.errors import InputError, os_reason
from fupan.export.word_choosing import Choosing, Withheld
from fupan.export.word_comments import Comments, Note
from fupan.export.word_guards import Guards
from fupan.export.word_marks import marks_of
from fupan.export.word_paragraphs import Paragraphs
from fupan.export.word_plan import Change, Diff, Plan
from fupan.export.word_runs import Runs
from fupan.export.word_splices import make
from fupan.intake.word import word_text
from fupan.intake.word_lines import Element, read_lines
from fupan.intake.word_package import open_word
from fupan.pipeline.rewrite.diff import readable_diff
from fupan.pipeline.rewrite.edits import Edit, applied

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["Change", "Note", "Withheld", "WordResult", "changed_word", "write_word"]


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
    diff: Diff = readable_diff,
) -> WordResult:
    """The document with tracked changes and comments.

    ``content`` is the .docx, ``name`` stands in messages. Offsets of changes and notes count code points of its text as
    ``read_document`` gives it. ``diff`` tells how finely a changed line is marked; ``when`` is the time of the changes,
    by default now on the local clock. Blank lines are no paragraphs.

    Raises InputError for a file that cannot be read, ConfigError where the extra ``office`` is missing.
    """
    moment = when or datetime.now()  # noqa: DTZ005 - Word shows the writer's own clock
    asked, told = sorted(changes, key=lambda one: (one.start, one.end)), tuple(notes)
    writing = _Writing(content, name, moment, diff)
    made = writing.result(asked, told)
    if made.written and _shown(writing.expected) != _shown(word_text(made.content, name)):
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
    diff: Diff = readable_diff,
) -> WordResult:
    """As ``changed_word``, from file to file. Raises InputError too where the target is the source or not writable."""
    with suppress(OSError):
        if target.samefile(source):
            raise InputError(f"{target} 就是原稿，不会覆盖", hint="用 -o 写到另一个文件")
    try:
        content = source.read_bytes()
    except OSError as error:
        raise InputError(f"读不了文件 {source}：{os_reason(error)}", hint="检查路径和权限") from error
    result = changed_word(content, str(source), changes, notes, when=when, diff=diff)
    try:
        target.write_bytes(result.content)
    except OSError as error:
        raise InputError(
            f"写不了文件 {target}：{os_reason(error)}", hint="换一个可以写入的位置；若在 Word 里开着，先关上"
        ) from error
    return result


class _Writing:
    """The writing of one document, once."""

    def __init__(self, content: bytes, name: str, when: datetime, diff: Diff) -> None:
        self.document: Document = open_word(content, name)
        self.lines = read_lines(self.document, name)
        self.guards = Guards(self.document.element.body)
        self.runs = Runs(self.lines, marks_of(self.document, when))
        self.paragraphs = Paragraphs(self.lines, self.runs, self.guards)
        self.comments = Comments(self.document, self.lines, self.runs, when)
        self.choosing = Choosing(self.lines, self.guards, self.paragraphs, diff)
        self.expected = self.lines.text  # what the new document must be read as

    def result(self, changes: Iterable[Change], notes: Iterable[Note]) -> WordResult:
        chosen, withheld = self.choosing.of(changes)
        plans = [one.plan for one in chosen]
        edits = [Edit(one.whole.start, one.whole.end, one.whole.text) for one in chosen]
        self.expected = applied(self.lines.text, edits)
        made = self._carry_out(plans)
        count = self.comments.on_text(notes)
        for one, revisions in zip(chosen, made, strict=True):
            if one.whole.note and revisions:
                self.comments.on_changes(revisions, one.whole.note)
        stream = io.BytesIO()
        self.document.save(stream)
        written = tuple(change for one in chosen for change in one.changes)
        return WordResult(stream.getvalue(), written, tuple(withheld), count)

    def _carry_out(self, plans: Sequence[Plan]) -> list[list[Element]]:
        """Make all plans; gives the tracked changes of each."""
        made: list[list[Element]] = [[] for _ in plans]
        splices = [(splice, number) for number, plan in enumerate(plans) for splice in plan.splices]
        for splice, number in sorted(splices, key=lambda one: (one[0].line, one[0].start, one[0].end, one[0].order)):
            made[number] += make(splice, self.lines.lines[splice.line], self.runs, self.guards)
        for number, plan in enumerate(plans):
            for line in plan.taken:
                made[number] += self.paragraphs.take_out(line)
            for new in plan.new:
                made[number] += self.paragraphs.put_in(new)
        return made


def _shown(text: str) -> list[str]:
    """Lines without what reading cannot tell: blank ones, and which white space it is."""
    told = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in told if line]
