"""What stands behind 比 and 较: the value that something is compared with, or a verb and by how much."""

from __future__ import annotations

from fupan.domain.mention import Mention
from fupan.figures.late import late
from fupan.figures.read.cue import Cue, Meaning, cue_at

_OF_BASE = late("[末底]?[ *_]{0,3}的?[ *_]{0,3}")
_MOVED_BY = late(
    "[ *_]{0,3}(?:净|又|再|仅|只)?(?:增|减|提|上升|下降|上涨|下跌|涨|跌|扩|缩|多|少|高|低|升|降|回落)"
    "[^，。；、：]{0,4}?[0-9一二三四五六七八九两]"
)
_MOVE = late(
    "(?:又|再|还|仍|净|略|微|直接|整整|足足|反而){0,3}((?![末底初中份度的内里外前后])[一-鿿])[了掉去]?[ *_]{0,3}"
)


def behind_of(text: str, mention: Mention) -> bool:
    """True where 的 stands right before the figure, 约 aside."""
    return text[max(0, mention.start - 4) : mention.start].rstrip("约近超逾 *_").endswith("的")


def moved_from(text: str, mention: Mention) -> bool:
    """True where a move stands right behind a figure: 环比8月1168万元涨6.8%."""
    return _MOVED_BY.match(text, mention.end) is not None


def is_base(text: str, cue: Cue, mention: Mention) -> bool:
    """较上年同期的840元; 较上年同期末61200万元增加3060万元: the figure behind ``cue`` is last year's."""
    if _OF_BASE.fullmatch(text, cue.end, mention.start) is None:
        return False
    return behind_of(text, mention) or moved_from(text, mention)


def unknown_move(text: str, last: Cue, mention: Mention) -> Cue | None:
    """比上月又抬540万: a verb in no list between what is compared with (``last``) and the figure: by how much."""
    if last.kind not in {"time", "role", "yoy"}:
        return None
    found = _MOVE.fullmatch(text, last.end, mention.start)
    return cue_at(found.start(1), found.end(1), found[1], Meaning("neutral")) if found is not None else None
