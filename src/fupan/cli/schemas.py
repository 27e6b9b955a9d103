"""``python -m fupan.cli.schemas [--check]``: the JSON Schemas of every file people read or write.

Without an option the files of ``schemas/`` are written anew; with ``--check`` nothing is written and the exit code is 1
where a file is not what the types say.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from pydantic import TypeAdapter

from fupan.cli.schema_types import CheckJson, TemplateFile
from fupan.evals.case import CaseFile
from fupan.export.provenance_types import Provenance
from fupan.export.review_types import ReviewJson
from fupan.export.rewrite_types import RewriteJson
from fupan.intake.factsheet_model import FactSheetFile
from fupan.resources import schemas_dir

TYPES: dict[str, Any] = {
    "factsheet": FactSheetFile,
    "template": TemplateFile,
    "check": CheckJson,
    "provenance": Provenance,
    "review": ReviewJson,
    "rewrite": RewriteJson,
    "case": CaseFile,
}


def schemas() -> dict[str, str]:
    """Every schema's text by file name."""
    return {f"{name}.schema.json": _text(name, shape) for name, shape in TYPES.items()}


def drift() -> list[str]:
    """Names of schema files that are missing, out of date or no longer made."""
    made, folder = schemas(), schemas_dir()
    stale = [path.name for path in sorted(folder.glob("*.schema.json")) if path.name not in made]
    return stale + [
        name
        for name, text in made.items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    """Write the schemas, or with ``--check`` only compare; the exit code."""
    if arguments == ["--check"]:
        stale = drift()
        for name in stale:
            print(f"schemas/{name} 与代码不一致，请运行 python -m fupan.cli.schemas", file=sys.stderr)
        return 1 if stale else 0
    if arguments:
        print("用法：python -m fupan.cli.schemas [--check]", file=sys.stderr)
        return 2
    folder = schemas_dir()
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


def _text(name: str, shape: Any) -> str:  # noqa: ANN401 - any type pydantic makes a schema of
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{name}.schema.json",
        **TypeAdapter(shape).json_schema(),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
