"""A gardening club that takes over a copy of a party district's repository."""

import gzip
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from district.site.share_cards import Look, site_card
from sealed import Secrets, seal
from sites import EXAMPLE, ROOT, district

CLUB = "Trädgårdsföreningen Rosen & Lök"
# What the made-up party district writes, and what the real one does.
PARTY = re.compile(
    r"lingon|blåbär|sjuh[aä]rad|v[aä]nster|\bparti(et|ets|er|förening|distrikt)?\b|distrikt|facklig|politi[ks]|femini"
    r"|\babf\b|#ad1a1a|#8f1216|#a3161b|#8c1518|#6f1013|#fbece5|#35211f",
    re.IGNORECASE,
)
EMPTIED = ["data/members/README.md", "data/public/district.yml", "docs/members/README.md"]
EMPTIED += ["docs/public/om.md", "docs/public/tillganglighet.md"]


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A clone with the program and everything that the made-up party district has written."""
    folder = tmp_path / "kopia"
    for name in ("data", "docs"):
        shutil.copytree(EXAMPLE / name, folder / name / "public")
        shutil.copytree(EXAMPLE / f"medlem-{name}", folder / name / "members")
        (folder / name / "members/README.md").write_text("Här ligger det som är för medlemmar.\n", "utf-8")
    (folder / "tests/plan").mkdir(parents=True)
    (folder / "tests/plan/plan.md").write_text("Vår plan\n", "utf-8")
    for name in ("mkdocs.yml", "mkdocs.members.yml"):
        shutil.copy(ROOT / name, folder)
    for name in ("hooks", "overrides"):
        (folder / name).symlink_to(ROOT / name)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Som det var")
    return folder


def emptied(folder: Path) -> list[str]:
    files = (path for name in ("data", "docs", "tests") for path in (folder / name).rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in files)


def published(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file, unpacked."""
    for path in (path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        text = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        yield path.relative_to(folder).as_posix(), f"{path.name}\n{text.decode('utf-8', 'replace')}"


def test_nothing_of_the_party_is_left_in_a_gardening_club_s_site(copy: Path, tmp_path: Path) -> None:
    done = district("new-district", CLUB, copy / "mkdocs.yml")
    assert (done.returncode, done.stderr) == (0, "")
    assert CLUB in done.stdout
    assert "Id är tradgardsforeningen-rosen-lok" in done.stdout
    assert emptied(copy) == EMPTIED

    assert district("check", copy / "mkdocs.yml").returncode == 0
    assert district("check", copy / "mkdocs.members.yml").returncode == 0
    site, plain, secrets = tmp_path / "site", tmp_path / "plain", Secrets.new().environment
    url = {"SITE_URL": "https://rosen.example/"}
    assert district("build", site, copy / "mkdocs.yml", LOCKED_PAGES="ja", **url).returncode == 0
    assert district("build", plain, copy / "mkdocs.members.yml", **url, **secrets).returncode == 0
    sealing = seal(plain, site, {**url, **secrets}, copy / "mkdocs.members.yml")
    assert sealing.returncode == 0, sealing.stderr
    files = [*published(site), *published(plain)]
    assert {"medlem/index.html", "medlem/om/index.html", "feed.xml", "kalender/kalender.ics"} <= {
        name for name, _ in files
    }
    assert [(name, found[0]) for name, text in files if (found := PARTY.search(text))] == []

    color = "#2b5d6e"
    assert (site / "assets/dela.png").read_bytes() == site_card(Look(CLUB, color))
    with Image.open(io.BytesIO((site / "assets/touch-icon.png").read_bytes())) as icon:
        assert icon.convert("RGB").getpixel((1, 1)) == tuple(bytes.fromhex(color[1:]))


REFUSALS = {
    "no name": ((" ", ""), "Skriv vad ni heter"),
    "an id that is none": ((CLUB, "Vår rosé"), "Id får bara ha a–z, 0–9 och bindestreck, och är nu ”Vår rosé”."),
    "no id follows from the name": (("Ж", ""), "Id får bara ha a–z, 0–9 och bindestreck, och är nu ””."),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_name_that_cannot_be_used_changes_nothing(copy: Path, case: str) -> None:
    given, said = REFUSALS[case]
    refused(copy, said, *given)


def refused(folder: Path, said: str, name: str = CLUB, known: str = "") -> None:
    before = emptied(folder)
    done = district("new-district", name, folder / "mkdocs.yml", "--id", known)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
    assert done.stderr.endswith("Ingenting är ändrat.\n")
    assert emptied(folder) == before


def test_what_git_cannot_give_back_is_not_emptied(copy: Path) -> None:
    (copy / "docs/public/ny.md").write_text("# Ny\n")
    refused(copy, "Det finns ändringar som inte är sparade i git, bland annat i docs/public/ny.md. Spara")
    (copy / "docs/public/ny.md").unlink()
    shutil.rmtree(copy / ".git")
    refused(copy, "Det här är ingen kopia gjord med git")


def test_what_comes_with_every_copy_names_no_party() -> None:
    guides = [ROOT / name for name in ("README.md", "Makefile", "mkdocs.yml", "mkdocs.members.yml", "pyproject.toml")]
    texts = guides + [path for path in (ROOT / ".github").rglob("*") if path.suffix in (".md", ".yml")]
    named = re.compile(r"sjuh[aä]rad|v[aä]nsterp|\b(parti|partiets?)\b", re.IGNORECASE)
    found = {path.name: named.findall(path.read_text("utf-8")) for path in texts}
    assert {name: words for name, words in found.items() if words} == {}
