"""Headings get GitHub's ids, and links to them lead to their page."""

import re

import pytest
from lxml import html
from markupsafe import Markup

from built import build
from district.language import markdown
from district.language.headings import Ids, github_id
from district.language.links import Base
from district.library.addresses import THEME_IDS
from district.reading import load, settings
from district.site.templating import SOURCES
from sites import ROOT, Write

BREV = "---\ntitle: Brev\ndate: 2025-03-01\nsummary: Nytt.\n---\n\n"
TEXT = "[Hoppa](#mat-på-ön)\n\n## Mat på ön\n\nSoppa\n"
LINK = "#mat-p%C3%A5-%C3%B6n"


# As the package github-slugger 2.0.0 makes them.
@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Mat på ön", "mat-på-ön"),
        ("Åtta ÄPPLEN & öl?", "åtta-äpplen--öl"),
        ("Vad? Hur!", "vad-hur"),
        ("2025–2026: plan_b – c", "20252026-plan_b--c"),
        (" 🎉 Fest ", "-fest"),
        ("❤\ufe0f", "\ufe0f"),
        ("½ m²", "-m"),
        ("kl.\u00a018", "kl18"),
        ("!?", ""),
    ],
)
def test_a_heading_has_the_id_that_github_gives_it(words: str, name: str) -> None:
    assert github_id(words) == name


def test_the_same_heading_again_is_numbered_as_on_github() -> None:
    ids = Ids({"meny"})
    given = [ids.of(words) for words in ("Mat", "Mat", "Mat 1", "mat!", "Meny", "?", "!")]
    assert given == ["mat", "mat-1", "mat-1-1", "mat-2", "meny-1", "", "-1"]


def test_the_id_is_made_of_what_is_read_in_the_heading() -> None:
    text = "# Om *oss* & `kod`\n\n## [Länk](https://exempel.se) <b>\n"
    shown = markdown.html(text, Base("", Markup), ids=Ids())
    assert re.findall(r'id="([^"]*)"', shown) == ["om-oss--kod", "länk-b"]


def test_a_link_to_a_heading_stays_on_its_page_and_leads_there_from_feed_and_mail(write: Write) -> None:
    written = "".join(f"  {line}\n" for line in TEXT.splitlines())
    known = "published: 2025-03-01\n"
    files = {
        "docs/nyhetsbrev/2025/brev.md": BREV + TEXT,
        "docs/om.md": f"# Om oss\n\n{TEXT}",
        "data/events/2025/mote.yml": f"title: Möte\n{known}start: 2025-06-01\ntext: |\n{written}",
        "data/studies/cirkel.yml": f"title: Cirkel\nkind: circle\n{known}text: |\n{written}",
        "data/plan/2025.yml": f"title: Plan\n{known}intro: |\n{written}areas:\n"
        "  - id: natur\n    title: Natur\n    goals: []\n    text: |\n" + written.replace("  ", "      "),
    }
    built = build(load.library(settings.folders(write(files))))
    records = ["nyhetsbrev/2025/brev/", "kalender/2025/mote/", "studier/cirkel/", "plan/2025/"]
    for address in [*records, "om/"]:
        page = built.page(address)
        # Of a plan's texts, those of the areas come on the same page.
        assert {*page.xpath("//article//a[.='Hoppa']/@href")} == {LINK}, address
        assert page.xpath("//*[@id='mat-på-ön']")[0].text == "Mat på ön"
    for file in ("feed.xml", "atom.xml"):
        found = re.findall(r'href="([^"]*#[^"]*)"', html.fromstring(built.file(file)).text_content())
        area = f"{built.url}plan/2025/#natur"
        assert {*found} == {area, *(f"{built.url}{address}{LINK}" for address in records)}
    mail = html.document_fromstring(built.file("nyhetsbrev/2025/brev/mejl.html"))
    assert mail.xpath("//a[.='Hoppa']/@href") == [f"{built.url}nyhetsbrev/2025/brev/{LINK}"]
    assert f"{built.url}nyhetsbrev/2025/brev/{LINK}" in built.file("nyhetsbrev/2025/brev/mejl.txt").decode()


def test_texts_of_one_page_share_its_ids(write: Write) -> None:
    area = "  - id: natur\n    title: Natur\n    text: '## Natur Stigar'\n    goals: [{id: stigar, text: röja}]\n"
    plan = "title: Plan\npublished: 2025-01-01\nintro: '## Siffror'\nclosing: '## Siffror'\nareas:\n"
    built = build(load.library(settings.folders(write({"data/plan/2025.yml": plan + area}))))
    page = built.page("plan/2025/")
    assert page.xpath("//h2[.='Siffror']/@id") == ["siffror-1", "siffror-2"]
    assert page.xpath("//*[starts-with(@id, 'natur')]/@id") == ["natur", "natur-stigar-1", "natur-stigar"]


def test_every_id_of_the_theme_is_reserved() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "overrides").rglob("*.html")]
    shown = {name for text in [*texts, *SOURCES.values()] for name in re.findall(r'\sid="([^"{]+)"', text)}
    assert shown - {"siffror"} == THEME_IDS
