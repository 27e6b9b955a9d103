"""What is under test: every llm with every set of prompts, or folders of texts made elsewhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from fupan import __version__, resources
from fupan.errors import InputError
from fupan.evals.prompt_sets import prompt_folder
from fupan.evals.record import Arm
from fupan.evals.work import COMPOSER, DRAFTS, SCRIPTED
from fupan.llm.choice import choose
from fupan.llm.settings import LlmSettings, load_settings
from fupan.llm.spec import ComposerSpec, EmbeddedSpec, ImportSpec, RemoteSpec
from fupan.llm.weights import installed_weights
from fupan.prompting.sources import find_template

SHIPPED = "built-in"
_DOUBLES = "fupan.evals.doubles"
_REMOTE_CALLS = 4
_MOST_CORES = 8
_SHAPING = (".py", ".json")


def arms_of(llms: Sequence[str], prompts: Sequence[str], template: str = "") -> list[Arm]:
    """Every llm with every set of prompts; without ``llms`` the one that ``fupan draft`` would use.

    ``prompts`` are folders, or ``built-in`` for the templates in use. Raises ConfigError, InputError, TemplateError.
    """
    if template:
        find_template(template)
    folders = ["" if one == SHIPPED else str(prompt_folder(one)) for one in dict.fromkeys(prompts)] or [""]
    specs = list(dict.fromkeys(_named(one) for one in llms or [""]))
    return [_arm(spec, folder, template, many=len(folders) > 1) for spec in specs for folder in folders]


def drafts_arm(folder: str) -> Arm:
    """The arm of the texts in ``folder``. Raises InputError."""
    if not Path(folder).is_dir():
        raise InputError(f"--drafts {folder} 不是文件夹", hint="里面放 <模板>/<用例>.md 或 <用例>.md")
    return Arm(f"{DRAFTS}:{Path(folder).resolve().name}", f"{DRAFTS}:{folder}", deterministic=True)


def calls_at_once(arms: Sequence[Arm]) -> int:
    """How many cases run at once where the user does not say: what the least able arm can bear."""
    settings = load_settings()
    return min((_at_once(arm.llm, settings) for arm in arms), default=1)


def code_version() -> str:
    """What tells the code and the settings that run from others: the version, the package's files, the llm settings.

    Files are told by name, size and time: a changed check must not be answered with an old record.
    """
    root = os.path.dirname(resources.__file__)  # noqa: PTH120 - a thousand paths: pathlib would cost a second
    told = hashlib.sha256(__version__.encode())
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if name != "__pycache__")
        for name in sorted(names):
            if name.endswith(_SHAPING):
                stat = os.stat(f"{folder}/{name}")  # noqa: PTH116 - as above
                told.update(f"{folder[len(root) :]}/{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    settings = load_settings().model_dump(mode="json", exclude={"api_key", "llm", "concurrency", "timeout", "threads"})
    told.update(repr(sorted(settings.items())).encode())
    return told.hexdigest()


def _named(llm: str) -> str:
    """The llm as it is meant: defaults filled in, so that a record says what it was made with."""
    if llm.startswith(SCRIPTED):
        if not Path(llm.removeprefix(SCRIPTED)).is_file():
            raise InputError(f"找不到脚本 {llm.removeprefix(SCRIPTED)}", hint="--llm scripted:后面写一个 JSON 文件")
        return llm
    spec = choose(llm or None).spec
    if isinstance(spec, EmbeddedSpec) and not spec.weights:
        known = installed_weights()
        return f"embedded:{known.name}" if known else "embedded"
    return str(spec)


def _arm(llm: str, folder: str, template: str, *, many: bool) -> Arm:
    label = llm
    if folder or many:
        label += f" + {Path(folder).name if folder else SHIPPED}"
    if template:
        label += f" @ {Path(template).name}"
    same = llm == COMPOSER or llm.startswith((SCRIPTED, _DOUBLES))
    return Arm(label, llm, folder, template, deterministic=same)


def _at_once(llm: str, settings: LlmSettings) -> int:
    if llm.startswith(SCRIPTED):
        return 1
    if llm.startswith(DRAFTS):
        return min(_MOST_CORES, os.cpu_count() or 1)
    match choose(llm, settings).spec:
        case ComposerSpec():
            return min(_MOST_CORES, os.cpu_count() or 1)
        case RemoteSpec():
            return settings.concurrency or _REMOTE_CALLS
        case ImportSpec(module=module):
            return min(_MOST_CORES, os.cpu_count() or 1) if module == _DOUBLES else settings.concurrency or 1
    return 1  # the embedded llm takes one question at a time
