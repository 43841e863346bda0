"""The headings of a long text, for its table of contents."""

from dataclasses import dataclass

from lxml import html
from markupsafe import Markup

LONG = 4  # headings from which a text has a table of contents


@dataclass(frozen=True)
class Heading:
    id: str
    text: str
    level: int


def contents(text: Markup) -> tuple[Heading, ...]:
    """The headings with an id, in order; none if the text is short enough to look through."""
    root = html.fragment_fromstring(text, create_parent="div")
    found = root.xpath(".//*[self::h2 or self::h3 or self::h4 or self::h5 or self::h6][@id]")
    headings = (Heading(str(el.get("id")), " ".join(el.text_content().split()), int(str(el.tag)[1])) for el in found)
    return tuple(headings) if len(found) >= LONG else ()
