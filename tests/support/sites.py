"""Sites that MkDocs has built, and the districts that they are built from."""

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urljoin

from click.testing import CliRunner
from lxml import html
from mkdocs.__main__ import cli

from district.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "tests/exempel"
EPOCH = "1742036400"  # 15 March 2025
# A district in which almost nothing is written yet.
SMALL = {
    "mkdocs.yml": f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: docs\nextra:\n  data_dir: data\n"
    f"hooks: [{ROOT / 'hooks/generated_files.py'}]\ntheme:\n  custom_dir: {ROOT / 'overrides'}\n",
    "data/district.yml": "name: Föreningen Blåbär\nshort_name: Blåbär\nid: blabar\n",
    "docs/om.md": "# Om oss\n\nVi plockar blåbär.\n",
}


@dataclass(frozen=True)
class Site:
    """A built site: its folder, its address, and what the build printed."""

    folder: Path
    url: str
    output: str

    @cached_property
    def pages(self) -> dict[str, html.HtmlElement]:
        """Every HTML page by its address below the site's, except newsletters as mail."""
        found = sorted(path for path in self.folder.rglob("*.html") if path.name != "mejl.html")
        return {self.address(path): html.document_fromstring(path.read_bytes()) for path in found}

    def address(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix().removesuffix("index.html")

    def is_redirect(self, address: str) -> bool:
        """True for an old address, whose page redirects to the new one."""
        return bool(self.pages[address].xpath("//meta[@http-equiv='refresh']"))

    def has_theme(self, address: str) -> bool:
        """True for a page with the site's header and footer."""
        return bool(self.pages[address].xpath("//header[contains(@class, 'head')]"))

    def text(self, address: str) -> str:
        """The visible text of a page's main part, with single spaces."""
        return " ".join("".join(self.pages[address].xpath("//article//text()[not(ancestor::script)]")).split())

    def links(self, address: str) -> list[str]:
        """The targets of the links in a page's main part, as addresses below the site's."""
        base = self.url + address
        found = (urljoin(base, link) for link in self.pages[address].xpath("//article//a/@href"))
        return [link.removeprefix(self.url) for link in found]

    def files(self) -> dict[str, bytes]:
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}


Build = Callable[..., Site]
Write = Callable[[dict[str, str]], Path]


def mkdocs(config: Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` in this process, on the day that the tests are written for."""
    command = ["build", "--strict", "-f", str(config), "-d", str(folder)]
    known = {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"} | environment
    run = CliRunner().invoke(cli, command, env=known)
    return subprocess.CompletedProcess(command, run.exit_code, run.stdout, run.stderr)


def district(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of `python -m district` in this process, on the day that the tests are written for."""
    known = {"SOURCE_DATE_EPOCH": EPOCH} | environment
    with patch.dict(os.environ, known), redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as errors:
        status = main([str(each) for each in arguments])
    return subprocess.CompletedProcess(arguments, status, out.getvalue(), errors.getvalue())


def write_files(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def write_small(folder: Path, files: dict[str, str]) -> Path:
    """Write the small district with these files added, and return its mkdocs.yml."""
    write_files(folder, SMALL | files)
    return folder / "mkdocs.yml"


def copy_example(folder: Path) -> Path:
    """Copy the made-up district, and return the copy's mkdocs.yml; mkdocs.members.yml is beside it."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns(".cache", "site", ".members"))
    for file in (folder / "mkdocs.yml", folder / "mkdocs.members.yml"):
        file.write_text(file.read_text("utf-8").replace("../../", f"{ROOT}/"), "utf-8")
    return folder / "mkdocs.yml"
