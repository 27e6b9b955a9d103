"""The baseline 基线: findings already known, so that only new ones count.

A finding is recognised by its rule, its text, its message and the words around it; its line may change.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from fupan.domain.finding import CheckReport, Finding
from fupan.errors import InputError, os_reason

VERSION = 1
_AROUND = 12


@dataclass(frozen=True, slots=True, order=True)
class Fingerprint:
    """What a finding is recognised by; ``message`` is a short hash, ``context`` 12 characters on either side."""

    rule: str
    text: str
    message: str
    context: str

    @property
    def key(self) -> str:
        """One string for all of it."""
        return sha256("\0".join((self.rule, self.text, self.message, self.context)).encode()).hexdigest()[:32]


def fingerprint(finding: Finding, text: str) -> Fingerprint:
    """The fingerprint of a finding in ``text``; its context is of its own line, without white space."""
    before = "".join(text[text.rfind("\n", 0, finding.start) + 1 : finding.start].split())[-_AROUND:]
    after = "".join(text[finding.end :].partition("\n")[0].split())[:_AROUND]
    message = sha256(finding.message.encode()).hexdigest()[:16]
    return Fingerprint(finding.rule, finding.text, message, f"{before}|{after}")


def without_known(report: CheckReport, text: str, known: Counter[Fingerprint]) -> CheckReport:
    """The report with only the findings that ``known`` does not hold; the same fault twice needs two entries."""
    left = Counter(known)
    new: list[Finding] = []
    for finding in report.findings:
        mark = fingerprint(finding, text)
        if left[mark] > 0:
            left[mark] -= 1
        else:
            new.append(finding)
    return replace(report, findings=tuple(new))


def baseline_json(report: CheckReport, text: str) -> str:
    """All findings of a report as a baseline file."""
    marks = sorted(fingerprint(finding, text) for finding in report.findings)
    return json.dumps({"version": VERSION, "findings": [asdict(m) for m in marks]}, ensure_ascii=False, indent=2) + "\n"


def load_baseline(path: Path) -> Counter[Fingerprint]:
    """The fingerprints of a baseline file; raises InputError where it is missing or no baseline."""
    hint = "用 fupan check 文稿 --baseline 文件 --write-baseline 重新写一份"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["version"] != VERSION:
            raise InputError(f"基线文件 {path} 的版本是 {found['version']!r}，这里只认 {VERSION}", hint=hint)
        return Counter(Fingerprint(**{key: str(row[key]) for key in _FIELDS}) for row in found["findings"])
    except FileNotFoundError as error:
        made = f"用 fupan check 文稿 --baseline {path} --write-baseline 先写一份"
        raise InputError(f"找不到基线文件 {path}", hint=made) from error
    except OSError as error:
        raise InputError(f"读不了基线文件 {path}：{os_reason(error)}", hint=hint) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} 不是基线文件", hint=hint) from error


_FIELDS = ("rule", "text", "message", "context")
