"""``fupan draft`` as a person runs it: outputs, exit codes, and an endpoint that misbehaves on the way."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from fupan.cli.main import main

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples" / "sales-leader-annual.yaml")
_SPEC = importlib.util.spec_from_file_location("material_echo", ROOT / "tests" / "pipeline" / "material_echo.py")
assert _SPEC
assert _SPEC.loader
_ECHO = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_ECHO)


def _obedient(handler):
    text = _ECHO.echo(handler.body["messages"][-1]["content"])
    handler.start_stream()
    handler.token(text)
    handler.end_stream()


@pytest.fixture
def configured(endpoint, monkeypatch, no_waiting):
    monkeypatch.setenv("FUPAN_BASE_URL", endpoint.base_url)
    monkeypatch.setenv("FUPAN_API_KEY", endpoint.key)
    monkeypatch.setenv("FUPAN_TIMEOUT", "3")  # a busy machine must not look like a silent endpoint
    endpoint.plan = [_obedient]
    return endpoint


def _draft(tmp_path, *more):
    return main(["draft", EXAMPLE, "-o", str(tmp_path), *more])


def test_three_files_and_a_verdict(tmp_path, capsys):
    assert _draft(tmp_path, "--llm", "none") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "sales-leader-annual.html",
        "sales-leader-annual.md",
        "sales-leader-annual.provenance.json",
    ]
    markdown = (tmp_path / "sales-leader-annual.md").read_text(encoding="utf-8")
    assert markdown.count("\n### ") == 15
    record = json.loads((tmp_path / "sales-leader-annual.provenance.json").read_text(encoding="utf-8"))
    for figure in record["figures"]:
        assert markdown[figure["start"] : figure["end"]] == figure["text"]
    page = (tmp_path / "sales-leader-annual.html").read_text(encoding="utf-8")
    before, *charts = page.split('<figure class="chart">')
    assert before.rfind("核心业绩指标</h3>") > 0
    assert "核心业绩指标" not in charts[0][: charts[0].index("<h3")]
    assert "销售额按区域对比（2025年）" in charts[0][: charts[0].index("</figure>")]
    assert len(charts) == len({chart[: chart.index("</title>")] for chart in charts}) > 2
    told = capsys.readouterr().err
    assert "[15/15]" in told
    assert "错误 0" in told


def test_word_into_a_layout_with_sources(tmp_path, capsys):
    docx = pytest.importorskip("docx", reason="没有安装 fupan[office]")
    layout, path = tmp_path / "模板.docx", tmp_path / "总结.docx"
    document = docx.Document()
    document.add_paragraph("{{ title }}")
    document.save(layout)
    more = ("--llm", "none", "--section", "gap", "--layout", str(layout), "--sources")
    assert main(["draft", EXAMPLE, "-o", str(path), *more]) == 0
    made = docx.Document(str(path))
    assert made.paragraphs[0].text == "华东大区2025年度销售工作总结"
    assert made.tables[-1].rows[0].cells[0].text == "数字"
    assert f"已写入 {path}" in capsys.readouterr().err


def test_slides_on_a_layout(tmp_path, capsys):
    pptx = pytest.importorskip("pptx", reason="没有安装 fupan[office]")
    layout, path = tmp_path / "模板.pptx", tmp_path / "总结.pptx"
    pptx.Presentation().save(layout)
    more = ("--llm", "none", "--section", "gap", "--layout", str(layout))
    assert main(["draft", EXAMPLE, "-o", str(path), *more]) == 0
    made = pptx.Presentation(str(path))
    assert made.slide_width == pptx.Presentation().slide_width
    assert made.slides[0].shapes.title.text == "华东大区2025年度销售工作总结"
    assert f"已写入 {path}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("output", "layout", "told"),
    [
        ("总结.pptx", "模板.docx", "是 Word 模板，不能用于 .pptx"),
        ("总结.docx", "模板.potx", "是 PowerPoint 模板，不能用于 .docx"),
        ("总结.pptx", "没有.pptx", "没有这个文件"),
        ("总结.md", "模板.docx", "只能用于 .docx 和 .pptx"),
        ("-", "模板.pptx", "只能用于 .docx 和 .pptx"),
    ],
)
def test_a_layout_of_the_wrong_kind_is_refused_before_anything_is_written(output, layout, told, tmp_path, capsys):
    for name in ("模板.docx", "模板.potx", "模板.pptx"):
        (tmp_path / name).write_bytes(b"")
    target = output if output == "-" else str(tmp_path / output)
    assert main(["draft", EXAMPLE, "-o", target, "--llm", "none", "--layout", str(tmp_path / layout)]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / output).exists()


def test_one_section_on_the_screen(tmp_path, capsys):
    assert main(["draft", EXAMPLE, "--llm", "none", "--section", "gap", "-o", "-"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("### ") == 1
    assert "业绩缺口根源" in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--section", "gapp"], "没有小节“gapp”"),
        (["-o", "x.odt"], "不认识的输出格式 .odt"),
        (["--format", "docx", "-o", "-"], "不能显示在屏幕上"),
        (["-o", "x.html", "--layout", "x.docx"], "只能用于 .docx"),
        (["-o", "x.docx", "--layout", "nope.docx"], "没有这个文件"),
        (["-o", "x.html", "--sources"], "--sources 只用于"),
        (["-o", "x.md", "--format", "html"], "不一致"),
        (["--template", "nope"], "nope"),
        (["--llm", "embeded"], "embedded"),
    ],
)
def test_bad_usage_is_told_in_one_go(arguments, told, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["draft", EXAMPLE, *(arguments if "--llm" in arguments else ["--llm", "none", *arguments])]) == 2
    assert told in capsys.readouterr().err


def test_an_endpoint_writes_all_sections(configured, tmp_path):
    assert _draft(tmp_path, "--llm", "compatible:m") == 0
    assert (tmp_path / "sales-leader-annual.md").read_text(encoding="utf-8").count("\n### ") == 15
    assert len(configured.bodies) == 15
    assert _draft(tmp_path, "--llm", "compatible:m") == 0
    assert len(configured.bodies) == 15, "finished calls are not paid for twice"


def test_every_passing_fault_ends_in_a_finished_draft(configured, tmp_path, monkeypatch):
    # one call at a time: side by side, chance may give one call more faults in a row than it is tried again
    monkeypatch.setenv("FUPAN_CONCURRENCY", "1")
    configured.plan = [
        configured.status(429, headers={"Retry-After": "0"}),
        configured.status(500),
        configured.resets_after('{"result": "全'),
        configured.says('{"result": '),
        configured.says("{}"),
        configured.says("", finish="stop"),
        configured.says("抱歉，我无法协助完成这个请求。"),
        configured.says('{"result": "共{{f99}}。"}'),
        configured.says('{"result": "没有说完', finish="length"),
        configured.silent_after("{"),
        _obedient,
    ]
    assert _draft(tmp_path, "--llm", "compatible:m", "-s", "kpi", "-s", "gap", "-s", "people") == 0
    text = (tmp_path / "sales-leader-annual.md").read_text(encoding="utf-8")
    assert text.count("\n### ") == 3
    assert not re.search(r"\{\{|抱歉|f99", text)


@pytest.mark.parametrize(
    ("status", "told"), [(401, "密钥"), (404, "m"), (403, "")], ids=["wrong key", "no such model", "forbidden"]
)
def test_a_refusal_stops_at_once_with_what_to_do(configured, tmp_path, capsys, status, told):
    configured.plan = [configured.status(status, "Incorrect API key provided" if status == 401 else "no")]
    assert _draft(tmp_path, "--llm", "compatible:m", "-s", "kpi", "-s", "gap") == 3
    output = capsys.readouterr()
    assert told in output.err
    assert configured.key not in output.err + output.out
    assert "Traceback" not in output.err
    assert len(configured.bodies) <= 4
