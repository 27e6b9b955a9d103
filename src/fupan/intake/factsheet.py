"""Fact sheet files → ``FactSheet``: every value in base units, every value, note and metric with its line."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from fupan.domain.factsheet import GENERAL, Author, Entities, FactSheet, Note
from fupan.domain.period import Period
from fupan.errors import FactSheetError, FileFormatError, InputError, InputProblem
from fupan.intake.metric_reader import MetricReader, Reports
from fupan.intake.note_text import read_note
from fupan.intake.sanity import sanity_warnings
from fupan.intake.structure import structure_problems
from fupan.yamlfile import Node, read_yaml

MAX_NOTE = 2000
WORKBOOKS = frozenset((
    ".xlsx", ".xlsm", ".xltx", ".xltm", ".csv", ".tsv", ".xls", ".xlsb", ".et", ".ett", ".ods", ".numbers",
    ".docx", ".doc", ".wps", ".pptx", ".ppt", ".dps",
))  # fmt: skip
"""Suffixes of workbooks and of other office files; of those that cannot be read the reader says why."""
MAX_WARNINGS = 100
_MARKER = re.compile(r"^(?:[-*•·●▪]|[0-9]{1,2}[.、)）]|[①-⑳])\s*(?![0-9])")


def load_facts(path: Path | str) -> FactSheet:
    """Read a fact sheet (YAML, JSON, or a workbook: .xlsx, .csv); amounts are in base units (元, %, 家 …).

    Raises FactSheetError with every problem found, in file order; InputError for a workbook that cannot be read.
    """
    return load_facts_with_warnings(path)[0]


def load_facts_with_warnings(path: Path | str) -> tuple[FactSheet, tuple[InputProblem, ...]]:
    """The same, with (the first 100 of) what looks odd but may be meant: 0.85 for 85%, parts that do not add up."""
    file = str(path)
    if file == "-":
        hint = "先存成文件，如 --facts 我的.yaml；只有文稿可以写 -"
        raise InputError("数据表不能从标准输入读：- 不是文件名", hint=hint)
    if Path(file).suffix.lower() in WORKBOOKS:
        from fupan.intake.workbook.read import read_workbook  # noqa: PLC0415 - most fact sheets are YAML

        reading = read_workbook(path)
        return reading.sheet, reading.warnings
    try:
        root = read_yaml(path)
    except FileFormatError as error:
        raise FactSheetError([error.problem]) from error
    if root.kind != "mapping":
        raise FactSheetError([_wrong_root(root, file)])
    return sheet_of_tree(root, file)


def sheet_of_tree(root: Node, file: str, cells: tuple[str, ...] = ()) -> tuple[FactSheet, tuple[InputProblem, ...]]:
    """The fact sheet of a tree of its keys. ``cells``: the tree is of a workbook, its line n stands for cell n.

    Raises FactSheetError with every problem found.
    """
    reports = Reports(file, cells)
    if not cells:  # the tree of a workbook was made by us and has no other shape
        reports.problems += structure_problems(root, file)
    sheet = _sheet(root, reports)
    if sheet is None or reports.problems:
        raise FactSheetError(sorted(reports.problems, key=lambda problem: problem.line))
    warnings = [*reports.warnings, *sanity_warnings(sheet, reports.written)]
    return sheet, tuple(sorted(warnings, key=lambda warning: warning.line)[:MAX_WARNINGS])


def _wrong_root(root: Node, file: str) -> InputProblem:
    starter = "用 fupan init 生成一份带说明的数据表"
    if root.kind == "null":
        return InputProblem(file, 0, "", "文件是空的", starter)
    return InputProblem(file, root.line, "", "数据表的最外层应为「键: 值」，从 period:、metrics: 写起", starter)


def _sheet(root: Node, reports: Reports) -> FactSheet | None:
    period = _period(root.get("period"), reports)
    metrics = MetricReader(reports).read(root.get("metrics"))
    notes = _notes(root.get("notes"), reports)
    if not metrics and not notes and not reports.problems:
        reports.problem(
            root, "metrics", "没有指标，也没有要点", "至少写一个指标，如 {name: 销售额, unit: 万元, actual: 13600}"
        )
    if period is None:
        return None
    return FactSheet(
        period, metrics, notes, _text(root, "title"), _text(root, "template"), _author(root.get("author")),
        _entities(root.get("entities")), reports.file,
    )  # fmt: skip


def _period(node: Node | None, reports: Reports) -> Period | None:
    if node is None or node.kind not in {"text", "number"}:
        return None  # told by the structure
    written = unicodedata.normalize("NFKC", node.raw[:40]).strip()
    try:
        return Period.parse(written)
    except ValueError as error:
        reports.problem(node, "period", str(error).partition("，")[0], _period_hint(written))
        return None


def _period_hint(written: str) -> str:
    """The period that was probably meant: 2025年三季度 → 2025-Q3."""
    year = re.match(r"((?:19|20)[0-9]{2})\s*[-年./]?\s*", written)
    if year:
        rest = written[year.end() :]
        month = re.match(r"0?([1-9]|1[0-2])(?:月|$|[-./])", rest)
        quarter = re.search(r"第?([一二三四1-4])季|[Qq]([1-4])", rest)
        half = "H1" if "上半年" in rest else "H2" if "下半年" in rest else ""
        if half:
            return f"写成 {year[1]}-{half}"
        if quarter:
            mark = quarter[1] or quarter[2]
            return f"写成 {year[1]}-Q{mark if mark.isascii() else '一二三四'.index(mark) + 1}"
        if month:
            return f"写成 {year[1]}-{int(month[1]):02d}"
        if rest in {"", "度", "年度", "全年"}:
            return f'写成 "{year[1]}"'
    return '写成 "2025"（全年）、2025-H1、2025-Q3、2025-11 或 2025-W32'


def _notes(node: Node | None, reports: Reports) -> tuple[Note, ...]:
    """Notes by key, by list (general) or as one text with a note a line."""
    notes: list[Note] = []
    for key, group in node.items() if node is not None and node.kind == "mapping" else [(GENERAL, node)]:
        path = f"notes.{key[:40]}" if node is not None and node.kind == "mapping" else "notes"
        for written, line, field in _lines(group, path):
            text, wrong = read_note(written)
            if wrong:
                told = f"这条要点{wrong}，没有采用：{written[:20]}"
                reports.warning(line, field, told, "删去这一条，或改成一句平常的话")
            elif not text:
                reports.warning(line, field, "空的要点，已略过", "以 # 开头的文字会被当成注释，请加引号")
            elif len(text) > MAX_NOTE:
                reports.problem_at(line, field, f"要点超过 {MAX_NOTE} 字", "一条要点只说一件事，请拆成几条")
            else:
                notes.append(Note(f"n{len(notes) + 1}", text, key.strip() or GENERAL, reports.place(line)))
    return tuple(notes)


def _lines(node: Node | None, path: str) -> list[tuple[str, int, str]]:
    """(text, line, field) of each note of one group."""
    if node is None or node.kind in {"null", "mapping", "boolean"}:
        return []
    if node.kind == "sequence":
        return [
            (" ".join(item.raw.split()), item.line, f"{path}[{index}]")
            for index, item in enumerate(node.elements)
            if item.kind in {"text", "number", "null"}
        ]
    texts = [_MARKER.sub("", line.strip()) for line in node.raw.splitlines()]
    return [(text, node.line, path) for text in texts if text]


def _text(node: Node | None, key: str) -> str:
    found = node.get(key) if node is not None else None
    return " ".join(found.raw.split()) if found is not None and found.kind in {"text", "number"} else ""


def _author(node: Node | None) -> Author:
    return Author(_text(node, "name"), _text(node, "role"), _text(node, "team"), _text(node, "company"))


def _entities(node: Node | None) -> Entities:
    def names(key: str) -> tuple[str, ...]:
        found = node.get(key) if node is not None else None
        listed = (item.raw.strip() for item in found.elements) if found is not None else ()
        return tuple(name for name in dict.fromkeys(listed) if name)

    return Entities(names("customers"), names("products"), names("competitors"), names("people"))
