"""The files of the search index, which `matching.js` reads.

`index.json` has what is needed to order hits, `words-<n>.json` the words with the entries that have them,
`texts-<n>.json` what is shown of the entries, and `known.json` the words to suggest for one that is nowhere.
A search fetches the words that begin as its own do, and the texts of the hits that are shown.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from district.language.compounds import boundaries, hyphens, stems
from district.library.library import Library
from district.model.base import Record
from district.model.page import WrittenPage
from district.site.content import Content
from district.site.page import Page
from district.site.search.entries import Entry, entries

FOLDER = "sok/"
# In a file: few enough to be small, and many enough to be few.
_RECORDS_IN_WORDS, _RECORDS_IN_TEXTS = 60, 20
_TITLE, _TEXT = 3, 1  # a part of a compound counts one less
_WORD = re.compile(r"[^\W_]+")
_EPOCH = date(1970, 1, 1)
# The store has where words may be hyphenated, which takes most of the time.
_HYPHENS = "hyphens"

# The entries that have a word, by their number, with what it counts in each.
Postings = dict[int, int]


@dataclass(frozen=True)
class _Everything:
    """What the index depends on."""

    records: tuple[Record, ...]
    written_pages: tuple[WrittenPage, ...]


def search_index(library: Library, pages: Iterable[Page], *, in_one: bool) -> Iterator[tuple[str, Content]]:
    """Yield the files of the index, each kind of them `in_one` or in many."""
    size = 1 if in_one else len([*library.records]) + len(library.all_goals)
    index = _Index(library, tuple(pages), 1 + size // _RECORDS_IN_WORDS, 1 + size // _RECORDS_IN_TEXTS)
    library.store.keep(_HYPHENS)
    of = (_Everything(tuple(library.records), library.written_pages),)
    yield f"{FOLDER}index.json", Content(index.order, of)
    yield f"{FOLDER}known.json", Content(index.known, of)
    for number in range(index.word_files):
        yield f"{FOLDER}words-{number}.json", Content(partial(index.words, number), of)
    for number in range(index.text_files):
        yield f"{FOLDER}texts-{number}.json", Content(partial(index.texts, number), of)


def folded(word: str) -> str:
    """Return a word without its dots and accents, as it may be typed on another keyboard."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def file_of(word: str, files: int) -> int:
    """Return the number of the file that has a word: words that begin with the same two letters are in one."""
    letters = f"{folded(word)}\0"
    return (ord(letters[0]) * 31 + ord(letters[1])) % files


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


class _Index:
    """The index of a site, made when the first of its files is."""

    def __init__(self, library: Library, pages: tuple[Page, ...], word_files: int, text_files: int) -> None:
        self._library, self._pages = library, pages
        self.word_files, self.text_files = word_files, text_files

    @cached_property
    def _entries(self) -> list[Entry]:
        """The entries, those without a day first and then the oldest; parts stay after their page."""
        found, pages = [*entries(self._library, self._pages)], 0
        order = []
        day = date.min
        for entry in found:
            if not entry.part:
                day, pages = entry.last_day or date.min, pages + 1
            order.append((day, pages))
        return [found[number] for number in sorted(range(len(found)), key=lambda number: order[number])]

    @cached_property
    def _postings(self) -> Mapping[str, Postings]:
        """The words in lower case. A boundary inside a compound is marked `|`, and its last parts are words too."""
        found: defaultdict[str, Postings] = defaultdict(dict)
        for number, entry in enumerate(self._entries):
            for word in {*_words(entry.text), *_words(entry.words)}:
                found[word][number] = _TEXT
            for word in {*_words(entry.title), *_words(entry.also)}:
                found[word][number] = _TITLE
        known, store = frozenset(stem for word in found for stem in stems(word)), self._library.store
        parts: defaultdict[str, Postings] = defaultdict(dict)
        for word, postings in found.items():
            cuts = boundaries(word, known, store.found(_HYPHENS, word, partial(hyphens, word)))
            _add(parts[_marked(word, 0, cuts)], postings, 0)
            for cut in cuts:
                _add(parts[_marked(word, cut, cuts)], postings, 1)
        return parts

    @cached_property
    def _by_file(self) -> Mapping[int, list[str]]:
        files = defaultdict(list)
        for word in sorted(self._postings):
            files[file_of(word.replace("|", ""), self.word_files)].append(word)
        return files

    def order(self) -> str:
        found = self._entries
        kinds = sorted({entry.kind for entry in found})
        days = [(entry.last_day - _EPOCH).days if entry.last_day else 0 for entry in found]
        return _json(
            {
                "files": self.word_files,
                "texts": self._texts_in_file,
                "kinds": kinds,
                "kind": [kinds.index(entry.kind) for entry in found],
                "part": "".join(str(int(entry.part)) for entry in found),
                # How many different words the title has, to tell a whole title from a part of one.
                "title": "".join(str(min(len({*_words(entry.title)}), 9)) for entry in found),
                "days": [day - before for before, day in zip([0, *days], days, strict=False)],
            }
        )

    @property
    def _texts_in_file(self) -> int:
        return -(-len(self._entries) // self.text_files)

    def words(self, number: int) -> str:
        """Return words with their entries: how far each is from the one before, times four, plus what it counts."""
        return _json({word: _packed(self._postings[word]) for word in self._by_file.get(number, ())})

    def texts(self, number: int) -> str:
        size = self._texts_in_file
        shown = self._entries[number * size : (number + 1) * size]
        return _json([[entry.path, entry.title, entry.when, entry.within, entry.text] for entry in shown])

    def known(self) -> str:
        """Return the words that are in a title or in several entries: a word that stands once may be a mistake."""
        common = {word.replace("|", "") for word, postings in self._postings.items() if _is_common(postings)}
        return _json(sorted(common))


def _is_common(postings: Postings) -> bool:
    whole = [count for count in postings.values() if count in (_TITLE, _TEXT)]
    return _TITLE in whole or len(whole) > 1


def _add(postings: Postings, more: Postings, less: int) -> None:
    for number, count in more.items():
        postings[number] = max(postings.get(number, 0), count - less)


def _marked(word: str, start: int, cuts: Iterable[int]) -> str:
    """Return the word from `start`, with its later boundaries marked."""
    ends = [cut for cut in cuts if cut > start]
    return "|".join(word[a:b] for a, b in zip([start, *ends], [*ends, len(word)], strict=True))


def _packed(postings: Postings) -> list[int]:
    numbers = sorted(postings)
    return [(number - before) * 4 + postings[number] for before, number in zip([0, *numbers], numbers, strict=False)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
