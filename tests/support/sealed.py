"""The made-up district's member pages, sealed with secrets that are generated for the test."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from district.members import passphrase, secrets
from sites import ROOT, Site, district, mkdocs

MEMBERS = ROOT / "tests/exempel/mkdocs.members.yml"


@dataclass(frozen=True)
class Secrets:
    """The secrets that a run finds in its environment."""

    key: str
    phrases: tuple[str, ...]
    feeds: str

    @classmethod
    def new(cls, *phrases: str) -> "Secrets":
        return cls(secrets.new_key(), phrases or (passphrase.generate(),), secrets.new_key())

    @property
    def environment(self) -> dict[str, str]:
        return {secrets.KEY: self.key, secrets.PHRASES: "\n".join(self.phrases), secrets.FEEDS: self.feeds}


def build_plain(folder: Path, secrets: Secrets, config: Path = MEMBERS, **environment: str) -> Path:
    """Build the member site in plain text."""
    run = mkdocs(config, folder, **secrets.environment, **environment)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


def seal(
    source: Path, site: Path, environment: dict[str, str], config: Path = MEMBERS
) -> subprocess.CompletedProcess[str]:
    """Run `district seal` with no secrets but those given."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("MEMBERS")}
    with patch.dict(os.environ, known, clear=True):
        return district("seal", "--config", config, source, site / "medlem", **environment)


@dataclass(frozen=True)
class Sealed:
    """A public site with the member site sealed into it, and the folder of the latter in plain text."""

    site: Site
    plain: Path
    secrets: Secrets

    @property
    def folder(self) -> Path:
        return self.site.folder / "medlem"
