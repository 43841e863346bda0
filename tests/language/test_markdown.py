"""Markdown and text that people write never become scripts or unintended markup."""

import pytest
from hypothesis import given
from lxml import html
from markupsafe import Markup

from built import to_html
from district.language import markdown
from district.language.links import Base, from_anywhere
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


def test_a_backslash_does_not_hide_an_address_from_the_check() -> None:
    text = r"[x](javascript\:alert(1)) [y](/om\_oss/) ![z](/bild\_1.png)"
    assert [address.url for address in markdown.read(text).addresses] == [
        "javascript:alert(1)",
        "/om_oss/",
        "/bild_1.png",
    ]
    shown = markdown.html(text, Base("", lambda target: Markup(f"https://x.example/{target}")))
    assert 'href="https://x.example/om_oss/"' in shown
    assert 'href="javascript' not in shown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[x](//host.example/a)", "https://host.example/a"),
        ("[x](Https://Host.example/A)", "https://Host.example/A"),
        ("<HTTP://host.example/>", "http://host.example/"),
        ("[x](tel:033-12 34 56)", "tel:033-123456"),
        ("[x](TEL:+4633123456)", "tel:+4633123456"),
        ("<tel:033123456>", "tel:033123456"),
        ("[x](Mailto:a@b.example?subject=Hej)", "mailto:a@b.example?subject=Hej"),
    ],
)
def test_addresses_elsewhere_read_the_same_on_page_and_in_mail(written: str, read: str) -> None:
    for base in (Base("", from_anywhere), Base("om/", lambda target: Markup(target), own="https://x.example/om/")):
        assert html.fragment_fromstring(markdown.html(written, base)).xpath("//a/@href") == [read]
