"""What the site says of three years' plans on twelve days, as in planens-ar.md."""

from datetime import date
from pathlib import Path
from typing import Any

import feedparser

from built import BLUEBERRY, Built, build
from district.library.library import Library
from records import plan

EXPECTED = Path(__file__).with_name("planens-ar.md")
# The day, and what is true on it.
DAYS = {
    "2029-01-15": "Ingen plan finns.",
    "2029-02-17": "Årsmötet antar planen för 2029. Den publiceras i morgon.",
    "2029-02-18": "Planen för 2029 publiceras.",
    "2029-06-15": "En cirkel är igång och rapporterad.",
    "2029-10-15": "Träden skulle ha varit planterade i september. Ingen har rapporterat.",
    "2029-12-10": "Cirkeln är klar. Årsmötet har redan antagit planen för 2030: två planer på en gång.",
    "2030-01-01": "Planen för 2030 börjar. Två mål från 2029 väntar på rapport.",
    "2030-02-25": "Styrelsen rapporterar de sista målen för 2029.",
    "2030-12-31": "Sista dagen för planen för 2030. Ett mål av tre är rapporterat. Ingen ny plan.",
    "2031-01-01": "Planen för 2030 är slut. Ingen ny plan.",
    "2031-02-10": "Ett mål till för 2030 är rapporterat. Ingen ny plan.",
    "2031-02-23": "Planen för 2031 publiceras.",
}
HEAD = ("Dag", "Det som är sant", "Hem säger", "/plan/ säger", "Planens sida säger", "Flödet har")


def goal(name: str, text: str, today: str, *history: tuple[str, str, str], **more: str) -> dict[str, Any]:
    """Return a goal with the reports that are written by a day."""
    rows = [{"date": day, "status": status, "text": said} for day, status, said in history if day <= today]
    return {"id": name, "text": text, "history": rows, **more}


def library(today: str) -> Library:
    """Return the district as it is on a day."""
    tree = goal("trad", "plantera tio träd", today, ("2030-02-25", "dropped", "Marken såldes."), due="2029-09")
    ring = goal(
        "cirkel", "starta en cirkel", today, ("2029-06-01", "ongoing", "Igång."), ("2029-11-20", "done", "Klar.")
    )
    book = goal("bok", "läsa en bok ihop", today, ("2030-02-20", "done", "Läst."))
    bus = goal("buss", "få en nattbuss", today, ("2030-05-02", "done", "Den går."))
    fair = goal("loppis", "ordna en loppis", today, ("2031-02-10", "done", "Den blev av."))
    years = {
        "2029": ({"published": "2029-02-18", "adopted": "2029-02-17"}, [tree, ring, book]),
        "2030": (
            {"published": "2029-12-10", "adopted": "2029-12-08"},
            [bus, fair, goal("torg", "stå på torget", today)],
        ),
        "2031": ({"published": "2031-02-23", "adopted": "2031-02-22"}, [goal("val", "planera valrörelsen", today)]),
    }
    plans = (
        plan(year, title=f"Verksamhetsplan {year}", areas=[{"id": "a", "title": "Allt", "goals": goals}], **days)
        for year, (days, goals) in years.items()
    )
    return Library(BLUEBERRY, tuple(plans)).as_of(date.fromisoformat(today))


def words(site: Built, address: str, path: str) -> str:
    """Return the texts of a page's elements, with single spaces, and no sign that would end a table's cell."""
    texts = (" ".join(element.text_content().split()) for element in site.page(address).xpath(path))
    return "<br>".join(text.replace("|", "/") for text in texts if text)


def row(day: str) -> tuple[str, ...]:
    """Return what the site says on a day."""
    site = build(library(day), date.fromisoformat(day))
    home = words(site, "", "//*[contains(@class, 'section')][not(h2='På gång' or h2='Nytt')]//*[self::h2 or self::p]")
    pages = [f"plan/{year}/" for year in (2029, 2030, 2031) if f"plan/{year}/" in site.addresses]
    notices = [f"{page[5:9]}: {said}" for page in pages if (said := words(site, page, "//*[@role='note']"))]
    feed = feedparser.parse(site.file("plan/atom.xml")).entries
    return (
        day,
        DAYS[day],
        home,
        words(site, "plan/", "//ul[contains(@class, 'rows')]/li"),
        "<br>".join(notices),
        "<br>".join(str(entry.title) for entry in feed[:2])
        + (f"<br>och {len(feed) - 2} till" if len(feed) > 2 else ""),
    )


def test_home_plan_and_feed_say_what_is_true_on_each_of_twelve_days() -> None:
    rows = [HEAD, tuple("---" for _ in HEAD), *map(row, DAYS)]
    assert "".join(f"| {' | '.join(cells)} |\n" for cells in rows) == EXPECTED.read_text("utf-8")
