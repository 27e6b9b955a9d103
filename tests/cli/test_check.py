"""``fupan check`` with the real rules, reader and fact sheet."""

import io
import json

import pytest

from fupan.cli.main import main

FACTS = """\
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 12000
    actual: 13600
    prior: 11800
    breakdown:
      区域: {华东: {target: 4800, actual: 4080}}
notes:
  - Q3竞品A推出低价，抢走3家老客户
"""
RIGHT = "# 总结\n\n全年销售额13600万元，华东区域销售额4080万元。\n"
WRONG = "# 总结\n\n全年销售额14600万元，华东区域销售额4080万元。\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs ``fupan check`` in a folder with a fact sheet and documents; gives code, output and messages.

    These tests are about figures, so the rule that weighs the wording of sentences is left out.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "right.md").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "wrong.md").write_text(WRONG, encoding="utf-8")

    def call(*arguments):
        code = main(["check", *arguments, "--ignore", "unsupported-claim"])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


def test_a_right_document_exits_0(run):
    code, out, err = run("right.md", "--facts", "facts.yaml")
    assert (code, err) == (0, "")
    assert out.startswith("共 2 个数字：2 个有出处")


def test_a_wrong_figure_exits_1_and_is_shown_where_it_stands(run):
    code, out, _ = run("wrong.md", "--facts", "facts.yaml")
    assert code == 1
    lines = out.splitlines()
    assert lines[0].startswith("wrong.md:3:6 错误 ")
    assert lines[1] == "    3 │ 全年销售额14600万元，华东区域销售额4080万元。"
    assert lines[2] == "      │ " + " " * 10 + "^" * 9
    assert "13600万元" in out
    assert "facts.yaml:6" in out


def test_json_has_spans_of_the_document(run):
    code, out, _ = run("wrong.md", "--facts", "facts.yaml", "--format", "json")
    report = json.loads(out)
    assert code == 1
    assert report["document"] == "wrong.md"
    assert report["summary"]["errors"] == 1
    assert [WRONG[one["start"] : one["end"]] for one in report["figures"]] == ["14600万元", "4080万元"]
    assert (report["findings"][0]["text"], report["findings"][0]["severity"]) == ("14600万元", "error")
    assert report["figures"][1] == {
        "start": WRONG.index("4080"), "end": WRONG.index("4080") + 6, "text": "4080万元", "value": "40800000",
        "unit": "元", "status": "supported", "source": "销售额[区域=华东].actual",
    }  # fmt: skip


def test_sarif_and_html_are_written_to_a_file(run, tmp_path):
    code, out, err = run("wrong.md", "--facts", "facts.yaml", "--format", "sarif", "-o", "out/a.sarif")
    assert (code, out, err) == (1, "", "已写入 out/a.sarif\n")
    result = json.loads((tmp_path / "out/a.sarif").read_text(encoding="utf-8"))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert run("wrong.md", "--facts", "facts.yaml", "--format", "html", "-o", "a.html")[0] == 1
    assert "<!doctype html>" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert list(tmp_path.rglob("*.part")) == []


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.html", "<!DOCTYPE html>"), ("a.HTM", "<!DOCTYPE html>"), ("a.json", "{"), ("a.txt", "wrong.md:3")],
)
def test_the_suffix_of_the_output_names_its_form(run, tmp_path, name, start):
    run("wrong.md", "--facts", "facts.yaml", "-o", name)
    assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(start.lower())
    run("wrong.md", "--facts", "facts.yaml", "-o", name, "--format", "sarif")
    assert "runs" in json.loads((tmp_path / name).read_text(encoding="utf-8"))


def test_other_reports_know_the_suffix_too(run, tmp_path):
    assert main(["review", "wrong.md", "-o", "review.json"]) == 0
    assert json.loads((tmp_path / "review.json").read_text(encoding="utf-8"))["kind"] == "review"
    assert main(["figures", "wrong.md", "-o", "figures.json"]) == 0
    assert len(json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["figures"]) == 2


def test_standard_input(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode()), encoding="utf-8"))
    code, out, _ = run("-", "--facts", "facts.yaml")
    assert code == 1
    assert out.startswith("-:3:6 错误")


def test_rules_can_be_selected_and_ignored(run):
    rule = json.loads(run("wrong.md", "--facts", "facts.yaml", "--format", "json")[1])["findings"][0]["rule"]
    assert run("wrong.md", "--facts", "facts.yaml", "--ignore", rule)[0] == 0
    assert run("wrong.md", "--facts", "facts.yaml", "--select", "leftover-placeholder")[0] == 0
    assert run("wrong.md", "--facts", "facts.yaml", "--select", rule)[0] == 1
    for names in (f"wrong-unit,{rule}", f"wrong-unit，{rule}", f"{rule}, wrong-unit"):
        assert run("wrong.md", "--facts", "facts.yaml", "--ignore", names)[0] == 0
        assert run("wrong.md", "--facts", "facts.yaml", "--select", names)[0] == 1
    code, _, err = run("wrong.md", "--select", "no-such-rule")
    assert code == 2
    assert "no-such-rule" in err


def test_a_remark_in_a_page_holds_and_one_without_effect_is_told(run, tmp_path):
    page = "<p>全年销售额14600万元。<!-- fupan: ignore {} 含税口径 --></p>"
    (tmp_path / "a.html").write_text(page.format("contradicted-figure"), encoding="utf-8")
    (tmp_path / "b.html").write_text(page.format("no-such"), encoding="utf-8")
    assert run("a.html", "--facts", "facts.yaml") == (0, "共 1 个数字；没有发现问题。\n", "")
    code, _, err = run("b.html", "--facts", "facts.yaml")
    assert code == 1
    assert err.startswith(
        "提醒：第 1 行的「<!-- fupan: ignore no-such 含税口径 -->」没有起作用：没有名为「no-such」的规则"
    )


def test_a_baseline_leaves_only_new_findings(run, tmp_path):
    facts = ("--facts", "facts.yaml")
    code, out, _ = run("wrong.md", *facts, "--baseline", "known.json", "--write-baseline")
    assert (code, out) == (0, "已记下 1 个问题：known.json\n")
    assert run("wrong.md", *facts, "--baseline", "known.json")[0] == 0
    (tmp_path / "wrong.md").write_text(WRONG + "\n去年销售额9999万元。\n", encoding="utf-8")
    code, out, _ = run("wrong.md", *facts, "--baseline", "known.json")
    assert code == 1
    assert "9999万元" in out
    assert "14600万元，" not in out.split("9999")[0]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.md"], "找不到文件 nowhere.md"),
        (["right.md", "--facts", "nowhere.yaml"], "nowhere.yaml"),
        (["right.md", "--write-baseline"], "--baseline"),
        (["right.md", "--baseline", "nowhere.json"], "找不到基线文件 nowhere.json"),
        (["right.md", "--baseline", "."], "读不了基线文件 .：这是文件夹"),
        (["right.md", "--facts", "-"], "数据表不能从标准输入读"),
        (["right.md", "--select", "wrong-unit,no-such-rule"], "没有名为「no-such-rule」的规则"),
        (["right.md", "--template", "no-such-template"], "no-such-template"),
        (["right.md", "-o", "facts.yaml/report.txt"], "写不了文件"),
    ],
)
def test_bad_input_exits_2(arguments, told, run):
    code, _, err = run(*arguments)
    assert code == 2
    assert told in err


def test_a_document_cannot_drive_the_terminal(run, tmp_path):
    (tmp_path / "evil.md").write_text("\x1b[2J销售额14600万元\n", encoding="utf-8")
    _, out, _ = run("evil.md", "--facts", "facts.yaml")
    assert "\x1b" not in out
    assert "\\x1b[2J" in out


def _word(path, text):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in text.split("\n\n"):
        document.add_paragraph(line.lstrip("# ").strip())
    document.save(str(path))


def test_a_word_document_comes_back_with_comments_on_the_very_figures(run, tmp_path):
    docx = pytest.importorskip("docx")
    _word(tmp_path / "wrong.docx", WRONG)
    before = (tmp_path / "wrong.docx").read_bytes()
    code, out, err = run("wrong.docx", "--facts", "facts.yaml", "-o", "told.docx")
    assert code == 1
    assert out.startswith("共 2 个数字")
    assert "1 处问题写成批注" in err
    assert (tmp_path / "wrong.docx").read_bytes() == before
    told = docx.Document(str(tmp_path / "told.docx"))
    assert [paragraph.text for paragraph in told.paragraphs] == ["总结", WRONG.split("\n\n")[1].strip()]
    (comment,) = told.comments
    assert "13600万元" in comment.text
    assert comment.author == "fupan"
    marked = told.element.body.xpath("//w:commentRangeStart/following-sibling::w:r[1]")
    assert [run.text for run in marked] == ["14600万元"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("wrong.md", "-o", "told.docx"), "批注写不进去"),
        (("wrong.docx", "-o", "wrong.docx"), "不会覆盖"),
        (("wrong.docx", "-o", "told.docx", "--format", "json"), "不一致"),
    ],
)
def test_comments_that_cannot_be_written(run, tmp_path, arguments, message):
    _word(tmp_path / "wrong.docx", WRONG)
    before = (tmp_path / "wrong.docx").read_bytes()
    code, _, err = run(*arguments)
    assert code == 2
    assert message in err
    assert (tmp_path / "wrong.docx").read_bytes() == before
    assert not (tmp_path / "told.docx").exists()


def test_a_very_long_document_is_announced(run, tmp_path):
    (tmp_path / "long.md").write_text("1万元" * 3_100, encoding="utf-8")
    code, _, err = run("long.md")
    assert code == 0
    assert err.startswith("文稿有 9300 字，核对要约 20 秒；按 Ctrl-C 可以停下")
    _, _, err = run("right.md")
    assert err == ""
