"""The made-up district's member pages, sealed with secrets that are generated for the test."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from jwcrypto import jwe, jwk
from jwcrypto.common import base64url_decode, base64url_encode

from built import THEME
from district.members import passphrase, secrets
from district.publish.media import theme_files
from sites import ROOT, Site, district, mkdocs

MEMBERS = ROOT / "tests/exempel/mkdocs.members.yml"
THEME_FILES = {address: content.as_bytes() for address, content in theme_files(THEME, None, members=True)}


@dataclass(frozen=True)
class Secrets:
    """The secrets that a run finds in its environment."""

    phrases: tuple[str, ...]
    feeds: str

    @classmethod
    def new(cls, *phrases: str) -> "Secrets":
        return cls(phrases or (passphrase.generate(),), secrets.new_key())

    @property
    def environment(self) -> dict[str, str]:
        return {secrets.PHRASES: "\n".join(self.phrases), secrets.FEEDS: self.feeds}


def build_plain(folder: Path, secrets: Secrets, config: Path = MEMBERS, **environment: str) -> Path:
    """Build the member site in plain text."""
    run = mkdocs(config, folder, **secrets.environment, **environment)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


def copy_few(plain: Path, folder: Path, *pages: str) -> Path:
    """Copy some pages of the member site in plain text, and what the theme brings."""
    for page in ("index.html", *pages):
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(plain / page, folder / page)
    shutil.copytree(plain / "assets", folder / "assets")
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
    def phrase(self) -> str:
        return self.secrets.phrases[0]

    @property
    def folder(self) -> Path:
        return self.site.folder / "medlem"

    def file(self, path: str) -> Path:
        """The encrypted file of a page or file of the member site."""
        listed = contents(self.folder, self.phrase)["files"]
        return self.folder / "s" / f"{listed[path]['name']}.jwe"


def site_key(folder: Path, phrase: str) -> bytes:
    """Return the key that a passphrase opens. Raises InvalidJWEData if it opens none."""
    token = jwe.JWE()
    token.deserialize(json.dumps(json.loads((folder / "nycklar.json").read_bytes())["key"]))
    token.decrypt(jwk.JWK.from_password(passphrase.normalize(phrase)))
    return bytes(base64url_decode(json.loads(token.payload)["k"]))


def opened(token: str, key: bytes) -> bytes:
    """Return a decrypted file with its padding. Raises InvalidJWEData if the key is another."""
    sealed = jwe.JWE()
    sealed.deserialize(token, key=jwk.JWK(kty="oct", k=base64url_encode(key)))
    return bytes(sealed.payload)


def contents(folder: Path, phrase: str) -> dict[str, Any]:
    """Return the list of contents of a sealed member site."""
    token = json.loads((folder / "nycklar.json").read_bytes())["contents"]
    found: dict[str, Any] = json.loads(opened(token, site_key(folder, phrase)))
    return found
