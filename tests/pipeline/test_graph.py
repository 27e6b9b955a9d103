import threading
import time

import pytest

from fupan.pipeline.graph import Graph


def test_each_node_sees_those_before_it_and_results_keep_the_order_given() -> None:
    seen: dict[str, list[str]] = {}

    def work(node: str, finished: dict[str, str]) -> str:
        seen[node] = sorted(finished)
        return node.upper()

    after = {"a": [], "c": ["b"], "b": ["a"], "d": ["not-chosen"]}
    assert Graph[str](after, 4).run(work, threading.Event()) == {"a": "A", "c": "C", "b": "B", "d": "D"}
    assert set(seen["c"]) >= {"a", "b"}


def test_independent_nodes_run_at_once() -> None:
    together = threading.Barrier(3, timeout=5)

    def work(node: str, _: object) -> str:
        together.wait()
        return node

    Graph[str]({"a": [], "b": [], "c": []}, 3).run(work, threading.Event())


def test_the_first_failure_stops_what_has_not_begun_and_sets_cancel() -> None:
    begun: list[str] = []
    cancel = threading.Event()

    def work(node: str, _: object) -> str:
        begun.append(node)
        if node == "a":
            raise RuntimeError("broken")
        time.sleep(0.05)
        return node

    with pytest.raises(RuntimeError, match="broken"):
        Graph[str]({name: [] for name in "abcdefgh"}, 1).run(work, cancel)
    assert cancel.is_set()
    assert len(begun) < 8
