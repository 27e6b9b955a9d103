"""Which template a case is written with, and which it is judged by; and what tells one set of prompts from another."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from fupan.domain.factsheet import FactSheet
from fupan.errors import InputError, TemplateError
from fupan.evals.case import Case
from fupan.evals.record import Arm
from fupan.prompting.sources import TEMPLATE_FILE, TemplateSource, find_template, template_files, template_of
from fupan.resources import prompts_dir

_SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Digests:
    """SHA-256 of the prompt files (``*.j2``) and of the YAML that shape a draft; the shared ones are among them."""

    prompts: str
    template: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The template that an arm writes a case with, and the one that the case is about, by which drafts are judged.

    Who takes a step out of a template has not made the summary more complete: so the two are told apart.
    """

    writing: TemplateSource
    judging: TemplateSource


def sources(case: Case, sheet: FactSheet, arm: Arm) -> Sources:
    """The case is about the sheet's own template, else that of the folder it lies in.

    Raises TemplateError, InputError.
    """
    own = template_of(sheet, "" if sheet.template else case.template)
    if arm.template:
        return Sources(find_template(arm.template), own)
    return Sources((_edited(Path(arm.prompts), own) if arm.prompts else None) or own, own)


def prompt_folder(given: str) -> Path:
    """The folder that ``--prompts`` means: one template, or one that holds templates. Raises InputError."""
    folder = Path(given).expanduser()
    if not folder.is_dir():
        raise InputError(f"--prompts {given} 不是文件夹", hint="给一个模板文件夹，或放着几个模板的文件夹")
    if not (folder / TEMPLATE_FILE).is_file() and not any(folder.glob(f"*/{TEMPLATE_FILE}")):
        raise InputError(
            f"--prompts {given} 里没有模板", hint=f"里面应有 {TEMPLATE_FILE}；用 fupan templates edit 复制一份来改"
        )
    return folder


def digests(source: TemplateSource) -> Digests:
    """What the files of a template and the shared ones are."""
    folders = (prompts_dir() / _SHARED, source.folder)
    files = [(folder, path) for folder in folders for path in template_files(folder)]
    return Digests(
        _digest([one for one in files if one[1].suffix == ".j2"]),
        _digest([one for one in files if one[1].suffix != ".j2"]),
    )


def _edited(folder: Path, own: TemplateSource) -> TemplateSource | None:
    """The template of ``folder`` that stands for ``own``; None where this one was not edited."""
    if (folder / TEMPLATE_FILE).is_file():
        from fupan.prompting.loader import load_template  # noqa: PLC0415 - only for a folder of one template

        meant = load_template(folder, prompts=False).id
        named = own.name if own.origin != "folder" else own.folder.name
        return TemplateSource(str(folder), folder, "folder") if meant == named else None
    inner = folder / own.folder.name
    if (inner / TEMPLATE_FILE).is_file():
        return TemplateSource(str(inner), inner, "folder")
    return None


def _digest(files: list[tuple[Path, Path]]) -> str:
    told = hashlib.sha256()
    for folder, path in files:
        try:
            content = path.read_bytes().replace(b"\r\n", b"\n")
        except OSError as error:
            raise TemplateError(f"{path} 读不了：{error.strerror}", hint="检查文件的权限") from error
        told.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode() + content)
    return told.hexdigest()
