from __future__ import annotations

from fupan.domain.draft import SlotUse, StepText
from fupan.pipeline.layouts import laid_out
from fupan.prompting.loader import load_template

PLAN = load_template("sales-monthly", prompts=False).section("plan")
SLIDE = load_template("sales-supervisor-deck", prompts=False).section("goals")


def step(name: str, text: str, item: int = 0) -> StepText:
    return StepText(name, text, "composer", item)


def stands(text: str, steps: tuple[StepText, ...]) -> bool:
    return all(text[one.start : one.start + len(one.text)] == one.text for one in steps)


def test_a_table_has_a_row_for_each_task():
    steps = [
        step("task", "定线路。"),
        step("owner", "阿昌负责。"),
        step("task", "盘库|房。", 1),
        step("deadline", "8月10日前。", 1),
    ]
    text, placed = laid_out(PLAN, steps, {(1, "owner")})
    assert text.splitlines() == [
        "| 任务 | 交付物 | 责任人 | 时限 |",
        "| --- | --- | --- | --- |",
        "| 定线路 | 〔待补充〕 | 阿昌负责 | 〔待补充〕 |",
        "| 盘库｜房 | 〔待补充〕 | — | 8月10日前 |",
    ]
    assert [one.step for one in placed] == ["task", "owner", "task", "deadline"]
    assert stands(text, placed)


def test_a_slide_has_a_headline_and_points():
    steps = [step("result", "完成六成。份额持平。"), step("driver", "旺季来得晚。"), step("value", "盘子还在。")]
    text, placed = laid_out(SLIDE, steps)
    assert text == "完成六成。\n\n- 份额持平。\n- 旺季来得晚。\n- 盘子还在。"
    assert stands(text, placed)


def test_figures_behind_the_headline_move_along():
    uses = (SlotUse(0, 3, "before"), SlotUse(4, 6, "behind"))
    text, (placed,) = laid_out(
        SLIDE, [StepText("result", "12家。6家流失。", "composer", slots=uses, unsourced=((4, 9),))]
    )
    assert text == "12家。\n\n- 6家流失。"
    assert [placed.text[use.start : use.end] for use in placed.slots] == ["12家", "6家"]
    assert [placed.text[low:high] for low, high in placed.unsourced] == ["6家流失。"]


def test_one_sentence_is_the_headline_alone():
    text, placed = laid_out(SLIDE, [step("result", "完成六成。"), step("driver", "旺季来得晚。")])
    assert text == "完成六成。\n\n- 旺季来得晚。"
    assert stands(text, placed)


def test_several_chains_are_a_point_each():
    steps = [step("result", "甲差一成。"), step("driver", "甲没货。"), step("result", "乙差两成。", 1)]
    text, placed = laid_out(SLIDE, steps)
    assert text == "- 甲差一成。甲没货。\n- 乙差两成。"
    assert stands(text, placed)


def test_each_sentence_of_a_slide_is_a_point():
    uses = (SlotUse(10, 12, "second"), SlotUse(15, 17, "third"))
    steps = [
        step("result", "完成六成。"),
        StepText("driver", "旺季来得晚。北方晚6天。南方晚9天。", "composer", slots=uses),
    ]
    text, placed = laid_out(SLIDE, steps)
    assert text == "完成六成。\n\n- 旺季来得晚。\n- 北方晚6天。\n- 南方晚9天。"
    assert stands(text, placed)


def test_a_sentence_about_all_items_is_the_headline():
    steps = [step("result", "全年差三成。甲差一成。"), step("driver", "甲没货。"), step("result", "乙差两成。", 1)]
    text, placed = laid_out(SLIDE, steps, opens=True)
    assert text == "全年差三成。\n\n- 甲差一成。甲没货。\n- 乙差两成。"
    assert stands(text, placed)
    assert laid_out(SLIDE, [step("result", "差。"), step("result", "乙。", 1)], opens=True)[0] == "- 差。\n- 乙。"
