"""A sealed site to look at: the made-up district's member pages, locked with secrets made for the test."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import EPOCH, ROOT, Site, mkdocs
from district.members import passphrase, secrets

MEMBERS = ROOT / "tests/exempel/mkdocs.members.yml"


@dataclass(frozen=True)
class Secrets:
    """What the environment holds in this run."""

    key: str
    phrases: tuple[str, ...]
    feeds: str

    @classmethod
    def new(cls, *phrases: str) -> "Secrets":
        return cls(secrets.new_key(), phrases or (passphrase.generate(),), secrets.new_key())

    @property
    def environment(self) -> dict[str, str]:
        return {secrets.KEY: self.key, secrets.PHRASES: "\n".join(self.phrases), secrets.FEEDS: self.feeds}


def build(folder: Path, secrets: Secrets, config: Path = MEMBERS, **environment: str) -> Path:
    """The member site in plain text, in a folder of its own."""
    run = mkdocs(config, folder, **secrets.environment, **environment)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


def seal(
    source: Path, site: Path, environment: dict[str, str], config: Path = MEMBERS
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "district", "seal", "--config", str(config), str(source), str(site / "medlem")]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MEMBERS")}
    known = clean | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT / "hooks")} | environment
    return subprocess.run(command, capture_output=True, text=True, env=known, cwd=ROOT, check=False)


@pytest.fixture(scope="session")
def member_secrets() -> Secrets:
    return Secrets.new(passphrase.generate(), passphrase.generate())


@pytest.fixture(scope="session")
def plain(member_secrets: Secrets, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up district's member site in plain text, outside every other."""
    return build(tmp_path_factory.mktemp("plain"), member_secrets)


@dataclass(frozen=True)
class Sealed:
    """A public site with the members' sealed into it, and where that lies in plain text."""

    site: Site
    plain: Path
    secrets: Secrets

    @property
    def folder(self) -> Path:
        return self.site.folder / "medlem"
