"""Markdown and text that people write never become scripts or unintended markup."""

from hypothesis import given
from lxml import html

from built import to_html
from district.language import markdown
from district.language.links import Base
from district.site.templating import inert
from texts import folded, plain, written


@given(written)
def test_any_text_reads_as_written_in_markdown_and_in_html(text: str) -> None:
    for text_as_markdown in (
        f"{inert(text)}",
        f"# {inert(text)}",
        f"- {inert(text)}",
        f"<p title='{inert(text)}'>{inert(text)}</p>",
    ):
        page = to_html(text_as_markdown)
        assert folded(page.text_content()) == folded(text)
        assert {element.tag for element in page.iter()} <= {"html", "body", "p", "h1", "ul", "li"}
        assert all(folded(title) == folded(text) for title in page.xpath("//@title"))


@given(plain)
def test_markdown_never_becomes_a_script(text: str) -> None:
    base = Base("", lambda target: inert(target))
    page = html.document_fromstring(f"<body>{markdown.html(text + ' <script>alert(1)</script>', base)}</body>")
    assert not page.xpath("//script | //@onclick | //iframe | //style")
    for address in page.xpath("//@href | //@src"):
        assert not address.strip().lower().startswith(("javascript:", "data:", "vbscript:"))


def test_a_link_to_a_script_is_not_made_a_link() -> None:
    source = markdown.html("[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](data:text/html,x)", Base("", inert))
    assert "href" not in source
