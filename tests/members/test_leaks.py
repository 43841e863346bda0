"""No word for members only is anywhere in the published site, and the search for such words finds them."""

import base64
import gzip
import json
import quopri
import shutil
import unicodedata
import zlib
from collections.abc import Callable
from email.header import Header
from html import escape
from html.entities import codepoint2name
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from icalendar import vText

from canaries import Flock, photo, plant
from district.__main__ import main
from district.language.swedish import slug
from district.members import leaks, secret_words
from district.reading import settings
from sealed import MEMBERS, Secrets, build_plain, seal
from sites import EXAMPLE, ROOT, Build, Site, district


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Flock, str]:
    """A district with canaries: its published site with sealed member pages, and the latter in plain text."""
    folder = tmp_path_factory.mktemp("planted")
    config, flock = plant(folder / "distrikt")
    secrets = Secrets.new()
    run = district("build", folder / "site", config.with_name("mkdocs.yml"))
    assert run.returncode == 0, run.stderr
    plain = build_plain(folder / "plain", secrets, config)
    run = seal(plain, folder / "site", secrets.environment, config)
    assert run.returncode == 0, run.stderr
    return folder / "site", plain, flock, run.stdout + run.stderr


def test_most_canaries_are_in_the_plain_member_site(planted: tuple[Path, Path, Flock, str]) -> None:
    """Otherwise the next test would prove nothing. Photo metadata is removed, and a few fields are not shown."""
    _, plain, flock, _ = planted
    found = {word for _, word in leaks.find(plain, flock.planted.values())}
    hidden = {place for place, word in flock.planted.items() if word not in found}
    lost = {"bild EXIF", "bild JPEG", "bild PNG-text", "bild PNG-text, packad"}
    assert lost <= hidden
    print("syns inte:", sorted(hidden))
    assert len(hidden) < len(flock.planted) / 3, hidden


def test_no_canary_is_in_the_published_site(planted: tuple[Path, Path, Flock, str]) -> None:
    site, _, flock, printed = planted
    found = leaks.find(site, flock.planted.values())
    assert found == []
    assert len(flock.planted) >= 100
    assert not any(word in printed for word in flock.planted.values())
    print(f"{len(flock.planted)} kanariefåglar planterade, {len(found)} hittade")


def test_canaries_are_in_nested_fields_too(planted: tuple[Path, Path, Flock, str]) -> None:
    _, _, flock, _ = planted
    for place in ("event.title", "event.where.access", "event.repeat.moved.note", "study.sessions.reading",
                  "plan.areas.goals.history.text", "newsletter.image.alt", "event.was", "sida filnamn"):  # fmt: skip
        assert place in flock.planted


WORD = "bkqzhjtwnvxdrp"


SEEDS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "en titel i sajtkartan": ("sitemap.xml", lambda w: f"<urlset><loc>/medlem/{w}/</loc></urlset>".encode()),
    "en packad sajtkarta": ("sitemap.xml.gz", lambda w: gzip.compress(f"<loc>/{w}/</loc>".encode())),
    "en sökpost": ("search/search_index.json", lambda w: json.dumps({"docs": [{"title": w.upper()}]}).encode()),
    "en sökpost med u-koder": ("search/x.json", lambda w: "".join(f"\\u{ord(c):04x}" for c in w).encode()),
    "en källkarta": ("assets/x.js.map", lambda w: json.dumps({"sourcesContent": [f"// {w}"]}).encode()),
    "en källkarta i data-adress": ("x.js", lambda w: b"//# data:;base64," + base64.b64encode(b"{a" + w.encode())),
    "en taggsida": ("taggar/index.html", lambda w: f"<h2 id='{w}'>{w}</h2>".encode()),
    "en EXIF-kommentar": ("bilder/x.jpg", photo),
    "en kommentar i HTML": ("index.html", lambda w: f"<!-- {w} -->".encode()),
    "HTML-koder": ("om/index.html", lambda w: "".join(f"&#{ord(c)};" for c in w).encode()),
    "HTML-koder i koder": ("om/x.html", lambda w: escape("".join(f"&#x{ord(c):x};" for c in w)).encode()),
    "URL-koder": ("x.html", lambda w: ("?q=" + "".join(f"%{ord(c):02X}" for c in w)).encode()),
    "URL-koder två gånger": ("y.html", lambda w: quote("".join(f"%{ord(c):02X}" for c in w)).encode()),
    "base64": ("x.txt", lambda w: base64.b64encode(f"xy{w}z".encode())),
    "base64 för adresser": ("y.txt", lambda w: b"eyJ." + base64.urlsafe_b64encode(b"\xff\xfe>" + w.encode())),
    "base64 med radbrytningar": ("z.eml", lambda w: base64.encodebytes(b"x" * 50 + w.encode() + b"y" * 60)),
    "gzip": ("x.bin", lambda w: b"huvud" + gzip.compress(w.encode())),
    "zlib i en PDF": ("x.pdf", lambda w: b"%PDF stream\n" + zlib.compress(w.encode() * 9) + b"\nendstream"),
    "gzip i base64": ("x.svg", lambda w: base64.b64encode(gzip.compress(w.encode()))),
    "UTF-16": ("x.csv", lambda w: w.encode("utf-16")),
    "UTF-16, omvänd": ("y.csv", lambda w: b"\xfe\xff" + f"åäö {w}".encode("utf-16-be")),
    "ett filnamn": (f"bilder/{WORD}.png", lambda _: b""),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEDS)
def test_a_leak_is_found_in_every_encoding(name: str, tmp_path: Path) -> None:
    path, made = SEEDS[name]
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(made(WORD))
    assert leaks.find(tmp_path, [WORD, "qqqqqqqqqq"]) == [(path, WORD)]


# Each way in which the site, a mail program or an editor writes a text, as a part of a file.
FORMS: dict[str, Callable[[str], str | bytes]] = {
    "as it is": str,
    "upper case": str.upper,
    "a slug": slug,
    "a file's name": lambda t: f"href='/filer/{slug(t)}.pdf'",
    "NFD": lambda t: unicodedata.normalize("NFD", t),
    "Latin-1": lambda t: t.encode("latin-1"),
    "UTF-16": lambda t: f"(och {t} där)".encode("utf-16"),
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "soft hyphens": lambda t: "\u00ad".join(t),
    "zero-width spaces": lambda t: "\u200b".join(t),
    "wrapped lines": lambda t: t.replace(" ", "\n      "),
    "a quoted mail": lambda t: t.replace(" ", "\n> "),
    "a folded calendar": lambda t: f"SUMMARY:{t[:3]}\r\n {t[3:7]}\r\n {t[7:]}\r\n",
    "a calendar's escapes": lambda t: f"DESCRIPTION:Hej\\n{t.replace(';', chr(92) + ';')}\\nslut",
    "a calendar of icalendar's": lambda t: vText(f"x {t}").to_ical(),
    "quoted-printable": lambda t: quopri.encodestring(t.encode()),
    "quoted-printable, wrapped": lambda t: quopri.encodestring(("x " * 34 + t).encode()),
    "a mail's subject": lambda t: Header(t, "utf-8").encode(),
    "a mail's subject in quoted-printable": lambda t: "=?utf-8?q?" + t.replace(" ", "_").replace("Å", "=C3=85") + "?=",
    "base64": lambda t: base64.b64encode(f"och {t} där".encode()),
    "base64 in lines": lambda t: base64.encodebytes(f"{'x ' * 25}{t} {'y ' * 30}".encode()),
    "percent-encoding": quote,
    "a form's address": quote_plus,
    "named entities": lambda t: "".join(f"&{codepoint2name[ord(c)]};" if ord(c) in codepoint2name else c for c in t),
    "numbered entities": lambda t: "".join(f"&#{ord(c)};" for c in t),
    "JSON": json.dumps,
    "JSON in JSON": lambda t: json.dumps(json.dumps(f"\n{t}\n")),
    "tags within": lambda t: f"<p>{t[:2]}<b>{t[2:5]}</b>{t[5:]}</p>",
    "tags around each word": lambda t: "".join(f"<li>{word}</li>" for word in t.split()),
}


@pytest.mark.parametrize("secret", ["Grinden på Åsgatan har kod; ring festkommittén", "Åsa Lönn", "Långmossa"])
def test_a_leak_is_found_in_every_form(secret: str, tmp_path: Path) -> None:
    assert len(FORMS) == 29
    for number, form in enumerate(FORMS.values()):
        written = form(secret)
        data = written if isinstance(written, bytes) else written.encode()
        (tmp_path / f"{number}.html").write_bytes(
            b"<p>Hej!</p>\n" * (b"\0" not in data) + data + b"\n" * (b"\0" not in data)
        )
    found = {int(path.partition(".")[0]) for path, _ in leaks.find(tmp_path, [secret])}
    assert [name for number, name in enumerate(FORMS) if number not in found] == []


def test_a_short_name_is_not_found_within_another_word(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<p>Långmossan, Stor-Åsa Lönnberg</p>", "utf-8")
    assert leaks.find(tmp_path, ["Långmossa", "Åsa Lönn"]) == []


def test_leaks_are_found_in_a_whole_site(small: Site, tmp_path: Path) -> None:
    shutil.copytree(small.folder, tmp_path / "site")
    flock = Flock()
    words = [flock.new(name) for name in SEEDS]
    for (path, made), word in zip(SEEDS.values(), words, strict=True):
        file = tmp_path / "site" / path.replace(WORD, word)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((file.read_bytes() if file.exists() else b"") + made(word))
    found = {word for _, word in leaks.find(tmp_path / "site", words)}
    assert found == set(words)
    print(f"{len(found)} sådda läckor av {len(words)} funna")


def test_the_words_to_search_for_are_the_members_own_and_none_is_public(example: Site, tmp_path: Path) -> None:
    words = secret_words.secret_texts(settings.folders(MEMBERS), settings.site_url(MEMBERS))
    assert {"Vårfest med knytkalas", "Grinden har kod; ring festkommittén så öppnar vi.", "planeringsdag"} <= words
    assert {"Mötesboken", "medlemsfest"} <= words
    assert not [word for word in words if "/" in word or word[:4].isdigit() or sum(map(str.isalpha, word)) < 5]
    # Feeds repeat the pages, and no word is found in pictures by chance.
    left_out = shutil.ignore_patterns("*.xml", "*.png", "*.jpg")
    texts = shutil.copytree(example.folder, tmp_path / "site", ignore=left_out)
    assert leaks.find(texts, words) == []


def test_words_that_are_public_too_are_not_searched_for(tmp_path: Path) -> None:
    files = {
        "data/events/2025/x.yml": "where: {name: Gemensamma trädgården}",
        "mine/events/2025/hemligt-gruppmote.yml": "start: 2025-03-20 18:00\ngoals: [2025/organisation/fler-medlemmar]\n"
        "where: {name: Gemensamma trädgården, online: 'https://video.example/rum/8f3k2'}\n"
        "text: |\n  torsdag 20 mars klockan 18:00\n  [Protokollet i lådan](/filer/protokollsutkast.pdf) https://video.example/\n",
        "docs/om.md": "# Organisation\n\nFler-medlemmar.",
        "pages/om.md": "# Ordningsregler\n",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    public = settings.Folders(tmp_path, tmp_path / "data", tmp_path / "docs")
    words = secret_words.secret_texts(settings.Folders(tmp_path, tmp_path / "mine", tmp_path / "pages", public))
    assert words == {
        "hemligt-gruppmote", "Protokollet i lådan", "protokollsutkast", "Ordningsregler", "video.example/rum/8f3k2",
    }  # fmt: skip


def test_the_command_prints_where_something_leaks_and_never_what(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.html").write_text("<p>V&#229;rfest med knytkalas", "utf-8")
    assert main(["leaks", "--config", str(MEMBERS), str(tmp_path)]) == 1
    printed = capsys.readouterr().err
    assert printed.startswith("x.html: Här står något som bara är för medlemmar.")
    assert "knytkalas" not in printed
    (tmp_path / "x.html").write_text("<p>Vårfest", "utf-8")
    assert main(["leaks", "--config", str(MEMBERS), str(tmp_path)]) == 0


def test_the_public_build_reads_no_member_folder(build: Build, example: Site, config: Path) -> None:
    """The member folders are replaced by files that cannot be read without a mistake or a trace in the site."""
    for name in ("medlem-data", "medlem-docs"):
        folder = config.parent / name
        shutil.rmtree(folder)
        (folder / "events/2025").mkdir(parents=True)
        for path in ("district.yml", "events/2025/x.yml", "om.md", "index.md", "bild.jpg"):
            (folder / path).write_bytes(b"\0\xff: [")
        (folder / "events/2025/ring.yml").symlink_to("ring.yml")
    assert build(config, example.url).files() == example.files()


def test_the_public_configuration_names_no_member_folder() -> None:
    for config in (ROOT / "mkdocs.yml", EXAMPLE / "mkdocs.yml"):
        assert "member" not in config.read_text("utf-8")
