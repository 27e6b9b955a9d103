"""PowerPoint files: made with a PowerPoint library, read as text with their slides, checked."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.presentation import Presentation
from pptx.util import Inches

from fupan.errors import InputError
from fupan.export.places import Lines
from fupan.intake import office_package
from fupan.intake.documents import read_document

_BOX = (Inches(1), Inches(4), Inches(4), Inches(1))
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _cover(made: Presentation) -> None:
    slide = made.slides.add_slide(made.slide_layouts[0])
    slide.shapes.title.text = "2025年\v销售总结"
    slide.placeholders[1].text = "华东团队"


def _points(made: Presentation) -> None:
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "目标完成情况"
    frame = slide.placeholders[1].text_frame
    frame.text = "销售额13600万元"
    frame.add_paragraph().text = "同比增长15%\v毛利率下降"
    slide.notes_slide.notes_text_frame.text = "华东完成4080万元。"


def _table(made: Presentation) -> None:
    slide = made.slides.add_slide(made.slide_layouts[6])
    table = slide.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(6), Inches(1)).table
    for row, texts in zip(
        table.rows, (("区域", "目标", "实际"), ("华东", "4800", "4080"), ("华|南", "5000", "")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(2, 1).merge(table.cell(2, 2))
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(*_BOX).text_frame.text = "完成率八成五。"
    slide.shapes.add_textbox(Inches(1), Inches(0.3), Inches(4), Inches(1)).text_frame.text = "区域对比"
    slide._element.set("show", "0")


def _chart(made: Presentation) -> None:
    data = CategoryChartData()
    data.categories = ["华东"]
    data.add_series("目标", (1,))
    slide = made.slides.add_slide(made.slide_layouts[6])
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *_BOX, data)


def _diagram(made: Presentation) -> None:
    slide = made.slides.add_slide(made.slide_layouts[6])
    points = "".join(
        f"<d:pt><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>" for text in ("拜访120家", "签约12家")
    )
    xml = f'<d:dataModel xmlns:d="{_DIAGRAM}" xmlns:a="{_MAIN}"><d:ptLst>{points}</d:ptLst></d:dataModel>'
    name = PackURI("/ppt/diagrams/data1.xml")
    kind = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
    relation = slide.part.relate_to(Part(name, kind, slide.part.package, xml.encode()), f"{_OFFICE}/diagramData")
    slide.shapes._spTree.append(
        parse_xml(
            f'<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{_MAIN}">'
            '<p:nvGraphicFramePr><p:cNvPr id="9" name="d"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
            '<p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm>'
            f'<a:graphic><a:graphicData uri="{_DIAGRAM}"><d:relIds xmlns:d="{_DIAGRAM}" xmlns:r="{_OFFICE}" '
            f'r:dm="{relation}"/></a:graphicData></a:graphic></p:graphicFrame>'
        )
    )


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """Makes a file of the slides that some functions add."""

    def make(*slides: Callable[[Presentation], None]) -> Path:
        presentation = pptx.Presentation()
        for add in slides:
            add(presentation)
        path = tmp_path / "总结.pptx"
        presentation.save(str(path))
        return path

    return make


def test_titles_points_tables_groups_and_notes_are_read(made: Callable[..., Path]) -> None:
    document = read_document(made(_cover, _points, _table))
    assert document.text.split("\n") == [
        "# 2025年 销售总结", "",
        "华东团队", "",
        "## 目标完成情况", "",
        "- 销售额13600万元", "- 同比增长15%", "- 毛利率下降", "",
        "华东完成4080万元。", "",
        "## 区域对比", "",
        "| 区域 | 目标 | 实际 |", "| --- | --- | --- |", "| 华东 | 4800 | 4080 |", "| 华／南 | 5000 | 5000 |", "",
        "完成率八成五。", "",
        "",
    ]  # fmt: skip
    lines = Lines(document.text, document.pages)
    where = [lines.page(document.text.index(words)) for words in ("华东团队", "13600", "4080万元", "4800", "八成五")]
    assert where == ["第1页", "第2页", "第2页备注", "第3页（隐藏）", "第3页（隐藏）"]


def _contents(made: Presentation) -> None:
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "目　录", "目标完成情况"


def _spoken(made: Presentation) -> None:
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "回款", "回款率92%。"
    slide.notes_slide.notes_text_frame.text = (
        "回款率92%。\n比去年低3个百分点。\n\n数字出处：\n92%：2025年回款率（实际）"
    )


def test_contents_and_what_is_told_twice_are_left_out(made: Callable[..., Path]) -> None:
    assert read_document(made(_contents, _spoken)).text == "# 回款\n\n回款率92%。\n\n比去年低3个百分点。\n\n"


def test_smart_art_is_read_and_charts_are_told(made: Callable[..., Path]) -> None:
    document = read_document(made(_chart, _diagram))
    assert document.text == "拜访120家\n\n签约12家\n\n"
    assert document.pages[0].label == "第2页"
    assert "1 张图表里的数字没有读取" in document.remark


def test_findings_name_the_slide(made: Callable[..., Path], tmp_path: Path) -> None:
    facts = tmp_path / "f.yaml"
    facts.write_text(
        'period: "2025"\nmetrics: [{name: 销售额, unit: 万元, target: 12000, actual: 13000}]\n', encoding="utf-8"
    )
    path = made(_cover, _points)
    before = path.read_bytes()
    command = [sys.executable, "-m", "fupan.cli.main", "check", str(path), "--facts", str(facts)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    assert "总结.pptx:第2页 错误 contradicted-figure" in done.stdout
    assert path.read_bytes() == before


def test_a_presentation_without_text_is_empty(made: Callable[..., Path]) -> None:
    assert read_document(made(_chart)).text == ""


def test_a_bomb_is_refused(made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_package, "MAX_UNPACKED", 1000)
    with pytest.raises(InputError, match="解开后"):
        read_document(made(_cover))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04xx", "完好"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", r"旧的 \.ppt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"", "完好"),
    ],
)
def test_what_is_no_presentation_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "x.pptx").write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_document(tmp_path / "x.pptx")


def test_entities_are_not_read(made: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("机密", encoding="utf-8")
    hostile = io.BytesIO()
    with zipfile.ZipFile(made(_cover)) as package, zipfile.ZipFile(hostile, "w") as new:
        for name in package.namelist():
            content = package.read(name)
            if name == "ppt/slides/slide1.xml":
                entity = f'<!DOCTYPE p [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'
                head, _, rest = content.decode().partition("?>")
                content = (head + "?>" + entity + rest.replace("华东团队", "&s;")).encode()
            new.writestr(name, content)
    (tmp_path / "x.pptx").write_bytes(hostile.getvalue())
    assert "机密" not in read_document(tmp_path / "x.pptx").text


def test_without_the_extra_it_says_what_to_install(made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(_cover)
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(Exception, match="office") as caught:
        read_document(path)
    assert "pip install" in str(getattr(caught.value, "hint", ""))


def test_a_damaged_file_is_read_or_refused_with_a_reason(
    made: Callable[..., Path], hints_of_damaged: Callable[[bytes, str], list[str]]
) -> None:
    hints = hints_of_damaged(made(_cover, _points, _table).read_bytes(), "x.pptx")
    assert len(hints) > 50
    assert all(hints)
