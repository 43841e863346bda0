"""Texts read as in GitHub's preview, apart from the differences in one table."""

import re
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup

from district.language import markdown, plain_text
from district.language.headings import Ids
from district.language.links import Base

_PARTS = re.split(r"^={8} (.+)\n", Path(__file__).with_name("github.md").read_text("utf-8"), flags=re.MULTILINE)
CASES = dict(zip(_PARTS[1::2], _PARTS[2::2], strict=True))
_OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
_BASE = Base("", lambda target: Markup(target))


def _headings(root: HtmlElement) -> None:
    above: list[int] = []
    for heading in root.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6"):
        level = int(heading.tag[1])
        above = [each for each in above if each < level] + [level]
        heading.tag = f"h{len(above)}"


def _footnotes(root: HtmlElement) -> None:
    for box in root.xpath("//section[@data-footnotes]"):
        box.tag = "div"
        box.insert(0, html.Element("hr"))
    for link in root.xpath("//a[@data-footnote-backref]"):
        link.text = "↩ Tillbaka"
        for number in link:
            number.drop_tree()


def _boxes(root: HtmlElement) -> None:
    for box in root.xpath("//input"):
        box.tail = ("☑" if "checked" in box.attrib else "☐") + box.tail
        box.drop_tag()


def _comments(root: HtmlElement) -> None:
    for comment in root.xpath("//comment()"):
        comment.drop_tree()


# What is deliberately unlike GitHub's preview, and what makes GitHub's the same.
DIFFERENCES = {
    "the levels of headings fit into the page, and none is skipped": _headings,
    "footnotes are below a line, since a feed has no styles, and lead back in Swedish from their last line": _footnotes,
    "task boxes are characters, since neither a mail nor a feed has forms": _boxes,
    "comments are not even in the source": _comments,
}
# Constructs that Python-Markdown reads in its own way, and what one sees.
UNLIKE = {
    "listor med olika märken": "one list",
    "bild med märken i beskrivningen": "the marks stand in the description",
    "bar adress med teckenreferens": "the reference is read in the text, as elsewhere",
}


def _tree(element: HtmlElement, *, is_code: bool = False) -> tuple[object, ...]:
    """Return the element with its children and words; spaces count in code alone.

    Ids, classes and the like are left out; addresses are compared with their letters as they are.
    """
    is_code = is_code or element.tag == "pre"
    kept = {name: unquote(str(element.get(name))) for name in ("href", "src", "alt", "start") if name in element.attrib}
    if "footnote" in element.get("class", "") or "data-footnote-ref" in element.attrib:
        kept = {}
    elif "title" in element.attrib:
        kept["title"] = str(element.get("title"))
    parts = [element.text, *(part for child in element for part in (_tree(child, is_code=is_code), child.tail))]
    words = [_words(part, is_code=is_code) if isinstance(part, str) else part for part in parts]
    return element.tag, kept, *filter(None, words)


def _words(text: str, *, is_code: bool) -> str:
    return text.strip("\n") if is_code else re.sub("[ \n]+", " ", text).strip(" ")


def _shown(text: str, ids: Ids | None = None) -> HtmlElement:
    shown = str(markdown.html(text, _BASE, level=1, ids=ids)).replace("&#160;<a", " <a")
    return html.fragment_fromstring(shown, create_parent="div")


def _ours(text: str) -> tuple[object, ...]:
    return _tree(_shown(text))


def _githubs(text: str) -> tuple[object, ...]:
    root = html.fragment_fromstring(cmarkgfm.github_flavored_markdown_to_html(text, _OPTIONS), create_parent="div")
    for alter in DIFFERENCES.values():
        alter(root)
    return _tree(root)


@pytest.mark.parametrize("name", CASES)
def test_a_text_reads_as_in_githubs_preview(name: str) -> None:
    assert (_ours(CASES[name]) == _githubs(CASES[name])) == (name not in UNLIKE)


@pytest.mark.parametrize("name", CASES)
def test_a_text_shows_alike_on_its_page_in_feeds_and_in_both_forms_of_a_mail(name: str) -> None:
    page, elsewhere = _shown(CASES[name], Ids()), _shown(CASES[name])
    # Only pages have ids, tables that scroll, and boxes with names.
    for extra in page.xpath(".//div[@role='region'] | .//span[@role='img']"):
        extra.drop_tag()
    assert _tree(page) == _tree(elsewhere)
    plain = re.sub(r" \[\d+\]", "", plain_text.text(elsewhere).partition("\nLänkar:\n")[0])
    for image in elsewhere.iter("img"):
        image.tail = f"Bild {image.get('alt')} {image.tail or ''}"
    assert _written(plain) == _written(elsewhere.text_content())


def _written(text: str) -> list[str]:
    """Return the words that every form of a text has: not the numbers and marks of lists and notes."""
    return re.findall(r"[^\W\d]+", text.replace("(not ", "(").replace("↩ Tillbaka", ""))


def test_a_page_has_each_id_once_and_every_footnote_leads_there_and_back() -> None:
    ids = Ids()
    texts = [f"# fn 1\n\n{part} har not[^1] och not[^1] och [^b].\n\n[^b]: B\n[^1]: Se" for part in ("Ett", "Två")]
    page = html.fragment_fromstring("".join(markdown.html(text, _BASE, ids=ids) for text in texts), create_parent="div")
    given = page.xpath("//@id")
    assert len(given) == len({*given}) == 12
    notes = page.xpath("//@href")
    assert len(notes) == 12
    assert {link[1:] for link in notes} < {*given}


def test_a_footnote_leads_from_a_feed_and_a_mail_to_the_page() -> None:
    shown = markdown.html("Ett[^1].\n\n[^1]: Se", Base("", Markup, own="https://exempel.se/brev/"))
    assert not re.search(" id=", shown)
    assert re.findall('href="(.*?)#fn(?:ref)?:', shown) == ["https://exempel.se/brev/"] * 2


def test_tables_of_a_page_scroll_each_in_a_region_of_its_own_name() -> None:
    table, ids = "| a | b |\n| - | - |\n| 1 | 2 |\n", Ids()
    page = html.fragment_fromstring(markdown.html(f"{table}\nText\n\n{table}", _BASE, ids=ids), create_parent="div")
    regions = page.xpath("//*[@role='region'][@tabindex='0'][table]/@aria-label")
    assert regions == ["Tabell 1", "Tabell 2"]


def test_a_task_is_heard_as_done_or_not() -> None:
    page = html.fragment_fromstring(markdown.html("- [x] ett\n\n- [ ] två", _BASE, ids=Ids()), create_parent="div")
    assert page.xpath("//li//*[@role='img']/@aria-label") == ["Klart", "Inte klart"]
