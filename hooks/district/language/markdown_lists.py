"""A Python-Markdown preprocessor for lists, tables and code that begin without a blank line, as in CommonMark."""

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown.preprocessors import Preprocessor
from markdown.util import STX

_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)])( +(?=\S)|$)")
# The line below a table's head.
_RULE = re.compile(r" *\|?[ :-]*-[ :-]*(\|[ :-]*)*$")


class Lists(Preprocessor):
    """Put blank lines before lists, tables and code, and nest lists by four spaces, as Python-Markdown requires."""

    def run(self, lines: list[str]) -> list[str]:
        return [*_lines(lines)]


def _lines(lines: list[str]) -> Iterator[str]:
    inside: list[int] = []  # the column where the text of each enclosing item begins
    in_list, loose, above = False, False, ""
    for line, below in pairwise([*lines, ""]):
        indent = len(line) - len(line.lstrip(" "))
        # Code is a placeholder by now.
        is_code = line.startswith(STX, indent)
        apart = is_code or ("|" in line and "|" in below and "|" not in above and _RULE.match(below) is not None)
        if apart and above.strip():
            yield ""
        item, after_blank = _ITEM.match(line), apart or not above.strip()
        if line.strip() and (item or after_blank):
            inside = [column for column in inside if column <= indent]
            in_list = in_list and bool(item or inside)
        if item and (inside or indent < 4) and (in_list or after_blank or _may_begin(item)):
            if loose or not (in_list or after_blank):
                yield ""
            # Without words, the line would underline the one above.
            yield f"{'    ' * len(inside)}{item[2].replace(')', '.')} {line[item.end() :] or '<!-- -->'}"
            inside.append(item.end() + (not item[3]))
            in_list, loose = True, False
        elif inside and line.strip() and after_blank:
            yield "    " * len(inside) + line[inside[-1] :]
            loose = True
        else:
            yield line
        above = "" if is_code else line
        if is_code:
            yield ""


def _may_begin(item: re.Match[str]) -> bool:
    """Return whether an item may begin a list in a paragraph: only 1 may if it is ordered (CommonMark, 5.3)."""
    return bool(item[3]) and (not item[2][:-1] or item[2][:-1] == "1")
