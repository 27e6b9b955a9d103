"""The order of sections: ``after`` names sections that exist and never runs in a circle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fupan.domain.template import SectionSpec
from fupan.prompting.fields import Fields


def check_order(sections: Sequence[SectionSpec], places: Mapping[str, Fields]) -> None:
    """Raise TemplateError where ``after`` names an unknown section or closes a circle."""
    after = {section.id: section.after for section in sections}
    for name, earlier in after.items():
        for position, other in enumerate(earlier):
            if other not in after:
                hint = f"小节有：{'、'.join(after)}"
                places[name].fail(f"没有小节「{other}」", field=f"after[{position}]", hint=hint)
    settled: set[str] = set()
    for name in after:
        circle = _circle(name, after, settled, [])
        if circle:
            places[circle[0]].fail(f"小节互相等待：{' → '.join(circle)}", field="after", hint="去掉其中一个 after")


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
