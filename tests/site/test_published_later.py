"""What is published after today is nowhere on the site until its day."""

from datetime import date

import pytest

from district.commands import building
from district.publish import clock
from sites import Write

LATER = {
    "data/events/2027/varfest.yml": "title: Nyckelord\npublished: 2027-06-01\nstart: 2027-06-09 18:30\n",
    "data/studies/cirkel.yml": "title: Nyckelord\npublished: 2027-06-01\nkind: circle\n"
    "sessions: [{start: 2027-06-10 18:00}]\n",
    "data/plan/2027.yml": "title: Nyckelord\npublished: 2027-06-01\n"
    "areas: [{id: klimat, title: Klimat, goals: [{id: tag, text: få ett tåg}]}]\n",
    "docs/nyhetsbrev/2027/juni.md": "---\ntitle: Nyckelord\ndate: 2027-06-01\nsummary: Kort.\n---\nHej!\n",
}


def contents(write: Write, today: date, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Return every file of a district in which nothing is published before June 2027, as built on a day."""
    monkeypatch.setattr(clock, "today", lambda _: today)
    built = building.begin(write(LATER), site_url="https://blabar.example/").contents
    return {path: content.as_bytes() for path, content in built.items()}


def test_nothing_is_anywhere_before_its_day(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    files = contents(write, date(2027, 5, 31), monkeypatch)
    assert [path for path, file in files.items() if b"Nyckelord" in file or "2027" in path] == []
    assert b"2027" not in files["feed.xml"] + files["atom.xml"] + files["sitemap.xml"] + files["kalender/kalender.ics"]


def test_everything_is_everywhere_on_its_day(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    files = contents(write, date(2027, 6, 1), monkeypatch)
    shown = {path for path, file in files.items() if b"Nyckelord" in file}
    assert shown >= {"index.html", "feed.xml", "atom.xml", "kalender/kalender.ics", "kalender/2027/index.html"}
    assert shown >= {"studier/cirkel/index.html", "plan/2027/index.html", "nyhetsbrev/2027/juni/mejl.eml"}
    assert b"/kalender/2027/varfest/" in files["sitemap.xml"]
