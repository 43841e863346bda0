"""The cache key of a file depends on everything that the file shows, and on nothing else."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from built import BLUEBERRY, THEME
from district.library.library import Library
from district.model.base import Record
from district.model.district import District
from district.model.when import When
from district.site.content import Content, Keys, Lazy
from district.site.site import build, common
from district.site.view import View
from records import event, letter, plan, study

VIEW = View(Library(BLUEBERRY), date(2025, 3, 15), "https://example.org/", THEME)
AREA = {"id": "a", "title": "Område", "goals": [{"id": "b", "text": "Mål"}]}
KINDS = {"event": event, "study": study, "plan": partial(plan, areas=[AREA]), "newsletter": letter}
OTHER = "Något annat"
# A value for each field that is not a text.
VALUES: dict[str, Any] = {
    "published": "2025-02-02", "date": "2025-02-02", "updated": "2025-03-02", "start": "2025-07-01 10:00",
    "end": "2025-06-01 20:00", "kind": "course", "topics": ["klimat"], "goals": ["2025/a/b"],
    "image": {"file": "a.jpg", "alt": "En bild"}, "where": {"name": OTHER}, "signup": {"note": OTHER},
    "repeat": {"every": "week", "count": "3"}, "sessions": [{"start": "2025-06-01"}], "materials": [{"title": OTHER}],
    "status": "cancelled", "study": "cirkel", "moved_from": "2025-05-01 18:30", "abf": "ja", "adopted": "2025-01-02",
    "areas": [{**AREA, "title": OTHER}],
}  # fmt: skip


def view_of(*records: Record) -> View:
    return replace(VIEW, library=replace(VIEW.library, all_records=records))


def keys(view: View) -> dict[str, str]:
    known = Keys(common(view))
    return {path: known.key(content) for path, content in build(view).items()}


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (kind, info.alias or name)
        for kind, make in KINDS.items()
        for name, info in type(make()).model_fields.items()
        if not (info.alias or "").startswith("\0") and name != "was"
    ],
)
def test_each_field_of_each_kind_changes_the_key_of_what_shows_the_record(kind: str, field: str) -> None:
    make = KINDS[kind]
    before, after = make(), make(**{field: VALUES.get(field, OTHER)})
    assert before != after
    known = Keys([])
    assert known.key(Content(str, (before,))) != known.key(Content(str, (after,)))


def test_a_change_in_a_record_changes_the_keys_of_its_pages_feeds_and_calendars_and_of_no_other_event() -> None:
    other = event("2024/annat", start="2024-06-01 18:30")
    before, after = keys(view_of(event(), other)), keys(view_of(event(title=OTHER), other))
    changed = {path for path, key in before.items() if after.get(path) != key}
    assert changed >= {
        "index.html", "kalender/index.html", "kalender/2025/index.html", "kalender/2025/mote/index.html",
        "kalender/2025/mote/handelse.ics", "kalender/kalender.ics", "kalender/feed.xml", "atom.xml",
    }  # fmt: skip
    assert not changed & {"kalender/2024/annat/index.html", "kalender/2024/annat/handelse.ics", "om/index.html"}


@pytest.mark.parametrize(
    "changes",
    [
        {"today": date(2025, 3, 16)},
        {"site_url": "https://example.net/"},
        {"preview": True},
        {"library": Library(District(name="Hallon", short_name="Blåbär", id="hallon"))},
    ],
    ids=["the day", "the address", "a preview", "the district"],
)
def test_what_the_whole_site_depends_on_changes_every_key(changes: dict[str, Any]) -> None:
    before, after = keys(VIEW), keys(replace(VIEW, **changes))
    assert not [path for path in before if before[path] == after.get(path)]


def test_a_lazy_value_is_keyed_by_what_it_depends_on_and_not_computed() -> None:
    def fail() -> dict[str, Any]:
        raise AssertionError

    known = Keys([])
    first, second = (Content(str, (Lazy((name,), fail),)) for name in ("a", "b"))
    assert known.key(first) != known.key(second)


def test_a_value_without_a_stable_text_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no cache key"):
        Keys([]).key(Content(str, (object(),)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((("a", "b"),), (("a",), "b")),
        (("a,b",), ("a", "b")),
        ((1,), ("1",)),
        ((None,), ("None",)),
        (({"a": "b"},), (("a", "b"),)),
    ],
)
def test_values_that_look_alike_have_different_keys(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    known = Keys([])
    assert known.key(Content(str, one)) != known.key(Content(str, other))


def test_a_point_in_time_is_keyed_by_its_precision() -> None:
    known = Keys([])
    assert known.key(Content(str, (When(2025),))) != known.key(Content(str, (When(2025, 1, 1),)))
