"""What the user noted, word for word, is carried by the note; the same figure of another subject is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fupan.domain.factsheet import FactSheet, Metric, Note, Value
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.unit import Unit
from fupan.figures.judge.binding import bind
from fupan.figures.scan.extract import extract


def _value(amount: str) -> dict[Role, Value]:
    return {Role.ACTUAL: Value(Decimal(amount))}


@pytest.fixture
def sheet() -> FactSheet:
    lost = Metric("丢标数", Unit.parse("个"), _value("28"), {"原因": {"价格": _value("16"), "资质": _value("7")}})
    rate = Metric(
        "线索转化率", Unit.parse("%"), _value("5.3"), {"渠道": {"展会": _value("2.4"), "转介绍": _value("9")}}
    )
    texts = (
        "丢标28个，16个输价格，7个输资质",
        "展会：线索转化率掉到2.4%，打算停掉",
        "11月有30天",
        "11月1日到11日共11天，成交616万元",
    )
    notes = tuple(Note(f"n{number}", text) for number, text in enumerate(texts, 1))
    return FactSheet(Period(2025), (lost, rate), notes)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("丢标28个，16个输价格，7个输资质。", 0),
        ("丢标28个，19个输价格，7个输资质。", 1),
        ("线索转化率掉到2.4%，打算停掉。", 0),
        ("转介绍线索转化率掉到2.4%，打算停掉。", 1),
        ("11月1日到11日共11天，成交616万元。11月有30天。", 0),
        ("11月1日到11日共30天，成交616万元。", 1),
    ],
)
def test_words_of_a_note(sheet: FactSheet, text: str, faults: int) -> None:
    verdicts = bind(text, extract(text), sheet).verdicts
    assert sum(bool(one.fault) for one in verdicts) == faults
