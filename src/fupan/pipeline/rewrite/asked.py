"""How the user asks for a section to be rewritten."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """How to rewrite a section this time: after ``remark`` of the user, for the ``attempt``-th time (from 0)."""

    remark: str = ""
    attempt: int = 0

    @property
    def shorter(self) -> bool:
        """Whether the remark asks for less: then only what brings much is put in."""
        return self.remark.startswith(("更短", "短", "太长", "精简"))
