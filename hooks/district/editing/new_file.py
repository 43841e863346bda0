"""A new record as the file that an author goes on with: filled in where known, explained where not."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from typing import Any
from urllib.parse import quote, urlencode

from district.language import swedish
from district.model.district import District
from district.model.kinds import BY_NAME
from district.site.templating import Templates

# What each kind of file must be told; the rest is there as help, behind a #.
_KEYS = {
    "event": ("title", "published", "start"),
    "study": ("title", "type", "published"),
    "newsletter": ("title", "published", "summary"),
}
_LONGEST = 60
_OPTIONAL = ("end", "start", "summary", "name", "address", "municipality", "online", "for", "text", "goals", "status")


def text(kind: str, answers: Mapping[str, Any], templates: Templates) -> str:
    """The file of a new record; KeyError where something it must be told is not in the answers."""
    told = {key: answers[key] for key in _KEYS[kind]}
    known = {key: answers.get(key) for key in _OPTIONAL}
    return templates.render(f"new-{kind}.yml", **{**known, **told})


def needed(kind: str) -> tuple[str, ...]:
    """The keys that a kind's file must be told."""
    return _KEYS[kind]


def file_name(kind: str, name: str, year: int) -> str:
    """Where the file belongs: `events/2024/valskola.yml`."""
    row = BY_NAME[kind]
    return "/".join(filter(None, [row.folder, str(year) if row.names == "year/name" else "", name + row.ending]))


def free_name(kind: str, title: str, year: int, taken: Callable[[str], bool]) -> str:
    """As `file_name`, for a title: at most 60 characters of it, with a number where that is taken."""
    name = swedish.slug(title)[:_LONGEST].strip("-") or kind
    names = (f"{name}-{number}" if number > 1 else name for number in count(1))
    return next(path for path in (file_name(kind, each, year) for each in names) if not taken(path))


def event_link(district: District, folder: str, today: date) -> str:
    """Return the address where a volunteer adds an event, or "" if the repository is not known."""
    if not district.repository:
        return ""
    answers = {"title": "Vad som händer", "published": today, "start": f"{today.year}-MM-DD 18:30"}
    return github_link(district, folder, today.year, text("event", answers, Templates()))


def github_link(district: District, folder: str, year: int, value: str) -> str:
    """GitHub's page for a new event below `folder`, with the file already begun."""
    query = urlencode({"filename": "ny-handelse.yml", "value": value}, quote_via=quote)
    return f"{district.repository}/new/{district.branch}/{folder}/events/{year}?{query}"
