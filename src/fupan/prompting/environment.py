"""The Jinja environment of prompts: sandboxed, strict about unknown variables, fed with plain data only."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fupan.resources import prompts_dir

SHARED = "shared"


class InsideLoader(FileSystemLoader):
    """Prompts of these folders, and nothing that a link in them leads out to."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The prompt's text and file; raises TemplateNotFound for one that lies outside."""
        found = super().get_source(environment, template)
        place = Path(found[1]).resolve()
        if not any(place.is_relative_to(Path(folder).resolve()) for folder in self.searchpath):
            raise TemplateNotFound(template)
        return found


@lru_cache(maxsize=16)
def prompt_environment(root: str) -> ImmutableSandboxedEnvironment:
    """The environment for the prompts under ``root``, which may use and replace those under ``prompts/shared``.

    Nothing is escaped for HTML: the output is a prompt. User text is made harmless before it gets here (see
    ``neutral``) and is only ever a value, never a template.
    """
    return ImmutableSandboxedEnvironment(
        loader=InsideLoader([root, str(prompts_dir() / SHARED)]),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
