"""Files stay small: one concept a file, and no file that everything goes through."""

from pathlib import Path
from statistics import median

import fupan

CEILING = 400
MEDIAN = 120
SIZES = {
    path.name: len(path.read_text(encoding="utf-8").splitlines())
    for path in Path(fupan.__file__).parent.rglob("*.py")
    if path.name != "__init__.py"
}


def test_no_file_is_longer_than_the_ceiling():
    assert {name: size for name, size in SIZES.items() if size > CEILING} == {}


def test_the_median_file_is_short():
    assert median(SIZES.values()) <= MEDIAN
