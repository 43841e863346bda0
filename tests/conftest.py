"""Fixtures: sites that are built once for all workers, districts to change, and one browser."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, ViewportSize

from browsing import MEDIA, NOW, VIEWPORT, Heard, browser, served
from built import BLUEBERRY, Built
from built import build as build_in_memory
from compiled import keep_compiled_templates
from district.library.library import Library
from district.publish.conversions import Conversions
from district.reading import load
from district.reading import settings as engine_settings
from sealed import Sealed, Secrets, build_plain, seal
from sites import EPOCH, EXAMPLE, Build, Site, Write, copy_example, district, mkdocs, write_small

# Half as many as usual: every run draws others.
settings.register_profile("district", deadline=None, max_examples=50)
settings.load_profile("district")
keep_compiled_templates()
Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build the site of a configuration file into a new folder, in this process: with the bytes that MkDocs gives."""

    def built(config: Path, url: str) -> Site:
        folder = tmp_path_factory.mktemp("site")
        run = district("build", folder, config, SITE_URL=url)
        assert run.returncode == 0, run.stdout + run.stderr
        return Site(folder, url, run.stdout + run.stderr)

    return built


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Fill a folder of this name in the first worker that asks for it; all workers get the same folder."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def filled(name: str, fill: Callable[[Path], object]) -> Path:
        folder = shared / name
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                new = shared / f"{name}.new"
                new.mkdir()
                fill(new)
                new.rename(folder)
        return folder

    return filled


def shared_site(once: Once, name: str, url: str, config: Callable[[Path], Path]) -> Site:
    """Build the site of a configuration file once for all workers."""

    def fill(folder: Path) -> None:
        run = mkdocs(config(folder), folder / "site", SITE_URL=url)
        assert run.returncode == 0, run.stdout + run.stderr
        (folder / "output").write_text(run.stdout + run.stderr, "utf-8")

    folder = once(name, fill)
    return Site(folder / "site", url, (folder / "output").read_text("utf-8"))


@pytest.fixture(scope="session")
def example(once: Once) -> Site:
    """The made-up district that uses every field, as of 15 March 2025, in a folder of its host."""
    return shared_site(once, "example", "https://lingonriket.example/hemsida/", lambda _: EXAMPLE / "mkdocs.yml")


@pytest.fixture(scope="session")
def small(once: Once) -> Site:
    """A district in which almost nothing is written yet, at the root of its host."""
    return shared_site(once, "small", "https://blabar.example/", lambda folder: write_small(folder / "district", {}))


@pytest.fixture(params=["small", "example"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two sites in turn."""
    found: Site = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """What is written in the made-up district, with the lengths of its pictures as published."""
    read = load.library(engine_settings.folders(EXAMPLE / "mkdocs.yml"))
    return Conversions(tmp_path_factory.mktemp("photos")).prepare(read, processes=1)


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
def member_secrets(once: Once) -> Secrets:
    def fill(folder: Path) -> None:
        made = Secrets.new()
        (folder / "secrets.json").write_text(json.dumps(asdict(made)), "utf-8")

    made = json.loads((once("secrets", fill) / "secrets.json").read_text("utf-8"))
    return Secrets(tuple(made["phrases"]), made["feeds"])


@pytest.fixture(scope="session")
def plain(once: Once, member_secrets: Secrets) -> Path:
    """The made-up district's member site in plain text, outside every other site."""
    return once("plain", lambda folder: build_plain(folder, member_secrets))


@pytest.fixture(scope="session")
def sealed(once: Once, example: Site, plain: Path, member_secrets: Secrets) -> Sealed:
    """A copy of the made-up district's public site with its member pages sealed into it."""

    def fill(folder: Path) -> None:
        shutil.copytree(example.folder, folder, dirs_exist_ok=True)
        run = seal(plain, folder, member_secrets.environment)
        assert run.returncode == 0, run.stderr

    return Sealed(replace(example, folder=once("sealed", fill)), plain, member_secrets)


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
def new_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open an empty page in a new browser context, which is closed after the test."""
    with ExitStack() as opened:

        def page(**options: object) -> Page:
            context = chromium.new_context(**options)  # type: ignore[arg-type]
            opened.callback(context.close)
            return context.new_page()

        yield page


@pytest.fixture(scope="session")
def kept_page(chromium: Browser) -> Callable[[bool], Page]:
    """Return the page that a worker's tests share, with or without JavaScript."""
    return cache(lambda scripts: chromium.new_context(java_script_enabled=scripts).new_page())


@pytest.fixture
def open_page(kept_page: Callable[[bool], Page], new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Return an empty page at noon on the day of the build: one that a worker's tests share, if it can be as asked.

    A new page costs five times as much. Ask for `new_page` where the cache, a script or a running clock matters.
    """

    def page(viewport: ViewportSize = VIEWPORT, java_script_enabled: bool = True, **options: str) -> Page:
        if not options.keys() <= MEDIA.keys():
            return new_page(viewport=viewport, java_script_enabled=java_script_enabled, **options)
        kept = kept_page(java_script_enabled)
        kept.unroute_all()
        kept.goto("about:blank")
        kept.set_viewport_size(viewport)
        kept.emulate_media(**(MEDIA | options))
        if java_script_enabled:
            kept.clock.set_fixed_time(NOW)
        return kept

    return page


@pytest.fixture
def heard() -> Iterator[Heard]:
    """A record of a page's requests and errors until the end of the test."""
    found = Heard()
    yield found
    found.stop()
