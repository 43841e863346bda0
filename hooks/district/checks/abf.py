"""The conditions that ABF, the workers' educational association, sets for a study circle that it supports."""

from collections.abc import Iterator

from district.checks.problem import Finding, KeyPath
from district.model.study import Session, Study

MIN_SESSIONS = 3
MIN_HOURS = 9
MAX_HOURS = 4  # in one session
STUDY_HOUR = 45  # minutes


def findings(study: Study) -> Iterator[Finding]:
    """Yield every condition that a study with `abf: true` does not meet. Cancelled sessions do not count."""
    if not study.abf or study.status == "cancelled":
        return
    held = [(index, session) for index, session in enumerate(study.sessions) if session.status != "cancelled"]
    if len(held) < MIN_SESSIONS:
        yield _finding(study, ("abf",), "abf_meetings", fewest=MIN_SESSIONS, number=len(held))
    limit, total = MAX_HOURS * STUDY_HOUR, 0
    for index, session in held:
        minutes = _minutes(session)
        if minutes is None:
            yield _finding(study, ("sessions", index, "start"), "abf_times")
        elif minutes > limit:
            path = ("sessions", index, "end")
            yield _finding(study, path, "abf_long_meeting", most=MAX_HOURS, limit=limit, over=minutes - limit)
        total += minutes or 0
    limit = MIN_HOURS * STUDY_HOUR
    if total < limit and all(_minutes(session) is not None for _, session in held):
        yield _finding(study, ("abf",), "abf_hours", fewest=MIN_HOURS, limit=limit, total=total, missing=limit - total)


def _finding(study: Study, path: KeyPath, kind: str, **context: int) -> Finding:
    return Finding(study.origin.file, path, kind, context)


def _minutes(session: Session) -> int | None:
    """Return the length of a session, or None unless both its times are known."""
    if not session.end or not session.start.clock or not session.end.clock:
        return None
    return int((session.end.moment - session.start.moment).total_seconds()) // 60
