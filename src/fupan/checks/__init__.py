"""Checks: one rule a file, over mentions and facts. Pure."""
