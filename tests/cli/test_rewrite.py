"""``fupan rewrite`` with the real reader, templates, files and reports."""

import io
import json
import shutil
import subprocess
import sys

import pytest
from pydantic import TypeAdapter

from fupan.cli.main import main
from fupan.export.rewrite_types import RewriteJson

FACTS = """\
period: "2025"
template: sales-leader-annual
metrics:
  - name: 销售额
    unit: 万元
    target: 8600
    actual: 8127
    prior: 7540
    breakdown:
      区域: {四川: {target: 4200, actual: 4368}, 重庆: {target: 2600, actual: 2093}, 云贵: {target: 1800, actual: 1666}}
notes:
  gap:
    - 内部：重庆区部年中换了负责人，交接两个月，5家老客户没人回访
    - 影响：重庆的缺口让大区完成率只有94.5%，年终奖金池按八成发
"""
TEXT = (
    "# 2025年总结\n\n## 核心业绩指标\n\n销售额完成8127万元，完成率96.5%，主要靠球阀放量。\n\n"
    "## 业绩缺口根源\n\n重庆全年销售额2093万元，没有完成任务。主要是大环境不好。我们要砥砺前行，再创佳绩。\n"
)


@pytest.fixture
def run(tmp_path, monkeypatch, capfdbinary):
    """Runs ``fupan rewrite`` in a folder with a document; gives code, output and messages. ``keys`` are typed in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "doc.md").write_bytes(TEXT.encode())
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")

    def call(*arguments, keys=""):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(keys.encode()), encoding="utf-8"))
        code = main(["rewrite", *arguments, "--llm", "none"])
        shown = capfdbinary.readouterr()
        return code, shown.out.decode(), shown.err.decode()

    return call


def doc(folder):
    return (folder / "doc.md").read_text(encoding="utf-8")


def test_apply_is_a_filter(run, tmp_path):
    code, out, err = run("doc.md", "-f", "facts.yaml", "--apply")
    assert code == 0
    assert "完成率94.5%" in out
    assert "5家老客户没人回访" in out
    assert "再创佳绩" not in out
    assert out.startswith("# 2025年总结\n\n## 核心业绩指标\n")
    assert "业绩缺口根源" in err
    assert doc(tmp_path) == TEXT


def test_the_patch_is_taken_by_git_and_by_patch(run, tmp_path):
    whole = run("doc.md", "-f", "facts.yaml", "--apply")[1]
    code, out, _ = run("doc.md", "-f", "facts.yaml", "--patch", "-o", "new.patch")
    assert (code, out) == (0, "")
    programs = [["git", "apply", "new.patch"], ["patch", "-p1", "-i", "new.patch"]]
    for command in programs:
        if shutil.which(command[0]):
            (tmp_path / "doc.md").write_bytes(TEXT.encode())
            subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
            assert doc(tmp_path) == whole


def test_one_by_one_over_a_pipe(run, tmp_path):
    code, out, err = run("doc.md", "-f", "facts.yaml", "-o", "new.md", keys="a\ns\na\n")
    after = (tmp_path / "new.md").read_text(encoding="utf-8")
    assert code == 0
    assert "94.5%" in after
    assert "采纳 2 条，跳过 1 条" in out
    assert "已写入 new.md" in err
    assert doc(tmp_path) == TEXT


def test_quitting_keeps_what_was_taken(run, tmp_path):
    run("doc.md", "-f", "facts.yaml", "-o", "new.md", "--section", "kpi", keys="?\na\nq\n")
    assert (tmp_path / "new.md").read_text(encoding="utf-8") == TEXT.replace("96.5%", "94.5%")
    code, _, _ = run("doc.md", "-f", "facts.yaml", "-o", "other.md", keys="")
    assert code == 0
    assert not (tmp_path / "other.md").exists()


def test_ones_own_words_and_a_retry(run, tmp_path):
    keys = "r 更短\ne\n重庆做了2093万元，缺507万元，年中换了负责人。\n.\n"
    code, out, _ = run("doc.md", "-f", "facts.yaml", "-o", "new.md", "-s", "gap", keys=keys)
    assert code == 0
    assert "重庆做了2093万元，缺507万元，年中换了负责人。\n" in (tmp_path / "new.md").read_text(encoding="utf-8")
    assert "采纳 1 条" in out


def test_questions_are_answered_and_used(run, tmp_path):
    keys = "w\n华中两个标被价格更低的对手抢走，约300万元\n\n\na\n"
    code, _, err = run("doc.md", "-t", "sales-leader-annual", "-s", "gap", "-o", "new.md", keys=keys)
    assert code == 0
    assert "华中两个标被价格更低的对手抢走" in (tmp_path / "new.md").read_text(encoding="utf-8")
    assert "notes:" in err


def test_in_place_keeps_a_copy(run, tmp_path):
    assert run("doc.md", "-f", "facts.yaml", "--apply", "--in-place")[0] == 0
    assert "94.5%" in doc(tmp_path)
    assert (tmp_path / "doc.md.bak").read_bytes() == TEXT.encode()
    again = doc(tmp_path)
    run("doc.md", "-f", "facts.yaml", "--apply", "--in-place")
    assert (tmp_path / "doc.md.bak1").read_text(encoding="utf-8") == again
    assert (tmp_path / "doc.md.bak").read_bytes() == TEXT.encode()


@pytest.mark.parametrize(
    ("encode", "ends"),
    [
        (lambda text: text.encode("gb18030"), "\n"),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "\r\n"),
        (lambda text: b"\xff\xfe" + text.encode("utf-16-le"), "\r\n"),
    ],
)
def test_every_byte_that_no_edit_touches_stays(run, tmp_path, encode, ends):
    content = encode(TEXT.replace("\n", ends))
    (tmp_path / "doc.md").write_bytes(content)
    run("doc.md", "-f", "facts.yaml", "-s", "kpi", "-o", "new.md", keys="a\nq\n")
    assert (tmp_path / "new.md").read_bytes() == encode(TEXT.replace("\n", ends).replace("96.5%", "94.5%"))


def test_json_has_the_shape_of_its_schema(run):
    code, out, _ = run("doc.md", "-f", "facts.yaml", "--format", "json")
    report = json.loads(out)
    TypeAdapter(RewriteJson).validate_python(report)
    assert code == 0
    for section in report["sections"]:
        for offer in section["proposals"]:
            assert offer["score"]["after"] >= offer["score"]["before"]
            assert "".join(one["text"] for one in offer["diff"] if one["sign"] != "+") == offer["before"]
            assert "".join(one["text"] for one in offer["diff"] if one["sign"] != "-") == offer["after"]
            for edit in offer["edits"]:
                assert TEXT[edit["start"] : edit["end"]] == edit["before"]


def test_a_passage_by_its_pattern(run):
    words = "重庆全年销售额2093万元，没有完成任务。主要是市场需求下滑，同行降价。"
    arguments = ("--pattern", "phenomenon-cause-impact", "-f", "facts.yaml")
    code, out, _ = run("--text", words, *arguments, "--apply")
    assert code == 0
    assert "5家老客户没人回访" in out
    assert run("--text", "-", *arguments, "--apply", keys=words)[1] == out
    report = json.loads(run("--text", words, *arguments, "--format", "json")[1])
    (section,) = report["sections"]
    for edit in section["proposals"][0]["edits"]:
        assert words[edit["start"] : edit["end"]] == edit["before"]
    assert report["result"] == out.rstrip("\n")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), "没有说改写哪份"),
        (("nowhere.md",), "找不到"),
        (("doc.md", "-s", "gaps"), "gap"),
        (("doc.md", "--goal", "变好"), "更具体"),
        (("doc.md", "-o", "doc.md", "--apply"), "--in-place"),
        (("doc.md", "--in-place", "-o", "new.md", "--apply"), "只能用一个"),
        (("doc.md", "--patch", "--apply"), "只能用一个"),
        (("-", "--in-place", "--apply"), "标准输入"),
        (("--text", "一段话", "--pattern", "smarts"), "smart"),
        (("--text", "一段话"), "--pattern"),
        (("--text", " ", "--pattern", "smart"), "没有要改写的文字"),
        (("doc.md", "--weakest", "0"), "weakest"),
    ],
)
def test_bad_input(run, tmp_path, arguments, word):
    code, _, err = run(*arguments, "-t", "sales-leader-annual", keys="一段话\n")
    assert code == 2
    assert word in err
    assert doc(tmp_path) == TEXT


@pytest.mark.parametrize("name", ["doc.docx", "doc.doc", "doc.html", "doc.pdf"])
def test_files_that_are_not_plain_text(run, tmp_path, name):
    content = b"<html><body><h2>a</h2><p>b</p></body></html>" if name.endswith("html") else b"\xd0\xcf\x11\xe0 no text"
    (tmp_path / name).write_bytes(content)
    code, out, _ = run(name, "-t", "sales-leader-annual", "--apply", "-o", "new.md")
    assert code == 2
    assert out == ""
    assert (tmp_path / name).read_bytes() == content
    assert not (tmp_path / "new.md").exists()


def test_a_document_that_is_all_table(run, tmp_path):
    table = "| 指标 | 实际 |\n|---|---|\n| 销售额 | 8127万元 |\n"
    (tmp_path / "doc.md").write_text(table, encoding="utf-8")
    code, out, err = run("doc.md", "-f", "facts.yaml", "--apply")
    assert code == 0
    assert "认不出" in err
    assert out.startswith("| 指标 | 实际 |\n|---|---|\n| 销售额 | 8127万元 |")


def test_the_composer_pays_for_no_llm_and_no_database(run, tmp_path):
    code = (
        "import sys; from fupan.cli.main import main; "
        "main(['rewrite', 'doc.md', '-f', 'facts.yaml', '--apply', '-o', 'x.md', '--llm', 'none']); "
        "print(sorted({name.split('.')[0] for name in sys.modules}))"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    for heavy in ("openai", "langchain_core", "sqlalchemy", "jinja2", "rich", "xllamacpp"):
        assert f"'{heavy}'" not in ended.stdout
    assert (tmp_path / "x.md").exists()


def test_a_presentation_gets_proposals_and_stays_as_it_is(run, tmp_path):
    pptx = pytest.importorskip("pptx")
    made = pptx.Presentation()
    for title, text in (part.split("\n\n", 1) for part in TEXT.split("## ")[1:]):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = title, text.strip()
    made.save(str(tmp_path / "doc.pptx"))
    before = (tmp_path / "doc.pptx").read_bytes()
    code, out, err = run("doc.pptx", "-f", "facts.yaml")
    assert code == 0
    assert "只列出建议" in err
    assert "「业绩缺口根源」" in out
    assert "第2页起" in out
    code, _, err = run("doc.pptx", "-f", "facts.yaml", "--apply", "-o", "new.pptx")
    assert code == 2
    assert "不能直接改写" in err
    assert (tmp_path / "doc.pptx").read_bytes() == before
    assert not (tmp_path / "new.pptx").exists()
