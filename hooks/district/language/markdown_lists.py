"""A Python-Markdown preprocessor for lists as in CommonMark: directly below a paragraph, nested by two spaces."""

import re
from collections.abc import Iterator

from markdown.preprocessors import Preprocessor

_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)])( +)(?=\S)")


class Lists(Preprocessor):
    """Rewrite lists to the form that Python-Markdown requires: after a blank line, nested by four spaces."""

    def run(self, lines: list[str]) -> list[str]:
        return [*_lines(lines)]


def _lines(lines: list[str]) -> Iterator[str]:
    inside: list[int] = []  # the column where the text of each enclosing item begins
    in_list, above = False, ""
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        item, after_blank = _ITEM.match(line), not above.strip()
        if line.strip() and (item or after_blank):
            inside = [column for column in inside if column <= indent]
            in_list = in_list and bool(item or inside)
        if item and (inside or indent < 4) and (in_list or after_blank or _may_begin(item)):
            if not (in_list or after_blank):
                yield ""
            yield f"{'    ' * len(inside)}{item[2].replace(')', '.')} {line[item.end() :]}"
            inside.append(item.end())
            in_list = True
        elif inside and line.strip() and after_blank:
            yield "    " * len(inside) + line[inside[-1] :]
        else:
            yield line
        above = line


def _may_begin(item: re.Match[str]) -> bool:
    """Return whether an item may begin a list in a paragraph: only 1 may if it is ordered (CommonMark, 5.3)."""
    return not item[2][:-1] or item[2][:-1] == "1"
