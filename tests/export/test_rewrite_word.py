"""Word documents rewritten: accepted they are the proposals, rejected the original, also in LibreOffice."""

import importlib.util
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

import fupan
from fupan.cli.main import main
from fupan.export.rewrite_word import WordRewrite
from fupan.intake.word import word_text

docx = pytest.importorskip("docx")
_SPEC = importlib.util.spec_from_file_location("word_revisions", Path(__file__).with_name("word_revisions.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
revisions = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(revisions)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GAP = "重庆全年销售额2093万元，没有完成任务。主要是大环境不好。我们要砥砺前行，再创佳绩。"
FACTS = """\
period: "2025"
template: sales-leader-annual
metrics:
  - {name: 销售额, unit: 万元, target: 8600, actual: 8127, prior: 7540}
notes:
  gap:
    - 内部：重庆区部年中换了负责人，交接两个月，5家老客户没人回访
    - 影响：重庆的缺口让大区完成率只有94.5%，年终奖金池按八成发
  risks:
    - 风险一：江川很可能把质保延到五年，信号是连续两个标出现五年质保条款
    - 应对：推出含备件的维保包，3月底前定价
"""


def built():
    """A summary as people write it in Word: headings, mixed formatting, Chinese fonts, a table."""
    document = docx.Document()
    document.add_heading("2025年总结", 1)
    document.add_heading("核心业绩指标", 2)
    paragraph = document.add_paragraph("销售额完成8127万元，")
    bold = paragraph.add_run("完成率96.5%")
    bold.bold = True
    bold._r.get_or_add_rPr().get_or_add_rFonts().set(f"{W}eastAsia", "黑体")
    paragraph.add_run("，主要靠球阀放量。")
    document.add_heading("业绩缺口根源", 2)
    song = document.add_paragraph("").add_run(GAP)
    song._r.get_or_add_rPr().get_or_add_rFonts().set(f"{W}eastAsia", "宋体")
    document.add_heading("风险预判与应对", 2)
    document.add_paragraph("竞品可能降价。")
    document.add_table(2, 2).cell(0, 0).text = "指标"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def lines(content):
    return [line for line in word_text(content, "x.docx").split("\n") if line.strip()]


def accepted(content):
    return revisions.settled(content, accept=True)


def rejected(content):
    return revisions.settled(content, accept=False)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "doc.docx").write_bytes(built())
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    return tmp_path


def test_the_command_writes_revisions_and_leaves_the_file(folder, capsys):
    code = main(["rewrite", "doc.docx", "-f", "facts.yaml", "--apply", "-o", "new.docx", "--llm", "none"])
    assert code == 0
    original, made = (folder / "doc.docx").read_bytes(), (folder / "new.docx").read_bytes()
    assert lines(rejected(made)) == lines(original)
    facts = fupan.load_facts(folder / "facts.yaml")
    offered = fupan.rewrite(word_text(original, "x"), None, facts)
    assert lines(accepted(made)) == [line for line in offered.taken().split("\n") if line.strip()]
    assert "94.5%" in "".join(lines(accepted(made)))
    assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None
    comments = list(docx.Document(io.BytesIO(made)).comments)
    assert comments
    assert {one.author for one in comments} == {"fupan"}


def test_a_paragraph_with_revisions_of_its_own_is_left_alone(folder, capsys):
    first = folder / "new.docx"
    main(["rewrite", "doc.docx", "-f", "facts.yaml", "--apply", "-o", str(first), "--llm", "none"])
    capsys.readouterr()
    code = main(["rewrite", "new.docx", "-f", "facts.yaml", "--apply", "-o", "again.docx", "--llm", "none"])
    assert code == 0
    assert lines(rejected((folder / "again.docx").read_bytes())) == lines((folder / "doc.docx").read_bytes())


def test_in_place_keeps_the_word_file(folder):
    before = (folder / "doc.docx").read_bytes()
    assert main(["rewrite", "doc.docx", "-f", "facts.yaml", "--apply", "--in-place", "--llm", "none"]) == 0
    assert (folder / "doc.docx.bak").read_bytes() == before
    assert (folder / "doc.docx").read_bytes() != before
    assert main(["rewrite", "doc.docx", "-f", "facts.yaml", "--patch", "--llm", "none"]) == 2


OFFICE = """
import sys, time, uno
from com.sun.star.beans import PropertyValue
context = uno.getComponentContext()
resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
for _ in range(120):
    try:
        remote = resolver.resolve("uno:pipe,name=" + sys.argv[1] + ";urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(1)
desktop = remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
hidden = PropertyValue("Hidden", 0, True, 0)
dispatcher = remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", remote)
for what in ("Accept", "Reject"):
    document = desktop.loadComponentFromURL("file://" + sys.argv[2], "_blank", 0, (hidden,))
    frame = document.CurrentController.Frame
    dispatcher.executeDispatch(frame, ".uno:" + what + "AllTrackedChanges", "", 0, ())
    kind = PropertyValue("FilterName", 0, "MS Word 2007 XML", 0)
    document.storeToURL("file://" + sys.argv[2] + "." + what + ".docx", (kind,))
    document.close(True)
try:
    desktop.terminate()
except Exception:
    pass
"""
PYTHON = "/usr/bin/python3"


def has_office():
    if not shutil.which("soffice") or not Path(PYTHON).exists():
        return False
    return subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not has_office(), reason="LibreOffice with its Python is not here")
def test_libreoffice_accepts_and_rejects_all(folder):
    """Without the comments: a LibreOffice without its user interface cannot show their margin."""
    original = (folder / "doc.docx").read_bytes()
    text = word_text(original, "x.docx")
    offered = fupan.rewrite(text, None, fupan.load_facts(folder / "facts.yaml"))
    (folder / "new.docx").write_bytes(WordRewrite(original, "doc.docx").written(offered.edits(), []))
    pipe = f"fupan{folder.name}"
    first = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--terminate_after_init"]
    subprocess.run(first, capture_output=True, timeout=120, check=False)  # it makes its profile, and starts anew
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/office",
         f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        ended = subprocess.run(
            [PYTHON, "-c", OFFICE, pipe, str(folder / "new.docx")],
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
    finally:
        office.terminate()
        office.wait(60)
    wanted = [line for line in offered.taken().split("\n") if line.strip()]
    after = (folder / "new.docx.Accept.docx").read_bytes()
    assert lines(after) == wanted
    assert lines((folder / "new.docx.Reject.docx").read_bytes()) == lines(original)
    assert b"\xe5\xae\x8b\xe4\xbd\x93" in zipfile.ZipFile(io.BytesIO(after)).read("word/document.xml")  # 宋体
