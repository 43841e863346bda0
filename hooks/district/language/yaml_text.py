"""Write text as YAML scalars (YAML 1.2, chapter 7)."""

import re

import yaml

# A plain scalar may not start with an indicator, hold ": " or end with a colon or a space (7.3.3).
_NOT_PLAIN = re.compile(r"^[-:]?(?: |$)|:(?: |$)| $")


def scalar(value: object) -> str:
    """Return a value as a YAML scalar on one line, or a list of values as a list in brackets.

    Days and times stay unquoted: in the district's files every value is read as text.
    """
    if isinstance(value, list):
        return f"[{', '.join(map(scalar, value))}]"
    text = str(value)
    if set(text) <= set("0123456789-: ") and not _NOT_PLAIN.search(text):
        return text
    return yaml.safe_dump(text, allow_unicode=True, width=10**6).removesuffix("...\n").removesuffix("\n")
