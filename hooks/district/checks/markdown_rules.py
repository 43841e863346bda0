"""Find the links, the images and the mistakes in a Markdown text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from district.language import markdown
from district.language.markdown import Reading

_DEEPEST = 50
_RAW = re.compile(
    r"<\s*(?:script|iframe|object|embed|frame|form|base|meta|link|style|svg|img|video|audio)\b"
    r"|<[a-z][^<>]*\s(?:on\w+\s*=|(?:href|src)\s*=\s*[\"']?\s*(?:javascript|data|vbscript):)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"(?:[\s>*+-]|\d+[.)])*")


@dataclass(frozen=True)
class Mention:
    """A link or an image, and where its URL is in the text: `part` and its `number`, as in a Finding."""

    url: str
    is_image: bool
    part: str
    number: int


@dataclass(frozen=True)
class Flaw:
    """A mistake in the text, with `kind`, `part` and `number` as in a Finding. `given` is for the message."""

    kind: str
    given: str
    part: str
    number: int


def read(text: str) -> tuple[list[Mention], list[Flaw]]:
    """Return the links and images of a text, and its mistakes. No text raises an exception."""
    reading = markdown.read(text)
    if reading.depth > _DEEPEST:
        deepest = max(text.split("\n"), key=lambda line: len(_MARKS.match(line)[0]))  # type: ignore[index]
        return [], [Flaw("markdown_deep", "", deepest, 0)]
    if not (reading.addresses or reading.words):
        return [], []
    finder = _Finder(text)
    mentions, flaws = [], [*_raw(reading, finder)]
    for address in reading.addresses:
        part, number = finder.find(address.url)
        if address.is_safe:
            mentions.append(Mention(address.url, address.is_image, part, number))
        else:
            flaws.append(Flaw("unsafe_link", f"{address.scheme}:", part, number))
        if address.is_image and not address.alt:
            flaws.append(Flaw("image_without_alt", address.url, part, number))
    return mentions, flaws


def _raw(reading: Reading, finder: "_Finder") -> Iterator[Flaw]:
    for words in reading.words:
        for found in _RAW.finditer(words):
            yield Flaw("raw_html", found[0], *finder.find(found[0]))


class _Finder:
    """Finds parts of a text, which must be asked for in the order in which they occur."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, int] = {}

    def find(self, part: str) -> tuple[str, int]:
        """Return a part and the number of its next occurrence, or "" and 0 if it is not in the text, e.g. escaped."""
        start = self._next.get(part, 0)
        # Prefer an occurrence after a bracket, where a URL is; the link text may be the same.
        index = self._text.find(f"({part}", start) + 1 or self._text.find(part, start)
        if index < 0 or not part:
            return "", 0
        self._next[part] = index + 1
        return part, len(re.findall(f"(?={re.escape(part)})", self._text[:index]))
