"""closeness 接近范文: how alike the text and the golden one are, character by character. Never a gate."""

from __future__ import annotations

import re

from fupan.errors import ConfigError
from fupan.evals.scores.score import Candidate, Measured, Score

_UNCOUNTED = re.compile(r"[\s#*|>_`-]+")
_MOST = 20_000
"""Characters compared: the time grows with the product of both lengths."""


def measure(candidate: Candidate) -> Measured:
    """Rapidfuzz's indel ratio (2 × longest common subsequence ÷ both lengths), marks and spaces aside.

    Raises ConfigError where rapidfuzz is not installed.
    """
    golden = _UNCOUNTED.sub("", candidate.golden)[:_MOST]
    if not golden:
        return Measured(None, "用例没有范文")
    try:
        from rapidfuzz import fuzz  # noqa: PLC0415 - only this score needs the extra
    except ImportError as error:
        raise ConfigError("没有安装 rapidfuzz", hint="pip install 'fupan[evals]'") from error
    text = _UNCOUNTED.sub("", candidate.text)[:_MOST]
    ratio = round(fuzz.ratio(text, golden), 1)
    return Measured(ratio, f"文稿 {len(text)} 字，范文 {len(golden)} 字")


SCORE = Score(
    "closeness", "接近范文", "%", "neither",
    "与手写范文逐字相比的相似度（rapidfuzz）；好文章可以写得完全不同，只供参考", measure, compared=False,
)  # fmt: skip
