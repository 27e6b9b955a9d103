"""Which of a note's figures are the sheet's own facts."""

from __future__ import annotations

import pytest

from fupan.domain.factbase import FactBase
from fupan.intake.factsheet import load_facts
from fupan.pipeline.note_material import note_material

FACTS = """\
period: "2025"
metrics:
  - {{name: 销售额, unit: 万元, target: 16000, actual: 15280}}
  - {{name: 重点项目攻坚周期, unit: 天, actual: 96}}
  - name: 流失客户数
    unit: 家
    actual: 12
    breakdown: {{原因: {{技术方案: {{actual: 4}}, 价格: {{actual: 8}}}}}}
  - name: 投入产出比
    aliases: [ROI]
    unit: 倍
    actual: 11
    breakdown: {{渠道: {{货架店铺: {{actual: 11.9}}, 直播间: {{actual: 9}}}}}}
notes:
  - {note}
"""


@pytest.mark.parametrize(
    ("note", "own"),
    [
        ("年初定的保底是16000万元", ["销售额.target"]),
        ("打下海润这单，前后跟了96天", ["重点项目攻坚周期.actual"]),
        ("这单跟了90天", []),
        ("样板一共看了12家", []),
        ("流失了12家", ["流失客户数.actual"]),
        ("新人占三分之一，一问技术就得等总部", []),
        ("流失的客户里技术占三分之一", ["流失客户数[原因=技术方案].share"]),
        # a member named in short has to agree in full; a bare figure is a multiple where the metric stands beside it
        ("货架的ROI是11.9，省了点击钱", ["投入产出比[渠道=货架店铺].actual"]),
        ("货架的ROI约12，省了点击钱", []),
        ("货架上11.9米长", []),
    ],
)
def test_a_figure_without_its_metric_is_a_fact_where_chance_is_ruled_out(tmp_path, note, own):
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS.format(note=note), encoding="utf-8")
    sheet = load_facts(path)
    base = FactBase(sheet)
    slots: list[str] = []

    def new_slot(source: str, name: str, shown: str, tail: str) -> str:
        slots.append(shown)
        return f"{{{{f{len(slots)}}}}}"

    section = [fact for fact in base.facts.values() if fact.formula is None]
    made = note_material(sheet.notes[0], base, section, new_slot)
    assert [fact.id for fact in made.covered] == own
    assert "{{f1}}" in made.text
