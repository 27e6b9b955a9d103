from __future__ import annotations

import shutil

import pytest

from fupan.domain.brief import SectionBrief, Slot, StepBrief
from fupan.domain.template import SectionSpec, Template
from fupan.resources import prompts_dir

SECTION = """\
id: mine
title: 我的模板
parts:
  - title: 第一部分
    sections:
      - id: first
        title: 第一节
        patterns: [trial]
      - id: second
        title: 第二节
        patterns: [method]
        prompt: first.md.j2
        after: [first]
"""
PROMPT = """\
{# inputs: #}
{% extends "section.md.j2" %}
{% block aim %}写清楚。{% endblock %}
"""


@pytest.fixture
def folder(tmp_path):
    """A small template of one's own that loads; tests break it."""
    (tmp_path / "template.yaml").write_text(SECTION, encoding="utf-8")
    (tmp_path / "first.md.j2").write_text(PROMPT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def shipped(tmp_path):
    """A copy of the shipped template to change."""
    copy = tmp_path / "shipped"
    shutil.copytree(prompts_dir() / "sales-leader-annual", copy)
    return copy


@pytest.fixture
def slot():
    """Makes the slot f1 of a figure."""

    def make(label: str = "上海销售额", shown: str = "1968万元") -> Slot:
        return Slot("f1", "销售额[区域=上海].actual", label, shown)

    return make


@pytest.fixture
def brief_of(slot):
    """Makes a brief: every step of the section with one line of material and the slot f1."""

    def make(
        template: Template,
        section: SectionSpec,
        note: str = "上海只做了{{f1}}",
        before: tuple[tuple[str, str], ...] = (),
    ) -> SectionBrief:
        steps = tuple(StepBrief(step, (note,), (slot(),)) for step in section.steps)
        return SectionBrief(section, steps, "华东大区2025年度总结", "2025年", "销售负责人", template.tone, before)

    return make
