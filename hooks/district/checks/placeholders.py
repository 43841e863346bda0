"""Find the placeholders of a newsletter draft, which must be replaced before it is published."""

import re
from collections.abc import Iterator

from district.checks.problem import Place, Problem
from district.language import messages

# As in the template draft.markdown, or with the closing mark deleted.
_MARK = re.compile(r"«\s*SKRIV HÄR[^»\n]*»?")


def problems(file: str, text: str) -> Iterator[Problem]:
    """Yield a problem for every placeholder left in the text of a file."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in _MARK.finditer(line):
            sentence = messages.sentence("unwritten", given=found[0])
            yield Problem(Place(file, number, found.start() + 1), sentence, line)
