"""``bare.py JOURNAL WAYS``: the calls of a run, made again by a bare asyncio loop with the same client.

The client is the LangChain chat model that ``fupan`` itself asks, streamed; ``WAYS`` calls are under way at once, and
the calls of one case come one after the other, as in the run. Nothing is read, checked, scored or kept.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from fupan.llm.remote import build_remote
from fupan.llm.settings import load_settings
from fupan.llm.spec import RemoteSpec, parse_spec


async def main(journal: Path, ways: int) -> None:
    """Make every call of the journal once."""
    spec = parse_spec("compatible:fixed")
    assert isinstance(spec, RemoteSpec)
    model, _ = build_remote(spec, load_settings())
    with journal.open(encoding="utf-8") as lines:
        cases = [json.loads(line)["calls"] for line in lines]
    free = asyncio.Semaphore(ways)
    made = 0

    async def one_case(calls: list[dict[str, list[list[str]]]]) -> None:
        nonlocal made
        async with free:
            for call in calls:
                text = ""
                async for chunk in model.astream([(role, text) for role, text in call["messages"]]):
                    text += str(chunk.text)
                made += 1

    await asyncio.gather(*(one_case(calls) for calls in cases))
    print(made)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
