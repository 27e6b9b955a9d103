from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from fupan.cli.main import main
from fupan.export.terminal import width

SHEET = """period: "2025"
template: sales-leader-annual
metrics:
  - {name: 销售额, unit: 万元, target: 12000, actual: 13600, prior: 11800}
  - {name: 费用率, unit: "%", actual: 7}
notes:
  gap: ["[bold]外部[/bold]竞品降价，丢了2家 \\u202e客户"]
  general: [全年办了12场产品体验会]
"""


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    (tmp_path / "facts.yaml").write_text(SHEET, encoding="utf-8")
    return str(tmp_path / "facts.yaml")


def test_json_holds_facts_formulas_notes_and_what_is_missing(sheet: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", sheet, "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    given = {fact["id"]: fact for fact in shown["given"]}
    derived = {fact["id"]: fact for fact in shown["derived"]}
    assert given["销售额.actual"]["value"] == "136000000"
    assert given["销售额.actual"]["shown"] == "13600万元"
    assert given["销售额.actual"]["place"] == f"{sheet}:4"
    assert derived["销售额.attainment"]["arithmetic"] == "13600万元 ÷ 12000万元 = 113.3%"
    assert derived["销售额.attainment"]["inputs"] == ["销售额.actual", "销售额.target"]
    assert shown["notes"][0]["section"] == "gap"
    assert all(note["reason"] and note["step"] for note in shown["notes"])
    sections = {section["id"]: section for section in shown["sections"]}
    assert len(sections) == 15
    assert "销售额.attainment" in sections["kpi"]["present"]
    assert any("回款率" in lack for lack in sections["kpi"]["missing"])
    assert sections["milestone"]["empty_steps"]


def test_tables_show_the_same_and_nothing_is_markup(sheet: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", sheet]) == 0
    out = capsys.readouterr().out
    for shown in ("销售额.actual", "13600万元", "第 4 行", "113.3%", "业绩缺口根源", "[bold]外部[/bold]", "还缺"):
        assert shown in out
    assert "\u202e" not in out
    assert "\x1b" not in out


@pytest.mark.parametrize("columns", [20, 40, 79, 200])
def test_a_terminal_of_any_width(
    sheet: str, columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["facts", sheet]) == 0
    out = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    assert "销售额" in "".join(out.split())
    assert max(map(width, out.splitlines())) <= columns


def test_warnings_go_to_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "f.yaml").write_text(
        'period: 2025\nmetrics: [{name: 回款率, unit: "%", actual: 0.85}]\n', encoding="utf-8"
    )
    assert main(["facts", str(tmp_path / "f.yaml")]) == 0
    assert "提醒" in capsys.readouterr().err


def test_a_bad_sheet_ends_with_every_problem_and_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "f.yaml").write_text("period: 2025\nmetrics:\n  - {name: 甲, acutal: 3}\n", encoding="utf-8")
    assert main(["facts", str(tmp_path / "f.yaml")]) == 2
    told = capsys.readouterr().err
    assert "f.yaml:3 metrics[0].acutal" in told
    assert "没有单位" in told
    assert "Traceback" not in told
