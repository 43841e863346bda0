"""The calendar's pages: they do not grow without end, and leave out the year when it is this year."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from built import BLUEBERRY, build
from district.library import addresses
from district.library.library import Library
from district.site.pages.calendar import MOST
from records import event, study


def test_a_calendar_page_shows_60_occasions_and_leads_on_to_the_rest() -> None:
    many = [
        event(f"2025/e{n:02}", title=f"Nummer {n}", start=f"2025-{4 + n // 28:02}-{1 + n % 28:02}") for n in range(70)
    ]
    later = event("2026/sist", title="Sist", start="2026-02-01")
    site = build(Library(BLUEBERRY, (*many, later)))
    shown = site.page("kalender/").find_class("happening")
    assert len(shown) == MOST == 60
    assert "Nummer 59" in shown[-1].text_content()
    assert "Elva gånger till längre fram: allt under 2025, allt under 2026." in site.text("kalender/")
    assert "kalender/2026/" in site.links("kalender/")
    assert len(site.page("kalender/2025/").find_class("happening")) == 70


def test_a_series_on_a_calendar_page_ends_with_how_many_times_are_left() -> None:
    series = event("2025/cafe", title="Kafé", start="2025-04-01 18:00", repeat={"every": "week", "count": "9"})
    site = build(Library(BLUEBERRY, (series,)))
    facts = [paragraph.text_content() for paragraph in site.page("kalender/").xpath("//li[h3='Kafé']/p")]
    assert facts == ["18.00", "18.00", "18.00 · och sex gånger till"]
    assert len(site.page("kalender/2025/").find_class("happening")) == 9


def test_a_long_year_leads_to_its_months_where_a_series_is_three_times_and_how_many_are_left() -> None:
    daily = event("2025/kaffe", title="Kaffe", start="2025-02-01 09:00", repeat={"every": "day", "count": "160"})
    year, february = "kalender/2025/", "kalender/2025/02/"
    library = Library(BLUEBERRY, (daily,))
    site = build(library)
    assert not site.page(year).find_class("happening")
    assert "Februari 2025 28 gånger" in site.text(year)
    assert february in site.links(year)
    shown = [each.text_content().split() for each in site.page(february).find_class("happening")]
    assert [" ".join(words) for words in shown] == ["Kaffe 09.00", "Kaffe 09.00", "Kaffe 09.00 · och 25 gånger till"]
    assert "kalender/2025/03/" in site.links(february)
    unclaimed = site.addresses - {claim.address for claim in addresses.claims(library)}
    assert {address for address in unclaimed if not address.startswith(addresses.OWN_FOLDERS)} == set()


# Start and end of a meeting, and its time on a page of 2025.
TIMES = {
    ("2025-05-09 18:30", "2025-05-09 20:00"): "Fredag 9 maj kl. 18.30–20.00",
    ("2025-05-09", "2025-05-11"): "Fredag 9 – söndag 11 maj",
    ("2025-05", None): "Maj",
    ("2025", None): "2025",
    ("2024", "2025"): "2024 – 2025",
    ("2025", "2026"): "2025 – 2026",
    ("2026-05", None): "Maj 2026",
    ("2025-12-31", "2026-01-01"): "Onsdag 31 december – torsdag 1 januari 2026",
}


def test_pages_leave_out_this_year_after_a_month() -> None:
    sessions = [{"start": start} | ({"end": end} if end else {}) for start, end in TIMES]
    page = build(Library(BLUEBERRY, (study(sessions=sessions),))).page("studier/cirkel/")
    shown = [time.text_content().replace("\xa0", " ") for time in page.xpath("//ol//time")]
    assert sorted(shown) == sorted(TIMES.values())


@pytest.mark.parametrize(
    ("values", "dates"),
    [
        ({"start": "2025-06-01 18:30", "end": "2025-06-01 20:00"}, "20250601T183000/20250601T200000"),
        ({"start": "2025-06-01 18:30"}, "20250601T183000/20250601T183000"),
        ({"start": "2025-06-01", "end": "2025-06-02"}, "20250601/20250603"),
    ],
)
def test_an_event_can_be_added_to_googles_calendar(values: dict[str, str], dates: str) -> None:
    links = build(Library(BLUEBERRY, (event(**values, title="Möte & mat"),))).links("kalender/2025/mote/")
    (address,) = (link for link in links if "calendar.google.com" in link)
    query = dict(parse_qsl(urlsplit(address).query))
    assert (query["dates"], query["text"], query["ctz"]) == (dates, "Möte & mat", "Europe/Stockholm")
    assert query["details"] == "https://example.org/kalender/2025/mote/"


def test_an_event_moved_online_is_added_to_googles_calendar_with_its_address_online() -> None:
    where = {"name": "Biblioteket", "online": "https://example.org/rum"}
    written = event(start="2025-06-01 18:30", status="moved_online", where=where)
    links = build(Library(BLUEBERRY, (written,))).links("kalender/2025/mote/")
    (address,) = (link for link in links if "calendar.google.com" in link)
    assert dict(parse_qsl(urlsplit(address).query))["location"] == where["online"]
