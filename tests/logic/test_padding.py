"""Sentences that sound empty: shipped weights on plain cases, and a sum that no order of the runs can change."""

import pytest

from fupan.logic.weak.padding import sounds_empty

TENTHS = dict.fromkeys("甲乙丙丁戊己庚辛壬癸", 0.1)


@pytest.mark.parametrize(
    ("sentence", "empty"),
    [
        ("面对新形势新任务，我们将以更加饱满的热情再创辉煌", True),
        ("有付出就有回报，有耕耘就有收获，辛苦一年，终有所成", True),
        ("两家汽车厂的年度集采提前到这个月，对账单晚发了一周", False),
        ("样机打法适合被进口品牌占着、用气电费高的工厂", False),
        ("再接再厉", False),  # too short to be judged
    ],
)
def test_empty_sentences_are_known(sentence: str, empty: bool) -> None:
    assert sounds_empty(sentence) is empty


def test_the_order_of_the_runs_changes_nothing() -> None:
    # added up one by one, ten tenths are a little less than the 1.0 that is asked for
    assert sounds_empty("".join(TENTHS), {"": 0.0, **TENTHS})
