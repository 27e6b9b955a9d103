"""Where the pages of a document begin in its text: a finding tells the page that it stands on."""

from fupan.domain.page import Page


def test_a_page_tells_where_it_begins_and_what_it_is_called() -> None:
    pages = (Page(0, "第1页"), Page(120, "第1页备注"), Page(180, "第2页"))
    assert [page.label for page in pages if page.start <= 150][-1] == "第1页备注"
