"""Text cut into nested pieces."""

from hypothesis import given
from hypothesis import strategies as st

from fupan.export.marked_text import MarkedText, Marks


def shape(node):
    if node.kind == "text":
        return node.text
    return (node.kind, *map(shape, node.children))


def shapes(text, **marks):
    return [shape(node) for node in MarkedText(text, Marks(**marks)).nodes(0, len(text))]


def test_figures_stand_inside_sentences_inside_steps():
    text = "甲82%乙丙"
    assert shapes(text, figures=[(1, 4)], unsourced=[(0, 5)], steps=[(0, 6)]) == [
        ("step", ("unsourced", "甲", ("figure", "82%"), "乙"), "丙")
    ]


def test_a_finding_that_cuts_a_figure_holds_it_whole():
    assert shapes("共约82%。", figures=[(1, 5)], findings=[(2, 5)]) == ["共", ("finding", ("figure", "约82%")), "。"]


def test_bold_marks_and_escapes_are_taken_out():
    assert shapes("**粗82%**\\*乙", figures=[(3, 6)]) == [("strong", "粗"), ("figure", ("strong", "82%")), "*乙"]


def test_a_lone_bold_mark_is_text():
    assert shapes("2**3") == ["2**3"]


def test_editor_marks_are_set_apart():
    assert shapes("甲〔待核实〕〔注〕") == ["甲", ("mark", "〔待核实〕"), "〔注〕"]


def test_a_mark_over_two_blocks_is_first_only_once():
    marked = MarkedText("甲乙\n丙丁", Marks(steps=[(0, 5)]))
    assert [node.first for span in ((0, 2), (3, 5)) for node in marked.nodes(*span)] == [True, False]


@given(
    st.text(alphabet="甲乙丙丁1", min_size=1, max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=3),
)
def test_no_character_is_lost_whatever_is_marked(text, findings, steps):
    marks = Marks([], [tuple(sorted(span)) for span in findings], [], [tuple(sorted(span)) for span in steps])
    assert "".join(node.plain for node in MarkedText(text, marks).nodes(0, len(text))) == text
