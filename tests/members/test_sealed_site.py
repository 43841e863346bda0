"""Sealing the member site: what it refuses, and that it is done completely or not at all."""

import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from jwcrypto import jwe

from district.__main__ import main
from district.members import jose, member_feeds, passphrase, sealed_site, secrets
from sealed import MEMBERS, THEME_FILES, Sealed, Secrets, contents, copy_few, opened, seal, site_key
from sites import Site, mkdocs

DOOR = sealed_site.Door("Lingonriket", 1742036400)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A tiny public site: its home page and a page about the member pages."""
    (tmp_path / "site/medlem/om").mkdir(parents=True)
    (tmp_path / "site/index.html").write_text("öppet")
    (tmp_path / "site/medlem/index.html").write_text("kommer")
    (tmp_path / "site/medlem/om/index.html").write_text("om")
    return tmp_path / "site"


@pytest.fixture
def few(plain: Path, tmp_path: Path) -> Path:
    """A member site of two pages, in plain text: what is tested with it does not depend on how many there are."""
    return copy_few(plain, tmp_path / "few", "kalender/index.html")


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_without_secrets_nothing_is_written_and_a_message_says_why(few: Path, public: Path) -> None:
    before = tree(public.parent)
    run = seal(few, public, {secrets.FEEDS: secrets.new_key()})
    assert run.returncode == 1
    assert "MEMBERS_PASSPHRASES saknas" in run.stderr
    assert "ingenting är skrivet" in run.stderr
    assert "Traceback" not in run.stderr
    assert tree(public.parent) == before


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("program.exe", b"MZ"),
        ("assets/medlem.js", b"// changed"),
        ("assets/karta.css", b"body {}"),
        ("bilder/karta.js.map", b"{}"),
        ("utan-slut", b"x"),
    ],
)
def test_an_unknown_kind_of_file_is_refused_and_the_site_is_unchanged(
    few: Path, public: Path, path: str, content: bytes
) -> None:
    (few / path).parent.mkdir(exist_ok=True)
    (few / path).write_bytes(content)
    before = tree(public)
    run = seal(few, public, Secrets.new().environment)
    assert run.returncode == 1
    assert f"{path} är ingen fil som kan låsas in" in run.stderr
    assert tree(public) == before
    assert not [*public.parent.glob(".sealing-*")]


def test_plain_text_is_never_written_into_the_public_site(
    plain: Path, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checked at every file that is sealed, until the rename that puts all of them in place."""
    before, seen = tree(public), []

    def watched(*arguments: object) -> str:
        seen.append(tree(public) == before)
        return real(*arguments)  # type: ignore[arg-type]

    real = jose.encrypt
    monkeypatch.setattr(jose, "encrypt", watched)
    monkeypatch.setattr(jose, "PBKDF2_ITERATIONS", 1000)
    number = sealed_site.seal(plain, public / "medlem", ["x"], THEME_FILES, DOOR)
    assert len(seen) > number
    assert all(seen)
    assert (public / "medlem/om/index.html").read_text() == "om"
    assert {path.suffix for path in (public / "medlem/s").iterdir()} == {".jwe"}
    assert not [*public.parent.glob(".sealing-*")]


@pytest.mark.parametrize("fails", [1, 2, 3, 4])
def test_a_failed_rename_leaves_the_site_unchanged(
    few: Path, public: Path, monkeypatch: pytest.MonkeyPatch, fails: int
) -> None:
    """Each of the four renames fails in turn: of the old folder and feeds away, and of the new ones into place."""
    monkeypatch.setattr(jose, "PBKDF2_ITERATIONS", 1000)
    (public / "f").mkdir()
    (public / "f/gammal.xml").write_text("gammal")
    before, count, real = tree(public.parent), 0, Path.rename

    def rename(self: Path, to: Path) -> Path:
        nonlocal count
        count += 1
        if count == fails:
            raise OSError("fullt")
        return real(self, to)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="fullt"):
        sealed_site.seal(few, public / "medlem", ["x"], THEME_FILES, DOOR, [("f/ny/feed.xml", b"ny")])
    assert tree(public.parent) == before
    sealed_site.seal(few, public / "medlem", ["x"], THEME_FILES, DOOR, [("f/ny/feed.xml", b"ny")])
    assert [path.name for path in (public / "f").iterdir()] == ["ny"]
    sealed_site.seal(few, public / "medlem", ["x"], THEME_FILES, DOOR)
    assert not (public / "f").exists()


def test_a_failure_while_making_feeds_leaves_the_site_unchanged(
    few: Path, public: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in Secrets.new().environment.items():
        monkeypatch.setenv(name, value)

    def full(*_: object) -> None:
        raise OSError("fullt")

    monkeypatch.setattr(member_feeds, "member_feeds", full)
    before = tree(public.parent)
    assert main(["seal", "--config", str(MEMBERS), str(few), str(public / "medlem")]) == 1
    assert "ingenting är skrivet" in capsys.readouterr().err
    assert tree(public.parent) == before


def test_sealing_says_if_no_page_leads_to_the_member_pages(
    few: Path, public: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(jose, "PBKDF2_ITERATIONS", 1000)
    for name, value in Secrets.new().environment.items():
        monkeypatch.setenv(name, value)
    command = ["seal", "--config", str(MEMBERS), str(few), str(public / "medlem")]
    assert main(command) == 0
    assert capsys.readouterr().err == ""
    shutil.rmtree(public / "medlem/om")
    assert main(command) == 0
    assert "Ingen sida leder till dem" in capsys.readouterr().err


def test_a_source_inside_the_public_site_is_refused(few: Path, public: Path) -> None:
    shutil.copytree(few, public / "plain")
    run = seal(public / "plain", public, Secrets.new().environment)
    assert run.returncode == 1
    assert "utanför" in run.stderr


def test_nothing_of_an_earlier_build_opens_a_later_one(
    few: Path, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jose, "PBKDF2_ITERATIONS", 1000)
    removed, kept = passphrase.generate(), passphrase.generate()

    def seal_with(*phrases: str) -> tuple[bytes, str, set[str]]:
        sealed_site.seal(few, public / "medlem", phrases, THEME_FILES, DOOR)
        name = contents(public / "medlem", kept)["files"]["index.html"]["name"]
        home = (public / f"medlem/s/{name}.jwe").read_text()
        return site_key(public / "medlem", kept), home, {path.name for path in (public / "medlem/s").iterdir()}

    old_key, old_home, old_names = seal_with(removed, kept)
    assert site_key(public / "medlem", removed) == old_key
    key, home, names = seal_with(kept)
    with pytest.raises(jwe.InvalidJWEData):
        site_key(public / "medlem", removed)
    with pytest.raises(jwe.InvalidJWEData):
        opened(home, old_key)
    with pytest.raises(jwe.InvalidJWEData):
        opened(old_home, key)
    assert not names & old_names


def test_the_list_of_contents_has_every_file_and_its_digest(sealed: Sealed) -> None:
    listed = contents(sealed.folder, sealed.phrase)
    assert listed["built"] == 1742036400
    expected = {path for path in tree(sealed.plain) if not path.startswith("assets/")} - sealed_site.OMITTED
    assert set(listed["files"]) == expected
    for file in listed["files"].values():
        assert sha256((sealed.folder / f"s/{file['name']}.jwe").read_bytes()).hexdigest() == file["digest"]


def test_names_sizes_and_numbers_tell_little(sealed: Sealed) -> None:
    files = [*(sealed.folder / "s").iterdir()]
    assert len(files) % 32 == 0
    assert all(len(file.stem) == 40 and set(file.stem) <= set("0123456789abcdef") for file in files)
    assert len({file.stat().st_size for file in files}) < 6


def test_the_login_page_has_no_inline_script_or_style(sealed: Sealed) -> None:
    door = Site(sealed.folder, "https://example.org/medlem/", "").pages[""]
    assert [script.get("src") for script in door.xpath("//script")] == ["assets/medlem.js"]
    assert not door.xpath("//style | //@style | //@onclick | //@onsubmit")
    (policy,) = door.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.split("; ") == [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "font-src 'self'", "img-src 'self' data:",
        "connect-src 'self'", "form-action 'none'", "base-uri 'none'",
        "require-trusted-types-for 'script'", "trusted-types 'none'",
    ]  # fmt: skip
    assert door.xpath("//label[@for='fras']")
    script = (sealed.folder / "assets/medlem.js").read_text("utf-8")
    parsing = "eval|innerHTML|outerHTML|insertAdjacentHTML|DOMParser|createContextualFragment|document.write|srcdoc"
    assert not re.findall(parsing, script)
    assert not re.findall("sessionStorage|localStorage|indexedDB|caches|cookie|document.title", script)


def test_nothing_in_the_public_site_links_to_the_feeds(sealed: Sealed) -> None:
    (folder,) = (sealed.site.folder / "f").iterdir()
    assert not any(folder.name in path.read_text("utf-8", "ignore") for path in sealed.site.folder.rglob("*.html"))
    assert folder.name.encode() not in (sealed.folder / "nycklar.json").read_bytes()


def test_the_site_for_a_host_with_its_own_login_has_the_same_pages(plain: Path, tmp_path: Path) -> None:
    config = MEMBERS
    run = mkdocs(config, tmp_path / "open", MEMBERS="proxy")
    assert run.returncode == 0, run.stderr
    page = Site(tmp_path / "open", "https://lingonriket.example/hemsida/", "")
    assert "potatissallader" in page.text("kalender/2025/medlemsfest/")

    def pages(folder: Path) -> set[str]:
        # The search of sealed pages is in the page that unlocks them, and its index in fewer files.
        return {path for path in tree(folder) if path not in sealed_site.OMITTED and not path.startswith("sok/")}

    assert pages(plain) == pages(tmp_path / "open")
    assert "sok/index.html" in tree(tmp_path / "open")
