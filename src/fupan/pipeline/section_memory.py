"""Finished sections kept in the store, so that a draft broken off goes on where it was."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from fupan import __version__
from fupan.domain.brief import SectionBrief
from fupan.domain.draft import SectionDraft, SlotUse, StepText
from fupan.pipeline.section_writer import SectionWriter
from fupan.prompting.sources import template_files
from fupan.resources import prompts_dir
from fupan.store import Store


@dataclass(frozen=True)
class SectionMemory:
    """Keeps sections under a key of all that shapes them: brief, prompts, llm, notes, version.

    ``prompts`` is the folder of the template's own prompts. ``fresh`` never recalls, but still keeps.
    """

    store: Store
    prompts: Path
    fresh: bool = False

    def recall(self, brief: SectionBrief, writer: SectionWriter) -> SectionDraft | None:
        """The section written from the very same input before, else None."""
        if self.fresh or writer.asking is None:
            return None
        payload = self.store.section(self._run(brief, writer), brief.section.id)
        return None if payload is None else _read(payload)

    def keep(self, brief: SectionBrief, writer: SectionWriter, section: SectionDraft) -> None:
        """Store a finished section."""
        if writer.asking is not None:
            self.store.put_section(self._run(brief, writer), section.id, asdict(section))

    def _run(self, brief: SectionBrief, writer: SectionWriter) -> str:
        llm = writer.asking.llm if writer.asking else None
        parts = (
            __version__, self._prompts_digest, repr(brief), repr(llm.profile) if llm else "",
            llm.name if llm else "", *(note.text for note in writer.sheet.notes), repr(writer.sheet.metrics),
        )  # fmt: skip
        return digest(*parts)

    @cached_property
    def _prompts_digest(self) -> str:
        # a template's folder may be anybody's: only what can be part of a template is read
        folders = (prompts_dir() / "shared", self.prompts)
        files = [path for folder in folders for path in template_files(folder)]
        return digest(*(f"{path.name}\n{path.read_bytes().hex()}" for path in files))


def digest(*parts: str) -> str:
    """SHA-256 over texts, borders between them included."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _read(payload: dict[str, Any]) -> SectionDraft:
    steps = tuple(
        StepText(
            **{
                **step,
                "slots": tuple(SlotUse(**use) for use in step["slots"]),
                "sources": tuple(step["sources"]),
                "unsourced": tuple((low, high) for low, high in step["unsourced"]),
            }
        )
        for step in payload["steps"]
    )
    listed = {name: tuple(payload[name]) for name in ("missing", "history")}
    return SectionDraft(**{**payload, **listed, "steps": steps})
