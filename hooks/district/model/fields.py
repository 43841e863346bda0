"""The types of fields: each reads its value from text, or raises an error with the kind of mistake.

The kinds (`day`, `clock`, `address` …) are keys of `messages.SENTENCES`.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from district.model.when import YEARS, When

V = TypeVar("V", When, date)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CLOCK_ALONE = re.compile(r"(kl\.? *|klockan )\d?\d([.:]\d\d)?|\d?\d[.:]\d\d", re.ASCII)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_GOAL = re.compile(r"\d{4}/[a-z0-9-]+/[a-z0-9-]+", re.ASCII)
_NAME = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)?", re.ASCII)
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+")
_PHONE = re.compile(r"\+?[\d ()/–-]{5,20}\d", re.ASCII)
_COLOR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_YES, _NO = frozenset({"true", "yes", "ja"}), frozenset({"false", "no", "nej"})


def mistake(kind: str, **context: Any) -> PydanticCustomError:
    """Return an error for pydantic whose type is a key of `messages.SENTENCES`, with values for its placeholders."""
    return PydanticCustomError(kind, kind, context)


def _point(value: Any) -> When:
    if isinstance(value, When):
        return value
    if not isinstance(value, str):
        raise mistake("string_type")
    try:
        point = When.parse(value)
    except ValueError as error:
        raise mistake(_date_mistake(value)) from error
    return _near(point)


def _date_mistake(text: str) -> str:
    day, _, clock = text.strip().partition(" ")
    if clock.strip() and _DAY.fullmatch(day):
        try:
            date.fromisoformat(day)
        except ValueError:
            return "day_missing"
        return "clock"
    if _CLOCK_ALONE.fullmatch(text.strip()):
        return "no_day"
    return "day_missing" if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", day, re.ASCII) else "when"


def _near(value: V) -> V:
    if value.year not in YEARS:
        raise mistake("far_away")
    return value


def _day(value: Any) -> date:
    if not isinstance(value, str):
        raise mistake("string_type")
    if not _DAY.fullmatch(value.strip()):
        raise mistake("day")
    try:
        day = date.fromisoformat(value.strip())
    except ValueError as error:
        raise mistake("day_missing") from error
    return _near(day)


def _matching(pattern: re.Pattern[str], kind: str) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise mistake(kind)
        return value

    return AfterValidator(check)


def _pattern(pattern: re.Pattern[str]) -> FieldInfo:
    """Return a field with the pattern for the JSON schema, which like the site allows whitespace at both ends."""
    shown: FieldInfo = Field(json_schema_extra={"pattern": rf"^\s*(?:{pattern.pattern})\s*$"})
    return shown


def _address(*schemes: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        try:
            parts = urlsplit(value)
            good = parts.scheme in schemes and parts.hostname
        except ValueError:
            good = None
        if not good or re.search(r"[\s<>\"\\^`{|}…]", value):
            raise mistake("https" if schemes == ("https",) else "address")
        return parts.scheme + value[len(parts.scheme) :]

    return check


_web_address = _address("http", "https")


def _mail_or_address(value: str) -> str:
    """Return an address of mail (`mailto:`) or of the web, as it is."""
    if value.lower().startswith("mailto:"):
        if not _EMAIL.fullmatch(value[len("mailto:") :]):
            raise mistake("mailto")
        return value
    return _web_address(value)


def _yes_or_no(value: Any) -> bool:
    word = value.lower() if isinstance(value, str) else ""
    if word not in _YES | _NO:
        raise mistake("yes_or_no")
    return word in _YES


def _count(value: Any) -> int:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise mistake("count")
    return int(value)


def _letter(value: Any) -> Any:
    if not isinstance(value, str) or not value.strip():
        raise mistake("empty_letter")
    return value


# The YAML parser of an editor gives a number where the site keeps the text.
_COUNT = {"type": ["integer", "string"], "minimum": 1, "maximum": 9999, "pattern": f"^{_NUMBER.pattern}$"}
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Markdown = Annotated[Text, Field(json_schema_extra={"format": "markdown"})]
Letter = Annotated[Markdown, BeforeValidator(_letter)]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^\s*\d{4}-\d\d-\d\d\s*$"})]
WhenField = Annotated[
    When,
    BeforeValidator(_point),
    WithJsonSchema({"type": "string", "pattern": r"^\s*\d{4}(-\d\d(-\d\d( +\d\d:\d\d)?)?)?\s*$"}),
]
Slug = Annotated[Text, _matching(SLUG, "slug"), _pattern(SLUG)]
# `checks.references` reports an id that is not known, and knows the nearest.
SlugRef = Annotated[Text, _pattern(SLUG)]
GoalRef = Annotated[Text, _pattern(_GOAL)]
OldName = Annotated[Text, _matching(_NAME, "slug"), _pattern(_NAME)]
Email = Annotated[Text, _matching(_EMAIL, "email")]
Phone = Annotated[Text, _matching(_PHONE, "phone")]
Color = Annotated[Text, _matching(_COLOR, "color"), _pattern(_COLOR)]
Url = Annotated[Text, AfterValidator(_web_address)]
MailOrUrl = Annotated[Text, AfterValidator(_mail_or_address)]
HttpsUrl = Annotated[Text, AfterValidator(_address("https"))]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no), WithJsonSchema({"enum": [True, False, *sorted(_YES | _NO)]})]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema(_COUNT)]
