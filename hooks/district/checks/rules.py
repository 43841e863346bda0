"""The rules that need more than one field of a record: references, duplicates, repeats.

Each rule is a function of the library and of the addresses of records that could not be read, which may be
referred to; those of DATED_RULES depend on the day too. RULES_OF_PARTS are also for what could be read of a
record with a mistake. The tables list them all.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import partial

from district.checks.abf import circles_follow_abf
from district.checks.file_rules import folders_are_free
from district.checks.id_rules import ids_are_unique
from district.checks.markdown_rules import markdown_is_valid
from district.checks.problem import Finding, KeyPath
from district.checks.time_rules import (
    events_start_in_their_year,
    hours_exist,
    meetings_have_starts_of_their_own,
    sign_up_is_before_the_end,
)
from district.checks.twins import numbers_differ, plans_have_titles_of_their_own, records_differ
from district.language import suggestions, swedish
from district.library import colors
from district.library.addresses import Claim, claims, menu_address
from district.library.library import Library
from district.library.occasions import MAX_OCCASIONS, planned_days
from district.model.base import Record, Where
from district.model.event import Event, Repeat
from district.model.group import Group
from district.model.kinds import BY_NAME
from district.model.media import published_name
from district.model.plan import Goal, Plan
from district.model.study import Study

_IN_DISTRICT = "Nya läggs till i district.yml."


def findings(library: Library, whole: Library, invalid: Collection[str], today: date) -> Iterator[Finding]:
    """Yield the findings of all rules. `whole` has the parts of records that are not in the library too."""
    for rule in RULES:
        yield from rule(library, invalid)
    for rule in RULES_OF_PARTS:
        yield from rule(whole, invalid)
    for dated_rule in DATED_RULES:
        yield from dated_rule(library, invalid, today)
    yield from markdown_is_valid(whole, invalid, today)


def goals_exist(library: Library, invalid: Collection[str]) -> Iterator[Finding]:
    """Goals that records name, or that goals follow, exist."""

    # Of a plan with mistakes only a part is known, so none of its goals is suggested.
    known = [ref for ref, goal in library.plan_goals.items() if goal.plan.path not in invalid]

    def check(file: str, path: KeyPath, ref: str) -> Iterator[Finding]:
        if renamed := library.renamed_goals.get(ref):
            yield Finding(file, path, "goal_renamed", {"given": ref, "now": renamed.ref})
        elif ref not in library.plan_goals and f"{Plan.folder}/{ref.split('/')[0]}/" not in invalid:
            yield _unknown(file, path, "Målet", ref, partial(suggestions.goal, ref, known))

    for record in library.records:
        for index, ref in enumerate(record.goals):
            yield from check(record.origin.file, ("goals", index), ref)
    for plan, path, goal in _goals(library):
        if goal.follows:
            yield from check(plan.origin.file, (*path, "follows"), goal.follows)


def topics_exist(library: Library, _: Collection[str]) -> Iterator[Finding]:
    """Topics of records are listed in `district.yml`."""
    known = {topic.id: topic.name for topic in library.district.topics}
    for record in library.records:
        for index, topic in enumerate(record.topics):
            if topic not in known:
                nearest = partial(suggestions.named, topic, known, _IN_DISTRICT)
                yield _unknown(record.origin.file, ("topics", index), "Ämnet", topic, nearest)


def municipalities_exist(library: Library, _: Collection[str]) -> Iterator[Finding]:
    """Municipalities of places are listed in `district.yml`."""
    known = {place.id: place.name for place in library.district.municipalities}
    for group in library.groups:
        for index, name in enumerate(group.municipalities):
            if name not in known:
                nearest = partial(suggestions.named, name, known, _IN_DISTRICT)
                yield _unknown(group.origin.file, ("municipalities", index), "Kommunen", name, nearest)
    for record in library.records:
        for path, where in _places(record):
            if where and where.municipality and where.municipality not in known:
                nearest = partial(suggestions.named, where.municipality, known, _IN_DISTRICT)
                key = (*path, "municipality")
                yield _unknown(record.origin.file, key, "Kommunen", where.municipality, nearest)


def studies_exist(library: Library, invalid: Collection[str]) -> Iterator[Finding]:
    """The study that an event is part of exists."""
    known = library.studies_by_name
    for event in library.events:
        if event.study and event.study not in known and f"{Study.folder}/{event.study}/" not in invalid:
            nearest = partial(suggestions.named, event.study, {name: study.title for name, study in known.items()})
            yield _unknown(event.origin.file, ("study",), "Studien", event.study, nearest)


def groups_exist(library: Library, invalid: Collection[str]) -> Iterator[Finding]:
    """Groups that are named by their id exist. A name with a hyphen is an id; other organizers are plain text."""
    known = {group.name: group.title for group in library.groups}
    for file, path, name in _groups_named(library):
        is_id = path[0] == "groups" or ("-" in name and BY_NAME["group"].holds(name))
        if is_id and not library.group(name) and f"{Group.folder}/{name}/" not in invalid:
            context = {"what": "Gruppen", "given": name, "nearest": partial(suggestions.named, name, known)}
            yield Finding(file, path, "unknown_reference" if path[0] == "groups" else "unknown_group", context)


def _groups_named(library: Library) -> Iterator[tuple[str, KeyPath, str]]:
    """Yield each place where a group may be named: the file, the key path and what is said there."""
    for record in library.scheduled:
        if record.organizer:
            yield record.origin.file, ("organizer",), record.organizer
    for news in library.newest_news:
        yield from ((news.origin.file, ("groups", index), name) for index, name in enumerate(news.groups))
    for plan, path, goal in _goals(library):
        if goal.responsible:
            yield plan.origin.file, (*path, "responsible"), goal.responsible


def menu_pages_exist(library: Library, _: Collection[str]) -> Iterator[Finding]:
    """The pages of the menu exist."""
    pages = {claim.address for claim in claims(library)}
    for index, item in enumerate(library.district.menu):
        if menu_address(item.page) not in pages:
            context = {
                "given": item.page,
                "nearest": partial(suggestions.similar, item.page, pages),
                "folder": library.docs,
            }
            yield Finding(library.district.origin.file, ("menu", index, "page"), "link_missing", context)


def identity_can_be_read(library: Library, _: Collection[str]) -> Iterator[Finding]:
    """The district's colour has enough contrast, and its mark is a file below the docs folder."""
    file, identity = library.district.origin.file, library.district.identity
    if identity.color and not colors.is_readable(identity.color):
        context = {"given": identity.color, "right": colors.readable(identity.color)}
        yield Finding(file, ("identity", "color"), "color_faint", context)
    if identity.mark and published_name(identity.mark) not in library.media:
        nearest = suggestions.file(identity.mark, library.media, library.docs)
        context = {"given": identity.mark, "folder": library.docs, "nearest": nearest}
        yield Finding(file, ("identity", "mark"), "image_missing", context)


def images_exist(library: Library, invalid: Collection[str]) -> Iterator[Finding]:
    """Images of records and pages are files below the docs folder."""
    known = {*library.media, *invalid}
    images = [(record.origin.file, record.image) for record in library.records]
    for file, image in (*images, *((page.file, page.image) for page in library.written_pages)):
        if image and image.address not in known:
            nearest = partial(suggestions.file, image.file, library.media, library.docs)
            context = {"given": image.file, "folder": library.docs, "nearest": nearest}
            yield Finding(file, ("image", "file"), "image_missing", context)


def old_names_have_the_form_of_names(library: Library, _: Collection[str]) -> Iterator[Finding]:
    """Old names in `was` have the form of the kind's own names, since they are addresses too."""
    for record in library.records:
        for index, name in enumerate(record.was):
            if not BY_NAME[record.kind].holds(name):
                yield Finding(record.origin.file, ("was", index), "old_name_form", {"given": name, "form": record.name})


def dropped_goals_say_why(library: Library, _: Collection[str]) -> Iterator[Finding]:
    """The history of a dropped goal gives the reason."""
    for plan, path, goal in _goals(library):
        if goal.reported == "dropped" and not any(row.status == "dropped" for row in goal.history):
            yield Finding(plan.origin.file, (*path, "status"), "dropped_without_reason")


def statuses_agree(library: Library, _: Collection[str]) -> Iterator[Finding]:
    """A goal's `status` says the same as the newest row of its history."""
    for plan, path, goal in _goals(library):
        if goal.status and goal.status != goal.reported:
            context = {"given": goal.status, "newest": goal.reported}
            yield Finding(plan.origin.file, (*path, "status"), "status_contradicts", context)


def goals_follow_earlier_ones(library: Library, _: Collection[str]) -> Iterator[Finding]:
    """A goal follows one of an earlier year."""
    for plan, path, goal in _goals(library):
        if goal.follows and goal.follows in library.plan_goals and goal.follows.split("/")[0] >= plan.name:
            context = {"given": goal.follows, "year": plan.year}
            yield Finding(plan.origin.file, (*path, "follows"), "follows_no_earlier", context)


def addresses_are_free(library: Library, _: Collection[str]) -> Iterator[Finding]:
    """No address is claimed twice."""
    taken: dict[str, Claim] = {}
    for claim in claims(library):
        other = taken.setdefault(claim.address, claim)
        if other is claim or (other.file == claim.file and claim.path[:1] == ("areas",)):
            continue  # `ids_are_unique` reports two areas with the same id
        context = {"address": claim.address, "other": other.file}
        if "was" in claim.path:
            yield Finding(claim.file, claim.path, "old_name_taken", context)
        else:
            yield Finding(claim.file, claim.path, "address_taken" if other.file else "address_reserved", context)


def repeats_happen(library: Library, _: Collection[str]) -> Iterator[Finding]:
    """Repeats are finite, each changed day is one of theirs and named once, and some occasion remains."""
    for event in library.events:
        if not event.repeat:
            continue
        file, repeat, days = event.origin.file, event.repeat, planned_days(event.start, event.repeat)
        if len(days) > MAX_OCCASIONS:
            yield Finding(file, ("repeat",), "repeat_too_often", {"most": MAX_OCCASIONS})
            continue
        seen: set[date] = set()
        for path, day in _changed_days(repeat):
            if day not in days:
                yield Finding(file, path, "except_misses", _missed(day, days))
            elif day in seen:
                yield Finding(file, path, "repeat_day_twice", {"given": str(day)})
            seen.add(day)
        if set(days) <= set(repeat.except_):
            yield Finding(file, ("repeat",), "repeat_never_happens")


def references_are_published(library: Library, _: Collection[str], today: date) -> Iterator[Finding]:
    """What a record names is published no later than the record, or than today."""

    def check(record: Record, path: KeyPath, what: str, given: str, named: Record | None) -> Iterator[Finding]:
        if named and named.published > max(record.published, today):
            context = {"what": what, "given": given, "day": swedish.short_day(named.published)}
            yield Finding(record.origin.file, path, "not_yet_published", context)

    plans = {plan.name: plan for plan in library.plans}
    for record in library.records:
        for index, ref in enumerate(record.goals):
            yield from check(record, ("goals", index), "Målet", ref, plans.get(ref.split("/")[0]))
    for event in library.events:
        if event.study:
            yield from check(event, ("study",), "Studien", event.study, library.studies_by_name.get(event.study))
    for plan, path, goal in _goals(library):
        if goal.follows:
            followed = plans.get(goal.follows.split("/")[0])
            yield from check(plan, (*path, "follows"), "Målet", goal.follows, followed)


def reports_have_happened(library: Library, _: Collection[str], today: date) -> Iterator[Finding]:
    """No row in a goal's history, and no change of a record, is dated after today."""
    for plan, path, goal in _goals(library):
        for index, row in enumerate(goal.history):
            if row.date > today:
                yield Finding(plan.origin.file, (*path, "history", index, "date"), "not_yet", {"given": str(row.date)})
    for record in library.records:
        if record.updated and record.updated > today:
            yield Finding(record.origin.file, ("updated",), "not_yet", {"given": str(record.updated)})


def _changed_days(repeat: Repeat) -> Iterator[tuple[KeyPath, date]]:
    for index, day in enumerate(repeat.except_):
        yield ("repeat", "except", index), day
    for index, cancelled in enumerate(repeat.cancelled):
        yield ("repeat", "cancelled", index, "date"), cancelled.date
    for index, moved in enumerate(repeat.moved):
        yield ("repeat", "moved", index, "from"), moved.from_


def _missed(day: date, days: tuple[date, ...]) -> dict[str, object]:
    return {"given": str(day), "near": min(days, key=lambda planned: abs(planned - day))}


RULES_OF_PARTS: tuple[Callable[[Library, Collection[str]], Iterator[Finding]], ...] = (
    goals_exist,
    topics_exist,
    municipalities_exist,
    studies_exist,
    groups_exist,
    menu_pages_exist,
    identity_can_be_read,
    images_exist,
    ids_are_unique,
    repeats_happen,
)
RULES: tuple[Callable[[Library, Collection[str]], Iterator[Finding]], ...] = (
    dropped_goals_say_why,
    statuses_agree,
    goals_follow_earlier_ones,
    addresses_are_free,
    folders_are_free,
    old_names_have_the_form_of_names,
    circles_follow_abf,
    hours_exist,
    meetings_have_starts_of_their_own,
    events_start_in_their_year,
    sign_up_is_before_the_end,
    records_differ,
    numbers_differ,
    plans_have_titles_of_their_own,
)
DATED_RULES: tuple[Callable[[Library, Collection[str], date], Iterator[Finding]], ...] = (
    references_are_published,
    reports_have_happened,
)


def _unknown(file: str, path: KeyPath, what: str, given: str, nearest: Callable[[], str]) -> Finding:
    return Finding(file, path, "unknown_reference", {"what": what, "given": given, "nearest": nearest})


def _goals(library: Library) -> Iterator[tuple[Plan, KeyPath, Goal]]:
    for plan in library.plans:
        for i, area in enumerate(plan.areas):
            for j, goal in enumerate(area.goals):
                yield plan, ("areas", i, "goals", j), goal


def _places(record: Record) -> Iterator[tuple[KeyPath, Where | None]]:
    if isinstance(record, Event):
        yield ("where",), record.where
        for index, row in enumerate(record.repeat.moved if record.repeat else ()):
            yield ("repeat", "moved", index, "where"), row.where
    if isinstance(record, Study):
        for index, session in enumerate(record.sessions):
            yield ("sessions", index, "where"), session.where
