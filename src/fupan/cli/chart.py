"""``fupan chart``: a picture of the facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fupan.cli.inputs import facts_in
from fupan.cli.output import say, tell, write_bytes, write_text
from fupan.errors import InputError

if TYPE_CHECKING:
    from fupan.charts.chart import Chart

HELP = """把数据表画成图：对比（目标、实际、去年同期）、趋势（按季度或月份）、构成（占比）、差额（从目标到实际）。

例：
  fupan chart 我的.yaml                                      列出能画哪些图
  fupan chart 我的.yaml -o 图.svg --metric 销售额 --dimension 区域
  fupan chart 我的.yaml -o 图.png --metric 销售额 --kind trend
  fupan chart 我的.yaml -o 图/                               全部画出来，放进文件夹（以 / 结尾）

柱形一律从零画起，图下注明单位和来源；配色色盲也能分辨。.png 需要安装 fupan[office]。
"""
_KINDS = {"comparison": "对比", "trend": "趋势", "share": "构成", "bridge": "差额"}


def chart(
    facts: Annotated[Path, typer.Argument(metavar="FACTS", help="数据表", show_default=False)],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="写到这个 .svg 或 .png，或一个文件夹；不写则列出能画的图")
    ] = None,
    metric: Annotated[str, typer.Option("--metric", "-m", help="只画这个指标")] = "",
    dimension: Annotated[str, typer.Option("--dimension", "-d", help="只按这个维度画")] = "",
    kind: Annotated[
        str, typer.Option("--kind", "-k", help="comparison 对比、trend 趋势、share 构成、bridge 差额")
    ] = "",
) -> None:
    """Draw the first chart that suits, or list them all."""
    from fupan.charts.shapes import Shapes  # noqa: PLC0415 - only what this command needs
    from fupan.domain.factbase import FactBase  # noqa: PLC0415

    sheet = facts_in(facts)
    charts = Shapes(FactBase(sheet)).all()
    found = [one for one in charts if _wanted(one, metric, dimension, _kind(kind))]
    if not found:
        raise InputError("没有合适的图可画", hint=_hint(charts))
    if output is None:
        for one in found:
            say(f"{one.kind:<10}  {one.title}  {'、'.join(one.categories)}")
        tell("用 -o 图.svg 或 -o 图.png 画出来")
    elif output.suffix:
        _write(found[0], output)
    else:
        for number, one in enumerate(found, 1):
            _write(one, output / f"{number:02d}-{one.kind}.svg")


def _kind(given: str) -> str:
    if given and given not in {*_KINDS, *_KINDS.values()}:
        raise InputError(
            f"没有「{given}」这种图", hint="可用：" + "、".join(f"{key}（{name}）" for key, name in _KINDS.items())
        )
    return next((key for key, name in _KINDS.items() if given in {key, name}), "")


def _wanted(one: Chart, metric: str, dimension: str, kind: str) -> bool:
    return (
        (not metric or one.metric == metric)
        and (not dimension or one.dimension == dimension)
        and (not kind or one.kind == kind)
    )


def _hint(charts: list[Chart]) -> str:
    if not charts:
        return "数据表里要有分项（breakdown），每项给出实际，最好还有目标或去年同期"
    named = dict.fromkeys(f"{one.metric}按{one.dimension}（{one.kind}）" for one in charts if one.metric)
    return "能画的有：" + "、".join(list(named)[:12])


def _write(one: Chart, path: Path) -> None:
    ending = path.suffix.lower()
    if ending == ".png":
        from fupan.export.chart_png import chart_png  # noqa: PLC0415

        write_bytes(path, chart_png(one))
    elif ending == ".svg":
        from fupan.charts.plot import draw  # noqa: PLC0415
        from fupan.export.chart_font import font_face  # noqa: PLC0415
        from fupan.export.chart_svg import scene_svg  # noqa: PLC0415

        scene = draw(one)
        write_text(path, scene_svg(scene, font_face=font_face(scene)))
    else:
        raise InputError(f"不认识的图片格式 {path.suffix}", hint="可用 .svg 或 .png")
    tell(f"已写入 {path}：{one.title}")
