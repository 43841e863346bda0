"""Every newsletter as mail: HTML, plain text, and a draft that mail programs open (.eml)."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from district.language import plain_text
from district.language.links import titled
from district.library import colors
from district.library.library import Library
from district.model.newsletter import Newsletter
from district.site.content import Content
from district.site.files import mail_sizes, mail_subject
from district.site.templating import SOURCES, Templates, outward

# Libraries are imported when a mail is made.
if TYPE_CHECKING:
    from lxml.html import HtmlElement

WIDEST = 552  # a picture in the column of `mail.css`, in CSS pixels
# A tag gets one rule for its name and two for its classes, each a line of `mail.css`.
_LONGEST_STYLE = sum(sorted(map(len, SOURCES["mail.css"].splitlines()))[-3:])


@dataclass(frozen=True)
class Mail:
    """A newsletter as it is sent, with the same contents as HTML and as plain text."""

    subject: str
    html: str
    text: str

    @property
    def draft(self) -> bytes:
        """The mail as RFC 5322, without From, To and Date, which the sending program adds."""
        from email.message import EmailMessage
        from email.policy import SMTP

        message = EmailMessage(policy=SMTP)
        message["X-Unsent"] = "1"  # Outlook opens it as a draft
        message.set_content(self.text, charset="utf-8", cte="quoted-printable")
        message.add_alternative(self.html, subtype="html", charset="utf-8", cte="quoted-printable")
        # "=_" never occurs in quoted-printable, so the boundary cannot occur in the contents.
        digest = hashlib.sha256(f"{self.subject}\0{self.html}".encode()).hexdigest()[:24]
        message.set_boundary(f"=_{digest}")
        message["Content-Language"] = "sv"
        return mail_subject.header(self.subject) + message.as_bytes()


def mails(library: Library, templates: Templates, site_url: str) -> Iterator[tuple[str, Content]]:
    """Yield the three files of every newsletter by address.

    Raises Mistakes, before anything is made, if a newsletter is too long to mail.
    """
    letters = {letter: _Letter(letter, library, templates, site_url) for letter in library.newsletters}

    def size(letter: Newsletter) -> int:
        return letters[letter].size()

    mail_sizes.check(library, site_url, lambda: size)
    for letter, each in letters.items():
        for ending in ("html", "txt", "eml"):
            of = (ending, letter, library.goals_of(letter))
            yield f"{letter.path}mejl.{ending}", Content(partial(each.file, ending), of)


def measure(library: Library, site_url: str) -> Callable[[Newsletter], int]:
    """Return a function that returns the length of a newsletter's HTML in bytes, or 0 if it is surely short enough."""
    templates = outward(library, site_url)
    return lambda letter: _Letter(letter, library, templates, site_url).size()


@dataclass(frozen=True)
class _Letter:
    """A newsletter, and its mail, which is made once for its three files."""

    letter: Newsletter
    library: Library
    templates: Templates
    site_url: str

    def file(self, ending: str) -> str | bytes:
        if ending == "eml":
            return self.mail.draft
        return self.mail.html if ending == "html" else self.mail.text

    def size(self) -> int:
        return len(self.mail.html.encode()) if _may_be_large(self._page) else 0

    @cached_property
    def _page(self) -> str:
        light, dark = colors.shades(self.library.district.identity.color or colors.DEFAULT)
        return self.templates.render(
            "mail.html", record=self.letter, folder=self.letter.text_folder, light=light, dark=dark
        )

    @cached_property
    def mail(self) -> Mail:
        return _mail(self.library, self.letter, self._page, self.site_url)


def _may_be_large(page: str) -> bool:
    """Estimate, without the slow inlining, whether the mail could be too large with the longest styles on every tag."""
    tags = page.count("<") - page.count("</")
    return len(page.encode()) + tags * _LONGEST_STYLE >= mail_sizes.MOST_BYTES


def _mail(library: Library, letter: Newsletter, page: str, site_url: str) -> Mail:
    from css_inline import CSSInliner
    from lxml import html as markup

    root = markup.document_fromstring(page)
    for image in [*root.iter("img")]:
        _fit(image, library.sizes.get(image.get("src", "").removeprefix(site_url)))
    whole = markup.tostring(root, encoding="unicode", doctype="<!doctype html>")
    body = root.find("body")
    assert body is not None
    # The preheader, which inboxes show in the list of mails, repeats the summary.
    body.remove(body[0])
    return Mail(
        titled(letter.title, site_url),
        CSSInliner(load_remote_stylesheets=False).inline(whole) + "\n",
        plain_text.text(body),
    )


def _fit(image: "HtmlElement", size: tuple[int, int] | None) -> None:
    """Set the width and height that a picture is shown in, and replace one of unknown size with a link to it."""
    if size is None:
        image.tag, image.text = "a", image.get("alt") or "Bild"
        image.set("href", image.attrib.pop("src", ""))
        return
    width = min(size[0], WIDEST)
    image.set("width", str(width))
    image.set("height", str(max(round(size[1] * width / size[0]), 1)))
