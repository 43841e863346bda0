"""`mkdocs serve` lives through a mistake, and says the same of it as the other two commands."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from sites import EPOCH, ROOT, district, mkdocs

GOOD = "title: Plockdag\npublished: 2025-01-01\nstart: 2026-08-15 10:00\n"
BAD = GOOD.replace("10:00", "25.00")
SAYS = (
    "data/events/2026/plockdag.yml:3:8: Klockslaget i ”2026-08-15 25.00” går inte att läsa. "
    "Skriv till exempel 2024-06-09 18:30.\n"
    "    start: 2026-08-15 25.00\n"
    "           ^\n"
)
ENVIRONMENT = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "hooks")}
ENVIRONMENT.pop("GITHUB_ACTIONS", None)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(config: Path, log: Path, port: int, hooks: Path = ROOT / "hooks") -> Iterator[subprocess.Popen[bytes]]:
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-f", str(config), "-a", address]
    known = ENVIRONMENT | {"SITE_URL": f"http://{address}/", "PYTHONPATH": str(hooks)}
    with log.open("wb") as said, subprocess.Popen(command, stdout=said, stderr=said, env=known, cwd=ROOT) as server:
        try:
            yield server
        finally:
            server.terminate()


def wait(true: Callable[[], bool], what: str) -> None:
    """Ask again and again, for as long as a slow machine may need."""
    last = time.monotonic() + 120
    while not true():
        assert time.monotonic() < last, what
        time.sleep(0.1)


def page(port: int, path: str) -> str:
    try:
        with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=20) as answer:
            text: str = answer.read().decode()
            return text
    except (URLError, OSError):
        return ""


def test_a_mistake_does_not_stop_the_server_and_mending_it_brings_the_page_back(
    write: Callable[[dict[str, str]], Path], tmp_path: Path
) -> None:
    config = write({"data/events/2026/plockdag.yml": GOOD})
    event, log, port = tmp_path / "data/events/2026/plockdag.yml", tmp_path / "said.txt", free_port()
    with serving(config, log, port) as server:
        wait(lambda: "Plockdag" in page(port, "kalender/2026/plockdag/"), "the page")
        event.write_text(BAD, "utf-8")
        wait(lambda: SAYS in log.read_text("utf-8"), "the mistake")
        assert server.poll() is None
        event.write_text(GOOD.replace("Plockdag", "Bärdag"), "utf-8")
        wait(lambda: "Bärdag" in page(port, "kalender/2026/plockdag/"), "the mended page")
        assert "Traceback" not in log.read_text("utf-8")


def test_a_preview_shows_what_is_changed_in_data_and_theme(
    write: Callable[[dict[str, str]], Path], tmp_path: Path
) -> None:
    house = tmp_path / "house"
    for part in ("hooks", "overrides"):
        shutil.copytree(ROOT / part, house / part, ignore=shutil.ignore_patterns("__pycache__"))
    config = write({"data/events/2026/plockdag.yml": GOOD})
    config.write_text(
        config.read_text("utf-8").replace(f"{ROOT}/", f"{house}/").replace(f"INHERIT: {house}", f"INHERIT: {ROOT}"),
        "utf-8",
    )
    port = free_port()
    changes = (
        ("plockdag", tmp_path / "data/events/2026/plockdag.yml", "Plockdag", "Bärdag"),
        ("the theme", house / "overrides/partials/footer.html", "Inga kakor", "Inga småkakor"),
    )
    with serving(config, tmp_path / "said.txt", port, house / "hooks"):
        wait(lambda: "Plockdag" in page(port, "kalender/2026/plockdag/"), "the page")
        for what, file, before, after in changes:
            text = file.read_text("utf-8")
            assert before in text
            file.write_text(text.replace(before, after), "utf-8")
            wait(lambda after=after: after in page(port, "kalender/2026/plockdag/"), what)  # type: ignore[misc]


def test_check_and_build_say_the_same(
    write: Callable[[dict[str, str]], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = write({"data/events/2026/plockdag.yml": BAD})
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    checked = district("check", config)
    built = mkdocs(config, tmp_path / "site", GITHUB_ACTIONS="")
    assert checked.returncode == 1
    assert checked.stderr.startswith(SAYS)
    assert built.returncode != 0
    assert checked.stderr.strip() in built.stderr + built.stdout
