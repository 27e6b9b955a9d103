"""Word documents as text: paragraphs, headings as in Markdown, tables as Markdown rows; a line each."""

from __future__ import annotations

from fupan.intake.word_lines import read_lines
from fupan.intake.word_package import open_word


def word_text(content: bytes, name: str) -> str:
    """The text of a .docx in the order of the document, text boxes behind the paragraph they hang on.

    It is the text with all tracked changes accepted. Raises InputError for a file that is no Word document, is locked
    or unpacks to too much, ConfigError where the extra ``office`` is missing.
    """
    return read_lines(open_word(content, name), name).text
