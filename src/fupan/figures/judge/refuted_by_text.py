"""What the facts leave open, the text itself may refute: its figures held against each other, as in an audit.

换油周期由2000小时延长到3500小时，延长了43%: the sheet knows neither, but the two values beside it make 75%.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fupan.figures.judge.classify import is_word_count
from fupan.figures.verdict import Verdict


def refuted_by_text(verdicts: Sequence[Verdict], audited: Sequence[Verdict]) -> list[Verdict]:
    """``verdicts`` on the figures of a text; of those left unchecked, what ``audited`` finds wrong of the same figures.

    What the facts or notes carry is never the text's to refute: a value beside it may be the wrong one. For the same
    reason a sentence is left alone that stands without another figure, or has one that the facts contradict.
    """
    refuted = {(one.mention.start, one.mention.end): one for one in audited if one.fault}
    told = Counter(one.reading.sentence[0] for one in verdicts if not is_word_count(one.mention))
    at_fault = {one.reading.sentence[0] for one in verdicts if one.fault}
    found: list[Verdict] = []
    for one in verdicts:
        sentence = one.reading.sentence[0]
        open_here = one.unchecked and told[sentence] > 1 and sentence not in at_fault
        found.append(refuted.get((one.mention.start, one.mention.end), one) if open_here else one)
    return found
