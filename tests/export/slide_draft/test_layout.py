"""Somebody's own PowerPoint file as the base: its masters are used, its slides stay out, bad files are refused."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest

pptx = pytest.importorskip("pptx", reason="没有安装 fupan[office]")

from hypothesis import HealthCheck, given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from pptx.util import Pt  # noqa: E402

from fupan.errors import InputError  # noqa: E402
from fupan.export.chart_font import shipped_font  # noqa: E402
from fupan.export.slide_draft import text_frame  # noqa: E402
from fupan.export.slide_draft.deck import draft_slides  # noqa: E402
from fupan.export.slide_draft.layout_file import opened_layout  # noqa: E402
from fupan.intake import office_package  # noqa: E402

pytestmark = pytest.mark.skipif(shipped_font() is None, reason="没有安装 fupan[office]（自带字体）")
APP = pptx.opc.constants.RELATIONSHIP_TYPE.EXTENDED_PROPERTIES
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def saved(presentation):
    made = io.BytesIO()
    presentation.save(made)
    return made.getvalue()


def company():
    """A company's file: 4:3, slides of its own with notes, a footer in the layouts, a named Chinese font."""
    made = pptx.Presentation()
    for number in (0, 1, 3):
        slide = made.slides.add_slide(made.slide_layouts[number])
        slide.shapes.title.text = "旧的一页"
        slide.notes_slide.notes_text_frame.text = "旧备注"
    for layout in made.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.idx == 11:
                shape.text_frame.text = "内部资料"
    made.core_properties.author = made.core_properties.category = "旧主人"
    made.part.package.part_related_by(APP)._blob = "<Properties>旧的一页</Properties>".encode()
    theme = made.slide_master.part.part_related_by(pptx.opc.constants.RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'<a:ea typeface=""/>', '<a:ea typeface="楷体"/>'.encode())
    return made


def rewritten(content, change):
    """The file with its parts changed by ``change(name, data)``, None to leave one out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = change(part.filename, old.read(part))
            if data is not None:
                new.writestr(part.filename, data)
    return made.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(content, name="公司模板.pptx"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def test_the_masters_are_used_and_the_slides_stay_out(draft, sheet, file):
    content = draft_slides(draft, sheet, layout=file(saved(company())))
    made = pptx.Presentation(io.BytesIO(content))
    assert made.slide_width == Pt(720)
    assert made.slides[0].slide_layout.name == "Title Slide"
    assert {slide.slide_layout.name for slide in list(made.slides)[1:-1]} == {"Title and Content"}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        whole = b"".join(package.read(name) for name in package.namelist())
        assert len([name for name in package.namelist() if name.startswith("ppt/slides/slide")]) == len(made.slides)
    assert "旧的一页".encode() not in whole
    assert "旧备注".encode() not in whole
    assert "旧主人".encode() not in whole
    assert b"thumbnail" not in whole
    for slide in made.slides:
        told = {shape.placeholder_format.type: shape for shape in slide.placeholders}
        footer = next(shape for kind, shape in told.items() if str(kind).startswith("FOOTER"))
        assert footer.text_frame.text == "内部资料"
        for run in slide._element.iter(f"{A}rPr"):
            assert run.find(f"{A}ea").get("typeface") in {"+mj-ea", "+mn-ea"}
    points = [shape for shape in made.slides[2].placeholders if shape.placeholder_format.idx == 1]
    assert points[0].text_frame.text.startswith("新能源客户")


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
        "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    ],
)
def test_a_template_and_a_file_with_macros_serve_as_well(kind, draft, sheet, file):
    def change(name, data):
        if name == "[Content_Types].xml":
            plain = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
            return data.replace(plain, kind.encode())
        return data

    content = draft_slides(draft, sheet, layout=file(rewritten(saved(company()), change), "公司.potx"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"presentation.main+xml" in package.read("[Content_Types].xml")
        assert kind.encode() not in package.read("[Content_Types].xml")
    assert len(pptx.Presentation(io.BytesIO(content)).slides) >= 5


def without_titles():
    made = pptx.Presentation()
    for layout in list(made.slide_layouts)[:-1]:
        if layout.name != "Blank":
            made.slide_layouts.remove(layout)
    made.slide_layouts.remove(made.slide_layouts[-1])
    return saved(made)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (lambda: b"no zip at all", "不是完好的 PowerPoint 演示文稿"),
        (lambda: b"", "不是完好的 PowerPoint 演示文稿"),
        (lambda: b"PK\x03\x04 no zip", "不是完好的 PowerPoint 演示文稿"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧的 .ppt 格式"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "有打开密码"),
        (lambda: saved(company())[:4000], "不是完好的 PowerPoint 演示文稿"),
        (lambda: rewritten(saved(company()), lambda n, d: None if n == "ppt/presentation.xml" else d), "不是完好的"),
        (lambda: rewritten(saved(company()), lambda n, d: None if "theme" in n else d), "不是完好的"),
        (lambda: rewritten(saved(company()), lambda n, d: b"<p:x" if "slideLayout1.xml" in n else d), "不是完好的"),
        (lambda: rewritten(saved(company()), lambda n, d: b"" if n == "ppt/presentation.xml" else d), "不是完好的"),
        (without_titles, "没有可用的版式"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_chinese(content, told, draft, sheet, file):
    with pytest.raises(InputError) as error:
        draft_slides(draft, sheet, layout=file(content()))
    assert told in error.value.message
    assert "公司模板.pptx" in error.value.message
    assert error.value.hint


def test_a_word_file_is_no_layout(draft, sheet, file):
    docx = pytest.importorskip("docx")
    made = io.BytesIO()
    docx.Document().save(made)
    with pytest.raises(InputError):
        draft_slides(draft, sheet, layout=file(made.getvalue()))


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(office_package, "MAX_UNPACKED", 1_000_000)
    bomb = rewritten(saved(company()), lambda n, d: b"\0" * 2_000_000 if n.endswith("app.xml") else d)
    assert len(bomb) < 1_000_000
    with pytest.raises(InputError, match="解开后超过 1 MB"):
        opened_layout(bomb, "大.pptx")


def test_on_a_dark_layout_nothing_is_written_in_a_dark_colour_of_ours(draft, sheet, file):
    def change(name, data):
        if name == "ppt/slideMasters/slideMaster1.xml":
            return data.replace(b'bg1="lt1" tx1="dk1"', b'bg1="dk1" tx1="lt1"')
        return data

    content = draft_slides(draft, sheet, layout=file(rewritten(saved(company()), change)))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        slides = b"".join(package.read(name) for name in package.namelist() if name.startswith("ppt/slides/slide"))
    assert set(re.findall(rb'srgbClr val="(\w+)"', slides)) <= {text_frame.MARK_INK.encode()}


def test_a_layout_too_small_for_points_is_refused(draft, sheet, file):
    made = pptx.Presentation()
    made.slide_width, made.slide_height = Pt(200), Pt(150)
    for layout in made.slide_layouts:
        for shape in layout.placeholders:
            shape.left, shape.top, shape.width, shape.height = Pt(10), Pt(60), Pt(180), Pt(80)
            if shape.placeholder_format.idx == 0:
                shape.top, shape.height = Pt(10), Pt(40)
    with pytest.raises(InputError, match="没有可用的版式"):
        draft_slides(draft, sheet, layout=file(saved(made)))


def test_a_layouts_own_insets_and_columns_do_not_count(draft, sheet, file):
    def change(name, data):
        if name == "ppt/slideMasters/slideMaster1.xml":
            return data.replace(b'lIns="91440"', b'lIns="2000000" numCol="3" vert="eaVert"').replace(
                b'vert="horz" ', b""
            )
        return data

    slides = pptx.Presentation(io.BytesIO(draft_slides(draft, sheet, layout=file(rewritten(saved(company()), change)))))
    for slide in slides.slides:
        for shape in slide.placeholders:
            if shape.placeholder_format.idx in {0, 1}:
                body = shape.text_frame._bodyPr
                assert (body.get("lIns"), body.get("numCol"), body.get("vert")) == ("91440", "1", "horz")


DAMAGED = (
    "[Content_Types].xml",
    "ppt/presentation.xml",
    "ppt/_rels/presentation.xml.rels",
    "ppt/theme/theme1.xml",
    "ppt/slideMasters/slideMaster1.xml",
    "ppt/slideLayouts/slideLayout1.xml",
    "ppt/slideLayouts/slideLayout2.xml",
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(DAMAGED), st.integers(0, 10_000), st.sampled_from(["", "-1", "99999999999", "长", None]))
def test_a_damaged_layout_serves_or_is_refused(draft, sheet, file, part, at, value):
    """One element taken out (``None``), or all its attributes set to ``value``."""

    def change(name, data):
        if name != part:
            return data
        root = ElementTree.fromstring(data)
        parents = [one for one in root.iter() if len(one)]
        parent = parents[at % len(parents)]
        child = parent[at % len(parent)]
        if value is None:
            parent.remove(child)
        else:
            child.attrib.update(dict.fromkeys(child.attrib, value))
        return ElementTree.tostring(root)

    try:
        content = draft_slides(draft, sheet, layout=file(rewritten(saved(company()), change)))
    except InputError as error:
        assert "公司模板.pptx" in error.message  # noqa: PT017 - either way is right
    else:
        assert pptx.Presentation(io.BytesIO(content)).slides[0].shapes.title.text == draft.title


def test_a_layout_without_a_body_gets_the_points_below_its_title(draft, sheet, file):
    made = company()
    for layout in list(made.slide_layouts):
        if layout.name != "Title Only" and not any(slide.slide_layout == layout for slide in made.slides):
            made.slide_layouts.remove(layout)
    for number in range(len(made.slides)):
        made.slides._sldIdLst.remove(made.slides._sldIdLst[0])
        assert number >= 0
    for layout in list(made.slide_layouts):
        if layout.name != "Title Only":
            made.slide_layouts.remove(layout)
    slides = pptx.Presentation(io.BytesIO(draft_slides(draft, sheet, layout=file(saved(made))))).slides
    assert slides[0].shapes.title.text == draft.title
    boxes = [shape.text_frame.text for shape in slides[2].shapes if shape.has_text_frame and not shape.is_placeholder]
    assert any(text.startswith("新能源客户") for text in boxes)
