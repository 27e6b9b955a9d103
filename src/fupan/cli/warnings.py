"""What was odd in a fact sheet without being wrong, told on standard error."""

from __future__ import annotations

from collections.abc import Iterable

from fupan.cli.output import tell
from fupan.errors import InputProblem


def tell_warnings(warnings: Iterable[InputProblem]) -> None:
    """One line a warning: place, field, what is odd and what may be meant."""
    for warning in warnings:
        tell(f"提醒 {warning}")
