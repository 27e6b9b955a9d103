"""Audit: where the text does not tell enough for a verdict, the figure is left open."""

import pytest

from fupan.checks.run import check_text


def _errors(text: str) -> set[tuple[str, str]]:
    return {(finding.rule, finding.text) for finding in check_text(text, None).errors}


@pytest.mark.parametrize(
    "text",
    [
        # bare numbers are of one kind only where something says so
        "人头只从40加到42，人均产出倒涨了13.3%。",
        # what stands in brackets behind is in another unit than the change
        "服务收入1,802万元，同比增加20家（去年同期1,475万元）。",
        # the value before is many times the one in brackets
        "服务收入9,802万元，同比增长564.5%（去年同期1,475万元）。",
        # a rate told as a change of a rate
        "回收率98.6%，同比提高0.7%（上年同期97.9%）。",
        # bounds of a change are not held against the brackets
        "服务收入1,802万元，同比增长超两成（去年同期1,475万元）。",
        # too far off to be told of these two values
        "服务收入1,802万元，同比增长320%（去年同期1,475万元）。",
        "服务收入1,802万元，同比增长3.5%（去年同期1,475万元）。",
        # what came between is not told by its verbs
        "年初214家，本地180家、外地34家，眼下229家。",
        # two of one kind: only one that came and one that went are added up
        "年初214家，开37家、又开22家，眼下239家。",
        # a vague figure among what came and went
        "年初214家，开约37家、退22家，眼下239家。",
        # what came and went stands before the stock
        "开37家、退22家，年初214家，眼下229家。",
        # the whole of the part stands in another line, or is a part itself
        "备货72万件。\n\n里面羽绒服占5.4万件，7.5%。",
        "备货72万件，其中羽绒服30万件，其中女款6万件，占20%。",
        # nothing grows from zero
        "今年240万元，去年0万元，多240万元（6.7%）。",
        # nothing is a share of zero
        "报名0人，到场0人，占比约10%。",
        # the target beside is in another unit than what was reached
        "全年2,000万元。卖出52吨，目标520万元，占26%。",
        # not all shares told: the rest may have more parts
        "全年8,190万元，制药3,440万元，占42%，高校2,130万元，环境1,556万元，食品900万元，其余1,064万元。",
    ],
)
def test_an_open_figure_is_silent(text: str) -> None:
    assert _errors(text) == set()


@pytest.mark.parametrize(
    ("text", "rule", "marked"),
    [
        ("服务收入1,802万元，同比增长22.3%（去年同期1,475万元）。", "wrong-derivation", "22.3%"),
        ("年初214家，开37家、退22家，眼下239家。", "wrong-derivation", "239家"),
    ],
)
def test_with_enough_told_a_wrong_figure_is_told(text: str, rule: str, marked: str) -> None:
    assert (rule, marked) in _errors(text)


_STORES = (
    ("甲", 100, 120), ("乙", 200, 250), ("丙", 400, 500), ("丁", 500, 600), ("戊", 800, 1000), ("己", 250, 300),
    ("庚", 300, 390), ("辛", 160, 200), ("壬", 600, 660),
)  # fmt: skip


def _closed(line: str) -> str:
    """A text that gives all of its growths, with this line behind them."""
    told = (
        f"{name}店今年卖了{now}万元，去年{before}万元，增长{(now - before) * 100 // before}%。"
        for name, before, now in _STORES
    )
    return "\n\n".join((*told, line))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("子店今年卖了126万元，去年108万元，多18万元（超17%）。", {("wrong-bound", "17%")}),
        ("子店今年卖了126万元，去年108万元，多18万元（不到17%）。", set()),
        ("子店下单客户240家，其中新客户36家，占不到15%。", {("wrong-bound", "15%")}),
        ("子店下单客户240家，其中新客户36家，占不到16%。", set()),
    ],
)
def test_a_bound_in_a_closed_text(line: str, found: set[tuple[str, str]]) -> None:
    assert _errors(_closed(line)) == found
