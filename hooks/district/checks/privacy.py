"""Personal data that must not stand on an open site: personal numbers, phone numbers, mail addresses."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from district.checks.problem import Problem


@dataclass(frozen=True, order=True)
class Spot:
    """Something personal: its index in the text, what it is (a kind of mistake) and as it is written."""

    index: int
    kind: str
    given: str


# Not inside a longer number, a word, an address on the web or a file's name.
_START, _END = r"(?<![\w./=#&%@+-])", r"(?![\w]|[-./]\w|@)"
_PERSONAL = re.compile(rf"{_START}((?:19|20)?\d\d)(\d\d)(\d\d)([-+ –]?)(\d{{4}}){_END}", re.ASCII)
_EMAIL = re.compile(r"[\w.+%-]+@(?:[\w-]+\.)+[^\W\d_]{2,}")
# 0 or +46, then what a Swedish number has: 7 to 9 digits. A row of digits (an account) goes on before it,
# and only Stockholm's 08 is so short that 09 10 11 12 is no number.
_PHONE = re.compile(
    rf"{_START}(?<!\d )(?!0[^8\d])(?!0[^8]\D)(?!\d{{4}}-\d\d-\d\d{_END})"
    rf"(?:(?:\+|00)46[ -]?(?:\(0\))?[ -]?|\(?0)\d(?:\)?[ –/-]{{0,3}}\d){{6,8}}{_END}",
    re.ASCII,
)
_PHONE_BEGINS = re.compile(r"[+(0]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+")


def spots(text: str, allowed: Collection[str] | None = ()) -> list[Spot]:
    """What is personal in a text, in its order.

    `allowed` are the phone numbers and mail addresses that the district itself shows; None if
    nobody knows which they are, and then only personal numbers are looked for.
    """
    readable = _ADDRESS.sub(lambda found: "·" * len(found[0]), text)
    found = [*_personal_numbers(readable)]
    if allowed is not None:
        taken = {spot.index for spot in found}
        known = {_plain(word) for word in allowed}
        found += [spot for spot in _contacts(readable, known) if spot.index not in taken]
    return sorted(found)


def _personal_numbers(text: str) -> Iterator[Spot]:
    for found in _PERSONAL.finditer(text):
        year, month, day, _, last = found.groups()
        if _is_day(year, int(month), int(day)) and _luhn(f"{year[-2:]}{month}{day}{last}"):
            yield Spot(found.start(), "personal_number", found[0])


def _is_day(year: str, month: int, day: int) -> bool:
    """A coordination number's day is 60 more (organisation numbers have a month of 20 or more)."""
    try:
        # A year of two digits may be of either century: 2000 has every day that any has.
        date(int(year) if len(year) == 4 else 2000, month, day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _contacts(text: str, known: Collection[str]) -> Iterator[Spot]:
    for found in _EMAIL.finditer(text) if "@" in text else ():
        if _plain(found[0]) not in known:
            yield Spot(found.start(), "private_email", found[0])
    for found in _from(_PHONE_BEGINS, _PHONE, text):
        if _plain(found[0]) not in known:
            yield Spot(found.start(), "private_phone", found[0])


def _from(begins: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `finditer` would find; few characters can begin it, and to look at each is what takes time."""
    end = 0
    for begin in begins.finditer(text):
        if begin.start() >= end and (found := pattern.match(text, begin.start())):
            end = found.end()
            yield found


def discreet(problem: Problem, known: Collection[str] | None) -> Problem:
    """The problem with dots for what is personal on its line: it is read in open logs."""
    found = spots(problem.quoted, known)
    sentence = problem.sentence
    for spot in found:
        sentence = sentence.replace(spot.given, masked(spot.given, [replace(spot, index=0)]))
    return replace(problem, sentence=sentence, quoted=masked(problem.quoted, found))


def masked(text: str, found: list[Spot]) -> str:
    """The text with dots for what is personal; every character stands where it stood."""
    for spot in found:
        dots = re.sub(r"[^\W_]", "•", spot.given)
        text = text[: spot.index] + dots + text[spot.index + len(dots) :]
    return text


def _plain(word: str) -> str:
    """An address in small letters; a number as its digits from 0: +46 (0)70-123 45 67 is 0701234567."""
    if "@" in word:
        return word.casefold()
    digits = re.sub(r"\D", "", word.replace("(0)", ""))
    return re.sub(r"^(?:00)?46", "0", digits)
