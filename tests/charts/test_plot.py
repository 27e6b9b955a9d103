"""Where things stand in a drawn chart: bars from zero, negatives below it, nothing outside the canvas or on another."""

from decimal import Decimal
from itertools import combinations

import pytest

from fupan.charts.axis import axis_for, tick_text
from fupan.charts.chart import Chart, Series
from fupan.charts.plot import HEIGHT, WIDTH, draw
from fupan.charts.scene import Box, Dot, Stroke, Words, cut, width_of


def chart(kind, rows, categories=None, unit="万元"):
    categories = categories or tuple(f"类{n}" for n in range(len(next(iter(rows.values())))))
    series = tuple(
        Series(key, key, tuple(None if n is None else Decimal(str(n)) for n in row), ("x",) * len(row))
        for key, row in rows.items()
    )
    return Chart(kind, "销售额按区域对比", unit, categories, series, "来源：数据.yaml", "销售额", "区域")


CHARTS = [
    chart("comparison", {"target": [4600, 3400, 2400], "actual": [5290, 3560, 1968], "prior": [4380, 3150, 2230]}),
    chart("comparison", {"actual": [-30, 20, 0.5], "prior": [10, -5, 2]}),
    chart("comparison", {"actual": list(range(1, 13))}, tuple(f"特别特别长的产品线名称第{n}号" for n in range(12))),
    chart("trend", {"prior": [1, None, 3, 4], "actual": [2, 2.5, 2.9, 4.1], "target": [2, 2.4, 3, 4]}),
    chart("share", {"share": [72.5, 22.5, 5]}, unit="%"),
    chart("bridge", {"excess": [100, 6, -29, 77]}),
    chart("comparison", {"actual": [0, 0]}),
]


@pytest.mark.parametrize("made", CHARTS, ids=lambda one: f"{one.kind}{len(one.categories)}")
def test_nothing_is_outside_and_no_words_stand_on_others(made):
    scene = draw(made)
    boxes = []
    for shape in scene.shapes:
        if isinstance(shape, Words):
            wide = width_of(shape.text, shape.size)
            left = shape.x - {"start": 0, "middle": wide / 2, "end": wide}[shape.anchor]
            boxes.append((shape.text, left, left + wide, shape.y - shape.size * 0.8, shape.y))
        elif isinstance(shape, Box):
            boxes.append(("", shape.x, shape.x + shape.width, shape.y, shape.y + shape.height))
        elif isinstance(shape, Dot):
            assert 0 < shape.x < scene.width
            assert 0 < shape.y < scene.height
        elif isinstance(shape, Stroke):
            assert all(0 <= x <= scene.width and 0 <= y <= scene.height for x, y in shape.points)
    for _, left, right, top, bottom in boxes:
        assert left >= 0
        assert right <= scene.width
        assert top >= 0
        assert bottom <= scene.height
    words = [one for one in boxes if one[0]]
    for one, other in combinations(words, 2):
        apart = one[2] <= other[1] + 1 or other[2] <= one[1] + 1 or one[4] <= other[3] + 1 or other[4] <= one[3] + 1
        assert apart, (one, other)


def bars(scene, colour):
    return [one for one in scene.shapes if isinstance(one, Box) and one.colour == colour and one.height != 12]


def test_bars_begin_at_zero_and_are_as_high_as_their_values():
    made = CHARTS[0]
    found = bars(draw(made), made.series[1].colour)
    assert len({round(one.y + one.height, 3) for one in found}) == 1
    heights = [one.height for one in found]
    assert heights[0] / heights[2] == pytest.approx(5290 / 1968, rel=0.01)


def test_negative_bars_hang_below_zero():
    made = CHARTS[1]
    down, up, _ = bars(draw(made), made.series[0].colour)
    assert down.y == pytest.approx(up.y + up.height)


def test_a_bridge_hangs_each_step_where_the_last_ended():
    made = CHARTS[5]
    scene = draw(made)
    target, actual = bars(scene, made.colour_of(made.series[0], 0))
    rise, fall = bars(scene, made.colour_of(made.series[0], 1)), bars(scene, made.colour_of(made.series[0], 2))
    assert rise[0].y + rise[0].height == pytest.approx(target.y)
    assert fall[0].y == pytest.approx(rise[0].y)
    assert fall[0].y + fall[0].height == pytest.approx(actual.y)
    assert "+6" in {one.text for one in scene.shapes if isinstance(one, Words)}


def test_the_scene_tells_its_values_in_words():
    assert "target：类0 4600万元" in draw(CHARTS[0]).label
    assert (draw(CHARTS[0]).width, draw(CHARTS[0]).height) == (WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("values", "low", "high", "texts"),
    [
        ([0, 5290], 0, 6000, ["0", "2000", "4000", "6000"]),
        ([-30, 20], -30, 20, ["-30", "-20", "-10", "0", "10", "20"]),
        ([0.11], 0, 0.125, ["0", "0.025", "0.050", "0.075", "0.100", "0.125"]),
        ([], 0, 1, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    ],
)
def test_the_axis_holds_zero_in_round_steps(values, low, high, texts):
    axis = axis_for([Decimal(str(value)) for value in values])
    assert (axis.low, axis.high) == (pytest.approx(low), pytest.approx(high))
    assert [tick_text(tick, axis.step).lstrip("+") for tick in axis.ticks][1:-1] == texts[1:-1]


def test_long_names_are_cut_and_control_characters_go():
    assert cut("销售额" * 9, 10, 60).endswith("…")
    assert cut("销\x00售\u202e额", 10, 60) == "销 售 额"
