"""The files of the search index: what can be found, and where it leads."""

import json
from typing import Any

import pytest
from lxml import html

from built import Built
from district.language.headings import Ids
from district.site.search.texts import sections

MARKDOWN = """
Välkommen till [mötet](/kalender/ "Titel") med **soppa**
och _sång_. Slut.

## Så *här* gick det

> - [x] Läs ![en bok](bok.jpg)
1. Skriv till <styrelsen@example.org>

| Dag | Tema |
|---|---|
| Fredag | snake_case \\* |

```
# Ingen rubrik
```
## Så här gick det ##
Slut[^1]
"""


@pytest.fixture(scope="module")
def shown(built: Built) -> list[tuple[str, ...]]:
    """What is shown of every entry: its address, title, day, what it is a part of, and text."""
    files = (json.loads(built.file(path)) for path in built.contents if path.startswith("sok/texts-"))
    return [tuple(entry) for entries in files for entry in entries]


def test_every_hit_leads_to_a_place_that_exists(built: Built, shown: list[tuple[str, ...]]) -> None:
    pages: dict[str, Any] = {}
    inside = [path for path, *_ in shown if not path.startswith("https:")]
    assert len(inside) > 100
    for path in inside:
        page, _, place = path.partition("#")
        root = pages.setdefault(page, html.document_fromstring(built.file(f"{page}index.html")))
        assert not place or root.get_element_by_id(place, None) is not None, path


def test_pages_for_editors_are_not_found(shown: list[tuple[str, ...]]) -> None:
    assert [path for path, *_ in shown if "ateras" in path or path == "404.html"] == []


def test_no_two_entries_have_one_address(shown: list[tuple[str, ...]]) -> None:
    addresses = [path for path, *_ in shown]
    assert len({*addresses}) == len(addresses)


def test_markdown_is_found_as_a_reader_sees_it() -> None:
    assert [(section.heading, section.id, section.text) for section in sections(MARKDOWN, Ids())] == [
        ("", "", "Välkommen till mötet med soppa och sång. Slut."),
        (
            "Så här gick det",
            "så-här-gick-det",
            "Läs en bok\nSkriv till styrelsen@example.org\nDag Tema\nFredag snake_case *\n# Ingen rubrik",
        ),
        ("Så här gick det", "så-här-gick-det-1", "Slut"),
    ]
