"""Arbitrary text, as a file may hold it, and what is compared of it."""

from hypothesis import strategies as st

# The reader refuses control characters before the core gets a text.
plain = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n<>|`*[]{}#-+_!&\"'\u2028~=:.1 ")
)
written = plain.map(str.strip).filter(bool)


def folded(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())


one_line = written.map(folded).filter(bool)


def repaired(text: str) -> str:
    """The text as feedparser gives it: it decodes again what looks like UTF-8 that was read as Latin-1."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
