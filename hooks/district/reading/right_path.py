"""Where a file belongs that has the wrong name, or lies in the folder of another kind."""

import re
from collections.abc import Mapping
from posixpath import splitext
from typing import get_args

from district.language import swedish
from district.model.base import Record
from district.model.kinds import IN_DATA, Kind

_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_DATED = re.compile(r"^(?:start|date|published): *((?:19|20|21)\d\d)", re.MULTILINE)


def below(kind: Kind, written: str, text: str) -> str:
    """Return the path below the data or docs folder for a file of a kind that is called `written` there."""
    *folders, last = written.split("/")
    name = last
    while splitext(name)[1].lower() in (".yml", ".yaml", ".md", ".txt", ".markdown"):
        name = splitext(name)[0]
    years = _YEAR.findall("/".join(folders)) or _DATED.findall(text) or _YEAR.findall(name)
    year = years[0] if years else "2024"
    slug = swedish.slug(name) or "namn"
    forms = {"year/name": f"{year}/{slug}", "name": slug, "year": (_YEAR.findall(written) or [year])[0]}
    return f"{kind.folder}/{forms[kind.names]}{kind.ending}"


def other_kind(kind: Kind, value: object) -> Kind | None:
    """Return the kind of record in data that a file's fields fit, if they do not fit its own."""
    if not isinstance(value, dict) or _fits(kind.model, value):
        return None
    fitting = [other for other in IN_DATA.values() if _fits(other.model, value)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(model: type[Record], value: Mapping[str, object]) -> bool:
    """Return whether the keys are those of the model; several have `kind`, with values of their own."""
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    known = {name for name in fields if not name.startswith("\0")}
    required = {name for name in known if fields[name].is_required()}
    if not required <= value.keys() <= known:
        return False
    return "kind" not in value or value["kind"] in get_args(fields["kind"].annotation)
