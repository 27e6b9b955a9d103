from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from fupan.cli.main import main
from fupan.intake.factsheet import load_facts_with_warnings
from fupan.resources import schemas_dir


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_starter_loads_without_a_warning(tmp_path: Path) -> None:
    assert main(["init"]) == 0
    sheet, warnings = load_facts_with_warnings(tmp_path / "facts.yaml")
    assert warnings == ()
    assert sheet.template == "sales-leader-annual"
    assert sheet.metrics
    assert {note.key for note in sheet.notes} == {"kpi", "gap", "general"}


def test_the_starter_drafts_without_an_llm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUPAN_DB", str(tmp_path / "fupan.db"))
    assert main(["init"]) == 0
    assert main(["draft", "facts.yaml", "--llm", "none", "-o", "out.md"]) == 0
    assert "12600万元" in Path("out.md").read_text(encoding="utf-8")


def test_every_key_of_the_starter_is_explained_in_chinese() -> None:
    main(["init"])
    text = Path("facts.yaml").read_text(encoding="utf-8")
    for word in ("目标", "去年同期", "单位", "分解", "要点", "周期", "竞品"):
        assert word in "".join(line.partition("#")[2] for line in text.splitlines())


def test_the_first_line_leads_editors_to_the_schema(tmp_path: Path) -> None:
    main(["init", "deep/er/甲.yaml"])
    first = (tmp_path / "deep/er/甲.yaml").read_text(encoding="utf-8").splitlines()[0]
    place = first.partition("$schema=")[2]
    assert (tmp_path / "deep/er" / place).resolve() == (schemas_dir() / "factsheet.schema.json").resolve()


def test_a_file_that_is_there_is_kept_unless_forced(capsys: pytest.CaptureFixture[str]) -> None:
    Path("facts.yaml").write_text("mine", encoding="utf-8")
    assert main(["init"]) == 2
    assert Path("facts.yaml").read_text(encoding="utf-8") == "mine"
    assert "--force" in capsys.readouterr().err
    assert main(["init", "--force"]) == 0
    assert Path("facts.yaml").read_text(encoding="utf-8") != "mine"


def test_to_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "-"]) == 0
    assert yaml.safe_load(capsys.readouterr().out)["metrics"]
    assert list(Path().iterdir()) == []


def test_a_folder_and_an_unknown_template_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("dir").mkdir()
    assert main(["init", "dir"]) == 2
    assert main(["init", "x.yaml", "-t", "sales-leader-anual"]) == 2
    assert "sales-leader-annual" in capsys.readouterr().err
    assert not Path("x.yaml").exists()


def test_a_workbook_is_written_and_reads_as_the_same_facts(tmp_path: Path) -> None:
    assert main(["init", "--xlsx"]) == 0
    assert main(["init"]) == 0
    sheet, warnings = load_facts_with_warnings(tmp_path / "facts.xlsx")
    assert warnings == ()
    plain, _ = load_facts_with_warnings(tmp_path / "facts.yaml")
    assert [metric.name for metric in sheet.metrics] == [metric.name for metric in plain.metrics]
    assert [note.text for note in sheet.notes] == [note.text for note in plain.notes]
    assert sheet.template == "sales-leader-annual"


def test_a_workbook_is_kept_unless_forced_and_never_shown(capsys: pytest.CaptureFixture[str]) -> None:
    Path("我的.xlsx").write_text("mine", encoding="utf-8")
    assert main(["init", "我的.xlsx"]) == 2
    assert Path("我的.xlsx").read_text(encoding="utf-8") == "mine"
    assert main(["init", "我的.xlsx", "--force"]) == 0
    assert main(["init", "-", "--xlsx"]) == 2
    assert main(["init", "a.xls"]) == 2
    assert main(["init", "a.json", "--xlsx"]) == 2
    assert "a.xlsx" in capsys.readouterr().err
