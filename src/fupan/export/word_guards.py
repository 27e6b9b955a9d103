"""What in a Word document is not for rewriting: text that Word makes itself, is held by a form, or stands in no run."""

from __future__ import annotations

from fupan.export.word_marks import W
from fupan.intake.word_lines import Element, Place

_CARRIERS = frozenset(f"{W}{name}" for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt",
                                                "sdtContent", "dir", "bdo"))  # fmt: skip
_FORMS = ("dataBinding", "dropDownList", "comboBox", "date", "picture", "docPartList", "equation")


class Guards:
    """Knows of each text element whether it may be rewritten."""

    def __init__(self, body: Element) -> None:
        """Looks through the whole body once, as fields may span paragraphs."""
        self._fields: dict[Element, Element] = {}
        self._made_by_word: set[Element] = set()
        stack: list[tuple[Element, list[str]]] = []
        for node in body.iter(f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}tab", f"{W}br"):
            kind = node.get(f"{W}fldCharType") if node.tag == f"{W}fldChar" else ""
            if kind == "begin":
                stack.append((node, []))
            elif kind == "end" and stack:
                stack.pop()
            elif node.tag == f"{W}instrText" and stack:
                stack[-1][1].append(node.text or "")
            elif stack and not kind:
                made = [begin for begin, code in stack if not "".join(code).lstrip().upper().startswith("HYPERLINK")]
                self._fields[node] = (made or [stack[-1][0]])[0]
                if made:
                    self._made_by_word.add(node)

    def refused(self, place: Place) -> str:
        """Why this character must stay, in Chinese; "" where it may be changed."""
        node = place.node
        if node in self._made_by_word or next(node.iterancestors(f"{W}fldSimple"), None) is not None:
            return "是域（Word 自动更新的内容，如目录、页码、引用）"
        run = node.getparent()
        if run is None or run.tag != f"{W}r":
            return "不是普通文字"
        for above in run.iterancestors():
            if above.tag == f"{W}p":
                return ""
            if above.tag not in _CARRIERS:
                return "不是普通文字（注音、公式或图形里的字）"
            if above.tag == f"{W}sdt" and _is_form(above):
                return "是表单控件里的内容"
        return ""

    def holder(self, place: Place) -> Element | None:
        """The link or field that a character stands in; None for plain text."""
        simple = next(place.node.iterancestors(f"{W}hyperlink", f"{W}fldSimple", f"{W}sdt"), None)
        return simple if simple is not None else self._fields.get(place.node)


def _is_form(control: Element) -> bool:
    settings = control.find(f"{W}sdtPr")
    if settings is None:
        return False
    lock = settings.find(f"{W}lock")
    locked = lock is not None and lock.get(f"{W}val") in {"contentLocked", "sdtContentLocked"}
    return locked or any(settings.find(f"{W}{name}") is not None for name in _FORMS)
