"""Every newsletter as mail: HTML, plain text, and a draft that mail programs open (.eml)."""

import hashlib
from collections.abc import Iterator
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
from district.model.digest import digest
from district.model.newsletter import Newsletter
from district.site.content import Content
from district.site.files import mail_subject
from district.site.templating import SOURCES, Templates

MOST_BYTES = 100_000  # Gmail clips longer HTML, at 102 kB
WIDEST = 552  # a picture in the column of `mail.css`, in CSS pixels
# A tag gets one rule for its name and two for its classes, each a line of `mail.css`.
_LONGEST_STYLE = sum(sorted(map(len, SOURCES["mail.css"].splitlines()))[-3:])
_INLINER = CSSInliner(load_remote_stylesheets=False)


@dataclass(frozen=True)
class Mail:
    """A newsletter as it is sent, with the same contents as HTML and as plain text."""

    subject: str
    html: str
    text: str

    @property
    def draft(self) -> bytes:
        """The mail as RFC 5322, without From, To and Date, which the sending program adds."""
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

    @cache
    def mail(name: str) -> Mail:
        return _mail(library, letters[name], templates, site_url)

    def file(name: str, ending: str) -> str | bytes:
        made = mail(name)
        if ending == "eml":
            return made.draft
        return made.html if ending == "html" else made.text

    letters = {letter.name: letter for letter in library.newsletters}

    def size(name: str) -> int:
        """Return the length of the HTML in bytes, or 0 if it is certainly short enough."""
        return len(mail(name).html.encode()) if _may_be_large(letters[name], templates) else 0

    def known_size(name: str) -> int:
        """Return `size`, which is slow, from the store if the letter and its goals are unchanged."""
        goals = (plan_goal.goal.text for plan_goal in library.goals_of(letters[name]))
        key = digest([repr(letters[name]), repr(library.district), site_url, *goals])
        return library.store.found("mail sizes", key, partial(size, name))

    sizes = {name: known_size(name) for name in letters}
    if long := [_too_large(letters[name], size) for name, size in sizes.items() if size >= MOST_BYTES]:
        raise Mistakes(long)
    for name, letter in letters.items():
        for ending in ("html", "txt", "eml"):
            of = (ending, letter, library.goals_of(letter))
            yield f"{letter.path}mejl.{ending}", Content(partial(file, name, ending), of)


def _page(letter: Newsletter, templates: Templates) -> str:
    return templates.render("mail.html", record=letter, folder=letter.text_folder)


def _may_be_large(letter: Newsletter, templates: Templates) -> bool:
    """Estimate, without the slow inlining, whether the mail could be too large with the longest styles on every tag."""
    page = _page(letter, templates)
    tags = page.count("<") - page.count("</")
    return len(page.encode()) + tags * _LONGEST_STYLE >= MOST_BYTES


def _mail(library: Library, letter: Newsletter, templates: Templates, site_url: str) -> Mail:
    root = markup.document_fromstring(_page(letter, templates))
    for image in [*root.iter("img")]:
        _fit(image, library.sizes.get(image.get("src", "").removeprefix(site_url)))
    whole = markup.tostring(root, encoding="unicode", doctype="<!doctype html>")
    body = root.find("body")
    assert body is not None
    # The preheader, which inboxes show in the list of mails, repeats the summary.
    body.remove(body[0])
    return Mail(letter.title, _INLINER.inline(whole) + "\n", plain_text.text(body))


def _fit(image: HtmlElement, size: tuple[int, int] | None) -> None:
    """Set the width and height that a picture is shown in, and replace a drawing with a link to it."""
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
