"""The expected page numbers of the contents."""

from fupan.export.word_draft.pages import Pages


def test_what_does_not_fit_begins_the_next_page():
    pages = Pages()
    pages.whole(600)
    assert pages.number == 1
    pages.whole(100)
    assert pages.number == 2


def test_a_heading_takes_its_first_line_along_and_a_part_its_section():
    section, part = Pages(), Pages()
    section.whole(600)
    section.heading(2)
    part.whole(600)
    part.heading(1)
    assert (section.number, part.number) == (1, 2)


def test_a_long_text_runs_over():
    pages = Pages()
    pages.text("字" * 36 * 60)
    assert pages.number == 3
