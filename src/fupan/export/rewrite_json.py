"""Proposals as JSON: the form of docs/rewrite.md, for editors and other programs."""

from __future__ import annotations

import json

from fupan.export.rewrite_types import ProposalJson, RewriteJson, SectionRewriteJson
from fupan.pipeline.rewrite.proposal import Proposal, Rewrite, SectionRewrite


def rewrite_dict(document: str, made: Rewrite) -> RewriteJson:
    """The proposals as plain data; ``document`` is the path as the user gave it."""
    return {
        "document": document,
        "kind": "rewrite",
        "template": made.template,
        "sections": [_section(one, made.text) for one in made.sections],
        "result": made.taken(),
        "use": {
            "llm": made.use.llm, "calls": made.use.calls, "cached": made.use.cached,
            "prompt_tokens": made.use.prompt_tokens, "completion_tokens": made.use.completion_tokens,
        },
    }  # fmt: skip


def _section(one: SectionRewrite, text: str) -> SectionRewriteJson:
    return {
        "section": one.section,
        "title": one.title,
        "start": one.span[0],
        "end": one.span[1],
        "score": one.score,
        "certainty": one.certainty,
        "reasons": list(one.reasons),
        "proposals": [_proposal(offer, text) for offer in one.proposals],
        "questions": [{"key": q.key, "asks": q.asks, "kind": q.kind, "points": q.points} for q in one.questions],
        "withheld": one.withheld,
        "doubts": list(one.doubts),
        "history": list(one.history),
    }


def _proposal(one: Proposal, text: str) -> ProposalJson:
    edits = sorted(one.edits, key=lambda edit: edit.start)
    return {
        "id": one.id,
        "kind": one.kind,
        "origin": one.origin,
        "edits": [
            {"start": edit.start, "end": edit.end, "before": text[edit.start : edit.end], "after": edit.text}
            for edit in edits
        ],
        "before": one.before,
        "after": one.after,
        "diff": [{"sign": piece.sign, "text": piece.text} for piece in one.diff],
        "score": {"before": one.scores[0], "after": one.scores[1]},
        "findings": {"before": one.findings[0], "after": one.findings[1]},
        "why": list(one.why),
        "unsourced": list(one.unsourced),
        "needs": list(one.needs),
    }


def rewrite_json(document: str, made: Rewrite) -> str:
    """The proposals as a JSON document."""
    return json.dumps(rewrite_dict(document, made), ensure_ascii=False, indent=2) + "\n"
