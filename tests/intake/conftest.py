"""Damaged files: what reading them ends in."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from fupan.errors import InputError
from fupan.intake.documents import read_document


@pytest.fixture
def hints_of_damaged(tmp_path: Path) -> Callable[[bytes, str], list[str]]:
    """Reads a file 150 times, each time with other bytes of it changed; the hints with which it was refused."""

    def hints(sound: bytes, name: str) -> list[str]:
        chance = random.Random(7)
        refused = []
        for _ in range(150):
            damaged = bytearray(sound)
            for _ in range(chance.choice((1, 3, 20))):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            (tmp_path / name).write_bytes(damaged)
            try:
                read_document(tmp_path / name)
            except InputError as error:
                refused.append(error.hint or "")
        return refused

    return hints
