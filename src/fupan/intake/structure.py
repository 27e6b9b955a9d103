"""The structure of a fact sheet file against its model, told in Chinese with lines."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from fupan.errors import InputProblem
from fupan.intake.factsheet_model import (
    LIST,
    MAPPING,
    TEXT,
    AuthorFile,
    EntitiesFile,
    FactSheetFile,
    MetricFile,
    RolesFile,
)
from fupan.intake.nearest import nearest_key
from fupan.yamlfile import Node

MOST = 200
Place = tuple[str | int, ...]

_SHAPES = {
    "figure": ("这里要填一个数字", '写成 13600，或加引号的 "1.36亿元"'),
    "string_type": ("这里要填文字", "写一个词或一句话；含特殊符号时加引号"),
    "list_type": ("这里要填列表", "写成 [甲, 乙]，或每项一行、以「- 」开头"),
    "dict_type": ("这里要填「键: 值」", "每行一个「键: 值」，缩进两格；或写成 {键: 值}"),
    "model_type": ("这里要填「键: 值」", "每行一个「键: 值」，缩进两格；或写成 {键: 值}"),
}
_NOTE_AS_KEY = "要点里有半角冒号加空格，被当成了键：请给整条加引号，或把冒号改成全角「：」"
_NUMBER_PARTS = '花括号里的千分位逗号会把数字拆开：写 13600，或加引号 "13,600"'


def structure_problems(root: Node, file: str) -> list[InputProblem]:
    """Every unknown or missing key and every value of the wrong kind (of more than 200 the first), in file order."""
    try:
        FactSheetFile.model_validate(root.plain())
    except ValidationError as error:
        found = error.errors(include_url=False)
        problems = [_problem(details, root, file) for details in found[:MOST]]
        if len(found) > MOST:
            problems.append(InputProblem(file, problems[-1].line, "", f"还有 {len(found) - MOST} 处键或写法的问题"))
        return problems
    return []


def field_path(place: Place) -> str:
    """``("metrics", 2, "unit")`` → ``metrics[2].unit``."""
    path = ""
    for part in place:
        path += f"[{part}]" if isinstance(part, int) else f".{part[:40]}" if path else part[:40]
    return path


def _problem(details: ErrorDetails, root: Node, file: str) -> InputProblem:
    place = tuple(part for part in details["loc"] if part not in {LIST, MAPPING, TEXT})
    message, hint = _explain(details, place, root)
    return InputProblem(file, _line(root, place), field_path(place), message, hint)


def _explain(details: ErrorDetails, place: Place, root: Node) -> tuple[str, str]:
    kind, key = details["type"], str(place[-1]) if place else ""
    if kind == "extra_forbidden":
        known = _known_keys(place)
        digits = key.isdecimal() and len(key) == 3
        return f"不认识的键「{key[:40]}」", _NUMBER_PARTS if digits else nearest_key(key, known)
    if kind == "missing":
        return f"缺少 {key}（{_known_keys(place).get(key, key)}）", _example(key)
    if kind == "literal_error":
        return f"better 不能是「{str(details['input'])[:40]}」", "只能填 higher（越高越好）或 lower（越低越好）"
    message, hint = _SHAPES.get(kind, ("这里的写法不对", details["msg"]))
    node = _node(root, place)
    if node is not None and node.kind == "mapping" and place[0] == "notes":
        return message, _NOTE_AS_KEY
    if kind == "model_type" and node is not None and node.kind == "number":
        return message, f"写成 {{actual: {node.raw}}}"
    return message, hint


def _example(key: str) -> str:
    examples = {"period": '例如 period: "2025" 或 period: 2025-Q3', "name": "例如 name: 销售额"}
    return examples.get(key, "")


def _known_keys(place: Place) -> dict[str, str]:
    """Keys (with Chinese titles) allowed where ``place`` stands."""
    model: type[BaseModel] = FactSheetFile
    if place[0] == "metrics" and len(place) > 2:
        model = RolesFile if "breakdown" in place else MetricFile
    elif len(place) > 1:
        model = AuthorFile if place[0] == "author" else EntitiesFile
    fields: dict[str, Any] = dict(model.model_fields)
    own = [name for name in fields if name in model.__annotations__] + list(fields)
    return {name: str(fields[name].title) for name in dict.fromkeys(own)}


def _node(root: Node, place: Place) -> Node | None:
    node: Node | None = root
    for part in place:
        if node is None:
            return None
        node = dict(enumerate(node.elements)).get(part) if isinstance(part, int) else node.get(part)
    return node


def _line(root: Node, place: Place) -> int:
    """Line of the key or element at ``place``, or of the nearest thing around it that is there."""
    line, node = root.line, root
    for part in place:
        if isinstance(part, int):
            if part >= len(node.elements):
                break
            node = node.elements[part]
            line = node.line
            continue
        entry = next(((name, value) for name, value in node.entries if name.raw == part), None)
        if entry is None:
            break
        line, node = entry[0].line, entry[1]
    return line
