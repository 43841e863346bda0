"""The index that the search asks, made by Pagefind of a finished site: pages with `data-pagefind-body`."""

import subprocess
import sys
from pathlib import Path

# What search.js fetches. Pagefind also writes ready-made search boxes, and code for languages that are not here.
_NEEDED = (
    "pagefind.js",
    "pagefind-worker.js",
    "pagefind-entry.json",
    "pagefind.*.pf_meta",
    "wasm.sv.pagefind",
    "index/*",
    "fragment/*",
)


def write(site: Path) -> None:
    """Put the index into the site's folder `pagefind`. Raises CalledProcessError where Pagefind fails."""
    command = [sys.executable, "-m", "pagefind", "--silent", "--site", str(site), "--force-language", "sv"]
    subprocess.run(command, check=True)  # noqa: S603
    folder = site / "pagefind"
    needed = {path for pattern in _NEEDED for path in folder.glob(pattern)}
    for path in folder.rglob("*"):
        if path.is_file() and path not in needed:
            path.unlink()
