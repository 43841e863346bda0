"""Find personal data that must not be published: Swedish personal numbers, phone numbers and mail addresses."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import phonenumbers
from personnummer import personnummer

from district.checks.problem import Problem


@dataclass(frozen=True, order=True)
class PersonalData:
    """Personal data found in a text: the index it starts at, its kind (a key of `messages.SENTENCES`) and itself."""

    index: int
    kind: str
    text: str


Runs = list[tuple[int, int]]
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+")
_EMAIL = re.compile(r"[\w.+%-]+@(?:[\w-]+\.)+[^\W\d_]{2,}")
# Runs of digits and separators. Only in them are the patterns below tried, which are slow at finding a start.
_DIGITS = re.compile(r"[+(\d][\d ()/–+-]{6,}", re.ASCII)
# Not inside a longer number, a word, a web address or a file name.
_START, _END = r"(?<![\w./=#&%@+-])", r"(?![\w]|[-./]\w|@)"
_PERSONAL_NUMBER = re.compile(rf"{_START}((?:19|20)?\d{{6}})[-+ –]?(\d{{4}}){_END}", re.ASCII)
# 0 or +46 and 7 to 9 more digits, with separators. Not a day, and not in a row of numbers such as an account or
# 09 10 11 12: 08 is the only area code of two digits.
_PHONE = re.compile(
    rf"{_START}(?<!\d )(?!0[^8\d])(?!0[^8]\D)(?!\d{{4}}-\d\d-\d\d{_END})"
    rf"(?:(?:\+|00)46[ -]?(?:\(0\))?[ -]?|\(?0)\d(?:\)?[ –/-]{{0,3}}\d){{6,8}}{_END}",
    re.ASCII,
)


def find_personal_data(text: str, allowed: Collection[str] | None = ()) -> list[PersonalData]:
    """Return the personal data in a text, in order. Web addresses are skipped.

    `allowed` are the phone numbers and mail addresses that the district publishes itself. If it is None,
    only personal numbers are looked for.
    """
    readable = _ADDRESS.sub(lambda found: "·" * len(found[0]), text)
    # Two characters more, since the patterns look that far past a match.
    runs = [(run.start(), run.end() + 2) for run in _DIGITS.finditer(readable)]
    found = [*_personal_numbers(readable, runs)]
    if allowed is not None:
        taken = {data.index for data in found}
        contacts = [data for data in _contacts(readable, runs) if data.index not in taken]
        known = {_normalized(contact) for contact in allowed} if contacts else set()
        found += [data for data in contacts if _normalized(data.text) not in known]
    return sorted(found)


def _personal_numbers(text: str, runs: Runs) -> Iterator[PersonalData]:
    """Yield personal and coordination numbers (Folkbokföringslag 1991:481, 18 and 18 a §§)."""
    for found in _within(runs, _PERSONAL_NUMBER, text):
        # With a century the answer does not depend on today's date. 20yy has the same days as 19yy, or one more.
        day = found[1] if len(found[1]) == 8 else f"20{found[1]}"
        if personnummer.valid(f"{day}-{found[2]}"):
            yield PersonalData(found.start(), "personal_number", found[0])


def _contacts(text: str, runs: Runs) -> Iterator[PersonalData]:
    for found in _EMAIL.finditer(text) if "@" in text else ():
        yield PersonalData(found.start(), "private_email", found[0])
    for found in _within(runs, _PHONE, text):
        if _phone_number(found[0]):
            yield PersonalData(found.start(), "private_phone", found[0])


def _within(runs: Runs, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for start, end in runs:
        yield from pattern.finditer(text, start, end)


def _normalized(contact: str) -> str:
    """Return a mail address in lower case, or a phone number in E.164 form: +46701234567."""
    return contact.casefold() if "@" in contact else _phone_number(contact) or contact


def _phone_number(text: str) -> str | None:
    """Return a phone number in E.164 form, or None if no such number can be in use."""
    try:
        number = phonenumbers.parse(text, "SE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def mask_problem(problem: Problem, allowed: Collection[str] | None) -> Problem:
    """Return the problem with the personal data on its line masked, because logs of checks are public."""
    found = find_personal_data(problem.quoted, allowed)
    sentence = problem.sentence
    for data in found:
        sentence = sentence.replace(data.text, mask(data.text, [replace(data, index=0)]))
    return replace(problem, sentence=sentence, quoted=mask(problem.quoted, found))


def mask(text: str, found: list[PersonalData]) -> str:
    """Return the text with the letters and digits of personal data as dots; its length does not change."""
    for data in found:
        dots = re.sub(r"[^\W_]", "•", data.text)
        text = text[: data.index] + dots + text[data.index + len(dots) :]
    return text
