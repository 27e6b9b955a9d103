"""Remarks in the text that switch rules off: ``<!-- fupan: ignore RULE 理由 -->``.

A remark holds for its own line if text stands before it, else for the next line that is not empty.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from fupan.checks.comments import CLOSE, OPEN, comments
from fupan.domain.finding import Finding
from fupan.figures.late import late

_HEAD = late(r"\s*fupan\s*([:：]?)\s*((?:ignore|忽略)(?![A-Za-z]))?\s*", re.IGNORECASE)
_NAMES = late(r"[A-Za-z][A-Za-z_-]*(?:\s*[,，、]\s*[A-Za-z][A-Za-z_-]*)*(?![A-Za-z_-])")
_BETWEEN = late(r"\s*[,，、]\s*")
_NEXT_LINE = late(r"\n?[ \t\r]*(?:\n[ \t\r]*)*([^\n]+)")
FORM = "<!-- fupan: ignore 规则 理由 -->"
_SHOWN, _NAME, _MOST = 40, 20, 20


class Remark(NamedTuple):
    """Rules switched off in ``text[start:end]`` for a reason; ``at`` is where the remark stands.

    ``fault`` tells in Chinese why a remark that was meant to be one is none; its ``rules`` are empty then.
    """

    rules: tuple[str, ...]
    reason: str
    start: int
    end: int
    at: int = 0
    fault: str = ""


def remarks(text: str) -> list[Remark]:
    """Every remark of the text with the stretch it holds for."""
    found = []
    for at, after in comments(text):
        inner = text[at + len(OPEN) : after - len(CLOSE)]
        head = _HEAD.match(inner)
        if head is None or not (head[1] or head[2]):
            continue
        start, end = _stretch(text, at, after)
        names = _NAMES.match(inner, head.end())
        rest = inner[head.end() :].strip()
        fault = _fault(head[1], head[2] or "", "" if names else rest or " ")
        if fault or names is None:
            found.append(Remark((), "", start, end, at, fault))
        else:
            rules = tuple(name for name in _BETWEEN.split(names[0]) if name)
            found.append(Remark(rules, inner[names.end() :].strip(), start, end, at))
    return found


def _fault(colon: str, word: str, instead: str) -> str:
    """What is wrong; ``instead`` is what stands in the place of the rules, if that is no name."""
    if colon != ":":
        return "fupan 后面要用半角冒号"
    if word.lower() != "ignore":
        return "冒号后面要写 ignore"
    if instead.strip():
        return f"「{instead[:_NAME]}」不是规则的名字"
    return "没有写是哪条规则" if instead else ""


def _stretch(text: str, at: int, after: int) -> tuple[int, int]:
    """The line of a remark, or the next one that is not empty where the remark stands alone."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", after)
    end = len(text) if end < 0 else end
    if not text[start:at].strip() and not text[after:end].strip():
        line = _NEXT_LINE.match(text, end)
        start, end = line.span(1) if line else (end, end)
    return start, end


def without_ignored(findings: Sequence[Finding], text: str) -> tuple[Finding, ...]:
    """The findings that no remark switches off."""
    off = remarks(text)
    return tuple(finding for finding in findings if not any(_covers(one, finding) for one in off))


def misunderstood(text: str, known: Collection[str]) -> tuple[str, ...]:
    """What is wrong with the remarks that have no effect, or name a rule that is not ``known``.

    In Chinese, with the line; the first 20.
    """
    told: list[str] = []
    for one in remarks(text):
        if len(told) == _MOST:
            break
        unknown = [name for name in one.rules if name not in known]
        fault = one.fault or (f"没有名为{'、'.join(f'「{name}」' for name in unknown)}的规则" if unknown else "")
        if fault:
            line = text.count("\n", 0, one.at) + 1
            end = text.find(CLOSE, one.at) + len(CLOSE)
            shown = " ".join(text[one.at : end].split())
            shown = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
            effect = "没有起作用" if len(unknown) == len(one.rules) else "只起了一部分作用"
            told.append(
                f"第 {line} 行的「{shown}」{effect}：{fault}。写法是 {FORM}，多条规则用逗号隔开；"
                f"可用的规则：{'、'.join(sorted(known))}"
            )
    return tuple(told)


def _covers(remark: Remark, finding: Finding) -> bool:
    return finding.rule in remark.rules and remark.start <= finding.start < max(remark.end, remark.start + 1)
