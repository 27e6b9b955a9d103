"""What a line begins with: the thing that it is about, or a label that names it."""

from __future__ import annotations

from fupan.figures.audit.naming import subject_words
from fupan.figures.late import late

_REACH = 24
_HEAD = late(r"[\s*_#>\-0-9.、①-⑩]{0,8}([^，。；：:、,;\s*_|]{2,12})")
_LABEL = late(r"[\s*_#>\-0-9.、①-⑩]{0,8}([^，。；：:、,;\s*_|]{2,12})(?:[*_]{1,3}[：:]?|[：:])")


def topic_of(text: str, line: int) -> frozenset[str]:
    """What the line that starts at ``line`` says first that it is about: **东区**。"""
    head = _HEAD.match(text, line, min(len(text), line + _REACH))
    return subject_words(head[1]) if head else frozenset()


def label_of(text: str, line: int) -> frozenset[str]:
    """The words of the label that the line begins with: **安徽**：, 上海：; none where it begins with none."""
    found = _LABEL.match(text, line, min(len(text), line + _REACH))
    return subject_words(found[1]) if found else frozenset()
