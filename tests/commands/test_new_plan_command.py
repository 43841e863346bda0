"""`district new plan`."""

import subprocess
import sys
from pathlib import Path

from plan_documents import word
from sites import Write, district

PLAN = "# Klimatplan\n## Bussar\n- ordna en nattbuss\n"


def test_the_command_writes_the_file_of_a_plan(write: Write, tmp_path: Path) -> None:
    config = write({})
    (tmp_path / "Vår plan.docx").write_bytes(word(PLAN))
    command = ("new", "plan", tmp_path / "Vår plan.docx", "--year", "2027", "--config", config)
    done = district(*command)
    assert (done.returncode, done.stderr) == (0, "")
    assert "plan/2027.yml. Läs igenom den." in done.stdout
    text = (tmp_path / "data/plan/2027.yml").read_text("utf-8")
    assert "      - id: nattbuss\n        text: ordna en nattbuss\n" in text
    again = district(*command)
    assert (again.returncode, "Det finns redan en plan för 2027: data/plan/2027.yml." in again.stderr) == (1, True)
    assert (tmp_path / "data/plan/2027.yml").read_text("utf-8") == text


def test_a_file_that_is_missing_or_no_document_gives_a_message(write: Write, tmp_path: Path) -> None:
    config = write({"plan.pdf": "%PDF"})
    for name, message in (
        ("saknas.docx", "Filen går inte att öppna."),
        ("plan.pdf", "Dokument av sorten ”.pdf” går inte"),
    ):
        done = district("new", "plan", tmp_path / name, "--year", "2027", "--config", config)
        assert (done.returncode, message in done.stderr) == (1, True), done.stderr
    assert not (tmp_path / "data/plan").exists()


def test_mistakes_that_a_document_brings_are_told_at_once(write: Write, tmp_path: Path) -> None:
    config = write({"plan.txt": f"{PLAN}- ring 070-174 06 05\n"})
    done = district("new", "plan", tmp_path / "plan.txt", "--year", "2027", "--config", config)
    assert (done.returncode, "Numret står inte i district.yml" in done.stderr) == (1, True)


def test_readers_of_documents_are_imported_only_to_read_one() -> None:
    code = "import sys, district.commands.asking, district.commands.github; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "district.editing.plan_document" in done.stdout.split()
    assert not {"mammoth", "odfdo"} & {*done.stdout.split()}
