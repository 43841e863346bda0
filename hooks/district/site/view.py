"""What a site is built from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from district.library.library import Library
from district.model.media import Media
from district.reading.theme import Theme


@dataclass(frozen=True)
class Members:
    """How the members' pages differ: the address of the public site, and of their own feeds, or "".

    `sealed` pages are read by the script that unlocks them; others lie behind a host's own login.
    """

    outside: str
    feeds: str = ""
    sealed: bool = True


@dataclass(frozen=True)
class View:
    """A library as seen on a day, at an address, in a theme.

    The library is without what is published after `today`, the day in the district's time zone.
    `site_url` ends with a slash. The members' site has calendars but no feeds, since no feed reader
    could unlock them. With `locked_pages` the public site links to them. A `preview` also shows advice
    to those who write. `new_event` is the address of the form for a new event. `photo` returns a picture as it is
    published; without it no pictures to share are made of photos.
    """

    library: Library
    today: date
    site_url: str
    theme: Theme = field(default_factory=Theme)
    members: Members | None = None
    locked_pages: bool = False
    preview: bool = False
    new_event: str = ""
    photo: Callable[[Media], bytes] | None = None
