"""Finds and reads golden cases. What cannot be used is named and left out; the rest runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import get_args

from fupan.checks.rules import RULES
from fupan.errors import FileFormatError, InputProblem
from fupan.evals.case import CASE, FACTS, GOLDEN, Case, Trait
from fupan.evals.record import Skipped
from fupan.prompting.fields import Fields
from fupan.yamlfile import read_yaml

_FILES = (FACTS, GOLDEN, CASE)
_TRAITS: dict[str, Trait] = {trait: trait for trait in get_args(Trait)}
_RULES = {rule.id: rule.id for rule in RULES}
_TEXT_MOST = 2_000_000


def find_cases(places: Sequence[Path]) -> tuple[list[Case], list[Skipped]]:
    """The cases in these folders, and what lies there but cannot be used, each sorted by id.

    A place is a case's own folder (it holds one of the three files), a folder of cases, or one of templates with cases
    in them. A place that does not exist or holds no case is named too.
    """
    cases: dict[str, Case] = {}
    skipped: list[Skipped] = []
    seen: set[Path] = set()
    for place in places:
        folders = list(_case_folders(place))
        if not folders:
            what = "里面没有用例" if place.is_dir() else "不是文件夹"
            skipped.append(Skipped(str(place), f"{place} {what}", f"用例是放着 {'、'.join(_FILES)} 的文件夹"))
        for folder in folders:
            if folder.resolve() in seen:
                continue
            seen.add(folder.resolve())
            made = _read_case(folder)
            if isinstance(made, Skipped):
                skipped.append(made)
            elif made.id in cases:
                first = cases[made.id].folder
                skipped.append(Skipped(made.id, f"{folder} 与 {first} 同名，只用了先找到的那个", "改一个文件夹的名字"))
            else:
                cases[made.id] = made
    return sorted(cases.values(), key=lambda case: case.id), sorted(skipped, key=lambda one: one.case)


def matching(cases: Sequence[Case], filters: Sequence[str]) -> list[Case]:
    """The cases that meet every filter.

    A filter is a pattern on ids (``sales-monthly/*``), a part of an id, a trait (``bad-year``) or a trade.
    """
    return [case for case in cases if all(_meets(case, one) for one in filters)]


def _meets(case: Case, wanted: str) -> bool:
    return fnmatchcase(case.id, wanted) or wanted in case.id or wanted in case.traits or wanted == case.trade


def _case_folders(place: Path) -> Iterator[Path]:
    """The place itself, the folders in it, or the folders in those: whichever hold cases. Empty ones are cases too."""
    if not place.is_dir():
        return
    if _holds_case(place):
        yield place
        return
    for folder in _folders(place):
        if _holds_case(folder) or not any(folder.iterdir()):
            yield folder
        else:
            yield from _folders(folder)


def _folders(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))


def _holds_case(folder: Path) -> bool:
    return any((folder / name).is_file() for name in _FILES)


def _read_case(folder: Path) -> Case | Skipped:
    where = folder.resolve()
    identity = f"{where.parent.name}/{where.name}"
    absent = [name for name in _FILES if not (folder / name).is_file()]
    if absent:
        return Skipped(identity, f"{folder} 缺少 {'、'.join(absent)}", _lacking(absent))
    contents: dict[str, bytes] = {}
    for name in _FILES:
        try:
            contents[name] = (folder / name).read_bytes()
        except OSError as error:
            return Skipped(identity, f"{folder / name} 读不了：{error.strerror}", "检查文件的权限")
    try:
        golden = contents[GOLDEN].decode("utf-8-sig")
    except UnicodeDecodeError:
        return Skipped(identity, f"{folder / GOLDEN} 不是 UTF-8 文本", "另存为 UTF-8")
    if not golden.strip() or len(contents[GOLDEN]) > _TEXT_MOST:
        return Skipped(identity, f"{folder / GOLDEN} 是空的或太大", "写上手写的范文")
    faults: list[InputProblem] = []
    case = _of_file(folder, identity, _digest(contents), faults)
    if case is None or faults:
        return Skipped(identity, "\n".join(map(str, faults[:20])))
    return case


def _lacking(absent: list[str]) -> str:
    if absent == [GOLDEN]:
        return "每个用例都要有一篇手写的范文"
    return "用例由数据表、手写的范文和说明三个文件组成，见 docs/eval.md"


def _of_file(folder: Path, identity: str, digest: str, faults: list[InputProblem]) -> Case | None:
    try:
        fields = Fields(str(folder / CASE), read_yaml(folder / CASE), "", faults)
    except FileFormatError as error:
        faults.append(error.problem)
        return None
    if not fields.is_mapping():
        return None
    fields.only("why", "trade", "traits", "required", "least_recall", "expected_warnings")
    traits = tuple(_TRAITS[one] for one in fields.texts("traits") if _known(one, _TRAITS, fields, "traits", "特点"))
    rules = []
    for child in fields.children("expected_warnings", texts=True):
        rule = child.node.raw if child.node.kind == "text" else child.text("rule")
        if child.node.kind == "mapping":
            child.only("rule", "why")
        if rule and _known(rule, _RULES, fields, "expected_warnings", "规则"):
            rules.append(rule)
    return Case(
        identity, identity.partition("/")[0], folder, fields.text("why"), digest, fields.text("trade", ""), traits,
        fields.texts("required"), _share(fields, "least_recall"), tuple(rules),
    )  # fmt: skip


def _known(given: str, known: dict[str, Trait] | dict[str, str], fields: Fields, key: str, what: str) -> bool:
    if given in known:
        return True
    near = get_close_matches(given, known, 1, 0.5)
    hint = f"是不是「{near[0]}」？" if near else f"可用：{'、'.join(known)}"
    fields.fault(f"没有名为「{given[:40]}」的{what}", at=key, hint=hint)
    return False


def _share(fields: Fields, key: str) -> float:
    node = fields.node.get(key)
    if node is None:
        return 1.0
    try:
        share = float(node.raw)
    except ValueError:
        share = -1.0
    if node.kind != "number" or not 0 <= share <= 1:
        fields.fault(f"「{key}」应当是 0 到 1 之间的数", at=key, hint="例如 0.9")
        return 1.0
    return share


def _digest(contents: dict[str, bytes]) -> str:
    """SHA-256 over the three files; line ends do not count."""
    told = hashlib.sha256()
    for name in _FILES:
        text = contents[name].replace(b"\r\n", b"\n")
        told.update(f"{name} {len(text)}\n".encode() + text)
    return told.hexdigest()
