"""Finds the best plan for a section: a move is kept only where all guarantees hold and it brings the section on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from fupan.pipeline.rewrite.guarantees import Held, broken, first
from fupan.pipeline.rewrite.looking import Seen
from fupan.pipeline.rewrite.moves import Move
from fupan.pipeline.rewrite.plan import Plan

_ROUNDS = 2
_WORTH = 2
"""Another way of making a move must bring more points than this on top: an opening that only adds length brings one."""
_TRIES = 90
"""So many moves are measured at most: a section with more material than this has other troubles."""


@dataclass
class Climb:
    """``look`` gives the section as a plan would leave it; ``wanted`` are the goals of the user (none: the score).

    ``least`` is how many points an addition must bring.
    """

    look: Callable[[Plan], Seen]
    held: Held
    wanted: frozenset[str] = frozenset()
    least: int = 1
    made: list[Move] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    _tries: int = 0

    def best(self, plan: Plan, moves: Sequence[Move]) -> Plan:
        """The plan with every move that held; ``made`` lists them, ``refused`` says why others did not."""
        start = plan
        before = now = self.look(plan)
        open_moves = list(moves)
        for _ in range(_ROUNDS):
            left: list[Move] = []
            for move in open_moves:
                kept = self._tried(plan, move, before, now)
                if kept is None:
                    left.append(move)
                else:
                    plan, now = kept
                    self.made.append(move)
            if len(left) == len(open_moves):
                break
            open_moves = left
        return self._pruned(start, plan, before, now)

    def _pruned(self, start: Plan, plan: Plan, before: Seen, now: Seen) -> Plan:
        """The plan without additions that a later one made superfluous: nothing is lost where they are left out."""
        for added in plan.insertions:
            trial = plan.without(added)
            if trial.insertions and not self.wanted:
                seen = self.look(trial)
                if seen.score >= now.score and not broken(before, seen, self.held) and now.told <= seen.told:
                    plan, now = trial, seen
        self.made = [move for move in self.made if _still_there(move, start, plan)]
        return plan

    def _tried(self, plan: Plan, move: Move, before: Seen, now: Seen) -> tuple[Plan, Seen] | None:
        """The best way to make the move, where one holds and brings the section on."""
        if self.wanted and not move.serves & self.wanted:
            return None
        best: tuple[Plan, Seen] | None = None
        for change in (move.change, *move.others):
            trial = change(plan)
            if trial is None or self._tries >= _TRIES:
                continue
            self._tries += 1
            seen = self.look(trial)
            fault = first(broken(before, seen, self.held))
            if fault or seen.score < now.score or len(seen.findings) > len(now.findings):
                self.refused[move.says] = fault or "会让这一节变差"
            elif not self._gains(move, plan, trial, now, seen):
                self.refused[move.says] = "没有让这一节更好"
            elif best is None or seen.score > best[1].score + _WORTH:
                best = trial, seen
        if best is not None:
            self.refused.pop(move.says, None)
        return best

    def _gains(self, move: Move, plan: Plan, trial: Plan, now: Seen, seen: Seen) -> bool:
        """Whether the move brings enough points, or what was asked for."""
        least = self.least if len(trial.insertions) > len(plan.insertions) else 1
        return seen.score >= now.score + least or move.plain_gain or bool(self._asked(move, now, seen))

    def _asked(self, move: Move, now: Seen, seen: Seen) -> frozenset[str]:
        """Whether a move that leaves the score as it is brings what was asked for."""
        asked = move.serves & self.wanted
        if asked & {"shorter"}:
            return asked if len(seen.text) < len(now.text) else frozenset()
        return asked if asked & {"tone", "figures"} or seen.told - now.told else frozenset()


def _still_there(move: Move, start: Plan, plan: Plan) -> bool:
    """Whether something of what a move puts in is left in the plan; of one that puts nothing in, always."""
    made = [one for change in (move.change, *move.others) if (one := change(start)) is not None]
    put_in = [added for one in made for added in one.insertions]
    return not put_in or any(added in plan.insertions for added in put_in)
