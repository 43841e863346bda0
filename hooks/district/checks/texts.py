"""The Markdown texts and the links of all records and pages, and where a part of one is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from district.checks.problem import Finding, KeyPath
from district.library.addresses import page_address, text_folder
from district.library.library import Library
from district.model.added_keys import BODY
from district.model.base import WrittenRecord

_NO_HTML = re.compile(r"(`+).+?\1|\\.|<!--.*?-->", re.DOTALL)


@dataclass
class Text:
    """A Markdown text at a key path in a file, shown on the page with the address `page`.

    `folder` and `page_folder` are addresses that its relative links are resolved against, as in `addresses.target`.
    `published` is the day from which it is shown. Parts of it must be asked for in the order in which they occur.
    """

    file: str
    path: KeyPath
    text: str
    page: str
    published: date
    folder: str
    page_folder: str | None = None
    _next: dict[str, int] = field(default_factory=dict, init=False)

    def find(self, part: str) -> tuple[str, int]:
        """Return a part as written and the number of its next occurrence, or "" and 0 if it is not in the text."""
        if part not in self.text and (found := re.search(r"\\?".join(map(_written, part)), self.text)):
            part = found[0]
        start = self._next.get(part, 0)
        # Prefer an occurrence after a bracket, where a URL is; the link text may be the same.
        index = self.text.find(f"({part}", start) + 1 or self.text.find(part, start)
        return self._at(index, part) if part else ("", 0)

    def find_html(self, part: str) -> tuple[str, int]:
        """Return the same for a piece of HTML, looked for outside code and comments and not after a backslash."""
        plain = _NO_HTML.sub(lambda found: "\0" * len(found[0]), self.text)
        return self._at(plain.find(part, self._next.get(part, 0)), part)

    def _at(self, index: int, part: str) -> tuple[str, int]:
        if index < 0:
            return "", 0
        self._next[part] = index + 1
        return part, len(re.findall(f"(?={re.escape(part)})", self.text[:index]))

    def finding(self, where: tuple[str, int], kind: str, **context: str | Callable[[], str]) -> Finding:
        return Finding(self.file, self.path, kind, context, *where)


def _written(character: str) -> str:
    """Return a pattern for a character; Markdown makes a tab several spaces."""
    return r"\s?" if character == " " else re.escape(character)


def texts(library: Library) -> Iterator[Text]:
    """Yield every Markdown text."""
    for record in library.records:
        if record.text:
            key = BODY if isinstance(record, WrittenRecord) else "text"
            yield Text(record.origin.file, (key,), record.text, record.path, record.published, record.text_folder)
    for plan in library.plans:
        # In the order of the page, so that headings get the same ids.
        areas = ((("areas", index, "text"), area.text) for index, area in enumerate(plan.areas))
        for path, text in ((("intro",), plan.intro), *areas, (("closing",), plan.closing)):
            if text:
                yield Text(plan.origin.file, path, text, plan.path, plan.published, plan.text_folder)
    for page in library.written_pages:
        address = page_address(page)
        yield Text(page.file, (BODY,), page.text, address, date.min, text_folder(page), address)


def links(library: Library) -> Iterator[Text]:
    """Yield the addresses in `links` fields, which are complete, even those of the site's own pages."""
    district = library.district
    for index, link in enumerate(district.links):
        yield Text(district.origin.file, ("links", index, "url"), link.url, "", date.min, "")
    for planned in library.all_goals:
        plan = planned.plan
        for number, row in enumerate(planned.goal.history):
            for index, link in enumerate(row.links):
                path = (*planned.place, "history", number, "links", index, "url")
                yield Text(plan.origin.file, path, link.url, "", plan.published, "")
