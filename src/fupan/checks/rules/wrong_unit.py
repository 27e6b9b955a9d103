"""wrong-unit: a slip of 万 and 亿, % for 个百分点, 元 for 万元."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.slipped import slipped
from fupan.checks.subject import Subject
from fupan.checks.telling import fact_told, fact_value
from fupan.domain.finding import Finding

ID = "wrong-unit"


def find(subject: Subject) -> Iterator[Finding]:
    """Figures with the right digits and the wrong unit or scale."""
    for verdict, fact in subject.at_odds(ID):
        mention = verdict.mention
        message = f"「{mention.text}」数字对、单位或数量级错：{fact_told(fact)}"
        fix = None
        if mention.unit == "%" and fact.unit.base == "个百分点":
            fix = mention.text.replace("%", "个百分点").replace("％", "个百分点")
        elif mention.unit == "个百分点" and fact.unit.base == "%":
            fix = mention.text.replace("个百分点", "%").replace("百分点", "%")
        yield subject.finding(
            ID, "error", (mention.start, mention.end), message, expected=fact_value(fact), source=fact.id, fix=fix
        )
    yield from slipped(subject, ID, "error", "数字对、数量级错")


RULE = Rule(
    ID,
    "error",
    RuleDocs(
        finds="数字的各位都对，但万写成亿、元写成万元、小数点差位，或者把「个百分点」写成「%」。",
        why="差一个单位就是差一万倍；比率之差是百分点，不是百分比。",
        wrong="回款率同比提高 3.5%。（90.8% → 94.3%）",
        right="回款率同比提高 3.5 个百分点。",
        mend="按提示改单位。",
    ),
    find,
)
