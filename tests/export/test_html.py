"""The HTML pages: whole, escaped, self-contained, and in a real browser where there is one."""

import re
import shutil
import subprocess
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from fupan.domain.finding import CheckReport, Finding
from fupan.domain.template import Pattern, SectionSpec, Step, Template
from fupan.export.html import draft_html, report_html

VOID = {"meta", "br", "hr", "input"}


class Tags(HTMLParser):
    """Collects tags, ids and references, and fails on a tag closed out of order."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.ids, self.attributes = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def parsed(page):
    parser = Tags()
    parser.feed(page)
    assert parser.open == []
    return parser


@pytest.fixture
def page(draft, sheet):
    return draft_html(draft, sheet)


def test_every_figure_can_be_focused_and_has_its_tooltip(page, draft):
    parser = parsed(page)
    figures = [attrs for tag, attrs in parser.attributes if attrs.get("tabindex") == "0"]
    assert len(figures) == len(draft.report.figures)
    assert [attrs["class"].split()[1] for attrs in figures] == [figure.status for figure in draft.report.figures]
    tips = {attrs["id"] for tag, attrs in parser.attributes if attrs.get("role") == "tooltip"}
    assert {attrs["aria-describedby"] for attrs in figures} == tips


def test_a_tooltip_tells_sum_and_place(page):
    tip = re.search(r'id="t1".*?facts\.yaml:11</i></span></span>', page, re.DOTALL)[0]
    assert "由公式推得" in tip
    assert "12840万元 ÷ 12000万元 = 107%" in tip


def test_ids_are_unique_and_links_arrive(page):
    parser = parsed(page)
    assert len(parser.ids) == len(set(parser.ids))
    links = [attrs["href"] for tag, attrs in parser.attributes if tag == "a"]
    assert links
    assert all(link[0] == "#" and link[1:] in parser.ids for link in links)


def test_hostile_text_stays_text(draft, sheet):
    attack = "<script>alert(1)</script>"
    finding = Finding("x", "error", 0, 0, attack, attack + "{{ 7*7 }}", attack, attack)
    hostile = replace(
        draft, title=attack, byline=attack, report=replace(draft.report, findings=(*draft.report.findings, finding))
    )
    parser = parsed(draft_html(hostile, sheet))
    assert parser.tags.count("script") == 1
    page = report_html(f"# {attack}\n\n</style><img src=x onerror=alert(1)>\n", CheckReport((), (finding,)), attack)
    parser = parsed(page)
    assert parser.tags.count("script") == 1
    assert "img" not in parser.tags
    assert "49" not in page.split("</style>")[1]


def test_the_policy_admits_the_own_style_and_script_only(page):
    policy = re.search(r'Content-Security-Policy" content="(.*?)"', page)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert " style=" not in page
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", page)
    assert "@import" not in page


def test_what_is_missing_unsourced_and_repaired_is_shown(page):
    assert "还缺的素材" in page
    assert "没有给出回款率的目标" in page
    assert '<span class="unsourced" id="u0">团队缺乏高效的物流管理。</span>' in page
    assert "「物流管理」一句改写一次" in page


def test_steps_carry_their_chinese_names_with_the_template(draft, sheet):
    step = Step("result", "结果数据", "结果是多少")
    pattern = Pattern("p", "链", (step,))
    section = SectionSpec("kpi", "核心业绩指标", "一", (pattern,), (step,), "kpi.md.j2")
    page = draft_html(draft, sheet, Template("t", "模板", (section,), ("一",)))
    assert '<span class="step-name" role="note">结果数据</span>' in page
    assert '<span class="step-name" role="note">comparison</span>' in page


def test_chinese_is_not_torn_apart_by_white_space(page):
    article = re.sub(r'<span class="tip".*?</span>(?=<sup|</span>)', "", page.split("<article>")[1], flags=re.DOTALL)
    beside = r"<sup.*?</sup>|<span class=\"step-name\".*?</span>|<[^>]+>"
    text = re.sub(beside, "", article.split("</article>")[0])
    assert "全年销售额1.284亿元，完成目标的107%，同比增长14%" in text


def test_a_text_without_heading_gets_the_title():
    page = report_html("只有一段。", CheckReport(), "核对结果")
    assert "<h1>核对结果</h1>" in page
    assert "没有发现问题" in page


def test_lists_and_tables_are_shown_as_such():
    page = report_html("# 总结\n\n- 甲\n- 乙\n\n| 区域 | 率 |\n|--|--|\n| 上海 | 82% |\n", CheckReport(), "x")
    assert page.count("<li id=") == 2
    assert '<th scope="col">区域</th>' in page
    assert "<td>82%</td>" in page


def test_a_finding_about_a_section_links_to_it_without_underlining_it():
    finding = Finding("missing-figure", "warning", 2, 4, "总结", "少了回款率")
    page = report_html("# 总结\n\n正文。\n", CheckReport((), (finding,)), "x")
    assert '<a href="#b2">' in page
    assert 'class="spot"' not in page


CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)
MEASURE = """
const figure = document.querySelector("#n0");
figure.focus();
setTimeout(() => {
  const tip = document.getElementById(figure.getAttribute("aria-describedby"));
  const place = tip.getBoundingClientRect();
  document.title = JSON.stringify([document.documentElement.scrollWidth <= innerWidth,
    getComputedStyle(tip).visibility, place.left >= 0, place.right <= innerWidth,
    getComputedStyle(document.querySelector(".fig.error")).textDecorationStyle]);
}, 600);
"""


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
@pytest.mark.parametrize("columns", [1280, 500])
def test_in_a_browser(page, columns, tmp_path):
    # The measuring script is let in by its hash, so the page's own policy stays in force for everything else.
    digest = b64encode(sha256(MEASURE.encode()).digest()).decode()
    probed = page.replace("script-src ", f"script-src &#39;sha256-{digest}&#39; ").replace(
        "</body>", f"<script>{MEASURE}</script></body>"
    )
    path = tmp_path / "page.html"
    path.write_text(probed, encoding="utf-8")
    ended = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={columns},900",
            f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=5000", "--dump-dom", path.as_uri(),
        ],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    measured = re.search(r"<title>(.*?)</title>", ended.stdout)[1]
    assert measured == '[true,"visible",true,true,"wavy"]', ended.stderr[-500:]
