"""Make the pictures to share: link previews (`og:image`), squares and stories for posts, and the site's touch icon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from district.language import swedish
from district.library.addresses import CARD, SITE_CARD, TOUCH_ICON
from district.library.colors import DEFAULT
from district.model.base import Record, WrittenRecord
from district.model.event import Event
from district.model.media import Media
from district.site.announcement import Announcement, announcement
from district.site.content import Content
from district.site.view import View

_SHARED_FOR = timedelta(days=120)


@dataclass(frozen=True)
class Layout:
    """Where things are in a picture, in pixels from its top.

    The words are below `top` and at most `room` high, the title in a size up to `largest` and the rest in `small`. The
    district's name is in a white `foot` of that height, or on the colour without one. A `photo` is above the words,
    else the logo in size `logo`.
    """

    size: tuple[int, int]
    top: int
    room: int
    largest: int
    small: int
    foot: int = 0
    photo: int = 0
    logo: int = 0


_CARD = Layout((1200, 630), top=64, room=370, largest=112, small=44)
# By the picture's name, without and with a photo. Both have the same width and room, so that the words are drawn once.
_POSTS = {
    "kvadrat": (
        Layout((1080, 1080), 84, 750, 208, 60, foot=176),
        Layout((1080, 1080), 500, 400, 112, 50, foot=150, photo=440),
    ),
    # What is above and below is covered by the buttons of the phone's program.
    "stående": (
        Layout((1080, 1920), 640, 750, 208, 60, foot=420, logo=260),
        Layout((1080, 1920), 1060, 400, 112, 50, foot=420, photo=1000),
    ),
}


class Look(NamedTuple):
    """What all pictures of a district have: its name, its colour and whether it has the default logo."""

    district: str
    color: str = DEFAULT
    has_sun: bool = True


class Words(NamedTuple):
    """What a picture says."""

    title: str
    label: str = ""
    when: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


def card_path(view: View, record: Record) -> str:
    """Return the address of the record's card, or "" for an old record, which shows the site's card."""
    days = (occasion.last_day for occasion in view.library.occasions_of(record))
    return record.path + CARD if max([record.changed, *days]) > view.today - _SHARED_FOR else ""


def pictures(view: View) -> Iterator[tuple[str, Content]]:
    """Yield the cards of the site and of every record that has one, pictures of all that is coming, and the icon."""
    district = view.library.district
    look = Look(district.name, district.identity.color or DEFAULT, not district.identity.mark)
    yield SITE_CARD, Content(partial(site_card, look), (SITE_CARD, look))
    yield TOUCH_ICON, Content(partial(touch_icon, look.color), (TOUCH_ICON, look))
    for record in view.library.records:
        if path := card_path(view, record):
            words = Words(record.title, when=(_day(record),))
            yield path, Content(partial(drawn, _CARD, words, look), (words, look))
        if what := announcement(view, record):
            yield from _pictures_of(view, what, look)


def post_pictures(view: View, what: Announcement) -> dict[str, str]:
    """Return the addresses of the square and the story by their names; there are none yet for what is far off."""
    if what.starts and what.starts > view.today + _SHARED_FOR:
        return {}
    ending = "jpg" if _photo(view, what) else "png"
    return {name: f"{what.path}{swedish.slug(name)}.{ending}" for name in _POSTS}


def _pictures_of(view: View, what: Announcement, look: Look) -> Iterator[tuple[str, Content]]:
    photo = _photo(view, what)
    when = (*(["Skulle ha varit"] if what.is_off else []), what.days, what.hours)
    words = Words(what.title, what.label, when, () if what.is_off else (what.place, what.street))
    for name, path in post_pictures(view, what).items():
        plain, with_photo = _POSTS[name]
        if photo and view.photo:
            make = partial(_with_photo, with_photo, words, look, partial(view.photo, photo))
            yield path, Content(make, ("media", name, photo.digest, words, look))
        else:
            yield path, Content(partial(drawn, plain, words, look), (name, words, look))


def _photo(view: View, what: Announcement) -> Media | None:
    """Return the photo of what is announced, if photos can be read."""
    found = what.image and view.library.media.get(what.image.address)
    return found if found and found.size and view.photo else None


def _day(record: Record) -> str:
    if isinstance(record, Event):
        repeat = record.repeat and swedish.repeat(record)
        return swedish.sentence(repeat or swedish.when(record.start, record.end))
    return swedish.day(record.published).capitalize() if isinstance(record, WrittenRecord) else ""


def site_card(look: Look) -> bytes:
    """Return the card of the site, with the district's name as its title."""
    return drawn(_CARD, Words(look.district), look._replace(district=""))


def drawn(layout: Layout, words: Words, look: Look) -> bytes:
    """Return a picture in the district's colour."""
    from district.site import card_drawing

    return card_drawing.drawn(layout, words, look)


def _with_photo(layout: Layout, words: Words, look: Look, photo: "partial[bytes]") -> bytes:
    from district.site import card_drawing

    return card_drawing.with_photo(layout, words, look, photo())


def touch_icon(color: str) -> bytes:
    """Return the logo on the district's colour, for a phone's home screen."""
    from district.site import card_drawing

    return card_drawing.touch_icon(color)
