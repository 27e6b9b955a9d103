"""Tracked changes and comments in real Word files: where they stand, how they look, what is refused."""

from __future__ import annotations

import importlib.util
import io
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from fupan.errors import InputError
from fupan.export.word_changes import Change, Note, changed_word, write_word
from fupan.intake.word import word_text

_SPEC = importlib.util.spec_from_file_location("word_revisions", Path(__file__).with_name("word_revisions.py"))
revisions = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(revisions)
W = revisions.W
WHEN = datetime(2025, 12, 31, 9, 30)  # noqa: DTZ001


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_xml(xml, *, before="销售额", after="万元。"):
    """A document of one paragraph with this XML in the middle."""
    document = docx.Document()
    paragraph = document.add_paragraph(before)
    paragraph._p.append(parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))
    paragraph.add_run(after)
    return saved(document)


def replaced(content, old, new, *, note="", **options):
    text = word_text(content, "总结.docx")
    assert text.count(old) == 1
    at = text.index(old)
    return changed_word(content, "总结.docx", [Change(at, at + len(old), new, note)], when=WHEN, **options)


def accepted(result, author=None):
    return word_text(revisions.settled(result.content, accept=True, author=author), "x").rstrip("\n")


def rejected(result, author="fupan"):
    return word_text(revisions.settled(result.content, accept=False, author=author), "x").rstrip("\n")


def body(content):
    return docx.Document(io.BytesIO(content)).element.body


def words(element):
    return "".join(node.text or "" for node in element.iter(f"{W}t", f"{W}delText"))


@pytest.fixture
def content():
    document = docx.Document()
    document.add_heading("一、业绩", 1)
    paragraph = document.add_paragraph()
    lead = paragraph.add_run("结论：")
    lead.bold = True
    text = paragraph.add_run("销售额13600万元，同比增长15.3%。")
    text.font.name = "Times New Roman"
    text._r.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    document.add_paragraph("回款率90%。")
    return saved(document)


def test_a_figure_is_replaced_whole_and_keeps_its_font(content):
    result = replaced(content, "销售额13600万元，同比增长15.3%。", "销售额13600万元，同比增长15.8%。")
    deletion, insertion = (body(result.content).find(f".//{W}{name}") for name in ("del", "ins"))
    assert words(deletion) == "15.3%"
    assert words(insertion) == "15.8%"
    assert revisions.fonts(insertion.find(f"{W}r"))[f"{W}eastAsia"] == "仿宋_GB2312"
    assert {one.get(f"{W}author") for one in (deletion, insertion)} == {"fupan"}
    assert {one.get(f"{W}date") for one in (deletion, insertion)} == {"2025-12-31T09:30:00Z"}
    assert accepted(result) == "# 一、业绩\n结论：销售额13600万元，同比增长15.8%。\n回款率90%。"
    assert rejected(result) == word_text(content, "x").rstrip("\n")


def test_behind_a_bold_lead_in_text_is_not_bold(content):
    result = replaced(content, "结论：", "结论：总体达标，")
    insertion = body(result.content).find(f".//{W}ins")
    assert insertion.find(f"{W}r/{W}rPr/{W}b") is None
    assert revisions.fonts(insertion.find(f"{W}r"))[f"{W}eastAsia"] == "仿宋_GB2312"


def test_a_new_paragraph_is_formatted_like_most_of_the_one_before(content):
    result = replaced(content, "15.3%。", "15.3%。\n原因是新客户增加。")
    new = next(one for one in body(result.content).iter(f"{W}p") if "原因" in words(one))
    assert new.find(f"{W}pPr/{W}rPr/{W}ins") is not None
    assert revisions.fonts(new.find(f"{W}ins/{W}r"))[f"{W}eastAsia"] == "仿宋_GB2312"
    assert accepted(result).split("\n")[1:3] == ["结论：销售额13600万元，同比增长15.3%。", "原因是新客户增加。"]
    assert revisions.formatted(revisions.settled(result.content, accept=False)) == revisions.formatted(content)


def test_a_new_paragraph_at_the_end_and_below_the_last_heading():
    document = docx.Document()
    document.add_paragraph("正文。", style="Quote")
    document.add_heading("四、措施", 2)
    content = saved(document)
    text = word_text(content, "x")
    end = len(text) - 1
    result = changed_word(content, "x", [Change(end, end, "\n第一条。"), Change(end, end, "\n第二条。")])
    assert accepted(result) == "正文。\n## 四、措施\n第一条。\n第二条。"
    after = revisions.settled(result.content, accept=False)
    assert revisions.formatted(after) == revisions.formatted(content)
    styles = [paragraph.style.name for paragraph in docx.Document(io.BytesIO(result.content)).paragraphs]
    assert styles == ["Quote", "Heading 2", "Quote", "Quote"]


def test_a_paragraph_is_taken_out_with_its_mark(content):
    result = replaced(content, "结论：销售额13600万元，同比增长15.3%。\n", "")
    assert accepted(result) == "# 一、业绩\n回款率90%。"
    assert len(docx.Document(io.BytesIO(revisions.settled(result.content, accept=True))).paragraphs) == 2
    assert revisions.formatted(revisions.settled(result.content, accept=False)) == revisions.formatted(content)


def test_a_heading_comes_in_like_one_of_its_level_and_else_not_at_all(content):
    done = replaced(content, "回款率90%。", "回款率90%。\n# 二、风险")
    assert docx.Document(io.BytesIO(done.content)).paragraphs[-1].style.name == "Heading 1"
    refused = replaced(content, "回款率90%。", "回款率90%。\n### 细项")
    assert [one.why for one in refused.withheld] == [
        "第 3 行「回款率90%。」要加一个 3 级标题，文中没有同级标题可以照着排版，请手工修改"
    ]
    assert word_text(refused.content, "x") == word_text(content, "x")


def test_other_writers_changes_and_comments_stay(content):
    document = docx.Document(io.BytesIO(content))
    paragraph = document.paragraphs[1]
    document.add_comment(paragraph.runs[1], "请核对", author="王经理")
    xml = (
        '<w:ins w:id="7" w:author="王经理" w:date="2025-01-01T00:00:00Z"><w:r><w:t>华东回款慢，</w:t></w:r></w:ins>',
        '<w:del w:id="8" w:author="王经理"><w:r><w:delText>华南回款慢，</w:delText></w:r></w:del>',
        '<w:moveFrom w:id="9" w:author="王经理"><w:r><w:t>移走的话。</w:t></w:r></w:moveFrom>',
    )
    for one in xml:
        paragraph._p.append(parse_xml(one.replace(">", f" {nsdecls('w')}>", 1)))
    before = saved(document)
    text = word_text(before, "x")
    assert text.split("\n")[1] == "结论：销售额13600万元，同比增长15.3%。华东回款慢，"

    at = text.index("回款慢")
    changes = [Change(at, at + 2, "到账"), Change(at + 3, at + 3, "两周")]
    result = changed_word(before, "x", changes, [Note(at, at + 3, "缺原因")])
    assert result.withheld == ()
    assert accepted(result).split("\n")[1] == "结论：销售额13600万元，同比增长15.3%。华东到账慢两周，"
    assert revisions.formatted(revisions.settled(result.content, accept=False, author="fupan")) == revisions.formatted(
        before
    )
    without = word_text(revisions.settled(result.content, accept=False), "x")
    assert "15.3%。华南回款慢，\n" in without
    assert "华东" not in without
    assert len(set(revisions.ids(result.content))) == len(revisions.ids(result.content))
    told = revisions.commented(result.content)
    assert told[0] == ("王经理", "请核对", "销售额13600万元，同比增长15.3%。")
    assert told[1] == ("fupan", "缺原因", "回款到账慢")


def test_comments_alone_leave_the_text(content):
    text = word_text(content, "x")
    start = text.index("15.3%")
    result = changed_word(
        content,
        "x",
        (),
        [Note(start, start + 5, "应为15.25%\n（13600−11800）÷11800"), Note(0, 0, "缺少小节")],
        when=WHEN,
    )
    assert result.comments == 2
    assert word_text(result.content, "x") == text
    assert revisions.formatted(result.content) == revisions.formatted(content)
    assert revisions.commented(result.content) == [
        ("fupan", "缺少小节", "一、业绩"),
        ("fupan", "应为15.25%\n（13600−11800）÷11800", "15.3%"),
    ]
    comment = next(iter(docx.Document(io.BytesIO(result.content)).comments))
    assert comment._comment_elm.get(f"{W}date") == "2025-12-31T09:30:00Z"


def test_a_change_tells_what_it_is_for(content):
    result = replaced(content, "回款率90%。", "回款率90%，低于目标。", note="补上影响\x00（待核实）")
    assert revisions.commented(result.content) == [("fupan", "补上影响（待核实）", "，低于目标")]


def test_a_footnote_stays_behind_what_it_notes():
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    content = with_xml(mark, before="增长15%", after="。")
    added = replaced(content, "增长15%", "增长15%，快于行业")
    order = [one.tag.removeprefix(W) for one in body(added.content).find(f"{W}p") if one.tag != f"{W}pPr"]
    assert order == ["r", "r", "ins", "r"]
    gone = replaced(content, "增长15%。", "持平。")
    kept = body(revisions.settled(gone.content, accept=True))
    assert kept.find(f".//{W}footnoteReference") is not None
    assert accepted(gone) == "持平。"


def test_a_link_is_changed_inside_and_not_by_what_stands_beside():
    content = with_xml('<w:hyperlink w:anchor="a"><w:r><w:rPr><w:b/></w:rPr><w:t>13600</w:t></w:r></w:hyperlink>')
    inside = replaced(content, "13600", "13700")
    link = body(inside.content).find(f".//{W}hyperlink")
    assert words(link) == "1360013700"
    assert accepted(inside) == "销售额13700万元。"
    behind = replaced(content, "万", "多万")
    assert "多" not in words(body(behind.content).find(f".//{W}hyperlink"))
    assert body(behind.content).find(f".//{W}ins//{W}b") is None


FIELD = (
    "<w:smartTag><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> {code} </w:instrText></w:r><w:r>"
    "<w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>13600</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    "</w:smartTag>"
)


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (FIELD.format(code="REF total"), "域"),
        ("<w:fldSimple w:instr='NUMPAGES'><w:r><w:t>13600</w:t></w:r></w:fldSimple>", "域"),
        (
            "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent><w:r><w:t>13600</w:t></w:r></w:sdtContent></w:sdt>",
            "表单控件",
        ),
        ("<w:r><w:ruby><w:rubyBase><w:r><w:t>13600</w:t></w:r></w:rubyBase></w:ruby></w:r>", "注音"),
    ],
)
def test_what_word_makes_itself_is_not_changed(xml, reason):
    content = with_xml(xml)
    result = replaced(content, "13600", "13700")
    assert result.written == ()
    assert reason in result.withheld[0].why
    assert result.withheld[0].why.startswith("第 1 行「销售额13600万元。」")
    assert word_text(result.content, "x") == word_text(content, "x")
    beside = replaced(content, "万元", "万余元")
    assert accepted(beside) == "销售额13600万余元。"


def test_a_link_made_as_a_field_can_be_changed():
    result = replaced(with_xml(FIELD.format(code='HYPERLINK "https://example.com"')), "13600", "13700")
    assert accepted(result) == "销售额13700万元。"


def test_cells_are_changed_and_the_table_is_not():
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("区域", "实际", "华东|沪", "4080", "合计", ""), strict=True
    ):
        cell.text = text
    document.add_paragraph("说明。")
    content = saved(document)
    assert accepted(replaced(content, "4080", "4180")).split("\n")[2] == "| 华东／沪 | 4180 |"
    assert accepted(replaced(content, "合计 |  |", "合计 | 4180 |")).split("\n")[3] == "| 合计 | 4180 |"
    for old, new in (
        ("合计 |  |", "合计 |  |\n| 华南 | 1 |"), ("| 合计 |  |\n", ""), ("| 区域 | 实际 |", "| 区域 | 实际 | 目标 |"),
    ):  # fmt: skip
        result = replaced(content, old, new)
        assert result.written == ()
        assert "表格" in result.withheld[0].why
        assert word_text(result.content, "x") == word_text(content, "x")


def test_a_merged_cell_is_left():
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "销售额"
    result = changed_word(saved(document), "x", [Change(2, 5, "回款额")])
    assert "合并的单元格" in result.withheld[0].why


def test_text_boxes_get_comments_but_no_changes():
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框中：回款率96%</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    content = with_xml(box)
    text = word_text(content, "x")
    at = text.index("96%")
    result = changed_word(content, "x", [Change(at, at + 3, "97%")], [Note(at, at + 3, "应为97%")])
    assert "文本框" in result.withheld[0].why
    assert result.comments == 1
    assert all(one.find(f".//{W}commentRangeStart") is None for one in body(result.content).iter(f"{W}txbxContent"))
    assert word_text(result.content, "x") == text


def test_what_is_not_found_is_said(content):
    missing = Change(0, 3, "新", before="没有这句话")
    moved = Change(0, 3, "回款率91%", before="回款率90%")
    outside = Change(9000, 9001, "新")
    result = changed_word(content, "x", [missing, moved, outside])
    assert [one.text for one in result.written] == ["回款率91%"]
    assert [one.why for one in result.withheld] == [
        "原文里找不到要改的「没有这句话」，或不止一处",
        "原文里没有要改的那一处，新文字是「新」",
    ]


def test_changes_that_overlap_are_not_mixed(content):
    text = word_text(content, "x")
    at = text.index("销售额")
    result = changed_word(content, "x", [Change(at, at + 8, "营收"), Change(at + 5, at + 10, "其他")])
    assert len(result.written) == 1
    assert "重叠" in result.withheld[0].why


def test_changes_that_meet_in_a_line_are_written_as_one(content):
    text = word_text(content, "x")
    first, second = text.index("15.3%。\n"), text.index("90%")
    changes = [Change(first, first + 7, "15.8%，", "合并两段"), Change(second, second + 3, "91%", "更正")]
    result = changed_word(content, "x", changes)
    assert result.written == tuple(changes)
    assert accepted(result).split("\n")[1] == "结论：销售额13600万元，同比增长15.8%，回款率91%。"
    assert [text for _, text, _ in revisions.commented(result.content)] == ["合并两段\n更正"]


def test_what_reads_otherwise_than_asked_is_not_written(content):
    at = word_text(content, "x").index("90%")
    result = changed_word(
        content, "x", [Change(at, at + 3, "91%")], [Note(at, at + 3, "应为91%")], diff=lambda _, after: [("+", after)]
    )
    assert result.written == ()
    assert "读出来" in result.withheld[0].why
    assert word_text(result.content, "x") == word_text(content, "x")
    assert revisions.ids(result.content) == []
    assert result.comments == 1


def test_control_characters_are_not_written(content):
    result = replaced(content, "回款率90%。", "回款率\x0091%。")
    assert "控制字符" in result.withheld[0].why


def test_an_empty_document_takes_nothing_and_a_comment_where_it_can():
    result = changed_word(saved(docx.Document()), "x", [Change(0, 0, "新")], [Note(0, 0, "没有正文")])
    assert result.written == ()
    assert "没有要改的那一处" in result.withheld[0].why
    assert result.comments == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), r"旧的 \.doc"),
        (b"PK\x03\x04 broken", "不是完好的"),
        (b"", "不是完好的"),
    ],
)
def test_what_is_no_word_document_is_refused(content, message, tmp_path):
    source = tmp_path / "总结.docx"
    source.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        write_word(source, tmp_path / "新.docx", [Change(0, 1, "新")])
    assert "总结.docx" in str(caught.value)
    assert not (tmp_path / "新.docx").exists()
    assert source.read_bytes() == content


def test_the_original_is_never_overwritten(content, tmp_path):
    source = tmp_path / "总结.docx"
    source.write_bytes(content)
    with pytest.raises(InputError, match="就是原稿"):
        write_word(source, tmp_path / "." / "总结.docx", [Change(2, 4, "二")])
    write_word(source, tmp_path / "新.docx", [Change(2, 4, "二、")])
    assert source.read_bytes() == content
    assert word_text((tmp_path / "新.docx").read_bytes(), "x").startswith("# 二、业绩")


def test_typed_indents_and_spaces_stay():
    document = docx.Document()
    document.add_paragraph("　　销售额增长。 ")
    document.add_paragraph("回款率下降。")
    content = saved(document)
    result = replaced(content, "销售额增长。", "营收增长。")
    assert words(body(revisions.settled(result.content, accept=True)).find(f"{W}p")) == "　　营收增长。 "
    gone = replaced(content, "销售额增长。\n", "")
    assert len(docx.Document(io.BytesIO(revisions.settled(gone.content, accept=True))).paragraphs) == 1
