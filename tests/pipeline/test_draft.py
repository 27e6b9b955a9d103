"""Whole drafts: with the composer, with well-behaved llms of both granularities, and with misbehaving ones."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fupan.checks.run import Reading, check_reading
from fupan.domain.draft import Draft
from fupan.domain.factsheet import FactSheet
from fupan.errors import InputError, LlmRefusedError
from fupan.intake.factsheet import load_facts
from fupan.llm.chat import ChatLlm, Wiring
from fupan.llm.faults import Service
from fupan.llm.manners import Manners, no_arguments
from fupan.llm.port import Profile
from fupan.llm.retry import RetryPolicy
from fupan.llm.scripted import ScriptedChat
from fupan.pipeline.draft import DraftOptions, draft_document
from fupan.pipeline.section_memory import SectionMemory
from fupan.prompting.loader import load_template
from fupan.store import Store

ROOT = Path(__file__).parents[2]
_SPEC = importlib.util.spec_from_file_location("material_echo", Path(__file__).with_name("material_echo.py"))
assert _SPEC
assert _SPEC.loader
_ECHO = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_ECHO)
echo = _ECHO.echo
SECTION = Profile("scripted", "section", 4, "none", 32768)
STEP = Profile("scripted", "step", 1, "none", 8192)
_ONCE = RetryPolicy(replies=1)
TEMPLATE = load_template("sales-leader-annual")


@pytest.fixture(scope="module")
def sheet() -> FactSheet:
    return load_facts(ROOT / "examples" / "sales-leader-annual.yaml")


def _llm(reply: Callable[[str], str], profile: Profile, store: Store | None = None) -> ChatLlm:
    chat = ScriptedChat(replies=lambda messages: reply(str(messages[-1].text)), fupan_profile=profile)
    wiring = Wiring(
        profile.name, profile.name, profile, Service("脚本", "scripted"), no_arguments, Manners("none"), policy=_ONCE
    )
    return ChatLlm(chat, wiring, store=store)


def _offsets_hold(draft: Draft) -> None:
    for section in draft.sections:
        assert draft.markdown[section.start : section.start + len(section.text)] == section.text
        for step in section.steps:
            assert section.text[step.start : step.start + len(step.text)] == step.text
            for use in step.slots:
                assert any(
                    ch.isdigit() or ch in "一二三四五六七八九十两半几翻" for ch in step.text[use.start : use.end]
                )


def test_the_composer_alone_writes_all_sections_without_an_error(sheet: FactSheet) -> None:
    draft = draft_document(sheet, TEMPLATE, None)
    assert len(draft.sections) == 15
    assert draft.report.errors == ()
    assert all(section.steps for section in draft.sections)
    assert draft.composed_share == 1
    _offsets_hold(draft)


def test_the_reading_that_is_handed_on_is_that_of_the_finished_text(sheet: FactSheet) -> None:
    read: list[Reading] = []
    draft = draft_document(sheet, TEMPLATE, None, DraftOptions(read=read.append))
    (reading,) = read
    assert reading.text == draft.markdown
    assert check_reading(reading, template=TEMPLATE) == draft.report


@pytest.mark.parametrize("profile", [SECTION, STEP], ids=["section", "step"])
def test_an_obedient_llm_is_taken_at_its_word(sheet: FactSheet, profile: Profile) -> None:
    draft = draft_document(sheet, TEMPLATE, _llm(echo, profile))
    assert draft.report.errors == ()
    assert draft.composed_share == 0
    origins = {step.origin for section in draft.sections for step in section.steps}
    assert origins <= {"llm", "facts"}
    _offsets_hold(draft)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("{{f1}}", "{{f99}}"),
        lambda text: text.replace("{{f1}}", "1234万元"),
        lambda _text: "",
        lambda _text: "抱歉，我无法完成这个请求。",
        lambda text: text + "```<script>alert(1)</script>{{ 7*7 }}",
        lambda text: text[: len(text) // 2],
    ],
    ids=["unknown slot", "own number", "empty", "refusal", "hostile", "cut off"],
)
@pytest.mark.parametrize("profile", [SECTION, STEP], ids=["section", "step"])
def test_a_misbehaving_llm_never_costs_a_section_or_a_figure(
    sheet: FactSheet, profile: Profile, spoil: Callable[[str], str]
) -> None:
    draft = draft_document(sheet, TEMPLATE, _llm(lambda prompt: spoil(echo(prompt)), profile))
    assert len(draft.sections) == 15
    assert draft.report.errors == ()
    assert not re.search(r"\{\{|<script|1234万元|抱歉", draft.markdown)
    _offsets_hold(draft)


def test_a_sentence_without_source_is_marked_and_told_apart(sheet: FactSheet) -> None:
    invented = "这主要是由于公司物流体系落后、仓库管理混乱导致的。"

    def reply(prompt: str) -> str:
        fields = json.loads(echo(prompt))
        return json.dumps({name: text + invented if name == "external" else text for name, text in fields.items()})

    draft = draft_document(sheet, TEMPLATE, _llm(reply, SECTION), DraftOptions(sections=("gap",)))
    if invented in draft.markdown:
        assert f"{invented}〔待核实〕" in draft.markdown
        assert any(finding.rule == "unsupported-claim" for finding in draft.report.findings)
        step = next(step for step in draft.sections[0].steps if step.step == "external")
        assert [step.text[low:high] for low, high in step.unsourced] == [invented]
    else:
        pytest.fail("the sentence went without a word: it must stay visible and marked")


def test_only_the_chosen_sections_and_an_unknown_one_is_named(sheet: FactSheet) -> None:
    draft = draft_document(sheet, TEMPLATE, None, DraftOptions(sections=("gap", "核心业绩指标")))
    assert [section.id for section in draft.sections] == ["kpi", "gap"]
    with pytest.raises(InputError, match="没有小节“gapp”"):
        draft_document(sheet, TEMPLATE, None, DraftOptions(sections=("gapp",)))


def test_what_was_finished_before_a_failure_is_not_paid_for_again(sheet: FactSheet, tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'x.db'}")
    memory = SectionMemory(store, Path(TEMPLATE.root))
    asked: list[str] = []

    def breaking(prompt: str) -> str:
        asked.append(prompt)
        if len(asked) > 20:
            raise LlmRefusedError("密钥失效")
        return echo(prompt)

    with pytest.raises(LlmRefusedError):
        draft_document(sheet, TEMPLATE, _llm(breaking, STEP, store), DraftOptions(memory=memory))
    first = len(asked) - 1
    asked.clear()

    def counting(prompt: str) -> str:
        asked.append(prompt)
        return echo(prompt)

    draft_document(sheet, TEMPLATE, _llm(counting, STEP))
    total = len(asked)
    asked.clear()
    whole = draft_document(sheet, TEMPLATE, _llm(counting, STEP, store), DraftOptions(memory=memory))
    assert len(asked) == total - first
    asked.clear()
    again = draft_document(sheet, TEMPLATE, _llm(counting, STEP, store), DraftOptions(memory=memory))
    assert asked == []
    assert again.markdown == whole.markdown
    draft_document(
        sheet,
        TEMPLATE,
        _llm(counting, STEP),
        DraftOptions(memory=SectionMemory(store, Path(TEMPLATE.root), fresh=True)),
    )
    assert len(asked) == total
    store.close()


def test_a_line_that_the_llm_puts_in_doubt_stays_as_it_was() -> None:
    template = load_template("sales-management-narrative")
    sheet = load_facts(ROOT / "examples" / "sales-management-narrative.yaml")
    llm = _llm(lambda prompt: echo(prompt).replace("形势变了", "形状变了"), STEP)
    draft = draft_document(sheet, template, llm, DraftOptions(sections=("environment",)))
    assert "形势变了，老办法守不住新目标" in draft.markdown
    assert "待核实" not in draft.markdown
    assert any("“形状变了”缺了字或错了字" in line for line in draft.sections[0].history)
