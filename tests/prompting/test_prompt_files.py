"""The shipped prompts themselves: declared inputs, and examples that keep the rules they teach."""

from __future__ import annotations

import json
import re

import pytest
from jinja2 import meta

from fupan.prompting.declared import declared_inputs
from fupan.prompting.environment import prompt_environment
from fupan.prompting.loader import load_template, template_ids
from fupan.prompting.step_examples import step_examples
from fupan.resources import prompts_dir

FILES = sorted(prompts_dir().rglob("*.md.j2"))
SECTIONS = [
    pytest.param(template, section, id=f"{name}-{section.id}")
    for name in template_ids()
    for template in [load_template(name)]
    for section in template.sections
]
SLOT = re.compile(r"\{\{(f[0-9]+)\}\}")
OWN_TRADE = re.compile("销售|客户|业绩|签单|回款")


def name_of(path):
    return str(path.relative_to(prompts_dir()))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_declared_inputs_are_those_used(path):
    source = path.read_text(encoding="utf-8")
    declared = declared_inputs(source)
    assert declared is not None
    used = meta.find_undeclared_variables(prompt_environment(str(path.parent)).parse(source))
    assert set(declared) == used
    assert len(set(declared)) == len(declared)


def example_of(template, section) -> str:
    source = (prompts_dir() / template.id / section.prompt).read_text(encoding="utf-8")
    match = re.search(r"\{% block example %\}\s*\{% raw -?%\}(.*?)\{% endraw %\}", source, re.DOTALL)
    assert match, "no worked example"
    return match[1].strip()


@pytest.mark.parametrize(("template", "section"), SECTIONS)
def test_worked_examples_keep_the_rules(template, section):
    given, _, answer = example_of(template, section).partition("\n")
    fields = json.loads(answer)
    allowed = {step.id for step in section.steps}
    assert {re.sub(r"_[0-9]+$", "", field) for field in fields} <= allowed
    assert not re.search("[0-9]", SLOT.sub("", given + "".join(fields.values())).replace("_2", ""))
    assert sorted(SLOT.findall(given)) == sorted(SLOT.findall("".join(fields.values()))), "each slot once"
    assert not OWN_TRADE.search(given + "".join(fields.values())), "an example is from another trade"


@pytest.mark.parametrize(("template", "section"), SECTIONS)
def test_section_prompts_say_how_their_steps_connect(template, section):
    source = (prompts_dir() / template.id / section.prompt).read_text(encoding="utf-8")
    for block in ("aim", "links", "avoid", "example"):
        assert f"{{% block {block} %}}" in source
    links = source.partition("{% block links %}")[2].partition("{% endblock %}")[0]
    assert all(step.id in links for step in section.steps)


def test_step_examples_keep_the_rules():
    marked = re.compile(r"\{\{([^{}]+)\}\}")
    for example in step_examples(str(prompts_dir() / "sales-leader-annual")):
        given = "".join(example.material)
        assert marked.findall(given) == marked.findall(example.text), "each figure once, in its order"
        assert not re.search("[0-9]", marked.sub("", given + example.text))
        assert not OWN_TRADE.search(given + example.text)
