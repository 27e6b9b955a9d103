"""A golden case 用例: a fact sheet, a summary written by hand, and why the case exists."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

FACTS, GOLDEN, CASE = "facts.yaml", "golden.md", "case.yaml"
"""The three files of a case's folder ``<template>/<case>/``."""
Trait = Literal["good-year", "bad-year", "mixed-year", "sparse-notes", "rich-notes", "missing-values", "hostile-notes"]


class ExpectedWarningFile(BaseModel):
    """由材料本身引起的提醒：出现也不算草稿的错。"""

    model_config = ConfigDict(extra="forbid")

    rule: str = Field(description="检查规则的 id，如 missing-section")
    why: str = Field(default="", description="为什么在意料之中")


class CaseFile(BaseModel):
    """一个评测用例 case.yaml。"""

    model_config = ConfigDict(extra="forbid", title="fupan 评测用例")

    why: str = Field(min_length=1, description="为什么有这个用例：检验什么")
    trade: str = Field(default="", description="行业")
    traits: list[Trait] = Field(default=[], description="材料的特点")
    required: list[str] = Field(default=[], description="好的总结必须写到的事实 id，如 销售额.actual")
    least_recall: Annotated[float, Field(ge=0, le=1)] = Field(
        default=1.0, description="必备数字至少写到几成，0 到 1；不写则全部"
    )
    expected_warnings: list[ExpectedWarningFile] = Field(default=[], description="意料之中的提醒，不算草稿的错")


@dataclass(frozen=True, slots=True)
class Case:
    """One case. ``id`` is ``<template>/<case>``, after the two folders it lies in; ``template`` is the outer one.

    ``required`` are fact ids, ``least_recall`` the share of them (0 to 1) that a draft must state to pass;
    ``expected_warnings`` are ids of rules whose warnings do not count against a draft. ``digest`` is the SHA-256 of the
    three files. The fact sheet is read when the case is run; ``golden`` reads the hand-written text.
    """

    id: str
    template: str
    folder: Path
    why: str
    digest: str
    trade: str = ""
    traits: tuple[Trait, ...] = ()
    required: tuple[str, ...] = ()
    least_recall: float = 1.0
    expected_warnings: tuple[str, ...] = ()

    @property
    def facts(self) -> Path:
        """The fact sheet."""
        return self.folder / FACTS

    def golden(self) -> str:
        """The summary written by hand. Raises OSError where it has gone."""
        return (self.folder / GOLDEN).read_text(encoding="utf-8-sig")
