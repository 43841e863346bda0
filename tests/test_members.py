"""Sealing: what it makes, what it refuses, and that nothing is half done; feeds and photos for members."""

import io
import json
import shutil
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from jwcrypto import jwe, jwk
from jwcrypto.common import base64url_decode
from PIL import Image

from canaries import photo
from conftest import ROOT, Site, mkdocs
from district.__main__ import main
from district.checks.problem import Mistakes
from district.members import jose, member_feeds, passphrase, sealed_site, secrets
from district.reading import load, photos, settings
from sealed import MEMBERS, Secrets, seal

KEY = bytes(range(32))
FEED_SETTINGS = member_feeds.FeedSettings("https://example.org/", KEY, "1")


@pytest.fixture
def public(tmp_path: Path, example: Site) -> Path:
    """The public site, small: its front page and its page about the members'."""
    (tmp_path / "site/medlem/om").mkdir(parents=True)
    (tmp_path / "site/index.html").write_text("öppet")
    (tmp_path / "site/medlem/index.html").write_text("kommer")
    (tmp_path / "site/medlem/om/index.html").write_text("om")
    return tmp_path / "site"


def opened(lock: str, phrase: str) -> bytes:
    token = jwe.JWE()
    token.deserialize(lock)
    token.decrypt(jwk.JWK.from_password(passphrase.normalize(phrase)))
    return bytes(base64url_decode(json.loads(token.payload)["k"]))


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_word_list_is_long_enough_and_easy_to_spell() -> None:
    words = passphrase.wordlist()
    assert len(words) == len(set(words)) >= 2048
    assert all(3 <= len(word) <= 9 and set(word) <= set("abcdefghijklmnopqrstuvwxyzåäö") for word in words)
    assert all(passphrase.is_long_enough(passphrase.generate()) for _ in range(50))
    assert len({passphrase.generate() for _ in range(50)}) == 50


@given(st.text())
def test_a_phrase_is_the_same_however_it_is_typed(text: str) -> None:
    once = passphrase.normalize(text)
    assert passphrase.normalize(f"  {once.replace(' ', '-')} ") == passphrase.normalize(once)


@pytest.mark.parametrize("phrase", ["", "ett två tre fyra fem", "hej " * 6])
def test_a_short_phrase_is_refused(phrase: str) -> None:
    with pytest.raises(secrets.SealingError, match=r"minst sex|saknas"):
        secrets.from_environment({secrets.KEY: secrets.new_key(), secrets.PHRASES: phrase})


def test_a_sealed_file_is_standard_jose_and_padded() -> None:
    token = jose.encrypt(b"hemligt", "text/html", "namn", KEY)
    read = jwe.JWE()
    read.deserialize(token, key=jose._jwk(KEY))
    head, _, rest = read.payload.partition(b"\n")
    assert json.loads(head) == {"type": "text/html", "size": 7}
    assert rest.rstrip(b"\0") == b"hemligt"
    assert read.jose_header == {"alg": "dir", "enc": "A256GCM", "file": "namn"}
    assert len(token) == len(jose.encrypt(b"x" * 9000, "image/png", "namn", KEY))


def test_sizes_come_in_few_kinds() -> None:
    assert {jose.padded_size(size) for size in range(1, 16 * 1024 + 1)} == {16 * 1024}
    for size in range(1, 5_000_000, 4999):
        assert size <= jose.padded_size(size) <= max(16 * 1024, 2 * size)


def test_each_phrase_opens_the_lock_and_no_other_does() -> None:
    lock = jose.wrap_key(KEY, ["en två tre fyra fem sex", "sex fem fyra tre två ett"])
    assert opened(lock, "En-två tre  fyra fem sex") == opened(lock, "sex fem fyra tre två ett") == KEY
    recipients = json.loads(lock)["recipients"]
    assert [r["header"]["p2c"] for r in recipients] == [600_000] * 2
    assert {r["header"]["alg"] for r in recipients} == {"PBES2-HS512+A256KW"}
    with pytest.raises(jwe.InvalidJWEData):
        opened(lock, "en två tre fyra fem sju")


def test_names_tell_nothing_and_change_with_the_key() -> None:
    name = jose.hidden_name(KEY, "kalender/2025/fest/index.html")
    assert len(name) == 40
    assert name != jose.hidden_name(KEY[::-1], "kalender/2025/fest/index.html")


def test_without_secrets_nothing_is_written_and_a_sentence_says_why(plain: Path, public: Path) -> None:
    before = tree(public.parent)
    whole = Secrets.new().environment
    for name in (secrets.KEY, secrets.PHRASES):
        run = seal(plain, public, {key: value for key, value in whole.items() if key != name})
        assert run.returncode == 1
        assert f"{name} saknas" in run.stderr
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
def test_what_is_not_known_is_refused_and_the_site_stays_as_it_was(
    plain: Path, public: Path, tmp_path: Path, path: str, content: bytes
) -> None:
    source = tmp_path / "plain"
    shutil.copytree(plain, source)
    (source / path).write_bytes(content)
    before = tree(public)
    run = seal(source, public, Secrets.new().environment)
    assert run.returncode == 1
    assert f"{path} är ingen fil som kan låsas in" in run.stderr
    assert tree(public) == before
    assert not [*public.parent.glob(".sealing-*")]


def test_nothing_of_the_member_site_ever_lies_below_the_public(
    plain: Path, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen at every file that is sealed, up to the rename that puts all in place."""
    before, seen = tree(public), []

    def watched(*arguments: object) -> str:
        seen.append(tree(public) == before)
        return real(*arguments)  # type: ignore[arg-type]

    real = jose.encrypt
    monkeypatch.setattr(jose, "encrypt", watched)
    monkeypatch.setattr(jose, "PBKDF2_ITERATIONS", 1000)
    known = secrets.from_environment(Secrets.new().environment)
    number = sealed_site.seal(plain, public / "medlem", known, sealed_site.theme_folders(ROOT / "overrides"), "V")
    assert seen == [True] * number
    assert (public / "medlem/om/index.html").read_text() == "om"
    assert {path.suffix for path in (public / "medlem/s").iterdir()} == {".jwe"}
    assert not [*public.parent.glob(".sealing-*")]


@pytest.mark.parametrize("fails", [1, 2, 3, 4])
def test_whatever_fails_at_the_last_moment_the_site_is_as_it_was(
    plain: Path, public: Path, monkeypatch: pytest.MonkeyPatch, fails: int
) -> None:
    """Each of the four renames in turn: the sealed folder and the feeds, the old ones away and the new ones in."""
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
    known = secrets.from_environment(Secrets.new().environment)
    themes = sealed_site.theme_folders(ROOT / "overrides")
    with pytest.raises(OSError, match="fullt"):
        sealed_site.seal(plain, public / "medlem", known, themes, "V", [("f/ny/feed.xml", b"ny")])
    assert tree(public.parent) == before
    sealed_site.seal(plain, public / "medlem", known, themes, "V", [("f/ny/feed.xml", b"ny")])
    assert [path.name for path in (public / "f").iterdir()] == ["ny"]
    sealed_site.seal(plain, public / "medlem", known, themes, "V")
    assert not (public / "f").exists()


def test_feeds_that_cannot_be_made_leave_the_site_as_it_was(
    plain: Path, public: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in Secrets.new().environment.items():
        monkeypatch.setenv(name, value)

    def full(*_: object) -> None:
        raise OSError("fullt")

    monkeypatch.setattr(member_feeds, "member_feeds", full)
    before = tree(public.parent)
    assert main(["seal", "--config", str(MEMBERS), str(plain), str(public / "medlem")]) == 1
    assert "ingenting är skrivet" in capsys.readouterr().err
    assert tree(public.parent) == before


def test_a_personal_number_stops_the_members_pages_too(tmp_path: Path) -> None:
    shutil.copytree(MEMBERS.parent, tmp_path / "d")
    file = tmp_path / "d/medlem-docs/arbetsgrupper.md"
    file.write_text(file.read_text("utf-8") + "\nMejla a@example.org eller ring 070-123 45 67.\n", "utf-8")
    config = tmp_path / "d/mkdocs.members.yml"
    for name in ("mkdocs.yml", "mkdocs.members.yml"):
        path = tmp_path / "d" / name
        path.write_text(path.read_text("utf-8").replace("../../", f"{ROOT}/"), "utf-8")
    assert main(["check", str(config)]) == 0
    file.write_text(file.read_text("utf-8") + "\n19121212-1212\n", "utf-8")
    with pytest.raises(Mistakes, match="personnummer") as raised:
        load.library(settings.folders(config))
    assert "1212-1212" not in str(raised.value)


def test_the_source_may_not_lie_in_the_public_site(plain: Path, public: Path) -> None:
    shutil.copytree(plain, public / "plain")
    run = seal(public / "plain", public, Secrets.new().environment)
    assert run.returncode == 1
    assert "utanför" in run.stderr


def test_a_phrase_taken_away_or_a_new_key_lets_nobody_in_as_before(plain: Path, public: Path) -> None:
    old = Secrets.new(passphrase.generate(), passphrase.generate())
    assert seal(plain, public, old.environment).returncode == 0
    fewer = Secrets(old.key, old.phrases[1:], old.feeds)
    assert seal(plain, public, fewer.environment).returncode == 0
    lock = (public / "medlem/nycklar.json").read_text()
    with pytest.raises(jwe.InvalidJWEData):
        opened(lock, old.phrases[0])
    key = opened(lock, old.phrases[1])
    names = {path.name for path in (public / "medlem/s").iterdir()}
    assert f"{jose.hidden_name(key, 'index.html')}.jwe" in names
    turned = Secrets.new(*old.phrases)
    assert seal(plain, public, turned.environment).returncode == 0
    assert not names & {path.name for path in (public / "medlem/s").iterdir()}


def test_the_door_has_no_script_or_style_of_its_own(plain: Path, public: Path) -> None:
    assert seal(plain, public, Secrets.new().environment).returncode == 0
    unlock_page = Site(public / "medlem", "https://example.org/medlem/", "").pages[""]
    assert [script.get("src") for script in unlock_page.xpath("//script")] == ["assets/medlem.js"]
    assert not unlock_page.xpath("//style | //@style | //@onclick | //@onsubmit")
    assert unlock_page.xpath("//label[@for='fras']")
    script = (public / "medlem/assets/medlem.js").read_text("utf-8")
    assert "eval" not in script
    assert "innerHTML" not in script


def test_a_member_record_may_name_a_public_goal_and_never_the_other_way(tmp_path: Path) -> None:
    library = load.library(settings.folders(MEMBERS))
    party = next(event for event in library.events if event.name == "2025/medlemsfest")
    assert party.origin.members
    assert library.goals_of(party)[0].plan.origin.members is False
    assert party in library.records_naming(library.goals_of(party)[0])
    shutil.copytree(MEMBERS.parent, tmp_path / "d")
    event = tmp_path / "d/data/events/2025/fika-den-femtonde.yml"
    event.write_text(event.read_text("utf-8") + "\nstudy: motesteknik\n", "utf-8")
    config = tmp_path / "d/mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("../../", f"{ROOT}/"), "utf-8")
    with pytest.raises(Mistakes, match="Studien ”motesteknik” finns inte"):
        load.library(settings.folders(config))


def test_feeds_say_that_and_when_but_never_what() -> None:
    library = load.library(settings.folders(MEMBERS))
    made = dict(member_feeds.member_feeds(library, FEED_SETTINGS))
    whole = b"".join(made.values()).decode()
    for record in library.records:
        if record.origin.members:
            for word in (record.title, record.name, record.path, record.summary or record.title):
                assert word not in whole
    rss = feedparser.parse(made[f"{FEED_SETTINGS.folder}feed.xml"])
    members = [record for record in library.records if record.origin.members]
    assert not rss.bozo
    assert len(rss.entries) == len({entry.id for entry in rss.entries}) == len(members)
    assert {entry.title for entry in rss.entries} == {"Nytt på medlemssidorna"}
    assert {entry.link for entry in rss.entries} == {"https://example.org/medlem/"}
    assert b'content="noindex"' in made[f"{FEED_SETTINGS.folder}feed.xml"]
    events = Calendar.from_ical(made[f"{FEED_SETTINGS.folder}kalender.ics"]).walk("VEVENT")
    assert {event["SUMMARY"].removeprefix("Preliminärt: ") for event in events} == {"Medlemsaktivitet"}
    assert not {"DESCRIPTION", "LOCATION", "CATEGORIES"} & {key for event in events for key in event}


def test_full_feeds_tell_all_and_lead_to_the_sealed_page() -> None:
    library = load.library(settings.folders(MEMBERS))
    full_feeds = member_feeds.FeedSettings("https://example.org/", KEY, "1", full=True)
    made = dict(member_feeds.member_feeds(library, full_feeds))
    rss = feedparser.parse(made[f"{full_feeds.folder}feed.xml"])
    links = {entry.title: entry.link for entry in rss.entries}
    assert links["Vårfest med knytkalas"] == "https://example.org/medlem/#/kalender/2025/medlemsfest/"


def test_a_new_epoch_moves_the_feeds_and_no_item_becomes_new() -> None:
    library = load.library(settings.folders(MEMBERS))
    later = member_feeds.FeedSettings("https://example.org/", KEY, "2")
    assert later.folder != FEED_SETTINGS.folder
    assert len(FEED_SETTINGS.folder) == len("f//") + 40
    ids = [
        {e.id for e in feedparser.parse(dict(member_feeds.member_feeds(library, d))[f"{d.folder}feed.xml"]).entries}
        for d in (FEED_SETTINGS, later)
    ]
    assert ids[0] == ids[1]


def test_the_feeds_stand_in_no_link_of_the_public_site(plain: Path, public: Path) -> None:
    secrets = Secrets.new()
    assert seal(plain, public, secrets.environment).returncode == 0
    (folder,) = (public / "f").iterdir()
    assert not any(folder.name in path.read_text("utf-8", "ignore") for path in public.rglob("*.html"))
    assert folder.name.encode() not in (public / "medlem/nycklar.json").read_bytes()


def test_behind_a_login_the_same_site_is_open(plain: Path, tmp_path: Path) -> None:
    config = MEMBERS
    run = mkdocs(config, tmp_path / "open", MEMBERS="proxy")
    assert run.returncode == 0, run.stderr
    page = Site(tmp_path / "open", "https://lingonriket.example/hemsida/", "")
    assert "potatissallader" in page.text("kalender/2025/medlemsfest/")
    left_out = sealed_site.OMITTED
    assert {path for path in tree(plain) if path not in left_out} == {
        path for path in tree(tmp_path / "open") if path not in left_out
    }


def test_a_photo_keeps_its_pixels_and_nothing_else() -> None:
    made = photos.cleaned(photo("Kassörens kök"), "x.jpg")
    assert made == photos.cleaned(photo("Kassörens kök"), "x.jpg")
    with Image.open(io.BytesIO(made)) as image:
        assert not image.getexif()
        assert image.size == (40, 30)
    with pytest.raises(ValueError, match="x"):
        photos.cleaned(b"not a picture", "x.png")


@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp", "x.gif"])
def test_a_large_photo_shrinks_and_stands_upright(name: str) -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    Image.new("RGB", (3000, 1000), "red").save(out, photos.FORMATS[Path(name).suffix], exif=exif)
    with Image.open(io.BytesIO(photos.cleaned(out.getvalue(), name))) as image:
        assert max(image.size) == 1600
        assert image.height > image.width or name == "x.gif"  # GIF has no EXIF


def test_photos_are_clean_in_the_built_sites(plain: Path, example: Site) -> None:
    for folder in (plain, example.folder):
        for path in folder.rglob("*.jpg"):
            with Image.open(path) as image:
                assert not image.getexif()
                assert max(image.size) <= 1600


def test_the_real_districts_member_folders_hold_no_invented_content() -> None:
    for folder in ("docs/members", "data/members"):
        assert [path.name for path in (ROOT / folder).rglob("*")] == ["README.md"]
    assert load.library(settings.folders(ROOT / "mkdocs.members.yml"))
