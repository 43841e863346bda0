"""The rules about what records name: it exists, and it is published no later than they are."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from district.checks.problem import Finding, KeyPath
from district.language import suggestions, swedish
from district.library import colors
from district.library.addresses import claims, menu_address
from district.library.library import Library
from district.library.occasions import places
from district.model.base import Record
from district.model.group import Group
from district.model.kinds import BY_NAME
from district.model.media import published_name
from district.model.plan import Plan
from district.model.study import Study

_IN_DISTRICT = "Nya läggs till i district.yml."


def goals_exist(library: Library) -> Iterator[Finding]:
    """Goals that records name, or that goals follow, exist."""
    # Of a plan with mistakes only a part is known, so none of its goals is suggested.
    known = [ref for ref, goal in library.plan_goals.items() if goal.plan.path not in library.unread]
    renamed_from = {old: goal for goal in library.plan_goals.values() for old in goal.old_refs}
    for record, path, ref in _goals_named(library):
        if renamed := renamed_from.get(ref):
            yield Finding(record.origin.file, path, "goal_renamed", {"given": ref, "now": renamed.ref})
        elif ref not in library.plan_goals and f"{Plan.folder}/{ref.split('/')[0]}/" not in library.unread:
            context = {"what": "Målet", "given": ref, "nearest": partial(suggestions.goal, ref, known)}
            yield Finding(record.origin.file, path, "unknown_reference", context)


def _goals_named(library: Library) -> Iterator[tuple[Record, KeyPath, str]]:
    for record in library.records:
        yield from ((record, ("goals", index), ref) for index, ref in enumerate(record.goals))
    for planned in library.all_goals:
        if planned.goal.follows:
            yield planned.plan, (*planned.place, "follows"), planned.goal.follows


def topics_exist(library: Library) -> Iterator[Finding]:
    """Topics of records are listed in `district.yml`."""
    known = {topic.id: topic.name for topic in library.district.topics}
    for record in library.records:
        for index, topic in enumerate(record.topics):
            if topic not in known:
                yield _unknown(record, ("topics", index), "Ämnet", topic, known, _IN_DISTRICT)


def municipalities_exist(library: Library) -> Iterator[Finding]:
    """Municipalities of places and groups are listed in `district.yml`."""
    known = {place.id: place.name for place in library.district.municipalities}
    for record in library.records:
        for path, name in _municipalities(record):
            if name and name not in known:
                yield _unknown(record, path, "Kommunen", name, known, _IN_DISTRICT)


def _municipalities(record: Record) -> Iterator[tuple[KeyPath, str | None]]:
    if isinstance(record, Group):
        yield from ((("municipalities", index), name) for index, name in enumerate(record.municipalities))
    for path, where in places(record):
        yield (*path, "where", "municipality"), where.municipality if where else None


def studies_exist(library: Library) -> Iterator[Finding]:
    """The study that an event is part of exists."""
    known = {name: study.title for name, study in library.studies_by_name.items()}
    for event in library.events:
        if event.study and event.study not in known and f"{Study.folder}/{event.study}/" not in library.unread:
            yield _unknown(event, ("study",), "Studien", event.study, known)


def groups_exist(library: Library) -> Iterator[Finding]:
    """Groups that are named by their id exist. A name with a hyphen is an id; other organizers are plain text."""
    known = {group.name: group.title for group in library.groups}
    for record, path, name in _groups_named(library):
        is_id = path[0] == "groups" or ("-" in name and BY_NAME["group"].holds(name))
        if is_id and not library.group(name) and f"{Group.folder}/{name}/" not in library.unread:
            kind = "unknown_reference" if path[0] == "groups" else "unknown_group"
            yield _unknown(record, path, "Gruppen", name, known, kind=kind)


def _groups_named(library: Library) -> Iterator[tuple[Record, KeyPath, str]]:
    """Yield each place where a group may be named: the record, the key path and what is said there."""
    for record in library.scheduled:
        if record.organizer:
            yield record, ("organizer",), record.organizer
    for news in library.newest_news:
        yield from ((news, ("groups", index), name) for index, name in enumerate(news.groups))
    for planned in library.all_goals:
        if planned.goal.responsible:
            yield planned.plan, (*planned.place, "responsible"), planned.goal.responsible


def _unknown(
    record: Record,
    path: KeyPath,
    what: str,
    given: str,
    known: Mapping[str, str],
    where: str = "",
    kind: str = "unknown_reference",
) -> Finding:
    nearest = partial(suggestions.named, given, known, where)
    return Finding(record.origin.file, path, kind, {"what": what, "given": given, "nearest": nearest})


def menu_pages_exist(library: Library) -> Iterator[Finding]:
    """The pages of the menu exist."""
    pages = {claim.address for claim in claims(library)}
    for index, item in enumerate(library.district.menu):
        if menu_address(item.page) not in pages:
            context = {"given": item.page, "nearest": partial(suggestions.similar, item.page, pages)}
            yield Finding(library.district.origin.file, ("menu", index, "page"), "link_missing", context)


def identity_can_be_read(library: Library) -> Iterator[Finding]:
    """The district's colour has enough contrast, and its mark is a file below the docs folder."""
    file, identity = library.district.origin.file, library.district.identity
    if identity.color and not colors.is_readable(identity.color):
        context = {"given": identity.color, "right": colors.readable(identity.color)}
        yield Finding(file, ("identity", "color"), "color_faint", context)
    if identity.mark and published_name(identity.mark) not in library.media:
        nearest = suggestions.file(identity.mark, library.media, library.docs)
        context = {"given": identity.mark, "folder": library.docs, "nearest": nearest}
        yield Finding(file, ("identity", "mark"), "image_missing", context)


def images_exist(library: Library) -> Iterator[Finding]:
    """Images of records and pages are files below the docs folder."""
    known = {*library.media, *library.unread}
    images = [(record.origin.file, record.image) for record in library.records]
    for file, image in (*images, *((page.file, page.image) for page in library.written_pages)):
        if image and image.address not in known:
            nearest = partial(suggestions.file, image.file, library.media, library.docs)
            context = {"given": image.file, "folder": library.docs, "nearest": nearest}
            yield Finding(file, ("image", "file"), "image_missing", context)


def references_are_published(library: Library, today: date) -> Iterator[Finding]:
    """What a record names is published no later than the record, or than today."""
    plans = {plan.name: plan for plan in library.plans}
    named: list[tuple[Record, KeyPath, str, str, Record | None]] = [
        (record, path, "Målet", ref, plans.get(ref.split("/")[0])) for record, path, ref in _goals_named(library)
    ]
    named += [
        (event, ("study",), "Studien", event.study, library.studies_by_name.get(event.study))
        for event in library.events
        if event.study
    ]
    for record, path, what, given, other in named:
        if other and other.published > max(record.published, today):
            context = {"what": what, "given": given, "day": swedish.short_day(other.published)}
            yield Finding(record.origin.file, path, "not_yet_published", context)
