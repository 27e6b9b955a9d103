"""A draft as slides: read back, slides and notes are the draft; charts and tables are PowerPoint's own."""

import io
import re
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

pptx = pytest.importorskip("pptx", reason="没有安装 fupan[office]")

from pptx.enum.chart import XL_CHART_TYPE  # noqa: E402
from pptx.enum.dml import MSO_FILL  # noqa: E402
from pptx.util import Pt  # noqa: E402

import fupan  # noqa: E402
from fupan.charts.chart import Chart, Series  # noqa: E402
from fupan.domain.factbase import FactBase  # noqa: E402
from fupan.errors import ConfigError  # noqa: E402
from fupan.export.blocks import blocks  # noqa: E402
from fupan.export.chart_font import shipped_font  # noqa: E402
from fupan.export.slide_draft.deck import CONTINUED, draft_slides  # noqa: E402
from fupan.export.slide_draft.house_style import HEIGHT, house_presentation  # noqa: E402
from fupan.export.slide_draft.native_chart import ABOVE, BASE, FALL, RISE, TOTAL, add_chart  # noqa: E402
from fupan.export.slide_draft.room import Room  # noqa: E402
from fupan.export.slide_draft.text_frame import Fonts  # noqa: E402
from fupan.export.source_rows import source_rows  # noqa: E402
from fupan.intake.slides import OWN_NOTES, slides_text  # noqa: E402
from fupan.pipeline.edited import edited_draft  # noqa: E402

EXAMPLES = Path(__file__).parents[3] / "examples"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
pytestmark = pytest.mark.skipif(shipped_font() is None, reason="没有安装 fupan[office]（自带字体）")


@pytest.fixture(scope="module")
def supervisor(example):
    return example("sales-supervisor-deck")


def opened(content):
    return pptx.Presentation(io.BytesIO(content))


def texts(slide):
    """Every text of a slide, cells of tables included, footers left out."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame and not (shape.is_placeholder and shape.placeholder_format.idx in {11, 12}):
            found += [paragraph.text for paragraph in shape.text_frame.paragraphs]
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def note(slide):
    """The full text in a slide's notes, without sources and findings."""
    lines = slide.notes_slide.notes_text_frame.text.split("\n") if slide.has_notes_slide else []
    ends = [number for number, line in enumerate(lines) if line in set(OWN_NOTES)]
    return [line for line in lines[: ends[0] if ends else len(lines)] if line]


def shown(text):
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text.replace("**", "")).strip()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_reads_back_as_it_was_drafted(path, example):
    draft, sheet, template = example(path.stem)
    slides = list(opened(draft_slides(draft, sheet, template)).slides)
    cover, outline, *body, closing = slides
    assert texts(cover)[0] == draft.title
    assert set(texts(outline)) >= {section.title for section in draft.sections}
    assert "谢谢" in texts(closing)[0]
    firsts = [slide for slide in body if CONTINUED not in slide.shapes.title.text]
    assert len(firsts) == len(draft.sections)
    for slide, section in zip(firsts, draft.sections, strict=True):
        end = section.start + len(section.text)
        inside = [one for one in blocks(draft.markdown) if one.spans and section.start <= one.spans[0][0] < end]
        lines = ["｜".join(shown(draft.markdown[slice(*span)]) for span in block.spans) for block in inside]
        assert note(slide) == lines
        assert any(section.title in text for text in texts(slide))
    everything = "".join(text for slide in slides for text in texts(slide))
    figures = [one.text for one in draft.report.figures]
    assert [one for one in figures if one not in everything] == []
    told = "\n".join(slide.notes_slide.notes_text_frame.text for slide in body if slide.has_notes_slide)
    assert [row for row in source_rows(draft, FactBase(sheet)) if f"{row[0]}：{row[2]}" not in told] == []


def test_the_deck_that_was_written_is_checked_without_an_error(supervisor):
    draft, sheet, template = supervisor
    text = slides_text(draft_slides(draft, sheet, template), "x.pptx").text
    report = fupan.check(text, sheet)
    assert [finding.message for finding in report.errors] == []
    assert {one.text for one in draft.report.figures} <= {one.text for one in report.figures}
    assert OWN_NOTES[0] not in text


def test_a_slide_has_a_finding_for_headline_and_four_points_at_most(supervisor):
    draft, sheet, template = supervisor
    slides = list(opened(draft_slides(draft, sheet, template)).slides)
    headlines = [slide.shapes.title.text for slide in slides]
    assert "瓶颈卡在装机后的验证，平均要21天，试剂迟迟起不了量" in headlines
    assert "应对策略：针对云贵缺口；针对断货流失；针对价格战" in headlines
    assert not {section.title for section in draft.sections} & set(headlines)
    for slide in slides[2:-1]:
        cards = [
            one
            for one in slide.shapes
            if one.has_text_frame and one.fill.type == MSO_FILL.SOLID and one.text_frame.text
        ]
        assert len(cards) <= 4
    cards = [text for slide in slides for text in texts(slide)]
    points = [line[2:] for line in draft.markdown.split("\n") if line.startswith("- ")]
    assert [point for point in points if point not in cards] == []


LONG = (
    "华西销售部全年销售额实际完成6630万元，目标为6800万元，完成率97.5%，去年同期为5920万元，同比增长12%，"
    "其中四川完成3120万元，重庆完成1870万元，云贵完成1640万元。"
)


def slides_of(text, sheet, template):
    draft = edited_draft(text, sheet, template)
    return list(opened(draft_slides(draft, sheet, template)).slides)[2:-1]


def test_a_long_headline_ends_with_a_clause_and_is_told_whole_below(supervisor):
    _, sheet, template = supervisor
    slide = slides_of(f"# 总结\n\n## 一、销售\n\n### （一）销售额完成\n\n{LONG}四川是主力。\n", sheet, template)[0]
    headline = slide.shapes.title.text
    assert LONG.startswith(headline)
    assert LONG[len(headline)] == "，"
    assert len(headline) > 25
    assert LONG in texts(slide)


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("- 申请2辆槽车，预计多送40车。", "资源需求：申请2辆槽车"),
        ("- 申请2辆槽车。", "资源需求"),
        ("- 申请2辆槽车〔待核实〕，预计多送40车。", "资源需求"),
        ("- 要2辆槽车，能多送。\n- 要1名工程师，没人会做。", "资源需求：要2辆槽车；要1名工程师"),
        ("〔待补充：需求、理由〕", "资源需求"),
    ],
)
def test_a_headline_of_points_is_their_first_clauses(supervisor, text, headline):
    _, sheet, template = supervisor
    slide = slides_of(f"# 总结\n\n## 一、规划\n\n### （一）资源需求\n\n{text}\n", sheet, template)[0]
    assert slide.shapes.title.text == headline


def test_a_long_section_is_parted_between_paragraphs(supervisor):
    _, sheet, template = supervisor
    paragraphs = ["四川超额完成。做法是整科换装。客户认可。", "云贵没有完成。驻点迟迟没设。客户流失。"]
    slides = slides_of("# 总结\n\n## 一、销售\n\n### （一）小结\n\n" + "\n\n".join(paragraphs) + "\n", sheet, template)
    assert [slide.shapes.title.text for slide in slides] == ["四川超额完成", "云贵没有完成（续）"]
    assert note(slides[0]) == paragraphs
    assert note(slides[1]) == ["云贵没有完成。", "驻点迟迟没设。", "客户流失。"]


def test_charts_are_native_and_from_zero(supervisor):
    draft, sheet, template = supervisor
    slides = opened(draft_slides(draft, sheet, template)).slides
    charts = {
        shape.chart.chart_title.text_frame.text: shape.chart
        for one in slides
        for shape in one.shapes
        if shape.has_chart
    }
    assert len(charts) >= 5
    regions = charts["销售额按区域对比（2025年）"]
    assert [plot.name for plot in regions.plots[0].series] == ["目标", "实际", "去年同期"]
    assert list(regions.plots[0].categories) == ["四川", "重庆", "云贵"]
    assert list(regions.plots[0].series[1].values) == [3120, 1870, 1640]
    assert charts["销售额按季度走势（2025年）"].chart_type == XL_CHART_TYPE.LINE_MARKERS
    bridge = charts["销售额从目标到实际：各区域差额（2025年）"]
    assert bridge.chart_type == XL_CHART_TYPE.COLUMN_STACKED
    parts = {one.name: [None if v is None else round(v, 6) for v in one.values] for one in bridge.plots[0].series}
    assert parts[TOTAL] == [6800, None, None, None, 6630]
    assert parts[RISE] == [None, 120, None, None, None]
    assert parts[FALL] == [None, None, 30, 260, None]
    assert parts[BASE] == [None, 6800, 6890, 6630, None]
    for chart in charts.values():
        assert chart.value_axis.minimum_scale == 0
        workbook = pptx.opc.package.Part  # the data that "edit data" opens
        assert isinstance(chart.part.chart_workbook.xlsx_part, workbook)


def test_without_the_extra_it_says_what_to_install(draft, sheet, monkeypatch):
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(ConfigError) as error:
        draft_slides(draft, sheet)
    assert "fupan[office]" in error.value.hint


def one_chart(chart):
    made = house_presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    add_chart(slide, chart, Room(400, 130, 480, 350), Fonts("微软雅黑"))
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def test_no_text_becomes_a_formula_in_the_charts_workbook():
    openpyxl = pytest.importorskip("openpyxl")
    names = ("=cmd|' /C calc'!A0", "http://example.org/", "@SUM(1)")
    series = Series("=1+1", "actual", (Decimal(1), Decimal(2), None), ("a", "b", "c"))
    chart = one_chart(Chart("comparison", "=1+1", "万元", names, (series,), ""))
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.column == 1][1:] == list(names)
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_a_share_is_bars_with_the_largest_on_top_and_a_bridge_below_zero_is_no_stack():
    share = Series("占比", "share", (Decimal("60.5"), Decimal("39.5")), ("a", "b"))
    chart = one_chart(Chart("share", "构成", "%", ("直销", "经销"), (share,), ""))
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert chart.category_axis.reverse_order
    deep = Series("差额", "excess", (Decimal(2), Decimal(-5), Decimal(-3)), ("a", "b", "c"))
    chart = one_chart(Chart("bridge", "差额", "万元", ("目标", "华东", "实际"), (deep,), ""))
    assert chart.chart_type == XL_CHART_TYPE.COLUMN_CLUSTERED
    assert chart.value_axis.minimum_scale == -6
    assert ABOVE not in [one.name for one in chart.plots[0].series]


def test_every_run_names_a_chinese_font_and_nothing_resizes_itself(supervisor):
    draft, sheet, template = supervisor
    for slide in opened(draft_slides(draft, sheet, template)).slides:
        for root in (slide._element, slide.notes_slide._element if slide.has_notes_slide else slide._element):
            for run in root.iter(f"{A}r"):
                assert run.find(f"{A}rPr/{A}ea") is not None
        for body in slide._element.iter(f"{A}bodyPr"):
            assert not list(body.iter(f"{A}spAutoFit", f"{A}normAutofit"))


def test_findings_and_marks_reach_the_slides(draft, sheet):
    slides = list(opened(draft_slides(draft, sheet)).slides)
    gap = next(
        slide for slide in slides if any("业绩缺口根源" in text for text in texts(slide)) and slide.has_notes_slide
    )
    notes = gap.notes_slide.notes_text_frame.text
    assert "错误：上海完成率应为82%\n应为 82%" in notes
    assert "这句话在要点里找不到依据" in notes
    assert any(text.endswith("〔待核实〕") for text in texts(gap))


def test_the_appendix_lists_each_figure_with_its_source(supervisor):
    draft, sheet, template = supervisor
    slides = opened(draft_slides(draft, sheet, template, sources=True)).slides
    pages = [one for one in slides if one.shapes.title.text.startswith("附录：数字出处")]
    rows = [
        [cell.text for cell in row.cells]
        for slide in pages
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]
    assert len(rows) == len(source_rows(draft, FactBase(sheet)))
    assert rows == source_rows(draft, FactBase(sheet))


def test_the_contents_lead_to_the_parts(supervisor):
    slides = list(opened(draft_slides(*supervisor)).slides)
    targets = {
        shape.text_frame.text: shape.click_action.target_slide.shapes.title.text
        for shape in slides[1].shapes
        if shape.has_text_frame and not shape.is_placeholder and shape.text_frame.text
    }
    assert targets["六、未来规划"].startswith("2026年销售额做到7500万元")


def test_hostile_text_stays_text(draft, sheet):
    evil = "{{ 7*7 }}<a:t>&\x00\x0b\ufffe\u202e" + "长" * 3000
    section = replace(draft.sections[-1], title=evil)
    made = replace(draft, title=evil, sections=(*draft.sections[:-1], section))
    content = draft_slides(made, sheet)
    assert texts(opened(content).slides[0])[0].startswith("{{ 7*7 }}<a:t>&")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))


def test_libreoffice_shows_every_figure_inside_its_page(supervisor, office_text):
    draft, sheet, template = supervisor
    content = draft_slides(draft, sheet, template)
    pages = office_text(content, "x.pptx", "-bbox").split("<page ")[1:]
    assert len(pages) == len(opened(content).slides)
    everything = "".join(re.findall(r">([^<]*)</word>", "".join(pages)))
    assert [one.text for one in draft.report.figures if re.sub(r"\s", "", one.text) not in everything] == []
    for page in pages[2:-1]:
        lower = [float(y) for y in re.findall(r'<word [^>]* yMax="([0-9.]+)"', page)]
        # nothing runs over the body's foot into the footer: between the two stands a line
        assert max(y for y in lower if y < HEIGHT - 38) <= 494
        right = [float(x) for x in re.findall(r'<word [^>]*xMax="([0-9.]+)"', page)]
        assert max(right) <= 960 - 40
    assert Pt(HEIGHT) == opened(content).slide_height
