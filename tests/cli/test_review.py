"""``fupan review`` with the real reader, templates and reports."""

import io
import json
import zipfile

import pytest
from pydantic import TypeAdapter

from fupan.cli.main import main
from fupan.export.review_types import ReviewJson

TEXT = (
    "# 2025年总结\n\n## 核心业绩指标\n\n销售额做到12840万元，完成率107%，同比增长14%，主要靠无油机。\n\n"
    "## 风险预判与应对\n\n凌格可能继续降价。我们砥砺前行。\n"
)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs ``fupan review`` in a folder with a document; gives code, output and messages."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "doc.md").write_text(TEXT, encoding="utf-8")

    def call(*arguments):
        code = main(["review", *arguments])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


def test_text_names_scores_reasons_and_what_is_missing(run):
    code, out, err = run("doc.md", "-t", "sales-leader-annual")
    assert (code, err) == (0, "")
    assert out.startswith("doc.md：总分 ")
    assert "逻辑" in out
    assert "缺少预警信号" in out
    assert "「砥砺前行」是套话" in out
    assert "缺少的小节" in out
    assert out.index("「风险预判与应对」 ") < out.index("「核心业绩指标」 ")


def test_json_has_the_shape_of_its_schema(run):
    code, out, _ = run("doc.md", "-t", "sales-leader-annual", "--format", "json")
    report = json.loads(out)
    TypeAdapter(ReviewJson).validate_python(report)
    assert code == 0
    assert report["weakest"] == ["risks", "kpi"]
    risks = next(one for one in report["sections"] if one["section"] == "risks")
    assert sum(part["score"] for part in risks["parts"]) == risks["score"]
    for reason in risks["reasons"]:
        assert TEXT[reason["start"] : reason["end"]] == reason["text"]


def test_html_is_whole_and_escaped(run, tmp_path):
    (tmp_path / "doc.md").write_text(TEXT + "\n<script>alert(1)</script> 大幅提升\n", encoding="utf-8")
    code, out, err = run("doc.md", "-t", "sales-leader-annual", "--format", "html", "-o", "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert (code, out, err) == (0, "", "已写入 r.html\n")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http-equiv", "")
    assert "缺少预警信号" in page
    for reference in {part.split('"')[0] for part in page.split('href="#')[1:]}:
        assert f'id="{reference}"' in page


def test_at_least(run):
    assert run("doc.md", "-t", "sales-leader-annual", "--at-least", "80")[0] == 1
    code, _, err = run("doc.md", "--at-least", "800")
    assert code == 2
    assert "0 到 100" in err


def test_facts_are_used(run, tmp_path):
    facts = 'period: "2025"\ntemplate: sales-leader-annual\nmetrics:\n  - {name: 销售额, unit: 万元, actual: 13600}\n'
    (tmp_path / "facts.yaml").write_text(facts, encoding="utf-8")
    _, out, _ = run("doc.md", "--facts", "facts.yaml")
    assert "13600万元" in out
    assert "按数据表里写的模板" in out


@pytest.mark.parametrize(("content", "word"), [("", "空的"), ("\n \n", "空的")])
def test_empty_documents(run, tmp_path, content, word):
    (tmp_path / "doc.md").write_text(content, encoding="utf-8")
    code, _, err = run("doc.md")
    assert code == 2
    assert word in err


def test_bad_input(run, tmp_path):
    assert run("nowhere.md")[0] == 2
    code, _, err = run("doc.md", "-t", "sales-leader")
    assert code == 2
    assert "sales-leader-annual" in err
    with zipfile.ZipFile(tmp_path / "doc.docx", "w") as package:
        package.writestr("x", "y")
    assert run("doc.docx")[0] == 2


def test_a_word_document(run, tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("风险预判与应对", 2)
    document.add_paragraph("凌格可能继续降价，我们高度重视。")
    document.save(str(tmp_path / "doc.docx"))
    code, out, _ = run("doc.docx", "-t", "sales-leader-annual")
    assert code == 0
    assert "缺少预警信号" in out


def test_standard_input(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="utf-8"))
    assert run("-", "-t", "sales-leader-annual")[0] == 0


def test_a_judge(run, tmp_path, monkeypatch):
    reply = dict.fromkeys(("result", "comparison", "driver", "value", "risk", "signal", "response", "owner"), "")
    script = {"": reply | {"risk": "凌格可能继续降价", "comment": "写清多大可能"}}
    (tmp_path / "script.json").write_text(json.dumps(script), encoding="utf-8")
    monkeypatch.setenv("FUPAN_SCRIPT", str(tmp_path / "script.json"))
    judge = ("--judge", "fupan.llm.scripted:from_script")
    code, plain, _ = run("doc.md", "-t", "sales-leader-annual", "--format", "json")
    code, out, _ = run("doc.md", "-t", "sales-leader-annual", "--format", "json", *judge)
    assert code == 0
    before, after = json.loads(plain), json.loads(out)
    assert before["score"] == after["score"]
    assert after["sections"][1]["judgement"]["comment"] == "写清多大可能"
    assert "写清多大可能" in run("doc.md", "-t", "sales-leader-annual", *judge)[1]
    assert run("doc.md", "--judge", "none")[0] == 2
