"""What LibreOffice makes of our Word files: opened, all changes accepted or rejected, stored and read again."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from fupan.export.word_changes import Change, Note, changed_word
from fupan.intake.word import word_text

SCRIPT = Path(__file__).with_name("libreoffice_revisions.py")
SOFFICE = shutil.which("soffice") or ""
PYTHON = "/usr/bin/python3"
"""The one that Debian's python3-uno belongs to."""
BEFORE = """\
# 2025年总结
正文第一段，销售额13600万元，同比增长15.3%。
## 一、业绩
结论：华东完成4080万元，完成率90%。
这一段是空话，要删去。
回款率96%。

| 区域 | 实际 |
| --- | --- |
| 华东 | 4080 |

## 二、措施
"""
AFTER = """\
# 2025年总结
正文第一段，销售额13600万元，同比增长15.25%。
## 一、业绩
结论：华东完成4080万元，完成率85%，主要由于竞品低价。
回款率96%。
表前新加的一段。

| 区域 | 实际 |
| --- | --- |
| 华东 | 4180 |

## 二、措施
3月底前拜访10家客户。
责任人：王磊。
"""


def has_uno() -> bool:
    if not SOFFICE or not Path(PYTHON).exists():
        return False
    return subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


needs_office = pytest.mark.skipif(
    not has_uno(), reason="needs LibreOffice: apt-get install libreoffice-writer-nogui python3-uno"
)


def original() -> bytes:
    document = docx.Document()
    for line in BEFORE.split("\n"):
        level = len(line) - len(line.lstrip("#"))
        if level:
            document.add_heading(line.lstrip("# "), level)
        elif line.startswith("| 区域"):
            table = document.add_table(rows=2, cols=2)
            for cell, text in zip(
                (*table.rows[0].cells, *table.rows[1].cells), ("区域", "实际", "华东", "4080"), strict=True
            ):
                cell.text = text
        elif line and not line.startswith("|"):
            lead, _, rest = line.rpartition("：")
            paragraph = document.add_paragraph()
            if lead:
                paragraph.add_run(f"{lead}：").bold = True
            run = paragraph.add_run(rest)
            run.font.name = "Times New Roman"
            run._r.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def changes(text: str) -> list[Change]:
    """From BEFORE to AFTER, section by section as a rewrite gives them."""
    pairs = (
        ("15.3%", "15.25%"),
        ("完成率90%。\n这一段是空话，要删去。\n", "完成率85%，主要由于竞品低价。\n"),
        ("回款率96%。", "回款率96%。\n表前新加的一段。"),
        ("| 华东 | 4080 |", "| 华东 | 4180 |"),
        ("## 二、措施", "## 二、措施\n3月底前拜访10家客户。\n责任人：王磊。"),
    )
    return [Change(text.index(old), text.index(old) + len(old), new) for old, new in pairs]


def test_the_example_is_written_whole() -> None:
    content = original()
    text = word_text(content, "x")
    assert text == BEFORE
    result = changed_word(content, "x", changes(text))
    assert result.withheld == ()
    assert word_text(result.content, "x") == AFTER


@needs_office
@pytest.mark.timeout(600)
def test_libreoffice_accepts_to_the_proposal_and_rejects_to_the_original(tmp_path: Path) -> None:
    content = original()
    result = changed_word(content, "x", changes(word_text(content, "x")))
    paths = [tmp_path / name for name in ("in.docx", "accepted.docx", "rejected.docx", "profile")]
    paths[0].write_bytes(result.content)
    done = subprocess.run(
        [PYTHON, str(SCRIPT), SOFFICE, *map(str, paths)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=500,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert {author for _, author in seen} == {"fupan"}
    assert {kind for kind, _ in seen} == {"Insert", "Delete", "ParagraphFormat"}

    accepted, rejected = (path.read_bytes() for path in paths[1:3])
    assert word_text(accepted, "x") == AFTER
    assert word_text(rejected, "x") == BEFORE
    for stored in (accepted, rejected):
        assert font_of_text(stored) == {"仿宋_GB2312"}


@needs_office
@pytest.mark.timeout(600)
def test_libreoffice_shows_comments_on_their_words(tmp_path: Path) -> None:
    """By conversion, as LibreOffice without a screen (nogui) breaks off where it should draw a comment."""
    text = word_text(original(), "x")
    at = text.index("完成率90%")
    result = changed_word(original(), "x", changes(text), [Note(at, at + 6, "口径：按回款算是88%")])
    (tmp_path / "in.docx").write_bytes(result.content)
    command = [SOFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "odt"]
    subprocess.run([*command, "in.docx"], cwd=tmp_path, capture_output=True, check=True, timeout=500)
    with zipfile.ZipFile(tmp_path / "in.odt") as package:
        told = package.read("content.xml").decode()
    comment = told[told.index("<office:annotation ") : told.index("<office:annotation-end")]
    assert "<dc:creator>fupan</dc:creator>" in comment
    assert "口径：按回款算是88%" in comment
    stands_on = re.sub(r"<[^<>]{1,300}>", "", comment.split("</office:annotation>")[1])
    assert stands_on == "完成率85%，主要由于竞品低价"  # what was put in for the last words belongs to them


def font_of_text(content: bytes) -> set[str | None]:
    """The Chinese fonts of the runs that are neither headings nor lead-ins nor in tables."""
    paragraphs = (one for one in docx.Document(io.BytesIO(content)).paragraphs if "Heading" not in one.style.name)
    runs = (run for paragraph in paragraphs for run in paragraph.runs if run.text and not run.bold)
    return {run._r.rPr.rFonts.get(qn("w:eastAsia")) for run in runs}
