"""Diagnose YAML that cannot be parsed: from the parser's error to the author's likely mistake."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yaml import MarkedYAMLError

from district.language import swedish

# A key without a space after its colon. A URL is not one.
_GLUED = re.compile(r"[a-z_]+(?=:(?!//))")


@dataclass(frozen=True)
class Diagnosis:
    """The index in the text to report, the kind of mistake (a key of `messages.SENTENCES`) and its values."""

    index: int
    kind: str
    context: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class _Spot:
    """The text around the index where parsing stopped. `opened` is where the value being parsed began."""

    text: str
    index: int
    opened: int

    @property
    def line_start(self) -> int:
        return self.text.rfind("\n", 0, self.index) + 1

    @property
    def before(self) -> str:
        return self.text[self.line_start : self.index]

    @property
    def after(self) -> str:
        return self.text[self.index :].partition("\n")[0]

    @property
    def above(self) -> str:
        """The nearest line above that is not blank."""
        return next((line for line in reversed(self.text[: self.line_start].split("\n")) if line.strip()), "")


def diagnose(error: MarkedYAMLError, text: str) -> Diagnosis:
    """Return the likely mistake behind an error from libyaml or from PyYAML's own parser."""
    mark: Any = error.problem_mark or error.context_mark
    opened: Any = error.context_mark or mark
    spot = _Spot(text, min(mark.index, len(text)), min(opened.index, len(text)))
    if tab := _tab(spot):
        return tab
    message = f"{error.context or ''}: {error.problem or ''}"
    explain = next((explain for words, explain in _TABLE if re.search(words, message)), _diagnosis("yaml"))
    return explain(spot)


def _tab(spot: _Spot) -> Diagnosis | None:
    line = spot.before + spot.after
    indent = line[: len(line) - len(line.lstrip())]
    # Inside quotes tabs are allowed, but parsing does not stop at them there.
    return Diagnosis(spot.line_start + indent.index("\t"), "yaml_tab") if "\t" in indent else None


def _diagnosis(kind: str, *, opened: bool = False) -> Callable[[_Spot], Diagnosis]:
    return lambda spot: Diagnosis(spot.opened if opened else spot.index, kind)


def _colon(spot: _Spot) -> Diagnosis:
    key, colon, _ = spot.before.partition(": ")
    if colon:
        value = (spot.before + spot.after).partition(": ")[2].strip()
        if value[:1] in "\"'":
            return _after_quote(spot)
        return Diagnosis(spot.index, "yaml_colon", {"quoted": f"{key.strip(' -')}: {_in_quotes(value)}"})
    above, start = spot.above, spot.text.rfind("\n", 0, spot.line_start - 1) + 1
    name, colon, _ = above.strip().partition(":")
    if ":" not in above:
        return Diagnosis(start, "yaml_no_colon", {"given": above.strip()})
    if not above.strip().endswith(":") and ": " not in above and swedish.slug(name) == name:
        return Diagnosis(start + above.index(":"), "yaml_colon_space", {"key": name})
    return Diagnosis(spot.line_start + len(spot.before) - len(spot.before.lstrip()), "yaml_indent")


def _after_quote(spot: _Spot) -> Diagnosis:
    return Diagnosis(spot.index, "yaml_after_quote")


def _no_colon(spot: _Spot) -> Diagnosis:
    line = spot.text[spot.opened :].partition("\n")[0].strip()
    if key := _GLUED.match(line):
        return Diagnosis(spot.opened + key.end(), "yaml_colon_space", {"key": key[0]})
    return Diagnosis(spot.opened, "yaml_no_colon", {"given": line})


def _misplaced(spot: _Spot) -> Diagnosis:
    """Diagnose something unexpected after a value or at the beginning of a line."""
    left = spot.before.rstrip()
    if left.endswith(('"', "'")) or left[-1:] in ("]", "}"):
        return _after_quote(spot) if left[-1] in "\"'" else Diagnosis(spot.index, "yaml_after_bracket")
    if spot.after[:1] in ("]", "}"):
        return Diagnosis(spot.index, "yaml_bracket_first")
    if not left and spot.after.startswith("- "):
        return Diagnosis(spot.index, "yaml_list_here")
    if spot.after.startswith(":"):
        return Diagnosis(spot.index, "key_form")
    return Diagnosis(spot.index, "yaml_indent")


def _first_character(spot: _Spot) -> Diagnosis:
    value = spot.text[spot.index :].partition("\n")[0].strip()
    return Diagnosis(spot.index, "yaml_first_character", {"character": value[:1], "quoted": _in_quotes(value)})


def _in_quotes(value: str) -> str:
    return f'"{value}"' if not set('"\\') & set(value) else "'" + value.replace("'", "''") + "'"


def _escape(spot: _Spot) -> Diagnosis:
    # The two parsers stop one character apart.
    return Diagnosis(spot.text.rfind("\\", 0, spot.index + 1), "yaml_escape")


def _bracket(spot: _Spot) -> Diagnosis:
    opening = spot.text[spot.opened : spot.opened + 1]
    return Diagnosis(spot.opened, "yaml_bracket", {"opening": opening, "closing": {"{": "}"}.get(opening, "]")})


# Patterns in the messages of libyaml and PyYAML, the most specific first.
_TABLE: tuple[tuple[str, Callable[[_Spot], Diagnosis]], ...] = (
    ("too deep", _diagnosis("too_deep")),
    ("quoted scalar.*found unexpected", _diagnosis("yaml_quote", opened=True)),
    ("double-quoted scalar|parsing a quoted scalar", _escape),
    ("cannot start any token", _first_character),
    ("scanning an anchor", _diagnosis("anchor", opened=True)),
    ("scanning an alias", _diagnosis("alias", opened=True)),
    ("a directive|YAML d|%TAG", _diagnosis("yaml_percent", opened=True)),
    ("tag", _diagnosis("tag", opened=True)),
    ("mapping values are not allowed", _colon),
    ("sequence entries are not allowed", _diagnosis("yaml_list_same_line")),
    ("mapping keys are not allowed", _first_character),
    ("could not find expected ':'", _no_colon),
    ("block scalar", _diagnosis("yaml_block", opened=True)),
    (r" or '[\]}]'", _bracket),
    ("node content|flow node", _first_character),
    ("block mapping|block collection|<document start>", _misplaced),
)
