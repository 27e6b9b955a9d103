"""Audit: what a document is about, as long as it is near enough to be meant."""

from decimal import Decimal

from fupan.domain.role import Role
from fupan.figures.audit.level import MEMORY, Level, Memory
from fupan.figures.scan.extract import extract

(_MENTION,) = extract("240万元")


def _level(subject: str, line: int) -> Level:
    return Level(_MENTION, Decimal(240), "元", Role.ACTUAL, subject, frozenset((subject,)), line, line)


def test_a_document_is_about_its_totals_until_they_are_far_away() -> None:
    memory = Memory()
    memory.add(_level("合计", 0))
    for line in range(1, MEMORY):
        memory.add(_level(f"第{line:03}号客户", line))
    told = memory.about()
    assert told is not None
    assert told.subject == "合计"
    memory.add(_level("最后一家", MEMORY))
    told = memory.about()
    assert told is not None
    assert told.subject == "第001号客户"
