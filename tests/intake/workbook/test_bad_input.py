"""What people send by mistake or by malice: refused or left aside with a message that names file, sheet and cell."""

from __future__ import annotations

import io
import time
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.drawing.image import Image
from openpyxl.workbook.protection import WorkbookProtection

from fupan.errors import FactSheetError, InputError
from fupan.intake.factsheet import load_facts
from fupan.intake.workbook.package import MAX_UNPACKED
from fupan.intake.workbook.read import read_workbook
from fupan.intake.workbook.xlsx import read_xlsx

ROWS = [["2025年"], ["指标", "单位", "目标", "实际"], ["销售额", "万元", 1, 2]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def changed(path, part, old, new):
    """The file with one part of its package changed."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xlsx", b"", "是空文件"),
        ("a.csv", b"", "是空文件"),
        ("a.csv", b"a\0b", "不是文本"),
        ("a.xlsx", b"hello", "不是完好的 Excel 工作簿"),
        ("a.xlsx", b"PK\x03\x04broken", "不是完好的 Excel 工作簿"),
        ("a.xls", OLE + b"\0" * 600, "旧的 .xls"),
        ("a.et", OLE + b"\0" * 600, "旧的 .xls（或 WPS 的 .et）"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "有打开密码"),
        ("a.wps", OLE + b"\0" * 600, "文字文档，不是工作簿"),
        ("a.pptx", b"PK", "演示文稿，不是工作簿"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "其实是网页"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=told) as caught:
        load_facts(tmp_path / name)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("xl/workbook.bin", ".xlsb"),
        ("content.xml", ".ods"),
        ("word/document.xml", "Word 文档"),
        ("ppt/p.xml", "演示文稿"),
    ],
)
def test_other_packages(tmp_path, part, told):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr(part, b"")
    with pytest.raises(InputError, match=told):
        load_facts(tmp_path / "a.xlsx")


def test_a_folder_and_a_missing_file(tmp_path):
    with pytest.raises(InputError, match="找不到文件"):
        load_facts(tmp_path / "none.xlsx")
    (tmp_path / "dir.xlsx").mkdir()
    with pytest.raises(InputError, match="读不了文件"):
        load_facts(tmp_path / "dir.xlsx")


def test_a_bomb_is_refused_before_it_unpacks(tmp_path, cpu_seconds):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package, package.open(
        "xl/worksheets/sheet1.xml", "w", force_zip64=True
    ) as part:  # fmt: skip
        zeros = b"\0" * 10_000_000
        for _ in range(MAX_UNPACKED // len(zeros) + 1):
            part.write(zeros)
    assert path.stat().st_size < 5_000_000

    def work():
        with pytest.raises(InputError, match="解开后超过"):
            load_facts(path)

    assert cpu_seconds(work) < 1


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"]
)
def test_entities_are_refused(save, part):
    path = save({"数": ROWS})
    with zipfile.ZipFile(path) as package:
        first = package.read(part)[:60].partition(b"<")[2].partition(b" ")[0].lstrip(b"?")
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    if first == b"xml":
        changed(path, part, b"?>", b"?>" + declared)
    else:
        changed(path, part, b"<" + first, declared + b"<" + first)
    with pytest.raises(InputError, match="文档类型声明"):
        load_facts(path)


def test_a_cut_part_is_damage(save):
    path = changed(save({"数": ROWS}), "xl/worksheets/sheet1.xml", b"</sheetData>", b"")
    with pytest.raises(InputError, match="已损坏"):
        load_facts(path)


def test_formulas_without_values_are_named_cell_by_cell(save):
    path = save({"数": [*ROWS, ["回款额", "万元", "=C3*2", "=cmd|'/C calc'!A0"]]})
    with pytest.raises(FactSheetError) as caught:
        load_facts(path)
    told = str(caught.value)
    assert "数!C4: 公式 =C3*2 还没有算出值" in told
    assert "数!D4" in told
    assert "打开这个文件，保存一次" in told


def test_a_zero_that_was_never_computed_is_no_value(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("数")
    for row, values in enumerate(ROWS):
        sheet.write_row(row, 0, values)
    sheet.write_formula("D3", "=C3*2")
    book.close()
    with pytest.raises(FactSheetError, match=r"数!D3: 公式 =C3\*2 还没有算出值"):
        load_facts(tmp_path / "a.xlsx")


def test_text_that_looks_like_a_command_is_text(read):
    def write(book):
        book.worksheets[0]["E3"].value = "=cmd|'/C calc'!A0"
        book.worksheets[0]["E3"].data_type = "s"
        book.worksheets[0]["E2"].value = "备注"

    assert read({"数": ROWS}, then=write).sheet.notes[0].text == "销售额：=cmd|'/C calc'!A0"


def test_macros_and_links_are_left_alone_and_said(save):
    path = save({"数": ROWS})
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\0")
    moved = path.with_suffix(".xlsm")
    path.rename(moved)
    reading = read_workbook(moved)
    assert reading.sheet.metrics
    assert any("有宏，没有运行" in remark for remark in reading.remarks)


def test_external_links_are_not_followed(save):
    link = (
        b'<Relationship Id="rId99" Target="externalLinks/externalLink1.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"/></Relationships>'
    )
    path = changed(save({"数": ROWS}), "xl/_rels/workbook.xml.rels", b"</Relationships>", link)
    assert any("没有打开它们" in remark for remark in read_workbook(path).remarks)


def test_hidden_sheets_are_left_and_said(read):
    def hide(book):
        book.worksheets[1].sheet_state = "veryHidden"

    reading = read({"数": ROWS, "底稿": [["指标", "实际"], ["销售额", 99]]}, then=hide)
    assert {one.sheet for one in reading.taken} == {"数"}
    assert any("「底稿」" in str(warning) for warning in reading.warnings)


def test_a_picture_in_place_of_a_number_is_named(read, tmp_path):
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc33"
        "0000000049454e44ae426082"
    )

    def draw(book):
        image = Image(io.BytesIO(pixel))
        image.width = image.height = 10
        book.worksheets[0].add_image(image, "D3")

    try:
        reading = read({"数": [ROWS[0], ROWS[1], ["销售额", "万元", 1, None], ["回款额", "万元", 1, 2]]}, then=draw)
    except ImportError:
        pytest.skip("openpyxl 要有 Pillow 才能放图片")
    assert any("数!D3" in str(warning) and "图片" in str(warning) for warning in reading.warnings)


def test_protected_sheets_are_read(read):
    def protect(book):
        book.security = WorkbookProtection(workbookPassword="x", lockStructure=True)
        book.worksheets[0].protection.sheet = True

    assert read({"数": ROWS}, then=protect).sheet.metrics


def test_a_million_empty_rows_cost_nothing(save):
    path = save({"数": ROWS})
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>' % (n, n, n) for n in range(10, 200_000))
    changed(path, "xl/worksheets/sheet1.xml", b"</sheetData>", rows + b"</sheetData>")
    began = time.process_time()
    reading = read_workbook(path)
    assert time.process_time() - began < 3
    assert reading.sheet.metrics[0].name == "销售额"
    assert any("没有再往下读" in remark for remark in reading.remarks)


def test_merged_to_the_end_of_the_sheet(save):
    path = save({"数": [*ROWS, [], ["注：含税"]]})
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>'
    changed(path, "xl/worksheets/sheet1.xml", b"</sheetData>", merge)
    assert read_workbook(path).sheet.metrics


def test_ranges_over_one_another_cost_little(save, cpu_seconds):
    rows = [*ROWS, *[[f"甲{row}", "万元", row] for row in range(300)]]
    boxes = b"".join(b'<mergeCell ref="A%d:Z999"/>' % row for row in range(4, 300))
    merge = b'</sheetData><mergeCells count="296">' + boxes + b"</mergeCells>"
    path = changed(save({"数": rows}), "xl/worksheets/sheet1.xml", b"</sheetData>", merge)
    assert cpu_seconds(lambda: read_workbook(path)) < 5


def test_a_mapping_over_the_whole_sheet_costs_little(save):
    path = save({"数": ROWS})
    columns = "{A: {take: metric}, B: {take: unit}, D: {take: value}}"
    text = f"period: 2025\ntables: [{{sheet: 数, range: A2:XFD1048576, columns: {columns}}}]\n"
    path.with_name("数据.mapping.yaml").write_text(text, encoding="utf-8")
    began = time.process_time()
    assert [one.id for one in read_workbook(path).taken if one.kind == "fact"] == ["销售额.actual"]
    assert time.process_time() - began < 2


def test_no_period_is_told_with_the_way_to_say_it(save):
    with pytest.raises(FactSheetError, match=r"没有找到这份数据是哪个周期的.*周期：2025年"):
        load_facts(save({"数": ROWS[1:]}))


def test_nothing_to_take_is_told(save):
    with pytest.raises(FactSheetError, match="没有找到指标，也没有要点"):
        load_facts(save({"数": [["2025年"], ["随便写写"]]}))


def test_the_same_is_read_as_by_another_reader(read, save):
    rows = [["2025年", None, 1.5], [True, "文字", -3], [None, 0.1 + 0.2, "  空格  "], [1e15, 123456789012345, "=1"]]
    path = save({"数": rows}, forms={"C1": "0.0%"})
    grid = read_xlsx(path.read_bytes(), "a").grids[0]
    other = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    for row in other.iter_rows():
        for cell in row:
            mine = grid.at(cell.row, cell.column)
            if isinstance(cell.value, bool):
                assert mine.text == "是"
            elif isinstance(cell.value, int | float):
                assert float(mine.number) == pytest.approx(cell.value, rel=1e-14)
            elif isinstance(cell.value, str):
                assert mine.value == cell.value
