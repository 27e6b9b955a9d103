"""``fupan templates`` on the command line, and a template of one's own through every command."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import yaml

from fupan.cli.main import main
from fupan.intake.factsheet import load_facts_with_warnings
from fupan.prompting.sources import template_ids


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FUPAN_TEMPLATES_DIR", str(tmp_path / "own"))
    monkeypatch.setenv("FUPAN_DB", str(tmp_path / "fupan.db"))


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["templates", *arguments]) == 0
    return capsys.readouterr().out


def test_a_new_template_is_right_at_once_and_drafts(capsys):
    assert main(["templates", "new", "季度", "--title", "季度小结"]) == 0
    assert main(["templates", "check", "季度"]) == 0
    assert main(["init", "facts.yaml", "--template", "季度"]) == 0
    sheet, warnings = load_facts_with_warnings("facts.yaml")
    assert sheet.template == "./季度"
    assert warnings == ()
    capsys.readouterr()
    assert main(["draft", "facts.yaml", "--llm", "none", "-o", "out"]) == 0
    assert "错误 0，提醒 0" in capsys.readouterr().err
    text = Path("out/facts.md").read_text(encoding="utf-8")
    assert "〔待补充" not in text
    assert [line for line in text.splitlines() if line.startswith("### ")] == [
        "### （一）整体业绩",
        "### （二）问题与原因",
        "### （一）下期目标",
        "### （二）行动安排",
    ]


def test_every_key_of_a_new_template_is_explained(capsys):
    main(["templates", "new", "季度"])
    text = Path("季度/template.yaml").read_text(encoding="utf-8")
    told = "".join(line.partition("#")[2] for line in text.splitlines())
    for word in ("周期", "语气", "逻辑链", "字数", "完成率", "承接", "版式", "归到", "check", "must"):
        assert word in told
    place = text.splitlines()[0].partition("$schema=")[2]
    assert json.loads((Path("季度") / place).read_text(encoding="utf-8"))["title"] == "fupan 模板"


@pytest.mark.parametrize("name", ["季度: 一", "2025", "true", "a #b", "甲'乙\""])
def test_any_folder_name_will_do(name, capsys):
    assert main(["templates", "new", name]) == 0
    assert yaml.safe_load((Path(name) / "template.yaml").read_text(encoding="utf-8"))["id"] == name
    assert main(["templates", "check", name]) == 0
    assert main(["init", "facts.yaml", "-t", name]) == 0
    assert main(["facts", "facts.yaml"]) == 0


def test_a_template_that_is_there_is_kept(capsys):
    main(["templates", "new", "季度"])
    Path("季度/template.yaml").write_text("mine", encoding="utf-8")
    assert main(["templates", "new", "季度"]) == 2
    assert Path("季度/template.yaml").read_text(encoding="utf-8") == "mine"


def test_a_folder_stands_wherever_a_template_is_named(capsys):
    main(["templates", "new", "季度"])
    main(["init", "facts.yaml", "-t", "季度"])
    sheet = Path("facts.yaml")
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("./季度", "sales-monthly"), encoding="utf-8")
    capsys.readouterr()
    assert main(["facts", "facts.yaml", "-t", "季度/", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["template"] == "季度"
    assert main(["draft", "facts.yaml", "-t", "季度/template.yaml", "--llm", "none", "-o", "out.md"]) == 0
    assert main(["check", "out.md", "-f", "facts.yaml", "-t", "季度"]) == 0
    assert main(["check", "out.md", "-f", "facts.yaml", "-t", "季店"]) == 2


def test_the_sheet_finds_its_template_from_another_folder(tmp_path, monkeypatch):
    main(["templates", "new", "季度"])
    main(["init", "deep/facts.yaml", "-t", "季度"])
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    assert main(["draft", "../deep/facts.yaml", "--llm", "none", "-o", "out.md"]) == 0
    assert main(["check", "out.md", "-f", "../deep/facts.yaml"]) == 0


@pytest.mark.parametrize("name", [one for one in template_ids() if one != "sales-leader-annual"])
def test_init_fits_its_sheet_to_the_template(name, capsys):
    assert main(["init", "facts.yaml", "-t", name]) == 0
    text = Path("facts.yaml").read_text(encoding="utf-8")
    period = yaml.safe_load(text)["period"]
    assert period == ("2025-11" if name == "sales-monthly" else "2025")
    assert ("季度:" in text) == (name != "sales-monthly")
    assert main(["draft", "facts.yaml", "--llm", "none", "-o", "out.md"]) == 0


def test_list_says_where_each_comes_from_and_what_is_edited(capsys):
    main(["templates", "new", "own/季度"])
    main(["templates", "edit", "sales-monthly"])
    (Path("own") / "sales-monthly" / "plan.md.j2").write_text("{# inputs: #}\n", encoding="utf-8")
    Path("own/坏的").mkdir()
    Path("own/坏的/template.yaml").write_text("id: [\n", encoding="utf-8")
    rows = {(row["id"], row["origin"]): row for row in json.loads(shown(capsys, "list", "--format", "json"))}
    assert rows["sales-monthly", "user"]["edited"] == ["plan.md.j2"]
    assert not rows["sales-monthly", "built-in"]["used"]
    assert rows["季度", "user"]["sections"] == 4
    assert not rows["季度", "user"]["copy"]
    assert "template.yaml" in rows["坏的", "user"]["fault"]
    assert {name for name, origin in rows if origin == "built-in"} == set(template_ids())
    text = shown(capsys, "list")
    assert "你的模板目录（改过：plan.md.j2）" in text
    assert "自带（没有用：同名的已在上面）" in text


def test_show_tells_sections_patterns_steps_facts_and_lengths(capsys):
    text = shown(capsys, "show", "sales-monthly")
    for told in (
        "【业绩整体回顾】",
        "目标达成全景（attainment）　段落，150 到 450 字",
        "逻辑链：指标–驱动–价值 metric-driver-value",
        "对比（comparison）：",
        "必备数字：销售额：实际、目标、完成率、环比、同比",
        "没达到目标的指标：缺口（最多 2 个）",
        "承接：visible、hidden",
    ):
        assert told in text
    view = json.loads(shown(capsys, "show", "sales-monthly", "--format", "json"))
    assert len(view["sections"]) == 13
    assert view["sections"][0]["requires"][0]["keys"] == ["actual", "target", "attainment", "pop", "yoy"]


def test_patterns_are_listed_with_those_of_a_template(capsys):
    assert "现象–原因–影响" in shown(capsys, "patterns")
    assert "thesis　论点" not in shown(capsys, "patterns")
    assert "thesis　论点" in shown(capsys, "patterns", "sales-management-narrative")
    assert len(json.loads(shown(capsys, "patterns", "--format", "json"))) == 21


def test_check_tells_every_fault_with_exit_code_1(capsys):
    main(["templates", "new", "季度"])
    file = Path("季度/template.yaml")
    text = file.read_text(encoding="utf-8")
    text = (
        text.replace("[smart]", "[smrt]")
        .replace("[phenomenon-cause-impact]", "[trail]")
        .replace("id: tasks", "id: next")
    )
    file.write_text(text, encoding="utf-8")
    Path("季度/overview.md.j2").write_text("{# inputs: title #}\n{{ titel }}\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["templates", "check", "季度"]) == 1
    out = capsys.readouterr()
    lines = out.out.splitlines()
    assert len(lines) == 5
    assert "共 5 处要改" in out.err
    for number, told in ((0, "是不是「trial」"), (1, "是不是「smart」"), (2, "写了两次"), (3, "没有用"), (4, "titel")):
        assert told in lines[number]
        assert lines[number].startswith(f"季度/{'template.yaml' if number < 3 else 'overview.md.j2'}:")
    assert main(["templates", "check", "季度", "--format", "json"]) == 1
    rows = json.loads(capsys.readouterr().out)["problems"]
    assert all(row["line"] and row["hint"] for row in rows)


def test_check_reads_the_example_too(capsys):
    main(["templates", "new", "季度"])
    file = Path("季度/facts.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("actual: 3360", "acutal: 3360"), encoding="utf-8")
    capsys.readouterr()
    assert main(["templates", "check", "季度"]) == 1
    assert "季度/facts.yaml:12 metrics[0].acutal: 不认识的键「acutal」" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "id: [\n", "- a\n", "id: a\nid: b\n"])
def test_check_of_a_file_that_cannot_be_read(text, capsys):
    Path("坏的").mkdir()
    Path("坏的/template.yaml").write_text(text, encoding="utf-8")
    assert main(["templates", "check", "坏的"]) == 1
    assert capsys.readouterr().out.startswith("坏的/template.yaml:")


def test_check_of_a_template_that_is_not_there(capsys):
    assert main(["templates", "check", "sales-montly"]) == 2
    assert "是不是「sales-monthly」" in capsys.readouterr().err


def test_a_draft_with_a_broken_template_says_what_to_mend(capsys):
    main(["templates", "new", "季度"])
    main(["init", "facts.yaml", "-t", "季度"])
    Path("季度/next.md.j2").unlink()
    assert main(["draft", "facts.yaml", "--llm", "none"]) == 2
    assert "找不到提示词文件「next.md.j2」" in capsys.readouterr().err


@pytest.mark.parametrize(("answer", "kept"), [("y\n", False), ("n\n", True), ("", True)])
def test_restore_asks_first(answer, kept, monkeypatch, capsys):
    main(["templates", "edit", "sales-monthly"])
    (Path("own") / "sales-monthly" / "plan.md.j2").write_text("{# inputs: #}\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    main(["templates", "restore", "sales-monthly"])
    assert "其中改过：plan.md.j2" in capsys.readouterr().err
    assert Path("own/sales-monthly").exists() == kept


def test_restore_without_asking(capsys):
    main(["templates", "edit", "sales-monthly"])
    assert main(["templates", "restore", "sales-monthly", "--yes"]) == 0
    assert not Path("own/sales-monthly").exists()
    assert main(["templates", "restore", "sales-monthly", "--yes"]) == 2
