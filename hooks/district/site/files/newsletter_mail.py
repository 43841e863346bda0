"""Every newsletter as a mail: HTML, text, and a draft that a mail program opens."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache, partial

from css_inline import CSSInliner
from lxml import html as markup
from lxml.html import HtmlElement

from district.checks.problem import Mistakes, Place, Problem
from district.language import messages, plain_text
from district.library.library import Library
from district.model.newsletter import Newsletter
from district.site.content import Content
from district.site.templating import SOURCES, Templates

MOST_BYTES = 100_000  # Gmail clips a mail at 102 kB, and its end is gone
WIDEST = 552  # a picture in the column of `mail.css`, in CSS pixels
_INLINER = CSSInliner(load_remote_stylesheets=False)


@dataclass(frozen=True)
class Mail:
    """A letter as it is sent; text and HTML say the same."""

    subject: str
    html: str
    text: str

    @property
    def draft(self) -> bytes:
        """RFC 5322, with neither sender, receivers nor day: the program that sends it knows them."""
        message = EmailMessage(policy=SMTP)
        message["Subject"] = self.subject
        message["X-Unsent"] = "1"  # Outlook opens it as a draft
        message.set_content(self.text, charset="utf-8", cte="quoted-printable")
        message.add_alternative(self.html, subtype="html", charset="utf-8", cte="quoted-printable")
        # "=_" never stands in quoted-printable, so no letter can hold its own boundary.
        digest = hashlib.sha256(f"{self.subject}\0{self.html}".encode()).hexdigest()[:24]
        message.set_boundary(f"=_{digest}")
        message["Content-Language"] = "sv"
        return message.as_bytes()


def mails(library: Library, templates: Templates, site_url: str) -> Iterator[tuple[str, Content]]:
    """The three files of every letter by address.

    Raises Mistakes, before anything is made, if a letter is longer than a mail can be.
    """

    @cache
    def mail(name: str) -> Mail:
        return _mail(library, letters[name], templates, site_url)

    letters = {letter.name: letter for letter in library.newsletters}
    contents = {
        (name, ending): Content(partial(_part, part, mail, name), of=(ending, letter, library.goals_of(letter)))
        for name, letter in letters.items()
        for ending, part in _PARTS.items()
    }

    large = (name for name, letter in letters.items() if _may_be_large(letter, templates))
    sizes = {name: len(mail(name).html.encode()) for name in large}
    if long := [_too_large(letters[name], size) for name, size in sizes.items() if size >= MOST_BYTES]:
        raise Mistakes(long)
    for (name, ending), content in contents.items():
        yield f"{letters[name].path}mejl.{ending}", content


_PARTS: dict[str, Callable[[Mail], bytes]] = {
    "html": lambda mail: mail.html.encode(),
    "txt": lambda mail: mail.text.encode(),
    "eml": lambda mail: mail.draft,
}


def _part(part: Callable[[Mail], bytes], mail: Callable[[str], Mail], name: str) -> bytes:
    return part(mail(name))


def _page(letter: Newsletter, templates: Templates) -> str:
    return templates.render("mail.html", record=letter, folder=letter.text_folder)


def _may_be_large(letter: Newsletter, templates: Templates) -> bool:
    """Whether it could be too large with the longest styles on every tag: few are, and making a mail takes time."""
    page = _page(letter, templates)
    tags = page.count("<") - page.count("</")
    return len(page.encode()) + tags * _longest_style() >= MOST_BYTES


@cache
def _longest_style() -> int:
    """A tag takes one rule by its name and two by its classes; each is a line of `mail.css`."""
    rules = SOURCES["mail.css"].splitlines()
    return sum(sorted(map(len, rules))[-3:])


def _mail(library: Library, letter: Newsletter, templates: Templates, site_url: str) -> Mail:
    root = markup.document_fromstring(_page(letter, templates))
    for image in [*root.iter("img")]:
        _fit(image, library.sizes.get(image.get("src", "").removeprefix(site_url)))
    whole = markup.tostring(root, encoding="unicode", doctype="<!doctype html>")
    body = root.find("body")
    assert body is not None
    # The preheader, for the inbox's list of mails: the letter says it again where it begins.
    body.remove(body[0])
    return Mail(letter.title, _INLINER.inline(whole) + "\n", plain_text.text(body))


def _fit(image: HtmlElement, size: tuple[int, int] | None) -> None:
    """The size it is shown in, which mail programs need to know before they show it."""
    if size is None or image.get("src", "").lower().endswith(".svg"):
        # Mail programs do not show drawings.
        image.tag, image.text = "a", image.get("alt") or "Bild"
        image.set("href", image.attrib.pop("src", ""))
        return
    width = min(size[0], WIDEST)
    image.set("width", str(width))
    image.set("height", str(max(round(size[1] * width / size[0]), 1)))


def _too_large(letter: Newsletter, size: int) -> Problem:
    context = {"size": -(-size // 1000), "most": MOST_BYTES // 1000}
    return Problem(Place(letter.origin.file), messages.sentence("mail_too_large", **context))
