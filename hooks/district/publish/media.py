"""The files that are copied into the site: the theme's, and what people put beside their texts."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from district.library import colors
from district.library.library import Library
from district.publish.conversions import Conversions
from district.reading.theme import Theme
from district.site.content import Content

_MEMBERS_ONLY = "assets/medlem."
_ICON, _DARK = "assets/favicon.svg", "assets/dark.css"
_COLORED = (_ICON, _DARK, "assets/district.css")


def theme_files(theme: Theme, color: str | None, *, members: bool) -> Iterator[tuple[str, Content]]:
    """Yield the theme's files by address, in the district's colour; those of the locked pages only for `members`."""
    for address, file in theme.assets.items():
        if members or not address.startswith(_MEMBERS_ONLY):
            make = partial(_colored, file, address, color) if color and address in _COLORED else file.read_bytes
            yield address, Content(make, ("theme", address))


def _colored(file: Path, address: str, color: str) -> bytes:
    """Return a file of the theme with the district's colour instead of the theme's."""
    (light, dark), text = colors.shades(color), file.read_text("utf-8")
    if address == _ICON:
        return re.sub("#[0-9a-f]{6}", light["brand"], text, count=1).encode()
    for name, shade in (dark if address == _DARK else light).items():
        text = re.sub(f"--{name}: #[0-9a-f]+", f"--{name}: {shade}", text, count=1)
    return text.encode()


def media(library: Library, conversions: Conversions) -> Iterator[tuple[str, Content]]:
    """Yield what people put beside their texts by address, converted."""
    for address, found in library.media.items():
        yield address, Content(partial(conversions.read, found), ("media", address, found.digest))
