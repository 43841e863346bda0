"""The files that are copied into the site: the theme's, and what people put beside their texts."""

from collections.abc import Iterator
from functools import partial

from district.library.library import Library
from district.publish.conversions import Conversions
from district.reading.theme import Theme
from district.site.content import Content

_MEMBERS_ONLY = "assets/medlem."


def theme_files(theme: Theme, *, members: bool) -> Iterator[tuple[str, Content]]:
    """Yield the theme's files by address; those of the locked pages only for `members`."""
    for address, file in theme.assets.items():
        if members or not address.startswith(_MEMBERS_ONLY):
            yield address, Content(file.read_bytes, ("theme", address))


def media(library: Library, conversions: Conversions) -> Iterator[tuple[str, Content]]:
    """Yield what people put beside their texts by address, converted."""
    for address, found in library.media.items():
        yield address, Content(partial(conversions.read, found), ("media", address, found.digest))
