"""What ABF asks of a study circle that it supports."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from district.model.study import Session, Study

FEWEST_MEETINGS = 3
FEWEST_HOURS = 9
MOST_HOURS = 4  # in one meeting
MINUTES = 45  # of a study hour


@dataclass(frozen=True)
class Breach:
    """A rule that the study breaks, at a path in its file, and by how much."""

    path: tuple[str | int, ...]
    kind: str
    context: dict[str, Any] = field(default_factory=dict)


def breaches(study: Study) -> Iterator[Breach]:
    """Every rule that a study with `abf: true` breaks; meetings that were cancelled do not count."""
    if not study.abf or study.status == "cancelled":
        return
    held = [(number, session) for number, session in enumerate(study.sessions) if session.status != "cancelled"]
    if len(held) < FEWEST_MEETINGS:
        yield Breach(("abf",), "abf_meetings", {"fewest": FEWEST_MEETINGS, "number": len(held)})
    total = 0
    for number, session in held:
        minutes = _minutes(session)
        if minutes is None:
            yield Breach(("sessions", number, "start"), "abf_times")
        elif minutes > MOST_HOURS * MINUTES:
            context = {"most": MOST_HOURS, "limit": MOST_HOURS * MINUTES, "over": minutes - MOST_HOURS * MINUTES}
            yield Breach(("sessions", number, "end"), "abf_long_meeting", context)
        total += minutes or 0
    missing = FEWEST_HOURS * MINUTES - total
    if missing > 0 and all(_minutes(session) is not None for _, session in held):
        context = {"fewest": FEWEST_HOURS, "limit": FEWEST_HOURS * MINUTES, "total": total, "missing": missing}
        yield Breach(("abf",), "abf_hours", context)


def _minutes(session: Session) -> int | None:
    """How long a meeting is, or None if its times are not both known."""
    if not session.end or not session.start.clock or not session.end.clock:
        return None
    return int((session.end.moment - session.start.moment).total_seconds()) // 60
