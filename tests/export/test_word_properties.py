"""Random documents, runs cut anywhere, random changes: accepted they are the proposal, rejected the original."""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path

import docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from fupan.export.word_changes import Change, Note, changed_word
from fupan.intake.word import word_text

_SPEC = importlib.util.spec_from_file_location("word_revisions", Path(__file__).with_name("word_revisions.py"))
revisions = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(revisions)

LETTERS = st.text(alphabet="销售额同比增长，。：13.5%万 A　", min_size=1, max_size=8)
LOOKS = ("", "宋体", "楷体", "bold", "link")


class Docx(bytes):
    """A document, told by its text where a test fails."""

    def __repr__(self):
        return f"Docx of {revisions.formatted(self)!r}"[:3000]


@st.composite
def documents(draw):
    document = docx.Document()
    for kind in draw(st.lists(st.sampled_from("hpppet"), min_size=1, max_size=6)):
        if kind == "t":
            table = document.add_table(rows=2, cols=2)
            for cell in (cell for row in table.rows for cell in row.cells):
                for look, text in draw(st.lists(st.tuples(st.sampled_from(LOOKS), LETTERS), max_size=2)):
                    put(cell.paragraphs[0], look, text)
            continue
        paragraph = document.add_heading("", 2) if kind == "h" else document.add_paragraph()
        if kind != "e":
            for look, text in draw(st.lists(st.tuples(st.sampled_from(LOOKS), LETTERS), min_size=1, max_size=4)):
                put(paragraph, look, text)
    stream = io.BytesIO()
    document.save(stream)
    return Docx(stream.getvalue())


def put(paragraph, look, text):
    run = paragraph.add_run(text)
    if look == "bold":
        run.bold = True
    elif look == "link":
        link = docx.oxml.OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), "here")
        run._r.addprevious(link)
        link.append(run._r)
    elif look:
        run.font.name = look
        run._r.rPr.rFonts.set(qn("w:eastAsia"), look)


@st.composite
def cases(draw):
    content = draw(documents())
    text = word_text(content, "x.docx")
    cuts = sorted(draw(st.lists(st.integers(0, len(text) - 1), max_size=8)))
    new = st.text(alphabet="华东回款率96%，。\n", max_size=10)
    changes = [
        Change(start, end, draw(new), note=draw(st.sampled_from(("", "缺影响"))), before=text[start:end])
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=3))
    return content, text, changes, [Note(min(span), max(span), "口径不一致") for span in spans]


def shown(text):
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@settings(max_examples=30)
@given(cases())
def test_accepted_is_the_proposal_and_rejected_the_original(case):
    content, text, changes, notes = case
    result = changed_word(content, "x.docx", changes, notes)
    assert len(result.written) + len(result.withheld) == len(changes)

    accepted = revisions.settled(result.content, accept=True)
    expected = text
    for change in reversed(result.written):
        expected = expected[: change.start] + change.text + expected[change.end :]
    assert shown(word_text(accepted, "x.docx")) == shown(expected)
    assert shown(word_text(result.content, "x.docx")) == shown(word_text(accepted, "x.docx"))

    rejected = revisions.settled(result.content, accept=False)
    assert word_text(rejected, "x.docx") == text
    assert revisions.formatted(rejected) == revisions.formatted(content)

    known = {look for _, pieces in revisions.formatted(content) for _, look in pieces} | {""}
    assert {look for _, pieces in revisions.formatted(accepted) for _, look in pieces} <= known
    assert len(revisions.ids(result.content)) == len(set(revisions.ids(result.content)))
    told = [text for _, text, _ in revisions.commented(result.content)]
    assert told.count("口径不一致") == result.comments
    noted = sum(1 for change in result.written if change.note)
    assert sum(text.count("缺影响") for text in told) <= noted
