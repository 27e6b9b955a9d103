"""Plain sentences that state facts: the deterministic half of the material a section is written from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fupan.domain.fact import Fact
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import FactKind
from fupan.pipeline.wording import is_sub_period, subject

Mark = Callable[[Fact, bool], str]
"""Makes a slot for a fact and returns its mark; the flag asks for the magnitude without sign."""

_MEMBERS_AT_MOST = 6
_METRICS_AT_MOST = 4
"""So many metrics are told in one sentence."""


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one metric and one member that a section states, by key.

    ``lower``: lower is better; ``rival``: whose value the benchmark is, where a note tells it.
    """

    facts: dict[str, Fact]
    lower: bool = False
    rival: str = ""

    @property
    def any(self) -> Fact:
        """One of them: they share metric, member and unit family."""
        return next(iter(self.facts.values()))

    def get(self, key: str) -> Fact | None:
        """The fact of this key, if the section states it."""
        return self.facts.get(key)


def level_sentence(group: Group, mark: Mark) -> str:
    """2025年销售额实际完成{{f1}}。 Empty where the actual is not stated."""
    actual = group.get("actual")
    if actual is None:
        return ""
    part = group.get("share")
    tail = f"，占{actual.metric}总额的{mark(part, False)}" if part else ""
    return f"{subject(actual)}{_verb(actual, group)}{mark(actual, False)}{tail}"


def _verb(fact: Fact, group: Group) -> str:
    if fact.unit.dimension == "money" and not group.lower:
        return "实际完成"
    return "为"


def compare_sentence(group: Group, mark: Mark, *, named: bool) -> str:
    """目标{{f2}}，完成率{{f3}}，同比增长{{f4}}。 ``named``: the metric is named again in front."""
    clauses = _although(group, mark) or [_against_target(group, mark), _against_prior(group, mark)]
    clauses = [clause for clause in clauses if clause]
    clauses += [clause for clause in (_against_previous(group, mark), _against_benchmark(group, mark)) if clause]
    if not clauses:
        return ""
    head = subject(group.any) if named else ""
    return head + "，".join(clauses)


def _although(group: Group, mark: Mark) -> list[str]:
    """目标为{{f1}}，去年同期为{{f2}}，虽同比上升{{f3}}，但低于目标{{f4}}: better than last year, yet too little.

    Empty where it is not so; a gain told behind a gap would read as if nothing were missing.
    """
    change = group.get("yoy") or group.get("change_pp") or group.get("yoy_amount")
    actual, target = group.get("actual"), group.get("target")
    if change is None or actual is None or target is None or group.get("attainment"):
        return []  # a 完成率 below 100% says itself that the target is missed
    missed = actual.amount > target.amount if group.lower else actual.amount < target.amount
    if not missed or change.amount == 0 or (change.amount < 0) != group.lower:
        return []
    prior = group.get("prior")
    clauses = [_target(group, mark), f"去年同期为{mark(prior, False)}" if prior else ""]
    clauses.append(f"虽{_moved(group, change, '同比', mark)}")
    return [*clauses, f"但{_difference(group, mark) or '未达到目标'}"]


def _against_target(group: Group, mark: Mark) -> str:
    return "，".join(filter(None, (_target(group, mark), _difference(group, mark))))


def _target(group: Group, mark: Mark) -> str:
    target, attainment, stretch = (group.get(key) for key in ("target", "attainment", "stretch"))
    parts = [f"目标为{mark(target, False)}"] if target else []
    if attainment is not None and not group.lower and _is_amount(group):
        parts.append(f"完成率{mark(attainment, False)}")
    if stretch is not None:
        parts.append(f"争取目标为{mark(stretch, False)}")
    return "，".join(parts)


def _difference(group: Group, mark: Mark) -> str:
    difference = group.get("gap") or group.get("excess")
    if difference is None or difference.amount == 0:
        return ""
    short = (difference.key == "gap") == (difference.amount > 0)
    return f"{_distance(group, difference, short=short)}{mark(difference, True)}"


def _is_amount(group: Group) -> bool:
    """Whether a 完成率 can be told; of a metric that shows no amount here, the 完成率 itself says so."""
    amounts = [fact for fact in group.facts.values() if fact.formula is None]
    return all(fact.unit.dimension in {"money", "count"} for fact in amounts)


def _distance(group: Group, fact: Fact, *, short: bool) -> str:
    if fact.unit.dimension == "points":
        return "低于目标" if short else "高于目标"
    if group.lower:
        return "比目标少" if short else "比目标多"
    return "较目标差" if short else "超出目标"


def _against_prior(group: Group, mark: Mark) -> str:
    return _change(group, mark, ("prior", "yoy", "change_pp", "yoy_amount"), ("去年同期为", "同比"))


def _against_previous(group: Group, mark: Mark) -> str:
    return _change(group, mark, ("previous", "pop", "pop_pp", "pop_amount"), ("上期为", "环比"))


def _against_benchmark(group: Group, mark: Mark) -> str:
    benchmark, distance = group.get("benchmark"), group.get("benchmark_gap")
    parts = [f"{group.rival or '对标值'}为{mark(benchmark, False)}"] if benchmark is not None else []
    if distance is not None and distance.amount != 0:
        parts.append(f"{'低于' if distance.amount < 0 else '高于'}{group.rival or '对标值'}{mark(distance, True)}")
    return "，".join(parts)


def _change(group: Group, mark: Mark, keys: tuple[str, str, str, str], words: tuple[str, str]) -> str:
    base, growth, points, amount = (group.get(key) for key in keys)
    parts = [f"{words[0]}{mark(base, False)}"] if base is not None else []
    change = growth or points or amount
    if change is not None:
        parts.append(_moved(group, change, words[1], mark))
    return "，".join(parts)


def _moved(group: Group, change: Fact, against: str, mark: Mark) -> str:
    if change.amount == 0:
        return f"{against}持平"
    up = change.amount > 0
    if change.unit.dimension == "points":
        verb = "上升" if up else "下降"
    elif change.unit.dimension == "duration":
        verb = "延长" if up else "缩短"
    else:
        verb = "增长" if up else "下降"
    if group.lower and verb == "增长":
        verb = "增加"
    return f"{against}{verb}{mark(change, True)}"


def plan_sentence(group: Group, mark: Mark, sheet: FactSheet) -> str:
    """2026年销售额目标为{{f5}}，比2025年增长{{f6}}; 2026年回款率目标为{{f7}}，2025年为{{f8}}. Empty without a plan."""
    plan = group.get("plan")
    change = group.get("plan_growth") or group.get("plan_pp") or group.get("plan_increase")
    if plan is None and change is None:
        return ""
    head = f"{sheet.period.shift(1).label}{subject(group.any)}目标"
    clauses = [f"为{mark(plan, False)}"] if plan else []
    if change is not None and change.amount != 0:
        clauses.append(_moved(group, change, f"比{sheet.period.label}", mark).replace("上升", "提高"))
    if plan_tells_actual(group):
        clauses.append(f"{sheet.period.label}为{mark(group.facts['actual'], False)}")
    return head + "，".join(clauses)


def plan_tells_actual(group: Group) -> bool:
    """Whether the sentence of the plan names the actual beside it: where nothing else tells how far the plan goes."""
    return group.facts.keys() == {"plan", "actual"}


def as_few(kind: FactKind, sentences: list[str], sheet: FactSheet) -> list[str]:
    """The sentences of several metrics as few: 销售额实际完成…，回款率为…; 销售额目标为…；回款率目标为…

    Of plans the first in a sentence names the period.
    """
    return _joined(sentences, sheet.period.shift(1).label if kind == "plan" else "")


def _joined(sentences: list[str], head: str) -> list[str]:
    """Sentences of at most four metrics each, about as many in each; ``head`` is said once a sentence."""
    if not sentences:
        return []
    stop = "；" if any("，" in text for text in sentences) else "，"
    rows = -(-len(sentences) // _METRICS_AT_MOST)
    size = -(-len(sentences) // rows)
    chunks = (sentences[start : start + size] for start in range(0, len(sentences), size))
    return [head + stop.join(text.removeprefix(head) for text in chunk) for chunk in chunks]


def members_sentence(groups: list[Group], mark: Mark) -> str:
    """分区域看，江苏完成{{f7}}、浙江完成{{f8}} … over the members of one dimension."""
    if not groups:
        return ""
    first = groups[0].any
    clauses = [clause for group in groups[:_MEMBERS_AT_MOST] if (clause := _member_clause(group, mark))]
    if len(clauses) == 1:
        only = next(
            group.any for group in groups if (group.any.member or "") and clauses[0].startswith(group.any.member or "")
        )
        return clauses[0].replace(only.member or "", subject(only), 1)
    return f"分{first.dimension}看{first.metric}，" + "；".join(clauses) if clauses else ""


def _member_clause(group: Group, mark: Mark) -> str:
    actual, target, attainment, part = (group.get(key) for key in ("actual", "target", "attainment", "share"))
    if group.facts.keys() <= {"plan"}:
        return ""
    clauses: list[str] = []
    if actual is not None:
        verb = "完成" if actual.unit.dimension == "money" and not group.lower else "为"
        clauses.append(f"{verb}{mark(actual, False)}")
    if target is not None:
        clauses.append(f"目标为{mark(target, False)}")
    if attainment is not None:
        clauses.append(f"完成率{mark(attainment, False)}")
    if part is not None:
        clauses.append(f"占比{mark(part, False)}")
    clauses += [
        clause
        for clause in (_difference(group, mark), _against_prior(group, mark), _against_previous(group, mark))
        if clause
    ]
    return f"{group.any.member}{'，'.join(clauses)}" if clauses else ""


def milestones_sentence(groups: list[Group], mark: Mark) -> str:
    """按季度分解，Q1为{{f1}}、Q2为{{f2}} … from the members' plans."""
    plans = [plan for group in groups if (plan := group.get("plan")) is not None]
    if not plans:
        return ""
    listed = "、".join(f"{plan.member}为{mark(plan, False)}" for plan in plans)
    whole = f"{plans[0].period.year}年" if is_sub_period(plans[0]) else plans[0].period.label
    return f"{whole}{plans[0].metric}目标按{plans[0].dimension}分解，{listed}"
