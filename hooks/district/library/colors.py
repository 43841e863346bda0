"""A district's own colour: how well it can be read (WCAG 2.2, 1.4.3), and the shades that follow from it."""

from collections.abc import Mapping

LEAST = 4.5
# The colour of the theme, for a district without its own.
DEFAULT = "#ad1a1a"
WHITE, PAPER, DARK_PAPER = "#ffffff", "#fffbf7", "#191312"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, `#rrggbb`."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def is_readable(color: str) -> bool:
    """Return whether white text on the colour, and text in it on the page, can be read."""
    return min(contrast(color, WHITE), contrast(color, PAPER)) >= LEAST


def readable(color: str) -> str:
    """Return the colour, darkened until it can be read."""
    return next(shade for part in range(101) if is_readable(shade := mixed(color, "#000000", part / 100)))


def shades(color: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the tokens of the style sheet that follow from a readable colour, light scheme first."""
    lighter = (mixed(color, WHITE, part / 100) for part in range(101))
    link = next(shade for shade in lighter if contrast(shade, DARK_PAPER) >= LEAST + 2)
    dark = mixed(color, "#000000", 0.2)
    light = {"brand": color, "brand-deep": mixed(color, "#000000", 0.18), "link": color}
    light["tint"] = _tint(WHITE, color, color, 8)
    return light, {
        "brand": dark,
        "brand-deep": mixed(dark, "#000000", 0.2),
        "link": link,
        "tint": _tint(DARK_PAPER, color, link, 25),
    }


def _tint(paper: str, color: str, link: str, most: int) -> str:
    """Return paper mixed with as much of the colour as leaves links readable, at most `most` percent."""
    shades = (mixed(paper, color, part / 100) for part in range(most, -1, -1))
    return next(shade for shade in shades if contrast(link, shade) >= LEAST)


def mixed(color: str, other: str, share: float) -> str:
    """Return a colour with a share of another in it."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(mine * (1 - share) + its * share):02x}" for mine, its in pairs)


def _luminance(color: str) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = (value / 255 for value in _channels(color))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
