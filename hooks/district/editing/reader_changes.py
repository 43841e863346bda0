"""What differs for readers between two readings of the district, in words."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from district.language import swedish
from district.library.library import Library, PlanGoal
from district.model.base import Record
from district.model.event import Event
from district.model.newsletter import Newsletter
from district.model.plan import Plan
from district.model.study import Study

R = TypeVar("R", bound=Record)

# Each kind of change in the order it is told: one, many, and the word before its title.
KINDS = {
    "event_new": ("ny händelse", "nya händelser", "Ny händelse"),
    "event_cancelled": ("inställd", "inställda", "Inställd"),
    "event_postponed": ("uppskjuten", "uppskjutna", "Uppskjuten"),
    "event_moved_online": ("flyttad till nätet", "flyttade till nätet", "Flyttad till nätet"),
    "event_confirmed": ("blir av", "blir av", "Blir av"),
    "event_tentative": ("preliminär", "preliminära", "Preliminär"),
    "event_time": ("ny tid", "nya tider", "Ny tid"),
    "event_place": ("ny plats", "nya platser", "Ny plats"),
    "event_changed": ("ändrad händelse", "ändrade händelser", "Ändrad händelse"),
    "event_gone": ("borttagen händelse", "borttagna händelser", "Borttagen händelse"),
    "study_new": ("ny studie", "nya studier", "Ny studie"),
    "study_cancelled": ("inställd studie", "inställda studier", "Inställd studie"),
    "study_changed": ("ändrad studie", "ändrade studier", "Ändrad studie"),
    "study_gone": ("borttagen studie", "borttagna studier", "Borttagen studie"),
    "plan_new": ("ny verksamhetsplan", "nya verksamhetsplaner", "Ny verksamhetsplan"),
    "goal_done": ("mål genomfört", "mål genomförda", "Genomfört mål"),
    "goal_ongoing": ("mål påbörjat", "mål påbörjade", "Påbörjat mål"),
    "goal_dropped": ("mål utgår", "mål utgår", "Målet utgår"),
    "goal_planned": ("mål planerat", "mål planerade", "Planerat mål"),
    "goal_new": ("nytt mål", "nya mål", "Nytt mål"),
    "goal_changed": ("ändrat mål", "ändrade mål", "Ändrat mål"),
    "goal_gone": ("borttaget mål", "borttagna mål", "Borttaget mål"),
    "plan_changed": ("ändrad plantext", "ändrade plantexter", "Ändrad text i"),
    "plan_gone": ("borttagen plan", "borttagna planer", "Borttagen plan"),
    "newsletter_new": ("nytt nyhetsbrev", "nya nyhetsbrev", "Nytt nyhetsbrev"),
    "newsletter_changed": ("ändrat nyhetsbrev", "ändrade nyhetsbrev", "Ändrat nyhetsbrev"),
    "newsletter_gone": ("borttaget nyhetsbrev", "borttagna nyhetsbrev", "Borttaget nyhetsbrev"),
    "district_changed": ("ändring av distriktets uppgifter", "", "Ändrat i distriktets uppgifter"),
}
NOTHING = "Ingenting ändras i kalendern, studierna, planen eller nyhetsbreven."


@dataclass(frozen=True)
class Change:
    """One thing that a reader will see: what kind, of what, where on the site, and how."""

    kind: str
    title: str
    path: str = ""
    how: str = ""


def changes(before: Library, after: Library) -> tuple[Change, ...]:
    """Everything that differs, in the order of KINDS."""
    found = (
        *_records(before.events, after.events, _event),
        *_records(before.studies, after.studies, _study),
        *_records(before.plans, after.plans, _plan),
        *_goals(before, after),
        *_records(before.newsletters, after.newsletters, _newsletter),
        *([Change("district_changed", after.district.name)] if before.district != after.district else []),
    )
    order = list(KINDS)
    return tuple(sorted(found, key=lambda change: order.index(change.kind)))


def sentence(found: Iterable[Change]) -> str:
    """2 nya händelser, 1 inställd, 1 mål genomfört"""
    numbers = Counter(change.kind for change in found)
    parts = (f"{n} {KINDS[kind][0 if n == 1 else 1]}" for kind, n in numbers.items())
    return ", ".join(parts)


def markdown(found: Iterable[Change]) -> str:
    """The sentence, then each change on a line of its own."""
    told = tuple(found)
    rows = [f"- {_row(change)}" for change in told]
    return "\n".join(["## Det här ändras för läsarna", "", f"{sentence(told)}." if told else NOTHING, "", *rows, ""])


def _row(change: Change) -> str:
    place = f" (`/{change.path}`)" if change.path else ""
    how = f": {_plain(change.how)}" if change.how else ""
    return f"{KINDS[change.kind][2]} **{_plain(change.title)}**{place}{how}"


def _plain(text: str) -> str:
    """Text that means nothing in Markdown, on one line."""
    return re.sub(r"([\\`*_\[\]<>#|~!&])", r"\\\1", " ".join(text.split()))


def _records(before: Iterable[R], after: Iterable[R], compare: Callable[[R, R], Change | None]) -> Iterator[Change]:
    """New, changed and gone records; a renamed one is known by its oldest name."""
    old, new = _by_oldest_name(before), _by_oldest_name(after)
    for name, record in new.items():
        if name not in old:
            yield Change(f"{record.kind}_new", record.title, record.path, _when(record))
        elif change := compare(old[name], record):
            yield change
    for name, record in old.items():
        if name not in new:
            yield Change(f"{record.kind}_gone", record.title, record.path)


def _by_oldest_name(records: Iterable[R]) -> Mapping[str, R]:
    return {record.oldest_name: record for record in records}


def _same(before: Record, after: Record, *but: str) -> bool:
    """Whether nothing that a reader sees differs, but for what `but` names."""
    hidden = {"origin", "updated", "was", *but}
    return before.model_dump(exclude=hidden) == after.model_dump(exclude=hidden)


def _when(record: Record) -> str:
    return swedish.when(record.start, record.end) if isinstance(record, Event) else ""


def _event(before: Event, after: Event) -> Change | None:
    """The one difference that matters most to who was going there."""
    if before.status != after.status:
        return Change(f"event_{after.status}", after.title, after.path, after.note or "")
    if (before.start, before.end) != (after.start, after.end):
        return Change("event_time", after.title, after.path, f"{_when(before)} blir {_when(after)}")
    if before.where != after.where:
        return Change("event_place", after.title, after.path, (after.where and after.where.name) or "")
    return None if _same(before, after) else Change("event_changed", after.title, after.path)


def _study(before: Study, after: Study) -> Change | None:
    if before.status != after.status == "cancelled":
        return Change("study_cancelled", after.title, after.path)
    return None if _same(before, after) else Change("study_changed", after.title, after.path)


def _newsletter(before: Newsletter, after: Newsletter) -> Change | None:
    return None if _same(before, after) else Change("newsletter_changed", after.title, after.path)


def _plan(before: Plan, after: Plan) -> Change | None:
    """A plan's own words; its goals are told one by one."""
    words = [[area.model_dump(exclude={"goals"}) for area in plan.areas] for plan in (before, after)]
    if _same(before, after, "areas") and words[0] == words[1]:
        return None
    return Change("plan_changed", after.title, after.path)


def _goals(before: Library, after: Library) -> Iterator[Change]:
    """Goals of the plans that both have: a new plan is told as one."""
    old, new = before.plan_goals, after.plan_goals
    both = {plan.name for plan in before.plans} & {plan.name for plan in after.plans}
    for ref, plan_goal in new.items():
        if plan_goal.plan.name in both and (kind := _goal(old.get(ref), plan_goal)):
            row = plan_goal.goal.history[-1].text if plan_goal.goal.history else ""
            yield Change(kind, plan_goal.goal.text, plan_goal.path, row)
    for ref, plan_goal in old.items():
        if plan_goal.plan.name in both and ref not in new:
            yield Change("goal_gone", plan_goal.goal.text, plan_goal.path)


def _goal(before: PlanGoal | None, after: PlanGoal) -> str:
    """The kind of change, or "" for none."""
    if before is None:
        return "goal_new"
    if before.goal.reported != after.goal.reported:
        return f"goal_{after.goal.reported or 'planned'}"
    return "" if before.goal == after.goal else "goal_changed"
