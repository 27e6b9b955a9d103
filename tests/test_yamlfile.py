from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupan.errors import FileFormatError
from fupan.yamlfile import MAX_BYTES, parse_yaml, read_yaml


def test_lines_and_values() -> None:
    root = parse_yaml('title: 复盘\nmetrics:\n  - {name: 销售额, actual: 1.50}\n  - name: "2025"\n    n: 12\n')
    metrics = root.get("metrics")
    assert metrics is not None
    assert [element.line for element in metrics.elements] == [3, 4]
    assert root.plain() == {
        "title": "复盘",
        "metrics": [{"name": "销售额", "actual": Decimal("1.50")}, {"name": "2025", "n": 12}],
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12), ("-3", -3), ("010", 10), ("1.50", Decimal("1.50")), (".5", Decimal("0.5")), ("1e3", Decimal("1e3")),
        ("true", True), ("~", None), ("", None), ("yes", "yes"), ("ON", "ON"), ("2025-11-05", "2025-11-05"),
        ("12:30", "12:30"), ("1_000", "1_000"), ("0x1F", "0x1F"), (".inf", ".inf"), ("'12'", "12"), ("１２", "１２"),
        ("1e999999999", "1e999999999"), ("9" * 5000, "9" * 5000),
    ],
)  # fmt: skip
def test_scalars_are_never_floats_dates_or_bombs(written: str, value: object) -> None:
    node = parse_yaml(f"a: {written}").get("a")
    assert node is not None
    assert node.value == value
    assert type(node.value) is type(value)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: [1, 2", 2, "方括号"),
        ("a: 1\nb: {c: 1\n", 2, "花括号"),
        ("a: 1\nb: 'x", 2, "引号"),
        ("a: 1\nb: x: y", 2, "冒号"),
        ("a: 1\n\tb: 2", 2, "Tab"),
        ("a:\n  - 1\n b: 2", 3, "缩进"),
        ("a: 1\nunit: %", 2, "不能开头"),
        ("a: 1\nb：2\nc: 3", 2, "全角冒号"),
        ("a: 1\nb:2\nc: 3", 2, "缺冒号"),
        ('a: 1\nb: "\\q"', 2, "反斜杠"),
        ("a: 1\n? [b]\n: 2", 2, "键必须"),
        ("a: 1\nb: 2\na: 3", 3, "写了两次"),
        ("a: &x 1\nb: 2", 1, "锚点"),
        ("a: 1\nb: *重点", 2, "锚点"),
        ("a: 1\nb: !!python/object/apply:os.system ['x']", 2, "标签"),
        ("a: 1\nb: !重要 x", 2, "标签"),
        ("a: 1\n---\nb: 2", 2, "多份"),
        ("a: 1\nb: \x00", 2, "控制字符"),
        ('a: 1\nb: "\\0"', 2, "控制字符"),
        ("[" * 5000, 1, "嵌套"),
        ("a: " + "{a: " * 5000, 1, "嵌套"),
        ("- " * 3000 + "a", 1, "嵌套"),
    ],
)
def test_faults_are_told_with_their_line(text: str, line: int, message: str) -> None:
    with pytest.raises(FileFormatError) as caught:
        parse_yaml(text, "f.yaml")
    problem = caught.value.problem
    assert (problem.file, problem.line) == ("f.yaml", line)
    assert message in problem.message + problem.hint


def test_a_duplicate_key_names_its_path_and_the_first_line() -> None:
    with pytest.raises(FileFormatError) as caught:
        parse_yaml("m:\n  - a: 1\n    b: 2\n    a: 3\n", "f.yaml")
    assert caught.value.problem.field == "m[0].a"
    assert "第 2 行" in caught.value.problem.hint


def test_an_alias_bomb_costs_nothing(cpu_seconds: Callable[[Callable[[], object]], float]) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )

    def work() -> None:
        with pytest.raises(FileFormatError):
            parse_yaml(bomb)

    assert cpu_seconds(work) < 0.5


def test_bom_windows_line_ends_and_utf16(tmp_path: Path) -> None:
    text = "标题: 复盘\r\n数: 12\r\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (tmp_path / "f.yaml").write_bytes(text.encode(encoding))
        root = read_yaml(tmp_path / "f.yaml")
        assert root.plain() == {"标题": "复盘", "数": 12}
        assert [key.line for key, _ in root.entries] == [1, 2]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("a: 1\nb: 复盘\n".encode("gb18030"), 2, "UTF-8"),
        (b"a: 1\nb: \x00\n", 2, "控制字符"),
        (b"a: 1\n" * (MAX_BYTES // 5 + 1), 0, "2 MB"),
        (b"x" * 10_000_000, 0, "2 MB"),
    ],
    ids=["gbk", "nul", "just too large", "10 MB"],
)
def test_files_that_are_no_text_or_too_large(tmp_path: Path, content: bytes, line: int, message: str) -> None:
    (tmp_path / "f.yaml").write_bytes(content)
    with pytest.raises(FileFormatError) as caught:
        read_yaml(tmp_path / "f.yaml")
    assert caught.value.problem.line == line
    assert message in caught.value.problem.message


def test_missing_file_folder_and_empty_file(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path, tmp_path / "a\0b"):
        with pytest.raises(FileFormatError):
            read_yaml(path)
    (tmp_path / "empty.yaml").write_text("# 只有注释\n", encoding="utf-8")
    assert read_yaml(tmp_path / "empty.yaml").kind == "null"


def test_json_with_tabs_escapes_and_surrogates(tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text(
        '{\n\t"a": "\\ud83d\\ude00 \\/ \\\\ud83d",\n\t"b": [1, 2.50, true, null]}\n', encoding="utf-8"
    )
    root = read_yaml(tmp_path / "f.json")
    assert root.plain() == {"a": "😀 / \\ud83d", "b": [1, Decimal("2.50"), True, None]}
    assert [key.line for key, _ in root.entries] == [2, 3]


@given(st.text(alphabet=st.sampled_from("ab:- \n\t{}[],'\"&*!%@#|>?~：，。0.1\x00\\"), max_size=60))
def test_any_text_parses_or_is_refused_properly(text: str) -> None:
    try:
        parse_yaml(text, "f.yaml").plain()
    except FileFormatError as error:
        if not error.problem.message:
            pytest.fail("an error without a message")
