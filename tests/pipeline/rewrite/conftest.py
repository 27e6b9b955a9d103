"""Texts, facts and scripted llms that rewriting is tried with."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import fupan
from fupan.domain.factsheet import FactSheet
from fupan.llm.chat import ChatLlm, Wiring
from fupan.llm.faults import Service
from fupan.llm.manners import Manners, no_arguments
from fupan.llm.port import Profile
from fupan.llm.retry import RetryPolicy
from fupan.llm.scripted import ScriptedChat

_SPEC = importlib.util.spec_from_file_location("weak_texts", Path(__file__).with_name("weak_texts.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
weak_texts = importlib.util.module_from_spec(_SPEC)
sys.modules["weak_texts"] = weak_texts
_SPEC.loader.exec_module(weak_texts)


@pytest.fixture(scope="session")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> FactSheet:
    path = tmp_path_factory.mktemp("facts") / "facts.yaml"
    path.write_text(weak_texts.FACTS, encoding="utf-8")
    return fupan.load_facts(path)


@pytest.fixture
def scripted() -> Callable[..., ChatLlm]:
    """An llm that answers every question with what a function makes of it."""

    def build(answer, granularity="step"):
        profile = Profile("scripted", granularity, 1, "none", 32768)
        wiring = Wiring(
            "s", "s", profile, Service("脚本", "s"), no_arguments, Manners("none"), policy=RetryPolicy(replies=1)
        )
        return ChatLlm(ScriptedChat(replies=answer, fupan_profile=profile), wiring)

    return build
