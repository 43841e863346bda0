"""The core knows no engine, no disk and no clock."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

CORE = ROOT / "hooks/district"


def imported(path: Path) -> set[str]:
    """The district's own modules that one of them imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "district":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("district."):
            found.add((node.module or "").removeprefix("district."))
    return found


def test_the_core_is_imported_without_an_engine() -> None:
    code = (
        "import sys, district.site, district.load, district.__main__;"
        "print(*[m for m in sys.modules if m.split('.')[0] in ('mkdocs', 'material', 'properdocs', 'zensical')])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=CORE.parent)
    assert run.stdout.strip() == ""


@pytest.mark.parametrize("module", ["pages", "feeds", "calendars"])
def test_pages_feeds_and_calendars_import_nothing_of_each_other(module: str) -> None:
    assert not imported(CORE / f"{module}.py") & {"pages", "feeds", "calendars", "load", "clock"}


def test_the_model_rests_on_values_alone() -> None:
    assert imported(CORE / "model.py") <= {"values", "when"}
    for kind in ("plan", "organization"):
        assert imported(CORE / f"{kind}.py") <= {"model", "values"}
    assert imported(CORE / "values.py") <= {"when"}
    assert imported(CORE / "when.py") == set()


@pytest.mark.parametrize("path", sorted(CORE.glob("*.py")), ids=lambda path: path.stem)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    sentence = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert sentence and sentence.split("\n")[0].endswith((".", "`."))


def test_only_the_edge_reads_the_clock() -> None:
    for path in CORE.glob("*.py"):
        text = path.read_text("utf-8")
        assert path.stem == "clock" or not any(word in text for word in ("now(", "utcnow", "date.today", "time.time"))
