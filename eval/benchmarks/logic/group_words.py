"""Put Chinese words of like meaning into groups (``src/fupan/data/word_groups.json``).

    python eval/benchmarks/logic/group_words.py ~/.cache/fupan/weights/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf

The words are the Chinese tokens of the embedded llm (Apache-2.0), the most frequent first, and the likeness is that of
their vectors in its input table: 客户 stands beside 顾客 and 用户. Groups are k-means over directions, groups of groups
are Ward's. Only the words and their groups are written; the llm is not run. Needs numpy, scipy and gguf.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGUFReader
from gguf.quants import dequantize
from scipy.cluster.hierarchy import fcluster, linkage

from fupan.figures.fold import fold

OUT = Path(__file__).resolve().parents[3] / "src" / "fupan" / "data" / "word_groups.json"
HAN = re.compile("[\u4e00-\u9fff]{1,4}")
DIRECTIONS = 200
"""So many principal directions of the table are kept."""
ROUNDS = 25
Array = Any


def spelling() -> dict[str, int]:
    """The byte that each character of a byte-level token stands for (the table of GPT-2)."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {chr(256 + n): byte for n, byte in enumerate(rest)}


def read_words(path: Path, most: int) -> tuple[list[str], Array]:
    """The first ``most`` simplified Chinese tokens, in order of rank, and a row of the table for each."""
    reader = GGUFReader(str(path))
    field = reader.fields["tokenizer.ggml.tokens"]
    table = next(tensor for tensor in reader.tensors if tensor.name == "token_embd.weight")
    bytes_of = spelling()
    words: dict[str, int] = {}
    for number, part in enumerate(field.data):
        raw = bytes(bytes_of.get(char, 0) for char in bytes(field.parts[part]).decode("utf-8"))
        word = raw.decode("utf-8", errors="ignore")
        if HAN.fullmatch(word) and word.encode() == raw and fold(word) == word:
            words.setdefault(word, number)
        if len(words) == most:
            break
    return list(words), dequantize(table.data[list(words.values())], table.tensor_type).astype(np.float32)


def unit(rows: Array) -> Array:
    """Rows of length one."""
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def leaves(rows: Array, count: int) -> Array:
    """The group of each row: k-means by direction, from a fixed start."""
    dice = np.random.default_rng(0)
    middles = rows[dice.choice(len(rows), count, replace=False)].copy()
    place = np.zeros(len(rows), dtype=int)
    for _ in range(ROUNDS):
        place = (rows @ middles.T).argmax(1)
        for number in range(count):
            own = rows[place == number]
            middles[number] = own.sum(0) if len(own) else rows[dice.integers(len(rows))]
        middles = unit(middles)
    return place


def tree(words: list[str], rows: Array, counts: tuple[int, int, int]) -> list[list[list[str]]]:
    """Groups of groups of groups; the innermost are words parted by blanks."""
    place = leaves(rows, counts[2])
    kept = sorted(set(place.tolist()))
    middles = unit(np.stack([rows[place == number].sum(0) for number in kept]))
    joined = linkage(middles, "ward")
    cuts = [fcluster(joined, count, "maxclust") for count in counts[:2]]
    found: dict[int, dict[int, list[str]]] = {}
    for at, number in enumerate(kept):
        line = " ".join(word for word, own in zip(words, place, strict=True) if own == number)
        found.setdefault(int(cuts[0][at]), {}).setdefault(int(cuts[1][at]), []).append(line)
    return [[inner for _, inner in sorted(outer.items())] for _, outer in sorted(found.items())]


def main() -> None:
    """Group and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, help="a GGUF file with Chinese tokens")
    parser.add_argument("--words", type=int, default=14000)
    parser.add_argument("--groups", type=int, nargs=3, default=(60, 220, 700), help="from coarse to fine")
    args = parser.parse_args()
    words, rows = read_words(args.weights, args.words)
    rows -= rows.mean(0)
    *_, directions = np.linalg.svd(rows, full_matrices=False)
    groups = tree(words, unit(rows @ directions[:DIRECTIONS].T), tuple(args.groups))
    OUT.write_text(json.dumps(groups, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
