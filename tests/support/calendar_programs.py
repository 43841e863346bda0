"""The calendars of a small district, and what other libraries and programs read in them."""

import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

from built import BLUEBERRY, Built, build
from district.library.library import Library
from district.model.event import Event
from district.model.study import Study

STOCKHOLM = ZoneInfo("Europe/Stockholm")
Start = tuple[str, datetime | date]


def built_from(*scheduled: Event | Study, today: date = date(2026, 11, 26)) -> Built:
    """Build a district that has written nothing but these."""
    return build(Library(BLUEBERRY, scheduled), today)


def local(start: datetime | date) -> datetime | date:
    return start.astimezone(STOCKHOLM).replace(tzinfo=None) if isinstance(start, datetime) else start


def listed_by_khal(calendars: list[bytes], folder: Path, first: str, days: int, form: str) -> list[str]:
    """Return the lines that khal lists after importing the calendars, one after the other."""
    config = folder / "khal.conf"
    config.write_text(
        f"[calendars]\n[[a]]\npath = {folder}/cal\n[sqlite]\npath = {folder}/khal.db\n"
        "[locale]\nlocal_timezone = Europe/Stockholm\ndefault_timezone = Europe/Stockholm\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n[default]\ndefault_calendar = a\n"
    )
    # Its own process, since khal makes icalendar use pytz, whose zones end in 2037.
    khal = [str(Path(sys.executable).with_name("khal")), "-c", str(config)]
    env = os.environ | {"LC_ALL": "C.UTF-8"}
    for data in calendars:
        source = folder / "kalender.ics"
        source.write_bytes(data)
        subprocess.run([*khal, "import", "--batch", "-a", "a", str(source)], check=True, capture_output=True, env=env)
    asked = [*khal, "list", "--notstarted", "--format", form, "--day-format", "", first, f"{days}d"]
    run = subprocess.run(asked, check=True, capture_output=True, text=True, env=env)
    return [line for line in run.stdout.splitlines() if line]


def calendar(built: Built, name: str = "kalender/kalender.ics") -> Any:
    return Calendar.from_ical(built.file(name))


def entries_of(built: Built, name: str = "kalender/kalender.ics") -> list[Any]:
    return list(calendar(built, name).walk("VEVENT"))


def expanded(text: Any, first: date, last: date) -> list[Start]:
    """Return the occasions of a calendar by another library: UIDs, and starts in Stockholm's time."""
    found = recurring_ical_events.of(text).between(first, last + timedelta(days=1))
    return sorted((str(e["UID"]), local(e["DTSTART"].dt)) for e in found)


def days_in_khal(built: Built, tmp_path: Path, first: str, days: int) -> set[str]:
    """Return the UIDs and first days of the occasions that khal lists after importing the calendar."""
    lines = listed_by_khal([built.file("kalender/kalender.ics")], tmp_path, first, days, "{uid}|{start}")
    # An event of several days is listed on each of them, with the start of the first.
    return {line[: line.index("|") + 11] for line in lines}
