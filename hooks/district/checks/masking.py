"""Mask personal data in messages about mistakes, since the logs and comments that have them are public."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from district.checks.privacy import PersonalData, find_personal_data
from district.checks.problem import Problem

# The examples in the program's own sentences.
_EXAMPLES = ("namn@exempel.se", "033123456", "0701740605")


def mask(text: str, found: Iterable[PersonalData]) -> str:
    """Return the text with the letters and digits of personal data as dots; its length does not change."""
    for data in found:
        dots = _dots(data.text)
        text = text[: data.index] + dots + text[data.index + len(dots) :]
    return text


def mask_answer(text: str) -> str:
    """Return the text without any personal data."""
    return mask(text, find_personal_data(text, _EXAMPLES))


def mask_problems(
    problems: Iterable[Problem], texts: Mapping[str, str], allowed: Collection[str] | None
) -> Iterator[Problem]:
    """Yield the problems with the personal data of the files in `texts` masked in the sentence, line and file name."""
    known: dict[str, list[PersonalData]] = {}
    # A long line with many mistakes is quoted, and masked, for each of them.
    lines: dict[tuple[str, str], str] = {}
    for problem in problems:
        file = problem.place.file
        if file not in known:
            found = find_personal_data(texts.get(file, ""), allowed)
            known[file] = [*{data.text: data for data in found}.values()]
        own = None if allowed is None else (*allowed, *_EXAMPLES)
        if (file, problem.quoted) not in lines:
            lines[file, problem.quoted] = _masked(problem.quoted, known[file], own)
        named, sentence = (_masked(text, known[file], own) for text in (file, problem.sentence))
        line = lines[file, problem.quoted]
        fix = problem.fix if (named, line) == (file, problem.quoted) else ""
        yield Problem(replace(problem.place, file=named), sentence, line, fix)


def _masked(text: str, known: list[PersonalData], allowed: Collection[str] | None) -> str:
    text = mask(text, find_personal_data(text, allowed))
    for data in known:
        # A quoted line has only a part of personal data that continues on the next line.
        for part in filter(None, map(str.strip, data.text.splitlines())):
            text = text.replace(part, _dots(part))
            text = re.sub(f"{_beginning(part)}(?=…)", lambda cut: _dots(cut[0]), text)
    return text


def _beginning(text: str) -> str:
    """Return a pattern for what is left of a text that is cut after three characters or more."""
    pattern = ""
    for character in reversed(text[3:]):
        pattern = f"(?:{re.escape(character)}{pattern})?"
    return re.escape(text[:3]) + pattern


def _dots(text: str) -> str:
    return re.sub(r"[^\W_]", "•", text)
