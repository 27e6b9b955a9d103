"""What of a draft's text a cover takes up: its title and byline; everything else stays in the body."""

from __future__ import annotations

from fupan.domain.draft import Draft
from fupan.export.blocks import Block


def on_cover(block: Block, draft: Draft) -> bool:
    """Whether the block is the title or the byline at the head of the draft's text."""
    if not block.spans or block.spans[0][0] >= min((one.start for one in draft.sections), default=0):
        return False
    text = draft.markdown[slice(*block.spans[0])].strip()
    return text == (draft.title if block.kind == "heading" else draft.byline)
