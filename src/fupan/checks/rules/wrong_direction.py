"""wrong-direction: 增长 where it fell, 高于 where it is below, 超额完成 of a goal that was missed."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.checks.telling import fact_name, fact_told, fact_value
from fupan.checks.telling_claims import told_claim
from fupan.domain.fact import Fact
from fupan.domain.finding import Finding
from fupan.domain.role import ROLE_NAMES, Role

ID = "wrong-direction"
_LEADING, _MORE_LESS, _COMPARING = "到至了", "多少高低", "于出了"


def find(subject: Subject) -> Iterator[Finding]:
    """Figures whose direction word says the opposite of what the facts say; the span is the word where there is one."""
    for verdict, fact in subject.at_odds(ID):
        mention = verdict.mention
        cue = _word(subject.text, verdict.reading.cue)
        said = subject.text[cue[0] : cue[1]] if cue else ""
        done = _done(subject, fact)
        if done is not None:
            way = "高于" if done.amount > fact.amount else "低于"
            told = f"{fact_name(done)} {fact_value(done)}，{way}{ROLE_NAMES[Role(fact.key)]}"
            message = f"「{mention.text}」比反了：{told}"
        else:
            word = f"「{said}」方向反了" if said else f"「{mention.text}」的正负号反了"
            message = f"{word}：{fact_told(fact)}"
        yield subject.finding(
            ID, "error", cue or (mention.start, mention.end), message, expected=fact_value(fact), source=fact.id
        )
    for claim in subject.claims:
        if claim.predicate is not None:
            due = told_claim(claim)
            message = f"「{subject.text[slice(*claim.span)]}」说反了：{due.message}"
            yield subject.finding(ID, "error", claim.span, message, expected=due.expected, source=due.source)


def _done(subject: Subject, fact: Fact) -> Fact | None:
    """What was done, where ``fact`` is a given value that it is compared with: 90.6%，高于93%的目标."""
    binder = subject.binding.binder
    if binder is None or fact.formula is not None or fact.key == Role.ACTUAL.value:
        return None
    done = binder.told.value(fact.metric, Role.ACTUAL, fact.where)
    return done if done is not None and done.amount != fact.amount else None


def _word(text: str, cue: tuple[int, int] | None) -> tuple[int, int] | None:
    """The word of direction itself, without what it leads to: 涨 of 涨到, 短 of 短了, 少 of 少收; 少了 is one word."""
    if cue is None:
        return None
    start, end = cue
    if end - start == 2 and text[start] in _MORE_LESS:
        return start, end if text[start + 1] in _COMPARING else start + 1
    while end - start > 1 and text[end - 1] in _LEADING:
        end -= 1
    return start, end


RULE = Rule(
    ID,
    "error",
    RuleDocs(
        finds="增长与下降、高于与低于、超额与缺口、改善与恶化说反了；不带数字的话也查：「超额完成目标」「同比有所增长」"
        "「控制在预算以内」「各区域均实现增长」。整句话每个字都看得懂、数据表能断定时才报。",
        why="方向错了，结论就全错了。",
        wrong="纯碱销售额同比增长 16.6%。（5.88 亿元，上年 7.05 亿元）",
        right="纯碱销售额同比下降 16.6%。",
        mend="把方向词改过来。",
    ),
    find,
)
