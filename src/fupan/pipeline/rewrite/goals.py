"""What the user wants of a rewrite: 缺影响, 更具体, 更短, 语气更正式."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fupan.domain.template import SectionSpec, Template
from fupan.errors import InputError

_SERVED = {
    "figures": ("更具体", "具体", "补数字", "加数字", "缺数字", "数字"),
    "shorter": ("更短", "短", "精简", "压缩", "太长"),
    "plain": ("去套话", "去空话", "套话", "空话"),
    "tone": ("语气", "更正式", "正式", "书面"),
}
_SHOWN = "更具体、更短、去套话、语气更正式，或“缺”加步骤名，如 缺影响"


@dataclass(frozen=True)
class Goals:
    """``served`` are kinds of moves, ``steps`` names of steps as the user wrote them.

    ``remarks`` are what only an llm understands (语气更轻松).
    """

    served: frozenset[str] = frozenset()
    steps: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def wanted(self, section: SectionSpec) -> frozenset[str]:
        """What moves of this section must serve; empty: whatever brings the score on."""
        steps = {step.id for name in self.steps for step in section.steps if _means(name, step.name, step.id)}
        return self.served | steps

    def nothing_here(self, section: SectionSpec) -> bool:
        """Whether goals were given and none of them says anything about this section."""
        return bool(self.steps) and not self.wanted(section)


def read_goals(goals: Iterable[str], template: Template) -> Goals:
    """The goals as given on the command line. Raises InputError for one that means nothing, with what there is."""
    served: set[str] = set()
    steps: list[str] = []
    remarks: list[str] = []
    for goal in (one.strip() for one in goals):
        kind = next((kind for kind, words in _SERVED.items() if goal.startswith(words)), "")
        named = goal.removeprefix("缺少").removeprefix("缺").removeprefix("补").strip()
        if kind:
            served.add(kind)
            if kind == "tone":
                remarks.append(goal)
        elif named and any(
            _means(named, step.name, step.id) for section in template.sections for step in section.steps
        ):
            steps.append(named)
        else:
            raise InputError(
                f"不明白 --goal {goal[:40] or '（空）'}", hint=f"可用：{_SHOWN}；这个模板的步骤：{_names(template)}"
            )
    return Goals(frozenset(served), tuple(steps), tuple(remarks))


def _means(named: str, name: str, step: str) -> bool:
    return named == step or named in name or name in named


def _names(template: Template) -> str:
    names = dict.fromkeys(step.name for section in template.sections for step in section.steps)
    return "、".join(names)


def chosen_sections(asked: Sequence[str], template: Template) -> tuple[str, ...]:
    """Ids of the sections asked for by id or title. Raises InputError for an unknown one, the nearest named."""
    known = {section.id: section.id for section in template.sections}
    known |= {section.title: section.id for section in template.sections}
    found: dict[str, None] = {}
    for name in asked:
        if name not in known:
            raise InputError(f"模板「{template.title}」没有小节「{name[:40]}」", hint=_nearest(name, known, template))
        found[known[name]] = None
    return tuple(found)


def _nearest(name: str, known: Iterable[str], template: Template) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

    titles = {section.id: section.title for section in template.sections}
    near = get_close_matches(name[:80], list(known), 1, 0.4)
    if near:
        own = next(section for section in template.sections if near[0] in {section.id, section.title})
        return f"是不是 {own.id}（{own.title}）？"
    return "可选：" + "、".join(f"{key}（{title}）" for key, title in titles.items())
