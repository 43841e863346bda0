"""The places that a newsletter's draft leaves for a person to write, and that must not be published."""

import re
from collections.abc import Iterator

from district.checks.problem import Place, Problem
from district.language import messages

# As the draft's template writes them, and as somebody may have left them half done.
_MARK = re.compile(r"«\s*SKRIV HÄR[^»\n]*»?")


def problems(file: str, text: str) -> Iterator[Problem]:
    """A mistake for every marked place that still stands in the file's text."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in _MARK.finditer(line):
            sentence = messages.sentence("unwritten", given=found[0])
            yield Problem(Place(file, number, found.start() + 1), sentence, line)
