"""Every newsletter as a mail: HTML, text, and a draft that a mail program opens."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from css_inline import CSSInliner
from lxml import html as markup
from lxml.html import HtmlElement

from district import plain, sentences
from district.library import Library
from district.model import Newsletter
from district.problem import Mistakes, Place, Problem
from district.templating import Templates

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


def mails(library: Library, templates: Templates, site_url: str) -> Iterator[tuple[str, bytes]]:
    """The three files of every letter by address.

    Raises Mistakes if a letter is longer than a mail can be.
    """
    made = [(letter, _mail(library, letter, templates, site_url)) for letter in library.newsletters]
    if long := [_too_large(letter, mail) for letter, mail in made if len(mail.html.encode()) >= MOST_BYTES]:
        raise Mistakes(long)
    for letter, mail in made:
        yield f"{letter.path}mejl.html", mail.html.encode()
        yield f"{letter.path}mejl.txt", mail.text.encode()
        yield f"{letter.path}mejl.eml", mail.draft


def _mail(library: Library, letter: Newsletter, templates: Templates, site_url: str) -> Mail:
    page = templates.render("mail.html", record=letter, folder=letter.text_folder)
    root = markup.document_fromstring(page)
    for image in [*root.iter("img")]:
        _fit(image, library.sizes.get(image.get("src", "").removeprefix(site_url)))
    whole = markup.tostring(root, encoding="unicode", doctype="<!doctype html>")
    body = root.find("body")
    assert body is not None
    # The preheader, for the inbox's list of mails: the letter says it again where it begins.
    body.remove(body[0])
    return Mail(letter.title, _INLINER.inline(whole) + "\n", plain.text(body))


def _fit(image: HtmlElement, size: tuple[int, int] | None) -> None:
    """The size it is shown in, which mail programs need to know before they show it."""
    image.attrib.pop("loading", None)
    if size is None:
        # A drawing (SVG), which mail programs do not show.
        image.tag, image.text = "a", image.get("alt") or "Bild"
        image.set("href", image.attrib.pop("src", ""))
        return
    width = min(size[0], WIDEST)
    image.set("width", str(width))
    image.set("height", str(max(round(size[1] * width / size[0]), 1)))


def _too_large(letter: Newsletter, mail: Mail) -> Problem:
    context = {"size": -(-len(mail.html.encode()) // 1000), "most": MOST_BYTES // 1000}
    return Problem(Place(letter.origin.file), sentences.sentence("mail_too_large", **context))
