"""The main menu."""

from dataclasses import dataclass

from district.library.addresses import page_address
from district.library.library import Library

_PAGES = (
    ("Hem", ""),
    ("Kalender", "kalender/"),
    ("Studier", "studier/"),
    ("Verksamhetsplan", "plan/"),
    ("Nyhetsbrev", "nyhetsbrev/"),
    ("Prenumerera", "prenumerera/"),
)
_ABOUT = ("Om", "om/")


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
    """Return the items in order; pages written for members come last."""
    written = {page_address(page): page for page in library.written_pages}
    about = [_ABOUT] if _ABOUT[1] in written else []
    members = sorted((page.title, path) for path, page in written.items() if page.members)
    return tuple(Item(title, path) for title, path in [*_PAGES, *about, *members])
