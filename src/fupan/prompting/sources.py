"""Where templates come from: a folder that is named, the user's own folder, installed packages, the shipped ones."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from platformdirs import user_data_dir

from fupan.domain.factsheet import FactSheet
from fupan.errors import TemplateError
from fupan.resources import prompts_dir

TEMPLATE_FILE = "template.yaml"
ENTRY_POINTS = "fupan.templates"
DEFAULT_TEMPLATE = "sales-leader-annual"
_MONTHLY = "sales-monthly"
Origin = Literal["folder", "user", "package", "built-in"]
ORIGINS: dict[Origin, str] = {"folder": "文件夹", "user": "你的模板目录", "package": "安装的包", "built-in": "自带"}


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """One template: the name it is called by (for a folder its path), its folder and where it was found.

    ``package`` names the distribution of an installed one.
    """

    name: str
    folder: Path
    origin: Origin
    package: str = ""


def user_templates_dir() -> Path:
    """The user's own folder of templates: ``FUPAN_TEMPLATES_DIR``, else ``templates`` in the user's data folder."""
    override = os.environ.get("FUPAN_TEMPLATES_DIR", "").strip()
    return Path(override).expanduser() if override else Path(user_data_dir("fupan", appauthor=False)) / "templates"


def template_ids() -> tuple[str, ...]:
    """Ids of the shipped templates."""
    return tuple(sorted(path.parent.name for path in prompts_dir().glob(f"*/{TEMPLATE_FILE}")))


def template_sources() -> tuple[TemplateSource, ...]:
    """Every template that has a name, in the order in which names are looked up: user's, installed, shipped.

    A name may stand twice (an edited copy and its original): the first one is used.
    """
    shipped = (TemplateSource(name, prompts_dir() / name, "built-in") for name in template_ids())
    return (*_own(), *_installed(), *shipped)


def template_files(folder: Path) -> list[Path]:
    """The files that make a template: YAML and prompts, in the folder and in the folders right inside it."""
    patterns = ("*.yaml", "*.j2", "*/*.j2")
    return [path for pattern in patterns for path in sorted(folder.glob(pattern)) if path.is_file()]


def find_template(id_or_dir: str | Path, *, near: Path | None = None) -> TemplateSource:
    """The template meant: a folder (or its ``template.yaml``), seen from ``near`` and from here; else one of that name.

    Raises TemplateError with the nearest name where there is none.
    """
    wanted = str(id_or_dir).strip()
    folder = _folder(wanted, near)
    if folder is not None:
        return TemplateSource(wanted, folder, "folder")
    named = template_sources()
    for source in named:
        if source.name == wanted:
            return source
    raise TemplateError(f"没有模板「{wanted[:80]}」", hint=_hint(wanted, near, [source.name for source in named]))


def template_of(sheet: FactSheet, given: str = "") -> TemplateSource:
    """The template for a fact sheet: ``given``, else the sheet's own (a folder is seen from the sheet), else the usual.

    The usual one of a month is the monthly, of any other period the annual. Raises TemplateError.
    """
    if given or not sheet.template:
        return find_template(given or (_MONTHLY if sheet.period.kind == "month" else DEFAULT_TEMPLATE))
    return find_template(sheet.template, near=Path(sheet.path).parent if sheet.path else None)


def _folder(wanted: str, near: Path | None) -> Path | None:
    given = Path(wanted).expanduser()
    for path in (near / given, given) if near is not None else (given,):
        folder = path.parent if path.name == TEMPLATE_FILE else path
        if wanted and (folder / TEMPLATE_FILE).is_file():
            return folder
    return None


def _hint(wanted: str, near: Path | None, names: list[str]) -> str:
    if any((start / wanted).is_dir() for start in (near or Path(), Path())) and wanted:
        return f"文件夹 {wanted} 里没有 {TEMPLATE_FILE}；用 fupan templates new 新建一个模板"
    close = get_close_matches(wanted, names, 1, 0.4)
    known = f"是不是「{close[0]}」？" if close else f"现有的模板：{'、'.join(dict.fromkeys(names))}。"
    return f"{known} 也可以给出含有 {TEMPLATE_FILE} 的文件夹"


def _own() -> Iterator[TemplateSource]:
    for path in sorted(user_templates_dir().glob(f"*/{TEMPLATE_FILE}")):
        if not path.parent.name.startswith("."):
            yield TemplateSource(path.parent.name, path.parent, "user")


def _installed() -> Iterator[TemplateSource]:
    """Templates of installed packages, by name. None of their code is run: only the place of the package is asked."""
    for point in sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        folder = _package_folder(point)
        if folder is not None and (folder / TEMPLATE_FILE).is_file():
            yield TemplateSource(point.name, folder, "package", point.dist.name if point.dist else "")


def _package_folder(point: metadata.EntryPoint) -> Path | None:
    """The folder that ``package.inner`` or ``package:inner`` means; None where there is none."""
    top, *inner = (*point.module.split("."), *filter(None, (point.attr or "").split(".")))
    try:
        found = find_spec(top)
    except (ImportError, ValueError):
        return None
    places = found.submodule_search_locations if found is not None else None
    folders = (Path(place, *inner) for place in places or ())
    return next((folder for folder in folders if folder.is_dir()), None)
