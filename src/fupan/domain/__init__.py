"""Frozen types of the field: units, periods, metrics, facts, templates, drafts, findings. Pure: no i/o."""
