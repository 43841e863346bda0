"""The packages of the core: what ARCHITECTURE.md says of them, and what each may do."""

import ast
import re
import tomllib

from sites import ROOT

CORE = ROOT / "hooks/district"
MODULES = sorted(path for path in CORE.rglob("*.py") if path.name != "__init__.py")


def test_the_architecture_names_exactly_the_packages_that_exist() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    table = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    drawn = re.findall(r"\w+", text.partition("```\n")[2].partition("```")[0])
    packages = sorted(path.parent.name for path in CORE.glob("*/__init__.py"))
    assert sorted(table) == sorted(drawn) == packages


def test_the_architecture_names_only_files_that_exist() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = [name for name in re.findall(r"`([\w/]+/[\w.]+\.(?:py|md|html))`", text) if not name.startswith("data/")]
    assert named
    for name in named:
        assert (CORE / name).is_file() or (ROOT / name).is_file(), name


def test_the_changelog_has_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)} – ", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)


def test_no_module_lies_beside_the_packages() -> None:
    assert sorted(path.name for path in CORE.glob("*.py")) == ["__init__.py", "__main__.py"]


def test_each_module_begins_with_a_sentence() -> None:
    first = {path: (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n")[0] for path in MODULES}
    assert [path for path, line in first.items() if not line.endswith((".", "`.", "`:"))] == []


def test_only_the_clock_module_reads_the_clock() -> None:
    for path in MODULES:
        text = path.read_text("utf-8")
        assert path.stem == "clock" or not any(word in text for word in ("now(", "utcnow", "date.today", "time.time"))
