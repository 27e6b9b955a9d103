"""The four ways on a small case, the llm told what to say: fair prompts, honest times, nothing asked twice."""

import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import fupan
from fupan.errors import LlmCancelledError, LlmUnavailableError
from fupan.intake.factsheet import load_facts
from fupan.llm.factory import open_llm
from fupan.llm.port import Ask
from fupan.prompting.loader import load_template
from fupan.store import Store

FOLDER = Path(__file__).parents[2] / "eval" / "benchmarks" / "llm"
FACTS = """\
template: sales-monthly
period: "2025-09"
author: {role: 销售主管}
metrics:
  - name: 销售额
    unit: 万元
    target: 310
    actual: 342
    previous: 296
    breakdown: {产品线: {防护鞋: {actual: 158, previous: 121}}}
  - {name: 回款率, unit: "%", target: 92, actual: 88.5, previous: 90.2}
notes:
  attainment: [超额靠两家汽车厂的年度集采提前到这个月]
  visible: [回款率88.5%，差3.5个百分点，内部是对账单晚发了一周]
"""
GOLDEN = "# 九月总结\n\n销售额342万元，完成率110.3%。\n"
CASE = "why: 检验四种写法\nrequired: [销售额.actual, 销售额.attainment, 回款率.actual]\n"
LLM = """
import json, re, sys, time
from pathlib import Path
from fupan.llm.scripted import ScriptedChat
from fupan.llm.port import Profile

def answer(messages):
    asked = str(messages[-1].text)
    with Path("asked.txt").open("a", encoding="utf-8") as file:
        file.write(json.dumps(asked, ensure_ascii=False) + "\\n")
    if "怎么写" in asked:
        return "```markdown\\n# 总结\\n\\n### 目标达成全景\\n\\n销售额352万元，完成率110.3%。\\n```"
    lines = re.findall(r"^- (.+)$", asked.partition("<素材>")[2] or asked.rpartition("素材：")[2], re.M)
    return "。".join(lines) + "。"

def small():
    return ScriptedChat(replies=answer, fupan_profile=Profile("small", "step", 1, "none", 8192))
"""


@pytest.fixture(scope="module")
def bench():
    """The modules of the benchmark, as its scripts import them."""
    names = ("answers", "pasted", "free_numbers", "ways", "choosing")
    patch = pytest.MonkeyPatch()
    patch.syspath_prepend(FOLDER)
    yield SimpleNamespace(**{name: importlib.import_module(name) for name in names})
    patch.undo()
    for name in names:
        del sys.modules[name]


@pytest.fixture
def place(tmp_path):
    for template, name, notes in (("sales-monthly", "a", ""), ("sales-monthly", "b", "  risks: [钢价连涨两周]\n")):
        folder = tmp_path / "cases" / template / name
        folder.mkdir(parents=True)
        (folder / "facts.yaml").write_text(FACTS + notes, encoding="utf-8")
        (folder / "golden.md").write_text(GOLDEN, encoding="utf-8")
        (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "told").mkdir()
    (tmp_path / "told" / "llm.py").write_text(LLM, encoding="utf-8")
    return tmp_path


@pytest.fixture
def sheet(place):
    return load_facts(place / "cases" / "sales-monthly" / "a" / "facts.yaml")


@pytest.fixture
def template():
    return load_template("sales-monthly")


def run(place, *more):
    command = [
        sys.executable, str(FOLDER / "run.py"), "--llm", "told.llm:small", "--cases", "cases", "--list", "list.txt",
        "-o", "out", "--results", "results.md", *more,
    ]  # fmt: skip
    path = f"{Path(fupan.__file__).parents[1]}:{place}"
    return subprocess.run(
        command, cwd=place, env={"PYTHONPATH": path, "PATH": "/usr/bin:/bin", "HOME": str(place)}, check=False,
        capture_output=True, text=True, encoding="utf-8", timeout=240,
    )  # fmt: skip


def asked(place):
    return (place / "asked.txt").read_text(encoding="utf-8").splitlines()


def test_one_command_runs_all_four_and_a_second_asks_nothing(place):
    first = run(place, "--choose", "1")
    assert first.returncode == 0, first.stderr
    assert "sales-monthly/a" in (place / "list.txt").read_text(encoding="utf-8")
    page = (place / "results.md").read_text(encoding="utf-8")
    rows = {
        name: cells.split(" | ") for name, cells in re.findall(r"^\| (\([abcd]\)[^|]*) \| (.*) \|$", page, re.M)[:4]
    }
    assert rows["(a) one prompt"][:2] == ["2", "1"]
    assert rows["(b) section by section"][1] == rows["(c) fupan"][1] == rows["(d) composer"][1] == "0"
    assert rows["(c) fupan"][5].startswith("100.0 %")
    assert "`contradicted-figure` × 1, e.g. sales-monthly/a: 「销售额352万元，完成率110.3%。」" in page
    assert "told.llm:small" in page
    assert (place / "out" / "report.html").read_text(encoding="utf-8").count('<article class="golden">') == 4

    before = len(asked(place))
    second = run(place)
    assert second.returncode == 0, second.stderr
    assert len(asked(place)) == before
    assert (place / "results.md").read_text(encoding="utf-8") == page


def test_killed_midway_it_goes_on_and_asks_only_what_is_open(place):
    assert run(place, "--choose", "1").returncode == 0
    whole = (place / "results.md").read_text(encoding="utf-8")
    before = len(asked(place))
    journal = place / "out" / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:2]) + lines[2][: len(lines[2]) // 2])  # killed while (c) was written
    (place / "results.md").unlink()
    ended = run(place)
    assert ended.returncode == 0, ended.stderr
    # the llm is loaded again; all replies of (c) come from the store
    assert [json.loads(line) for line in asked(place)[before:]] == ["你好"]
    assert (place / "results.md").read_text(encoding="utf-8") == whole


def test_a_case_that_is_gone_is_named(place):
    (place / "list.txt").write_text("sales-monthly/zzz\n", encoding="utf-8")
    ended = run(place)
    assert ended.returncode == 2
    assert "sales-monthly/zzz 不能用" in ended.stderr


def test_the_pasted_sheet_has_every_value_and_what_is_reckoned_from_it(bench, sheet):
    text = bench.pasted.pasted_figures(sheet)
    assert text.splitlines() == [
        "销售额：目标310万元，实际342万元，上期296万元，完成率110.3%，超额32万元，环比15.5%，环比增减额46万元",
        "  产品线·防护鞋的销售额：实际158万元，上期121万元，环比30.6%，环比增减额37万元，占比46.2%",
        "回款率：目标92%，实际88.5%，上期90.2%，完成率96.2%，缺口3.5个百分点，环比增减额-1.7个百分点",
    ]


def test_the_one_prompt_names_every_section_and_note(bench, sheet, template):
    prompt = bench.free_numbers._render("chat.md.j2", bench.free_numbers.chat_inputs(sheet, template))
    assert all(f"小节“{section.title}”" in prompt for section in template.sections)
    assert all(note.text in prompt for note in sheet.notes)
    assert "{{" not in prompt


def test_a_section_prompt_has_our_wish_and_numbers_for_slots(bench, sheet, template):
    asked = []

    class Told:
        profile = None

        def free_text(self, ask):
            asked.append("\n".join(text for _, text in ask.messages))
            return "## 目标达成全景\n\n销售额342万元。"

    text = bench.free_numbers.section_by_section(sheet, template, Told())
    first = next(prompt for prompt in asked if "目标达成全景" in prompt)
    assert "目标完成得怎样，和上月、去年同期比是升是降" in first  # the aim of our own prompt
    assert "销售额实际完成342万元" in first
    assert "{{" not in "".join(asked)
    assert "- result" not in first
    assert text.count("### （一）目标达成全景") == 1  # the heading that the llm repeats is dropped


def test_a_reply_that_will_not_end_is_cut_off_kept_and_not_asked_for_again(bench, tmp_path):
    class Endless:
        name, asks = "endless", 0

        def ask(self, ask, on_token=None, cancel=None):
            self.asks += 1
            for _ in range(10_000):
                on_token("总结")
                if cancel.is_set():
                    raise LlmCancelledError("已停止")
            raise AssertionError("never told to stop")

    llm, ask = Endless(), Ask((("user", "写"),), 100)
    answers = bench.answers
    heard = answers.Heard(llm, answers.Times(tmp_path / "times.jsonl"))
    assert heard.free_text(ask) == "总结" * 50
    again = answers.Heard(llm, answers.Times(tmp_path / "times.jsonl"))
    assert again.free_text(ask) == "总结" * 50
    assert llm.asks == 1
    assert again.calls[0].cached
    assert again.cost(0.0).seconds == pytest.approx(heard.calls[0].seconds, abs=0.06)


def test_a_reply_that_goes_round_in_circles_is_stopped_at_the_fourth_time(bench, tmp_path):
    told = "周边四家联合社来看机，一家交了定金。"

    class Circling:
        name = "circling"

        def ask(self, ask, on_token=None, cancel=None):
            on_token("全年卖出86台。")
            for _ in range(100):
                on_token(told[:9])
                on_token(told[9:])
                if cancel.is_set():
                    raise LlmCancelledError("已停止")
            raise AssertionError("never told to stop")

    heard = bench.answers.Heard(Circling(), bench.answers.Times(tmp_path / "times.jsonl"))
    assert heard.free_text(Ask((("user", "写"),), 10_000)) == "全年卖出86台。" + told * 4


def test_times_of_stored_replies_are_those_of_the_first_asking(bench, tmp_path, monkeypatch):
    monkeypatch.setenv("FUPAN_SCRIPT", str(tmp_path / "script.json"))
    (tmp_path / "script.json").write_text('{"": "好"}', encoding="utf-8")
    answers = bench.answers
    times = answers.Times(tmp_path / "times.jsonl")
    ask = Ask((("user", "写"),), 100)
    times.keep(ask, 12.5)
    (tmp_path / "times.jsonl").write_text((tmp_path / "times.jsonl").read_text() + '["torn', encoding="utf-8")
    store = Store.open(f"sqlite:///{tmp_path / 'x.db'}")
    llm = open_llm("fupan.llm.scripted:from_script", store=store)
    llm.ask(ask)  # now it is in the store
    heard = answers.Heard(llm, answers.Times(tmp_path / "times.jsonl"))
    heard.ask(ask)
    store.close()
    assert heard.calls[0].cached
    assert heard.cost(0.25).seconds == pytest.approx(12.8, abs=0.06)


def test_an_llm_out_of_reach_is_not_swallowed(bench, sheet, template, tmp_path):
    class Gone:
        name = "gone"
        profile = open_llm("fupan.evals.doubles:echo").profile

        def ask(self, ask, on_token=None, cancel=None):
            raise LlmUnavailableError("连不上")

    answers, ways = bench.answers, bench.ways
    for way in ways.WAYS[:3]:
        with pytest.raises(LlmUnavailableError):
            way.make(sheet, template, Gone(), answers.Times(tmp_path / "t.jsonl"))
    assert ways.WAYS[3].make(sheet, template, Gone(), answers.Times(tmp_path / "t.jsonl")).cost.calls == 0


def test_the_llm_layer_lets_an_endless_reply_be_cut_off(bench, tmp_path, monkeypatch):
    monkeypatch.setenv("FUPAN_SCRIPT", str(tmp_path / "script.json"))
    (tmp_path / "script.json").write_text(json.dumps({"": "再创新高，" * 2000}), encoding="utf-8")
    heard = bench.answers.Heard(open_llm("fupan.llm.scripted:from_script"), bench.answers.Times(tmp_path / "t.jsonl"))
    text = heard.free_text(Ask((("user", "写"),), 400))
    assert text.startswith("再创新高，再创新高，")
    assert 400 <= len(text) <= 500
    assert [call.error for call in heard.calls] == [bench.answers.CUT]


def test_small_sheets_of_every_template_are_chosen_and_held_back_ones_are_not(bench, place):
    for template, name in (("personal-review", "c"), ("sales-monthly", "small-unseen")):
        folder = place / "cases" / template / name
        folder.mkdir(parents=True)
        (folder / "facts.yaml").write_text(FACTS.partition("notes:")[0].replace("sales-monthly", template), "utf-8")
        (folder / "golden.md").write_text(GOLDEN, encoding="utf-8")
        (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    chosen = bench.choosing
    chosen.choose(place / "cases", 2, place / "list.txt")
    assert [case.id for case in chosen.listed(place / "cases", place / "list.txt")] == [
        "personal-review/c", "sales-monthly/a",
    ]  # fmt: skip
