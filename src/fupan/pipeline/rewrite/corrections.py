"""Wrong figures put right: one change each, with its arithmetic, wherever the checker knows the one right value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fupan.domain.decimals import divide
from fupan.domain.finding import Finding
from fupan.figures.scan.extract import extract
from fupan.pipeline.rewrite.edits import Edit, applied
from fupan.pipeline.rewrite.guarantees import Held, broken, first
from fupan.pipeline.rewrite.looking import Looking, Seen

_NEAR = {True: Decimal("0.5"), False: Decimal("0.25")}
"""How far from the right figure a slip may be: against facts, and against the text's own figures."""
_SAME = Decimal("0.01")
_SCALES = (Decimal(10), Decimal(100), Decimal(10_000), Decimal("0.1"), Decimal("0.01"), Decimal("0.0001"))
_MOST = 12
"""So many corrections are offered for one section at most."""
_ELSEWHERE = frozenset(("wrong-role", "misattributed-figure"))
"""Rules about a figure that the sources hold for something else: the words around it may be what is wrong, or it is
right and the check mistakes what it speaks of."""


@dataclass(frozen=True)
class Correction:
    """One wrong figure: what the check says, the change, and the text with this change alone."""

    finding: Finding
    edit: Edit
    after: Seen


def corrections(before: Seen, looking: Looking, held: Held) -> tuple[list[Correction], list[str]]:
    """The corrections of the section in view that hold, and in Chinese why others are not offered.

    One that does not hold alone (a total that is right only once its part is right) is not offered. Only slips are put
    right: a figure far from what facts or other figures give may well be about something else, and is asked for.
    """
    found: list[Correction] = []
    refused: list[str] = []
    exchanged = _exchanged(before.own_findings)
    taken: set[int] = set()
    for finding in before.own_findings:
        if finding.start in taken or len(found) >= _MOST:
            continue
        swapped = finding in exchanged
        elsewhere = finding.rule in _ELSEWHERE or (finding.fix and _is_given(finding.text, looking))
        if elsewhere and not swapped:
            refused.append(f"“{finding.text}”没有改：{finding.message}；要改数字还是改说法，请核对")
            continue
        near = swapped or _slip(finding, _NEAR[looking.sheet is not None])
        if finding.severity == "error" and finding.fix and not near:
            refused.append(f"“{finding.text}”没有改：与文中别的数字相差太大，多半说的不是一回事，请核对")
            continue
        if finding.fix is None or finding.fix == finding.text:
            if finding.severity == "error":
                refused.append(f"“{finding.text}”有误，但改法不止一种：{finding.message}")
            continue
        edit = Edit(finding.start, finding.end, finding.fix)
        after = looking.whole(applied(before.text, [edit]), before.section.section if before.section else "")
        faults = broken(before, after, held)
        if faults or len(after.findings) >= len(before.findings):
            refused.append(f"“{finding.text}”没有改：{first(faults) or '改后问题没有变少'}")
            continue
        taken.add(finding.start)
        found.append(Correction(finding, edit, after))
    return found, refused


def _exchanged(findings: Sequence[Finding]) -> list[Finding]:
    """Those figures of others that stand in each other's place (华东 and 华南 swapped): each right one is told too."""
    others = [one for one in findings if one.rule in _ELSEWHERE and one.fix]
    told = {one.start: _amount(one.text) for one in others}
    right = {one.start: _amount(one.fix or "") for one in others}
    return [one for one in others if right[one.start] in told.values() and told[one.start] in right.values()]


def _is_given(text: str, looking: Looking) -> bool:
    """Whether the sheet or a note gives this amount; a note may leave 元 out (1100万)."""
    amount = _amount(text)
    return amount is not None and (amount in looking.given or (amount[0], "") in looking.given)


def _amount(text: str) -> tuple[Decimal, str] | None:
    figure = next(iter(extract(text)), None)
    return (figure.value, figure.unit) if figure is not None and figure.value is not None else None


def _slip(finding: Finding, near: Decimal) -> bool:
    """Whether the right figure is near the wrong one, or the same but for its powers of ten."""
    old, new = (next(iter(extract(text)), None) for text in (finding.text, finding.fix or ""))
    if old is None or new is None or not old.value or not new.value or old.unit != new.unit:
        return False
    ratio = abs(divide(new.value, old.value))
    return abs(ratio - 1) <= near or any(abs(ratio / scale - 1) <= _SAME for scale in _SCALES)
