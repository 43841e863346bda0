"""What is over: pages by year, and pages that say so."""

from datetime import date

import pytest

from built import BLUEBERRY, build
from district.library.library import Library
from records import event, letter, study


def test_older_letters_and_studies_have_a_page_for_each_year() -> None:
    letters = tuple(
        letter(f"{year}/brev-{number}", title=f"Brev {number} {year}", date=f"{year}-01-{number:02}")
        for year in (2023, 2024, 2025)
        for number in range(1, 13)
    )
    studies = tuple(
        study(f"c-{year}", title=f"Cirkel {year}", published=f"{year}-01-01", sessions=[{"start": f"{year}-02-01"}])
        for year in range(1990, 2026)
    )
    built = build(Library(BLUEBERRY, (*letters, *studies)), date(2026, 3, 15))
    first = built.text("nyhetsbrev/")
    assert "Brev 12 2025" in first
    assert "Brev 12 2023" not in first
    assert "nyhetsbrev/2023/" in built.links("nyhetsbrev/")
    assert "Brev 12 2023" in built.text("nyhetsbrev/2023/")
    assert "Cirkel 2025" in built.text("studier/")
    assert "Cirkel 1990" not in built.text("studier/")
    assert "Cirkel 1990" in built.text("studier/tidigare/1990/")


def test_a_cancelled_study_is_over_when_its_last_meeting_would_have_been() -> None:
    sessions = [{"start": "2025-03-01 18:00"}, {"start": "2025-04-01 18:00"}]
    library = Library(BLUEBERRY, (study(status="cancelled", sessions=sessions),))
    ahead, after = (build(library, date(2025, month, 15)).text("studier/") for month in (3, 4))
    assert "Har varit" not in ahead
    assert "Nästa träff" not in ahead
    assert "Inställd" in ahead
    assert "Har varit" in after
    assert "Har varit" in build(Library(BLUEBERRY, (study(status="cancelled"),))).text("studier/")


def test_the_next_meeting_is_one_that_will_be() -> None:
    sessions = [{"start": "2025-04-01 18:00", "status": "cancelled"}, {"start": "2025-04-08 18:00"}]
    text = build(Library(BLUEBERRY, (study(sessions=sessions),))).text("studier/")
    assert "Nästa träff: tisdag 8 april kl. 18.00" in text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"note": "Ny lokal!"}, ("Ny lokal!", "Lördag 1 mars kl. 18.00", "Det här har varit.")),
        ({"status": "moved_online"}, ("Flyttat till nätet", "Lördag 1 mars kl. 18.00", "Det här har varit.")),
        ({"status": "tentative"}, ("Preliminärt", "Lördag 1 mars kl. 18.00", "Dagen har varit.")),
        (
            {"start": "2025-02", "note": "Vi letar lokal."},
            ("Vi letar lokal.", "Februari, dagen inte bestämd", "Planerat för februari."),
        ),
        ({"status": "cancelled", "note": "Sjukt."}, ("Inställt Sjukt.", "Skulle ha varit lördag 1 mars kl. 18.00")),
    ],
)
def test_an_event_that_is_over_says_so_after_its_note_and_its_day(
    values: dict[str, str], said: tuple[str, ...]
) -> None:
    page = build(Library(BLUEBERRY, (event("2025/mote", **{"start": "2025-03-01 18:00", **values}),)))
    text = page.text("kalender/2025/mote/")
    places = [text.find(part) for part in said]
    assert -1 not in places, text
    assert places == sorted(places)


@pytest.mark.parametrize("today", [date(2025, 2, 20), date(2025, 3, 5), date(2025, 3, 20)])
def test_the_note_of_a_moved_occasion_is_said_once(today: date) -> None:
    moved = {"from": "2025-03-08", "start": "2025-03-09 18:00", "note": "Lokalen är upptagen."}
    repeat = {"every": "week", "count": "3", "moved": [moved]}
    record = event("2025/serie", start="2025-03-01 18:00", repeat=repeat)
    # It is a later occasion, then the next, then over.
    assert build(Library(BLUEBERRY, (record,)), today).text("kalender/2025/serie/").count("Lokalen är upptagen.") == 1


def test_undated_studies_whose_time_has_passed_are_listed_as_unknown() -> None:
    dated, undated = (study(start, title=start, sessions=[{"start": start}]) for start in ("2025-03-01", "2025"))
    page = build(Library(BLUEBERRY, (dated, undated)), date(2026, 3, 1)).page("studier/")
    sections = {part.findtext("h2"): part.xpath(".//h3//a/text()") for part in page.iter("section")}
    assert sections == {"Vi vet inte vad det blev av": ["2025"], "Har varit": ["2025-03-01"]}
