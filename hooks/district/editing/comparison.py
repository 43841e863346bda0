"""Compare two versions of everything that a district wrote, and find what changes for readers."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from district.editing.reader_changes import LABELS, ReaderChange
from district.language import swedish
from district.library.addresses import page_address
from district.library.library import Library
from district.model.base import Record
from district.model.event import Event
from district.model.kinds import KINDS
from district.model.media import is_picture
from district.model.plan import Plan, PlanGoal
from district.model.study import Study

_SPREAD = ("event_new", "study_new")
_CALLED_OFF = ("cancelled", "postponed", "moved_online")


def compare(before: Library, after: Library, today: date = date.max) -> tuple[ReaderChange, ...]:
    """Return the changes from one version to another, in the order of LABELS.

    New events and studies that are not over before `today` are marked to be spread.
    """
    changes = [change for kind in KINDS for change in _records(before.of(kind.model), after.of(kind.model))]
    coming = {record.path for record in after.scheduled if any(o.last_day >= today for o in after.occasions_of(record))}
    changes = [replace(change, spreads=change.kind in _SPREAD and change.path in coming) for change in changes]
    changes += _goals(before, after)
    changes += _files(_shown(before), _shown(after))
    if before.district != after.district:
        changes.append(ReaderChange("district_changed", after.district.name))
    order = list(LABELS)
    return tuple(sorted(changes, key=lambda change: order.index(change.kind)))


def _records(before: Iterable[Record], after: Iterable[Record]) -> Iterator[ReaderChange]:
    """Yield new, changed and removed records. A renamed record is identified by its oldest name."""
    old, new = ({record.oldest_name: record for record in records} for records in (before, after))
    for name, record in new.items():
        if name not in old:
            yield ReaderChange(f"{record.kind}_new", record.title, record.path, _when(record))
        elif change := _record(old[name], record):
            yield change
    for name, record in old.items():
        if name not in new:
            yield ReaderChange(f"{record.kind}_gone", record.title, record.path)


def _shown(library: Library) -> dict[str, tuple[str, str, object]]:
    """Return each page and each file beside the texts by address: its kind, its title and what it holds."""
    pages = {
        page_address(page): ("page", page.title, (page.title, page.about, page.text)) for page in library.written_pages
    }
    files = {
        address: ("picture" if is_picture(address) else "document", address.rpartition("/")[2], media.digest)
        for address, media in library.media.items()
    }
    return {**pages, **files}


def _files(
    before: dict[str, tuple[str, str, object]], after: dict[str, tuple[str, str, object]]
) -> Iterator[ReaderChange]:
    """Yield new, changed and removed pages, pictures and documents."""
    for path in {**after, **before}:
        kind, title, _ = after.get(path) or before[path]
        if path not in before or path not in after:
            yield ReaderChange(f"{kind}_{'gone' if path in before else 'new'}", title, path)
        elif before[path] != after[path]:
            yield ReaderChange(f"{kind}_changed", title, path)


def _equal_for_readers(before: Record, after: Record, *ignored: str) -> bool:
    """Compare the fields that readers see, except the ignored ones."""
    excluded = {"origin", "updated", "was", *ignored}
    return before.model_dump(exclude=excluded) == after.model_dump(exclude=excluded)


def _when(record: Record) -> str:
    return swedish.when(record.start, record.end) if isinstance(record, Event) else ""


def _record(before: Record, after: Record) -> ReaderChange | None:
    """Return what has changed in a record, or None."""
    if isinstance(before, Event) and isinstance(after, Event):
        return _event(before, after)
    if isinstance(before, Plan) and isinstance(after, Plan):
        return _plan(before, after)
    if isinstance(before, Study) and isinstance(after, Study):
        return _study(before, after)
    return None if _equal_for_readers(before, after) else ReaderChange(f"{after.kind}_changed", after.title, after.path)


def _event(before: Event, after: Event) -> ReaderChange | None:
    """Return the most important change for someone who planned to attend."""
    if before.status != after.status:
        is_on_again = before.status in _CALLED_OFF and after.status == "confirmed"
        why = _told(before, after, "att det blir av") if is_on_again else after.note or "Skriv gärna varför i note."
        return ReaderChange(f"event_{after.status}", after.title, after.path, why)
    if (before.start, before.end) != (after.start, after.end):
        times, was = f"{_when(before)} blir {_when(after)}", ""
        if before.start != after.start and not after.moved_from:
            was = before.first_start.written
            times += f". Lägg till moved_from: {was}, så får den som prenumererar veta det."
        return ReaderChange("event_time", after.title, after.path, times, was)
    if before.where != after.where:
        place = f"{after.where.name}. " if after.where and after.where.name else ""
        return ReaderChange("event_place", after.title, after.path, place + _told(before, after, "att platsen är ny"))
    if _equal_for_readers(before, after):
        return None
    days = [{row.date for row in event.repeat.cancelled} if event.repeat else set() for event in (before, after)]
    again = swedish.listed(map(swedish.short_day, sorted(days[0] - days[1])))
    detail = _told(before, after, f"att {again} blir av") if again else ""
    return ReaderChange("event_changed", after.title, after.path, detail)


def _study(before: Study, after: Study) -> ReaderChange | None:
    """Return a change to a study, with what is missing for those who follow its meetings."""
    if before.status != after.status == "cancelled":
        return ReaderChange("study_cancelled", after.title, after.path, after.note or "Skriv gärna varför i note.")
    if _equal_for_readers(before, after):
        return None
    is_on_again = before.status == "cancelled" != after.status
    told = _told(before, after, "att den blir av") if is_on_again else " ".join(_meetings(before, after))
    return ReaderChange("study_changed", after.title, after.path, told)


def _meetings(before: Study, after: Study) -> Iterator[str]:
    """Yield what to write of meetings that have another time or status."""
    known = {session.first_start: session for session in after.sessions}
    for was in before.sessions:
        now, day = known.get(was.first_start), swedish.when(was.start)
        if now is None:
            first = was.first_start.written
            yield f"Träffen {day} finns inte längre. Har den flyttats, skriv moved_from: {first} vid den nya tiden."
        elif was.status in _CALLED_OFF and now.status == "confirmed" and "status" not in now.model_fields_set:
            yield f"Skriv status: confirmed vid träffen {day}, så får den som prenumererar veta att den blir av."
        elif now.status != was.status and now.status in _CALLED_OFF and not now.note:
            yield f"Skriv gärna i note vid träffen {day} varför."


def _told(before: Event | Study, after: Event | Study, what: str) -> str:
    """Return the note if it is new, else what to write in it. Feeds report such a change only if it has a note."""
    if after.note and after.note != before.note:
        return after.note
    return f"Skriv i note {what}, så får den som prenumererar veta det."


def _plan(before: Plan, after: Plan) -> ReaderChange | None:
    """Return a change to the plan's text. Its goals are compared one by one."""
    areas = [[area.model_dump(exclude={"goals"}) for area in plan.areas] for plan in (before, after)]
    if _equal_for_readers(before, after, "areas") and areas[0] == areas[1]:
        return None
    return ReaderChange("plan_changed", after.title, after.path)


def _goals(before: Library, after: Library) -> Iterator[ReaderChange]:
    """Yield changed goals of the plans that exist in both versions."""
    old, new = before.plan_goals, after.plan_goals
    plans = {plan.name for plan in before.plans} & {plan.name for plan in after.plans}
    for ref, plan_goal in new.items():
        if plan_goal.plan.name in plans and (kind := _goal(old.get(ref), plan_goal)):
            latest = plan_goal.goal.history[-1].text if plan_goal.goal.history else ""
            yield ReaderChange(kind, plan_goal.goal.text, plan_goal.path, latest)
    for ref, plan_goal in old.items():
        if plan_goal.plan.name in plans and ref not in new:
            yield ReaderChange("goal_gone", plan_goal.goal.text, plan_goal.path)


def _goal(before: PlanGoal | None, after: PlanGoal) -> str:
    """Return the kind of change, or an empty string if nothing has changed."""
    if before is None:
        return "goal_new"
    if before.goal.reported != after.goal.reported:
        return f"goal_{after.goal.reported or 'planned'}"
    return "" if before.goal == after.goal else "goal_changed"
