"""The Jinja environment of prompts: sandboxed, strict about unknown variables, fed with plain data only."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fupan.resources import prompts_dir

SHARED = "shared"


@lru_cache(maxsize=16)
def prompt_environment(root: str) -> ImmutableSandboxedEnvironment:
    """The environment for the prompts under ``root``, which may use and replace those under ``prompts/shared``.

    Nothing is escaped for HTML: the output is a prompt. User text is made harmless before it gets here (see
    ``neutral``) and is only ever a value, never a template.
    """
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([root, str(prompts_dir() / SHARED)]),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
