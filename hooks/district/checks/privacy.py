"""Find personal data that must not be published: Swedish personal numbers, phone numbers and mail addresses."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from district.checks.plain_writing import BREAK, plain_writing

# phonenumbers and personnummer are imported when they are needed: most texts have no digits that look like a number.
if TYPE_CHECKING:
    from phonenumbers import PhoneNumber, PhoneNumberMatch


@dataclass(frozen=True, order=True)
class PersonalData:
    """Personal data found in a text: the index it starts at, its kind (a key of `messages.SENTENCES`) and itself."""

    index: int
    kind: str
    text: str


@dataclass(frozen=True)
class _Match:
    """Personal data in plain writing: where it is, and a mail address or phone number in the form that is compared."""

    start: int
    end: int
    kind: str
    normalized: str = ""


Runs = list[tuple[int, int]]
# Runs of digits and separators. Numbers are looked for in these alone, since that is slow.
_DIGITS = re.compile(r"[+(\d][\d ()/.,;|_+-]{6,}", re.ASCII)
# A day and four digits, in any grouping. Not the beginning of a longer number or of another day.
_PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?P<day>(?:(?:19|20) ?)?\d\d(?P<space>[ ./-]?)\d\d(?P=space)\d\d)"
    r"(?P<separator>[-+ ./_,;|]{0,3})(?P<last>\d\d ?\d\d)(?!\d|[.:]\d|-\d\d-\d\d)",
    re.ASCII,
)
# A day from 2010 on with an hour or an amount beside it is the day of an event, and no personal number.
_RECENT = re.compile(r"(?:20)?[123]\d{5}")
_BOOK = re.compile(r"\bIS[BS]N\W{0,3}(?:[\d-]+[ -])?\Z", re.IGNORECASE)
_ACCOUNT = re.compile(r"\b(?:bankgiro|plusgiro|postgiro|bg|pg)\W{0,3}\Z", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)(?!wa\.me/)[^\s<>\"')\]]+")
_TIME = re.compile(r"(?<![\d.])(?:\d{4}-\d\d-\d\d|\d\d[.:]\d\d)(?![\d.]|-\d)", re.ASCII)
# 08 and 07 only are followed by something else than a digit: 09 10 11 12 are hours.
_HOURS = re.compile(r"0[^78]\D")
_CAN_BE_PHONE = re.compile(r"\d(?:[ ()/.-]{0,3}\d){6}", re.ASCII)
_SIGNS = ("@", "snabel", " at ", "(at", "( at", "[at", "[ at", "{at", "{ at")
_AT = re.compile(r"@| @ | ?[(\[{] ?(?:at|@|snabel-?a) ?[)\]}] ?| (?:at|snabel-?a) ", re.IGNORECASE)
_LOCAL = re.compile(r"[\w.+-]+\Z")
_DOT = r"(?:\.| ?[(\[{] ?(?:punkt|dot|\.) ?[)\]}] ?| (?:punkt|dot) )"
_DOMAIN = re.compile(rf"(?:[\w-]+{_DOT})+[^\W\d_]{{2,}}", re.IGNORECASE)
_ANY_DOT = re.compile(_DOT, re.IGNORECASE)


def find_personal_data(text: str, allowed: Collection[str] | None = ()) -> list[PersonalData]:
    """Return the personal data in a text, in order, however it is written.

    `allowed` are the phone numbers and mail addresses that the district publishes itself. If it is None,
    only personal numbers are looked for.
    """
    plain = plain_writing(text)
    joined = plain.text.replace(BREAK, " ")
    # Two characters more, since the pattern of a personal number looks that far past a match.
    runs = [(run.start(), run.end() + 2) for run in _DIGITS.finditer(joined)]
    found = [*_personal_numbers(joined, runs)]
    if allowed is not None:
        contacts = [*_mail_addresses(plain.text), *_phones(plain.text, runs, found)]
        known = {_normalized(contact) for contact in allowed} if contacts else set()
        found += [contact for contact in contacts if contact.normalized not in known]
    spans = ((plain.origin(match.start), plain.origin(match.end - 1) + 1, match.kind) for match in found)
    return sorted(PersonalData(start, kind, text[start:end]) for start, end, kind in spans)


def _personal_numbers(text: str, runs: Runs) -> Iterator[_Match]:
    """Yield personal and coordination numbers (Folkbokföringslag 1991:481, 18 and 18 a §§)."""
    for start, end in runs:
        for found in _PERSONAL_NUMBER.finditer(text, start, end):
            if _is_personal(found) and not _BOOK.search(text, max(0, found.start() - 20), found.start()):
                yield _Match(found.start(), found.end(), "personal_number")


def _is_personal(found: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", found["day"])
    if found["separator"] not in ("", "-", "+") and _RECENT.fullmatch(digits):
        return False
    from personnummer import personnummer

    # With a century the answer does not depend on today's date. 20yy has the same days as 19yy, or one more.
    day = digits if len(digits) == 8 else f"20{digits}"
    return bool(personnummer.valid(f"{day}-{found['last'].replace(' ', '')}"))


def _mail_addresses(text: str) -> Iterator[_Match]:
    lower = text.lower()
    # Most texts have none of these, and the pattern is slow.
    for at in _AT.finditer(text) if any(sign in lower for sign in _SIGNS) else ():
        local = _LOCAL.search(text, max(0, at.start() - 64), at.start())
        domain = _DOMAIN.match(text, at.end())
        if local and domain:
            address = f"{local[0]}@{_ANY_DOT.sub('.', domain[0])}"
            yield _Match(local.start(), domain.end(), "private_email", address.casefold())


def _phones(text: str, runs: Runs, taken: list[_Match]) -> Iterator[_Match]:
    """Yield phone numbers that can be in use, in any country; not days, hours, accounts and parts of web addresses."""
    hidden = [(match.start, match.end) for match in taken]
    if "://" in text or "www." in text:
        hidden += [found.span() for found in _WEB_ADDRESS.finditer(text)]
    for start, end in runs:
        run = _TIME.sub(lambda found: "·" * len(found[0]), text[start:end])
        for found in _matches(run):
            first, last = start + found.start, start + found.end
            account = _ACCOUNT.search(text, max(0, first - 16), first)
            overlaps = any(first < end and begin < last for begin, end in hidden)
            if not (account or overlaps or _HOURS.match(found.raw_string)):
                hidden.append((first, last))
                yield _Match(first, last, "private_phone", _e164(found.number))


def _matches(run: str) -> "Iterator[PhoneNumberMatch]":
    """Yield the phone numbers on each line, as in a list, and then those that go on in the next line."""
    for part in dict.fromkeys((run, run.replace(BREAK, " "))):
        if _CAN_BE_PHONE.search(part):
            from phonenumbers import PhoneNumberMatcher

            yield from PhoneNumberMatcher(part, "SE")


def _normalized(contact: str) -> str:
    """Return a mail address in lower case, or a phone number in E.164 form: +46701234567."""
    if "@" in contact:
        return contact.casefold()
    from phonenumbers import parse

    return _e164(parse(contact, "SE"))


def _e164(number: "PhoneNumber") -> str:
    from phonenumbers import PhoneNumberFormat, format_number

    return format_number(number, PhoneNumberFormat.E164)
