"""The words of one figure, parted by what they do: the verb that governs it, what it is compared with, its formula."""

from __future__ import annotations

from dataclasses import dataclass, field

from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.read.cue import Cue, CueKind

NOUN_OF_CHANGE = ("幅", "速", "量", "额", "率", "度")
"""What nouns of a change end with."""
_PART_OF = late("占[了到去据]?(?!比)(?:[^，。；]{0,10}(?<!同比)(?<!环比))$")


@dataclass(slots=True)
class Clause:
    """The words of one figure: ``compared`` are the cues of what it is compared with, ``whole`` of its whole.

    ``lead`` are its words from the start of the clause up to the figure, which ends at ``end``; ``kinds`` are the
    kinds of its own cues; ``beside``: what it is compared with stands right before it (高于目标95%).
    """

    governor: Cue | None = None
    to_level: bool = False
    from_level: bool = False
    compared: list[Cue] = field(default_factory=list)
    whole: list[Cue] = field(default_factory=list)
    subject: list[Cue] = field(default_factory=list)
    is_compared: bool = False
    formula: Cue | None = None
    roles: list[Cue] = field(default_factory=list)
    tail: list[Cue] = field(default_factory=list)
    did: bool = False
    fulfils: bool = False
    part_of: bool = False
    than: Cue | None = None
    beside: bool = False
    comparing: Cue | None = None
    lead: str = ""
    end: int = 0
    kinds: frozenset[CueKind] = frozenset()

    @property
    def in_turn(self) -> bool:
        """分别, 依次, in what is compared with too and behind a whole: 较今年同季依次增长, 占全年比重分别为."""
        return self.has("zip") or any(cue.kind == "zip" for cue in (*self.compared, *self.whole))

    @property
    def bases_in_turn(self) -> list[Role]:
        """比上月、去年分别多: what the figures of the list are compared with, one by one."""
        if self.governor is None or not self.in_turn:
            return []
        return [cue.meaning.role for cue in self.compared if cue.kind in {"time", "role", "rival"} and cue.meaning.role]

    @property
    def of_another(self) -> bool:
        """是去年的1.2倍: measured by another value; 由上月的4.9倍升到… names one end of a change."""
        return self.part_of and not (self.from_level or self.to_level)

    @property
    def is_bare_part(self) -> bool:
        """占全城缺口五成多: the noun of the change that the figure is part of stands right behind 占 and its whole."""
        noun = self.lead.rstrip(" *_约近超将不足到了")
        change = self.governor.word if self.governor is not None else ""
        return noun.endswith(change) and _PART_OF.search(noun.removesuffix(change)) is not None

    @property
    def of_all(self) -> list[Cue]:
        """The words that may name the total as what an amount is part of: 占全部增量的, 比整个渠道的增量325万元多."""
        change = self.governor.word if self.governor is not None else ""
        noun = change.endswith(NOUN_OF_CHANGE) or self.lead.endswith(f"{change or '?'}的")  # 比全公司减少的800万元还多
        return [*self.whole, *(self.compared if noun else ())]

    @property
    def verb(self) -> tuple[int, int] | None:
        """Where the word stands that says how the figure changed, or how it is to what it is compared with."""
        cue = self.governor or self.comparing
        return (cue.start, cue.end) if cue is not None else None

    def has(self, kind: CueKind) -> bool:
        """True where a word of this kind stands in the clause, before the figure or right behind it."""
        return kind in self.kinds

    @property
    def time(self) -> Role | None:
        """The role of the time that the clause names last."""
        return next((cue.meaning.role for cue in reversed(self.roles) if cue.kind == "time"), None)

    @property
    def base(self) -> Role | None:
        """The role that the figure is compared with, where its clause says so."""
        times = [cue.meaning.role for cue in self.compared if cue.kind == "time" and cue.meaning.role]
        for cue in reversed(self.compared):
            if cue.kind == "role" and cue.meaning.role is Role.ACTUAL and times:
                return times[-1]  # 比去年的实际少315万元
            if cue.kind in {"role", "time", "rival", "opening"} or (cue.kind == "member" and cue.meaning.role):
                return cue.meaning.role
            if cue.kind == "scheme":
                return Role.TARGET
        return None
