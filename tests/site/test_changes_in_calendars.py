"""What a calendar says of events that are moved, cancelled or past."""

from datetime import date, datetime

import records
from built import Built
from calendar_programs import built_from, calendar, entries_of, expanded, local


def test_a_whole_day_keeps_nobody_busy() -> None:
    camp = records.event("2027/lager", start="2027-06-05", end="2027-06-07")
    meeting = records.event("2027/mote", start="2027-02-01 18:00", end="2027-02-01 20:00")
    found = {str(e["URL"]).split("/")[-2]: e for e in entries_of(built_from(camp, meeting))}
    assert (found["lager"]["TRANSP"], found["lager"]["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")
    assert not {"TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"} & set(found["mote"])


def test_a_postponed_event_is_tentative_and_keeps_nobody_busy() -> None:
    (entry,) = entries_of(built_from(records.event("2027/mote", start="2027-02-01 18:00", status="postponed")))
    assert (entry["STATUS"], entry["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    assert entry["SUMMARY"] == "Uppskjutet: Möte"


def test_a_calendar_keeps_twelve_months_and_each_past_year_has_its_own() -> None:
    old = records.event("2023/mote", start="2023-02-01 18:00")
    cafe = records.event(
        "2023/cafe",
        start="2023-12-20 18:00",
        repeat={"every": "month", "count": "3", "moved": ({"from": "2023-12-20", "start": "2023-12-21 18:00"},)},
    )
    circle = records.study("cirkel", sessions=({"start": "2023-03-01 18:00"}, {"start": "2024-03-01 18:00"}))

    def starts(today: date, name: str = "kalender/kalender.ics") -> list[date]:
        found = expanded(calendar(built_from(old, cafe, circle, today=today), name), date(2022, 1, 1), date(2025, 1, 1))
        return sorted(datetime.combine(start, datetime.min.time()).date() for _, start in found)

    meeting, first, second = date(2023, 2, 1), date(2023, 3, 1), date(2024, 3, 1)
    series = [date(2023, 12, 21), date(2024, 1, 20), date(2024, 2, 20)]
    assert starts(date(2024, 2, 1)) == [meeting, first, *series, second]
    assert starts(date(2024, 2, 15)) == [first, *series, second]
    assert starts(date(2025, 2, 20)) == [*series, second]
    assert starts(date(2025, 2, 22)) == [second]
    assert starts(date(2025, 2, 22), "kalender/kalender-2023.ics") == [meeting, first, *series]
    assert starts(date(2025, 2, 22), "kalender/kalender-2024.ics") == [*series, second]


def test_the_page_of_a_past_year_leads_to_its_calendar() -> None:
    event = records.event("2024/mote", start="2024-02-01 18:00")
    address = "kalender/kalender-2024.ics"
    before, after = (built_from(event, today=day) for day in (date(2024, 12, 31), date(2025, 1, 1)))
    assert address not in before.addresses
    assert address not in before.links("kalender/2024/")
    assert address in after.addresses
    assert address in after.links("kalender/2024/")


def test_an_event_that_becomes_too_old_does_not_look_cancelled() -> None:
    kept = records.event("2024/kvar", start="2024-06-01 18:00")
    weekly = {"every": "week", "count": "30"}
    series = records.event("2024/serie", start="2024-01-03 18:00", repeat=weekly)
    old = records.event("2024/gammalt", start="2024-02-01 18:00")
    before, after = (
        {str(e["UID"]): e.to_ical() for e in entries_of(built_from(kept, series, old, today=day))}
        for day in (date(2024, 3, 1), date(2025, 3, 1))
    )
    assert len(before) == len(after) + 1
    assert after.items() <= before.items()


def test_a_moved_meeting_or_event_keeps_its_uid_and_shows_its_old_time() -> None:
    def scheduled(**changed: str) -> Built:
        meeting = {"start": "2027-02-01 18:00"} | changed
        circle = records.study("cirkel", sessions=(meeting, {"start": "2027-02-08 18:00"}))
        return built_from(circle, records.event("2027/mote", **{"start": "2027-02-01 18:00"} | changed))

    before = scheduled()
    after = scheduled(start="2027-02-10 19:00", moved_from="2027-02-01 18:00")
    assert {e["UID"] for e in entries_of(before)} == {e["UID"] for e in entries_of(after)}
    moved = [e for e in entries_of(after) if local(e["DTSTART"].dt) == datetime(2027, 2, 10, 19)]
    assert [str(e["DESCRIPTION"]) for e in moved] == ["Flyttat från måndag 1 februari 2027 kl. 18.00."] * 2
    for address in ("studier/cirkel/", "kalender/2027/mote/"):
        (old,) = after.page(address).xpath("//s")
        assert old.text_content() == "Måndag 1\xa0februari 2027 kl.\xa018.00"


def test_the_note_of_a_study_stands_on_its_page_once_and_in_each_meeting() -> None:
    meetings = ({"start": "2027-02-01 18:00"}, {"start": "2027-02-08 18:00"})
    built = built_from(records.study("cirkel", note="Ny lokal.", sessions=meetings))
    assert built.text("studier/cirkel/").count("Ny lokal.") == 1
    assert [str(e["DESCRIPTION"]) for e in entries_of(built)] == ["Ny lokal."] * 2
