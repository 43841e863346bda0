"""Sites built once for all tests that look at them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import settings
from lxml import html

ROOT = Path(__file__).resolve().parent.parent
# What only Sjuhärad has adopted is tried in Sjuhärad's own copy.
OURS = "Sjuhärad" in (ROOT / "data/public/district.yml").read_text("utf-8")
collect_ignore = [] if OURS else ["test_plan.py"]
settings.register_profile("district", deadline=None)
settings.load_profile("district")
# Fixtures for the member pages.
pytest_plugins = ["sealed"]
EPOCH = "1742036400"  # 15 March 2025


@dataclass(frozen=True)
class Site:
    """A built site: where it lies, its address, and what the build said."""

    folder: Path
    url: str
    said: str

    @cached_property
    def pages(self) -> dict[str, html.HtmlElement]:
        """Every HTML page by its address below the site's; a mail is read elsewhere."""
        found = sorted(path for path in self.folder.rglob("*.html") if path.name != "mejl.html")
        return {self.address(path): html.document_fromstring(path.read_bytes()) for path in found}

    def address(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix().removesuffix("index.html")

    def only_leads_on(self, address: str) -> bool:
        """Whether it is an old address, whose page leads to the new one."""
        return bool(self.pages[address].xpath("//meta[@http-equiv='refresh']"))

    def is_ours(self, address: str) -> bool:
        """Whether it is a page with the site's head and foot, and not a mail to read as it was sent."""
        return bool(self.pages[address].xpath("//header[contains(@class, 'head')]"))

    def text(self, address: str) -> str:
        """The words of a page's main part, as a reader sees them, with single spaces."""
        return " ".join("".join(self.pages[address].xpath("//article//text()[not(ancestor::script)]")).split())

    def links(self, address: str) -> list[str]:
        """Where a page's own part leads, as addresses below the site's."""
        base = self.url + address
        found = (urljoin(base, link) for link in self.pages[address].xpath("//article//a/@href"))
        return [link.removeprefix(self.url) for link in found]

    def files(self) -> dict[str, bytes]:
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}


def mkdocs(config: Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(folder)]
    known = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"} | environment
    return subprocess.run(command, capture_output=True, text=True, env=known, cwd=ROOT, check=False)


Build = Callable[..., Site]


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Builds the site of a settings file into a new folder."""

    def built(config: Path, url: str, **environment: str) -> Site:
        folder = tmp_path_factory.mktemp("site")
        run = mkdocs(config, folder, SITE_URL=url, **environment)
        assert run.returncode == 0, run.stdout + run.stderr
        return Site(folder, url, run.stdout + run.stderr)

    return built


@pytest.fixture(scope="session")
def real(build: Build) -> Site:
    """The district's own site, in a folder of its host, as GitHub's project pages are."""
    site = build(ROOT / "mkdocs.yml", "https://example.org/sjuharad/")
    assert urlsplit(site.url).path != "/"
    return site


@pytest.fixture(scope="session")
def example(build: Build) -> Site:
    """The made-up district, which has everything that can be written, as of 15 March 2025."""
    return build(ROOT / "tests/exempel/mkdocs.yml", "https://lingonriket.example/hemsida/")


@pytest.fixture(params=["real", "example"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two sites in turn."""
    found: Site = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A copy of the made-up district, to change."""
    shutil.copytree(ROOT / "tests/exempel", tmp_path / "district", ignore=shutil.ignore_patterns(".cache", "site"))
    file = tmp_path / "district/mkdocs.yml"
    file.write_text(file.read_text("utf-8").replace("../../", f"{ROOT}/"), "utf-8")
    return file


@pytest.fixture
def write(tmp_path: Path) -> Iterator[Callable[[dict[str, str]], Path]]:
    """Writes a small district below tmp_path, and gives its mkdocs.yml."""

    def written(files: dict[str, str]) -> Path:
        for name, text in (SMALL | files).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path / "mkdocs.yml"

    yield written


SMALL = {
    "mkdocs.yml": f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: docs\nextra:\n  data_dir: data\n"
    f"hooks: [{ROOT / 'hooks/generated_files.py'}]\ntheme:\n  custom_dir: {ROOT / 'overrides'}\n",
    "data/district.yml": "name: Föreningen Blåbär\nshort_name: Blåbär\n",
    "docs/om.md": "# Om oss\n\nVi plockar blåbär.\n",
}
