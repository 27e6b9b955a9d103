from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from fupan.errors import InputError
from fupan.intake.documents import read_document
from fupan.intake.visible_text import visible_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_with_any_line_ends(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "d.md").write_bytes("# 标题\r\n销售额13600万元\r".encode(encoding))
    document = read_document(tmp_path / "d.md")
    assert (document.text, document.remark) == ("# 标题\n销售额13600万元\n", "")


def test_gbk_is_read_and_told(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_bytes("销售额增长了".encode("gb18030"))
    document = read_document(tmp_path / "d.txt")
    assert document.text == "销售额增长了"
    assert "GB18030" in document.remark


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("销售额13万元".encode()), encoding="utf-8"))
    assert read_document("-").text == "销售额13万元"


def test_html_is_read_as_seen(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>题</title><style>p{width:50%}</style><body><h1>总&nbsp;结</h1>"
        "<p>销售额<b>13600</b>万元&amp;增长<br/>15%</p><script>var x = 99;</script>"
        "<table><tr><td>华东</td><td>4080</td></tr></table><!-- 88% --></body></html>"
    )
    (tmp_path / "d.html").write_text(page, encoding="utf-8")
    text = read_document(tmp_path / "d.html").text
    assert "销售额13600万元&增长\n15%" in text
    assert "华东\t4080" in text
    assert text.startswith("# 总\xa0结\n")
    for hidden in ("50%", "99", "88%", "题"):
        assert hidden not in text


def test_remarks_to_the_checker_stay_with_the_line_they_stand_in() -> None:
    html = (
        "<head><!-- fupan: ignore wrong-unit --></head><p>销售额90万元。<!-- fupan: ignore\n wrong-unit 口径 --></p>"
        "<!-- 备忘 --><script><!-- fupan: ignore x --></script><!--fupan: ignore wrong-role--><p>回款80万元。</p>"
    )
    assert visible_text(html).split("\n") == [
        "销售额90万元。<!-- fupan: ignore wrong-unit 口径 -->", "<!--fupan: ignore wrong-role-->", "回款80万元。", "",
    ]  # fmt: skip


def test_an_unclosed_script_hides_the_rest_and_nothing_fails() -> None:
    assert visible_text("<p>甲</p><script>乙") == "甲\n"
    assert visible_text("</p></div>甲<p<b>>").startswith("甲")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("d.docx", b"PK\x03\x04xx", "Word"),
        ("d.pptx", b"PK\x03\x04xx", "PowerPoint"),
        ("d.md", b"PK\x03\x04xx", "压缩包"),
        ("d.pdf", b"%PDF-1.7", "pdf"),
        ("d.md", b"a\nb\x00c", "第 2 行"),
        ("d.md", b"a\n\xff\xff\xff", "第 2 行"),
        ("d.md", b"x" * 20_000_001, "20 MB"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_document(tmp_path / name)
    assert message in caught.value.message
    assert caught.value.hint


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.md", tmp_path):
        with pytest.raises(InputError):
            read_document(path)


def _package(part: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr(part, "<x/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "message", "hint"),
    [
        (
            "总结.md",
            _package("word/document.xml"),
            "其实是 Word 文档，只是扩展名写成了 .md",
            "把扩展名改成 .docx",
        ),
        ("总结.txt", _package("ppt/presentation.xml"), "其实是 PowerPoint 演示文稿", "把扩展名改成 .pptx"),
        ("总结.md", _package("xl/workbook.xml"), "其实是 Excel 工作簿", "另存为 .docx、"),
        ("总结.html", b"%PDF-1.7", "其实是 PDF，", "另存为 .docx、"),
        ("总结.md", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "其实是旧的 Office 文件", "另存为 .docx、"),
        ("总结.md", b"{\\rtf1 x}", "其实是 RTF 文档", "另存为 .docx、"),
        ("总结", b"%PDF-1.7", "总结 是 PDF，这里读不了", "另存为 .docx、"),
        ("总结.pdf", b"%PDF-1.7", "总结.pdf 是 .pdf 格式，这里读不了", "另存为 .docx、"),
    ],
)
def test_a_wrong_suffix_is_told_with_what_the_file_is(
    tmp_path: Path, name: str, content: bytes, message: str, hint: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_document(tmp_path / name)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_of_a_page_with_one_article_that_alone_is_read() -> None:
    page = "<nav>共42个数字</nav><article><p>销售额90万元。</p><aside>200字</aside></article><p>出处</p>"
    assert visible_text(page) == "销售额90万元。\n"
    assert visible_text("<p>甲</p><article>乙") == "乙\n"
    assert visible_text("<article>甲</article><article>乙</article><p>丙</p>").split() == ["甲", "乙", "丙"]


def test_what_is_told_beside_the_text_is_no_part_of_it() -> None:
    tip = '<span role="tooltip"><span>2025年</span> 12000万元 ÷ 9000万元</span>'
    assert visible_text(f'<p>完成<span>90万元{tip}<sup role="doc-noteref">[1]</sup></span>。</p>') == "完成90万元。\n"
    assert visible_text("<p>面积90m<sup>2</sup>。</p>") == "面积90m2。\n"
