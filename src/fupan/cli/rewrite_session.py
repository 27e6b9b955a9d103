"""Proposals taken one by one: over a terminal, or over a pipe with a line an answer."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from fupan.cli.output import say, tell
from fupan.export.places import Lines
from fupan.export.rewrite_text import doubts_report, proposal_report, questions_report, section_head
from fupan.pipeline.rewrite.edits import Edit, applied
from fupan.pipeline.rewrite.proposal import Proposal, SectionRewrite
from fupan.pipeline.rewrite.questions import as_notes
from fupan.pipeline.rewrite.rewrite import Rewriter

_HELP = "a 采纳  s 跳过  e 自己改  r 换一种说法（可写要求，如 r 更短）  w 回答问题  q 结束，前面采纳的照写  ? 说明"
_MOST_RETRIES = 20


@dataclass
class Session:
    """One sitting over the proposals of one text."""

    rewriter: Rewriter
    colour: bool = False
    taken: dict[str, list[Edit]] = field(default_factory=dict)
    answered: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: {"a": 0, "s": 0})
    ended: bool = False

    def run(self) -> list[Edit]:
        """The edits that were taken. An end of input is ``q``. Raises LlmError where the llm cannot be reached."""
        if not self.rewriter.chosen:
            say(f"没有要改写的小节：{self.rewriter.nothing}")
        for number, name in enumerate(self.rewriter.chosen, start=1):
            if self.ended:
                break
            title = self.rewriter.template.section(name).title
            say(f"[{number}/{len(self.rewriter.chosen)}] {title}")
            self._section(name)
        edits = [edit for row in self.taken.values() for edit in row]
        self._conclude(edits)
        return edits

    def _section(self, name: str) -> None:
        self.taken[name] = []
        made = self.rewriter.one(name, edits=self._elsewhere(name))
        say(section_head(made, Lines(self.rewriter.text)))
        if made.doubts:
            say(doubts_report(made))
        waiting = list(made.proposals)
        accepted: set[str] = set()
        if not waiting:
            made, waiting = self._nothing(name, made)
        attempt = 0
        while waiting and not self.ended:
            offer = waiting[0]
            if not accepted.issuperset(offer.needs):
                say(f"  [{offer.id}] 要和 {'、'.join(offer.needs)} 一起采纳，已跳过")
                waiting.pop(0)
                self.counts["s"] += 1
                continue
            self._show(offer, made)
            key, rest = self._asked("采纳吗？[a/s/e/r/w/q/?] ")
            if key == "a":
                self.taken[name] += offer.edits
                accepted.add(offer.id)
            if key == "e" and not self._edited(name, made, offer):
                continue
            if key in {"a", "e", "s"}:
                waiting.pop(0)
                self.counts["s" if key == "s" else "a"] += 1
                waiting = [] if key == "e" else waiting
            elif key in {"r", "w"} and attempt < _MOST_RETRIES:
                attempt += 1
                made, waiting = self._again(name, made, accepted, key, rest, attempt)

    def _nothing(self, name: str, made: SectionRewrite) -> tuple[SectionRewrite, list[Proposal]]:
        """A section without a proposal: its questions may bring one."""
        say(f"  没有建议：{made.withheld}")
        while made.questions and not made.proposals and not self.ended:
            say(questions_report(made))
            key, _ = self._asked("回答吗？[w/s/q] ")
            if key == "s":
                self.counts["s"] += 1
                break
            if key == "w":
                made, _ = self._again(name, made, set(), "w", "", 0)
        return made, list(made.proposals)

    def _again(
        self, name: str, made: SectionRewrite, accepted: set[str], key: str, rest: str, attempt: int
    ) -> tuple[SectionRewrite, list[Proposal]]:
        """The section once more, after a remark or after answers; what was taken of it stays taken."""
        if key == "w":
            self._answer(made)
            new = self.rewriter.one(name, edits=self._elsewhere(name))
        else:
            remark = rest or self._line("怎么改？（可空） ") or ""
            new = self.rewriter.one(name, edits=self._elsewhere(name), remark=remark, attempt=attempt)
        if not new.proposals:
            say(f"  没有别的建议：{new.withheld}")
            return made, [one for one in made.proposals if one.id not in accepted]
        return new, [one for one in new.proposals if one.id not in accepted]

    def _answer(self, made: SectionRewrite) -> None:
        if not made.questions:
            say("  这一节没有要问的")
        for question in made.questions:
            words = self._line(f"  {question.asks}\n  > ")
            if words is None:
                break
            if words:
                self.answered[question.key] = words
        self.rewriter.answer(self.answered)

    def _edited(self, name: str, made: SectionRewrite, offer: Proposal) -> bool:
        """The section in the user's own words, begun from the proposal; False where nothing was written."""
        start, end = made.span
        edits = [*self.taken[name], *offer.edits]
        draft = applied(self.rewriter.text, edits)
        grown = len(draft) - len(self.rewriter.text)
        words = self._written(draft[start : end + grown])
        if words is None or not words.strip():
            say("  没有写，这一条还在")
            return False
        mine = [Edit(start, end, words.strip("\n"))]
        fault = self.rewriter.fault(name, mine)
        if fault:
            say(f"  提醒：你改的这一节{fault}；按你写的采纳")
        self.taken[name] = mine
        return True

    def _written(self, draft: str) -> str | None:
        """The user's words: from the editor on a terminal, else the lines up to one that is a full stop alone."""
        if sys.stdin.isatty():
            return _from_editor(draft)
        rows: list[str] = []
        while (line := self._line("")) is not None and line != ".":
            rows.append(line)
        return "\n".join(rows)

    def _show(self, offer: Proposal, made: SectionRewrite) -> None:
        print()
        print(proposal_report(offer, colour=self.colour))
        if made.questions and offer is made.proposals[-1]:
            print(questions_report(made))

    def _asked(self, prompt: str) -> tuple[str, str]:
        """One of the keys with what stands behind it; an end of input is ``q``."""
        while True:
            line = self._line(prompt)
            if line is None:
                self.ended = True
                return "q", ""
            key, _, rest = line.partition(" ")
            key = key.strip().lower()[:1]
            if key == "q":
                self.ended = True
            if key and key in "aserwq":
                return key, rest.strip()
            say(_HELP)

    def _line(self, prompt: str) -> str | None:
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            sys.stdout.write("\n")
        return line.rstrip("\r\n") if line else None

    def _elsewhere(self, name: str) -> list[Edit]:
        return [edit for other, row in self.taken.items() if other != name for edit in row]

    def _conclude(self, edits: list[Edit]) -> None:
        say()
        say(f"采纳 {self.counts['a']} 条，跳过 {self.counts['s']} 条")
        if edits:
            before, after = self.rewriter.compared(edits)
            say(f"总分 {before.review.score} → {after.review.score}；"
                f"检查的问题 {len(before.findings)} → {len(after.findings)} 个")  # fmt: skip
            self._warn_together(edits)
        if self.answered:
            tell("你的回答不在数据表里，请加进去，以后核对才有依据：")
            tell(as_notes(self.answered))

    def _warn_together(self, edits: list[Edit]) -> None:
        """Each proposal holds alone; what was taken, edited and left may not hold together."""
        for name, row in self.taken.items():
            fault = self.rewriter.fault(name, edits) if row else ""
            if fault:
                say(f"提醒：采纳的合在一起，「{self.rewriter.template.section(name).title}」{fault}")


def _from_editor(draft: str) -> str | None:
    """What the user made of the draft in the editor of ``VISUAL`` or ``EDITOR``; None where it could not be run."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "改写.md"
        path.write_text(draft, encoding="utf-8")
        try:
            subprocess.run([*shlex.split(command), str(path)], check=True)  # noqa: S603 - the user's own editor
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            tell(f"打不开编辑器 {command}：{error}；可设环境变量 EDITOR")
            return None
        return path.read_text(encoding="utf-8")
