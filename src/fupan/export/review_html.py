"""A review as one self-contained HTML file: scores, reasons that lead to their place, and the text with its steps.

Every word of the document and of the reasons is escaped by Jinja; the content security policy admits the page's own
style by its hash and nothing else; there is no script.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from fupan import __version__
from fupan.domain.review import PART_NAMES, Reason, Review, SectionReview, UnknownSection
from fupan.export.blocks import blocks
from fupan.export.marked_text import MarkedText, Marks
from fupan.export.overlaps import Overlaps, Range
from fupan.export.page import BlockView, GroupView, shortened
from fupan.export.page_shell import content_policy, page_template
from fupan.resources import data_text

_LONGEST_MARK = 120
_GOOD, _FAIR = 80, 60


@dataclass(frozen=True)
class ReviewView:
    """What the page shows of a text: its blocks with steps and reasons marked, and where each reason is shown."""

    text: str
    groups: tuple[GroupView, ...]
    inline: tuple[Reason, ...]
    told: tuple[tuple[Range, str], ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, review: Review) -> ReviewView:
        """The view of ``text`` with its review."""
        listed = blocks(text)
        contents = Overlaps(span for block in listed if block.kind != "heading" for span in block.spans)
        reasons = [reason for section in review.sections for reason in section.reasons]
        inline = tuple(reason for reason in reasons if _fits(reason, contents))
        told = tuple(
            (span, step.name) for section in review.sections for step in section.chain for span in step.spans
        )  # fmt: skip
        marks = Marks(findings=[(one.start, one.end) for one in inline], steps=[span for span, _ in told])
        marked = MarkedText(text, marks)
        views = [BlockView(block, tuple(marked.nodes(*span) for span in block.spans)) for block in listed]
        groups = tuple(GroupView(kind, tuple(group)) for kind, group in groupby(views, key=_kind))
        starts = tuple(block.spans[0][0] for block in listed if block.spans)
        return cls(text, groups, inline, told, starts)

    def anchor(self, reason: Reason) -> str:
        """Id of the place in the page that shows the reason."""
        number = self._numbers.get(reason)
        return self._block(reason.start) if number is None else f"f{number}"

    def place(self, section: SectionReview) -> str:
        """Id of the block where the section begins."""
        return self._block(section.start)

    def _block(self, offset: int) -> str:
        place = bisect_right(self.starts, offset)
        return f"b{self.starts[place - 1]}" if place else "top"

    @cached_property
    def _numbers(self) -> dict[Reason, int]:
        return {reason: number for number, reason in enumerate(self.inline)}

    def quote(self, reason: Reason) -> str:
        """The words that the reason is about, where the message has them not."""
        named = reason.message.startswith("第") or reason.text in reason.message
        return "" if named or reason not in self._numbers else shortened(reason.text)

    def titles(self, numbers: Sequence[int]) -> str:
        """What is said of a marked place."""
        return "\n".join(self.inline[number].message for number in numbers)

    def steps(self, numbers: Sequence[int]) -> str:
        """The names of the steps that a marked place tells."""
        return "、".join(dict.fromkeys(self.told[number][1] for number in numbers))

    def unknown(self, one: UnknownSection) -> str:
        """The heading or the first words of a stretch that was not scored."""
        return one.heading or shortened(self.text[one.start : one.end])

    @staticmethod
    def grade(score: int) -> str:
        """The class that colours a score."""
        return "good" if score >= _GOOD else "fair" if score >= _FAIR else "poor"


def review_html(text: str, review: Review, title: str, *, with_facts: bool = False) -> str:
    """The page of a review; ``title`` stands in the window."""
    style = data_text("page.css") + data_text("review.css")
    return page_template("review.html.j2").render(
        title=title,
        review=review,
        view=ReviewView.of(text, review),
        with_facts=with_facts,
        part_names=PART_NAMES,
        version=__version__,
        style=style,
        policy=content_policy(style),
    )


def _fits(reason: Reason, contents: Overlaps) -> bool:
    """Whether the place of a reason can be underlined: within one block, and not too long."""
    near = contents.near(reason.start, reason.end)
    within = any(left <= reason.start and reason.end <= right for _, (left, right) in near)
    return within and 0 < reason.end - reason.start <= _LONGEST_MARK


def _kind(view: BlockView) -> str:
    kind = view.block.kind
    return kind if kind in {"bullet", "numbered", "row", "quote"} else f"alone-{view.anchor}"
