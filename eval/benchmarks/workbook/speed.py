"""What a large workbook costs: python eval/benchmarks/workbook/speed.py

Fifty sheets of 200 rows and 12 columns (10,000 rows, about 200 printed pages) are read as a fact sheet by a process of
its own; then one of a million empty rows with formats. Printed: CPU seconds and the most memory the process had.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import xlsxwriter

SHEETS, ROWS = 50, 200
READ = """
import gc
gc.set_threshold(50_000)  # as the command line does
from fupan.intake.workbook.read import read_workbook
print(len(read_workbook({path!r}).taken))
"""


def large(path: Path) -> None:
    """Fifty sheets, each a table of customers by month."""
    with xlsxwriter.Workbook(path) as book:
        for number in range(1, SHEETS + 1):
            sheet = book.add_worksheet(f"大区{number}")
            sheet.write(0, 0, f"2025年大区{number}销售额（单位：万元）")
            sheet.write_row(1, 0, ["客户", *(f"{month}月" for month in range(1, 11)), "合计"])
            for row in range(2, ROWS + 1):
                values = [round(1 + (row * month * number) % 97 / 7, 2) for month in range(1, 11)]
                sheet.write_row(row, 0, [f"客户{number:02d}-{row:03d}", *values, round(sum(values), 2)])


def empty(path: Path) -> None:
    """A small table above a million empty rows that have formats."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("数").write_row(0, 0, ["2025年"])
        sheet = book.get_worksheet_by_name("数")
        sheet.write_row(1, 0, ["指标", "单位", "实际"])
        sheet.write_row(2, 0, ["销售额", "万元", 1])
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>' % (n, n, n) for n in range(4, 1_000_000))
    parts[name] = parts[name].replace(b"</sheetData>", rows + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)


def main() -> None:
    """Print what each costs."""
    with tempfile.TemporaryDirectory() as folder:
        for name, build in (("50 sheets, 10,000 rows", large), ("a million empty rows", empty)):
            path = Path(folder) / f"{build.__name__}.xlsx"
            build(path)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [sys.executable, "-c", READ.format(path=str(path))]
            cells = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - own code
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"{name}: {cells.strip()} cells, {seconds:.1f} s CPU, at most {after.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
