"""``fupan export``: an edited text as Word, PDF or a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from fupan.cli.main import main

FACTS = """\
period: "2025"
title: 滨江区年度总结
template: sales-leader-annual
metrics:
  - name: 销售额
    unit: 万元
    target: 8600
    actual: 8127
    breakdown:
      区域: {四川: {target: 4200, actual: 4368}, 重庆: {target: 2600, actual: 2093}, 云贵: {target: 1800, actual: 1666}}
"""
TEXT = """\
# 改过的题目

先说两句。

## 一、业绩

### （一）核心业绩指标

销售额完成8127万元，四川4368万元，重庆2093万元，云贵1666万元。

### （二）自己加的一节

| 区域 | 实际 |
|---|---|
| 四川 | 4368万元 |
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(tmp_path)
    Path("facts.yaml").write_text(FACTS, encoding="utf-8")
    Path("doc.md").write_text(TEXT, encoding="utf-8")

    def call(*arguments: str) -> tuple[int, str]:
        code = main(["export", *arguments])
        return code, capsys.readouterr().err

    return call


def test_word_holds_every_word(run):
    docx = pytest.importorskip("docx")
    code, err = run("doc.md", "-f", "facts.yaml", "-o", "out/x.docx")
    assert code == 0, err
    made = docx.Document("out/x.docx")
    lines = [paragraph.text for paragraph in made.paragraphs]
    for line in ("改过的题目", "先说两句。", "一、业绩", "（二）自己加的一节"):
        assert line in lines
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["四川", "4368万元"]
    assert len(made.inline_shapes) == 1  # the chart of the regions, in the section that tells them
    assert Path("doc.md").read_text(encoding="utf-8") == TEXT


def test_slides_and_notes_hold_every_word(run):
    pptx = pytest.importorskip("pptx")
    code, err = run("doc.md", "-f", "facts.yaml", "-o", "x.pptx")
    assert code == 0, err
    slides = list(pptx.Presentation("x.pptx").slides)
    assert slides[0].shapes.title.text == "改过的题目"
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)
    for line in ("先说两句。", "销售额完成8127万元，四川4368万元，重庆2093万元，云贵1666万元。", "四川｜4368万元"):
        assert line in notes
    told = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    assert "一、业绩　｜　核心业绩指标" in told
    assert [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]


def test_a_page_holds_every_word(run):
    code, _ = run("doc.md", "-f", "facts.yaml", "-o", "x.html")
    page = Path("x.html").read_text(encoding="utf-8")
    assert code == 0
    assert "先说两句。" in page
    assert "<svg" in page


def test_a_wrong_figure_is_told_and_the_file_is_there(run):
    docx = pytest.importorskip("docx")
    Path("doc.md").write_text(TEXT.replace("重庆2093", "重庆2193"), encoding="utf-8")
    code, err = run("doc.md", "-f", "facts.yaml", "-o", "x.docx")
    assert code == 1
    assert "2093万元" in err
    assert any("2093万元" in comment.text for comment in docx.Document("x.docx").comments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("doc.md", "-f", "facts.yaml", "-o", "x.md"), "不是要出的格式"),
        (("doc.md", "-f", "facts.yaml", "-o", "out"), "不是要出的格式"),
        (("none.md", "-f", "facts.yaml", "-o", "x.docx"), "找不到文件 none.md"),
        (("empty.md", "-f", "facts.yaml", "-o", "x.docx"), "是空的"),
        (("doc.md", "-f", "facts.yaml", "-o", "x.pdf", "--layout", "l.docx"), "--layout"),
    ],
)
def test_bad_input(run, arguments, message):
    Path("empty.md").write_text("\n", encoding="utf-8")
    code, err = run(*arguments)
    assert code == 2
    assert message in err
    assert not list(Path().glob("x.*"))


def test_the_text_itself_is_never_overwritten(run):
    docx = pytest.importorskip("docx")
    docx.Document().save("doc.docx")
    before = Path("doc.docx").read_bytes()
    code, err = run("doc.docx", "-f", "facts.yaml", "-o", "doc.docx")
    assert code == 2
    assert "不会覆盖" in err
    assert Path("doc.docx").read_bytes() == before
