"""Create the file of a new record: known values filled in, the remaining fields as commented-out examples."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from typing import Any

from district.language import swedish
from district.model.district import District
from district.model.kinds import BY_NAME
from district.site.templating import Templates

_OPTIONAL = (
    *("end", "start", "summary", "name", "address", "access", "municipality", "online", "for", "text", "goals"),
    *("topics", "signup", "repeat", "image", "sessions", "materials", "groups", "status", "type"),
)
# Characters of a title in a file name.
_NAME_LENGTH = 60


def render(kind: str, values: Mapping[str, Any]) -> str:
    """Return the text of a new record's file. Raises KeyError if `values` lack a required one."""
    known = {key: values.get(key) for key in _OPTIONAL} | {key: values[key] for key in required(kind)}
    return Templates().render(f"new-{kind}.yml", **known)


def required(kind: str) -> list[str]:
    """Return what a new record of a kind must have, by the names in the templates."""
    fields = BY_NAME[kind].model.model_fields.items()
    return [name for name, info in fields if info.is_required() and not (info.alias or "").startswith("\0")]


def create(kind: str, values: Mapping[str, Any], exists: Callable[[str], bool]) -> tuple[str, str]:
    """Return the path that a new record's file gets, below the folder of data or docs, and its text."""
    started = re.match(r"\d{4}", values.get("start", ""))
    year = int(started[0] if started else values["published"][:4])
    return free_name(kind, values["title"], year, exists), render(kind, values)


def free_name(kind: str, title: str, year: int, exists: Callable[[str], bool]) -> str:
    """Return a path such as `events/2024/valskola.yml` for which `exists` is false.

    The name is at most 60 characters of the title's slug, with a number appended if that is taken.
    """
    slug = swedish.slug(title)[:_NAME_LENGTH].strip("-") or kind
    row = BY_NAME[kind]
    folder = f"{row.folder}/{year}" if row.names == "year/name" else row.folder
    paths = (f"{folder}/{slug}{f'-{number}' if number > 1 else ''}{row.ending}" for number in count(1))
    return next(path for path in paths if not exists(path))


def event_link(district: District, folder: str, today: date) -> str:
    """Return the address of the host's editor with a new event in the data folder, or "" without a repository."""
    values = {"title": "Vad som händer", "published": today, "start": f"{today.year}-MM-DD 18:30"}
    return district.new_address(f"{folder}/events/{today.year}", "ny-handelse.yml", render("event", values))
