"""The index that the search asks, made by Pagefind of a finished site: pages with `data-pagefind-body`."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

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

# It writes a file a page, all at once, which some disks take seconds for; in a row it takes none.
_MEMORY = Path("/dev/shm")  # noqa: S108


def write(site: Path) -> None:
    """Put the index into the site's folder `pagefind`. Raises CalledProcessError where Pagefind fails."""
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        command = [sys.executable, "-m", "pagefind", "--silent", "--site", str(site), "--output-path", folder]
        subprocess.run([*command, "--force-language", "sv"], check=True)  # noqa: S603
        for path in sorted(path for pattern in _NEEDED for path in Path(folder).glob(pattern)):
            target = site / "pagefind" / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
