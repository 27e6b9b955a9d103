"""The one place that knows where shipped files are: prompts, schemas and data tables."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """A folder at the repository root, or its copy inside the wheel (see pyproject.toml)."""
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent.parent / name


def prompts_dir() -> Path:
    """Folder of the shipped prompts and templates."""
    return _shipped("prompts")


def schemas_dir() -> Path:
    """Folder of the generated JSON Schemas."""
    return _shipped("schemas")


@cache
def data(name: str) -> Any:  # noqa: ANN401 - a JSON document of its own shape
    """The parsed JSON document ``data/<name>.json`` of the package."""
    return json.loads((_PACKAGE / "data" / f"{name}.json").read_text(encoding="utf-8"))


def text(name: str) -> str:
    """The text of the package file ``data/<name>``."""
    return (_PACKAGE / "data" / name).read_text(encoding="utf-8")


def data_file(name: str) -> Path:
    """The package's ``data/<name>``, a file or a folder."""
    return _PACKAGE / "data" / name


@cache
def data_text(file: str) -> str:
    """The text of the package's ``data/<file>``: a page template, a style sheet."""
    return (_PACKAGE / "data" / file).read_text(encoding="utf-8")
