"""Occasions in lists: long series are cut short."""

from typing import Any

from built import BLUEBERRY
from district.library.library import Library
from district.library.months import without_long_series
from records import event, study

LUNCH = {"start": "2025-01-01 12:00", "end": "2025-01-01 13:00"}


def shown(**repeat: Any) -> tuple[list[str], dict[str, int]]:
    """Return the days of the occasions that a list shows, and how many it leaves out."""
    series = event("2025/lunch", **LUNCH, repeat={"every": "week", "count": "8", **repeat})
    kept, left = without_long_series(Library(BLUEBERRY, (series,)).occasions)
    return [str(occasion.start)[5:10] for occasion in kept], left


def test_a_series_has_three_occasions_in_a_list_and_the_number_of_those_left() -> None:
    assert shown() == (["01-01", "01-08", "01-15"], {"kalender/2025/lunch/": 5})
    assert shown(count="3") == (["01-01", "01-08", "01-15"], {})


def test_occasions_that_differ_from_their_series_are_all_in_the_list() -> None:
    changed = {
        "cancelled": [{"date": "2025-01-29"}],
        "moved": [{"from": "2025-02-12", "start": "2025-02-13 18:00"}],
    }
    days, left = shown(**changed)
    assert days == ["01-01", "01-08", "01-15", "01-29", "02-13"]
    assert left == {"kalender/2025/lunch/": 3}


def test_the_meetings_of_a_study_and_other_events_are_all_in_the_list() -> None:
    circle = study(sessions=[{"start": f"2025-01-{day:02} 18:00"} for day in range(1, 8)])
    others = [event(f"2025/e{number}", start="2025-01-09") for number in range(4)]
    occasions = Library(BLUEBERRY, (circle, *others)).occasions
    assert without_long_series(occasions) == (tuple(occasions), {})
