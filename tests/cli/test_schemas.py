from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from fupan.cli import schemas
from fupan.cli.schema_types import CheckJson, TemplateFile
from fupan.domain.finding import CheckedFigure, CheckReport, Finding
from fupan.export.report_json import report_dict
from fupan.intake.factsheet_model import FactSheetFile, MetricFile
from fupan.resources import prompts_dir
from fupan.yamlfile import read_yaml


def test_schemas_are_what_the_types_say() -> None:
    assert schemas.drift() == []


def test_drift_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "schemas_dir", lambda: tmp_path)
    assert schemas.main(["--check"]) == 1
    assert schemas.main([]) == 0
    assert schemas.main(["--check"]) == 0
    (tmp_path / "old.schema.json").write_text("{}", encoding="utf-8")
    assert schemas.drift() == ["old.schema.json"]


def test_every_key_of_the_fact_sheet_is_explained_in_chinese() -> None:
    for model in (FactSheetFile, MetricFile):
        for name, field in model.model_fields.items():
            assert field.title, name
            assert any("\u4e00" <= char <= "\u9fff" for char in field.description or ""), name


@pytest.mark.parametrize("path", sorted(prompts_dir().glob("*/template.yaml")), ids=lambda path: path.parent.name)
def test_shipped_templates_fit_their_schema(path: Path) -> None:
    TemplateFile.model_validate(read_yaml(path).plain())


def test_the_check_report_fits_its_schema() -> None:
    figure = CheckedFigure(0, 2, "3家", "3", "家", "supported", "甲.actual", low="2", approx="约")
    finding = Finding("unsupported-figure", "error", 0, 2, "3家", "没有出处", fix="4家")
    report = report_dict("d.md", CheckReport((figure,), (finding,)))
    adapter = TypeAdapter(CheckJson)
    assert adapter.validate_python(report, strict=True) == report
