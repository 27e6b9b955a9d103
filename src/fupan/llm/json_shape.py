"""Does a JSON document have the shape a schema asks for?

The part of JSON Schema that replies need: type, properties, required, items, enum, const, minLength, minItems,
maxItems, anyOf and local ``$ref``. Fields beyond the schema are let pass: they harm no one.
"""

from __future__ import annotations

from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def shape_fault(value: Any, schema: dict[str, Any]) -> str | None:  # noqa: ANN401 - a JSON document
    """The first way in which ``value`` differs from ``schema``, in Chinese with its path; None where it fits."""
    return _fault(value, schema, "", schema)


def _fault(value: Any, schema: dict[str, Any], path: str, root: dict[str, Any]) -> str | None:  # noqa: ANN401 - JSON
    schema = _resolve(schema, root)
    if options := schema.get("anyOf"):
        faults = [_fault(value, option, path, root) for option in options]
        return None if None in faults else faults[0]
    place = path or "整个回复"
    if not _has_type(value, schema.get("type")):
        return f"{place} 的类型不对"
    if "enum" in schema and value not in schema["enum"]:
        return f"{place} 不在允许的取值里"
    if "const" in schema and value != schema["const"]:
        return f"{place} 的取值不对"
    if isinstance(value, str) and len(value.strip()) < schema.get("minLength", 0):
        return f"{place} 是空的或太短"
    if isinstance(value, dict):
        return _object_fault(value, schema, path, root)
    if isinstance(value, list):
        return _array_fault(value, schema, path, root)
    return None


def _object_fault(value: dict[str, Any], schema: dict[str, Any], path: str, root: dict[str, Any]) -> str | None:
    for name in schema.get("required", ()):
        if name not in value:
            return f"缺少字段 {_join(path, name)}"
    for name, part in schema.get("properties", {}).items():
        if name in value and (fault := _fault(value[name], part, _join(path, name), root)):
            return fault
    return None


def _array_fault(value: list[Any], schema: dict[str, Any], path: str, root: dict[str, Any]) -> str | None:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        return f"{path or '整个回复'} 的项数不对"
    items = schema.get("items")
    if isinstance(items, dict):
        for index, item in enumerate(value):
            if fault := _fault(item, items, f"{path}[{index}]", root):
                return fault
    return None


def _has_type(value: Any, wanted: str | list[str] | None) -> bool:  # noqa: ANN401 - JSON
    if wanted is None:
        return True
    names = [wanted] if isinstance(wanted, str) else wanted
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, _TYPES[name]) for name in names)


def _resolve(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    while reference := schema.get("$ref"):
        target: Any = root
        for name in reference.removeprefix("#/").split("/"):
            target = target[name]
        schema = target
    return schema


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def is_strict(schema: dict[str, Any]) -> bool:
    """Whether every object of ``schema`` is closed and requires all its fields, as OpenAI's strict mode demands."""
    if schema.get("type") == "object" or "properties" in schema:
        fields = schema.get("properties", {})
        if schema.get("additionalProperties") is not False or set(schema.get("required", ())) != set(fields):
            return False
    parts = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values(), *schema.get("anyOf", ())]
    if isinstance(schema.get("items"), dict):
        parts.append(schema["items"])
    return all(is_strict(part) for part in parts)
