"""Does the score fall where a text is made worse? python eval/benchmarks/review/damage.py [--split dev] [--show 20]

Every section of the composer's drafts (examples and cases) is reviewed alone, before and after each damage, with its
fact sheet and without one. Which words carry which step is known from the draft, not from the detector.
Printed: the share of pairs in which the score falls, by damage.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator

from drafts import Given, sections

import fupan
from fupan.pipeline.review.review import review_text

CAUSES = frozenset(
    (
        "driver", "obstacle", "external", "internal", "cause", "root", "reason", "basis", "trigger", "shortfall",
        "pain", "weakness",
    )
)  # fmt: skip
"""The steps that say why."""
WHY = re.compile(
    r"[^。；\n]{0,200}(?:因为|由于|原因|得益于|靠|受[^。；，\n]{1,20}影响|拉动|带动|来自|所以|因此)[^。；\n]{0,200}[。；]?"
)
"""Sentences elsewhere that say why: a note of another step may tell the cause too."""
HARDER = "every second figure dropped"
"""Asked for by nobody; without a fact sheet nothing in a text tells that 谈了9个月 once had its number."""
EMPTY = (
    "一年来，全体同仁齐心协力、砥砺前行，各项工作取得了显著成效。",
    "面对复杂多变的形势，大家迎难而上，展现了良好的精神风貌，得到了各方的充分肯定。",
    "我们将继续保持昂扬的斗志，以更加饱满的热情投入到工作中去。",
    "在上级的正确领导和大力支持下，团队凝聚力和战斗力不断增强。",
    "成绩属于过去，未来任重道远，我们要戒骄戒躁、再接再厉，再创佳绩。",
    "我们始终坚持以客户为中心，全方位赋能业务，形成闭环，打造核心竞争力。",
    "总的来说，这一年收获满满，为公司的高质量发展贡献了力量。",
    "大家心往一处想，劲往一处使，以时不我待的精神推动各项任务落地见效。",
)
"""Half of these stand in no list of the tool as they are here; but the lists were widened while they were measured."""
LATER = (
    "岁末年初，万象更新，回望来路，我们无愧于心。",
    "团队上下保持了高昂的工作热情，营造了比学赶超的良好氛围。",
    "公司给予了我们极大的信任与支持，我们倍感荣幸，也深感责任重大。",
    "我们牢牢把握工作主动权，各项工作都取得了新的突破和新的提升。",
    "有付出就有回报，有耕耘就有收获，辛苦一年，终有所成。",
    "下一步，我们将聚焦主责主业，锚定目标不放松，推动各项工作再提质、再增效。",
    "在日常工作中，本人始终严格要求自己，认真完成领导交给的每一项任务。",
    "前路漫漫亦灿灿，唯有奋斗者先、实干者胜。",
)
"""Written after the lists were closed: nothing was changed after these were measured."""


def damages(given: Given, number: int) -> Iterator[tuple[str, str]]:
    """Each damage that this section can suffer, with the text after it."""
    text = given.section.text
    figures = fupan.extract(text)
    if figures:
        yield "all figures dropped", without(text, [(one.start, one.end) for one in figures])
    if len(figures) > 1:
        yield HARDER, without(text, [(one.start, one.end) for one in figures[1::2]])
    causes = [(one.start, one.start + len(one.text)) for one in given.section.steps if one.step in CAUSES and one.text]
    if causes and any(one.step not in CAUSES for one in given.section.steps):
        yield "cause deleted", tidy(WHY.sub("", without(text, causes)))
    one, two = EMPTY[number % len(EMPTY)], EMPTY[(number + 3) % len(EMPTY)]
    between = "\n\n" if text.rstrip().endswith("|") else ""
    yield "one empty sentence added", f"{text.rstrip()}{between}{one}"
    yield "one of a later list added", f"{text.rstrip()}{between}{LATER[number % len(LATER)]}"
    yield "two empty sentences added", f"{one}\n\n{text.rstrip()}\n\n{two}"


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with these stretches cut out."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def tidy(text: str) -> str:
    """Lines that hold nothing but a bullet taken out."""
    return "\n".join(line for line in text.split("\n") if line.strip(" -*，。；") or not line)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--split", choices=["dev", "unseen"], default="dev")
    parser.add_argument("--show", type=int, default=0, help="so many pairs that do not fall (dev only)")
    options = parser.parse_args()
    show = options.show if options.split == "dev" else 0
    rows: dict[tuple[str, bool], list[tuple[int, int, str, str]]] = defaultdict(list)
    starts: list[int] = []
    for number, given in enumerate(sections(options.split)):
        for facts in (True, False):
            before = score(given, given.section.text, facts=facts)
            if facts:
                starts.append(before)
            for kind, text in damages(given, number):
                after = score(given, text, facts=facts)
                rows[kind, facts].append((before, after, f"{given.name}/{given.section.id}", text))
    print(f"{len(starts)} sections, mean score before {sum(starts) / len(starts):.1f}, "
          f"at 80 or more {sum(one >= 80 for one in starts) / len(starts):.1%}")  # fmt: skip
    print(f"{'damage':32}{'facts':>7}{'pairs':>7}{'falls':>8}{'mean fall':>11}")
    for (kind, facts), pairs in rows.items():
        falls = sum(after < before for before, after, _, _ in pairs)
        mean = sum(before - after for before, after, _, _ in pairs) / len(pairs)
        print(f"{kind:32}{'yes' if facts else 'no':>7}{len(pairs):>7}{falls / len(pairs):>8.1%}{mean:>11.1f}")
    every = [pair for (kind, _), pairs in rows.items() if kind != HARDER for pair in pairs]
    print(f"{'all but the harder one':32}{'':7}{len(every):>7}{sum(b > a for b, a, _, _ in every) / len(every):>8.1%}")
    for (kind, facts), pairs in rows.items():
        for before, after, name, text in [pair for pair in pairs if pair[1] >= pair[0]][:show]:
            print(f"\n{kind} ({'facts' if facts else 'no facts'}) {name}: {before} → {after}\n{text}")


def score(given: Given, text: str, *, facts: bool) -> int:
    """The score of the section alone; a section that is no longer found has 0."""
    found = review_text(given.document(text), given.template, given.sheet if facts else None)
    return next((one.score for one in found.sections if one.section == given.section.id), 0)


if __name__ == "__main__":
    main()
