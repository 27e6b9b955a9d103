"""Members taken together by how they did: 两位未达标成员合计缺口24万元, 没完成任务的三个区一共差了500万元."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fupan.domain.factsheet import Metric, Value
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.late import late
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.scan.number import DIGITS

_DID = (
    "(?P<short>[未没]有?能?(?:达标|达成|完成|够到|做到)|不达标|欠账|欠产|落后|有缺口)"
    "|(?P<over>超额|(?<!未)(?<!没)(?<!不)(?<!没有)(?:达标|完成(?:任务|目标|计划|指标))|超目标|超计划)"
    "|(?P<fell>下滑|下降|负增长|萎缩|回落|缩水)|(?P<rose>(?<!负)增长|上升|上涨)"
)
_COUNT = "(?<![0-9十第])(?P<count>[二两三四五六七八九2-9])(?:(?P<unit>[个位家名大款条类])|(?=[省区市店线]))"
_COUNTED = late(f"{_COUNT}[^，。；：、0-9]{{0,6}}?(?:{_DID})")
_DOING = late(f"(?:{_DID})[^，。；：、0-9]{{0,5}}?的{_COUNT}")
_TOGETHER = late("合计|一共|总共|共计|总计|加起来|合起来|共|[都均同各]")
_PART_END = "；;。"
_PEOPLE = ("成员", "人员", "员", "顾问", "经理", "代表", "导购", "主管", "姓名", "个人")
_OF_PEOPLE = frozenset("位名")
_NOUN = 10
"""So far behind its count the noun stands: 两位未达标成员."""


def by_result(
    text: str, catalogue: Catalogue, metrics: Sequence[str], span: tuple[int, int]
) -> tuple[tuple[Where, ...], int]:
    """The members of the first of ``metrics`` that are as many as the words in ``span`` count and did as they say.

    ``span`` ends at the figure. Told with the offset behind the words; no members where the words say no such thing,
    or where two dimensions have such members.
    """
    start, at = span
    start = max(start, 1 + max(text.rfind(mark, start, at) for mark in _PART_END))
    if not metrics or _TOGETHER.search(text, start, at) is None:  # few are; the other searches take longer
        return (), at
    found = _COUNTED.search(text, start, at) or _DOING.search(text, start, at)
    if found is None or _TOGETHER.search(text, found.end(), at) is None:
        return (), at
    count = DIGITS.get(found["count"]) or int(found["count"])
    metric = catalogue.metrics[metrics[0]]
    result = next(name for name in ("short", "over", "fell", "rose") if found[name])
    words = text[found.start() : min(at, found.end() + _NOUN)]
    together = as_many(metric, count, result, words, found["unit"] or "")
    return (together, found.end()) if together else ((), at)


def as_many(metric: Metric, count: int, result: str, words: str, unit: str) -> tuple[Where, ...]:
    """The members that are ``count`` and did so (see ``did``): of the dimension that ``words`` or the ``unit`` name.

    None where two dimensions have as many.
    """
    alike = {
        dimension: tuple((dimension, member) for member, roles in members.items() if did(metric, roles, result))
        for dimension, members in metric.breakdown.items()
    }
    named = [name for name in alike if name[-2:] in words or (unit in _OF_PEOPLE and name.endswith(_PEOPLE))]
    fitting = [alike[name] for name in named or alike if len(alike[name]) == count]
    return fitting[0] if len(fitting) == 1 else ()


def did(metric: Metric, roles: Mapping[Role, Value], result: str) -> bool:
    """True where a member missed or met its target, fell or rose."""
    value, goal = roles.get(Role.ACTUAL), roles.get(Role.TARGET)
    if result in {"fell", "rose"}:
        goal = roles.get(Role.PRIOR) or roles.get(Role.PREVIOUS)
    if value is None or goal is None:
        return False
    apart = value.amount - goal.amount
    if result in {"fell", "rose"}:
        return apart < 0 if result == "fell" else apart > 0
    missed = apart > 0 if metric.better == "lower" else apart < 0
    return missed if result == "short" else not missed
