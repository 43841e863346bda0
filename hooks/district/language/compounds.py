"""Split Swedish compound words, so that a search for one of their parts finds them.

No dictionary of compounds is needed: pyphen gives the places where a word may be hyphenated, and such a place
is a boundary if what stands before and after it are words that are used elsewhere, or are long enough for words.
"""

import re
from collections.abc import Collection
from functools import cache

from pyphen import Pyphen

_VOWEL = re.compile("[aeiouyåäöéü]")
_ENDING = re.compile("(arna|erna|orna|andet|ena|ande|ar|er|or|en|et|an|na|as|es|a|e|n|t|s)$")
# Prefixes, which are not words of their own, and endings that make a word of another.
_PREFIX = frozenset({"för", "med", "sam", "till", "från", "över", "under", "upp", "kon", "kom", "per", "pro", "dis"})
_SUFFIX = re.compile(
    "(lig|ning|ling|het|skap|else|and[eo]|end[eo]|ing|isk|ist|[mst]ent|[stx]ion|tor|tör|are|arna|erna|orna"
    "|bar|sam|dom|mang|ti[ckv]|ner|nde|rier?)"
)
_MIN = 3  # letters of a part
_LONG = (6, 7)


@cache
def _hyphenation() -> Pyphen:
    return Pyphen(lang="sv_SE", left=_MIN, right=_MIN)


@cache
def stems(word: str) -> frozenset[str]:
    """Return the word, and what it may be an inflection of: the word without its ending and a genitive s."""
    found = {word, word.removesuffix("s")}
    for each in (*found,):
        found.add(_ENDING.sub("", each))
    return frozenset(stem for stem in found if len(stem) >= _MIN)


def boundaries(word: str, known: Collection[str]) -> tuple[int, ...]:
    """Return where the parts of a compound in lower case may begin; `known` are the stems of words that are used."""
    if len(word) < 2 * _MIN or not word.isalpha():
        return ()
    places = frozenset(_hyphenation().positions(word))
    found: dict[int, bool] = {}
    for at in range(_MIN, len(word) - _MIN + 1):
        heads = [word[begin:at] for begin in (0, *found) if at - begin >= _MIN]
        may_divide, tail = at in places, word[at:]
        if _SUFFIX.match(tail) or not _VOWEL.search(tail):
            continue
        if any(_are_used(head, tail, known) for head in heads) and (may_divide or len(tail) > _MIN):
            found[at] = True
        elif may_divide and len(tail) > _MIN and _look_like_words(heads[-1], tail, known):
            found[at] = False
    sure = [at for at, is_sure in found.items() if is_sure]
    # Beside a boundary between known words there is no other.
    return tuple(at for at in found if at in sure or all(abs(at - other) >= _MIN for other in sure))


def _are_used(head: str, tail: str, known: Collection[str]) -> bool:
    return head not in _PREFIX and not (stems(head).isdisjoint(known) or stems(tail).isdisjoint(known))


def _look_like_words(head: str, tail: str, known: Collection[str]) -> bool:
    if head in _PREFIX or not _VOWEL.search(head):
        return False
    if not stems(tail).isdisjoint(known) or (len(head) > _MIN and not stems(head).isdisjoint(known)):
        return True
    # Two consonants meet in most compounds, and a longer word may end in a vowel there.
    return len(head) in _LONG or not (_VOWEL.match(head[-1]) or _VOWEL.match(tail[0]))
