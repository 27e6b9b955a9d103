"""Changes: the two values that a growth, a difference or a multiple is told of, by its verb, its place and its words.

Every pair of values nearby is weighed: which of them the words compare with, which one comes earlier, how close they
stand. A pair that the words and the place both point at is sure; what only stands near enough explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fupan.domain.fact import Fact
from fupan.domain.known_metrics import known_metric
from fupan.domain.role import TARGETS, Role
from fupan.figures.audit import formula
from fupan.figures.audit.bases import Base, role_of
from fupan.figures.audit.claim import LIKELY, POSSIBLE, SURE, Claim
from fupan.figures.audit.closed.behind import is_behind
from fupan.figures.audit.level import Level, Memory
from fupan.figures.audit.naming import subject_words
from fupan.figures.audit.pairs import ENOUGH, FAIR, Scales
from fupan.figures.audit.subjects import Lead
from fupan.figures.audit.verbs import SHORT, Verb, is_caused, is_distance, verb_of
from fupan.figures.late import late
from fupan.figures.read.reading import OWN, Reading

_RATES = frozenset(("%", "个百分点"))
_NAMED = late(
    r"(?:比|较|环比|同比|对比|超过|离|距离?|在|跟|与)(?P<base>[^，。；：、比较]{1,14}?)(?:的?基础上|相比|[来要]说)?"
    r"(?:还|又|再|更|只|反而|反|净|就|要|仍|已|约|略|上|往[上下]|一共|[ 　])*$"
)
_COMPARING = late(r"(?:比|较|环比|同比|与|跟|和|在|低于|高于|优于)[^，。；：]{0,12}$")
_A_YEAR = late("年均|年复合|复合增长|CAGR|cagr")
"""从13,980元提高到21,604元，年均增长9.1%: over years that the text may not tell."""
_IS_LEVEL = late("[高低大小多少优强弱]于[^，。；：]{1,10}的[ 　*_]*$")
"""远高于行业平均的5%: the figure is what is compared with."""
_SPEEDS = frozenset(("快", "慢", "提", "领先", "落后"))
_REACH, _FAR = 7, 40


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes that one figure may tell."""

    memory: Memory
    reading: Reading
    lead: Lead
    line: int
    topic: frozenset[str]
    after: str = ""

    def claims(self) -> Iterator[Claim]:
        """Every change that stands to reason, the likeliest first."""
        text = self.lead.text
        if not text.strip("为是达有约 *_"):
            text = self.lead.head  # 缺口最大，为280万元
        verb = verb_of(text)
        if not self.lead.head.strip("（( "):
            yield from self._bare()
        if verb is not None and verb.word in _SPEEDS and self.reading.mention.kind == "duration":
            verb = verb._replace(direction=None)  # 快了11天 is less
        if (
            verb is None
            or self.reading.level
            or self.reading.origin
            or self.reading.compared
            or self.reading.row
            or is_behind(self.after)
            or _A_YEAR.search(self.lead.text)
            or _IS_LEVEL.search(self.lead.text)
            or is_caused(self.lead.text)
        ):
            return
        levels = self._levels(verb)
        base = self._base(verb, levels)
        told_of_target = verb.of_target and (base is None or not (base.words or base.given))
        if (base is None or told_of_target) and not self._own_subject(verb):
            yield from self._again(verb)
        sentence = self.reading.sentence[0]
        scales = Scales(self.memory, self.lead, verb, base, levels, self.line, sentence, self._named())
        weighed: list[tuple[int, int, Level, Level]] = []
        for place, one in enumerate(levels):
            for other in levels[place + 1 :]:
                if one.unit != other.unit or one.value == other.value:
                    continue
                for a, b in ((one, other), (other, one)):
                    score = scales.weight(a, b)
                    if score is not None:
                        weighed.append((score, len(weighed), a, b))
        weighed.sort(key=lambda item: (-item[0], item[1]))
        yield from self._told(verb, weighed)

    def _own_subject(self, verb: Verb) -> bool:
        """True where the words before the verb name something."""
        return len(verb.before.strip(" 　*_也就又还都反而净了共只再便即正好算，、")) > 0 or verb.word == "差"

    def _again(self, verb: Verb) -> Iterator[Claim]:
        """比10月实际高160台，增长8.7%: the change that was told just before, told again."""
        if self.memory.pair is None or not self.memory.pair_holds:
            return
        a, b = self.memory.pair
        for fact in self._facts(a, b):
            yield Claim(fact, SURE, verb.direction, (a, b))

    def _bare(self) -> Iterator[Claim]:
        """多240万元（6.7%）: the change told just before, as a growth."""
        pair = self.memory.pair if self.memory.pair_holds else None
        latest = self.memory.levels[-1] if self.memory.levels else None
        if pair is None or latest is None or not latest.made or self.reading.mention.unit != "%":
            return
        if pair[1].role in TARGETS:  # 超了140单，106.4%
            return
        fact = formula.growth(*pair, "增幅") if pair[0].unit != "%" else None
        if fact is not None:
            yield Claim(fact, SURE, None, pair)
        attained = formula.quotient(*pair, "之比")
        if attained is not None:
            yield Claim(attained, LIKELY, None, pair)

    def _told(self, verb: Verb, weighed: Sequence[tuple[int, int, Level, Level]]) -> Iterator[Claim]:
        first = weighed[0][0] if weighed else 0
        rivals = len({(a.value, b.value) for score, _, a, b in weighed if score == first})
        for score, _, a, b in weighed:
            sure = SURE if score >= ENOUGH and score == first and rivals == 1 else LIKELY if score >= FAIR else POSSIBLE
            way = None if score < FAIR or _is_either_way(verb, a, b) else verb.direction
            for fact in self._facts(a, b):
                yield Claim(fact, sure, way, (a, b))

    def _facts(self, a: Level, b: Level) -> Iterator[Fact]:
        unit = self.reading.mention.unit
        found: list[Fact | None] = []
        if unit == "%" and a.unit == "%" and (_is_change(a) or _is_change(b)):
            return  # 工业增长10%，零售增长0.5%，投资增长9.5%
        if unit in _RATES and a.unit == "%":
            found = [formula.difference(a, b, "之差")]
        elif unit in _RATES:
            found = [formula.growth(a, b, "增幅")]
        elif unit == a.unit:
            found = [formula.difference(a, b, "之差")]
        yield from (fact for fact in found if fact is not None)

    def _levels(self, verb: Verb) -> list[Level]:
        """The values of the line that may be compared, and those that the sentence names; the latest last."""
        unit = self.reading.mention.unit
        near = [
            level
            for level in self.memory.levels[-_FAR:]
            if not level.made and level.exact and (level.amount or level.unit == "%")
            and (level.unit == unit or unit in _RATES) and "翻" not in level.mention.text
        ]  # fmt: skip
        if unit in _RATES:
            told = [one for one in self.memory.shares if one.line == self.line and "翻" not in one.mention.text]
            near = sorted([*near, *told], key=lambda level: level.mention.start)
        here = [level for level in near if level.line == self.line][-_REACH:]
        if unit in _RATES and here:
            here = [level for level in here if level.unit == here[-1].unit]
            near = [level for level in near if level.unit == here[-1].unit]
        named = self._named() | subject_words(verb.before[-12:])
        spoken = [level for level in near if level.line != self.line and not level.bare and level.words & named]
        heads = [
            level for frame in self.memory.heads(near[-1].unit if near else unit) for level in frame.values.values()
        ]
        last = [level for level in near if level.line != self.line][-2:] if len(here) < 2 else []
        extra: list[Level] = []
        for level in (*heads, *spoken[-6:], *last):
            amount = level.amount or level.unit == "%"
            fits = level in near or (level.exact and amount and (level.unit == unit or unit in _RATES))
            if fits and level not in here and level not in extra:
                extra.append(level)
        return [*extra, *here]

    def _base(self, verb: Verb, levels: Sequence[Level]) -> Base | None:
        """What the words compare with, None where they name nothing."""
        latest = self.memory.levels[-1] if self.memory.levels else None
        before = verb.before.strip(" 　的地*_")
        joined = latest is not None and self.lead.joined and len(before) <= 4 and latest in levels
        if joined and latest is not None and _COMPARING.search(latest.said):
            return Base(given=latest)
        found = _NAMED.search(verb.before)
        if found is not None:
            return Base(found["base"], role_of(found["base"]), left=verb.before[: found.start()][-12:])
        told = {aspect.b for aspect in self.reading.aspects if aspect.form in {"growth", "difference"}}
        if self.lead.kinds & {"yoy"}:
            return Base(role=Role.PRIOR)
        if self.reading.aspect_sure >= OWN and len(told) == 1 and "pop" not in self.lead.kinds:
            role = next(iter(told))
            return Base(role=role) if role is not None else None
        return None

    def _named(self) -> frozenset[str]:
        return self.lead.words | self.lead.earlier | self.topic


def _is_either_way(verb: Verb, a: Level, b: Level) -> bool:
    """True for a distance that may be told from above: 离80万元以内的目标还差16.4万元, of what may be to fall.

    So is any 差 of a metric that is to fall and stands above its target: 费用率11.4%，比11%的目标还差0.4个百分点.
    """
    if verb.word not in SHORT:
        return False
    known = known_metric(a.subject) or known_metric(b.subject)
    if known is None:
        return is_distance(verb.word, a.said) or is_distance(verb.word, b.said)
    return known.better == "lower" and b.role in TARGETS and a.value > b.value


def _is_change(level: Level) -> bool:
    """True where a rate is itself told as a change: 增长10%."""
    return verb_of(level.said) is not None
