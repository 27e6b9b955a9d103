"""Drafts and reports as Markdown, HTML, JSON."""
