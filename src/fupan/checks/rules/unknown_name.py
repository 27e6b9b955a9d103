"""unknown-name: a company, customer, rival or person that no source names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fupan.checks.claims import sources_of
from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.domain.finding import Finding
from fupan.figures.fold import fold
from fupan.figures.late import late
from fupan.figures.read.cue import vocabulary
from fupan.figures.trie import alternation
from fupan.resources import data

ID = "unknown-name"
_MARKS = frozenset("，,。；;：:、！？“「『（(*与和跟向被由给对请找是")
_LEADING = ("拿下", "签下", "签约", "中标", "服务", "输给", "丢给", "例如", "比如", "包括", "客户", "拜访", "合作方")
"""A name begins behind one of these, or behind a space."""
_FIRM = late("公司|集团")
_COMPANY = late(r"(?P<stem>[一-鿿]{2,6}?|[a-z](?![a-z]))(?:股份|有限|控股)?(?:公司|集团)(?![一-鿿]?化)")
_LONGEST = 8
"""So many characters at most stand before 公司: six of the name, and 股份."""
_LETTER = late(r"(?:客户|竞品|竞争对手|友商|对手)([a-z]|[甲乙丙丁])(?![a-z0-9]|[类级档组层、/等队方])")
_QUOTED = late(r"(?:客户|竞品|竞争对手|友商)[“「]([^”」\n]{2,12})[”」]")
_SURNAME = (
    "王李张刘陈杨赵黄吴徐孙胡朱郭罗梁宋郑谢韩唐冯邓曹彭曾肖董袁潘蒋蔡杜苏魏吕丁沈姚卢"
    "崔钟谭陆汪廖韦贾邹熊秦阎薛侯段郝邵史毛"
)
_TITLE = late("总|经理|主任|院长|科长|处长")
_PERSON = late(
    rf"[{_SURNAME}](?:总(?![额量数部裁监体计共是会的在分])|[一-鿿]{{0,2}}?(?:经理|主任|总监|院长|科长|处长))"
)
_TITLED = 3
"""So many characters at most stand before a title."""


def find(subject: Subject) -> Iterator[Finding]:
    """Names shown by their form (X公司, 客户A, 王总) that stand in no note and on no list; once for each name."""
    if subject.sheet is None:
        return
    known = fold("\n".join(sources_of(subject.sheet, subject.template)))
    seen: set[str] = set()
    for start, end, name in sorted(_names(subject.folded)):
        if name in known or fold(subject.text[start:end]) in known or name in seen:
            continue
        seen.add(name)
        message = f"「{subject.text[start:end]}」在数据表和要点里都没有出现过，请确认没有写错"
        yield subject.finding(ID, "warning", (start, end), message)


def _names(folded: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what must be known) of each name."""
    # each place where a name may begin is tried: the last is the shortest, 华信公司 of 拿下华信公司
    shortest = {match.end(): match for match in _named(_COMPANY, folded, _FIRM, _LONGEST)}
    for match in shortest.values():
        stem = match["stem"]
        if not _generic().search(stem) and (stem.isascii() or not _words().search(stem)):
            yield match.start(), match.end(), stem if len(stem) > 1 else match[0]
    last = 0
    for match in _named(_PERSON, folded, _TITLE, _TITLED):
        if match.start() >= last:
            last = match.end()
            yield match.start(), last, match[0]
    for match in _LETTER.finditer(folded):
        yield match.start(), match.end(), match[0]
    for match in _QUOTED.finditer(folded):
        yield match.start(1), match.end(1), match[1]


def _named(name: re.Pattern[str], folded: str, ending: re.Pattern[str], longest: int) -> Iterator[re.Match[str]]:
    """Every match of ``name`` that begins where a name may, in order; looked for around each ``ending`` of a name."""
    endings = (found.start() for found in ending.finditer(folded))
    for at in sorted({at for end in endings for at in range(max(0, end - longest), end)}):
        if not at or folded[at - 1] in _MARKS or folded[at - 1].isspace() or folded.endswith(_LEADING, 0, at):
            match = name.match(folded, at)
            if match is not None:
                yield match


@cache
def _generic() -> re.Pattern[str]:
    """What stands in no name: function words, verbs, trades (了解公司, 物流公司)."""
    listed = data("not_names")
    return alternation([*listed["characters"], *listed["words"]])


@cache
def _words() -> re.Pattern[str]:
    """Words that are no part of a name: 今年, 整体, 下滑 …"""
    return alternation(fold(word) for word in vocabulary() if len(word) >= 2)


RULE = Rule(
    ID,
    "warning",
    RuleDocs(
        finds="从写法上看是公司、客户、竞品或人名（X 公司、客户 A、王总），但要点、名称表和数据里都没有。",
        why="写错或编出来的客户名、人名，领导一眼就看得出来。",
        wrong="拿下华信公司的年度订单。（要点里是华星公司）",
        right="拿下华星公司的年度订单。",
        mend="核对名字；确实有，就写进数据表的 entities 或要点。",
    ),
    find,
)
