"""leftover-placeholder: a slot, a template mark or 「待补充」 left in the text."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.domain.finding import Finding
from fupan.figures.late import late

ID = "leftover-placeholder"
_MARK = late(
    r"\{\{[^{}\n]{0,40}\}\}|\{%[^{}\n]{0,40}%\}|\$\{[^{}\n]{0,40}\}|[【\[（(](?:待补充?|待填写?|待定|此处填写|填写|请补充|请填写|TODO|TBD|插入)[^】\]）)\n]{0,20}[】\]）)]"
    r"|(?<![A-Za-z0-9])(?:TODO|TBD|XXX?|xxx?)(?![A-Za-z0-9])|[×Xx]{2,4}(?=万|亿|元|%|家|人|年|月|公司|项目|客户)|[○〇]{2,}|_{4,}|[?？]{3,}"
)


def find(subject: Subject) -> Iterator[Finding]:
    """Marks that wait for something to be filled in."""
    for match in _MARK.finditer(subject.text):
        message = f"「{match[0]}」是没有填好的占位"
        yield subject.finding(ID, "warning", match.span(), message)


RULE = Rule(
    ID,
    "warning",
    RuleDocs(
        finds="留在文中的占位：{{f7}}、【待补充】、XX 万元、____ 等。",
        why="交上去的稿子里有空格，等于没写完。",
        wrong="全年新增客户 XX 家，其中{{f3}}。",
        right="全年新增客户 74 家，其中三级医院 21 家。",
        mend="填上内容，或者删掉这句话。",
    ),
    find,
)
