"""What calendar programs list of a calendar."""

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


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
    khal = [str(Path(sys.executable).with_name("khal")), "-c", str(config)]
    env = os.environ | {"LC_ALL": "C.UTF-8"}
    for data in calendars:
        source = folder / "kalender.ics"
        source.write_bytes(data)
        subprocess.run([*khal, "import", "--batch", "-a", "a", str(source)], check=True, capture_output=True, env=env)
    asked = [*khal, "list", "--notstarted", "--format", form, "--day-format", "", first, f"{days}d"]
    run = subprocess.run(asked, check=True, capture_output=True, text=True, env=env)
    return [line for line in run.stdout.splitlines() if line]
