"""Proposals for a Word document as its tracked changes, and what the check still finds as comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fupan.errors import InputError
from fupan.export.word_changes import Change, Note, changed_word
from fupan.pipeline.rewrite.edits import Edit

_MANY = 60
"""So many comments are written at most."""


@dataclass(frozen=True)
class WordRewrite:
    """One Word document to be rewritten: ``content`` are its bytes, ``name`` stands in messages."""

    content: bytes
    name: str

    def refuses(self, edits: Sequence[Edit]) -> str:
        """Why these edits cannot be tracked changes, in Chinese; "" where they can."""
        withheld = changed_word(self.content, self.name, _changes(edits)).withheld
        return withheld[0].why if withheld else ""

    def written(self, edits: Sequence[Edit], remarks: Iterable[tuple[int, str]]) -> bytes:
        """The document with the edits as tracked changes and the remarks (offset, words) as comments.

        Raises InputError where an edit cannot be written.
        """
        notes = [Note(at, at, words) for at, words in remarks][:_MANY]
        result = changed_word(self.content, self.name, _changes(edits), notes)
        if result.withheld:
            raise InputError(f"{self.name} 里有改动写不进去：{result.withheld[0].why}", hint="跳过这一条再试")
        return result.content


def _changes(edits: Sequence[Edit]) -> list[Change]:
    return [Change(edit.start, edit.end, edit.text) for edit in edits]
