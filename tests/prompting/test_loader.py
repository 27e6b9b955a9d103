from __future__ import annotations

import subprocess
import sys

import pytest

from fupan.errors import InputError, TemplateError
from fupan.prompting.loader import load_template, template_ids
from fupan.prompting.patterns import load_patterns


def broken(folder, old: str, new: str) -> str:
    """The error of the template after replacing ``old`` by ``new``."""
    file = folder / "template.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        load_template(folder)
    return str(caught.value)


@pytest.mark.parametrize("name", template_ids())
def test_shipped_templates_load(name):
    template = load_template(name)
    assert template.id == name
    assert {section.part for section in template.sections} == set(template.parts)


def test_sales_leader_annual_has_its_sections():
    template = load_template("sales-leader-annual")
    assert [section.id for section in template.sections] == [
        "kpi",
        "milestone",
        "expansion",
        "gap",
        "capability",
        "competition",
        "playbook",
        "retire",
        "experiment",
        "people",
        "training",
        "incentive",
        "targets",
        "strategy",
        "risks",
    ]
    assert len(template.parts) == 5
    assert template.section("training").after == ("capability",)
    assert template.section("strategy").items == ("市场", "产品", "团队")
    assert all(section.weak_when and section.keywords and section.patterns for section in template.sections)


def test_patterns_have_what_a_section_needs():
    patterns = load_patterns()
    assert len(patterns) == 21
    assert [step.id for step in patterns["smart"].steps] == [
        "specific",
        "measurable",
        "achievable",
        "relevant",
        "timebound",
        "milestones",
        "actions",
    ]
    assert all(step.asks and step.cues for pattern in patterns.values() for step in pattern.steps)


def test_a_template_of_ones_own(folder):
    template = load_template(folder)
    assert [section.title for section in template.sections] == ["第一节", "第二节"]
    assert load_template(folder / "template.yaml") == template


def test_a_template_may_bring_a_pattern(folder):
    pattern = "- {id: own, name: 自己的链, steps: [{id: one, name: 一, asks: 说一}]}\n"
    (folder / "patterns.yaml").write_text(pattern, encoding="utf-8")
    file = folder / "template.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("[trial]", "[own]"), encoding="utf-8")
    assert [step.id for step in load_template(folder).section("first").steps] == ["one"]


def test_steps_of_a_section_refine_and_add(folder):
    file = folder / "template.yaml"
    extra = "        steps: [{id: goal, asks: 只说目标, cues: [志在]}, {id: cost, name: 花费, asks: 花了多少}]\n"
    text = file.read_text(encoding="utf-8").replace("[trial]\n", "[trial]\n" + extra)
    file.write_text(text, encoding="utf-8")
    steps = load_template(folder).section("first").steps
    assert [step.id for step in steps] == ["goal", "result", "feedback", "insight", "cost"]
    assert steps[0].asks == "只说目标"
    assert {"志在", "试水"} <= set(steps[0].cues)


def test_openings_of_a_refined_step_take_the_place_of_the_shared_ones(folder):
    shared = {step.id: step.leads for step in load_patterns()["trial"].steps}
    assert shared["result"]
    assert shared["feedback"]
    assert shared["insight"]
    file = folder / "template.yaml"
    extra = (
        "        steps: [{id: result, leads: [算下来，]}, {id: feedback, leads: []}, {id: insight, asks: 看清了什么}]\n"
    )
    text = file.read_text(encoding="utf-8").replace("[trial]\n", "[trial]\n" + extra)
    file.write_text(text, encoding="utf-8")
    steps = {step.id: step.leads for step in load_template(folder).section("first").steps}
    assert steps["result"] == ("算下来，",)
    assert steps["feedback"] == ()
    assert steps["insight"] == shared["insight"]


def test_the_form_of_a_section(folder):
    file = folder / "template.yaml"
    text = file.read_text(encoding="utf-8")
    assert {section.form for section in load_template(folder).sections} == {"prose"}
    one = text.replace("patterns: [trial]", "patterns: [trial]\n        form: table")
    file.write_text(one.replace("title: 我的模板", "title: 我的模板\nform: points"), encoding="utf-8")
    assert [section.form for section in load_template(folder).sections] == ["table", "points"]


def test_unknown_form(folder):
    message = broken(folder, "patterns: [trial]", "patterns: [trial]\n        form: tabel")
    assert "parts[0].sections[0].form: 不认识的版式「tabel」" in message
    assert "prose、points、table" in message


def test_unknown_template_names_the_nearest():
    with pytest.raises(TemplateError, match="没有模板「sales-leader」") as caught:
        load_template("sales-leader")
    assert "sales-leader-annual" in str(caught.value)


def test_unknown_pattern(folder):
    message = broken(folder, "[method]", "[metod]")
    assert "template.yaml:11 parts[0].sections[1].patterns[0]" in message
    assert "是不是「method」" in message


def test_unknown_key(folder):
    message = broken(folder, "after:", "aftr:")
    assert "template.yaml:13 parts[0].sections[1].aftr" in message
    assert "是不是「after」" in message


def test_duplicate_section(folder):
    message = broken(folder, "id: second", "id: first")
    assert "template.yaml:9" in message
    assert "写了两次" in message


def test_unknown_section_in_after(folder):
    assert "没有小节「frist」" in broken(folder, "after: [first]", "after: [frist]")


def test_circle(folder):
    message = broken(folder, "patterns: [trial]", "patterns: [trial]\n        after: [second]")
    assert "first → second → first" in message
    assert "template.yaml:9" in message


def test_a_section_after_itself(folder):
    assert "second → second" in broken(folder, "after: [first]", "after: [second]")


def test_missing_prompt(folder):
    message = broken(folder, "prompt: first.md.j2", "prompt: nowhere.md.j2")
    assert "template.yaml:12 parts[0].sections[1].prompt: 找不到提示词文件「nowhere.md.j2」" in message


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd"])
def test_a_prompt_outside_the_folder(folder, path):
    assert "要放在模板的文件夹里" in broken(folder, "prompt: first.md.j2", f"prompt: {path}")


def test_bad_length(folder):
    message = broken(folder, "after: [first]", "length: [600, 150]")
    assert "先小后大" in message
    assert "template.yaml:13" in message


def test_unknown_figure(folder):
    requires = "requires: [{metric: 销售额, keys: [actual, atainment]}]"
    message = broken(folder, "after: [first]", requires)
    assert "requires[0].keys[1]" in message
    assert "attainment" in message


def test_a_requirement_may_name_its_step(folder):
    file = folder / "template.yaml"
    requires = "patterns: [trial]\n        requires: [{metric: 销售额, keys: [actual], step: result}]"
    file.write_text(file.read_text(encoding="utf-8").replace("patterns: [trial]", requires), encoding="utf-8")
    assert load_template(folder).section("first").requires[0].step == "result"
    message = broken(folder, "step: result", "step: resutl")
    assert "requires[0].step: 没有步骤「resutl」" in message
    assert "是不是「result」" in message


def test_a_slide_may_name_its_headline(folder):
    file = folder / "template.yaml"
    text = file.read_text(encoding="utf-8").replace("title: 我的模板", "title: 我的模板\nform: points", 1)
    text = text.replace("patterns: [trial]", "patterns: [trial]\n        headline: insight")
    file.write_text(text, encoding="utf-8")
    assert load_template(folder).section("first").headline == "insight"
    assert "没有步骤「insigt」" in broken(folder, "headline: insight", "headline: insigt")
    assert "headline 只用于要点页" in broken(folder, "form: points", "form: prose")


def test_two_chains_with_the_same_step(folder):
    assert "出现两次" in broken(folder, "patterns: [trial]", "patterns: [trial, triad]")


def test_no_sections(folder):
    (folder / "template.yaml").write_text("id: a\ntitle: b\nparts: []\n", encoding="utf-8")
    with pytest.raises(TemplateError, match="没有小节"):
        load_template(folder)


@pytest.mark.parametrize("text", ["", "- a\n", "id: [\n", "id: &a x\ntitle: *a\n", "parts: 5\nid: a\ntitle: b\n"])
def test_other_files_are_input_errors(folder, text):
    (folder / "template.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"template\.yaml"):
        load_template(folder)


@pytest.mark.parametrize(
    ("prompt", "line", "message"),
    [
        ("{# inputs: #}\n第一行\n{{ titel }}\n", 3, "没有声明的变量「titel」"),
        ("{# inputs: titel #}\n{{ titel }}\n", 1, "没有变量「titel」"),
        ("{# inputs: title, part #}\n{{ title }}\n", 1, "声明了变量「part」却没有用"),
        ("{{ title }}\n", 1, "没有声明用到的变量"),
        ("{# inputs: #}\n\n{% if %}\n", 3, "语法有误"),
        ("{# inputs: #}\n全年{{f1}}\n", 2, "没有声明的变量「f1」"),
    ],
)
def test_prompts_are_checked(folder, prompt, line, message):
    (folder / "first.md.j2").write_text(prompt, encoding="utf-8")
    with pytest.raises(TemplateError, match=message) as caught:
        load_template(folder)
    assert f"first.md.j2:{line}" in str(caught.value)
    assert load_template(folder, prompts=False)


def test_a_prompt_that_extends_a_missing_file(folder):
    (folder / "first.md.j2").write_text('{# inputs: #}\n{% extends "gone.md.j2" %}\n', encoding="utf-8")
    with pytest.raises(TemplateError, match=r"找不到提示词文件「gone\.md\.j2」"):
        load_template(folder)


def test_loading_without_prompts_needs_no_template_engine():
    code = (
        "import sys; from fupan.prompting.loader import load_template;"
        "load_template('sales-leader-annual', prompts=False); sys.exit('jinja2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_patterns_that_have_not_changed_are_read_once(tmp_path, monkeypatch):
    own = "- {id: %s, name: 自定, steps: [{id: first, name: 第一步, asks: 写什么}]}\n"
    file = tmp_path / "patterns.yaml"
    file.write_text(own % "mine", encoding="utf-8")
    assert "mine" in load_patterns(tmp_path)
    reads = []
    monkeypatch.setattr("fupan.prompting.patterns.read_yaml", reads.append)
    assert "mine" in load_patterns(tmp_path)
    assert not reads
    monkeypatch.undo()
    file.write_text(own % "another", encoding="utf-8")
    assert "another" in load_patterns(tmp_path)
    assert "mine" not in load_patterns(tmp_path)


def test_faults_of_patterns_are_told_every_time(tmp_path):
    (tmp_path / "patterns.yaml").write_text("- {id: mine, name: 自定, steps: []}\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(TemplateError, match="没有步骤"):
            load_patterns(tmp_path)
