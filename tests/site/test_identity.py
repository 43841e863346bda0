"""Ids and sequence numbers in feeds and calendars: permanent, and never falling."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from icalendar import Calendar

from built import BLUEBERRY, Built, build
from district.library.library import Library
from district.model.base import Record
from district.reading import load, settings
from records import event, letter, plan, study
from sites import write_files, write_small

# The three states of shared/cases/sequence-goes-back.
PLANNED = "title: Möte\npublished: 2025-01-01\nstart: 2025-06-01 18:30\n"
CANCELLED = f"{PLANNED}status: cancelled\n"
EVENT = "data/events/2025/a.yml"


def ids(*records: Record, url: str = "https://example.org/") -> set[str]:
    """Every GUID, Atom id and UID of a site."""
    built = build(Library(BLUEBERRY, records), url=url)
    feeds = [feedparser.parse(built.file(name)) for name in built.named("feed.xml", "atom.xml")]
    found = {entry.id for feed in feeds for entry in feed.entries}
    found |= {feed.feed.id for feed in feeds if feed.feed.get("id")}
    return found | {str(entry["UID"]) for entry in events(built)}


def events(built: Built, name: str = "kalender/kalender.ics") -> list[Any]:
    return list(Calendar.from_ical(built.file(name)).walk("VEVENT"))


def test_no_id_depends_on_the_site_s_address() -> None:
    records = event(), study(sessions=[{"start": "2025-06-02 18:00"}]), letter()
    assert ids(*records) == ids(*records, url="https://vsjuharad.example/forening/")


def test_no_id_depends_on_the_day_of_publication() -> None:
    assert ids(event(published="2024-12-31")) == ids(event(published="2025-01-01"))


def test_another_district_has_other_ids() -> None:
    other = BLUEBERRY.model_copy(update={"id": "hallon"})
    calendars = (build(Library(district, (event(),))) for district in (BLUEBERRY, other))
    first, second = (events(built)[0]["UID"] for built in calendars)
    assert first != second


def test_a_renamed_record_keeps_its_ids_through_every_name() -> None:
    first, last = event("2025/a"), event("2025/c", was=["2025/a", "2025/b"])
    assert ids(first) == ids(last)


def test_a_meeting_that_is_put_first_changes_no_other_s_id() -> None:
    one, two = {"start": "2025-06-02 18:00"}, {"start": "2025-06-09 18:00"}
    before = {str(each["UID"]) for each in events(build(Library(BLUEBERRY, (study(sessions=[two]),))))}
    after = {str(each["UID"]) for each in events(build(Library(BLUEBERRY, (study(sessions=[one, two]),))))}
    assert before < after


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A small district in a repository."""
    git(tmp_path, "init", "-q", "-b", "main")
    return write_small(tmp_path, {})


def git(folder: Path, *arguments: str, moment: datetime | None = None) -> None:
    when = {"GIT_AUTHOR_DATE": moment.isoformat(), "GIT_COMMITTER_DATE": moment.isoformat()} if moment else {}
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), **when}
    subprocess.run(["git", *who, "-C", str(folder), *arguments], check=True, env=environment, capture_output=True)


def entry(config: Path, day: datetime) -> Any:
    """The VEVENT of the event as it is now, built on a day."""
    library = load.library(settings.folders(config), today=day.date())
    (found,) = events(build(library, day.date()), "kalender/2025/a/handelse.ics")
    return found


def committed(config: Path, text: str, moment: datetime, built_on: int = 0) -> Any:
    """Commit the event, and return its VEVENT as built on the same day in UTC, or on another of the month."""
    write_files(config.parent, {EVENT: text})
    git(config.parent, "add", "-A")
    git(config.parent, "commit", "-q", "-m", "m", moment=moment)
    return entry(config, moment.replace(day=built_on or moment.day))


def test_the_sequence_grows_with_every_change_even_those_taken_back_or_of_the_same_day(config: Path) -> None:
    states = ((PLANNED, 1), (CANCELLED, 2), (PLANNED, 2))
    entries = [committed(config, text, datetime(2025, 3, day, 8, tzinfo=UTC)) for text, day in states]
    sequences = [int(each["SEQUENCE"]) for each in entries]
    assert sequences == sorted(set(sequences))
    assert max(sequences) < 2**31
    assert [str(each["STATUS"]) for each in entries] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]


def test_a_change_is_dated_by_its_commit_in_swedish_time(config: Path) -> None:
    committed(config, PLANNED, datetime(2025, 3, 1, 8, tzinfo=UTC))
    # Half past eleven in the evening UTC is the next day in Sweden.
    found = committed(config, PLANNED.replace("18:30", "19:00"), datetime(2025, 3, 4, 23, 30, tzinfo=UTC), 5)
    assert found["DTSTAMP"].dt.date().isoformat() == "2025-03-05"
    assert found["LAST-MODIFIED"].dt.date().isoformat() == "2025-03-05"


def test_an_uncommitted_change_is_of_today_and_its_commit_has_a_higher_sequence(config: Path) -> None:
    first = committed(config, PLANNED, datetime(2025, 3, 1, 8, tzinfo=UTC))
    write_files(config.parent, {EVENT: CANCELLED})
    today = datetime(2025, 3, 2, 12, tzinfo=UTC)
    preview = entry(config, today)
    assert preview["LAST-MODIFIED"].dt.date().isoformat() == "2025-03-02"
    published = committed(config, CANCELLED, today)
    assert int(first["SEQUENCE"]) < int(preview["SEQUENCE"]) <= int(published["SEQUENCE"])


def test_what_the_author_says_of_the_day_goes_before_the_commit(config: Path) -> None:
    found = committed(config, f"{PLANNED}updated: 2025-02-14\n", datetime(2025, 3, 1, 8, tzinfo=UTC))
    assert found["LAST-MODIFIED"].dt.date().isoformat() == "2025-02-14"


def test_outside_a_repository_a_record_was_changed_when_it_was_published(tmp_path: Path) -> None:
    config = write_small(tmp_path, {EVENT: PLANNED})
    assert entry(config, datetime(2025, 3, 1, tzinfo=UTC))["LAST-MODIFIED"].dt.date().isoformat() == "2025-01-01"


def test_an_area_and_a_goal_with_new_ids_keep_the_ids_of_their_reports_and_lead_on_from_their_old_addresses() -> None:
    history = [{"date": "2025-02-01", "status": "done", "text": "Klart."}]

    def built(area: dict[str, Any], goal: dict[str, Any]) -> Built:
        goals = [{"text": "Mål", "history": history, **goal}]
        return build(Library(BLUEBERRY, (plan(areas=[{"title": "Område", "goals": goals, **area}]),)))

    before = built({"id": "a"}, {"id": "mal"})
    after = built({"id": "c", "was": ["a", "b"]}, {"id": "nytt", "was": ["mal"]})
    reports = [{entry.id for entry in feedparser.parse(each.file("plan/feed.xml")).entries} for each in (before, after)]
    assert reports[0] == reports[1]
    for old in ("a", "b"):
        assert 'url=../#c"' in after.file(f"plan/2025/{old}/index.html").decode()
        assert after.page("plan/2025/").xpath(f"//*[@id='{old}']")
    assert after.page("plan/2025/").xpath("//*[@id='c-mal']")
