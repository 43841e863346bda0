"""Text from data is text, wherever it comes out."""

import html as entities
from datetime import date
from typing import Any

import feedparser
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import html
from markdown import Markdown

from district.language import markdown
from district.language.links import Base
from district.language.markdown import Dialect
from district.library.library import Library
from district.model.base import ORIGIN, Origin
from district.model.district import District
from district.model.event import Event
from district.site import site
from district.site.templating import inert

TODAY = date(2025, 3, 15)
URL = "https://example.org/"
# What a file can hold: the reader refuses control characters before the core sees them.
plain = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n<>|`*[]{}#-+_!&\"'\u2028~=:.1 ")
)
written = plain.map(str.strip).filter(bool)


def event(**values: Any) -> Event:
    known = {"title": "Möte", "published": "2025-01-01", "start": "2025-06-01 18:30"}
    return Event.model_validate({**known, **values, ORIGIN: Origin("data/events/2025/mote.yml", "2025/mote")})


def one_event(**values: Any) -> dict[str, site.Content]:
    district = District(name="Blåbär", short_name="Blåbär")
    return site.build(Library(district, events=(event(**values),)), TODAY, URL)


def shown(markdown: str) -> html.HtmlElement:
    body = markdown.split("\n---\n", 1)[1]
    return html.document_fromstring(f"<body>{Markdown(extensions=[Dialect()]).convert(body)}</body>")


def repaired(text: str) -> str:
    """What feedparser makes of text that looks like UTF-8 read as Latin-1: it guesses that it was."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def folded(text: str) -> str:
    return " ".join(text.split())


@given(written)
def test_any_text_reads_as_written_in_markdown_and_in_html(text: str) -> None:
    for text_as_markdown in (
        f"{inert(text)}",
        f"# {inert(text)}",
        f"- {inert(text)}",
        f"<p title='{inert(text)}'>{inert(text)}</p>",
    ):
        page = html.document_fromstring(f"<body>{Markdown(extensions=[Dialect()]).convert(text_as_markdown)}</body>")
        assert folded(page.text_content()) == folded(text)
        assert {element.tag for element in page.iter()} <= {"html", "body", "p", "h1", "ul", "li"}
        assert all(folded(title) == folded(text) for title in page.xpath("//@title"))


@given(st.from_regex(markdown._SENTENCES, fullmatch=True))
@example("Vi ses. Kom!\nTill torget (norra sidan): 18.30–20\n\nÄr du 5 % osäker? Kom ändå.\n")
def test_sentences_without_a_mark_are_what_markdown_makes_of_them(text: str) -> None:
    assert markdown.read(text).html == markdown._read(text).html


@given(written)
@example("\\N\\n\\;,")
def test_any_title_is_the_same_on_page_in_feed_and_in_calendar(text: str) -> None:
    built = one_event(title=text)
    page = shown(str(built["kalender/2025/mote/index.md"].data))
    assert folded(page.find(".//h1").text_content()) == folded(text)
    feed = feedparser.parse(built["atom.xml"].data)
    assert folded(entities.unescape(feed.entries[0].title)) == folded(entities.unescape(repaired(text)))
    calendar = Calendar.from_ical(built["kalender/2025/mote/handelse.ics"].data)
    assert calendar.walk("VEVENT")[0]["SUMMARY"] == text


@given(written)
def test_no_plain_field_ever_becomes_markup(text: str) -> None:
    usual = shown(
        str(one_event(note="x", organizer="x", summary="x", **{"for": "x"})["kalender/2025/mote/index.md"].data)
    )
    values = {"note": text, "organizer": text, "summary": text, "for": text}
    hostile = shown(str(one_event(**values)["kalender/2025/mote/index.md"].data))
    # A line break is all that plain text can make.
    tags = [element.tag for element in hostile.iter() if element.tag != "br"]
    assert tags == [element.tag for element in usual.iter()]
    assert folded(hostile.text_content()).count(folded(text)) >= 4


@given(plain)
def test_no_markdown_text_ever_becomes_a_script(text: str) -> None:
    base = Base("", lambda target: inert(target))
    page = html.document_fromstring(f"<body>{markdown.html(text + ' <script>alert(1)</script>', base)}</body>")
    assert not page.xpath("//script | //@onclick | //iframe | //style")
    for address in page.xpath("//@href | //@src"):
        assert not address.strip().lower().startswith(("javascript:", "data:", "vbscript:"))


def test_a_link_to_a_script_is_no_link() -> None:
    made = markdown.html("[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](data:text/html,x)", Base("", inert))
    assert "href" not in made
