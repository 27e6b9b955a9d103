"""One script for the scanner: full-width, traditional and capital characters, zero-width marks inside numbers.

Every replacement is one character for one, so offsets hold; zero-width marks are taken out and remembered.
"""

from __future__ import annotations

import re

from fupan.figures.late import late
from fupan.figures.scan.left_out import LeftOut, without
from fupan.figures.scan.unheard import unheard

_WIDE = "０１２３４５６７８９．％﹪＋－−／￥＄￡～〜＜＞≦≧＝：∶﹣\u00a0"
_NARROW = "0123456789.%%+--/¥$£~~<>≤≥=::- "
_LETTERS = "".join(chr(code) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
_TRADITIONAL = (
    "萬億兩個點餘幾數間張節臺雙條輛隻噸項筆場戶歲號級層門單週時鐘圓貨營總額潤費銷業績賬帳預約達過長漲減縮壓擴從為將幣歐"
    "鎊韓區縣國產於內佔報價購訂簽開線調輪組種類頁課鋪實際會員標觸覽閱讀點擊獲贏虧損盈獎罰稅貸資餐顆處殺爾倉寬萊屆離剩翻"
    "車錢隊頂頭劑塊學對攝機棟樣櫃環畝療盤碼籃裝託鍋鎮頓冊幀槍樁盞籠紮釐牀"
)
_SIMPLIFIED = (
    "万亿两个点余几数间张节台双条辆只吨项笔场户岁号级层门单周时钟圆货营总额润费销业绩账账预约达过长涨减缩压扩从为将币欧"
    "镑韩区县国产于内占报价购订签开线调轮组种类页课铺实际会员标触览阅读点击获赢亏损盈奖罚税贷资餐颗处杀尔仓宽莱届离剩翻"
    "车钱队顶头剂块学对摄机栋样柜环亩疗盘码篮装托锅镇顿册帧枪桩盏笼扎厘床"
)
_NARROWED = dict(
    zip(
        _WIDE + _LETTERS + _TRADITIONAL,
        _NARROW + "".join(chr(ord(letter) - 0xFEE0) for letter in _LETTERS) + _SIMPLIFIED,
        strict=True,
    )
)
"""No character put in is replaced by another: the order does not matter."""
_WIDE_DIGITS = frozenset(_WIDE[:10])
_WIDE_COMMA = late(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_FORMAL = "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億"
_CAPITALS = str.maketrans(_FORMAL, "一二二三三四五六六七八九十百千万亿")
_CAPITAL_RUN = late("(?:[壹贰貳叁參肆伍陆陸柒捌玖零]{1,2}[拾佰仟萬万億亿]{1,2}){1,16}[壹贰貳叁參肆伍陆陸柒捌玖]?")
_UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad"
_INVISIBLE = late(f"[{_UNSEEN}]+")
_UNUSUAL = late(f"[{_UNSEEN}{re.escape(''.join(_NARROWED))}{_FORMAL}]")
"""Whatever any step of ``normal`` looks for, so that one pass tells which of them a text needs."""
_REPLACED = frozenset(_NARROWED)
_FORMAL_ONES = frozenset(_FORMAL)


def normal(text: str) -> LeftOut:
    """``text`` with half-width digits, simplified characters, no zero-width marks and nothing that is not heard."""
    unusual = set(_UNUSUAL.findall(text))
    spans = unheard(text)
    if unusual - _REPLACED - _FORMAL_ONES:
        spans = sorted([match.span() for match in _INVISIBLE.finditer(text)] + spans)
    left = without(text, spans)
    seen = left.text
    if "，" in seen and not unusual.isdisjoint(_WIDE_DIGITS):
        seen = _WIDE_COMMA.sub(",", seen)
    if not unusual.isdisjoint(_FORMAL_ONES):
        seen = _CAPITAL_RUN.sub(lambda match: match[0].translate(_CAPITALS), seen)
    for char in unusual & _REPLACED:
        seen = seen.replace(char, _NARROWED[char])
    return left._replace(text=seen)
