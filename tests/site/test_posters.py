"""Posters and programmes: which there are, what is on them, and that search and feeds leave them out."""

from datetime import date
from typing import Any

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from PIL import Image, ImageDraw

from built import BLUEBERRY, THEME, TODAY, URL, Built, build
from district.library.library import Library
from district.model.base import Record
from district.model.district import Named
from district.site import site
from district.site.pages.programmes import laid_out
from district.site.sheets import qr
from district.site.view import Members, View
from records import event, group, letter, plan, study

TOWN = BLUEBERRY.model_copy(update={"municipalities": (Named(id="norr", name="Norr"),)})
ON = {"start": "2025-04-03 18:30"}
# Where each thing to print or pass on is, below the address of a page.
PASSED_ON = ("affisch/", "program/", "inlagg.txt", "kvadrat.png", "staende.png")


def read(code: str) -> list[str]:
    """What a reader of QR codes sees in an inline picture."""
    (svg,) = html.fragments_fromstring(code)
    side, module = int(svg.get("viewbox").split()[2]), 8
    image = Image.new("L", (side * module, side * module), 255)
    pen = ImageDraw.Draw(image)
    quiet = -int(svg.get("viewbox").split()[0])
    for run in svg.find("path").get("d").removesuffix("z").split("z"):
        x, y = (int(n) + quiet for n in run.removeprefix("M").partition("h")[0].split())
        width = int(run.partition("h")[2].partition("v")[0])
        pen.rectangle((x * module, y * module, (x + width) * module - 1, (y + 1) * module - 1), 0)
    return [found.text for found in zxingcpp.read_barcodes(image)]


@given(st.from_regex(r"https://[a-z]{1,30}\.example/(kalender|studier)/[a-z0-9-]{1,60}/", fullmatch=True))
def test_any_address_is_read_back_from_its_code(address: str) -> None:
    assert read(qr(address)) == [address]


@pytest.mark.parametrize(
    ("record", "has_poster"),
    [
        (event(**ON), True),
        (event(start="2025-03-15"), True),
        (event(start="2025-05"), True),
        (event(**ON, status="cancelled"), True),
        (event(start="2025-03-01", repeat={"every": "week", "count": "3"}), True),
        (event(start="2025-03-14"), False),
        (event(start="2025-02"), False),
        (study(sessions=[ON]), True),
        (study(), True),
        (study(sessions=[{"start": "2025-03-01"}]), False),
        (study(status="done", sessions=[ON]), False),
        (letter(), False),
    ],
)
def test_what_is_coming_has_a_poster_and_its_page_links_to_it(record: Record, has_poster: bool) -> None:
    made = build(Library(BLUEBERRY, (record,)))
    poster = f"{record.path}affisch/"
    assert (poster in made.addresses) == has_poster
    assert (poster in made.links(record.path)) == has_poster
    if has_poster:
        assert read(html.tostring(made.page(poster).find(".//svg[@role]"), encoding="unicode")) == [URL + record.path]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (ON, ["Möte", "Torsdag 3 april", "kl. 18.30"]),
        (ON | {"status": "cancelled", "note": "Storm."}, ["Inställt", "Storm.", "Torsdag 3 april"]),
        ({"start": "2025-05"}, ["Maj", "Dagen är inte bestämd än."]),
        ({"start": "2025-04-05"}, ["Lördag 5 april", "Hela dagen"]),
        ({"start": "2025-03-18 17:00", "repeat": {"every": "week", "count": "3"}}, ["Varje tisdag", "Tre gånger."]),
        (
            ON | {"where": {"name": "Huset", "address": "Gatan 1", "access": "Ramp."}, "for": "kvinnor"},
            ["Huset", "Gatan 1", "Så kommer du in: Ramp.", "För: kvinnor"],
        ),
        (ON | {"title": "Språkkafé ✊🏽📚"}, ["Språkkafé Torsdag"]),
    ],
)
def test_a_poster_says_when_where_for_whom_and_what_has_changed(values: dict[str, Any], said: list[str]) -> None:
    text = build(Library(BLUEBERRY, (event(**values),))).text("kalender/2025/mote/affisch/").replace("\xa0", " ")
    places = [text.find(part) for part in said]
    assert -1 not in places
    assert places == sorted(places)


def everything(members: Members | None = None) -> Built:
    done = {"id": "b", "text": "B", "history": [{"date": "2025-02-01", "status": "done", "text": "Klart."}]}
    records = (
        event(**ON, organizer="foreningen", where={"municipality": "norr"}),
        study(sessions=[ON]),
        group(),
        plan(areas=[{"id": "a", "title": "A", "goals": [done]}]),
        letter(),
    )
    return Built(URL, site.build(View(Library(TOWN, records), TODAY, URL, THEME, members)))


def test_nothing_to_pass_on_is_searched_or_in_a_list_or_a_feed() -> None:
    made = everything()
    passed_on = made.named(*PASSED_ON)
    assert {"kalender/2025/mote/affisch/", "kalender/kommun/norr/program/", "vi/foreningen/program/"} <= {*passed_on}
    lists = {path: made.file(path).decode() for path in made.addresses if path.endswith((".xml", ".opml", ".ics"))}
    assert [(path, found) for path, text in lists.items() for found in PASSED_ON if found in text] == []
    for address in (address for address in passed_on if address.endswith("/")):
        page = made.file(f"{address}index.html")
        assert b'<meta name="robots" content="noindex">' in page


def test_members_have_nothing_to_pass_on() -> None:
    made = everything(Members(URL))
    assert made.named(*PASSED_ON) == []
    assert "Sprid" not in made.text("kalender/2025/mote/")


def test_a_programme_has_what_is_coming_this_month_and_the_next_in_its_place() -> None:
    there = {"municipality": "norr"}
    records = (
        event("2025/forra", title="Förra", start="2025-03-14", where=there),
        event("2025/borta", title="Borta", **ON),
        event("2025/har", title="Här", **ON, where=there),
        event("2025/sen", title="Sen", start="2025-05-01", where=there),
    )
    text = build(Library(TOWN, records)).text("kalender/kommun/norr/program/")
    assert "Här" in text
    assert [title for title in ("Förra", "Borta", "Sen") if title in text] == []
    assert "Mars och april" in text


@pytest.mark.parametrize("number", [0, 1, 12, 40, 300])
def test_a_programme_has_at_most_two_sheets_and_says_how_much_is_left(number: int) -> None:
    days = [f"2025-04-{1 + n % 30:02} {10 + n % 12}:00" for n in range(number)]
    library = Library(BLUEBERRY, tuple(event(f"2025/nr-{n}", start=day) for n, day in enumerate(days)))
    found = laid_out(library, library.occasions, THEME.font)
    assert len(found.sheets) <= 2
    shown = [row.occasion for sheet in found.sheets for rows in sheet for row in rows]
    assert shown == [*library.occasions[: len(shown)]]
    assert len(shown) + found.left == number
    assert (found.left == 0) == (number < 300)


def test_the_poster_is_gone_the_day_after() -> None:
    library = Library(BLUEBERRY, (event(**ON),))
    assert build(library, date(2025, 4, 3)).named("affisch/") != []
    assert build(library, date(2025, 4, 4)).named("affisch/") == []
