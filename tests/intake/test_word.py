"""Word documents: made with a Word library, read as text, checked."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from fupan.errors import InputError
from fupan.intake import office_package
from fupan.intake.documents import read_document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_heading("2025年度总结", 0)
    document.add_heading("一、业绩", 1)
    paragraph = document.add_paragraph("销售额136")
    paragraph.add_run("00万元").bold = True
    paragraph.add_run().add_tab()
    paragraph.add_run("目标12000万元。")
    deleted = f"<w:del {nsdecls('w')}><w:r><w:delText>99亿元</w:delText></w:r></w:del>"
    inserted = f"<w:ins {nsdecls('w')}><w:r><w:t>完成率113.3%。</w:t></w:r></w:ins>"
    for xml in (deleted, inserted):
        paragraph._p.append(parse_xml(xml))
    table = document.add_table(rows=3, cols=3)
    rows = (("区域", "目标", "实际"), ("华东", "4800", "4080"), ("华南|西", "3600", "5440"))
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(1, 2))
    box = (
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>框中：回款率96.2%</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )
    document.add_paragraph("外文")._p.append(parse_xml(box))
    file = tmp_path / "总结.docx"
    document.save(str(file))
    return file


def test_paragraphs_headings_tables_and_boxes_are_lines(path: Path) -> None:
    assert read_document(path).text.split("\n") == [
        "# 2025年度总结",
        "# 一、业绩",
        "销售额13600万元 目标12000万元。完成率113.3%。",
        "",
        "| 区域 | 目标 | 实际 |",
        "| --- | --- | --- |",
        "| 华东 | 4800 4080 | 4800 4080 |",
        "| 华南／西 | 3600 | 5440 |",
        "",
        "外文",
        "框中：回款率96.2%",
        "",
    ]


def test_a_word_document_is_checked(path: Path, tmp_path: Path) -> None:
    facts = tmp_path / "f.yaml"
    facts.write_text(
        'period: "2025"\nmetrics: [{name: 销售额, unit: 万元, target: 12000, actual: 13000}]\n', encoding="utf-8"
    )
    command = [sys.executable, "-m", "fupan.cli.main", "check", str(path), "--facts", str(facts)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    assert "总结.docx:3:4 错误" in done.stdout
    assert "13000万元" in done.stdout


def test_a_bomb_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_package, "MAX_UNPACKED", 1000)
    with pytest.raises(InputError, match="解开后"):
        read_document(path)


def test_a_package_that_is_no_document_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("word/document.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")
    (tmp_path / "x.docx").write_bytes(packed.getvalue())
    with pytest.raises(InputError, match="Word"):
        read_document(tmp_path / "x.docx")


def test_without_the_extra_it_says_what_to_install(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(Exception, match="office") as caught:
        read_document(path)
    assert "pip install" in str(getattr(caught.value, "hint", ""))


def test_a_damaged_file_is_read_or_refused_with_a_reason(
    path: Path, hints_of_damaged: Callable[[bytes, str], list[str]]
) -> None:
    hints = hints_of_damaged(path.read_bytes(), "x.docx")
    assert len(hints) > 50
    assert all(hints)
