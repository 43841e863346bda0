"""Check the Markdown of all records and pages: its links and images exist, and it contains nothing unsafe."""

from collections.abc import Iterator
from dataclasses import dataclass

from district.checks import markdown_rules
from district.checks.markdown_rules import Mention
from district.checks.problem import Finding, InvalidRecords, KeyPath
from district.language import suggestions
from district.library.addresses import claims, page_address, target, text_folder
from district.library.library import Library, area_path
from district.model.base import BODY, Record
from district.model.newsletter import Newsletter
from district.model.plan import Plan


@dataclass(frozen=True)
class MarkdownText:
    """A Markdown text at a key path in a file.

    `folder` and `page_folder` are addresses that its relative links are resolved against, as in `addresses.target`.
    """

    file: str
    path: KeyPath
    markdown: str
    folder: str
    page_folder: str | None = None


@dataclass(frozen=True)
class _Site:
    """The addresses that links may lead to and the files that images may show.

    `folder` is the docs folder. Links to addresses that begin with one in `invalid` are not reported.
    """

    pages: frozenset[str]
    media: frozenset[str]
    folder: str
    invalid: tuple[str, ...]


def markdown_is_valid(library: Library, invalid: InvalidRecords) -> Iterator[Finding]:
    """Report unsafe Markdown, and links and images that do not exist."""
    site = _Site(
        frozenset(claim.address for claim in claims(library)), frozenset(library.media), library.docs, invalid.addresses
    )
    for text in texts(library):
        mentions, flaws = markdown_rules.read(text.markdown)
        for flaw in flaws:
            context = {"given": flaw.given, "file": flaw.given}
            yield Finding(text.file, text.path, flaw.kind, context, flaw.part, flaw.number)
        for mention in mentions:
            yield from _broken(text, mention, site)


def texts(library: Library) -> Iterator[MarkdownText]:
    """Yield all Markdown texts: those of records, then written pages."""
    for record in library.records:
        yield from texts_of(record)
    for page in library.written_pages:
        yield MarkdownText(library.file(page.path), (BODY,), page.text, text_folder(page), page_address(page))


def texts_of(record: Record) -> Iterator[MarkdownText]:
    """Yield the Markdown texts of a record."""
    if record.text:
        key = BODY if isinstance(record, Newsletter) else "text"
        yield MarkdownText(record.origin.file, (key,), record.text, record.text_folder)
    if isinstance(record, Plan):
        yield from _of_plan(record)


def _of_plan(plan: Plan) -> Iterator[MarkdownText]:
    file = plan.origin.file
    for key, text in (("intro", plan.intro), ("closing", plan.closing)):
        if text:
            yield MarkdownText(file, (key,), text, plan.text_folder)
    for index, area in enumerate(plan.areas):
        if area.text:
            yield MarkdownText(file, ("areas", index, "text"), area.text, area_path(plan, area))


def _broken(text: MarkdownText, mention: Mention, site: _Site) -> Iterator[Finding]:
    address = target(mention.url, text.folder, text.page_folder)
    known, kind = (site.media, "image_missing") if mention.is_image else (site.pages, "link_missing")
    if address is None:
        # Another site, or a fragment of the same page (#rubrik).
        if not mention.is_image:
            return
        kind, nearest = "image_elsewhere", ""
    elif address in known or address.startswith(site.invalid):
        return
    elif mention.url.startswith("www."):
        nearest = ""
    else:
        nearest = suggestions.nearest(address, known) if mention.is_image else suggestions.similar(address, known)
    context = {"given": mention.url, "nearest": nearest, "folder": site.folder}
    yield Finding(text.file, text.path, kind, context, mention.part, mention.number)
