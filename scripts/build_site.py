"""Build the public site with MkDocs, unless nothing has changed: build_site.py MKDOCS_YML SITE.

The site is built beside SITE and put in its place when it is whole, so that a build that fails leaves
it as it was. Builds of the same site wait for each other.
"""

import fcntl
import gc
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from district.publish import fingerprint
from district.publish.cache import open_cache
from district.publish.outputs import Outputs
from district.reading import settings


def main(config: Path, site: Path) -> None:
    """Build the site. Raises SystemExit with MkDocs' exit status."""
    site.parent.mkdir(parents=True, exist_ok=True)
    cache = config.parent / ".cache"
    cache.mkdir(exist_ok=True)
    # Git keeps no empty folder, and MkDocs stops in English if this one is missing.
    settings.folders(config).docs.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if Outputs(site, site, open_cache(config).record).is_current(fingerprint.inputs(config)):
            return
        # Imported when it is needed: it takes longer than finding that nothing has changed.
        from mkdocs.__main__ import cli

        os.environ["DISTRICT_TARGET"] = str(site)
        # The run is short, and nearly all that it allocates lives until its end.
        gc.disable()
        with TemporaryDirectory(prefix=f".{site.name}-", dir=site.parent) as folder:
            cli(["build", "--quiet", "--strict", "--config-file", str(config), "--site-dir", f"{folder}/site"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).absolute())
