"""Chinese typography as styles: no run carries a font of its own, so that a reader can change a document at once.

Sizes are the usual ones of Chinese reports: body 小四 (12 pt), headings 三号 and 四号, tables 五号 (10.5 pt). Body 宋体
with Times New Roman, headings 黑体 with Arial; first lines indented by two characters, lines at 1.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fupan.export.word_marks import W, element
from fupan.intake.word_lines import Element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

SONG, HEI = ("宋体", "Times New Roman"), ("黑体", "Arial")
BODY, TABLE_TEXT, FIGURE, CAPTION, NOTE = "Body Text", "Table Text", "Figure", "Caption", "Source Note"
BULLET, NUMBERED = "List Bullet", "List Number"
_ALTERNATIVES = {
    "宋体": ("SimSun", "Songti SC", "Noto Serif CJK SC"),
    "黑体": ("SimHei", "Heiti SC", "Noto Sans CJK SC"),
}
"""What a program takes where a machine lacks the font (w:altName)."""
_A4 = (11906, 16838)
_MARGINS = {"top": 1440, "bottom": 1440, "left": 1588, "right": 1588, "header": 851, "footer": 992, "gutter": 0}
"""Twentieths of a point: 2.54 cm above and below, 2.8 cm beside."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How a style looks; sizes and spaces in points, ``lines`` a multiple of a line, ``indent`` in characters."""

    name: str
    fonts: tuple[str, str]
    size: float
    bold: bool = False
    before: float = 0
    after: float = 0
    lines: float = 1.5
    indent: int = 0
    align: str = ""
    keep: bool = False
    grey: bool = False


_LOOKS = (
    _Look("Normal", SONG, 12),
    _Look(BODY, SONG, 12, indent=2, align="both"),
    _Look("Title", HEI, 26, bold=True, after=24, lines=1.3, align="center"),
    _Look("Subtitle", SONG, 14, after=6, align="center"),
    _Look("Heading 1", HEI, 16, bold=True, before=18, after=8, keep=True),
    _Look("Heading 2", HEI, 14, bold=True, before=12, after=4, keep=True),
    _Look("Heading 3", HEI, 12, bold=True, before=8, after=2, keep=True),
    _Look("TOC Heading", HEI, 16, bold=True, after=12, align="center"),
    _Look("toc 1", SONG, 12, lines=1.3, before=4),
    _Look("toc 2", SONG, 12, lines=1.3),
    _Look(BULLET, SONG, 12),
    _Look(NUMBERED, SONG, 12),
    _Look("Quote", SONG, 12, grey=True),
    _Look(TABLE_TEXT, SONG, 10.5, lines=1.15, before=2, after=2),
    _Look(FIGURE, SONG, 12, lines=1, before=8, align="center", keep=True),
    _Look(CAPTION, HEI, 10.5, after=10, lines=1.2, align="center"),
    _Look(NOTE, SONG, 9, lines=1.2, grey=True),
    _Look("Header", SONG, 9, lines=1, align="center", grey=True),
    _Look("Footer", SONG, 9, lines=1, align="center", grey=True),
)


def set_up(document: Document) -> None:
    """Give an empty document page, fonts and styles of a Chinese report."""
    defaults = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if defaults is not None:
        _fonts(defaults, SONG)
        language = defaults.find(f"{W}lang")
        if language is not None:
            language.set(f"{W}eastAsia", "zh-CN")
    for style in document.styles.element.iter(f"{W}rFonts"):
        _drop_theme(style)
    for look in _LOOKS:
        _apply(style_named(document, look.name), look)
    properties = document.sections[0]._sectPr  # noqa: SLF001 - no other way to set all of the page at once
    page, margins = properties.find(f"{W}pgSz"), properties.find(f"{W}pgMar")
    for name, value in zip(("w", "h"), _A4, strict=True):
        page.set(f"{W}{name}", str(value))
    for name, value in _MARGINS.items():
        margins.set(f"{W}{name}", str(value))
    _alternatives(document)


def complete(document: Document) -> None:
    """Give somebody's own layout the styles that a draft needs and it lacks; those that it has stay as they are."""
    known = {style.name for style in document.styles}
    for look in _LOOKS:
        if look.name not in known and look.name not in {"Header", "Footer", "Title", "Subtitle", "TOC Heading"}:
            style = style_named(document, look.name)
            heading = look.name.startswith("Heading")
            _apply(style, look)
            if not heading:
                # the layout's own body font shall stand in what is ours, too
                properties = style.element.find(f"{W}rPr")
                fonts = properties.find(f"{W}rFonts")
                properties.remove(fonts)


def style_named(document: Document, name: str) -> ParagraphStyle:
    """The paragraph style of this name, made where there is none."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - only with the extra

    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name == name:
            found: ParagraphStyle = style
            return found
    builtin = name in {"Body Text", "Caption", "Quote", "Title", "Subtitle", BULLET, NUMBERED} or name.startswith(
        ("Heading", "toc", "TOC")
    )
    made: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin)
    made.base_style = document.styles["Normal"] if name != "Normal" else None
    made.quick_style = True
    if name.startswith("Heading"):
        level = element("outlineLvl", val=str(int(name[-1]) - 1))
        made.element.get_or_add_pPr().append(level)
    return made


def _apply(style: ParagraphStyle, look: _Look) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - only with the extra
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    properties = style.element.get_or_add_rPr()
    _fonts(properties, look.fonts)
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    style.font.color.rgb = RGBColor(0x59, 0x59, 0x59) if look.grey else RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), look.lines
    form.keep_with_next = look.keep
    form.widow_control = True
    if look.align:
        sides = {"both": WD_ALIGN_PARAGRAPH.JUSTIFY, "center": WD_ALIGN_PARAGRAPH.CENTER}
        form.alignment = sides[look.align]
    if look.indent:
        form.first_line_indent = Pt(look.size * look.indent)
        # in characters, so that the indent follows when the size is changed
        style.element.pPr.find(f"{W}ind").set(f"{W}firstLineChars", str(look.indent * 100))
    if look.name in {"Title", "Subtitle"}:
        border = style.element.pPr.find(f"{W}pBdr")
        if border is not None:
            style.element.pPr.remove(border)


def _fonts(properties: Element, fonts: tuple[str, str]) -> None:
    """Set the east-asian and the Latin font of run properties."""
    found = properties.find(f"{W}rFonts")
    if found is None:
        found = element("rFonts")
        properties.insert(0, found)
    _drop_theme(found)
    for name, font in (("ascii", fonts[1]), ("hAnsi", fonts[1]), ("eastAsia", fonts[0]), ("cs", fonts[1])):
        found.set(f"{W}{name}", font)


def _drop_theme(fonts: Element) -> None:
    """Fonts of a theme win over named ones, and the theme's know no Chinese."""
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(f"{W}{name}", None)


def _alternatives(document: Document) -> None:
    """Tell in the font table what to take where a font is missing."""
    part = next((one for one in document.part.package.iter_parts() if one.partname == "/word/fontTable.xml"), None)
    if part is None:
        return
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/></w:font>'
        for name, others in _ALTERNATIVES.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())  # noqa: SLF001 - a part without a model
