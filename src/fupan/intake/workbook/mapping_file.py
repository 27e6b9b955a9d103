"""The mapping file beside a workbook: read, validated with lines, written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from fupan.domain.period import Period
from fupan.errors import FactSheetError, FileFormatError, InputProblem
from fupan.intake.workbook.mapping import TAKES, MappingFile
from fupan.yamlfile import Node, read_yaml

SUFFIX = ".mapping.yaml"


def mapping_path(workbook: Path | str) -> Path:
    """Where the mapping of a workbook is kept: 数据.xlsx → 数据.mapping.yaml beside it."""
    path = Path(workbook)
    return path.with_name(f"{path.stem}{SUFFIX}")


def mapping_beside(workbook: Path | str) -> Path | None:
    """The mapping file beside a workbook, None where there is none."""
    path = mapping_path(workbook)
    return path if path.is_file() else None


def read_mapping(path: Path) -> MappingFile:
    """Read a mapping file. Raises FactSheetError with file, line and field of every fault."""
    try:
        root = read_yaml(path)
    except FileFormatError as error:
        raise FactSheetError([error.problem]) from error
    try:
        found = MappingFile.model_validate(_filled(root.plain()))
        if found.period:
            Period.parse(found.period)
    except ValidationError as error:
        raise FactSheetError(
            [_problem(dict(one), root, str(path)) for one in error.errors(include_url=False)]
        ) from error
    except ValueError as error:
        node = root.get("period")
        raise FactSheetError([InputProblem(str(path), node.line if node else 0, "period", str(error))]) from error
    return found


def _filled(value: Any) -> Any:  # noqa: ANN401 - the shape of a YAML file
    """What is left blank is absent; a year alone is text."""
    if isinstance(value, dict):
        filled = {key: _filled(inner) for key, inner in value.items() if inner is not None}
        if isinstance(filled.get("period"), int):
            filled["period"] = str(filled["period"])
        return filled
    return [_filled(inner) for inner in value] if isinstance(value, list) else value


_FAULTS = {
    "extra_forbidden": "不认识的键",
    "missing": "缺少这一项",
    "literal_error": "不是可用的值",
}


def _problem(details: dict[str, Any], root: Node, file: str) -> InputProblem:
    line, node = root.line, root
    path = ""
    for part in details["loc"]:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
        inner = dict(enumerate(node.elements)).get(part) if isinstance(part, int) else node.get(str(part))
        if inner is None:
            break
        line, node = inner.line, inner
    kind = details["type"]
    known = details.get("ctx", {}).get("expected", "")
    hint = f"可用的值：{known}" if kind == "literal_error" else "写法见 docs/workbook.md"
    return InputProblem(file, line, path, _FAULTS.get(kind, "这里的写法不对"), hint)


def mapping_text(mapping: MappingFile, schema: str) -> str:
    """The mapping as a YAML file to edit; ``schema`` is where editors find its schema, seen from the file."""
    lines = [
        f"# yaml-language-server: $schema={schema}",
        "# 工作簿的对照表：每张表在哪里、每列取作什么。改好保存，以后就按它取；删去这个文件就重新猜。",
        "# take 可以是：" + "、".join(f"{take} {told}" for take, told in TAKES.items()),
        f'period: "{mapping.period}"',
        "tables:",
    ]
    for table in mapping.tables:
        lines += [f"  - sheet: {_quoted(table.sheet)}", f"    range: {table.range}", f"    header: {table.header}"]
        lines += [
            f"    {key}: {_quoted(value)}" for key, value in (("metric", table.metric), ("unit", table.unit)) if value
        ]
        if table.skip_rows:
            lines.append(f"    skip_rows: [{', '.join(map(str, table.skip_rows))}]")
        lines.append("    columns:" if table.columns else "    columns: {}")
        for letter, column in table.columns.items():
            told = column.model_dump(exclude_defaults=True)
            lines.append(f"      {letter}: {{{', '.join(f'{key}: {_quoted(value)}' for key, value in told.items())}}}")
    return "\n".join(lines) + "\n"


def _quoted(value: object) -> str:
    text = str(value)
    return (
        text
        if text.isascii() and text.replace("_", "").isalnum() and not text[:1].isdigit()
        else json.dumps(text, ensure_ascii=False)
    )
