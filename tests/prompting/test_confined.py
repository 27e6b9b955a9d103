"""What a prompt of somebody else's template may not do."""

from __future__ import annotations

import os

import pytest

from fupan.errors import TemplateError
from fupan.prompting.loader import load_template

FRONT = "{# inputs: title, steps #}\n{{ title }}{% for step in steps %}{{ step.name }}{% endfor %}\n"


def fault_of(folder, text: str) -> str:
    (folder / "first.md.j2").write_text(FRONT + text, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        load_template(folder)
    return str(caught.value)


@pytest.mark.parametrize(
    ("attack", "told"),
    [
        ("{{ title.__class__ }}", "内部属性「__class__」"),
        ("{{ title['__class__'] }}", "内部属性「__class__」"),
        ("{{ title|attr('__class__') }}", "过滤器「attr」"),
        ("{{ title|center(1000000000) }}", "过滤器「center」"),
        ("{{ title * 1000000000 }}", "乘法"),
        ("{{ 9 ** 9 ** 9 }}", "乘法"),
        ("{{ '%999999999d' % 1 }}", "乘法"),
        ("{% for i in range(99999) %}{% endfor %}", "循环次数"),
        ("{{ lipsum() }}", "调用函数"),
        ("{{ title.format(1) }}", "调用函数"),
        ("{% macro m() %}{% endmacro %}", "调用函数"),
        ("{% import 'section.md.j2' as s %}", "import"),
        ("{% include title %}", "不能用变量"),
        ("{% include '../../../../etc/passwd' %}", "找不到提示词文件「../../../../etc/passwd」"),
        ("{% include '/etc/passwd' %}", "找不到提示词文件「/etc/passwd」"),
    ],
)
def test_a_prompt_stays_within_bounds(folder, attack, told):
    assert told in fault_of(folder, attack)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path_factory):
    secret = tmp_path_factory.mktemp("secret") / "key.md.j2"
    secret.write_text("{# inputs: #}\nsecret", encoding="utf-8")
    (folder / "linked.md.j2").symlink_to(secret)
    assert "找不到提示词文件「linked.md.j2」" in fault_of(folder, "{% include 'linked.md.j2' %}")


@pytest.mark.parametrize(
    "text",
    [
        "{{ steps|length }}{{ title|trim }}{% if title %}有{% endif %}",
        "{% for step in steps %}{{ step.material|join('；') }}{{ '' if loop.last else '、' }}{% endfor %}",
    ],
)
def test_what_a_prompt_needs_is_allowed(folder, text):
    (folder / "first.md.j2").write_text(FRONT + text, encoding="utf-8")
    assert load_template(folder)


def test_a_block_may_build_on_the_one_it_replaces(folder):
    prompt = '{# inputs: #}\n{% extends "section.md.j2" %}\n{% block aim %}{{ super() }}写清楚。{% endblock %}\n'
    (folder / "first.md.j2").write_text(prompt, encoding="utf-8")
    assert load_template(folder)


def test_a_property_that_a_variable_does_not_have_is_told_with_its_line(folder):
    (folder / "first.md.j2").write_text(
        "{# inputs: steps #}\n\n{% for step in steps %}\n{{ step.nmae }}\n{% endfor %}\n", encoding="utf-8"
    )
    with pytest.raises(TemplateError, match=r"first\.md\.j2:4: 变量里没有「nmae」") as caught:
        load_template(folder)
    assert "asks" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("{% if title %}", 3, "没有结束"),
        ("\n{% fro x in steps %}{% endfor %}", 4, "没有「fro」这个标签"),
        ("{{ title", 3, "没有写完"),
        ("{% if %}{% endif %}", 3, "少了内容"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", 3, "写了两次"),
        ("{{ title，part }}", 3, "标点要用半角"),
    ],
)
def test_syntax_errors_are_told_in_chinese(folder, text, line, told):
    message = fault_of(folder, text)
    assert f"first.md.j2:{line}" in message
    assert told in message
