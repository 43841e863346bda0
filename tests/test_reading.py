"""Reading shared by two processes: they find what one would, and everything that is wrong."""

import subprocess
import sys
from pathlib import Path

from conftest import ROOT

READ = """
import sys
from pathlib import Path
from district.language import markdown
from district.reading import load, reader, settings
from district.publish.memory import Memory
from district.checks.problem import Mistakes

config, reader.MANY = Path(sys.argv[1]), int(sys.argv[2])
known = Memory()
markdown.remember_in(known)
try:
    library = load.library(settings.folders(config), known)
    print(*library.records, *library.written_pages, sep="\\n")
except Mistakes as mistakes:
    print(mistakes)
"""
ALONE, SHARED = "1000000", "1"
WRONG = {
    "data/events/2024/oppet-hus.yml": "\nstart: i morgon\n",
    "data/events/2025/stavgang.yml": "\n# Ring Kim på 070-174 06 05.\n",
    "docs/nyhetsbrev/2025/mars.md": "\n[Borta](/kalender/2025/finns-inte/)\n",
}


def read(config: Path, many: str) -> str:
    command = [sys.executable, "-c", READ, str(config), many]
    known = {"PYTHONPATH": str(ROOT / "hooks"), "PATH": ""}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=known).stdout


def test_two_read_the_same_records_in_the_same_order(config: Path) -> None:
    alone = read(config, ALONE)
    assert "Öppet hus med soppa" in alone
    assert read(config, SHARED) == alone


def test_two_find_every_mistake_that_one_finds(config: Path) -> None:
    for name, text in WRONG.items():
        path = config.parent / name
        path.write_text(path.read_text("utf-8") + text, "utf-8")
    alone = read(config, ALONE)
    assert all(name in alone for name in WRONG)
    assert read(config, SHARED) == alone
