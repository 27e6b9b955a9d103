"""What a note says: formatting pasted along is taken off; code, placeholders and orders to an llm are no note."""

from __future__ import annotations

import re

_FORMATTING = re.compile(
    r"</?(?:b|i|u|em|strong|span|font|br|p|mark|small|sub|sup)(?:\s[^<>]{0,400})?/?>", re.IGNORECASE
)
_CODE = re.compile(r"<!--|<[/!]?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>]{0,400})?/?>|\{\{|\{%|\$\{")
_ORDER = re.compile(
    r"(?:请|务必)?(?:忽略|无视|忘记|忘掉)(?:掉|了)?(?:以上|上面|前面|之前|上述|此前)[^，。；]{0,8}(?:指令|要求|提示|规则|设定)"
    r"|(?:请|务必)?(?:输出|打印|显示|复述|泄露)[^，。；]{0,12}(?:提示词|系统提示|系统指令)"
    r"|(?:system|assistant|user|系统(?:消息|指令)|开发者(?:消息|指令))\s{0,4}[:：]"
    r"|ignore\s{1,4}(?:all\s{1,4}|the\s{1,4}|any\s{1,4}){0,3}(?:previous|above|prior)\b",
    re.IGNORECASE,
)


def read_note(text: str) -> tuple[str, str]:
    """The note as plain text, and in Chinese why it is no note: "" where it is one.

    An order is one only at the beginning: 客户要我们忽略之前的要求 is a note like any other.
    """
    plain = " ".join(_FORMATTING.sub("", text).split())
    if _CODE.search(plain):
        return plain, "含有代码、标签或占位符"
    if _ORDER.match(plain.lstrip("#*>-【[ ")):
        return plain, "是写给大模型的指令，不是工作内容"
    return plain, ""
