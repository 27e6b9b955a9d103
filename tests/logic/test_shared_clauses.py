"""Steps told in another step's clause."""

import pytest

import fupan
from fupan.logic.shared_clauses import names_person, tells_change


@pytest.mark.parametrize("piece", ["陈立群做了2889万元", "林悦3月入职做到642万元", "商务支持周洁把评审从5天压到2天"])
def test_a_person_is_named(piece):
    assert names_person(piece)


@pytest.mark.parametrize(
    "piece",
    ["金额做到300万元", "毛利做到三成", "江苏完成了六百万", "她每天早到", "方案做了十一版", "高新区拿下两家"],
)
def test_a_word_that_begins_like_a_name(piece):
    assert not names_person(piece)


@pytest.mark.parametrize("piece", ["新客占比从18.2%掉到14.6%", "投入产出比从4.6倍掉到3.1倍", "周期由97天缩至58天"])
def test_a_change_is_told(piece):
    assert tells_change(piece)


@pytest.mark.parametrize("piece", ["流失率2.9%", "从3月到5月卖了60万元", "从北京到上海1200公里"])
def test_a_figure_without_another_is_no_change(piece):
    assert not tells_change(piece)


def test_a_change_is_a_result_and_its_comparison():
    found = fupan.logic_steps("展会投入产出比从4.6倍掉到3.1倍。原因是来的多是同行。", "metric-driver-value")
    assert found["result"] == found["comparison"] != []


def test_what_tells_no_step_tells_no_second_one():
    assert not any(fupan.logic_steps("陈立群做了六道菜。", "contribution").values())
