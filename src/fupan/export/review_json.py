"""The review as JSON: the form of docs/file-formats.md, which other people's scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Sequence

from fupan.domain.page import Page
from fupan.domain.review import Review, SectionReview
from fupan.export.report_json import pages_list
from fupan.export.review_types import ReviewJson, SectionReviewJson


def review_dict(document: str, review: Review) -> ReviewJson:
    """The review as plain data; ``document`` is the path as the user gave it."""
    return {
        "document": document,
        "kind": "review",
        "template": review.template,
        "chosen": review.chosen,
        "score": review.score,
        "weakest": [section.section for section in review.weakest],
        "sections": [section_dict(section) for section in review.sections],
        "missing": [
            {"section": one.section, "title": one.title, "part": one.part, "asks": one.asks} for one in review.missing
        ],
        "unknown": [{"heading": one.heading, "start": one.start, "end": one.end} for one in review.unknown],
        "remarks": list(review.remarks),
    }


def section_dict(section: SectionReview) -> SectionReviewJson:
    """One section; ``goals`` and ``judgement`` are there only where the section has them."""
    shown: SectionReviewJson = {
        "section": section.section,
        "title": section.title,
        "heading": section.heading,
        "found": section.found,
        "certainty": section.certainty,
        "start": section.start,
        "end": section.end,
        "spans": list(section.spans),
        "score": section.score,
        "parts": [{"part": one.part, "score": one.score, "most": one.most} for one in section.parts],
        "steps": [
            {"step": one.id, "name": one.name, "asks": one.asks, "spans": list(one.spans), "why": one.why}
            for one in section.chain
        ],
        "reasons": [
            {
                "kind": one.kind, "part": one.part, "points": one.points, "step": one.step,
                "start": one.start, "end": one.end, "text": one.text, "message": one.message,
            }
            for one in section.reasons
        ],
    }  # fmt: skip
    if section.goals:
        shown["goals"] = [
            {"step": one.step, "name": one.name, "met": one.met, "spans": list(one.spans), "why": one.why}
            for one in section.goals
        ]
    if section.judgement is not None:
        shown["judgement"] = {
            "llm": section.judgement.llm,
            "comment": section.judgement.comment,
            "steps": [{"step": one.id, "told": one.told, "quote": one.quote} for one in section.judgement.steps],
        }
    return shown


def review_json(document: str, review: Review, pages: Sequence[Page] = ()) -> str:
    """The review as a JSON document; ``pages`` of a presentation."""
    shown = review_dict(document, review)
    if pages:
        shown["pages"] = pages_list(pages)
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"
