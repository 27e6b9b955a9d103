"""The patterns of the scanner: what starts a number, a number in digits or in Chinese, and what follows it.

None of them can fail late: once a number has begun, what comes after is optional and of bounded length, so time is
linear in the text.
"""

from __future__ import annotations

from fupan.figures.late import late
from fupan.figures.scan import not_figures
from fupan.figures.scan.written_units import UNIT

_DIGIT = "[零〇一二三四五六七八九]"
_NUMERAL = "[零〇一二两三四五六七八九十百千万亿几数]"
_SCALE = "(?:万亿|个亿|[千百十]?[万亿]|[千百](?![分克米瓦卡帕升]))"
_DOING = "做卖收花签赚压跑干接挣投交拿加发开亏流赔退欠耗付招增0-9"
"""Behind 多: it belongs to the verb (多做870万元) or to the next figure (比8亿元多1.2亿元)."""
_ODD = (
    f"(?:(?P<odd>多(?!元化|样|维|渠道|方|为|是|[了出{_DOING}])|余(?![额款地粮项])|来(?!自|源|到|年|比|看|说|讲|算|衡|做|完)|几)"
    "(?P<odd_scale>[千百十]?[万亿])?)?"
)
_HALVED = "月|小时|钟头|季度|星期|百分点|工作日"
_BELOW = (
    "人次|人|吨|千克|公斤|克|斤|公里|千米|米|平方米|平米|㎡|m²|立方米|亩|家|店|户|单|件|台|套|箱|桶|瓶|盒|袋|包|条|只|支|张|份|本|"
    "辆|车|柜|次|场|票|节|课时|席位|席|坐席|座|个月|月|季度|季|年|周|天|日|小时|分钟|时|秒|升|毫升|位|名|个|kg|km|t|m"
)
_SHARE = r"(?:[0-9]{1,3}+(?:,[0-9]{3}){1,2}(?![0-9])|[0-9]{1,6}+)(?:\.[0-9]{1,6}+)?"
_COMMAS = r"[0-9]{1,3}+(?:,[0-9]{3}){1,12}(?![0-9])(?:\.[0-9]+)?"
_SPACES = r"[0-9]{1,3}+(?: [0-9]{3}){1,6}(?![0-9])(?:\.[0-9]+)?(?= ?[万亿%元家人名个台件吨])"
_TAIL = (
    r"(?:(?:[0-9]{1,3}+(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?:\.[0-9]{1,12})?(?:[千百十]?万|[千百])){1,3}"
    "|[1-9](?=[，。；、,;)元块])"
)

START = late("[0-9零〇一二两三四五六七八九十百千万亿几数半翻]")
"""Where a figure may begin (signs and words before it are read backwards from there)."""

ARABIC = late(
    rf"(?P<mask>{not_figures.GATE}(?:{'|'.join(not_figures.ARABIC)})|{not_figures.PHONES})"
    rf"|(?P<ratio>(?=[0-9.,]++[:比]){_SHARE}(?:[:比]{_SHARE}){{1,12}}+(?![0-9:]))"
    r"|(?P<stroke>[1-9][0-9]?+/(?:[1-9][0-9]{0,2}+(?=的|以上|左右|强|弱)|(?:10|[2-9])(?![0-9/.年月日页号])))"
    rf"|(?P<digits>{_COMMAS}|{_SPACES}|[0-9]+(?:\.[0-9]+)?)(?P<junk>(?:[.,][0-9]+)+)?"
    rf"(?: ?(?P<scale>{_SCALE})(?P<tail>{_TAIL})?)?{_ODD}"
)
"""Groups: ``mask`` (no figure), ``ratio``, ``stroke`` (1/3), or a number in ``digits`` with scale and 多, 余."""

CHINESE = late(
    rf"(?P<mask>{'|'.join(not_figures.CHINESE)})"
    r"|(?P<fraction>[一二三四五六七八九十百千万两]{1,8}分之"
    rf"(?:百(?!{_NUMERAL})|[0-9]+(?:\.[0-9]+)?|{_NUMERAL}+(?:点{_DIGIT}+)?))"
    rf"|(?P<doubling>翻了?(?:(?P<times>{_NUMERAL}{{0,3}}|[0-9])番|倍))"
    r"|(?P<half>一半(?!年|个|天)|半数|百分百)"
    rf"|(?P<halved>半(?P<half_unit>年(?!度|报|会|来)|天|个(?:{_HALVED})))"
    rf"|(?P<numeral>{_NUMERAL}+(?:点{_DIGIT}+[百千]?[万亿]?)?)(?P<hundred_million>个亿)?{_ODD}"
)
"""Groups: ``mask``, ``fraction``, ``doubling``, ``half``, ``halved`` or a ``numeral``."""

AFTER = late(
    r"成(?!员(?!工)|[立功为本果交就长熟效品绩套败形型都人年分千百])(?P<tenths>[一二三四五六七八九半](?![个家名位人台件套单笔]))?(?P<more>多(?![为是数]))?"
    r"|(?P<discount>折)(?![扣合算旧叠射线价返现成磨])"
    rf"|个(?P<middle>[半多])(?P<middle_unit>{_HALVED})"
    rf"| ?(?P<unit>{UNIT})(?P<per>(?:/(?:{_BELOW})){{1,3}})?"
    rf"(?P<after>半(?![年个数天月小成价])|多(?![为是家个次年数地种于由从样元一出半名款项些了{_DOING}]))?"
    rf"|(?P<bare_per>/(?:{_BELOW})(?![0-9]))"
)
"""The unit behind a number: tenths, a discount, 个半月, or a unit with its denominators."""
