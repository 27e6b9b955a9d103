"""``fupan chart`` as a person runs it."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from fupan.cli.main import main

FACTS = str(Path(__file__).parents[2] / "examples" / "sales-leader-annual.yaml")


def test_without_a_file_it_lists_what_can_be_drawn(capsys):
    assert main(["chart", FACTS, "--metric", "销售额"]) == 0
    told = capsys.readouterr().out
    assert "comparison  销售额按区域对比（2025年）  江苏、浙江、上海、安徽" in told
    assert "trend" in told


def test_an_svg_shows_the_values_of_the_sheet(tmp_path):
    path = tmp_path / "图.svg"
    assert main(["chart", FACTS, "-o", str(path), "-m", "销售额", "-d", "区域", "-k", "对比"]) == 0
    root = ElementTree.parse(path).getroot()
    words = {one.text for one in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"江苏", "5290", "4600", "4380", "1968", "目标", "实际", "去年同期"} <= words
    assert any(one and one.startswith("单位：万元；来源：sales-leader-annual.yaml") for one in words)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-k", "pie"], "没有「pie」这种图"),
        (["-m", "销售"], "能画的有：销售额按区域（comparison）"),
        (["-o", "图.gif"], "可用 .svg 或 .png"),
    ],
)
def test_bad_usage_says_what_there_is(arguments, told, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["chart", FACTS, *arguments]) == 2
    assert told in capsys.readouterr().err
