"""``fupan eval``: did the product get better or worse? Every golden case, drafted and scored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fupan.cli.output import say_raw, tell
from fupan.errors import InputError

if TYPE_CHECKING:
    from fupan.evals.case import Case
    from fupan.evals.journal import Journal
    from fupan.evals.pairwise import JudgedPair
    from fupan.evals.record import Arm, Skipped
    from fupan.evals.run import Again, Ran
    from fupan.evals.verdict import Verdict

HELP = """批量评测：把每个用例写一遍、逐项打分，看改了提示词、模板或大模型之后是变好还是变差。

例：
  fupan eval --llm none                            全部用例，由规则成文，与基线比
  fupan eval --llm deepseek --llm qwen             两个大模型并排，逐项给出差别和区间
  fupan eval --llm none --prompts built-in --prompts 我的提示词   改过的提示词与原来的比
  fupan eval --llm embedded --repeat 3             每个用例写三遍，看得分的波动
  fupan eval --filter sales-monthly --filter bad-year   只跑月度总结里坏年景的用例
  fupan eval --llm none --bless                    把这次的结果存为基线
  fupan eval --drafts 别人写的/                     给别处写好的文稿打分，不写新的
  fupan eval --llm none --html 报告.html            另写一个可以离线打开的网页
  fupan eval --llm none -o 新 --against 旧          与存在「旧」里的那一次逐个用例比

用例在 eval/cases/<模板>/<用例>/ 下：facts.yaml、golden.md（手写的范文）、case.yaml。
每跑完一个用例就记一行到 out/eval/journal.jsonl；中断后再运行同一条命令，跑完的不再跑。
怎么读结果、怎么写用例：docs/eval.md

退出码：0 正常；1 有用例不通过，有基线时则是比基线差；2 输入有误或有用例不能用；3 有用例因大模型出错。
"""
Format = Literal["text", "json", "jsonl"]


def evaluate(
    cases: Annotated[
        list[Path] | None, typer.Argument(metavar="用例", help="用例的文件夹；不写则为 eval/cases", show_default=False)
    ] = None,
    llm: Annotated[list[str] | None, typer.Option("--llm", help="大模型，写法同 fupan draft；可多次，并排比较")] = None,
    prompts: Annotated[
        list[str] | None,
        typer.Option("--prompts", help="改过的提示词：一个模板文件夹，或放着几个的；可多次；built-in 是现用的"),
    ] = None,
    template: Annotated[str, typer.Option("--template", "-t", help="都用这个模板写；评分仍按用例自己的模板")] = "",
    repeat: Annotated[int, typer.Option("--repeat", min=1, max=100, help="每个用例写几遍")] = 1,
    drafts: Annotated[
        list[str] | None, typer.Option("--drafts", help="不写新的，给这个文件夹里的文稿打分；可多次")
    ] = None,
    judge: Annotated[
        str, typer.Option("--judge", help="另请一个大模型两两比较文稿（只有一组时与范文比），只供参考，不影响结果")
    ] = "",
    only_errored: Annotated[bool, typer.Option("--only-errored", help="只重跑上次出错的")] = False,
    only_failed: Annotated[bool, typer.Option("--only-failed", help="只重跑上次不通过的")] = False,
    filters: Annotated[
        list[str] | None,
        typer.Option("--filter", help="只跑符合的用例：名字的一部分、sales-monthly/*、特点或行业；可多次，要都符合"),
    ] = None,
    score: Annotated[list[str] | None, typer.Option("--score", help="只算这些得分（id 或名称），可多次")] = None,
    parallel: Annotated[int, typer.Option("--parallel", min=0, max=256, help="同时跑几个用例；0 为自动")] = 0,
    fresh: Annotated[bool, typer.Option("--fresh", help="不用记录和存档里的结果，全部重跑")] = False,
    bless: Annotated[bool, typer.Option("--bless", help="把这次的结果存为基线")] = False,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="基线文件或文件夹；不写则为用例旁边的 baselines/")
    ] = None,
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="不与基线比")] = False,
    output: Annotated[Path, typer.Option("-o", "--output", help="记录写到这个文件夹")] = Path("out/eval"),
    form: Annotated[Format, typer.Option("--format", help="报告的格式；jsonl 为每跑完一个用例出一行")] = "text",
    html: Annotated[Path | None, typer.Option("--html", help="另写一个网页：图表、逐个用例的草稿与范文、问答")] = None,
    junit: Annotated[Path | None, typer.Option("--junit", help="另写一个 JUnit XML，给 CI 显示")] = None,
    against: Annotated[
        Path | None, typer.Option("--against", help="与另一次评测比：那一次的 -o 文件夹", show_default=False)
    ] = None,
) -> None:
    """Run the golden cases; the exit code says whether anything is worse, broken or wrong."""
    from contextlib import closing  # noqa: PLC0415

    from fupan.cli.eval_files import Files, leave  # noqa: PLC0415
    from fupan.cli.eval_progress import eval_progress  # noqa: PLC0415
    from fupan.evals.arms import calls_at_once, code_version  # noqa: PLC0415
    from fupan.evals.journal import Journal  # noqa: PLC0415
    from fupan.evals.run import JOURNAL, Wanted, run_cases  # noqa: PLC0415
    from fupan.evals.verdict import Question, verdict_on  # noqa: PLC0415

    places = cases or [Path("eval/cases")]
    found, skipped = _cases(places, filters or [])
    arms, documents, stray = _arms(llm or [], prompts or [], template, drafts or [], found)
    names, unknown = _scores(score or [])
    wanted = Wanted(
        found, arms, code_version(), repeat, names, parallel or calls_at_once(arms), fresh,
        _again(errored=only_errored, failed=only_failed), (*skipped, *stray), documents,
    )  # fmt: skip
    _tell_skipped(wanted.skipped)
    with closing(Journal(output / JOURNAL)) as journal:
        with eval_progress() as watch:
            ran = run_cases(wanted, journal, watch, say_raw if form == "jsonl" else None)
        whole = not (filters or wanted.again) and any(one.absolute() == _root(one) for one in places)
        place = None if no_baseline else baseline or _baseline_place(places[0])
        verdict = verdict_on(ran, journal, Question(place, names, whole=whole, bless=bless))
        judged = _judged(judge, ran, journal, found) if judge else []
        _report(ran, verdict, names, form, journal.path, judged)
        leave(Files(html, junit, against), ran.head, journal, found)
    raise typer.Exit(verdict.exit_code(bad_input=bool(wanted.skipped or unknown)))


def _cases(places: list[Path], filters: list[str]) -> tuple[list[Case], list[Skipped]]:
    from fupan.evals.reading import find_cases, matching  # noqa: PLC0415

    found, skipped = find_cases(places)
    chosen = matching(found, filters)
    if found and not chosen:
        raise InputError(
            f"没有用例符合 --filter {' '.join(filters)}", hint=f"有 {len(found)} 个用例，例如 {found[0].id}"
        )
    return chosen, skipped


def _arms(
    llms: list[str], prompts: list[str], template: str, drafts: list[str], cases: list[Case]
) -> tuple[list[Arm], dict[tuple[str, str], Path], list[Skipped]]:
    """What is under test; with ``--drafts`` the texts by arm and case, and those that belong to none."""
    from fupan.evals.arms import arms_of, drafts_arm  # noqa: PLC0415
    from fupan.evals.drafts import drafts_in  # noqa: PLC0415

    made: list[Arm] = []
    documents: dict[tuple[str, str], Path] = {}
    stray: list[Skipped] = []
    for folder in dict.fromkeys(drafts):
        arm = drafts_arm(folder)
        texts, lost = drafts_in(Path(folder), cases)
        if not texts:
            raise InputError(
                f"--drafts {folder} 里没有一份用例的文稿", hint="文件名应与用例相同，例如 <模板>/<用例>.md"
            )
        tell(f"{arm.label}：{len(cases)} 个用例中有 {len(texts)} 份文稿")
        documents |= {(arm.label, case): path for case, path in texts.items()}
        made.append(arm)
        stray += lost
    if llms or not drafts:
        made += arms_of(llms, prompts, template)
    labels = [arm.label for arm in made]
    if twice := next((label for label in labels if labels.count(label) > 1), ""):
        raise InputError(f"有两组都叫「{twice}」", hint="给文件夹起不同的名字")
    return made, documents, stray


def _scores(names: list[str]) -> tuple[tuple[str, ...], int]:
    """Ids of the scores to make, and how many of the names were unknown: each is told."""
    from fupan.evals.scoring import chosen_scores  # noqa: PLC0415

    chosen, faults = chosen_scores(names)
    for fault in faults:
        tell(f"错误：{fault.message}；{fault.hint}")
    if not chosen:
        raise InputError("没有一个得分可以算", hint="去掉 --score，或改正它的写法")
    return tuple(score.id for score in chosen), len(faults)


def _again(*, errored: bool, failed: bool) -> Again | None:
    if errored and failed:
        raise InputError("--only-errored 和 --only-failed 只能用一个", hint="先重跑出错的，再看不通过的")
    return "errored" if errored else "failed" if failed else None


def _baseline_place(place: Path) -> Path:
    """The folder of baselines beside the cases: eval/cases, or anything in it, has eval/baselines."""
    from fupan.evals.baseline import FOLDER  # noqa: PLC0415

    return _root(place).parent / FOLDER


def _root(place: Path) -> Path:
    """The folder of all cases that ``place`` belongs to: the one called ``cases`` above it, else itself."""
    whole = place.absolute()
    return next((one for one in (whole, *whole.parents) if one.name == "cases"), whole)


def _tell_skipped(skipped: tuple[Skipped, ...]) -> None:
    for one in skipped:
        tell(f"不能用：{one.message}" + (f"（{one.hint}）" if one.hint else ""))


def _judged(llm: str, ran: Ran, journal: Journal, cases: list[Case]) -> list[JudgedPair]:
    """What the judge says. Where it cannot be reached the run stands: it is told, and nothing else changes."""
    from contextlib import closing  # noqa: PLC0415

    from fupan.errors import LlmError  # noqa: PLC0415
    from fupan.evals.pairwise import judge_pairs  # noqa: PLC0415
    from fupan.llm.factory import open_llm  # noqa: PLC0415
    from fupan.store import Store  # noqa: PLC0415

    with closing(Store.open()) as store:
        asked = open_llm(llm, store=store)
        if asked is None:
            raise InputError("--judge none 没有可问的大模型", hint="去掉 --judge，或给一个大模型，如 --judge deepseek")
        try:
            labels = [arm.label for arm in ran.head.arms]
            return judge_pairs(labels, cases, lambda: journal.records(ran.head.keys), asked, tell)
        except LlmError as error:
            tell(f"评判没有做成：{error.message}" + (f"（{error.hint}）" if error.hint else ""))
            return []
        finally:
            asked.close()


def _report(
    ran: Ran, verdict: Verdict, names: tuple[str, ...], form: Format, journal: Path, judged: list[JudgedPair]
) -> None:
    """The report on standard output; with ``jsonl`` the lines were the report, and the rest is for a person."""
    if form == "json":
        from fupan.evals.report_json import eval_json  # noqa: PLC0415

        say_raw(eval_json(ran, verdict, names, str(journal), judged))
        return
    from fupan.cli.eval_view import print_report  # noqa: PLC0415

    print_report(ran, verdict, names, judged, to_person=form == "jsonl")
    tell(f"逐个用例的记录（正文、问题、提示词和回复）在 {journal}")
