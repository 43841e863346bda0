"""The home page: the plan in every year of its life, and what is new."""

from datetime import date
from typing import Any

import pytest

from built import BLUEBERRY, Built, build
from district.library.library import Library
from records import event, letter, plan, study

SINCE = {"published": "2024-01-01"}


def home(today: date, reported: int, goals: int = 4) -> Built:
    """A site with a plan for 2024 with some goals, some of which are reported as done."""
    done = {"history": [{"date": "2024-05-01", "status": "done", "text": "Klart."}]}
    rows: list[dict[str, Any]] = [{"id": f"g{number}", "text": f"mål {number}"} for number in range(goals)]
    rows = [row | done if number < reported else row for number, row in enumerate(rows)]
    areas = [{"id": "a", "title": "Området", "goals": rows}]
    return build(Library(BLUEBERRY, (plan("2024", title="Plan 2024", areas=areas, **SINCE),)), today)


@pytest.mark.parametrize(
    ("today", "reported", "said", "shows_areas"),
    [
        (date(2024, 12, 31), 1, "1 av 4 mål är klart", True),
        (date(2025, 1, 1), 1, "Planen för 2024 är slut. 1 av 4 mål har fått en rapport; det betyder inte att", False),
        (date(2025, 12, 31), 0, "Planen för 2024 är slut. 0 av 4 mål har fått en rapport; det betyder inte att", False),
        (date(2025, 1, 1), 3, "3 av 4 mål är klara", True),
        (date(2026, 1, 1), 1, "Läs hela planen", False),
        (date(2026, 1, 1), 4, "Läs hela planen", False),
    ],
)
def test_a_plan_that_is_over_gets_a_sentence_if_most_is_unreported_and_later_only_its_link(
    today: date, reported: int, said: str, shows_areas: bool
) -> None:
    site = home(today, reported)
    text = site.text("")
    assert said in text
    assert ("Planen för 2024 är slut" in text) == said.startswith("Planen")
    assert ("mål är kl" in text) == ("Området" in text) == shows_areas
    assert bool(site.page("").xpath("//svg[@role='img']")) == shows_areas
    assert "plan/2024/" in site.links("")


def test_news_on_home_is_not_about_what_is_over_and_has_reports_first() -> None:
    report = {"date": "2025-02-01", "status": "done", "text": "Klart."}
    areas = [{"id": "a", "title": "A", "goals": [{"id": "m", "text": "plocka", "history": [report]}]}]
    weekly = {"every": "week", "count": "20"}
    records = (
        plan(areas=areas, published="2024-01-01"),
        event("2025/over", title="Över", published="2025-03-10", start="2025-03-14"),
        event("2025/i-dag", title="I dag", published="2025-03-09", start="2025-03-15"),
        event("2025/serie", title="Serien", published="2025-03-08", start="2025-01-01", repeat=weekly),
        study("forbi", title="Förbi", published="2025-03-07", sessions=[{"start": "2025-03-12"}]),
        study("utan-dag", title="Utan dag", published="2025-03-06"),
        letter(title="Brevet"),
    )
    headings = build(Library(BLUEBERRY, records)).page("").xpath("//section[h2='Nytt']//h3")
    assert [heading.text_content() for heading in headings] == [
        "Målet ”plocka” är nu genomfört",
        "I dag",
        "Serien",
        "Utan dag",
        "Brevet",
    ]


def test_next_years_plan_comes_forward_at_new_year() -> None:
    plans = tuple(
        plan(year, title=f"Plan {year}", areas=[{"id": "a", "title": "A"}], **SINCE) for year in ("2024", "2025")
    )
    library = Library(BLUEBERRY, plans)
    shown = [build(library, today).links("") for today in (date(2024, 12, 31), date(2025, 1, 1))]
    assert ["plan/2024/#a" in links for links in shown] == [True, False]
    assert ["plan/2025/#a" in links for links in shown] == [False, True]
