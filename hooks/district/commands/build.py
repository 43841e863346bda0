"""The `build` command: the whole site, without an engine, unless nothing has changed.

The site is built beside its folder and put in its place when it is whole, so that a build that fails leaves it as
it was. Builds of the same site wait for each other.
"""

import argparse
import fcntl
import shutil
import sys
from pathlib import Path

from district.commands.base import Commands, add_config
from district.publish import fingerprint
from district.publish.cache import open_cache
from district.publish.outputs import Outputs
from district.reading import settings


def add_commands(commands: Commands) -> None:
    command = commands.add_parser("build", help="bygger sajten, som make site gör")
    command.add_argument("folder", type=Path, help="mappen som sajten hamnar i; det som låg där försvinner")
    add_config(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the site. Files that would be the same are left as they are."""
    config, site = options.config, options.folder.absolute()
    folders = settings.folders(config)
    if _has_other_files(site) or any(_overlap(site, path) for path in (config, folders.data, folders.docs)):
        sys.stderr.write(f"I {options.folder} ligger annat än sajten. Välj en annan mapp, till exempel site.\n")
        return 1
    # Git keeps no empty folder.
    folders.docs.mkdir(parents=True, exist_ok=True)
    site.parent.mkdir(parents=True, exist_ok=True)
    cache = config.parent / ".cache"
    cache.mkdir(exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        inputs = fingerprint.inputs(config)
        is_current = Outputs(site, site, open_cache(config).record).is_current(inputs)
        status = 0 if is_current else _build(config, site, inputs)
    if status == 0:
        sys.stdout.write(f"Sajten ligger i {options.folder}.\n")
    return status


def _has_other_files(site: Path) -> bool:
    """Return whether something is there that looks like no site. Building would remove it."""
    return site.is_file() or (site.is_dir() and any(site.iterdir()) and not (site / "index.html").is_file())


def _overlap(one: Path, other: Path) -> bool:
    one, other = one.resolve(), other.resolve()
    return one.is_relative_to(other) or other.is_relative_to(one)


def _build(config: Path, site: Path, inputs: str) -> int:
    # Imported when it is needed: it takes longer than finding that nothing has changed.
    from district.commands import building
    from district.members.secrets import SealingError

    try:
        made = building.begin(config, inputs=inputs)
    except SealingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    new = site.with_name(f".{site.name}-new")
    # A build that was killed leaves it.
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    try:
        made.write(Outputs(new, site, made.cache.record))
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return 0
