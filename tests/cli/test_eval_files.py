"""``fupan eval --html --junit --against``: the files of a run, and a run against the one before."""

import json
import re
from xml.etree import ElementTree

import pytest

from fupan.cli.main import main

FACTS = """\
template: sales-monthly
period: "2025-09"
metrics:
  - {name: 销售额, unit: 万元, target: 310, actual: 342, previous: 296}
notes:
  - 回款慢，9月对账单晚发了一周
"""
GOLDEN = "# 九月总结\n\n销售额342万元，完成率110.3%。\n"


@pytest.fixture
def cases(tmp_path):
    for name in ("a", "b"):
        folder = tmp_path / "cases" / "sales-monthly" / name
        folder.mkdir(parents=True)
        (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
        (folder / "golden.md").write_text(GOLDEN, encoding="utf-8")
        (folder / "case.yaml").write_text("why: 检验报告\nrequired: [销售额.actual]\n", encoding="utf-8")
    return tmp_path / "cases"


@pytest.fixture
def drafts(tmp_path):
    folder = tmp_path / "drafts" / "sales-monthly"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("# 总结\n\n销售额352万元。\n", encoding="utf-8")
    (folder / "b.md").write_text("# 总结\n\n销售额342万元。\n", encoding="utf-8")
    return folder.parent


def run(*arguments):
    return main(["eval", *map(str, arguments), "--no-baseline", "--parallel", "1"])


def test_page_xml_and_the_run_before(cases, drafts, tmp_path, capsys):
    page, xml = tmp_path / "report.html", tmp_path / "report.xml"
    assert run(cases, "--drafts", drafts, "-o", tmp_path / "old", "--html", page, "--junit", xml) == 1
    assert "已写入" in capsys.readouterr().err
    assert re.search(r'class="fig error[^>]*>352万元', page.read_text(encoding="utf-8"))
    assert page.read_text(encoding="utf-8").count('<article class="golden">') == 2
    assert ElementTree.parse(xml).getroot().get("tests") == "2"

    (drafts / "sales-monthly" / "a.md").write_text("# 总结\n\n销售额342万元。\n", encoding="utf-8")
    run(cases, "--drafts", drafts, "-o", tmp_path / "new", "--against", tmp_path / "old", "--html", page)
    told = capsys.readouterr().err
    assert "数字错误 50 处/百个数字 → 0 处/百个数字" in told
    assert "sales-monthly/a：数字错误：100 处/百个数字 → 0 处/百个数字" in told
    assert "sales-monthly/b" not in told.partition("→")[2]
    assert "上次 drafts" in page.read_text(encoding="utf-8")


def test_a_folder_without_a_run_is_bad_input(cases, drafts, tmp_path, capsys):
    assert run(cases, "--drafts", drafts, "-o", tmp_path / "new", "--against", tmp_path / "none") == 2
    assert "没有评测的结果" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_bad_input_and_the_records_stay(cases, drafts, tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(cases, "--drafts", drafts, "-o", tmp_path / "o", "--html", tmp_path / "file" / "r.html") == 2
    assert "写不了文件" in capsys.readouterr().err
    lines = (tmp_path / "o" / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["case"] for line in lines] == ["sales-monthly/a", "sales-monthly/b"]
