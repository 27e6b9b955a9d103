"""What the words before a figure name: its subject, as far as they say more than role, time and change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from fupan.figures.audit.naming import subject_words
from fupan.figures.late import late
from fupan.figures.read.cue import Cue

_PUNCTUATION = late(r"[^㐀-鿿A-Za-z0-9]+")
_CUT = "\N{SYMBOL FOR SUBSTITUTE}"
_ENDS = late(
    r"^(?:[的了在和与及而也都就还又被把将对于到至为是有我们他它你其已共约再只仅按则均各要去来拿得给从由等]|其中|全年|累计|我的)+"
    r"|(?:[的了在和与及而也都就还又被将对于到至为是有共约近超达过再只仅那么则均各要去来卖做收花拿得比较占]|不足|超过|突破|将近|接近|不到|高达|实际|达到|完成|实现|合计|分别|依次|只有)+$"
)
_EACH = late(
    r"(?:平均|店均|户均|单)?每(?:成交|服务|新增)?(?:一)?([个家人位名店户单件台吨])|([店户件单人])均|(?<![下订接签定开])单(个|店|客|台|件)"
)
_EACH_UNITS = {"店": "家", "客": "家"}
_RATE = late(r"([一-鿿]{1,6})率[^率]{0,3}$")
_BREAK = late(r"[，,。；;：:！？!?（）()—…]")
_PART_OF = late(r"(?:相当于|等于|为|是)([^，。；的]{2,12})的$")
_SIDES = late(
    r"^([^，。；比]{0,10})比([^，。；比]{2,10}?)(?:的|实际|再|又|还)*(?:多|少|高|低|增|下降|减|上升|提|降|长|短)"
)
_OF = late(
    r"([^，。；]{0,12}?)占(?:到|了|去|掉|据)?([^，。；占]{0,12}?)的?(?:比重|比例|份额)?(?:为|约|近|超过?|只有|不到|不足|高达|达|将近|是|到)*$"
)
_TIME = late(r"^(?:[0-9]{2,4}年|前[一二三四五六七八九十两0-9]{1,2}年|去年|上年|前年|上月|上季|同期|年初)")
_TOPIC = late(r"[\s*_\-]*([^，。；0-9]{2,10}?)(?:中|里|当中|之中)[，,]")
_BOUND = late(r"(?:不足|超过?|突破|将近|接近|不到|约|近|逾|高达)+$")
_STRONG = late(r"合计|总计|[二两三四五六七八九]+(?:城|地|区|者|项|省|家|类|线|块|部分)?相加|加起来|共计|总和")
_EARLIER = 40
_HEAD = 60
_UNITS = frozenset(("万元", "亿元"))
_STATIVE = frozenset((
    "role", "time", "opening", "did", "up", "down", "below", "above", "neutral", "than", "from", "yoy", "pop", "gap",
    "growth", "attainment", "share", "total", "zip", "subset", "sum", "per", "mean", "scheme", "pronoun", "each",
    "better", "worse", "upon", "rest", "loose", "supposed",
))  # fmt: skip


class Lead(NamedTuple):
    """The words before a figure, back to the figure before it.

    ``text`` is its own clause; ``subject`` is what is left without cues and function words, ``words`` its pairs in the
    clause. ``each`` is the unit of 平均每家, ``rate`` the stem of 中标率, ``part_of`` the X of 相当于X的, ``sides`` the
    two of A比B多, ``topic`` are the words of 新签中，at the head of the sentence, ``earlier`` those of the
    clauses before, ``of`` is the X of 占X的 ("" where nothing is
    named), ``joined`` says that no mark parts the figure from the one before; ``head`` are all words since the figure
    before.
    """

    text: str
    subject: str
    words: frozenset[str]
    kinds: frozenset[str]
    each: str = ""
    rate: str = ""
    strong_sum: bool = False
    part_of: str | None = None
    sides: tuple[str, str] | None = None
    topic: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()
    of: str | None = None
    joined: bool = False
    head: str = ""

    @property
    def bare(self) -> bool:
        """True where the words name nothing new: 年度目标为, 同比增长."""
        return len(self.subject) < 2

    def has(self, kind: str) -> bool:
        """True where a cue of this kind stands in the words."""
        return kind in self.kinds


def lead_of(text: str, between: Callable[[int, int], list[Cue]], span: tuple[int, int, int]) -> Lead:
    """The lead of a figure; ``span`` are the starts of its sentence, of the words after the figure before, and its own.

    Words that go on with the figure before (96家诊所，) do not count.
    """
    sentence, start, end = span
    opening = start
    first = _BREAK.search(text, start, end)
    if first is not None:
        start = first.end()
    own = max((match.end() for match in _BREAK.finditer(text, start, end)), default=start)
    cues = between(start, end)
    subject = _subject(text, cues, start, end)
    words = subject_words(_subject(text, [cue for cue in cues if cue.start >= own], own, end))
    if not words and own == start and len(subject) >= 2:
        words = subject_words(subject)
    lead = _BOUND.sub("", text[own:end])
    each, rate, part, sides = (pattern.search(lead) for pattern in (_EACH, _RATE, _PART_OF, _SIDES))
    of = _OF.search(lead)
    if of:
        words = subject_words(_subject(text, cues, own + of.start(1), own + of.end(1)))
    if each:
        words -= subject_words("平均" + each[0])
    unit = next((group for group in each.groups() if group), "") if each else ""
    return Lead(
        lead, subject, words,
        frozenset(cue.kind for cue in cues), _EACH_UNITS.get(unit, unit), rate[1] if rate else "",
        _STRONG.search(lead) is not None, part[1] if part else None,
        (sides[1], sides[2]) if sides and not _TIME.search(sides[2]) else None,
        subject_words(topic[1]) if (topic := _TOPIC.match(text, sentence, end)) else frozenset(),
        subject_words(text[max(sentence, own - _EARLIER) : own]) - _UNITS,
        of[2] if of else None,
        first is None,
        text[max(start if opening > sentence else sentence, end - _HEAD) : end],
    )  # fmt: skip


def _is_content(cue: Cue, before: Cue | None, end: int) -> bool:
    if cue.kind == "part":  # 去年上半年 is a time, 上半年 alone names what is told
        return before is None or before.kind != "time" or before.end < cue.start
    if cue.kind not in _STATIVE:
        return True
    return len(cue.word) == 1 and (cue.kind == "did" or cue.end < end)


def _subject(text: str, cues: Sequence[Cue], start: int, end: int) -> str:
    """What is left of a stretch without the words of role, time and change; single characters may be part of a word."""
    kept: list[str] = []
    at, before = start, None
    for cue in cues:
        if cue.start < at:
            continue
        kept.append(text[at : cue.start])
        if _is_content(cue, before, end):
            kept.append(cue.word)
        else:
            kept.append(_CUT)
        at, before = cue.end, cue
    kept.append(text[at:end])
    pieces = [_ENDS.sub("", part) for part in _PUNCTUATION.split("".join(kept))]
    return next((part for part in reversed(pieces) if len(part) >= 2), "")[-10:]
