"""The ways prose names a metric: its name, its aliases, and short or turned forms of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from fupan.domain.factsheet import Metric
from fupan.domain.known_metrics import known_metric, known_metrics
from fupan.figures.late import late
from fupan.resources import data

_TAILS = ("率", "数量", "总数", "家数", "人数", "个数", "金额", "总额", "数", "量", "额")
_COUNTED = ("数", "量", "人数", "家数", "户数", "数量")
"""客户总数, 会员总人数: of all that 客户数 and 会员数 count."""
_HEADS = (
    "年度",
    "全年",
    "平均",
    "销售",
    "客户",
    "老客户",
    "团队",
    "当月",
    "累计",
    "经销商",
    "线索",
    "投标",
    "年末",
    "月末",
)
_PLACES = frozenset("店区省市县部组线院校厂站")
"""The last characters that short names of members leave out."""
_COMPANIES = data("company_names")
_TRADES: tuple[str, ...] = tuple(_COMPANIES["trades"])
"""What the names of companies end with; people say the rest."""
_PLAIN = frozenset(_COMPANIES["plain"])
"""Words that stand before a trade and are no company: 新兴能源, 工业电子."""
_SORTING = frozenset("新老旧其大小重")
"""新签客户, 其他客户: what such a name begins with says what kind it is, and is no short name of it."""
_UNIT = late("(?:事业部|项目部|销售部|部门|办事处|大区|区域|中心|团队|部|组)$")
_LINES = ("线", "名称", "类别")
_AND = late("[与及和]")
_CHINESE = late("[一-鿿]{2,4}")
_PERSONS = late("(?:姓名|人|(?<!会)员|顾问|经理|代表|主播|伙伴|同事|队友)$|^销售$")
"""Dimensions whose members are people."""
_PERSON = late("[一-鿿]{2,3}")
_WORDS = frozenset(("国庆", "建设", "建国", "胜利", "和平", "开发", "创新", "中秋", "元旦", "春节", "高峰", "新品"))
"""Given names that a summary says of other things."""
_ATTAINED = ("完成率", "达成率")
_PER = ("人均", "平均", "户均", "单店", "单客")
TOO_SHORT = frozenset(
    ("销售", "客户", "人员", "订单", "市场", "产品", "项目", "线索", "团队", "员工", "新客", "渠道", "终端", "成交",
     "金额", "数量", "合同", "周期", "成本", "费用", "收入", "利润", "业绩", "回款", "拜访", "服务", "单位", "平均",
     "续费", "毛利", "退货", "占比")
)  # fmt: skip
_SAME_THING = frozenset(("销售额", "合同额", "回款额", "新客户数", "复购率", "赢单率", "转化率", "市场份额"))
"""Kinds of metrics whose names are used for one another (营收 for 销售额); other kinds only group likes."""


def metric_names(metrics: tuple[Metric, ...]) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """(word, metrics it may name, whether it is a full name), full names first; a word stands once."""
    exact: dict[str, list[str]] = {}
    for metric in metrics:
        for name in metric.names:
            exact.setdefault(name, []).append(metric.name)
    for word, owners in exact.items():
        yield word, tuple(dict.fromkeys(owners)), True
    loose: dict[str, dict[str, None]] = {}
    for metric in metrics:
        for word in _variants(metric):
            if word not in exact:
                loose.setdefault(word, {})[metric.name] = None
    for word, found in loose.items():
        yield word, tuple(found), False


def foreign_names(given: Sequence[Metric]) -> Iterator[str]:
    """Names of all known metrics: those that the fact sheet does not have tell of something it does not cover.

    回款完成率 is no such name where 回款 is ``given``, but the attainment of it.
    """
    own = {f"{name}{rate}" for metric in given for name in metric.names for rate in _ATTAINED}
    for known in known_metrics():
        yield from (name for name in known.names if not name.startswith(_PER) and name not in own)


def member_names(members: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(word, member): each name, and short forms where they tell the members of the dimension apart.

    冷运干线 and 城市配送 are also 干线 and 配送; 监护设备 and 超声设备 are also 监护 and 超声.
    """
    yield from ((member, member) for member in members)
    tails, ends = [member[-2:] for member in members], [member[-1:] for member in members]
    if all(len(member) == 4 for member in members) and len(set(tails)) == len(members) > 1:
        yield from (pair for pair in zip(tails, members, strict=True) if pair[0] not in TOO_SHORT)
    heads = [member[:2] for member in members]
    if all(len(member) == 4 for member in members) and len(set(heads)) == len(members) > 1:
        yield from (pair for pair in zip(heads, members, strict=True) if pair[0] not in TOO_SHORT)
    for member in members:
        yield from ((part, member) for part in _joined(member) if sum(part in other for other in members) == 1)
        short = next((member[: -len(trade)] for trade in _TRADES if member.endswith(trade)), "")
        if len(short) >= 2 and sum(other.startswith(short) for other in members) == 1 and short not in _PLAIN:
            yield short, member  # 骐远 for 骐远汽车
    yield from ((stem, member) for stem, member in stems(members) if sum(stem in other for other in members) == 1)
    for member, tail in zip(members, tails, strict=True):
        if len(member) >= 4 and tails.count(tail) > 1 and member[:-2] not in members:
            yield member[:-2], member
        if len(member) >= 3 and member[-1] in _PLACES and ends.count(member[-1]) > 1 and member[:-1] not in members:
            yield member[:-1], member  # 徐东店, 奥莱店


def given_names(dimension: str, members: Sequence[str]) -> Iterator[tuple[str, str]]:
    """启帆, 老周, 小周 of 周启帆: what colleagues call one another, where no other of them is called so."""
    if not _PERSONS.search(dimension):
        return
    surnames = [member[0] for member in members]
    given = [member[1:] for member in members]
    for member in members:
        if _PERSON.fullmatch(member):
            if len(member) > 2 and given.count(member[1:]) == 1 and member[1:] not in _WORDS:
                yield member[1:], member
            if surnames.count(member[0]) == 1:
                yield from ((f"{prefix}{member[0]}", member) for prefix in "老小")


def ends(members: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(刀包, 手术刀包), (锦澜, 锦澜度假村): how the names of members end or begin, where none of the others has it."""
    for member in members:
        parts = [member[start:] for start in range(1, len(member) - 1)]
        parts += [member[:end] for end in range(2, len(member) - 1) if member[0] not in _SORTING]
        for part in parts:
            if part not in TOO_SHORT and _CHINESE.fullmatch(part) and sum(part in other for other in members) == 1:
                yield part, member


def stems(members: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """共聚焦 of 共聚焦显微镜 beside 体视显微镜: the members without what all of them end with."""
    alike = takewhile(lambda ends: len(set(ends)) == 1, zip(*map(reversed, members), strict=False))
    length = sum(1 for _ in alike)
    if len(members) > 1 < length:
        short = [(member[:-length], member) for member in members]
        yield from (pair for pair in short if len(pair[0]) >= 2 and pair[0] not in TOO_SHORT)


def _joined(member: str) -> list[str]:
    """耗材 and 维保 of 耗材与维保."""
    parts = _AND.split(member)
    return [part for part in parts if len(part) >= 2 and part not in TOO_SHORT] if len(parts) == 2 else []


def _variants(metric: Metric) -> Iterator[str]:
    for name in metric.names:
        yield from (word for word in _short(name) if len(word) >= 2 and word not in TOO_SHORT)
        known = known_metric(name)
        if known is not None and name in known.names and known.names[0] in _SAME_THING:
            yield from known.names
        if name.endswith("利润"):
            yield from ("亏损", "亏损额")
        if name in {"净利润", "净利", "归母净利润"}:
            yield from ("净亏", "净亏损", "净赚", "净盈利")
        yield from (name[start:] for start in range(1, len(name) - 1) if _is_known(name[start:]))


def _is_known(name: str) -> bool:
    known = known_metric(name)
    return known is not None and name in known.names


def _short(name: str) -> Iterator[str]:
    stems = [name, *(name.removesuffix(tail) for tail in _TAILS if name.endswith(tail))]
    yield from (f"{stem}总{tail}" for stem in stems[1:] for tail in _COUNTED if name.endswith(_COUNTED))
    for stem in stems:
        yield stem
        yield from (stem.removeprefix(head) for head in _HEADS if stem.startswith(head))
        # 客户流失数 is also told as 流失客户, 新增客户数 as 新客户
        for noun in ("客户", "门店", "网点", "用户", "会员", "经销商"):
            if noun in stem:
                rest = stem.replace(noun, "", 1)
                yield from (rest + noun, rest.removesuffix("增") + noun if rest.endswith("增") else rest + noun)
                if len(rest) >= 2:
                    yield rest


def team_names(name: str) -> tuple[str, ...]:
    """What those who belong to a team or a company call all of it: KA部, 整个KA, 全KA."""
    short = _UNIT.sub("", name) or name
    return name, f"整个{short}", f"全{short}", f"整个{name}"


def dimension_names(dimension: str) -> set[str]:
    """What a dimension is called: 产品线 and 产品."""
    return {dimension, *(dimension.removesuffix(line) for line in _LINES)}
