"""What stays unimported: nobody pays for an llm client, a database or a page template that a command does not use."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "openai", "langchain_core", "langchain_openai", "sqlalchemy", "xllamacpp", "jinja2", "rich", "httpx",
    "openpyxl", "xlsxwriter", "defusedxml",
    "docx", "docxtpl", "pptx", "lxml", "PIL", "fontTools", "weasyprint", "matplotlib",
}  # fmt: skip
SCRIPT = """
import json, sys
{code}
print("\\n" + json.dumps(sorted({{name.split(".")[0] for name in sys.modules}})))
"""
RUN = "from fupan.cli.main import main; assert main({arguments!r}) == {code}"

FACTS = """\
period: "2025"
metrics:
  - {name: 销售额, unit: 万元, target: 12000, actual: 13600, prior: 11800}
"""


def imported(code, folder):
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(code=code)],
        capture_output=True, text=True, encoding="utf-8", cwd=folder, check=False, timeout=120,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return set(json.loads(ended.stdout.splitlines()[-1]))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "facts.csv").write_text("2025年\n指标,单位,目标,实际\n销售额,万元,12000,13600\n", encoding="utf-8")
    (tmp_path / "doc.md").write_text("全年销售额13600万元。\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import fupan", set()),
        (RUN.format(arguments=["--help"], code=0), set()),
        (RUN.format(arguments=["--version"], code=0), set()),
        (RUN.format(arguments=["check", "doc.md"], code=0), set()),
        (RUN.format(arguments=["check", "doc.md", "--facts", "facts.yaml"], code=0), set()),
        (RUN.format(arguments=["check", "doc.md", "--format", "sarif"], code=0), set()),
        (RUN.format(arguments=["check", "doc.md", "--format", "html"], code=0), {"jinja2"}),
        (RUN.format(arguments=["review", "doc.md", "--facts", "facts.yaml"], code=0), set()),
        (RUN.format(arguments=["review", "doc.md", "--format", "json"], code=0), set()),
        (RUN.format(arguments=["review", "doc.md", "--format", "html"], code=0), {"jinja2"}),
        (RUN.format(arguments=["figures", "doc.md"], code=0), set()),
        (RUN.format(arguments=["facts", "facts.yaml"], code=0), {"rich"}),
        (RUN.format(arguments=["chart", "facts.yaml", "--kind", "trend"], code=2), set()),
        (RUN.format(arguments=["init", "new.yaml"], code=0), set()),
        (RUN.format(arguments=["check", "doc.md", "--facts", "facts.csv"], code=0), set()),
        (RUN.format(arguments=["facts", "facts.csv"], code=0), {"rich"}),
    ],
)
def test_heavy_packages_stay_out(code, allowed, folder):
    assert imported(code, folder) & HEAVY <= allowed


def test_a_fact_sheet_in_yaml_brings_nothing_of_workbooks(folder):
    code = RUN.format(arguments=["check", "doc.md", "--facts", "facts.yaml"], code=0)
    loaded = "\nassert not any(name.startswith('fupan.intake.workbook') for name in sys.modules)"
    assert imported(code + loaded, folder)


def test_this_test_sees_an_import(folder):
    assert "jinja2" in imported("import jinja2", folder)


def test_the_front_page_does_not_pay_for_pydantic(folder):
    # typer itself brings pydantic as soon as a command has parameters, so this holds for the front page alone.
    assert "pydantic" not in imported(RUN.format(arguments=["--help"], code=0), folder)


def test_import_fupan_brings_only_itself(folder):
    assert not {"typer", "yaml", "pydantic"} & imported("import fupan", folder)
