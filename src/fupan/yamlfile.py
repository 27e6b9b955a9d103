"""Safe YAML (and JSON) files with line numbers: the only reader of the user's structured files.

Hostile input is refused before it costs anything: size and nesting are limited, anchors, aliases and tags are errors,
so no alias bomb and no object construction. Numbers are ``int`` or ``Decimal`` from their text, never ``float``. Only
``true``/``false`` are booleans and only ``null``/``~``/nothing is null (YAML 1.2): a customer called ON stays a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple

from fupan.errors import FileFormatError, InputProblem, os_reason

MAX_BYTES = 2_000_000
MAX_DEPTH = 20

Kind = Literal["mapping", "sequence", "text", "number", "boolean", "null"]
Scalar = str | int | Decimal | bool | None

# At most 30 digits and two digits of exponent: nothing that explodes when it is written out.
_NUMBER = re.compile(r"[-+]?(?=[0-9.]{1,31}(?![0-9.]))(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SURROGATES = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|.)", re.DOTALL)
_STR_TAG = "tag:yaml.org,2002:str"


class Node(NamedTuple):
    """One value of a file with the line (from 1) it starts on.

    ``value`` is the scalar (None for null, mappings and sequences), ``raw`` its text as written, without quotes.
    ``entries`` are the (key, value) pairs of a mapping, keys being unique scalars; ``elements`` those of a sequence.
    """

    kind: Kind
    line: int
    value: Scalar = None
    raw: str = ""
    entries: tuple[tuple[Node, Node], ...] = ()
    elements: tuple[Node, ...] = ()

    def get(self, key: str) -> Node | None:
        """The value under ``key`` of a mapping; None where it is absent or this is no mapping."""
        return next((value for name, value in self.entries if name.raw == key), None)

    def items(self) -> Iterator[tuple[str, Node]]:
        """(key, value) of a mapping in file order; nothing for other kinds."""
        return ((name.raw, value) for name, value in self.entries)

    def plain(self) -> Any:  # noqa: ANN401 - nested dict/list/scalars of the file's own shape
        """Nested dicts, lists and scalars; keys are strings."""
        if self.kind == "mapping":
            return {name: value.plain() for name, value in self.items()}
        if self.kind == "sequence":
            return [element.plain() for element in self.elements]
        return self.value


def read_yaml(path: Path | str) -> Node:
    """Read a YAML or JSON file; an empty file is a null node.

    Raises FileFormatError (an InputError) with file and line: unreadable, larger than 2 MB, not UTF-8, broken syntax,
    duplicate keys, anchors, tags, nesting deeper than 20.
    """
    file = str(path)
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise _error(file, 0, "找不到这个文件", "检查路径和文件名，或用 fupan init 生成一份") from error
    except IsADirectoryError as error:
        raise _error(file, 0, "这是一个文件夹，不是文件", "给出文件夹里的 YAML 文件") from error
    except (OSError, ValueError) as error:
        raise _error(file, 0, f"读不了这个文件：{os_reason(error)}", "检查路径和权限") from error
    if len(content) > MAX_BYTES:
        raise _error(file, 0, "文件超过 2 MB", "数据表只放指标和要点；请删去无关内容，或拆成几份")
    return parse_yaml(_decode(content, file), file)


def parse_yaml(text: str, file: str = "") -> Node:
    """The same for text already read; ``file`` names it in errors (``.json`` allows JSON's tabs and escapes)."""
    bad = _CONTROL.search(text)
    if bad:
        hint = "这通常不是文本文件；请用文本编辑器另存为 UTF-8"
        raise _error(file, _line(text, bad.start()), f"含有不可见的控制字符 U+{ord(bad[0]):04X}", hint)
    if file.lower().endswith(".json"):
        text = _SURROGATES.sub(_join_surrogates, text.replace("\t", " "))
    return _Builder(text, file).build()


def _decode(content: bytes, file: str) -> str:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        hint = "文件可能是 GBK 编码：在编辑器里选「另存为」，编码选 UTF-8"
        raise _error(file, line, "不是 UTF-8 文本", hint) from error


def _join_surrogates(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[0]
    return chr(0x10000 + ((int(match[1], 16) - 0xD800) << 10) + int(match[2], 16) - 0xDC00)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _error(file: str, line: int, message: str, hint: str = "", field: str = "") -> FileFormatError:
    return FileFormatError(InputProblem(file, line, field, message, hint))


class _Builder:
    """Nodes from parser events. Events come lazily, so a refusal stops the parser where it stands."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file

    def build(self) -> Node:
        import yaml  # noqa: PLC0415 - commands without a file need no parser

        try:
            events = yaml.parse(self.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            return self._document(events)
        except yaml.MarkedYAMLError as error:
            raise self._syntax(error) from error
        except yaml.YAMLError as error:
            raise _error(self.file, 0, "看不懂的 YAML", str(error)) from error

    def _document(self, events: Iterator[Any]) -> Node:
        root = Node("null", 1)
        documents = 0
        for event in events:
            name = type(event).__name__
            if name == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise _error(self.file, _at(event), "一个文件里有多份 YAML（---）", "只留一份，其余另存为文件")
            elif name not in {"StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"}:
                root = self._node(event, events, 0, "")
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int, field: str) -> Node:  # noqa: ANN401 - untyped events
        if event.anchor or event.tag or depth > MAX_DEPTH:
            self._refuse(event, depth, field)
        name, line = type(event).__name__, _at(event)
        if name == "ScalarEvent":
            return self._scalar(event, line, field)
        if name == "SequenceStartEvent":
            elements: list[Node] = []
            while type(event := next(events)).__name__ != "SequenceEndEvent":
                elements.append(self._node(event, events, depth + 1, f"{field}[{len(elements)}]"))
            return Node("sequence", line, elements=tuple(elements))
        entries: dict[str, tuple[Node, Node]] = {}
        while type(event := next(events)).__name__ != "MappingEndEvent":
            key = self._key(event, depth, field)
            path = f"{field}.{key.raw}" if field else key.raw
            if key.raw in entries:
                first = entries[key.raw][0].line
                hint = f"第一次在第 {first} 行；删去一个，或改成不同的名字"
                raise _error(self.file, key.line, f"键「{_short(key.raw)}」写了两次", hint, path)
            entries[key.raw] = (key, self._node(next(events), events, depth + 1, path))
        return Node("mapping", line, entries=tuple(entries.values()))

    def _key(self, event: Any, depth: int, field: str) -> Node:  # noqa: ANN401 - untyped events
        if event.anchor or event.tag:
            self._refuse(event, depth, field)
        if type(event).__name__ != "ScalarEvent":
            raise _error(self.file, _at(event), "键必须是一个词", "以 [ 或 { 开头的键请加引号", field)
        return self._scalar(event, _at(event), field)

    def _refuse(self, event: Any, depth: int, field: str) -> None:  # noqa: ANN401 - untyped events
        if event.anchor:
            hint = "以 & 或 * 开头的文字请加引号；重复的内容请写全"
            raise _error(self.file, _at(event), "不支持 YAML 锚点和引用（& *）", hint, field)
        if event.tag not in {None, "!", _STR_TAG}:
            hint = "以 ! 开头的文字请加引号"
            raise _error(self.file, _at(event), f"不支持 YAML 标签 {_short(event.tag)}", hint, field)
        if depth > MAX_DEPTH:
            raise _error(self.file, _at(event), *_TOO_DEEP, field[:80])

    def _scalar(self, event: Any, line: int, field: str) -> Node:  # noqa: ANN401 - untyped events
        raw: str = event.value
        if event.style == '"' and _CONTROL.search(raw):  # the rest was looked through as a whole
            raise _error(self.file, line, "文字里有不可见的控制字符", "删去 \\x、\\u 开头的转义", field)
        if event.style or event.tag:
            return Node("text", line, raw, raw)
        if raw in {"", "~", "null", "Null", "NULL"}:
            return Node("null", line, None, raw)
        if raw in {"true", "True", "TRUE", "false", "False", "FALSE"}:
            return Node("boolean", line, raw.lower() == "true", raw)
        if raw[0] in "+-.0123456789" and _NUMBER.fullmatch(raw):
            return Node("number", line, int(raw) if _INTEGER.fullmatch(raw) else Decimal(raw), raw)
        return Node("text", line, raw, raw)

    def _syntax(self, error: Any) -> FileFormatError:  # noqa: ANN401 - yaml.MarkedYAMLError, imported on use only
        problem, lines = f"{error.context or ''} {error.problem or ''}", self.text.splitlines()
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        if error.context_mark and ("expected ':'" in problem or not "".join(lines[line:]).strip()):
            # a line without a key is found when the next one begins, an open bracket or quote when the file ends
            line = error.context_mark.line
        elif "mapping values" in problem and line and not _KEY.search(lines[line - 1]):
            line, problem = line - 1, "expected ':'"  # a line without a key was read on into the next one
        message, hint = _explain(problem, lines[line] if line < len(lines) else "")
        return _error(self.file, line + 1, message, hint)


_KEY = re.compile(r":(?:\s|$)|^\s*(?:#|$)")
_TOO_DEEP = (f"嵌套超过 {MAX_DEPTH} 层", "检查括号和缩进")

_FAULTS: tuple[tuple[str, str, str], ...] = (
    # what the parser says, message, hint
    (r"nesting", *_TOO_DEEP),
    (r"alias|anchor", "不支持 YAML 锚点和引用（& *）", "以 & 或 * 开头的文字请加引号"),
    (r"\btag\b", "不支持 YAML 标签（!）", "以 ! 开头的文字请加引号"),
    (r"escape", "双引号里的反斜杠用错了", "把双引号换成单引号，或把 \\ 写成 \\\\"),
    (r"unexpected end of stream|quoted scalar", "引号没有配对", "检查这一行或前面的引号是否成对"),
    (r"mapping values are not allowed", "这里不该有冒号", "文字里有半角冒号加空格时请给整句加引号；也检查上一行的缩进"),
    (r"',' or|flow", "花括号或方括号里缺逗号，或没有闭合", "检查 {…} 和 […] 是否成对、各项之间是否有半角逗号"),
    (r"cannot start any token", "这个字符不能开头", '以 % @ ` 开头的文字请加引号，例如 unit: "%"'),
    (r"expected ':'|simple key", "这一行缺冒号，或缩进不对", "写成「键: 值」，冒号用半角，后面留一个空格"),
    (r"block|indent", "缩进不一致", "同一层的各行要左对齐，用空格不用 Tab"),
)


def _explain(problem: str, line: str) -> tuple[str, str]:
    """A Chinese message and hint for what the parser reported about ``line``."""
    if "\t" in line[: len(line) - len(line.lstrip())] or r"\t" in problem:
        return "缩进用了 Tab", "YAML 的缩进只能用空格"
    known = ((message, hint) for pattern, message, hint in _FAULTS if re.search(pattern, problem))
    message, hint = next(known, ("看不懂的 YAML", problem.strip()))
    if "：" in line and ": " not in line and not line.rstrip().endswith(":"):
        hint = "这一行用了全角冒号「：」，键后面要用半角冒号加空格「: 」"
    return message, hint


def _at(event: Any) -> int:  # noqa: ANN401 - untyped events
    return int(event.start_mark.line) + 1


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
