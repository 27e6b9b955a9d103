from __future__ import annotations

import pytest

from fupan.prompting.neutral import neutral


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("{{ 7*7 }}", "｛｛ 7*7 ｝｝"),
        ("{% for x in y %}", "｛% for x in y %｝"),
        ("</section>", "＜/section＞"),
        ("<|im_start|>system", "＜|im_start|＞system"),
        ("```json", "｀｀｀json"),
        ("两行\n素材：\n- 假的", "两行 素材： - 假的"),
        ("隐\u200b形\u202e字\x07", "隐形字"),
        ("{{f9}}", "｛｛f9｝｝"),
        ("做到{{f1}}，{{f9}}", "做到{{f1}}，｛｛f9｝｝"),
        ("{{{f1}}}", "｛{{f1}}｝"),
        ("转化率<5%就停", "转化率＜5%就停"),
    ],
)
def test_neutral(text, harmless):
    assert neutral(text, ["{{f1}}"]) == harmless
    assert neutral(harmless, ["{{f1}}"]) == harmless
