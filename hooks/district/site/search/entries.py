"""What can be found: every page, and the goals, meetings and headings on them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from district.language import labels, swedish
from district.language.headings import Ids
from district.library.addresses import THEME_IDS, own_ids, session_id
from district.library.library import Library
from district.model.base import Contact, Record, Where
from district.model.event import Event
from district.model.group import Group
from district.model.plan import Area, Plan, PlanGoal, area_path
from district.model.study import Study
from district.site.page import Page
from district.site.search.texts import sections

GOAL, PAGE = "Mål", "Sida"
# What people search for, and the page that has it under another name.
_ALSO_CALLED = {
    "prenumerera/": "rss flöde ics kalenderfil mejl",
    "plan/": "löften lovat mål verksamhetsplan",
    "kalender/": "kalendern på gång",
}

# The values that are people's texts on pages that are no record's, by template.
_TEXTS = {"home": "words_of_own", "written": "text"}


@dataclass(frozen=True)
class Entry:
    """Something that a search finds: an address, which may lead to a place on a page, with what it shows.

    `kind` is what it is called, `when` its day or year in words and `last_day` when it is over; `within` is what it
    is a part of. `text` is shown, a sentence a line; `words` is found but not shown, and `also` counts as a title.
    A `part` stands after its page and is found instead of it, not beside it.
    """

    path: str
    title: str
    kind: str
    text: str = ""
    when: str = ""
    last_day: date | None = None
    within: str = ""
    words: str = ""
    also: str = ""
    part: bool = False


def entries(library: Library, pages: Iterable[Page]) -> Iterator[Entry]:
    """Yield what can be found, a page's parts after it."""
    for page in pages:
        # The page of a plan's area is found as a part of the plan.
        if page.searched and (page.record is None or page.record.path == page.path):
            yield from _page(library, page)
    for plan_goal in library.all_goals:
        yield _goal(library, plan_goal)
    yield from _ways(library)


def _ways(library: Library) -> Iterator[Entry]:
    """Yield how to become a member and whom to contact."""
    district = library.district
    if join := district.join:
        yield Entry(join.url, join.title, PAGE, text=district.about or "", also="bli medlem")
    path = "vi/#hor-av-dig" if district.contact else "vi/"
    yield Entry(path, "Kontakt", PAGE, text=_lines(*map(_contact, district.contact)))


def _page(library: Library, page: Page) -> Iterator[Entry]:
    record = page.record
    if record is None:
        markdown = page.values[_TEXTS[page.template]] if page.template in _TEXTS else ""
        title, also = page.title, _ALSO_CALLED.get(page.path, "")
        yield from _with_sections(library, Entry(page.path, title, PAGE, page.about, also=also), markdown)
        return
    own = _lines(record.summary, *_facts(library, record))
    when, last_day = _time(library, record)
    words = _lines(*_labels(library, record))
    entry = Entry(page.path, record.title, labels.kind[record.kind], own, when, last_day, words=words)
    markdown = _lines(record.text, record.intro, record.closing) if isinstance(record, Plan) else record.text or ""
    yield from _with_sections(library, entry, markdown)
    if isinstance(record, Plan):
        yield from (_area(entry, record, area) for area in record.areas)
    if isinstance(record, Study):
        yield from _sessions(library, record, entry)


def _with_sections(library: Library, entry: Entry, markdown: str) -> Iterator[Entry]:
    """Yield the entry of a page with the text that people wrote for it, and an entry for each heading in that."""
    ids = Ids(THEME_IDS | library.once(own_ids).get(entry.path, frozenset()))
    first, *rest = sections(markdown, ids)
    if rest and rest[0].heading == entry.title:
        first, rest = rest[0], rest[1:]
    below = (_lines(section.heading, section.text) for section in rest)
    yield replace(entry, text=_lines(entry.text, first.text), words=_lines(entry.words, *below))
    for section in rest:
        if section.id:
            path = f"{entry.path}#{section.id}"
            yield _part(entry, path, section.heading, section.text)


def _sessions(library: Library, study: Study, entry: Entry) -> Iterator[Entry]:
    for number, session in enumerate(study.sessions, 1):
        if session.title:
            text = _lines(session.reading, session.note, *_place(library, session.where))
            part = _part(entry, f"{entry.path}#{session_id(number)}", session.title, text)
            yield replace(part, when=swedish.days(session.start, session.end), last_day=session.last_day)


def _part(page: Entry, path: str, title: str, text: str) -> Entry:
    return replace(page, path=path, title=title, text=text, words="", also="", within=page.title, part=True)


def _area(page: Entry, plan: Plan, area: Area) -> Entry:
    quote = area.quote.text if area.quote else None
    text = _lines(*(section.text for section in sections(area.text or "", Ids())), quote, area.group)
    return _part(page, area_path(plan, area), area.title, text)


def _goal(library: Library, plan_goal: PlanGoal) -> Entry:
    goal, plan = plan_goal.goal, plan_goal.plan
    rows = sorted(goal.history, key=lambda row: row.date, reverse=True)
    return Entry(
        plan_goal.path,
        goal.text[:1].upper() + goal.text[1:],
        GOAL,
        _lines(*(row.text for row in rows), library.called(goal.responsible)),
        str(plan.year),
        max([plan.published, *(row.date for row in rows)]),
        plan_goal.area.title,
    )


def _time(library: Library, record: Record) -> tuple[str, date | None]:
    """Return the days of a record in words, and the last of them; groups have none."""
    if isinstance(record, Group):
        return "", None
    if isinstance(record, Plan):
        return str(record.year), record.published
    if not isinstance(record, Event | Study):
        return swedish.short_day(record.published), record.published
    occasions = library.occasions_of(record)
    if not occasions:
        return str(record.published.year), record.published
    if len(occasions) == 1:
        when = swedish.days(occasions[0].start, occasions[0].end)
    else:
        by_day = sorted(occasions, key=lambda occasion: occasion.start)
        when = swedish.days(by_day[0].start, by_day[-1].end or by_day[-1].start)
    off = labels.event_status if isinstance(record, Event) else {"cancelled": labels.study_status["cancelled"]}
    label = off.get(record.status, "")
    return f"{label} · {when}" if label else when, max(occasion.last_day for occasion in occasions)


def _facts(library: Library, record: Record) -> Iterator[str | None]:
    """Yield what else than its text a record's page says."""
    match record:
        case Event():
            yield from (*_notes(record), *_place(library, record.where))
            if record.repeat:
                yield from (row.note for row in record.repeat.cancelled)
                for row in record.repeat.moved:
                    yield from (row.note, *_place(library, row.where))
        case Study():
            yield from _notes(record)
            for session in record.sessions:
                yield from (session.title, session.reading, session.note, *_place(library, session.where))
            for material in record.materials:
                yield from (material.title, material.author, material.note)
        case Group():
            yield from (*map(_contact, record.contact), *(link.title for link in record.links))


def _labels(library: Library, record: Record) -> Iterator[str | None]:
    """Yield what a record is found by, and its sentences do not say."""
    if record.image:
        yield record.image.alt
    match record:
        case Event():
            yield from (record.for_, library.called(record.organizer))
        case Study():
            yield from (labels.study_kind[record.type], record.leader, record.for_, library.called(record.organizer))
        case Group():
            yield labels.group_kind[record.type]
            yield from (library.names[town] for town in record.municipalities)
    yield from (library.names[topic] for topic in record.topics)


def _notes(record: Event | Study) -> Iterator[str | None]:
    yield from (record.note, record.signup.note if record.signup else None)


def _contact(way: Contact) -> str:
    return " ".join(filter(None, (way.role, way.email, way.phone)))


def _place(library: Library, where: Where | None) -> Iterator[str | None]:
    if where:
        yield from (library.place(where), where.access)


def _lines(*texts: str | None) -> str:
    return "\n".join(dict.fromkeys(filter(None, texts)))
