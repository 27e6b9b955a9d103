"""Checking a text as a whole: which rules are asked, remarks, required figures, and text that nobody meant."""

import runpy
import sys
from collections.abc import Iterator
from decimal import Decimal

import pytest

import fupan
from fupan.checks import docs
from fupan.checks.rule import Rule
from fupan.checks.rules import RULES
from fupan.checks.run import check_text
from fupan.checks.subject import Subject
from fupan.domain.factsheet import Author, FactSheet, Metric, Note, Value
from fupan.domain.finding import Finding
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.unit import Unit
from fupan.errors import InputError

WRONG = "全年销售额13800万元，团队砥砺前行。"


def _values(**amounts: int) -> dict[Role, Value]:
    return {Role[name.upper()]: Value(Decimal(amount)) for name, amount in amounts.items()}


@pytest.fixture
def sheet() -> FactSheet:
    sales = Metric("销售额", Unit.parse("万元"), _values(target=120_000_000, actual=136_000_000, prior=118_000_000))
    rate = Metric("回款率", Unit.parse("%"), _values(target=95, actual=96))
    return FactSheet(
        Period(2025), (sales, rate), (Note("n1", "回款抓得紧，欠款每周过一遍"),), author=Author(team="东部")
    )


def _rules(text: str, sheet: FactSheet | None, **options: tuple[str, ...]) -> list[str]:
    return [finding.rule for finding in check_text(text, sheet, **options).findings]


def test_all_rules_are_asked(sheet: FactSheet) -> None:
    assert _rules(WRONG, sheet) == ["contradicted-figure", "empty-phrase"]


def test_select_asks_only_these(sheet: FactSheet) -> None:
    assert _rules(WRONG, sheet, select=("empty-phrase",)) == ["empty-phrase"]


def test_ignore_wins_over_select(sheet: FactSheet) -> None:
    assert _rules(WRONG, sheet, ignore=("empty-phrase",)) == ["contradicted-figure"]
    assert _rules(WRONG, sheet, select=("empty-phrase",), ignore=("empty-phrase",)) == []


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_an_unknown_rule_is_bad_input(sheet: FactSheet, option: str) -> None:
    with pytest.raises(InputError, match="wrong-figure") as caught:
        check_text(WRONG, sheet, **{option: ("wrong-figure",)})
    assert "contradicted-figure" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{WRONG}<!-- fupan: ignore contradicted-figure 含税口径 -->", ["empty-phrase"]),
        (f"<!-- fupan: ignore contradicted-figure,empty-phrase 原话照录 -->\n{WRONG}", []),
        (f"<!-- fupan: ignore empty-phrase -->\n\n{WRONG}", ["contradicted-figure"]),
        (
            f"<!-- fupan: ignore empty-phrase 只管下一行 -->\n回款抓得紧。\n{WRONG}",
            ["contradicted-figure", "empty-phrase"],
        ),
        (f"{WRONG}<!-- fupan: ignore wrong-role 别的规则 -->", ["contradicted-figure", "empty-phrase"]),
        (f"{WRONG}<!-- 请忽略 contradicted-figure -->", ["contradicted-figure", "empty-phrase"]),
    ],
)
def test_remarks_switch_rules_off(sheet: FactSheet, text: str, left: list[str]) -> None:
    assert _rules(text, sheet) == left


@pytest.mark.parametrize(
    "text",
    [
        "全年销售额13600万元。<!-- 财务说是13800万元，由于天气 -->",
        "<!-- 备忘：全年销售额13800万元\n，去年销售额9999万元 -->\n全年销售额13600万元。",
        "全年销售额13600万元。<!-- fupan: ignore wrong-unit 上一稿写过13800万元 -->",
        "全年销售额<!-- 含税13800万元 -->13600万元。<!-- 再查 --><!-- 9999万元 -->",
    ],
)
def test_comments_are_not_checked(sheet: FactSheet, text: str) -> None:
    report = check_text(text, sheet)
    assert not report.findings
    assert [(one.text, text[one.start : one.end]) for one in report.figures] == [("13600万元", "13600万元")]
    assert [one.text for one in fupan.extract(text)] == ["13600万元"]


def test_a_comment_that_is_never_closed_hides_nothing(sheet: FactSheet) -> None:
    assert _rules("<!-- 草稿\n全年销售额13800万元。", sheet) == ["contradicted-figure"]


def test_a_finding_across_a_comment_quotes_the_text_as_it_is(sheet: FactSheet) -> None:
    text = "全年销售额13800<!-- 含税 -->万元。"
    report = check_text(text, sheet)
    assert all(text[one.start : one.end] == one.text for one in (*report.findings, *report.figures))


@pytest.mark.parametrize(
    ("remark", "fault"),
    [
        ("<!-- fupan: ignore -->", "没有写是哪条规则"),
        ("<!-- fupan: ignore 含税口径 -->", "「含税口径」不是规则的名字"),
        ("<!-- fupan: ignore all -->", "没有名为「all」的规则"),
        ("<!-- fupan: ignore contradicted-figur 含税口径 -->", "没有名为「contradicted-figur」的规则"),
        ("<!-- fupan：ignore contradicted-figure -->", "fupan 后面要用半角冒号"),
        ("<!-- fupan：忽略 contradicted-figure -->", "fupan 后面要用半角冒号"),
        ("<!-- fupan ignore contradicted-figure -->", "fupan 后面要用半角冒号"),
        ("<!-- fupan: 忽略 contradicted-figure -->", "冒号后面要写 ignore"),
        ("<!-- fupan: ignored contradicted-figure -->", "冒号后面要写 ignore"),
    ],
)
def test_a_remark_without_effect_is_told_with_its_line(sheet: FactSheet, remark: str, fault: str) -> None:
    report = check_text(f"# 总结\n\n全年销售额13800万元。{remark}", sheet)
    assert [finding.rule for finding in report.findings] == ["contradicted-figure"]
    (told,) = report.remarks
    assert told.startswith("第 3 行的「<!-- fupan")
    assert f"没有起作用：{fault}。" in told
    assert "<!-- fupan: ignore 规则 理由 -->" in told
    assert "contradicted-figure、empty-phrase" in told


@pytest.mark.parametrize(
    "remark",
    [
        "<!-- fupan: ignore contradicted-figure，empty-phrase 含税口径 > 财务口径 -->",
        "<!--fupan:ignore empty-phrase 、 contradicted-figure-->",
        "<!-- Fupan: Ignore contradicted-figure,empty-phrase\n两行的理由 -->",
    ],
)
def test_remarks_as_people_write_them(sheet: FactSheet, remark: str) -> None:
    report = check_text(f"{WRONG}{remark}", sheet)
    assert (report.findings, report.remarks) == ((), ())


def test_one_wrong_name_among_right_ones_is_told_and_the_others_hold(sheet: FactSheet) -> None:
    report = check_text("全年销售额13800万元。<!-- fupan: ignore contradicted-figure, typo -->", sheet)
    assert not report.findings
    assert "只起了一部分作用：没有名为「typo」的规则" in report.remarks[0]


def test_of_many_wrong_remarks_the_first_are_told(sheet: FactSheet) -> None:
    assert len(check_text("<!-- fupan: ignore -->\n" * 50, sheet).remarks) == 20


@pytest.mark.parametrize("comment", ["<!-- fupan 写的初稿 -->", "<!-- fupan.yaml 里有数据 -->", "<!-- 请忽略 -->"])
def test_other_comments_are_no_remarks(sheet: FactSheet, comment: str) -> None:
    assert check_text(f"全年销售额13600万元。{comment}", sheet).remarks == ()


def test_the_api_checks_against_facts_or_the_text_itself(sheet: FactSheet) -> None:
    report = fupan.check("全年销售额13800万元。", sheet)
    (finding,) = report.findings
    assert (finding.text, finding.expected, finding.source) == ("13800万元", "13600万元", "销售额.actual")
    assert [figure.status for figure in report.figures] == ["error"]
    alone = fupan.check("全年销售额13800万元。")
    assert not alone.findings
    assert [figure.status for figure in alone.figures] == ["unchecked"]


def test_required_figures_are_counted(sheet: FactSheet) -> None:
    report = fupan.check("全年销售额13600万元。", sheet, required=["销售额.actual", "回款率.actual", "利润.actual"])
    assert [(finding.rule, finding.source) for finding in report.findings] == [("missing-figure", "回款率.actual")]
    assert (report.required, report.covered) == (2, 1)


HOSTILE = {
    "empty": "",
    "blank": " \n\t\r\n　",
    "lone surrogate": "销售额\ud800 13600\udfff万元，公司",
    "zero width": "销售额1\u200b3\u200d6\ufeff00万元",
    "forty digits": f"销售额{'9' * 40}万元，合计0.{'1' * 40}%",
    "English": "Sales grew 15.3% to RMB 136 million, as Zhang & Co. said: 'well done'.",
    "two points": "销售额1.2.3亿元，同比增长1.2.3%",
    "only marks": "|||\n|-|\n# \n**\n“「『《",
    "long line": "分别为1、2、3，合计" * 400,
    "unclosed": "“" * 3000 + "公司" * 3000,
    "table": "| 区域 |\n|---|\n| |\n|1|\n| 合计 | 3 |\n|合计|合计|合计|\n",
    "template": "{{ 7*7 }} </section> 忽略以上指令 <script>alert(1)</script>",
    "nul": "销售额\x0013600万元",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.timeout(60)
def test_any_text_gets_a_report(sheet: FactSheet, text: str) -> None:
    for facts in (sheet, None):
        report = check_text(text, facts)
        assert all(text[one.start : one.end] == one.text for one in (*report.findings, *report.figures))


def test_the_page_of_rules_is_what_the_rules_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert docs.main(["--check"]) == 0, "run: make docs"
    assert docs.main(["--nonsense"]) == 2
    assert "用法" in capsys.readouterr().err


def test_a_page_that_drifted_is_told(tmp_path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    file = tmp_path / "checks.md"
    monkeypatch.setattr(docs, "docs_file", lambda: file)
    assert docs.main(["--check"]) == 1
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    file.write_text("# 旧的", encoding="utf-8")
    assert docs.main(["--check"]) == 1
    assert "make docs" in capsys.readouterr().err


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_every_rule_is_documented(rule) -> None:
    words = (rule.docs.finds, rule.docs.why, rule.docs.wrong, rule.docs.right, rule.docs.mend)
    assert all(len(text) >= 6 for text in words)
    assert f"## {rule.id}\n" in docs.page()


def test_outside_a_source_folder_there_is_no_page_to_write(tmp_path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(docs, "docs_file", lambda: tmp_path / "docs" / "checks.md")
    assert docs.main([]) == 2
    assert docs.main(["--check"]) == 2
    assert "源码目录" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("argument", "code"), [("--check", 0), ("--nonsense", 2)])
def test_the_page_is_checked_from_the_command_line(argument: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["docs", argument])
    monkeypatch.delitem(sys.modules, docs.__name__)
    with pytest.raises(SystemExit) as caught:
        runpy.run_module(docs.__name__, run_name="__main__")
    assert caught.value.code == code


def test_a_figure_at_fault_stays_one_whatever_warning_begins_there_too(sheet: FactSheet) -> None:
    def find(subject: Subject) -> Iterator[Finding]:
        yield subject.finding("long-winded", "warning", (3, len(subject.text)), "这句太长")

    rules = (*RULES, Rule("long-winded", "warning", RULES[0].docs, find))
    wrong, right = (check_text(f"销售额{amount}万元。", sheet, rules=rules) for amount in (13800, 13600))
    assert [one.rule for one in wrong.findings] == ["contradicted-figure", "long-winded"]
    assert [figure.status for figure in wrong.figures] == ["error"]
    assert [figure.status for figure in right.figures] == ["warning"]
