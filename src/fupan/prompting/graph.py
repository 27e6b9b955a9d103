"""The order of sections: ``after`` names sections that exist and never runs in a circle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from fupan.domain.template import SectionSpec
from fupan.prompting.fields import Fields


def check_order(sections: Sequence[SectionSpec], places: Mapping[str, Fields]) -> None:
    """Note where ``after`` names an unknown section or closes a circle (one circle a cluster)."""
    after = {section.id: section.after for section in sections}
    for name, earlier in after.items():
        for position, other in enumerate(earlier):
            if other not in after:
                near = get_close_matches(other, after, 1, 0.5)
                hint = f"是不是「{near[0]}」？" if near else f"小节有：{'、'.join(after)}"
                places[name].fault(f"没有小节「{other}」", at=f"after[{position}]", hint=hint)
    settled: set[str] = set()
    known = {name: [other for other in earlier if other in after] for name, earlier in after.items()}
    for name in known:
        circle = _circle(name, known, settled, [])
        if circle:
            places[circle[0]].fault(f"小节互相等待：{' → '.join(circle)}", at="after", hint="去掉其中一个 after")
            settled.update(circle)


def _circle(name: str, after: Mapping[str, Sequence[str]], settled: set[str], path: list[str]) -> list[str]:
    """The circle that ``name`` leads into, first section twice; empty where there is none."""
    if name in settled:
        return []
    if name in path:
        return [*path[path.index(name) :], name]
    for earlier in after[name]:
        circle = _circle(earlier, after, settled, [*path, name])
        if circle:
            return circle
    settled.add(name)
    return []
