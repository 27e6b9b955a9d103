"""A new template to start from: commented, complete, and right at once."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from fupan.errors import InputError, os_reason
from fupan.prompting.sources import TEMPLATE_FILE
from fupan.resources import data_file, schemas_dir

EXAMPLE_FILE = "facts.yaml"
"""A template's own example fact sheet: what ``fupan init`` writes for it."""
_STARTER = "template"
_PLAIN = re.compile(r"[A-Za-z㐀-鿿./_][\w./-]*")
_RESERVED = re.compile(r"true|false|null|~", re.IGNORECASE)


def new_template(folder: Path, title: str = "") -> tuple[Path, ...]:
    """Write the starter's files into ``folder`` (its name becomes the id); returns them.

    Raises InputError where the folder holds a template already, or cannot be written.
    """
    if (folder / TEMPLATE_FILE).exists():
        raise InputError(f"{folder} 里已经有一个模板，没有覆盖", hint="换一个文件夹名")
    name = folder.resolve().name
    if not name:
        raise InputError("模板要放在一个有名字的文件夹里", hint="例如 fupan templates new 季度经营分析")
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in sorted(data_file(_STARTER).iterdir()):
            target = folder / source.name
            text = source.read_text(encoding="utf-8")
            if target.suffix == ".yaml":
                kind = "template" if target.name == TEMPLATE_FILE else "factsheet"
                text = text.replace("@SCHEMA@", schema_place(kind, folder)).replace("@TEMPLATE@", "./")
                text = text.replace("@ID@", yaml_text(name)).replace("@TITLE@", yaml_text(title or name))
            if not target.exists():
                target.write_text(text, encoding="utf-8", newline="\n")
                written.append(target)
    except OSError as error:
        raise InputError(f"写不了 {folder}：{os_reason(error)}", hint="换一个可以写入的文件夹") from error
    return tuple(written)


def schema_place(kind: str, folder: Path) -> str:
    """Where the schema of ``template`` or ``factsheet`` lies, seen from ``folder``; for an editor's first line."""
    schema = schemas_dir() / f"{kind}.schema.json"
    try:
        return Path(os.path.relpath(schema, folder.resolve())).as_posix()
    except ValueError:  # another drive on Windows has no relative path
        return schema.as_uri()


def yaml_text(text: str) -> str:
    """``text`` as a YAML value: in quotes wherever a bare one could be read as something else."""
    plain = _PLAIN.fullmatch(text) is not None and _RESERVED.fullmatch(text) is None
    return text if plain else json.dumps(text, ensure_ascii=False)
