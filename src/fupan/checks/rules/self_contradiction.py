"""self-contradiction: the same figure stated with two values in one document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator
from decimal import Decimal
from functools import cache

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.domain.finding import Finding
from fupan.domain.known_metrics import known_metrics
from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.quantities import interval
from fupan.figures.read.reading import CONTEXT, OWN, Reading
from fupan.figures.verdict import Verdict

ID = "self-contradiction"
_LONG = 80
"""Characters of a sentence before a figure from which on it is not clear any more what the figure is about."""
_QUOTED = late(r"“[^”\n]{0,200}”|「[^」\n]{0,200}」|『[^』\n]{0,200}』|\"[^\"\n]{0,200}\"")
_VERBS = late(r"(?:一共|实际|完成|实现|达到|做到|达|为|是|到|约|仅|只有|了|共|的|[\s:：*_])+$")
_OPENING = late(
    r"^(?:实现|完成|取得|综上|总之|总的来看|总体来看|因此|所以|其中|回顾|如前所述|可见|也就是说|[\s*_#>\-·•,，])+"
)
_WHOLE = late(
    r"^(?:全年|全国|全公司|公司|整体|大区|全区|本月|本季度|本年度?|今年|上半年|下半年|[0-9]{4}年(?:度|全年)?)"
)
_MOVING = late(
    r"原|曾|此前|之前|当时|年初|期初|月初|截至|目标|计划|预计|力争|若|如果|假如|预算|口径|调整|其余|其他|另|又|再|多|少|差|每|单|只|前[一二三四五六七八九十0-9]"
    r"|后[一二三四五六七八九十0-9]|以上|以下|部分|个别|新增|同比|环比|增|减|降|升|涨|跌|去年|上年|上月|明年|来年|下年"
)


def find(subject: Subject) -> Iterator[Finding]:
    """The later one of two values for the same thing; values that may be the same (13600万元, 1.36亿元) are not two.

    The words must be the same: the metric with its member or its whole and time, told as an actual level, not quoted.
    """
    quoted = [match.span() for match in _QUOTED.finditer(subject.folded)]
    opened = [left for left, _ in quoted]
    first: dict[Hashable, Verdict] = {}
    for verdict in subject.verdicts:
        start = verdict.mention.start
        identity = _identity(subject, verdict.reading)
        if identity is None:
            continue
        last = bisect_right(opened, start) - 1
        if last >= 0 and start < quoted[last][1]:
            continue
        earlier = first.setdefault(identity, verdict)
        if _apart(earlier, verdict):
            line = subject.text.count("\n", 0, earlier.mention.start) + 1
            message = (
                f"前后矛盾：第 {line} 行同一个数写的是「{earlier.mention.text}」，这里写「{verdict.mention.text}」"
            )
            place = (start, verdict.mention.end)
            yield subject.finding(ID, "error", place, message, source=f"第{line}行「{earlier.mention.text}」")


def _identity(subject: Subject, reading: Reading) -> Hashable | None:
    """What the figure is, as far as two places can be told to speak of the same; None where that is not certain."""
    mention = reading.mention
    plain = mention.approx is None and mention.value is not None and mention.kind in {"amount", "rate", "count"}
    if not plain or reading.level or reading.origin or reading.compared or reading.rest or reading.loose:
        return None
    if reading.row or reading.run[1] > 1 or reading.per or reading.direction or reading.outside or reading.blind:
        return None
    aspect = reading.aspects[0] if reading.aspects else None
    if aspect is None or aspect.form != "value" or aspect.a is not Role.ACTUAL:
        return None
    # What stands before in the sentence may be what the figure is about (华东方面，销售额…).
    if mention.start - reading.sentence[0] > _LONG:
        return None
    before = _OPENING.sub("", subject.folded[reading.sentence[0] : mention.start])
    words = _OPENING.sub("", _VERBS.sub("", before)).replace(" ", "")
    if re.search(r"[，,：:；;、()（）]|[0-9](?!年|季度|月)", words) or _MOVING.search(words) or len(words) > 24:
        return None
    if not words.endswith(_metrics()):
        return None
    named = reading.metric_sure == OWN and reading.place_sure > CONTEXT and reading.places != (None,)
    scope = words.removesuffix(next(name for name in _metrics() if words.endswith(name)))
    if not named and not _WHOLE.match(scope) and (len(scope) < 2 or _goes_on(subject, reading)):
        return None
    return _heading(subject, mention.start), words, mention.unit


def _goes_on(subject: Subject, reading: Reading) -> bool:
    """True behind a semicolon: 2018年一季度收入7.4亿元；净利润6,508万元 is told of what stands before it."""
    end = reading.sentence[0]
    while end and subject.folded[end - 1].isspace():
        end -= 1
    return subject.folded.endswith((";", "；"), 0, end)


def _heading(subject: Subject, offset: int) -> tuple[str, ...]:
    """The times that the headings above name: under another year or quarter the same words mean another figure."""
    told: tuple[str, ...] = ()
    level = 99
    above = bisect_right(subject.headings, offset, key=lambda block: block.start)
    for number in range(above - 1, -1, -1):
        block = subject.headings[number]
        if level <= 2 or block.level == 1:
            break
        if block.level < level:
            level = block.level
            text = subject.folded[block.start : block.end]
            told += tuple(
                re.findall(r"(?:19|20)[0-9]{2}|[一二三四]季度|q[1-4]|[0-9]{1,2}月|[上下]半年|去年|明年|下", text)
            )
    return told


@cache
def _metrics() -> tuple[str, ...]:
    """Names of metrics of the field, the longest first."""
    names = {name for metric in known_metrics() for name in metric.names if len(name) >= 2}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _apart(one: Verdict, other: Verdict) -> bool:
    """Whether no value is allowed by both."""
    (low, high), (least, most) = interval(one.mention), interval(other.mention)
    none = Decimal("-Infinity"), Decimal("Infinity")
    left = low if low is not None else none[0], high if high is not None else none[1]
    right = least if least is not None else none[0], most if most is not None else none[1]
    return left[1] < right[0] or right[1] < left[0]


RULE = Rule(
    ID,
    "error",
    RuleDocs(
        finds="同一个指标、成员、周期，前后写了两个对不上的数。只比说法相同的两处，约数、计划数和引号里的不比。",
        why="两个数至少有一个是错的，读的人不知道信哪个。",
        wrong="全年销售额 13600 万元。……综上，全年销售额 13800 万元。",
        right="全年销售额 13600 万元。……综上，全年销售额 1.36 亿元。",
        mend="核对哪个数对，改另一个；如果口径不同，把口径写清楚。",
    ),
    find,
)
