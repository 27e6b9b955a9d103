"""Which cases are run: named in ``cases.txt``; where there is none, the smaller sheets of every template are chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pasted import pasted_figures, pasted_notes

from fupan.domain.factsheet import FactSheet
from fupan.errors import InputError
from fupan.evals.case import Case
from fupan.evals.reading import find_cases
from fupan.intake.factsheet import load_facts
from fupan.prompting.loader import load_template
from fupan.prompting.sources import TemplateSource, template_of

LIST = Path(__file__).with_name("cases.txt")
_HELD_BACK = "unseen"
_HEAD = "# The cases of `make bench-llm`, smaller sheets of every template; written by `run.py --choose N`.\n"


def listed(cases_folder: Path, names: Path = LIST) -> list[Case]:
    """The cases that the list names, in its order. Raises InputError for one that cannot be used."""
    found, skipped = find_cases([cases_folder])
    known = {case.id: case for case in found}
    why = {one.case: one.message for one in skipped}
    wanted = [line.strip() for line in names.read_text(encoding="utf-8").splitlines()]
    chosen = []
    for name in wanted:
        if not name or name.startswith("#"):
            continue
        if name not in known:
            raise InputError(
                f"{names} 里的用例 {name} 不能用：{why.get(name, '没有这个用例')}", hint="改名单，或用 --choose 重选"
            )
        chosen.append(known[name])
    return chosen


def choose(cases_folder: Path, count: int, names: Path = LIST) -> None:
    """Write the list: the cheapest case of every template in turn, until there are ``count``."""
    found, _ = find_cases([cases_folder])
    by_template: dict[str, list[Case]] = {}
    for case in sorted(found, key=work):
        if _HELD_BACK not in case.id:
            by_template.setdefault(case.template, []).append(case)
    chosen = sorted(case.id for case in list(_in_turn(list(by_template.values())))[:count])
    names.write_text(_HEAD + "\n".join(chosen) + "\n", encoding="utf-8")


def _in_turn(groups: Sequence[list[Case]]) -> Iterator[Case]:
    for place in range(max(map(len, groups), default=0)):
        yield from (group[place] for group in groups if place < len(group))


def source_of(case: Case, sheet: FactSheet) -> TemplateSource:
    """The template that a case is about: the sheet's own, else that of the folder it lies in."""
    return template_of(sheet, "" if sheet.template else case.template)


def work(case: Case) -> tuple[int, str]:
    """How much there is to read and to write: the characters of the sheet and the notes as they are pasted."""
    sheet = load_facts(case.facts)
    template = load_template(source_of(case, sheet), prompts=False)
    return len(pasted_figures(sheet)) + len(pasted_notes(sheet, template)), case.id
