"""The parts of rewriting one by one: edits, plans, differences, patches, names, tables, sources."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fupan.errors import InputError
from fupan.pipeline.rewrite.cuts import without_clause
from fupan.pipeline.rewrite.diff import readable_diff
from fupan.pipeline.rewrite.edits import Edit, applied, fine, moved
from fupan.pipeline.rewrite.names import names_in, new_names
from fupan.pipeline.rewrite.patch import unified
from fupan.pipeline.rewrite.plan import Added, Plan
from fupan.pipeline.rewrite.source import read_source
from fupan.pipeline.rewrite.units import units_of
from fupan.pipeline.rewrite.wording import formal

TEXTS = st.text(alphabet="销售额，。；\n12万元%ab 增长", max_size=40)


def test_edits_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        applied("abcdef", [Edit(0, 3, "x"), Edit(2, 4, "y")])


def test_what_is_put_in_at_one_place_stays_in_order():
    assert applied("ab", [Edit(1, 1, "1"), Edit(1, 2, "B"), Edit(1, 1, "2")]) == "a12B"


@given(st.text(min_size=1, max_size=20), st.text(max_size=20), st.text(max_size=20), st.text(max_size=9))
def test_a_stretch_is_found_again_after_edits(before, inside, behind, new):
    text = before + inside + behind
    span = (len(before), len(before) + len(inside))
    edits = [Edit(0, len(before) // 2, new), Edit(span[0], span[1], new + inside)]
    start, end = moved(span, edits)
    assert applied(text, edits)[start:end] == new + inside


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_small_edits_make_the_same_text(before, was, words, behind):
    edit = Edit(len(before), len(before) + len(was), words)
    text = before + was + behind
    assert applied(text, fine(text, edit)) == applied(text, [edit])


def test_clauses_that_stay_are_left_to_other_edits():
    text = "团队砥砺前行，销售额13600万元，完成率118%，成绩骄人。"
    small = list(fine(text, Edit(0, len(text), "销售额13600万元，完成率118%。")))
    assert [(text[one.start : one.end], one.text) for one in small] == [("团队砥砺前行，", ""), ("，成绩骄人。", "。")]


@settings(max_examples=200)
@given(TEXTS, TEXTS)
def test_a_difference_holds_both_texts(before, after):
    pieces = readable_diff(before, after)
    assert "".join(one.text for one in pieces if one.sign != "+") == before
    assert "".join(one.text for one in pieces if one.sign != "-") == after
    assert all(one.text for one in pieces)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("完成率96.5%。", "完成率94.5%。", "完成率[-96.5%-]{+94.5%+}。"),
        ("销售额8127万元，增长7.8%。", "销售额8127万元，同比增长7.8%。", "销售额8127万元，{+同比+}增长7.8%。"),
        ("大环境不好。", "客服只派单不回访。", "[-大环境不好。-]{+客服只派单不回访。+}"),
        ("一切照旧。", "一切照旧。", "一切照旧。"),
        ("甲做完了。", "甲做完了。乙没做完。", "甲做完了。{+乙没做完。+}"),
    ],
)
def test_differences_are_whole_words(before, after, shown):
    marks = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
    assert "".join(marks[p.sign][0] + p.text + marks[p.sign][1] for p in readable_diff(before, after)) == shown


@settings(max_examples=40)
@given(before=TEXTS, after=TEXTS)
@pytest.mark.skipif(not shutil.which("git"), reason="git is not here")
def test_git_takes_every_patch(tmp_path_factory, before, after):
    folder = tmp_path_factory.mktemp("patch")
    path = folder / "doc.md"
    path.write_bytes(before.encode())
    patch = unified("doc.md", before, after)
    assert bool(patch) == (before != after)
    if patch and before and after:
        subprocess.run(["git", "apply", "-"], cwd=folder, input=patch.encode(), check=True, capture_output=True)
        assert path.read_bytes() == after.encode()


@pytest.mark.parametrize(("path", "shown"), [("/a/b.md", "b.md"), ("../b.md", "b.md"), ("a/b.md", "a/b.md")])
def test_a_patch_stays_in_its_folder(path, shown):
    assert unified(path, "a\n", "b\n").startswith(f"--- a/{shown}\n+++ b/{shown}\n")


@pytest.mark.parametrize(
    ("sentence", "word", "left", "gone"),
    [
        ("销售额8127万元，再创佳绩。", "再创佳绩", "销售额8127万元。", "再创佳绩"),
        ("再创佳绩，销售额8127万元。", "再创佳绩", "销售额8127万元。", "再创佳绩"),
        ("甲做完，再创佳绩，乙没做。", "再创佳绩", "甲做完，乙没做。", "再创佳绩"),
        ("再创佳绩！", "再创佳绩", "", "再创佳绩！"),
        ("没有这个词。", "再创佳绩", "没有这个词。", ""),
    ],
)
def test_a_clause_is_cut_with_its_comma(sentence, word, left, gone):
    assert without_clause(sentence, word) == (left, gone)


def plan_of(text):
    return Plan(units_of(text, [(0, len(text))]), len(text))


def after(text, plan):
    return applied(text, plan.edits(text))


def test_a_plan_cuts_whole_paragraphs_and_closes_lines():
    text = "甲做完了；乙没做完。\n\n再创佳绩。\n\n丙做完了。"
    plan = plan_of(text)
    assert after(text, plan.with_unit(1, "")) == "甲做完了。\n\n再创佳绩。\n\n丙做完了。"
    assert after(text, plan.with_unit(2, "")) == "甲做完了；乙没做完。\n\n丙做完了。"
    assert after(text, plan.with_unit(3, "")) == "甲做完了；乙没做完。\n\n再创佳绩。"


def test_a_plan_adds_in_the_manner_of_the_text():
    more = Added("乙没做完。", "step")
    assert after("甲做完了", plan_of("甲做完了").with_added(0, more)) == "甲做完了。乙没做完。"
    listed = "- 甲做完了\n- 丙做完了"
    assert after(listed, plan_of(listed).with_added(0, more)) == "- 甲做完了\n- 乙没做完\n- 丙做完了"
    assert after(listed, plan_of(listed).with_added(-1, more)) == "- 乙没做完\n- 甲做完了\n- 丙做完了"
    assert after("", Plan((), 0).with_added(-1, more)) == "\n\n乙没做完。"


def test_names_are_seen():
    assert names_in("江川的ABC和“三年质保”", {"江川", "海拓"}) == {"江川", "abc", "三年质保"}
    assert new_names("王总带来XYZ公司", ["王总来过"]) == ("xyz",)


def test_colloquial_words_get_their_written_form_but_quotations_stay():
    assert formal("没人跟，客户说“没人跟”。") == "无人跟进，客户说“没人跟”。"


def test_a_source_that_cannot_be_written_back_says_so(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html><body><p>销售额8127万元。</p></body></html>", encoding="utf-8")
    source = read_source(path)
    with pytest.raises(InputError, match="格式"):
        source.after([Edit(0, 1, "x")])


def test_a_source_keeps_mixed_line_ends(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes("甲。\r\n乙。\n丙。\r丁。".encode())
    source = read_source(path)
    assert source.text == "甲。\n乙。\n丙。\n丁。"
    at = source.text.index("丙")
    assert source.encoded(source.after([Edit(at, at + 1, "戊")])) == "甲。\r\n乙。\n戊。\r丁。".encode()
