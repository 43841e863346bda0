"""The form for a change: what is cancelled, moved or on again, in the event's or study's own file."""

import pytest

from district.editing import event_changes
from district.editing.github_form import FormError
from filled_forms import DESK, HOSTILE, made, removed, values
from records import event


def test_a_turn_gets_a_new_time_or_place_and_keeps_the_reason() -> None:
    page = {"page": "/kalender/2025/styrelsemote/", "day": "13 maj 2025", "note": "Lokalen."}
    found = made("andra", **page, what="Det får en ny tid", start="14 maj 2025 kl 18.00", end="20")
    moved = {"from": "2025-05-13", "start": "2025-05-14 18:00", "end": "2025-05-14 20:00", "note": "Lokalen."}
    assert values(found.text)["repeat"]["moved"][-1] == moved
    found = made("andra", **page, what="Det får en ny plats", name="Parken")
    place = values(found.text)["repeat"]["moved"][-1]
    assert (place["from"], place["where"], place["note"]) == ("2025-05-13", {"name": "Parken"}, "Lokalen.")
    with pytest.raises(FormError, match="vilken dag"):
        made("andra", page=page["page"], what="Det får en ny plats", name="Parken")


def test_a_study_or_one_of_its_meetings_can_be_cancelled_with_the_reason() -> None:
    page = {"page": "/studier/grundcirkel/", "what": "Det är inställt", "note": "Sjukt."}
    study = values(made("andra", **page).text)
    assert (study["status"], study["note"]) == ("cancelled", "Sjukt.")
    session = values(made("andra", **page, day="26 mars 2025").text)["sessions"][2]
    assert (session["status"], session["note"]) == ("cancelled", "Sjukt.")
    with pytest.raises(FormError, match="ingen träff 2025-03-27"):
        made("andra", **page, day="27 mars 2025")


def test_cancelling_an_event_changes_only_status_note_and_day() -> None:
    page = "https://lingonriket.example/hemsida/kalender/2025/arskonferens/"
    found = made("andra", page=page, what="Det är inställt", note="Snöstorm.")
    before = DESK.files[found.path]
    assert removed(before, found.text) == ["updated: 2025-02-03"]
    assert values(found.text) == {
        **values(before), "status": "cancelled", "note": "Snöstorm.", "updated": "2025-03-15"
    }  # fmt: skip


def test_what_is_on_again_gets_its_status_and_a_note_instead_of_the_reason() -> None:
    page = "Hyresgästkväll om renoveringar"
    found = values(made("andra", page=page, what="Det blir av ändå").text)
    assert (found["status"], found["note"]) == ("confirmed", "Det blir av som planerat.")
    found = values(made("andra", page=page, what="Det blir av ändå", note="Värden har svarat!").text)
    assert found["note"] == "Värden har svarat!"
    with pytest.raises(FormError, match="ta bort dagen ur ”cancelled”"):
        made("andra", page="Torgmöten varannan dag", what="Det blir av ändå", day="2025-04-07")


def test_cancelling_a_postponed_event_changes_its_status() -> None:
    found = made("andra", page="Hyresgästkväll om renoveringar", what="Det är inställt")
    assert values(found.text)["status"] == "cancelled"
    assert len(found.text.splitlines()) == len(DESK.files[found.path].splitlines())


def test_one_occasion_of_a_repeating_event_can_be_cancelled() -> None:
    found = made("andra", page="/kalender/2025/styrelsemote/", what="Det är inställt", day="2025-05-13", note="Sjukt.")
    assert values(found.text)["repeat"]["cancelled"] == [{"date": "2025-05-13", "note": "Sjukt."}]


def test_a_new_time_is_set_and_a_new_place_needs_a_municipality() -> None:
    found = made("andra", page="/kalender/2025/hyresgastkvall/", what="Det får en ny tid", start="2025-04-02 18:00")
    assert values(found.text)["start"] == "2025-04-02 18:00"
    assert values(found.text)["moved_from"] == "2025-03-19 18:00"
    with pytest.raises(FormError, match="kommun"):
        made("andra", page="/kalender/2025/hyresgastkvall/", what="Det får en ny plats", name="Parken")


def test_an_event_that_gets_its_first_time_back_was_moved_from_the_other() -> None:
    times = {"start": "2025-06-08 18:30", "moved_from": "2025-06-01 18:30"}
    text = "title: Möte\npublished: 2025-01-01\nstart: 2025-06-08 18:30\nmoved_from: 2025-06-01 18:30\n"
    answers = {"what": "Det får en ny tid", "start": "2025-06-01 18:30"}
    found = values(event_changes.apply_change(text, event(**times), answers, DESK.today))
    assert (found["start"], found["moved_from"]) == ("2025-06-01 18:30", "2025-06-08 18:30")


@pytest.mark.parametrize("what", ["Något annat", "hittepå"])
def test_a_change_that_needs_a_person_is_refused(what: str) -> None:
    with pytest.raises(FormError, match="människa"):
        made("andra", page="/kalender/2025/hyresgastkvall/", what=what)


def test_an_unknown_page_is_refused() -> None:
    with pytest.raises(FormError, match="Ingen händelse"):
        made("andra", page="/kalender/2025/finns-inte/", what="Det är inställt")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_injected_note_changes_nothing_else(hostile: str) -> None:
    try:
        found = made("andra", page="/kalender/2025/arskonferens/", what="Det är inställt", note=hostile)
    except FormError:
        return
    before = values(DESK.files[found.path])
    after = values(found.text)
    assert {key: after[key] for key in before if key != "updated"} == {
        k: v for k, v in before.items() if k != "updated"
    }
    assert set(after) - set(before) == {"status", "note"}
