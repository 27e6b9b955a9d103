"""How a schema is asked for, and what is given up where an endpoint cannot take it."""

from __future__ import annotations

import json
import re

import pytest

from fupan.errors import LlmRefusedError
from fupan.llm.json_shape import is_strict, shape_fault
from fupan.llm.port import Ask

ASK = Ask((("system", "你是助手"), ("user", "说一句")), 50)
SCHEMA = {"type": "object", "properties": {"text": {"type": "string", "minLength": 1}}, "required": ["text"]}
JSON_ASK = Ask((("user", "说一句"),), 50, schema=SCHEMA)

pytestmark = pytest.mark.usefixtures("no_waiting")


def rejects_response_format(*kinds: str):
    def behave(handler) -> None:
        kind = handler.body.get("response_format", {}).get("type")
        if kind in kinds:
            handler.send(400, json.dumps({"error": {"message": f"response_format {kind} is unavailable"}}).encode())
        else:
            type(handler.server.endpoint).says('{"text": "一"}')(handler)

    return behave


def test_json_schema_is_sent_where_the_profile_says_so(endpoint):
    endpoint.plan = [endpoint.says('{"text": "一"}')]
    assert endpoint.llm().ask(JSON_ASK).data == {"text": "一"}
    form = endpoint.bodies[0]["response_format"]
    assert form["type"] == "json_schema"
    assert form["json_schema"]["schema"] == SCHEMA
    assert endpoint.bodies[0]["messages"] == [{"role": "user", "content": "说一句"}]


def test_an_endpoint_without_grammars_still_gets_the_schema(endpoint):
    endpoint.plan = [rejects_response_format("json_schema", "json_object")]
    ask = Ask((("user", "说一句"),), 50, schema=SCHEMA, grammar='root ::= "x"')
    assert endpoint.llm().ask(ask).data == {"text": "一"}
    assert "grammar" not in endpoint.bodies[0]
    assert "JSON Schema" in endpoint.bodies[-1]["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("rejected", "tried"),
    [
        (("json_schema",), ["json_schema", "json_object"]),
        (("json_schema", "json_object"), ["json_schema", "json_object", None]),
    ],
)
def test_rejected_response_format_falls_back_and_is_remembered(endpoint, rejected, tried):
    endpoint.plan = [rejects_response_format(*rejected)]
    llm = endpoint.llm()
    assert llm.ask(JSON_ASK).data == {"text": "一"}
    assert llm.ask(JSON_ASK).data == {"text": "一"}
    kinds = [body.get("response_format", {}).get("type") for body in endpoint.bodies]
    assert kinds == [*tried, tried[-1]]
    assert '"required":["text"]' in endpoint.bodies[-1]["messages"][-1]["content"]


def test_rejected_temperature_is_left_out(endpoint):
    def picky(handler) -> None:
        if "temperature" in handler.body:
            handler.send(400, b'{"error": {"message": "Unsupported value: \'temperature\'"}}')
        else:
            type(handler.server.endpoint).says("好")(handler)

    endpoint.plan = [picky]
    assert endpoint.llm().ask(ASK).text == "好"
    assert len(endpoint.bodies) == 2


def test_request_that_is_always_rejected_stops(endpoint):
    endpoint.plan = [endpoint.status(400, "bad request")]
    with pytest.raises(LlmRefusedError, match=r"不接受这次请求.*bad request"):
        endpoint.llm().ask(JSON_ASK)
    assert len(endpoint.bodies) == 3


@pytest.mark.parametrize(
    ("value", "schema", "fault"),
    [
        (1, {"type": "integer"}, None),
        (True, {"type": "integer"}, "类型不对"),
        (None, {"type": ["string", "null"]}, None),
        ("甲", {"enum": ["甲", "乙"]}, None),
        ("丙", {"enum": ["甲", "乙"]}, "不在允许的取值里"),
        ("丙", {"const": "甲"}, "取值不对"),
        ([], {"type": "array", "minItems": 1}, "项数不对"),
        ([1, "二"], {"type": "array", "items": {"type": "integer"}}, r"^\[1\] 的类型不对"),
        ({"a": {"b": 1}}, {"properties": {"a": {"required": ["c"]}}}, "缺少字段 a.c"),
        ({"a": 1}, {"properties": {"a": {"$ref": "#/$defs/x"}}, "$defs": {"x": {"type": "string"}}}, "a 的类型不对"),
        (1, {"anyOf": [{"type": "string"}, {"type": "integer"}]}, None),
        (1.5, {"anyOf": [{"type": "string"}, {"type": "integer"}]}, "类型不对"),
        ({"text": "一", "more": 1}, SCHEMA, None),
    ],
)
def test_shape(value, schema, fault):
    found = shape_fault(value, schema)
    assert found is None if fault is None else re.search(fault, found)


@pytest.mark.parametrize(
    ("schema", "strict"),
    [
        ({"type": "object", "properties": {"a": {}}, "required": ["a"], "additionalProperties": False}, True),
        ({"type": "object", "properties": {"a": {}}, "required": ["a"]}, False),
        ({"type": "object", "properties": {"a": {}, "b": {}}, "required": ["a"], "additionalProperties": False}, False),
        ({"type": "array", "items": {"type": "object", "properties": {"a": {}}}}, False),
    ],
)
def test_strict_mode_only_where_the_schema_allows_it(schema, strict):
    assert is_strict(schema) is strict
