"""Find personal data in the files that people write, comments included, since they are as public as the site."""

from collections.abc import Iterable, Iterator

from district.checks import privacy
from district.checks.problem import Problem
from district.model.digest import digest
from district.model.store import Store
from district.reading import files
from district.reading.files import Found
from district.reading.unusable import UnusableFileError
from district.reading.yaml_source import Source, Value

_TABLES = (".csv", ".tsv", ".txt", ".json", ".ics", ".vcf")


def addresses_in(group: Value) -> Iterator[str]:
    """Yield the mail addresses and phone numbers in a group's contact, in a file that may have mistakes."""
    ways = group.get("contact") if isinstance(group, dict) else None
    for way in ways if isinstance(ways, list) else ():
        said = (way.get(key) for key in ("email", "phone")) if isinstance(way, dict) else ()
        yield from (each.strip() for each in said if isinstance(each, str))


class Protection:
    """The text of each file, the files that are to be looked through, and what may be published of contacts.

    If `allowed` is None, only personal numbers are looked for.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.texts: dict[str, str] = {}
        self.waiting: set[str] = set()
        self.allowed: frozenset[str] | None = None

    @property
    def key(self) -> str:
        """A part of cache keys, which changes when `allowed` does."""
        return repr(sorted(self.allowed) if self.allowed is not None else None)

    def add(self, file: Found, text: str) -> None:
        self.texts[file.label] = text
        self.waiting.add(file.label)

    def allow(self, addresses: Iterable[str]) -> None:
        """Let the addresses of a group be published."""
        if self.allowed is not None:
            self.allowed |= frozenset(addresses)

    def file_problems(self, file: Found) -> Iterator[Problem]:
        """Yield what is wrong with a file's name or, in a PDF, its text; a table is looked through with the texts."""
        if privacy.find_personal_data(file.below, self.allowed):
            yield Problem.of_file(file.label, "private_name")
        if file.is_link or file.suffix.lower() not in (*_TABLES, ".pdf"):
            return
        try:
            data = file.path.read_bytes()
            if file.suffix.lower() in _TABLES:
                self.add(file, files.decoded(data, "replace"))
            elif page := self.store.found("pdf", digest([self.key, data]), lambda: self._private_page(data)):
                yield Problem.of_file(file.label, "private_pdf", page=page)
        except UnusableFileError as error:
            yield error.problem(file.label)
        except OSError:
            yield Problem.of_file(file.label, "unreadable")

    def _private_page(self, pdf: bytes) -> int:
        """Return the number of the first page of a PDF that has personal data, or 0."""
        # Imported when it is needed, with a library of several megabytes.
        from district.reading.pdf_text import pdf_texts

        pages = enumerate(pdf_texts(pdf), 1)
        return next((number for number, text in pages if privacy.find_personal_data(text, self.allowed)), 0)

    def text_problems(self) -> Iterator[Problem]:
        """Yield the personal data in the texts that are waiting."""
        for label in self.waiting:
            source = Source(label, self.texts[label])
            key = digest([self.key, source.text])
            if self.store.get("public", key):
                continue
            for spot in privacy.find_personal_data(source.text, self.allowed):
                source.add_problem(spot.index, spot.kind)
            if not source.problems:
                self.store.put("public", key, True)
            yield from source.problems
        self.waiting.clear()
