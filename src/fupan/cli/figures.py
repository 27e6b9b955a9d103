"""``fupan figures``: every figure of a document, as the tool reads it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from fupan.cli.inputs import document_of
from fupan.cli.output import deliver, format_of
from fupan.domain.decimals import plain
from fupan.export.places import Lines
from fupan.export.terminal import padded, printable, width

if TYPE_CHECKING:
    from fupan.domain.mention import Mention
    from fupan.intake.documents import Document

HELP = """列出文稿里的每个数字：在哪里、是多少、什么单位、升还是降。数字读错了，核对就会错，可以先在这里看看。

例：
  fupan figures 总结.md
  fupan figures 总结.md --format json | jq '.figures[].text'
  echo '销售额1.36亿元，同比增长八成五' | fupan figures -
"""
KINDS = {
    "amount": "金额",
    "rate": "比率",
    "points": "百分点",
    "count": "数量",
    "multiple": "倍数",
    "duration": "时长",
    "ratio": "比例",
    "ordinal": "名次",
    "number": "数",
}
DIRECTIONS = {"up": "升", "down": "降"}
CHANGES = {"by": "幅度", "to": "到", "from": "从"}


Format = Literal["text", "json"]
FORMATS: tuple[Format, ...] = ("text", "json")


def figures(
    doc: Annotated[str, typer.Argument(metavar="文稿", help=".md、.txt 或 .html；- 为标准输入", show_default=False)],
    form: Annotated[
        Format | None,
        typer.Option("--format", help="输出的格式；不写则看 -o 的扩展名，没有就是 text", show_default=False),
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写到这个文件；不写则显示在屏幕上")] = None,
) -> None:
    """List the figures of a document."""
    from fupan.checks.comments import without_comments  # noqa: PLC0415
    from fupan.figures.scan.extract import extract  # noqa: PLC0415

    document = document_of(doc)
    mentions = extract(without_comments(document.text))
    if format_of(form, output, FORMATS) == "json":
        shown = {"document": document.path, "figures": [mention_dict(mention) for mention in mentions]}
        deliver(json.dumps(shown, ensure_ascii=False, indent=2) + "\n", output)
    else:
        deliver(_table(document, mentions), output, as_it_is=False)


def mention_dict(mention: Mention) -> dict[str, Any]:
    """One mention as plain data: numbers as decimal strings in the base unit, None where there is none."""
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "value": _number(mention.value),
        "unit": mention.unit,
        "kind": mention.kind,
        "low": _number(mention.low),
        "high": _number(mention.high),
        "approx": mention.approx,
        "direction": mention.direction,
        "change": mention.change,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _table(document: Document, mentions: list[Mention]) -> str:
    if not mentions:
        return "没有数字。\n"
    lines = Lines(document.text, document.pages)
    rows = [("位置", "原文", "读作", "类别", "升降")]
    for mention in mentions:
        spot = lines.spot(mention.start)
        moves = (DIRECTIONS.get(mention.direction or "", ""), CHANGES.get(mention.change or "", ""))
        rows.append(
            (
                lines.page(mention.start) or f"{spot.line}:{spot.column}",
                printable(mention.text),
                _reading(mention),
                KINDS[mention.kind],
                "".join(moves),
            )
        )
    columns = [max(width(row[column]) for row in rows) for column in range(4)]
    told = ["  ".join([*map(padded, row[:4], columns), row[4]]).rstrip() for row in rows]
    return "\n".join([*told, f"共 {len(mentions)} 个数字。"]) + "\n"


def _reading(mention: Mention) -> str:
    """The value in words: ``136000000 元``, ``约 12–15 %``, ``不足 90 %``."""
    if mention.low is not None or mention.high is not None:
        low = "" if mention.low is None else plain(mention.low)
        high = "" if mention.high is None else plain(mention.high)
        span = f"{low}–{high}" if low and high else f"≥{low}" if low else f"≤{high}"
        value = f"{span}（{mention.approx}）" if mention.approx else span
    else:
        value = "读不出" if mention.value is None else plain(mention.value)
    return f"{value} {mention.unit}".rstrip()
