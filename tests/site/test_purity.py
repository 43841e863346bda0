"""Between reading and writing, a build opens no file but the modules that it imports."""

import os
import subprocess
import sys
from pathlib import Path

from sites import EPOCH, ROOT

WATCH = """
import sys, sysconfig
from pathlib import Path

from district.commands import building

opened = []
# Installed packages may read their own data when they are first used, and mimetypes the system's table.
installed = (sys.prefix, sys.base_prefix, "/usr/share/zoneinfo", "/etc/mime.types", "/etc/apache2", "/etc/httpd")
program = str(Path(building.__file__).parents[1])
site = building.begin(Path(sys.argv[1]))

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and not arguments[0].startswith(installed):
        if not (arguments[0].startswith(program) and arguments[0].endswith((".py", ".pyc"))):
            opened.append(arguments[0])

sys.addaudithook(watch)
for path, content in site.contents.items():
    site.keys.key(content)
    # Copied files are opened when they are written.
    if not (content.of and isinstance(content.of[0], str) and content.of[0] in ("theme", "media")):
        content.as_bytes()
assert not opened, opened
open(sys.argv[1]).close()
assert opened == [sys.argv[1]]
"""


def test_between_reading_and_writing_nothing_is_opened(config: Path) -> None:
    environment = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT / "hooks")}
    run = subprocess.run(
        [sys.executable, "-c", WATCH, str(config)], capture_output=True, text=True, env=environment, check=False
    )
    assert run.returncode == 0, run.stderr
