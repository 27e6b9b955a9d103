"""What one clause of a goal may say at once: the thing (Specific), its figure (Measurable), its day (Time-bound)."""

from __future__ import annotations

import re

from fupan.figures.scan.extract import extract
from fupan.logic.signs import DATE

_LEAST = 3
"""So many characters must be left to name a thing: 回款率, 直播间的果酒."""
_COMMON = re.compile(
    "目标值?|指标|数值|任务|要求|总?数量|一共|总共|合计|全年|明年|来年|今年|年度|我们?|咱们?|大家|大伙|头上|就是|提升|提高|提到|降低|"
    "降到|下降|增长|增加|增至|新增|净增|达到|达成|完成|实现|做到|冲到|冲击|干到|卖到|卖出|拿下|签下|突破|压到|压缩|控制|守住|保持|"
    "不低于|不少于|不超过|以上|以下|以内|出头|左右|力争|争取|确保|至少|必须|其中|一年|半年|[比多少翻番从由把将到至为要在的了再定每月季内增≤≥]"
)
_LETTER = re.compile(r"[^\W\d_]")
_DUE = re.compile(
    rf"(?:截至|截止到?|到|至|于)(?:{DATE})|(?:{DATE})(?:结束|过完)?(?:之前|以前|前|为止|为限|之内|以内|内)|年内|年底前?|季度?末|"
    r"[0-9一二两三四五六七八九十]{1,3}个?(?:月|季度|年|周|天)(?:之内|以内|内)"
)


_SETS = re.compile(
    r"(?:[到至达破增]|不?(?:低于|少于|高于|超过)|以[上内下]|增加|完成|拿下|实现|[新增净]增|签[下约]|新签|守住|控制在)[了出约近超]?\s*$"
)


def sets_figure(piece: str) -> bool:
    """Whether ``piece`` sets a figure to be reached: 压到45天, 新增9家; 半年时间 is none."""
    return any(_SETS.search(piece[max(0, mention.start - 6) : mention.start]) for mention in extract(piece))


def names_thing(piece: str) -> bool:
    """Whether ``piece`` names what its figure measures: words are left without figures, dates and common words."""
    chars = list(piece)
    for mention in extract(piece):
        chars[mention.start : mention.end] = " " * (mention.end - mention.start)
    rest = _COMMON.sub(" ", re.sub(DATE, " ", "".join(chars)))
    return len(_LETTER.findall(rest)) >= _LEAST


def names_day(piece: str) -> bool:
    """Whether ``piece`` says by when: 到6月30日, 三季度结束前, 年内."""
    return bool(_DUE.search(piece))
