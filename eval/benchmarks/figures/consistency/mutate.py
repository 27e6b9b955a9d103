"""The table of all classes of faults."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from fault_derivation import derivation
from fault_figures import bound, digit, percent_pp, rounding, scale, swap
from fault_sentences import invention, omission
from fault_words import direction, member, period, role
from marks import Case
from mutation import Mutation

Fault = Callable[[Case, random.Random], Iterator[Mutation]]

FAULTS: dict[str, Fault] = {
    "digit": digit,
    "scale": scale,
    "percent-pp": percent_pp,
    "swap": swap,
    "member": member,
    "period": period,
    "direction": direction,
    "role": role,
    "derivation": derivation,
    "bound": bound,
    "rounding": rounding,
    "invention": invention,
    "omission": omission,
}
AUDIT_FAULTS = ("digit", "scale", "percent-pp", "direction", "derivation", "bound")
