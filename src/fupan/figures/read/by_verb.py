"""Metrics told of by a part of their name: 周敏新增301户 of 新增订户, counted in 户; 量增10.9% of 销量."""

from __future__ import annotations

from collections.abc import Sequence

from fupan.domain.mention import Mention
from fupan.figures.late import late
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.cue import Cue, Meaning, cue_at

VERBS = (
    "新增", "新签", "新开", "退订", "流失", "关店", "关闭", "拜访", "成交", "签约", "招募", "入职", "离职", "交付",
    "续约", "中标", "投标", "拓展", "转化", "退货", "开拓",
)  # fmt: skip
_VERB = late(f"({'|'.join(VERBS)})了?[ *_]{{0,3}}$")
_SHORT = late("(?<![一-鿿])(?P<end>[量价额])(?:(?:同比|环比)?[增降涨跌升减][长幅了]?)[ *_]{0,3}$")
"""量增10.9%、价增3.0%: of the one metric whose name ends so."""
_ENDED = late("[ *_]{0,3}(?:[，,。；;、：:！？!?）)|\\n]|$)")
"""新增12家门店 counts what it says, not customers."""
_SUBJECTS = frozenset(("member", "time", "part", "total", "role", "each"))
_FILL = " *_，,、；;：:（(|>-共又也再还已都就"


def by_verb(text: str, mention: Mention, own: Sequence[Cue], start: int, catalogue: Catalogue) -> list[Cue]:
    """The cues ``own`` before a figure (its clause begins at ``start``), with the metric that its verb is short for.

    Only where nothing is named that the verb may speak of instead, and nothing that the figure is compared with.
    """
    short = _SHORT.search(text, start, mention.start)
    names = catalogue.by_ending.get(short["end"], ()) if short is not None else ()
    if short is not None and len(names) == 1 and not any(cue.kind == "metric" for cue in own):
        here = cue_at(short.start("end"), short.end("end"), short["end"], Meaning("metric", metrics=names))
        return sorted((here, *own), key=lambda cue: cue.start)
    told = _VERB.search(text, start, mention.start)
    if told is None or _ENDED.match(text, mention.end) is None:
        return list(own)
    names = catalogue.by_verb.get((told[1], mention.unit), ())
    before = [cue for cue in own if cue.end <= told.start()]
    if len(names) != 1 or any(cue.kind not in _SUBJECTS for cue in before):
        return list(own)
    named = before[-1].end if before else start
    if text[named : told.start()].strip(_FILL):
        return list(own)  # 门店新增12家
    return [*before, cue_at(told.start(), told.end(1), told[1], Meaning("metric", metrics=names))]
