"""The main menu."""

from dataclasses import dataclass

from district.library.addresses import menu_address, page_address
from district.library.library import Library

_PAGES = (
    ("Kalender", "kalender/"),
    ("Studier", "studier/"),
    ("Vad vi lovat", "plan/"),
    ("Nyhetsbrev", "nyhetsbrev/"),
    ("Om oss", "vi/"),
)


@dataclass(frozen=True)
class Item:
    """A menu item: its title and the address of its page."""

    title: str
    path: str

    def current(self, path: str) -> str:
        """Return the value of `aria-current` on the page at `path`: "page", "true" for a page below, or ""."""
        if path == self.path:
            return "page"
        return "true" if self.path and path.startswith(self.path) else ""


def menu(library: Library) -> tuple[Item, ...]:
    """Return the district's own menu, else the built-in one; pages written for members come last."""
    own = [(item.title, menu_address(item.page) or "") for item in library.district.menu]
    members = sorted((page.title, page_address(page)) for page in library.written_pages if page.members)
    return tuple(Item(title, path) for title, path in [*(own or _PAGES), *members])
