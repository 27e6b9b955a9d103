"""The report as a page: whole, escaped, self-contained, every link to a place that exists."""

import re
import tracemalloc
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from fupan.evals.report.html import html_pieces

VOID = {"meta", "br", "hr", "input"}


class Tags(HTMLParser):
    """Collects tags, ids and references, and fails on a tag closed out of order."""

    def __init__(self):
        super().__init__()
        self.open, self.attributes, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.attributes.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in {"style", "script"}:
            self.words.append(data.strip())

    def of(self, kind):
        return [attrs for _, attrs in self.attributes if kind in attrs.get("class", "").split()]


def parsed(page):
    parser = Tags()
    parser.feed(page)
    assert parser.open == []
    return parser


@pytest.fixture(scope="module")
def page(run, records, case):
    return "".join(html_pieces(run, lambda: records, cases={case.id: case}))


def test_every_link_leads_to_a_place_in_the_page(page):
    tags = parsed(page)
    ids = [attrs["id"] for _, attrs in tags.attributes if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] for tag, attrs in tags.attributes if tag == "a"]
    assert len(links) > 9
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_nothing_is_fetched_and_nothing_foreign_runs(page):
    tags = parsed(page)
    references = [value for _, attrs in tags.attributes for name, value in attrs.items() if name in {"src", "href"}]
    assert [value for value in references if not value.startswith("#")] == []
    assert "url(" not in page
    assert [tag for tag, _ in tags.attributes].count("script") == 1
    assert "alert('reply')" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not [attrs for _, attrs in tags.attributes if any(name.startswith("on") for name in attrs)]


def test_the_policy_admits_only_the_own_style_and_script(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#39;", "'")
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        assert f"{tag}-src 'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy


def test_every_cell_of_the_map_says_its_value_and_whether_it_failed(page):
    rows = re.findall(r'<tr><th scope="row"><a href="#r\d+">(.*?)</a>.*?</tr>', page, re.DOTALL)
    assert rows == ["sales-leader-annual/a", "sales-monthly/b", "sales-monthly/c"] * 2
    first = re.search(r'<a href="#r0">.*?</tr>', page, re.DOTALL)[0]
    assert re.findall(r'<td class="cell[^>]*>(.*?)</td>', first) == [
        '<b class="cross">✕</b>25', "100", "61.5", "—", "3",
    ]  # fmt: skip


def test_golden_and_draft_stand_side_by_side_with_coloured_figures(page):
    one = page[page.index('id="r0"') : page.index('id="r1"')]
    golden, draft = one.split('<article class="draft">')
    assert re.findall(r'class="fig (\w+)', golden) == ["supported", "derived", "supported", "supported"]
    assert re.findall(r'class="fig (\w+)', draft.split("</article>")[0]) == ["error", "derived", "supported"]
    assert "<table>" in draft


def test_prompts_and_replies_are_there_folded(page):
    one = page[page.index('id="r0"') : page.index('id="r1"')]
    assert one.count('<details class="call">') == 2
    assert "&lt;/pre&gt;&lt;script&gt;alert(&#39;reply&#39;)" in one
    assert "回复不能用" in one
    assert "取自存档" in one


def test_a_case_that_broke_down_says_why_and_shows_no_scores(page):
    one = page[page.index('id="r5"') :]
    assert "大模型没有应答 &lt;b&gt;" in one
    assert "稍后再试" in one
    assert '<table class="found">' not in one


def test_what_was_not_run_is_named(page):
    assert "sales-monthly/空" in parsed(page).words


def test_bars_have_their_values_in_words(page):
    labels = [attrs["aria-label"] for attrs in parsed(page).of("chart")]
    assert "16.7 处/百个数字（95% 区间 0–25），共 3 / 18" in labels


def test_the_arms_are_compared(page):
    compared = page[page.index('id="against"') : page.index('id="skipped"')]
    assert "甲 → 乙" in compared
    assert "只有 3 个用例两边都有" in compared
    assert "25 处/百个数字 → 0 处/百个数字" in compared


def test_a_run_without_records_is_a_page_too(run):
    page = "".join(html_pieces(replace(run, arms=run.arms[:1], keys=(), skipped=()), list))
    assert "没有一个用例跑过" in page
    parsed(page)


def test_a_case_unknown_here_has_no_golden_text(run, records):
    page = "".join(html_pieces(run, lambda: records))
    assert page.count("没有范文可看") == 5


def test_a_long_run_is_not_held_in_memory(run, records):
    def many(count):
        def read():
            for number in range(count):
                # texts of their own, as a journal gives them
                yield replace(records[0], key=f"k{number}", case=f"x/{number}", markdown=f"第{number}稿" * 2000)

        tracemalloc.start()
        size = sum(map(len, html_pieces(replace(run, arms=run.arms[:1]), read)))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak, size

    many(2)  # what is loaded once does not count
    (few, less), (peak, size) = many(15), many(60)
    assert size - less > 300_000
    assert peak - few < (size - less) / 3
