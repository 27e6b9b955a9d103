"""A draft as Word: read back it is the draft; findings stand on their words; layouts are used, our text never run."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

docx = pytest.importorskip("docx", reason="没有安装 fupan[office]")

import fupan  # noqa: E402
from fupan.domain.factbase import FactBase  # noqa: E402
from fupan.errors import InputError  # noqa: E402
from fupan.export.blocks import blocks  # noqa: E402
from fupan.export.source_rows import source_rows  # noqa: E402
from fupan.export.word_draft.document import WordOptions, draft_word  # noqa: E402
from fupan.intake.word import word_text  # noqa: E402

EXAMPLES = Path(__file__).parents[3] / "examples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(content):
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def annual(example):
    return example("sales-leader-annual")


def shown(text):
    """A block's text as a reader sees it: without the marks of bold and the escapes."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text.replace("**", "")).strip()


def body_of(document):
    """Paragraphs and cells of the body in order: all behind the contents, without charts and their captions."""
    found, begun = [], False
    for node in document.element.body:
        if node.tag == f"{W}tbl":
            found += ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in node.iter(f"{W}tc")]
            continue
        if node.tag != f"{W}p":
            continue
        style = docx.text.paragraph.Paragraph(node, document).style.name
        begun = begun or style == "Heading 1"
        text = "".join(t.text or "" for t in node.iter(f"{W}t"))
        if begun and text and style != "Caption":
            found.append(text)
    return found


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_reads_back_as_it_was_drafted(path, example):
    draft, sheet, template = example(path.stem)
    document = opened(draft_word(draft, sheet, template))
    wanted = [shown(draft.markdown[slice(*span)]) for block in blocks(draft.markdown) for span in block.spans]
    front = 2 if draft.byline else 1
    assert body_of(document) == wanted[front:]
    assert document.paragraphs[0].text == draft.title
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert len(headings) == len(draft.sections)
    control = document.element.body.find(f"{W}sdt/{W}sdtContent")
    lines = [docx.text.paragraph.Paragraph(node, document) for node in control.iter(f"{W}p")]
    assert [one.style.name for one in lines[:2]] == ["TOC Heading", "toc 1"]
    listed = lines[1:]
    assert [re.sub(r"\t\d+$", "", one.text) for one in listed] == [
        one.text for one in document.paragraphs if one.style.name in {"Heading 1", "Heading 2"}
    ]


def test_the_word_file_is_checked_as_the_draft_is(annual):
    draft, sheet, template = annual
    text = word_text(draft_word(draft, sheet, template), "x.docx")
    wanted = [line.lstrip("# ") for line in draft.markdown.split("\n") if line.startswith("#")]
    assert [line.lstrip("# ") for line in text.split("\n") if line.startswith("#")] == wanted
    report = fupan.check(text, sheet)
    assert not report.errors
    assert [one.text for one in report.figures] == [one.text for one in draft.report.figures]


def test_fonts_are_chinese_through_styles_alone(annual):
    document = opened(draft_word(*annual))
    for name, font in (("Body Text", "宋体"), ("Heading 1", "黑体"), ("Table Text", "宋体"), ("List Bullet", "宋体")):
        fonts = document.styles[name].element.find(f"{W}rPr/{W}rFonts")
        assert fonts.get(f"{W}eastAsia") == font
        assert not [key for key in fonts.attrib if "heme" in key]
    assert document.styles["Body Text"].element.find(f"{W}pPr/{W}ind").get(f"{W}firstLineChars") == "200"
    assert not list(document.element.body.iter(f"{W}rFonts"))


def test_charts_are_pictures_with_captions_and_words_for_the_blind(annual):
    document = opened(draft_word(*annual))
    captions = [one.text for one in document.paragraphs if one.style.name == "Caption"]
    assert len(captions) == len(document.inline_shapes) > 2
    assert captions[0] == "图1　销售额按区域对比（2025年）"
    assert "江苏 5290万元" in document.inline_shapes[0]._inline.docPr.get("descr")


def test_findings_are_comments_on_the_very_figures(draft, sheet):
    document = opened(draft_word(draft, sheet))
    found = {}
    for comment in document.comments:
        number, told, inside = str(comment.comment_id), "", False
        for node in document.element.body.iter():
            if node.tag == f"{W}commentRangeStart" and node.get(f"{W}id") == number:
                inside = True
            elif node.tag == f"{W}commentRangeEnd" and node.get(f"{W}id") == number:
                inside = False
            elif inside and node.tag == f"{W}t":
                told += node.text
        found[told] = comment.text
    assert set(found) == {"86%", "约400万元", "团队缺乏高效的物流管理。"}
    assert found["86%"].startswith("错误：上海完成率应为82%\n应为 82%")


def test_the_appendix_lists_each_figure_with_its_source(annual):
    draft, sheet, template = annual
    document = opened(draft_word(draft, sheet, template, WordOptions(sources=True)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert rows[1:] == source_rows(draft, FactBase(sheet))
    assert {row[0] for row in rows[1:]} == {figure.text for figure in draft.report.figures}


def test_hostile_text_stays_text(draft, sheet):
    evil = "{{ 7*7 }}{% for i in range(9) %}<w:t>\x00\x0b\ufffe</w:t>"
    made = replace(draft, title=evil, markdown=draft.markdown + "\n" + evil.replace("\x0b", "") + "\n")
    for options in (None, WordOptions(sources=True)):
        document = opened(draft_word(made, sheet, None, options))
        assert "{{ 7*7 }}{% for i in range(9) %}<w:t></w:t>" in document.paragraphs[0].text
        assert "{{ 7*7 }}{% for i in range(9) %}<w:t></w:t>" in body_of(document)


@pytest.fixture
def layout(tmp_path):
    def make(*paragraphs):
        document = docx.Document()
        document.styles["Heading 1"].font.size = docx.shared.Pt(31)
        document.sections[0].footer.paragraphs[0].text = "保密 {{ company }}"
        for text in paragraphs:
            document.add_paragraph(text)
        path = tmp_path / "公司模板.docx"
        document.save(path)
        return path

    return make


def test_a_layout_keeps_its_styles_and_gets_title_and_body(annual, layout):
    draft, sheet, template = annual
    path = layout("{{ title }}（{{ period }}）", "{{ body }}", "抄送：总经办")
    document = opened(draft_word(draft, sheet, template, WordOptions(path)))
    texts = [one.text for one in document.paragraphs]
    assert texts[0] == f"{draft.title}（2025年）"
    assert texts[-1] == "抄送：总经办"
    assert texts[1].startswith("一、")
    assert document.styles["Heading 1"].font.size.pt == 31
    assert document.sections[0].footer.paragraphs[0].text == f"保密 {sheet.author.company}"
    assert not [text for text in texts if "⁅" in text or "{{" in text]


def test_a_layout_may_branch_and_default(draft, sheet, layout):
    path = layout("{% if company %}{{ company }}{% else %}本公司{% endif %}{{ title|upper }}")
    assert opened(draft_word(draft, sheet, None, WordOptions(path))).paragraphs[0].text == f"本公司{draft.title}"


def test_our_text_is_never_run_by_a_layout(draft, sheet, layout):
    made = replace(draft, title="{{ body }}{{ 7*7 }}", markdown=draft.markdown + "\n{{ 7*7 }}{{ title }}\n")
    document = opened(draft_word(made, sheet, None, WordOptions(layout("{{ title }}", "{{ body }}"))))
    assert document.paragraphs[0].text == "{{ body }}{{ 7*7 }}"
    assert document.paragraphs[-1].text == "{{ 7*7 }}{{ title }}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ titel }}", "填不了"),
        ("{{ title.__class__.__mro__ }}", "填不了"),
        ("{% for x in %}", "填不了"),
        ("{% for x in range(9) %}{% endfor %}", "填不了"),
        ("{{ 'x' * 9999999999 }}", "填不了"),
        ("{{ title|center(9999999999) }}", "填不了"),
        ("{{ '{:>9999999999}'.format(1) }}", "填不了"),
    ],
)
def test_a_layout_that_cannot_be_filled_is_refused_with_the_placeholders(draft, sheet, layout, text, told):
    with pytest.raises(InputError) as error:
        draft_word(draft, sheet, None, WordOptions(layout(text)))
    assert told in error.value.message
    assert "{{ title }} 标题" in error.value.hint


def test_a_layout_that_is_no_word_file_is_refused(draft, sheet, tmp_path):
    path = tmp_path / "坏.docx"
    path.write_bytes(b"PK\x03\x04 not a zip")
    with pytest.raises(InputError):
        draft_word(draft, sheet, None, WordOptions(path))


def test_every_part_is_sound_xml(annual):
    with zipfile.ZipFile(io.BytesIO(draft_word(*annual))) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))


def test_libreoffice_shows_every_figure(annual, office_text):
    draft, sheet, template = annual
    text = re.sub(r"\s", "", office_text(draft_word(draft, sheet, template), "x.docx"))
    assert [one.text for one in draft.report.figures if re.sub(r"\s", "", one.text) not in text] == []
