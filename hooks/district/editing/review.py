"""What a check finds in a proposal, as JSON: from the job that runs the proposal's code to the one that answers.

The job that answers trusts nothing in it. The limits keep an answer within what GitHub takes and people read.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from district.checks.problem import Problem
from district.editing.reader_changes import LABELS, ReaderChange
from district.language import labels, swedish
from district.library.library import Library
from district.model.base import Record
from district.model.event import Event
from district.model.group import Group
from district.model.news import News
from district.model.newsletter import Newsletter
from district.model.study import Study
from district.reading import yaml_source

MOST_MISTAKES, MOST_SUGGESTIONS, MOST_CHANGES, MOST_PAGES, _MOST_FACTS = 20, 10, 40, 6, 6
_SHORT, _LONG = 200, 400
# A record's page comes with what it says. Of pictures and documents, nothing is said and no picture is taken.
_NO_PAGE = ("_gone", "picture_new", "picture_changed", "document_new", "document_changed", "district_changed")

Line = Annotated[int, Field(ge=1, le=1_000_000)]
Short = Annotated[str, StringConstraints(max_length=_SHORT)]
Long = Annotated[str, StringConstraints(max_length=_LONG)]
Address = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9/._#-]*$", max_length=_SHORT)]
File = Annotated[str, StringConstraints(pattern=r"^(data|docs)/[^\x00-\x1f]+$", max_length=_SHORT)]


class _Part(BaseModel):
    # What is refused is not shown, since a log can hold commands to GitHub.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Mistake(_Part):
    file: Short
    line: Line
    column: Line
    sentence: Long
    quoted: Long


class Suggestion(_Part):
    """What a line of a file should be instead, and why. The text may have a line break."""

    file: File
    line: Line
    text: Long
    why: Long


class Change(_Part):
    kind: Annotated[str, StringConstraints(pattern=f"^({'|'.join(LABELS)})$")]
    title: Short
    path: Address
    detail: Long


class Page(_Part):
    """A new or changed page, and what it says, each with a label."""

    title: Short
    path: Address
    facts: Annotated[tuple[tuple[Short, Long], ...], Field(max_length=_MOST_FACTS)]


class Review(_Part):
    """The mistakes, or what changes for readers; `more` counts the mistakes or changes that are left out."""

    mistakes: Annotated[tuple[Mistake, ...], Field(max_length=MOST_MISTAKES)] = ()
    suggestions: Annotated[tuple[Suggestion, ...], Field(max_length=MOST_SUGGESTIONS)] = ()
    changes: Annotated[tuple[Change, ...], Field(max_length=MOST_CHANGES)] = ()
    pages: Annotated[tuple[Page, ...], Field(max_length=MOST_PAGES)] = ()
    more: Annotated[int, Field(ge=0, le=1_000_000)] = 0


def of_mistakes(problems: tuple[Problem, ...], fixed: Iterable[Problem]) -> Review:
    """Return what is said of the mistakes. The `fixed` ones become suggestions."""
    mistakes = tuple(
        Mistake(
            file=_cut(problem.place.file, _SHORT),
            line=problem.place.line,
            column=problem.place.column,
            sentence=_cut(problem.sentence, _LONG),
            quoted=_cut(problem.quoted.strip(), _LONG),
        )
        for problem in problems[:MOST_MISTAKES]
    )
    return Review(
        mistakes=mistakes,
        suggestions=tuple(_suggestions(fixed))[:MOST_SUGGESTIONS],
        more=len(problems) - len(mistakes),
    )


def of_changes(changes: tuple[ReaderChange, ...], after: Library, texts: Mapping[str, str]) -> Review:
    """Return what is said of the changes; `texts` are the files by path."""
    told = tuple(
        Change(kind=c.kind, title=_cut(c.title, _SHORT), path=c.path, detail=_cut(c.detail, _LONG))
        for c in changes[:MOST_CHANGES]
    )
    records = {record.path: record for record in after.records}
    moved = [
        problem
        for change in changes
        if change.moved_from and (record := records.get(change.path))
        for problem in _moved(record.origin.file, texts.get(record.origin.file, ""), change.moved_from)
    ]
    return Review(
        changes=told,
        pages=tuple(_pages(changes, records))[:MOST_PAGES],
        suggestions=tuple(_suggestions(moved))[:MOST_SUGGESTIONS],
        more=len(changes) - len(told),
    )


def _suggestions(problems: Iterable[Problem]) -> Iterator[Suggestion]:
    for problem in problems:
        place = problem.place
        if len(problem.fix) <= _LONG and place.file.startswith(("data/", "docs/")) and len(place.file) <= _SHORT:
            yield Suggestion(file=place.file, line=place.line, text=problem.fix, why=_cut(problem.sentence, _LONG))


def _moved(file: str, text: str, was: str) -> Iterator[Problem]:
    """Yield the line of an event's start, with the earlier time on a line below it."""
    source = yaml_source.read(text, file)
    if ("start",) in source.keys:
        place = source.place(("start",), key=True)
        line = text.split("\n")[place.line - 1]
        sentence = "Den som prenumererar får veta att tiden är ny om den gamla står i moved_from."
        yield Problem(place, sentence, line, f"{line}\nmoved_from: {was}")


def _pages(changes: Iterable[ReaderChange], records: Mapping[str, Record]) -> Iterator[Page]:
    """Yield each changed page once, a record's page with its facts."""
    seen = set()
    for change in changes:
        page = change.path.partition("#")[0]
        if page and page not in seen and not change.kind.endswith(_NO_PAGE):
            seen.add(page)
            said = facts(records[change.path]) if change.path in records else ()
            rows = tuple((label, _cut(text, _LONG)) for label, text in said if text)
            yield Page(title=_cut(change.title, _SHORT), path=change.path, facts=rows[:_MOST_FACTS])


def facts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield what a record's page says, each with a label: status, day, place, and what it is about."""
    where = None
    if isinstance(record, Event):
        yield "Läge", labels.event_status.get(record.status, "")
        yield "När", swedish.when(record.start, record.end)
        where = record.where
    elif isinstance(record, Study):
        yield "Läge", labels.study_status[record.status]
        for first in record.sessions[:1]:
            yield "Första träffen", swedish.when(first.start, first.end)
            yield "Träffar", str(len(record.sessions))
            where = first.where
    elif isinstance(record, Group):
        yield "Läge", labels.group_status.get(record.status, "")
    elif isinstance(record, News | Newsletter):
        yield "Dag", swedish.day(record.published)
    if where:
        yield "Var", ", ".join(filter(None, (where.name, where.address, where.online)))
    if isinstance(record, Event | Study):
        yield "Besked", record.note or ""
    yield "Om", record.summary or ""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
