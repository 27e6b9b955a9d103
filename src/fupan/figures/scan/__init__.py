"""Scan: from text to mentions, each figure with its span, value and unit as written."""
