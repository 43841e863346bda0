"""Choose short ids for the areas and goals of a new plan, and find the goals of the last plan that they continue."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import count

from district.language.swedish import slug
from district.library.addresses import NUMBERS, THEME_IDS
from district.model.plan import PlanGoal

# Words that say little of what a goal is about.
_COMMON = re.compile(
    "(?:alla|anordna|arbeta|arrangera|behöver|bland|dessa|distriktet|efter|eller|fler|flera|fortsätta|från|genom"
    "|genomföra|göra|inför|inom|kommer|kring|mellan|minst|målsättning|något|några|ordna|påbörja|samt|sina|skapa"
    "|skall|starta|stötta|särskilt|till|under|utom|utveckla|varje|verka|verksamhetsåret|vilka|våra|vårt|året|över)"
)
# What adjectives, most often, end in; and the genitive.
_ADJECTIVE = re.compile("(?:isk|ig|iv|al)(?:a|t)?$|(?:ade|ande|ets|ivt)$")
_WORDS_LOOKED_AT = 5
_LONGEST_ID = 30
# From which similarity a goal continues another for sure, and from which a question is asked.
_SURE, _UNSURE = 0.85, 0.6


@dataclass
class Ids:
    """Ids on a plan's page, none of which is used twice."""

    taken: set[str] = field(default_factory=lambda: {*THEME_IDS, NUMBERS})
    # The last number that was tried of each id within its area.
    numbers: Counter[tuple[str, str]] = field(default_factory=Counter)

    def choose(self, text: str, *, area: str = "", title: str = "", wanted: str = "") -> str:
        """Return an id that is free, for a text and, if it is a goal's, the id and title of its area.

        It is the one that is wanted, else the first noun that the area's title does not have, else one with a number.
        """
        for name in self._names(text, area, title, wanted):
            whole = f"{area}-{name}" if area else name
            # In a long plan a goal's id is one of its area's page.
            if whole not in self.taken and name not in THEME_IDS:
                self.taken.add(whole)
                return name
        raise AssertionError  # the numbers have no end

    def _names(self, text: str, area: str, title: str, wanted: str) -> Iterator[str]:
        if wanted:
            yield wanted
        known = {word[:6] for word in _words(title)}
        # A goal most often begins with a verb.
        words = _words(text.partition(" ")[2] if title else text)[:_WORDS_LOOKED_AT]
        words = sorted(words, key=lambda word: (word[:6] in known, bool(_ADJECTIVE.search(word))))
        # A number may be a personal or phone number, which must not be repeated.
        names = [*filter(str, map(_short, words))] or [_short(re.sub(r"\d", " ", text)) or "mal"]
        yield from names
        for number in count(max(2, self.numbers[area, names[0]] + 1)):
            self.numbers[area, names[0]] = number
            yield f"{names[0]}-{number}"


def continued(texts: Sequence[str], earlier: Sequence[PlanGoal]) -> dict[int, tuple[PlanGoal, bool]]:
    """Return the earlier goal that each text continues, by the text's index, and whether that is sure.

    The most similar are matched first, and each earlier goal is matched once.
    """
    pairs = list[tuple[float, int, int]]()
    for index, text in enumerate(texts):
        for number, goal in enumerate(earlier):
            letters = SequenceMatcher(None, text.casefold(), goal.goal.text.casefold(), autojunk=False)
            if letters.real_quick_ratio() >= _UNSURE and letters.quick_ratio() >= _UNSURE:
                pairs.append((letters.ratio(), index, number))
    found, used = dict[int, tuple[PlanGoal, bool]](), set[int]()
    for likeness, index, number in sorted(pairs, key=lambda pair: -pair[0]):
        if likeness >= _UNSURE and index not in found and number not in used:
            found[index] = earlier[number], likeness >= _SURE
            used.add(number)
    return found


def _words(text: str) -> list[str]:
    """Return the words that say what a text is about."""
    return [word for word in re.findall(r"[^\W\d]{4,}", text.casefold()) if not _COMMON.fullmatch(word)]


def _short(text: str) -> str:
    return slug(text)[:_LONGEST_ID].strip("-")
