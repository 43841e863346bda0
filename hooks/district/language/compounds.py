"""Split Swedish compound words, so that a search for one of their parts finds them.

No dictionary of compounds is needed: pyphen gives the places where a word may be hyphenated, and such a place
is a boundary if what stands before and after it are words that are used elsewhere, or are long enough for words.
"""

import re
from collections.abc import Collection, Set

from district.language import hyphenation

_VOWEL = re.compile("[aeiouyåäöéü]")
_ENDING = re.compile("(arna|erna|orna|andet|ena|ande|ar|er|or|en|et|an|na|as|es|a|e|n|t|s)$")
# Prefixes, which are not words of their own, and endings that make a word of another.
_PREFIX = frozenset({"för", "med", "sam", "till", "från", "över", "under", "upp", "kon", "kom", "per", "pro", "dis"})
_SUFFIX = re.compile(
    "(lig|ning|ling|het|skap|else|and[eo]|end[eo]|ing|isk|ist|[mst]ent|[stx]ion|tor|tör|are|arna|erna|orna"
    "|bar|sam|dom|mang|ti[ckv]|ner|nde|rier?)"
)
_MIN = hyphenation.MIN
_LONG = (6, 7)
# Letters of a word that is taken for one. The time to find the parts grows with the square of them.
_MAX = 80


def hyphens(word: str) -> list[int]:
    """Return where a word in lower case may be hyphenated, if its length is that of a compound."""
    return hyphenation.places(word) if 2 * _MIN < len(word) <= _MAX and word.isalpha() else []


def stems(word: str) -> frozenset[str]:
    """Return the word, and what it may be an inflection of: the word without its ending and a genitive s."""
    base = word.removesuffix("s")
    return frozenset(stem for stem in (word, base, _ENDING.sub("", base)) if len(stem) >= _MIN)


def boundaries(word: str, known: Set[str], places: Collection[int]) -> tuple[int, ...]:
    """Return where the parts of a compound in lower case may begin.

    `known` are the stems of words that are used, and `places` where it may be hyphenated: nowhere if it is short.
    """
    if not places:
        return ()
    found: dict[int, bool] = {}
    for at in range(_MIN, len(word) - _MIN + 1):
        tail = word[at:]
        is_used = _is_used(tail, known) and (at in places or len(tail) > _MIN)
        if not (is_used or (at in places and len(tail) > _MIN)) or _SUFFIX.match(tail) or not _VOWEL.search(tail):
            continue
        heads = [word[begin:at] for begin in (0, *found) if at - begin >= _MIN]
        if is_used and any(_is_part(head) and _is_used(head, known) for head in heads):
            found[at] = True
        elif at in places and _is_part(heads[-1]) and (is_used or _looks_like_a_word(heads[-1], tail, known)):
            found[at] = False
    sure = [at for at, is_sure in found.items() if is_sure]
    # Beside a boundary between words that are used there is no other.
    return tuple(at for at in found if at in sure or all(abs(at - other) >= _MIN for other in sure))


def _is_used(word: str, known: Set[str]) -> bool:
    return not stems(word).isdisjoint(known)


def _is_part(head: str) -> bool:
    return head not in _PREFIX and _VOWEL.search(head) is not None


def _looks_like_a_word(head: str, tail: str, known: Set[str]) -> bool:
    """Return whether a part before another is used, ends where two consonants meet, or is of a usual length."""
    meet = not (_VOWEL.match(head[-1]) or _VOWEL.match(tail[0]))
    return meet or len(head) in _LONG or (len(head) > _MIN and _is_used(head, known))
