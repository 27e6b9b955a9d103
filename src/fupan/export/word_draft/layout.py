"""Somebody's own Word template: its placeholders filled, and the place in it where the draft goes.

Placeholders are the layout's, never the draft's: they are filled first, in a sandbox and with every value escaped; the
draft's text is put in afterwards, as text.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from fupan.domain.draft import Draft
from fupan.domain.factsheet import FactSheet
from fupan.errors import ConfigError, InputError
from fupan.export.word_comments import writable
from fupan.intake.office_package import WORD, unsound
from fupan.intake.word_package import open_word

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from jinja2 import Environment

_BODY = "⁅fupan⁆"
"""Stands where the body goes while the other placeholders are filled."""
_FILTERS = ("default", "d", "e", "escape", "trim", "upper", "lower", "length")
PLACEHOLDERS = {
    "title": "标题",
    "period": "报告期",
    "company": "公司",
    "team": "部门",
    "role": "职务",
    "name": "姓名",
    "byline": "署名（公司、部门、职务、姓名）",
    "body": "正文（单独一段）",
}


def filled_layout(content: bytes, name: str, draft: Draft, sheet: FactSheet) -> tuple[Document, Paragraph]:
    """The layout with its placeholders filled, and the empty paragraph in front of which the body goes.

    Without ``{{ body }}`` the body goes behind everything. Raises InputError for a file that is no sound Word document
    or has a placeholder that cannot be filled, ConfigError where the extra is missing.
    """
    open_word(content, name)
    try:
        from docxtpl import DocxTemplate  # noqa: PLC0415 - only with the extra
    except ImportError as error:
        raise ConfigError("套用 Word 模板需要 office 组件", hint='先运行 pip install "fupan[office]"') from error
    from jinja2 import TemplateError  # noqa: PLC0415

    layout = DocxTemplate(BytesIO(content))
    author = sheet.author
    values = {
        "title": draft.title,
        "period": sheet.period.label,
        "company": author.company,
        "team": author.team,
        "role": author.role,
        "name": author.name,
        "byline": draft.byline,
        "body": _BODY,
    }
    try:
        layout.render(
            {key: writable(value) for key, value in values.items()},
            _sandbox(),
            autoescape=True,
        )
    except TemplateError as error:
        told = "、".join(f"{{{{ {key} }}}} {what}" for key, what in PLACEHOLDERS.items())
        raise InputError(f"{name} 里的占位符填不了：{error.message}", hint=f"可用的占位符：{told}") from error
    except (ValueError, KeyError, TypeError, SyntaxError) as error:
        raise unsound(name, WORD) from error
    document: Document = layout.docx
    return document, _place(document)


def _sandbox() -> Environment:
    """Where a layout's placeholders are filled: values, branches and loops over them; no calls, no arithmetic.

    Layouts are passed on as files are: one that counts to ten billion, or asks for a text as long, must do no harm.
    """
    from jinja2 import StrictUndefined  # noqa: PLC0415 - only with the extra
    from jinja2.exceptions import SecurityError  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    class Confined(SandboxedEnvironment):
        intercepted_binops = frozenset(("*", "**", "%", "+"))

        def is_safe_callable(self, obj: object) -> bool:  # noqa: ARG002 - as the sandbox asks
            return False

        def call_binop(self, context: object, operator: str, left: object, right: object) -> object:  # noqa: ARG002
            raise SecurityError(f"不能计算「{operator}」")

    made = Confined(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS}
    return made


def _place(document: Document) -> Paragraph:
    for paragraph in document.paragraphs:
        if _BODY in paragraph.text:
            for run in paragraph.runs:
                run.text = run.text.replace(_BODY, "")
            return paragraph
    return document.add_paragraph()
