"""A chart as PowerPoint's own, whose data can be edited there: bars from zero, colours and labels as everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from fupan.charts.axis import axis_for
from fupan.charts.chart import COLOURS, Chart
from fupan.charts.marks import value_text
from fupan.charts.plot import described, levels
from fupan.export.slide_draft.boxes import box
from fupan.export.slide_draft.fitting import fit_lines
from fupan.export.slide_draft.ink import FAINT, SOFT, TEXT, set_ink
from fupan.export.slide_draft.measure import width
from fupan.export.slide_draft.passage import Passage
from fupan.export.slide_draft.room import Room
from fupan.export.slide_draft.text_frame import Fonts, Look, set_fonts, style_run
from fupan.export.word_comments import writable

if TYPE_CHECKING:
    from pptx.chart.chart import Chart as NativeChart
    from pptx.chart.series import _BaseCategorySeries
    from pptx.slide import Slide

FOOT = 20.0
"""Points below a chart for its unit and source."""
_TITLE, _TEXT, _LABEL, _SMALL = 14.0, 12.0, 11.0, 10.0
_APART = 4.0
"""Points between the values of neighbours."""
_MOST_COLUMNS = 8
_WRITTEN = frozenset(("actual", "plan"))
"""Of which lines the values are written; the others are read off the axis."""
BASE, RISE, FALL, TOTAL, ABOVE = "起点", "增加", "减少", "合计", "标注"
"""The series of a bridge as stacked bars: an invisible one that the others stand on, one that carries the labels."""
_Series = tuple[str, str, Sequence[float | None]]
"""Name, colour (empty: invisible) and values."""


def add_chart(slide: Slide, chart: Chart, room: Room, fonts: Fonts) -> None:
    """Put a chart into ``room``, with its unit and source below."""
    from pptx.util import Pt  # noqa: PLC0415 - only with the extra

    series = _series(chart)
    upper = room.above(FOOT)
    frame = slide.shapes.add_chart(
        _type(chart, upper), Pt(upper.x), Pt(upper.y), Pt(upper.width), Pt(upper.height), _data(chart, series)
    )
    shape: Any = frame
    shape._element.nvGraphicFramePr.cNvPr.set("descr", writable(described(chart)))  # noqa: SLF001 - no other way
    _dress(shape.chart, chart, series, fonts, _crowded(chart, upper))
    foot = Room(room.x, upper.bottom, room.width, FOOT)
    box(slide, foot, fit_lines([Passage.plain(chart.footer)], foot, (_SMALL, 9.0, 8.0)), Look(fonts, SOFT))


def _type(chart: Chart, room: Room) -> Any:  # noqa: ANN401 - the library's enum
    from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415 - only with the extra

    if chart.kind == "trend":
        return XL_CHART_TYPE.LINE_MARKERS
    if chart.kind == "bridge" and _stackable(chart):
        return XL_CHART_TYPE.COLUMN_STACKED
    slot = (room.width - 50) / len(chart.categories)
    wide = any(width(name, _TEXT) > slot - 6 for name in chart.categories)
    if chart.kind == "share" or len(chart.categories) > _MOST_COLUMNS or wide:
        return XL_CHART_TYPE.BAR_CLUSTERED
    return XL_CHART_TYPE.COLUMN_CLUSTERED


def _stackable(chart: Chart) -> bool:
    """Whether every bar of a bridge stands above zero: stacked bars cannot hang across it."""
    return all(min(span) >= 0 for span in levels(chart.series[0].values))


def _series(chart: Chart) -> list[_Series]:
    if chart.kind != "bridge" or not _stackable(chart):
        return [(one.name, one.colour, [_number(value) for value in one.values]) for one in chart.series]
    spans = levels(chart.series[0].values)
    last = len(spans) - 1
    inner = range(1, last)

    def part(shown: Iterator[bool]) -> list[float | None]:
        return [_number(abs(end - begin)) if here else None for (begin, end), here in zip(spans, shown, strict=True)]

    return [
        (BASE, "", [_number(min(span)) if place in inner else None for place, span in enumerate(spans)]),
        (TOTAL, COLOURS["total"], part(place not in inner for place in range(len(spans)))),
        (RISE, COLOURS["rise"], part(n in inner and spans[n][1] >= spans[n][0] for n in range(len(spans)))),
        (FALL, COLOURS["fall"], part(n in inner and spans[n][1] < spans[n][0] for n in range(len(spans)))),
        (ABOVE, "", [_number(max(max(span) for span in spans) / 12)] * len(spans)),
    ]


def _number(value: Decimal | None) -> float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _data(chart: Chart, series: Sequence[_Series]) -> Any:  # noqa: ANN401 - a class that is made here
    """The data with its workbook, in which every text is a text: a member named =1+1 is no formula."""
    from pptx.chart.data import CategoryChartData  # noqa: PLC0415 - only with the extra
    from pptx.chart.xlsx import CategoryWorkbookWriter  # noqa: PLC0415
    from pptx.util import lazyproperty  # noqa: PLC0415
    from xlsxwriter import Workbook  # noqa: PLC0415

    class Plain(CategoryWorkbookWriter):
        @contextmanager
        def _open_worksheet(self, xlsx_file: BinaryIO) -> Iterator[tuple[Any, Any]]:
            options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
            with Workbook(xlsx_file, options) as workbook:
                yield workbook, workbook.add_worksheet()

    class Data(CategoryChartData):
        @lazyproperty
        def _workbook_writer(self) -> CategoryWorkbookWriter:
            return Plain(self)

    made = Data()
    made.categories = [writable(name) for name in chart.categories]
    for name, _, values in series:
        made.add_series(writable(name), values, number_format="General")
    return made


def _dress(native: NativeChart, chart: Chart, series: Sequence[_Series], fonts: Fonts, crowded: bool) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    native.font.size = Pt(_TEXT)
    set_ink(native.font.color, TEXT)
    set_fonts(native.font._rPr, fonts)  # noqa: SLF001 - the library knows no Chinese fonts
    native.has_title = True
    paragraph = native.chart_title.text_frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = writable(chart.title)
    style_run(run, _TITLE, fonts, bold=True, colour=TEXT)
    native.has_legend = len(chart.series) > 1
    if native.has_legend:
        native.legend.position = XL_LEGEND_POSITION.TOP
        native.legend.include_in_layout = False
        native.legend.font.size = Pt(_TEXT)
    _axes(native, chart)
    plot = native.plots[0]
    plot.vary_by_categories = False
    if chart.kind != "trend":
        plot.gap_width = 60 if chart.kind == "bridge" else 70
    for one, (name, colour, values) in zip(plot.series, series, strict=True):
        _paint(one, colour, line=chart.kind == "trend", dashed=_key(chart, name) in {"target", "plan"})
        if name == ABOVE:
            _label_bridge(one, chart, fonts)
        elif colour and _labelled(chart, name, crowded) and not (chart.kind == "bridge" and _stackable(chart)):
            _label(one, _format(values, chart.unit), _beside(chart, name))


def _key(chart: Chart, name: str) -> str:
    return next((one.key for one in chart.series if one.name == name), "")


def _crowded(chart: Chart, room: Room) -> bool:
    """Whether upright bars are too narrow for their values, or lines would run through them."""
    if chart.kind == "trend":
        return True
    bar = (room.width - 50) / len(chart.categories) / (len(chart.series) + 0.7)
    return any(width(value_text(value), _LABEL) + _APART > bar for one in chart.series for value in one.values)


def _labelled(chart: Chart, name: str, crowded: bool) -> bool:
    """Whether the values of a series are written: where it is crowded, only the actual's."""
    if not crowded or len(chart.series) == 1:
        return True
    told = [one.name for one in chart.series if one.key in _WRITTEN] or [chart.series[0].name]
    return name in told


def _axes(native: NativeChart, chart: Chart) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    if chart.kind == "bridge" and _stackable(chart):
        edges: list[Decimal | None] = [edge for span in levels(chart.series[0].values) for edge in span]
    else:
        edges = [value for one in chart.series for value in one.values]
    scale = axis_for(edges)
    values, names = native.value_axis, native.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = scale.low, scale.high, scale.step
    set_ink(values.major_gridlines.format.line.color, FAINT)
    values.format.line.fill.background()
    values.major_tick_mark = names.major_tick_mark = XL_TICK_MARK.NONE
    values.tick_labels.font.size = Pt(_SMALL)
    set_ink(values.tick_labels.font.color, SOFT)
    set_ink(names.format.line.color, SOFT)
    names.tick_labels.font.size = Pt(_TEXT)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if native._chartSpace.xpath(".//c:barDir[@val='bar']"):  # noqa: SLF001 - read back from what was made
        # bars that lie begin at the foot: turned round, the first category is the uppermost
        names.reverse_order = True
        values.visible = False
        values.has_major_gridlines = False


def _paint(series: _BaseCategorySeries, colour: str, *, line: bool, dashed: bool) -> None:
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - only with the extra
    from pptx.enum.chart import XL_MARKER_STYLE  # noqa: PLC0415
    from pptx.enum.dml import MSO_LINE_DASH_STYLE  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    form: Any = series.format
    if not colour:
        form.fill.background()
        form.line.fill.background()
        return
    ink = RGBColor.from_string(colour.removeprefix("#"))
    if not line:
        lying: Any = series
        lying.invert_if_negative = False  # a bar below zero would be white
        form.fill.solid()
        form.fill.fore_color.rgb = ink
        return
    lined: Any = series
    lined.smooth = False
    form.line.color.rgb = ink
    form.line.width = Pt(2.25)
    if dashed:
        form.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    lined.marker.style = XL_MARKER_STYLE.CIRCLE
    lined.marker.size = 7
    lined.marker.format.fill.solid()
    lined.marker.format.fill.fore_color.rgb = ink
    lined.marker.format.line.color.rgb = ink


def _beside(chart: Chart, name: str) -> Any:  # noqa: ANN401 - the library's enum
    """Where values stand: outside the end of bars; over the highest of lines, under the others."""
    from pptx.enum.chart import XL_LABEL_POSITION  # noqa: PLC0415 - only with the extra

    if chart.kind != "trend":
        return XL_LABEL_POSITION.OUTSIDE_END
    sums = {one.name: sum(value for value in one.values if value is not None) for one in chart.series}
    told = [one for one in sums if _labelled(chart, one, crowded=True)]
    return XL_LABEL_POSITION.ABOVE if name == max(told, key=sums.__getitem__) else XL_LABEL_POSITION.BELOW


def _label(series: _BaseCategorySeries, number_format: str, position: Any) -> None:  # noqa: ANN401 - an enum
    from pptx.util import Pt  # noqa: PLC0415 - only with the extra

    labels = series.data_labels
    labels.show_value = True
    labels.number_format = number_format
    labels.number_format_is_linked = False
    labels.position = position
    labels.font.size = Pt(_LABEL)


def _label_bridge(series: _BaseCategorySeries, chart: Chart, fonts: Fonts) -> None:
    """The differences over their bars, with their signs; stacked bars have no place for labels outside of them."""
    from pptx.enum.chart import XL_LABEL_POSITION  # noqa: PLC0415 - only with the extra

    points: Any = series.points
    last = len(chart.categories) - 1
    for place, value in enumerate(chart.series[0].values):
        label = points[place].data_label
        sign = "+" if value is not None and value > 0 and place not in {0, last} else ""
        run = label.text_frame.paragraphs[0].add_run()
        run.text = sign + value_text(value)
        style_run(run, _LABEL, fonts, colour=TEXT)
        label.position = XL_LABEL_POSITION.INSIDE_BASE


def _format(values: Sequence[float | None], unit: str) -> str:
    """A number format with as many decimals as the values have, two at most."""
    places = max((len(f"{round(value, 2):.10g}".partition(".")[2]) for value in values if value is not None), default=0)
    return f"0{'.' + '0' * places if places else ''}{chr(34) + '%' + chr(34) if unit == '%' else ''}"
