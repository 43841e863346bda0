"""Diagnose YAML that cannot be parsed: from the parser's error to the author's likely mistake."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from yaml import MarkedYAMLError

from district.language import messages, odd_characters

# A key without a space after its colon. A URL is not one.
_GLUED = re.compile(r"[ -]*(\w+) *:(?![ \n]|//|$)(.*)")
_BLOCK = re.compile(r"( *)(?:- +)?(\w+): *[|>][+-]?\d?[+-]? *(?:#.*)?$")
_FIELD = re.compile(r"[ -]*\w+ *:(?: |$)", re.MULTILINE)
_LIST_MARK = re.compile(rf"[–—•·*-][ {odd_characters.SPACES}]*")
_ODD_START = re.compile(rf"^ *([{odd_characters.SPACES}])", re.MULTILINE)


@dataclass(frozen=True)
class Diagnosis:
    """The index in the text to report, the kind of mistake (a key of `messages.SENTENCES`) and its values.

    `fix` is what the line should be instead, if only one thing can have been meant.
    """

    index: int
    kind: str
    context: Mapping[str, object] = field(default_factory=dict)
    fix: str = ""


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
    if found := _tab(spot) or _text_of_block(spot):
        return found
    message = f"{error.context or ''}: {error.problem or ''}"
    explain = next((explain for words, explain in _TABLE if re.search(words, message)), _diagnosis("yaml"))
    return explain(spot)


def _tab(spot: _Spot) -> Diagnosis | None:
    line = spot.before + spot.after
    indent = line[: len(line) - len(line.lstrip())]
    # Inside quotes tabs are allowed, but parsing does not stop at them there.
    return Diagnosis(spot.line_start + indent.index("\t"), "yaml_tab") if "\t" in indent else None


def block_key(text: str, index: int, *, is_empty: bool = False) -> str:
    """Return the key of the block of text that an unindented line at an index may be meant for, or "".

    With `is_empty` only if the block has no text.
    """
    start = text.rfind("\n", 0, index) + 1
    indent = _indent_of(text[start : index + 1])
    for line in _lines_above(text, start):
        if block := _BLOCK.match(line):
            return block[2] if indent <= len(block[1]) else ""
        if line.strip() and (is_empty or (_indent_of(line) <= indent and _FIELD.match(line))):
            return ""
    return ""


def _lines_above(text: str, start: int) -> Iterator[str]:
    while start > 0:
        end, start = start - 1, text.rfind("\n", 0, start - 1) + 1
        yield text[start:end]


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _text_of_block(spot: _Spot) -> Diagnosis | None:
    for index in (spot.text.rfind("\n", 0, spot.opened) + 1, spot.line_start):
        line = spot.text[index:].partition("\n")[0]
        if line.strip() and not _FIELD.match(line) and (key := block_key(spot.text, index)):
            return Diagnosis(index, "yaml_block_text", {"key": key})
    return None


def _diagnosis(kind: str, *, opened: bool = False) -> Callable[[_Spot], Diagnosis]:
    return lambda spot: Diagnosis(spot.opened if opened else spot.index, kind)


def _colon(spot: _Spot) -> Diagnosis:
    key, colon, _ = spot.before.partition(": ")
    if colon:
        value = (spot.before + spot.after).partition(": ")[2].strip()
        if value[:1] in "\"'":
            return _after_quote(spot)
        kind = "yaml_curly" if value[:1] in "“”„" else "yaml_colon"
        right = _in_quotes(value.strip("“”„"))
        return Diagnosis(spot.index, kind, {"quoted": f"{key.strip(' -')}: {right}"}, f"{key}: {right}")
    above, start = spot.above, spot.text.rfind(spot.above, 0, spot.line_start)
    if ":" not in above:
        return Diagnosis(start, "yaml_no_colon", {"given": above.strip()})
    if glued := _glued(spot.text, start):
        return glued
    line = spot.before + spot.after
    indent = _indent_of(line)
    key, _, value = above.strip(" -").partition(": ")
    if value.strip() and indent > len(above) - len(above.lstrip(" -")):
        return Diagnosis(spot.line_start + indent, "yaml_more_text", {"key": key})
    return _indent(spot, spot.line_start + indent)


def _glued(text: str, start: int) -> Diagnosis | None:
    """Return the diagnosis of a line whose colon has a space before it, or none after it."""
    found = _GLUED.match(text, start)
    if not found:
        return None
    if what := odd_characters.named(found[2][:1]):
        return Diagnosis(found.start(2), "yaml_space", {"what": what})
    right = f"{found[1]}: {found[2].strip()}"
    line_start = text.rfind("\n", 0, found.start(1)) + 1
    fix = text[line_start : found.start(1)] + right
    return Diagnosis(found.end(1), "yaml_colon_space", {"right": messages.quoted(right)}, fix)


def _indent(spot: _Spot, index: int) -> Diagnosis:
    first = re.search(r"^( *)[^\s#]", spot.text, re.MULTILINE)
    line = spot.before + spot.after
    if first and first.end() <= spot.line_start and len(first[1]) > _indent_of(line):
        return Diagnosis(first.start(), "yaml_first_indent")
    return Diagnosis(index, "yaml_indent")


def _after_quote(spot: _Spot) -> Diagnosis:
    return Diagnosis(spot.index, "yaml_after_quote")


def _no_colon(spot: _Spot) -> Diagnosis:
    line = spot.text[spot.opened :].partition("\n")[0].rstrip()
    if glued := _glued(spot.text, spot.opened):
        return glued
    if odd := _ODD_START.match(line):
        return Diagnosis(spot.opened + odd.start(1), "yaml_space", {"what": odd_characters.named(odd[1])})
    if re.match(r"[–—•·] *\w", line):
        return list_mark(line, spot.opened)
    return Diagnosis(spot.opened, "yaml_no_colon", {"given": line})


def list_mark(text: str, index: int) -> Diagnosis:
    """Return the diagnosis of a list item with the wrong mark before it."""
    item = _LIST_MARK.sub("", text.strip(), count=1)
    return Diagnosis(index, "list_mark", {"item": messages.quoted(f"- {re.split(r' [–—•·*] ', item)[0]}")})


def _alias(spot: _Spot) -> Diagnosis:
    line = spot.text[spot.opened :].partition("\n")[0]
    return list_mark(line, spot.opened) if line.startswith("* ") else Diagnosis(spot.opened, "alias")


def _misplaced(spot: _Spot) -> Diagnosis:
    """Diagnose something unexpected after a value or at the beginning of a line."""
    left = spot.before.rstrip()
    if left.endswith(('"', "'")) or left[-1:] in ("]", "}"):
        return _after_quote(spot) if left[-1] in "\"'" else Diagnosis(spot.index, "yaml_after_bracket")
    if spot.after[:1] in ("]", "}"):
        return Diagnosis(spot.index, "yaml_bracket_first")
    if not left and (spot.after + " ").startswith("- "):
        return Diagnosis(spot.index, "yaml_list_here")
    if spot.after.startswith(":"):
        return Diagnosis(spot.index, "key_form")
    return _indent(spot, spot.index)


def _first_character(spot: _Spot) -> Diagnosis:
    value = spot.text[spot.index :].partition("\n")[0].strip()
    if not value:
        # The text ended in brackets.
        return _bracket(replace(spot, opened=max(spot.text.rfind(mark, 0, spot.index) for mark in "[{")))
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
    ("scanning an alias", _alias),
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
