"""Edited copies of shipped and installed templates in the user's own folder: made, compared, given up."""

from __future__ import annotations

import shutil
from difflib import get_close_matches
from pathlib import Path

from fupan.errors import InputError, TemplateError, os_reason
from fupan.prompting.sources import TEMPLATE_FILE, TemplateSource, template_files, template_sources, user_templates_dir


def original_of(name: str) -> TemplateSource | None:
    """The installed or shipped template of this name, whether the user has a copy or not."""
    return next((one for one in template_sources() if one.name == name and one.origin != "user"), None)


def copy_of(name: str) -> TemplateSource | None:
    """The user's edited copy of a template that there is an original of."""
    own = next((one for one in template_sources() if one.name == name and one.origin == "user"), None)
    return own if own is not None and original_of(name) is not None else None


def copy_for_editing(name: str) -> Path:
    """Copy the template's files into the user's folder and return the copy; one that is there is kept as it is.

    From then on the copy is used for this name. Raises TemplateError for an unknown name, InputError where the folder
    cannot be written or holds something else.
    """
    original = _original(name)
    folder = user_templates_dir() / name
    if (folder / TEMPLATE_FILE).is_file():
        return folder
    if folder.exists():
        raise InputError(f"{folder} 已经存在，里面没有 {TEMPLATE_FILE}", hint="先把它移走，再运行一次")
    part = folder.with_name(f".{name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        for file in template_files(original.folder):
            target = part / file.relative_to(original.folder)
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(file, target)
        part.rename(folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise InputError(
            f"写不了 {folder}：{os_reason(error)}", hint="用环境变量 FUPAN_TEMPLATES_DIR 换一个可写的文件夹"
        ) from error
    return folder


def edited_files(copy: TemplateSource) -> tuple[str, ...]:
    """Names of the files in which the copy is not like its original: changed, added or taken away."""
    original = original_of(copy.name)
    if original is None:
        return ()
    ours, theirs = _contents(copy.folder), _contents(original.folder)
    return tuple(sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name)))


def give_up(name: str) -> Path:
    """Remove the user's copy, so that the original is used again; returns the folder that was removed.

    Raises TemplateError where there is no copy (a template of the user's own has no original and is never removed).
    """
    _original(name)
    copy = copy_of(name)
    if copy is None:
        raise TemplateError(f"「{name}」没有改过，用的就是原来的", hint=f"要改它，用 fupan templates edit {name}")
    try:
        if copy.folder.is_symlink():
            copy.folder.unlink()
        else:
            shutil.rmtree(copy.folder)
    except OSError as error:
        raise InputError(f"删不了 {copy.folder}：{os_reason(error)}", hint="检查文件夹的权限") from error
    return copy.folder


def _original(name: str) -> TemplateSource:
    found = original_of(name)
    if found is not None:
        return found
    names = sorted({one.name for one in template_sources() if one.origin != "user"})
    if any(one.name == name for one in template_sources()):
        raise TemplateError(
            f"「{name}」是你自己的模板，没有原件", hint=f"直接改 {user_templates_dir() / name} 里的文件"
        )
    near = get_close_matches(name, names, 1, 0.4)
    hint = f"是不是「{near[0]}」？" if near else f"可以改的模板：{'、'.join(names)}"
    raise TemplateError(f"没有模板「{name[:80]}」", hint=hint)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in template_files(folder)}
