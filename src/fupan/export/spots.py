"""Where the findings of a text are shown in its page, and the ids that links to them use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fupan.domain.finding import Finding
from fupan.export.blocks import Block
from fupan.export.marked_text import Range

_LONGEST_MARK = 200


@dataclass(frozen=True, slots=True)
class Spots:
    """``inline`` are the numbers of the findings underlined in the text; ``sentences`` the spans without a source.

    A finding about a whole section is not underlined from end to end: its link goes to the block where it begins.
    """

    blocks: tuple[Block, ...]
    inline: frozenset[int]
    sentences: tuple[Range, ...]

    @classmethod
    def of(cls, findings: tuple[Finding, ...], blocks: list[Block], unsourced: Iterable[Range]) -> Spots:
        """Decide for each finding; ``unsourced`` are 待核实 sentences known already."""
        inline, claims = set(), set(unsourced)
        for number, finding in enumerate(findings):
            span = (finding.start, finding.end)
            within = any(left <= span[0] and span[1] <= right for block in blocks for left, right in block.spans)
            if not within or not 0 < span[1] - span[0] <= _LONGEST_MARK:
                continue
            if finding.rule != "unsupported-claim":
                inline.add(number)
            elif not any(start < span[1] and span[0] < end for start, end in claims):
                claims.add(span)
        return cls(tuple(blocks), frozenset(inline), tuple(sorted(claims)))

    def anchor(self, number: int, finding: Finding) -> str:
        """Id of the place in the page that shows finding ``number``."""
        if number in self.inline:
            return f"f{number}"
        for index, (start, end) in enumerate(self.sentences):
            if start < finding.end and finding.start < end and finding.rule == "unsupported-claim":
                return f"u{index}"
        starts = [block.spans[0][0] for block in self.blocks if block.spans and block.spans[0][0] <= finding.start]
        return f"b{starts[-1]}" if starts else "top"
