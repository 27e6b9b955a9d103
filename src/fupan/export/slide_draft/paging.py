"""From the content of a section to slides: at most four points on each, a chart or a table where there is one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fupan.charts.chart import Chart
from fupan.export.slide_draft.cards import Card, fit_cards, squeezed_card
from fupan.export.slide_draft.content import SectionContent
from fupan.export.slide_draft.fitting import Fitted, fit_points, squeezed
from fupan.export.slide_draft.passage import Passage
from fupan.export.slide_draft.room import Room
from fupan.export.slide_draft.table_fit import FittedTable, table_pages

MOST_POINTS = 4
_LISTED = (26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
_SIZES = (22.0, 20.0, 18.0, 16.0, 14.0)
_BESIDE_CHART = (20.0, 18.0, 16.0, 14.0)
_SHARE, _BETWEEN = 0.42, 18.0
"""The part of the width that points take beside a chart, and the points between the two."""


@dataclass(frozen=True, slots=True)
class Page:
    """The body of one slide: points as a list or as cards, a chart beside them or alone, or a table.

    ``headline`` is its own where it begins a paragraph, else the section's is meant.
    """

    points: Fitted | None = None
    cards: tuple[Card, ...] = ()
    chart: Chart | None = None
    table: FittedTable | None = None
    headline: Passage | None = None

    @property
    def told(self) -> tuple[Passage, ...]:
        """The points, in whatever form."""
        carded = tuple(passage for card in self.cards for passage in card.fitted.passages)
        return self.points.passages if self.points is not None else carded


def pages_of(content: SectionContent, room: Room, *, cards: bool = False) -> list[Page]:
    """The slides of a section, at least one; ``cards``: each point stands in a box of its own."""
    made = list(_told(content, room, cards)) if content.points or content.charts else []
    if content.rows:
        made += [Page(table=table) for table in table_pages(content.rows, room.inset())]
    return made or [Page()]


def rooms_beside(room: Room) -> tuple[Room, Room]:
    """Where points and chart stand side by side."""
    return room.beside(_SHARE, _BETWEEN)


def _told(content: SectionContent, room: Room, cards: bool) -> Iterator[Page]:
    groups = _groups(content)
    charts = _spread(content.charts, [(*([headline] if headline else []), *group) for headline, group in groups])
    for number, (headline, group) in enumerate(groups):
        for page in _fitted(group, charts.pop(number, None), room, cards):
            yield replace(page, headline=headline)
    for chart in charts.values():
        yield Page(chart=chart)


def _groups(content: SectionContent) -> list[tuple[Passage | None, Sequence[Passage]]]:
    """The points of each slide, four at most, with a headline where it begins a paragraph.

    Paragraphs are kept together where the points need several slides; else each chart gets a slide of its own.
    """
    points, count = content.points, len(content.points)
    if count <= MOST_POINTS or not content.breaks:
        wanted = max(math.ceil(count / MOST_POINTS), min(len(content.charts), count // 2), 1)
        return [(None, group) for group in _parted(points, wanted)]
    edges = [0, *content.breaks, count]
    begins = [0]
    for edge, following in pairwise(edges[1:]):
        # a slide that goes on with a paragraph of its own has that one's first sentence as its headline
        if following - begins[-1] > MOST_POINTS + (begins[-1] > 0):
            begins.append(edge)
    found: list[tuple[Passage | None, Sequence[Passage]]] = []
    for begin, end in pairwise([*begins, count]):
        headline = points[begin].without_stop() if begin else None
        group = points[begin + 1 : end] if begin else points[begin:end]
        parts = _parted(group, max(1, math.ceil(len(group) / MOST_POINTS)))
        found += [(headline, part) for part in parts]
    return found


def _fitted(group: Sequence[Passage], chart: Chart | None, room: Room, cards: bool) -> Iterator[Page]:
    """A group on one slide; in halves where it does not fit; a single point that does not fit is shortened."""
    if not group:
        yield Page(chart=chart)
        return
    beside = rooms_beside(room)[0] if chart is not None else room
    sizes = _BESIDE_CHART if chart is not None else _SIZES
    fitted = None if cards else fit_points(group, beside, sizes if chart is not None else _LISTED)
    carded = fit_cards(group, beside, sizes) if cards else None
    if fitted is not None or carded is not None:
        yield Page(fitted, carded or (), chart)
    elif len(group) > 1:
        for number, half in enumerate(_parted(group, 2)):
            yield from _fitted(half, None if number else chart, room, cards)
    elif cards:
        yield Page(cards=squeezed_card(group[0], beside, _SIZES[-1]), chart=chart)
    else:
        yield Page(squeezed(group[0], beside, _SIZES[-1]), chart=chart)


def _parted(points: Sequence[Passage], count: int) -> list[Sequence[Passage]]:
    """``count`` groups in order, as even as can be, the longer ones first."""
    least, more = divmod(len(points), count)
    groups: list[Sequence[Passage]] = []
    at = 0
    for number in range(count):
        end = at + least + (number < more)
        groups.append(points[at:end])
        at = end
    return groups


def _spread(charts: Sequence[Chart], groups: Sequence[Sequence[Passage]]) -> dict[int, Chart]:
    """Each chart to the group that speaks most of its categories; those left over behind the last group."""
    texts = ["".join(point.text for point in group) for group in groups]
    fits = sorted(
        (-sum(name in text for name in chart.categories), number, place)
        for place, chart in enumerate(charts)
        for number, text in enumerate(texts)
    )
    placed: dict[int, Chart] = {}
    done: set[int] = set()
    for _, number, place in fits:
        if number not in placed and place not in done:
            placed[number] = charts[place]
            done.add(place)
    left = [chart for place, chart in enumerate(charts) if place not in done]
    return placed | {len(groups) + number: chart for number, chart in enumerate(left)}
