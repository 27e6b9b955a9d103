from __future__ import annotations

import pytest

from fupan.domain.factsheet import Entities
from fupan.logic.cues import Names, hits

NAMES = Names(Entities(people=("陈立群",), competitors=("凌格",)))


@pytest.mark.parametrize(
    ("text", "cue", "found"),
    [
        ("因为缺货", "因为", "因为"),
        ("做到1180万元", "做到<数>", "做到1"),
        ("做到了约十二家", "做到<数>", "做到了约十"),
        ("全年做到８０％", "做到<数>", "做到８"),
        ("做到位", "做到<数>", None),
        ("客户从单机转向整站", "从…转向", "从单机转向"),
        ("客户从单机买起，后来转向整站", "从…转向", None),
        ("陈立群牵头", "<人>", "陈立群"),
        ("张三牵头", "<人>", None),
        ("凌格去年推出新品", "<竞品>…推出", "凌格去年推出"),
        ("a+b", "a+b", "a+b"),
    ],
)
def test_cues(text, cue, found):
    spans = [text[hit.start : hit.end] for hit in hits(text, [cue], NAMES)]
    assert spans == ([found] if found else [])


def test_a_cue_inside_a_longer_one_is_not_counted_twice():
    assert [hit.cue for hit in hits("预警信号是降价", ["信号", "预警", "预警信号"])] == ["预警信号"]


def test_names_never_match_where_none_is_listed():
    assert hits("陈立群牵头", ["<人>"]) == ()
