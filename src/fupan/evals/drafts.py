"""Texts made elsewhere, in a folder: which of them belongs to which case."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from fupan.evals.case import Case
from fupan.evals.record import Skipped

_ENDINGS = (".md", ".txt", ".html", ".htm", ".docx")


def drafts_in(folder: Path, cases: Sequence[Case]) -> tuple[dict[str, Path], list[Skipped]]:
    """The text of each case by its id, and the texts that belong to no case or to several.

    A text is ``<template>/<case>.md`` or, where that names one case only, ``<case>.md``; other endings that ``fupan
    check`` reads are fine.
    """
    by_name: dict[str, list[Case]] = {}
    for case in cases:
        by_name.setdefault(case.id, []).append(case)
        by_name.setdefault(case.folder.name, []).append(case)
    found: dict[str, Path] = {}
    skipped: list[Skipped] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in _ENDINGS):
        name = path.relative_to(folder).with_suffix("").as_posix()
        meant = by_name.get(name, [])
        if len(meant) != 1:
            skipped.append(Skipped(str(path), _unclear(path, name, meant), _hint(name, meant, by_name)))
        elif meant[0].id in found:
            skipped.append(Skipped(str(path), f"{path} 与 {found[meant[0].id]} 是同一个用例的文稿，只用了后者"))
        else:
            found[meant[0].id] = path
    return found, skipped


def _unclear(path: Path, name: str, meant: list[Case]) -> str:
    return f"{path} 可以是几个用例的文稿" if meant else f"{path} 不是任何用例的文稿：没有用例「{name[:80]}」"


def _hint(name: str, meant: list[Case], known: dict[str, list[Case]]) -> str:
    if meant:
        return f"放进模板的文件夹，例如 {meant[0].id}.md"
    near = get_close_matches(name, known, 1, 0.5)
    return f"是不是 {near[0]}？" if near else "文件名应与用例相同，例如 <模板>/<用例>.md"
