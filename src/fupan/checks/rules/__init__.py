"""All rules, in the order in which a document is checked."""

from __future__ import annotations

from fupan.checks.rule import Rule
from fupan.checks.rules import (
    contradicted_figure,
    empty_phrase,
    leftover_placeholder,
    loose_rounding,
    misattributed_figure,
    missing_figure,
    missing_section,
    section_length,
    self_contradiction,
    sum_mismatch,
    unknown_name,
    unsupported_claim,
    unsupported_figure,
    wrong_bound,
    wrong_derivation,
    wrong_direction,
    wrong_role,
    wrong_unit,
)

RULES: tuple[Rule, ...] = (
    unsupported_figure.RULE,
    contradicted_figure.RULE,
    misattributed_figure.RULE,
    wrong_role.RULE,
    wrong_unit.RULE,
    wrong_direction.RULE,
    wrong_derivation.RULE,
    wrong_bound.RULE,
    loose_rounding.RULE,
    sum_mismatch.RULE,
    self_contradiction.RULE,
    unknown_name.RULE,
    unsupported_claim.RULE,
    missing_figure.RULE,
    missing_section.RULE,
    section_length.RULE,
    leftover_placeholder.RULE,
    empty_phrase.RULE,
)
