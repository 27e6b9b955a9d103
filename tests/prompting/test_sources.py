"""Where a template is found: a folder, the user's own folder, an installed package, the shipped ones, in that order."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from fupan.domain.factsheet import FactSheet
from fupan.domain.period import Period
from fupan.errors import TemplateError
from fupan.prompting.loader import load_template
from fupan.prompting.sources import find_template, template_of, template_sources, user_templates_dir
from fupan.prompting.starter import new_template

MODULE = "raise SystemExit('a template is data: its package is never run')\n"


@pytest.fixture
def own(tmp_path, monkeypatch) -> Path:
    """The user's own folder, with no template yet."""
    folder = tmp_path / "own"
    monkeypatch.setenv("FUPAN_TEMPLATES_DIR", str(folder))
    return folder


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Installs a wheel with one template under the entry point ``name``; the wheel is unpacked as pip does it."""

    def install(name: str, value: str = "acme_templates.region", folder: str = "acme_templates/region") -> Path:
        made = tmp_path / "made" / name
        new_template(made, "装来的模板")
        wheel, site = tmp_path / "acme_templates-1.0-py3-none-any.whl", tmp_path / "site"
        info = "acme_templates-1.0.dist-info"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("acme_templates/__init__.py", MODULE)
            archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: acme-templates\nVersion: 1.0\n")
            archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            archive.writestr(f"{info}/entry_points.txt", f"[fupan.templates]\n{name} = {value}\n")
            for file in made.iterdir():
                archive.write(file, f"{folder}/{file.name}")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)
        monkeypatch.syspath_prepend(str(site))
        return site / folder

    yield install
    sys.modules.pop("acme_templates", None)


def sheet(template: str, path: str = "", period: str = "2025") -> FactSheet:
    return FactSheet(Period.parse(period), (), (), "", template, path=path)


@pytest.mark.parametrize("value", ["acme_templates.region", "acme_templates:region"])
def test_an_installed_package_brings_a_template_and_none_of_its_code_is_run(own, installed, value):
    folder = installed("region-review", value)
    source = find_template("region-review")
    assert (source.origin, source.package, source.folder) == ("package", "acme-templates", folder)
    assert load_template("region-review").title == "装来的模板"
    assert "acme_templates" not in sys.modules


@pytest.mark.parametrize("value", ["acme_templates.gone", "no_such_package.region", "acme_templates"])
def test_a_package_without_the_folder_is_passed_over(own, installed, value):
    installed("region-review", value)
    assert "region-review" not in {source.name for source in template_sources()}
    with pytest.raises(TemplateError, match="没有模板"):
        find_template("region-review")


def test_the_order_in_which_a_name_is_looked_up(own, installed, tmp_path, monkeypatch):
    name = "sales-monthly"
    assert find_template(name).origin == "built-in"
    installed(name)
    assert find_template(name).origin == "package"
    new_template(own / name)
    assert find_template(name).origin == "user"
    monkeypatch.chdir(tmp_path)
    new_template(tmp_path / name)
    assert find_template(name).origin == "folder"
    named = [source.origin for source in template_sources() if source.name == name]
    assert named == ["user", "package", "built-in"]


def test_a_folder_or_its_file_may_be_named(own, tmp_path):
    new_template(tmp_path / "季度")
    for given in (tmp_path / "季度", str(tmp_path / "季度" / "template.yaml")):
        assert find_template(given).folder == tmp_path / "季度"


def test_a_sheet_names_its_template_as_seen_from_itself(own, tmp_path, monkeypatch):
    new_template(tmp_path / "甲" / "模板")
    monkeypatch.chdir("/")
    found = template_of(sheet("./模板", str(tmp_path / "甲" / "facts.yaml")))
    assert found.folder == tmp_path / "甲" / "模板"
    assert template_of(sheet("sales-monthly", str(tmp_path / "甲" / "facts.yaml"))).origin == "built-in"
    assert template_of(sheet("")).name == "sales-leader-annual"
    assert template_of(sheet("nowhere"), "sales-monthly").name == "sales-monthly"


@pytest.mark.parametrize(
    ("period", "template"),
    [("2025", "sales-leader-annual"), ("2025-H1", "sales-leader-annual"), ("2025-10", "sales-monthly")],
)
def test_a_sheet_without_a_template_gets_the_one_of_its_period(own, period, template):
    assert template_of(sheet("", period=period)).name == template
    assert template_of(sheet("", period=period), "personal-review").name == "personal-review"


def test_an_unknown_name_tells_the_nearest_of_all(own, installed):
    new_template(own / "大区月报")
    with pytest.raises(TemplateError) as caught:
        find_template("大区周报")
    assert "是不是「大区月报」" in caught.value.hint


def test_a_folder_without_a_template_is_told(own, tmp_path, monkeypatch):
    (tmp_path / "空的").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TemplateError) as caught:
        find_template("空的")
    assert "里没有 template.yaml" in caught.value.hint


def test_the_users_folder_is_the_platforms_own(monkeypatch):
    monkeypatch.delenv("FUPAN_TEMPLATES_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    assert user_templates_dir().name == "templates"
    assert "fupan" in user_templates_dir().parts
