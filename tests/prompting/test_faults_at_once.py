"""Every fault of a template is told at once, each with file, line and what to do."""

from __future__ import annotations

import pytest

from fupan.errors import TemplateError
from fupan.prompting.loader import load_template

BROKEN = """\
id: mine
title: 我的模板
period: 季
tnoe: 平实
parts:
  - title: 第一部分
    sections:
      - id: first
        title: 第一节
        patterns: [phenomenon-cause-impct]
        after: [second]
      - id: second
        title: 第二节
        patterns: [trial]
        after: [first, thrid]
        prompt: gone.md.j2
        requires:
          - {metric: 销售额, keys: [actual, atainment, 同比], mots: 2}
      - id: first
        title: 第三节
        patterns: [趋势–竞品–不足–损失]
        prompt: ../../etc/passwd
        items: [甲, 乙]
      - id: 第 四
        length: [600, 150]
        patterns: [smart]
        form: tabel
      - 五
"""
EXPECTED = [
    (3, "不认识的周期「季」", "quarter"),
    (4, "不认识的键「tnoe」", "tone"),
    (10, "没有逻辑链「phenomenon-cause-impct」", "phenomenon-cause-impact"),
    (11, "小节互相等待：first → second → first", "去掉其中一个 after"),
    (15, "没有小节「thrid」", "可用|小节有|是不是"),
    (16, "找不到提示词文件「gone.md.j2」", "应当在"),
    (18, "不认识的口径「atainment」", "attainment"),
    (18, "不认识的口径「同比」", "yoy"),
    (18, "不认识的键「mots」", "most"),
    (19, "小节「first」写了两次", "第一次在第 8 行"),
    (21, "没有逻辑链「趋势–竞品–不足–损失」", "trend-rival-weakness"),
    (23, "给了 2 个 items", "repeat: [1, 2]"),
    (24, "小节 id「第 四」里有空格或符号", "只用"),
    (24, "缺少「title」", "补上一行"),
    (25, "应当是两个整数，先小后大", "[150, 450]"),
    (27, "不认识的版式「tabel」", "table"),
    (28, "这里应当是一组「键: 值」", ""),
]


@pytest.fixture
def problems(folder):
    (folder / "template.yaml").write_text(BROKEN, encoding="utf-8")
    (folder / "first.md.j2").write_text("{# inputs: titel #}\n{{ titel }}\n{{ nobody }}\n", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        load_template(folder)
    return caught.value.problems


@pytest.mark.parametrize(("line", "message", "hint"), EXPECTED)
def test_each_fault_is_told(problems, line, message, hint):
    found = [one for one in problems if message in one.message]
    assert [one.line for one in found] == [line]
    assert found[0].file.endswith("template.yaml")
    assert any(word in found[0].hint for word in hint.split("|"))


def test_the_prompts_are_read_too(problems):
    told = [(one.line, one.message) for one in problems if one.file.endswith("first.md.j2")]
    assert told == [(1, "没有变量「titel」"), (3, "用了没有声明的变量「nobody」")]


def test_faults_stand_in_the_order_of_files_and_lines(problems):
    places = [(one.file.endswith(".j2"), one.line) for one in problems]
    assert places == sorted(places)
    assert len(set(problems)) == len(problems)


def test_a_flood_of_faults_ends_the_reading(folder):
    names = ", ".join(f"phenomenon-{n}" for n in range(5_000))
    text = f"id: a\ntitle: b\nparts: [{{title: c, sections: [{{id: d, title: e, patterns: [{names}]}}]}}]\n"
    (folder / "template.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        load_template(folder)
    assert len(caught.value.problems) == 200


def test_a_huge_template_is_refused_before_it_costs_anything(folder):
    sections = "".join(f"      - {{id: s{n}, title: 节, patterns: [trial], after: [s{n + 1}]}}\n" for n in range(2_000))
    text = f"id: a\ntitle: b\nparts:\n  - title: c\n    sections:\n{sections}"
    (folder / "template.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match="小节超过 100 个"):
        load_template(folder)
