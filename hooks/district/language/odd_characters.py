"""Characters that phones and word processors put in place of plain ones: name them, show them, replace them."""

import re
import unicodedata

# Those that people do not see, and those that look almost like the ones that the files need.
_ODD = {
    "\u00a0\u2007\u202f": "ett hårt mellanslag",
    "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000": "ett smalt mellanslag",
    "\u200b\u2060\ufeff": "ett osynligt tecken",
    "\u00ad": "ett osynligt bindestreck",
    "\u2010\u2011\u2012\u2013\u2014\u2212": "ett långt streck",
    "“”„‟": "krökta citattecken",
    "‘’‚‛": "krökta apostrofer",
}
_NAMES = {character: name for characters, name in _ODD.items() for character in characters}
_QUOTES = re.compile("[“”„‟‘’‚‛]")
# The odd characters that stand where a space would.
SPACES = "".join(character for character in _NAMES if not character.isprintable())


def plain(text: str) -> str:
    """Return the text with plain spaces and hyphens, and without invisible characters and curly quotes."""
    return " ".join("".join(map(typed, _QUOTES.sub("", text))).split())


def typed(character: str) -> str:
    """Return a character that is not in ASCII as it would be typed on a keyboard, or ""."""
    category = unicodedata.category(character)
    if category == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    if category == "Zs":
        return " "
    return "" if category == "Cf" else unicodedata.normalize("NFKC", character)


def named(text: str) -> str:
    """Return in Swedish what odd character a text has, the first of them, or ""."""
    return next((_NAMES[character] for character in text if character in _NAMES), "")


def visible(text: str) -> str:
    """Return the text with a mark for each character that cannot be seen, or that could garble a terminal or a log."""
    # A line of a log that begins with :: would be a command to GitHub Actions.
    return re.sub(r"^(\s*):(?=:)", r"\1·", "".join(map(_visible, text)))


def _visible(character: str) -> str:
    if character in " \t" or character == "\u200d":  # the joiner of emoji
        return character
    category = unicodedata.category(character)
    return "␣" if category == "Zs" else "·" if category in ("Cc", "Cf", "Cs", "Zl", "Zp") else character
