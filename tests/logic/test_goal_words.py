from __future__ import annotations

import pytest

import fupan
from fupan.logic.goal_words import names_day, names_thing, sets_figure


@pytest.mark.parametrize("piece", ["把空置率从一成八压到一成以下", "到店转化率提升至38%", "销售额做到2.4亿元"])
def test_the_thing_measured_is_named(piece):
    assert names_thing(piece)


@pytest.mark.parametrize(
    "piece", ["做到3,000万元", "目标：增长15%", "从三成二提到四成五", "净增二十六家", "全年要有两个亿"]
)
def test_a_bare_figure_names_nothing(piece):
    assert not names_thing(piece)


@pytest.mark.parametrize(
    "piece", ["三季度结束前把账期压到45天", "到2026年6月30日新增9家", "年内签下40家", "六个月内见效"]
)
def test_the_day_is_named(piece):
    assert names_day(piece)


@pytest.mark.parametrize("piece", ["把账期压到45天", "3月的续约率是91%", "每月两场沙龙", "月销两千台"])
def test_a_date_that_is_no_term(piece):
    assert not names_day(piece)


@pytest.mark.parametrize("piece", ["把账期压到45天", "签约商户新增一千户", "不低于92%", "拿下三十家"])
def test_a_figure_is_set(piece):
    assert sets_figure(piece)


@pytest.mark.parametrize("piece", ["给自己半年时间", "去年是89分", "每月两场沙龙"])
def test_a_figure_that_is_no_aim(piece):
    assert not sets_figure(piece)


def test_one_clause_may_be_specific_measurable_and_timebound():
    found = fupan.logic_steps("三季度结束前把账期压到45天。老赵管工程款，小何管商超，每周对一次账。", "smart")
    assert found["specific"] == found["measurable"] == found["timebound"] != []
    assert found["relevant"] == []
