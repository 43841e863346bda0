"""The conditions that ABF, the workers' educational association, sets for a study circle that it supports."""

from collections.abc import Iterator

from district.checks.problem import Finding, KeyPath
from district.library.library import Library
from district.model.study import Session, Study

MIN_SESSIONS = 3
MIN_HOURS = 9
MAX_HOURS = 4  # in one session
STUDY_HOUR = 45  # minutes


def circles_follow_abf(library: Library) -> Iterator[Finding]:
    """Studies with `abf: true` meet the conditions of ABF. Cancelled studies and sessions do not count."""
    for study in library.studies:
        if study.abf and study.status != "cancelled":
            for path, kind, context in _unmet(study):
                yield Finding(study.origin.file, path, kind, context)


def _unmet(study: Study) -> Iterator[tuple[KeyPath, str, dict[str, int]]]:
    held = {index: _minutes(session) for index, session in enumerate(study.sessions) if session.status != "cancelled"}
    if len(held) < MIN_SESSIONS:
        yield ("abf",), "abf_meetings", {"fewest": MIN_SESSIONS, "number": len(held)}
    limit = MAX_HOURS * STUDY_HOUR
    for index, minutes in held.items():
        if minutes is None:
            yield ("sessions", index, "start"), "abf_times", {}
        elif minutes > limit:
            over = {"most": MAX_HOURS, "limit": limit, "over": minutes - limit}
            yield ("sessions", index, "end"), "abf_long_meeting", over
    limit, total = MIN_HOURS * STUDY_HOUR, sum(filter(None, held.values()))
    if total < limit and None not in held.values():
        yield ("abf",), "abf_hours", {"fewest": MIN_HOURS, "limit": limit, "total": total, "missing": limit - total}


def _minutes(session: Session) -> int | None:
    """Return the length of a session, or None unless both its times are known."""
    if not session.end or not session.start.clock or not session.end.clock:
        return None
    return int((session.end.moment - session.start.moment).total_seconds()) // 60
