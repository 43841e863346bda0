"""Fixtures: sites that are built once per worker, districts to change, and one browser."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page

from browsing import Heard, browser, served
from built import BLUEBERRY, Built
from built import build as build_in_memory
from compiled import keep_compiled_templates
from district.library.library import Library
from district.members import passphrase
from district.reading import load
from district.reading import settings as engine_settings
from sealed import Sealed, Secrets, build_plain, seal
from sites import EPOCH, EXAMPLE, ROOT, Build, Site, Write, copy_example, mkdocs, write_small

settings.register_profile("district", deadline=None)
settings.load_profile("district")
keep_compiled_templates()


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build the site of a configuration file into a new folder."""

    def built(config: Path, url: str, **environment: str) -> Site:
        folder = tmp_path_factory.mktemp("site")
        run = mkdocs(config, folder, SITE_URL=url, **environment)
        assert run.returncode == 0, run.stdout + run.stderr
        return Site(folder, url, run.stdout + run.stderr)

    return built


@pytest.fixture(scope="session")
def example(build: Build) -> Site:
    """The made-up district that uses every field, as of 15 March 2025, in a folder of its host."""
    return build(ROOT / "tests/exempel/mkdocs.yml", "https://lingonriket.example/hemsida/")


@pytest.fixture(scope="session")
def small(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A district in which almost nothing is written yet, at the root of its host."""
    return build(write_small(tmp_path_factory.mktemp("small"), {}), "https://blabar.example/")


@pytest.fixture(params=["small", "example"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two sites in turn."""
    found: Site = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def library() -> Library:
    """What is written in the made-up district."""
    return load.library(engine_settings.folders(EXAMPLE / "mkdocs.yml"))


@pytest.fixture(scope="session")
def built(library: Library) -> Built:
    """The generated files of the made-up district, in memory."""
    return build_in_memory(library, url="https://lingonriket.example/hemsida/")


@pytest.fixture(params=["small", "example"])
def each_built(request: pytest.FixtureRequest, built: Built) -> Built:
    """The generated files of an empty district and of the made-up one in turn."""
    return built if request.param == "example" else build_in_memory(Library(BLUEBERRY))


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The mkdocs.yml of a copy of the made-up district, to change."""
    return copy_example(tmp_path / "district")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a small district into tmp_path, and return its mkdocs.yml."""

    def written(files: dict[str, str]) -> Path:
        return write_small(tmp_path, files)

    return written


@pytest.fixture
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands that run in this process take 15 March 2025 for today."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture(scope="session")
def member_secrets() -> Secrets:
    return Secrets.new(passphrase.generate(), passphrase.generate())


@pytest.fixture(scope="session")
def plain(member_secrets: Secrets, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up district's member site in plain text, outside every other site."""
    return build_plain(tmp_path_factory.mktemp("plain"), member_secrets)


@pytest.fixture(scope="session")
def sealed(example: Site, plain: Path, member_secrets: Secrets, tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    """A copy of the made-up district's public site with its member pages sealed into it."""
    folder = tmp_path_factory.mktemp("sealed")
    shutil.copytree(example.folder, folder / "site")
    run = seal(plain, folder / "site", member_secrets.environment)
    assert run.returncode == 0, run.stderr
    return Sealed(replace(example, folder=folder / "site"), plain, member_secrets)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Site], str]]:
    """Serve a site until the tests end, and return its address on this machine."""
    with ExitStack() as running:
        addresses: dict[Path, str] = {}

        def address(site: Site) -> str:
            if site.folder not in addresses:
                addresses[site.folder] = running.enter_context(served(site))
            return addresses[site.folder]

        yield address


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open an empty page in a new browser context, which is closed after the test."""
    with ExitStack() as opened:

        def page(**options: object) -> Page:
            context = chromium.new_context(**options)  # type: ignore[arg-type]
            opened.callback(context.close)
            return context.new_page()

        yield page


@pytest.fixture
def heard() -> Heard:
    """A record of a page's requests and errors."""
    return Heard()
