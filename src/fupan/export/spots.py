"""Where the findings of a text are shown in its page, and the ids that links to them use."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from fupan.domain.finding import Finding
from fupan.export.blocks import Block
from fupan.export.overlaps import Overlaps, Range

_LONGEST_MARK = 200


@dataclass(frozen=True)
class Spots:
    """``inline`` are the numbers of the findings underlined in the text; ``sentences`` the spans without a source.

    A finding about a whole section or its heading is not underlined: its link goes to the block where it begins.
    """

    blocks: tuple[Block, ...]
    inline: frozenset[int]
    sentences: tuple[Range, ...]

    @classmethod
    def of(cls, findings: tuple[Finding, ...], blocks: list[Block], unsourced: Iterable[Range]) -> Spots:
        """Decide for each finding; ``unsourced`` are 待核实 sentences known already."""
        contents = Overlaps(span for block in blocks if block.kind != "heading" for span in block.spans)
        inline, claims = set(), set(unsourced)
        known = Overlaps(claims)
        for number, finding in enumerate(findings):
            span = (finding.start, finding.end)
            within = any(left <= span[0] and span[1] <= right for _, (left, right) in contents.near(*span))
            if not within or span[1] - span[0] > _LONGEST_MARK:
                continue
            if finding.rule != "unsupported-claim":
                inline.add(number)
            elif not known.near(*span):
                claims.add(span)
        return cls(tuple(blocks), frozenset(inline), tuple(sorted(claims)))

    def anchor(self, number: int, finding: Finding) -> str:
        """Id of the place in the page that shows finding ``number``."""
        if number in self.inline:
            return f"f{number}"
        if finding.rule == "unsupported-claim":
            for index, _ in self._sentences.near(finding.start, finding.end):
                return f"u{index}"
        place = bisect_right(self._starts, finding.start)
        return f"b{self._starts[place - 1]}" if place else "top"

    @cached_property
    def _starts(self) -> list[int]:
        return [block.spans[0][0] for block in self.blocks if block.spans]

    @cached_property
    def _sentences(self) -> Overlaps:
        return Overlaps(self.sentences)
