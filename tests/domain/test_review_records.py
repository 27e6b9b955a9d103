"""What a review adds up: scores of the whole, the weakest first, and the chain of a section."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupan.domain.review import MissingSection, Reason, Review, SectionReview, StepReview


def _section(name: str, score: int, *chain: StepReview) -> SectionReview:
    return SectionReview(name, name, "", ((3, 9), (12, 20)), score, (), chain, ())


def _review(scores: list[int], missing: int = 0) -> Review:
    sections = tuple(_section(f"s{at}", score) for at, score in enumerate(scores))
    return Review("t", "总结", "按标题", sections, (MissingSection("m", "缺", "", ""),) * missing)


@pytest.mark.parametrize(
    ("scores", "missing", "whole", "mean"),
    [
        ([], 0, 0, 0),
        ([], 2, 0, 0),
        ([80, 60], 0, 70, 70),
        ([80, 60], 2, 35, 70),
        ([80, 61], 0, 71, 71),  # half a point counts up
        ([100], 2, 33, 100),
    ],
)
def test_a_missing_section_counts_nothing(scores: list[int], missing: int, whole: int, mean: int) -> None:
    review = _review(scores, missing)
    assert (review.score, review.mean) == (whole, mean)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=12), st.integers(0, 12))
def test_the_scores_stay_within_those_of_the_sections(scores: list[int], missing: int) -> None:
    review = _review(scores, missing)
    assert min(scores) <= review.mean <= max(scores)
    assert 0 <= review.score <= review.mean
    assert [one.score for one in review.weakest] == sorted(scores)


def test_of_equally_weak_sections_the_first_in_the_text_comes_first() -> None:
    assert [one.section for one in _review([60, 40, 60, 40]).weakest] == ["s1", "s3", "s0", "s2"]


def test_a_section_knows_its_chain_and_where_it_stands() -> None:
    told, absent = StepReview("cause", "原因", "为什么", ((3, 5), (7, 9))), StepReview("effect", "影响", "后果", ())
    section = _section("kpi", 50, told, absent)
    assert (section.start, section.end) == (3, 20)
    assert section.steps == {"cause": [(3, 5), (7, 9)], "effect": []}
    assert section.missing_steps == (absent,)


def test_a_reason_reads_as_its_message() -> None:
    assert str(Reason("no-cause", "logic", 0, 2, "指标", "没有说原因，请补上", 10)) == "没有说原因，请补上"
