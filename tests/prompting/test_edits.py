"""Edited copies of templates: made in the user's folder, compared with the original, given up again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fupan.errors import InputError, TemplateError
from fupan.prompting.edits import copy_for_editing, copy_of, edited_files, give_up
from fupan.prompting.loader import load_template
from fupan.prompting.render import messages_for_section
from fupan.prompting.sources import find_template
from fupan.prompting.starter import new_template
from fupan.resources import prompts_dir

NAME = "sales-leader-annual"


@pytest.fixture
def own(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "own"
    monkeypatch.setenv("FUPAN_TEMPLATES_DIR", str(folder))
    return folder


def test_a_copy_is_used_until_it_is_given_up(own, brief_of):
    folder = copy_for_editing(NAME)
    assert folder == own / NAME
    prompt = folder / "gap.md.j2"
    prompt.write_text(
        prompt.read_text(encoding="utf-8").replace("{% block aim %}", "{% block aim %}写得狠一点。"), "utf-8"
    )
    template = load_template(NAME)
    brief = brief_of(template, template.section("gap"))
    assert "写得狠一点。" in messages_for_section(template, brief)[-1][1]
    give_up(NAME)
    assert not folder.exists()
    assert find_template(NAME).origin == "built-in"
    assert "写得狠一点。" not in messages_for_section(load_template(NAME), brief)[-1][1]


def test_what_was_edited_is_named(own):
    folder = copy_for_editing(NAME)
    copy = copy_of(NAME)
    assert edited_files(copy) == ()
    (folder / "gap.md.j2").write_text("{# inputs: #}\n", encoding="utf-8")
    (folder / "kpi.md.j2").unlink()
    (folder / "mine.md.j2").write_text("{# inputs: #}\n", encoding="utf-8")
    assert edited_files(copy) == ("gap.md.j2", "kpi.md.j2", "mine.md.j2")


def test_editing_twice_keeps_what_was_changed(own):
    folder = copy_for_editing(NAME)
    (folder / "gap.md.j2").write_text("{# inputs: #}\n改过\n", encoding="utf-8")
    assert copy_for_editing(NAME) == folder
    assert "改过" in (folder / "gap.md.j2").read_text(encoding="utf-8")


def test_the_originals_are_never_touched(own):
    before = {path: path.read_bytes() for path in (prompts_dir() / NAME).iterdir()}
    copy_for_editing(NAME)
    give_up(NAME)
    with pytest.raises(TemplateError, match="没有改过"):
        give_up(NAME)
    assert before == {path: path.read_bytes() for path in (prompts_dir() / NAME).iterdir()}


def test_a_template_of_ones_own_is_never_given_up(own):
    new_template(own / "季度")
    with pytest.raises(TemplateError, match="你自己的模板"):
        give_up("季度")
    assert (own / "季度" / "template.yaml").is_file()


@pytest.mark.parametrize("name", ["sales-leader-anual", "../sales-leader-annual", "", "/etc"])
def test_only_known_names_are_copied(own, name):
    with pytest.raises(TemplateError, match="没有模板"):
        copy_for_editing(name)
    assert not own.exists()


def test_a_folder_of_something_else_is_left_alone(own):
    (own / NAME).mkdir(parents=True)
    (own / NAME / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="已经存在"):
        copy_for_editing(NAME)
    assert (own / NAME / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_giving_up_a_link_leaves_what_it_leads_to(own, tmp_path):
    new_template(tmp_path / "elsewhere")
    own.mkdir()
    (own / NAME).symlink_to(tmp_path / "elsewhere")
    give_up(NAME)
    assert (tmp_path / "elsewhere" / "template.yaml").is_file()
    assert not (own / NAME).exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("FUPAN_TEMPLATES_DIR", str(tmp_path / "file"))
    with pytest.raises(InputError, match="写不了"):
        copy_for_editing(NAME)
