"""The text of a block as runs: bold, marks of the editor, and which runs each finding speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fupan.export.marked_text import MarkedText, Node
from fupan.export.word_comments import writable

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_UNSOURCED, _MARK = "FFF2CC", "BF6A02"
"""A pale ground below sentences without a source, and the ink of 〔待核实〕."""


@dataclass
class Inline:
    """Writes stretches of one marked text, and remembers the runs of its findings and 待核实 sentences by number."""

    text: MarkedText
    findings: dict[int, list[Run]] = field(default_factory=dict)
    unsourced: dict[int, list[Run]] = field(default_factory=dict)

    def write(self, paragraph: Paragraph, span: tuple[int, int]) -> list[Run]:
        """Append ``span`` of the text to a paragraph; its runs in order."""
        return [self._run(paragraph, words, above) for words, above in _leaves(self.text.nodes(*span), ())]

    def _run(self, paragraph: Paragraph, words: str, above: tuple[Node, ...]) -> Run:
        from docx.shared import RGBColor  # noqa: PLC0415 - only with the extra

        run = paragraph.add_run(writable(words))
        for node in above:
            if node.kind == "strong":
                run.bold = True
            elif node.kind == "mark":
                run.font.color.rgb = RGBColor.from_string(_MARK)
            elif node.kind == "unsourced":
                _shade(run)
                for number in node.numbers:
                    self.unsourced.setdefault(number, []).append(run)
            elif node.kind == "finding":
                for number in node.numbers:
                    self.findings.setdefault(number, []).append(run)
        return run


def _leaves(nodes: tuple[Node, ...], above: tuple[Node, ...]) -> Iterator[tuple[str, tuple[Node, ...]]]:
    for node in nodes:
        if node.kind == "text":
            yield node.text, above
        else:
            yield from _leaves(node.children, (*above, node))


def _shade(run: Run) -> None:
    from fupan.export.word_marks import element  # noqa: PLC0415 - beside its only use

    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - the library has no shading
    properties.append(element("shd", val="clear", color="auto", fill=_UNSOURCED))
