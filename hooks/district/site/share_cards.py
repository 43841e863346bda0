"""Make the pictures to share: link previews (`og:image`), squares and stories for posts, and the site's touch icon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache, partial
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageOps

from district.language import swedish
from district.library.addresses import CARD, SITE_CARD, TOUCH_ICON
from district.library.colors import DEFAULT
from district.library.library import Media
from district.model.base import Record, WrittenRecord
from district.model.event import Event
from district.site.announcement import Announcement, announcement
from district.site.content import Content
from district.site.drawing import COLORED, WHITEST, Strip, filled, font, pen, png, strip, sun, width_of, write
from district.site.fitting import SHY, cut, fitted, without_pictures
from district.site.view import View

_SHARED_FOR = timedelta(days=120)
_MARGIN, _LEADING = 80, 1.1


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
    above, below = _around(layout, look)
    middle = _words(words, look.color, (layout.size[0], layout.room), layout.largest, layout.small)
    return png(layout.size[0], look.color, (above, middle, below))


def _with_photo(layout: Layout, words: Words, look: Look, photo: "partial[bytes]") -> bytes:
    """Return a picture with a photo above the words."""
    image, width = _ground(layout, look).convert("RGB"), layout.size[0]
    with Image.open(BytesIO(photo())) as opened:
        image.paste(ImageOps.fit(opened.convert("RGB"), (width, layout.photo), centering=(0.5, 0.4)))
    image.paste(_written(words, look.color, (width, layout.room), layout.largest, layout.small), (0, layout.top))
    written = BytesIO()
    image.save(written, "JPEG", quality=86, subsampling=0, optimize=True)
    return written.getvalue()


@cache
def _around(layout: Layout, look: Look) -> tuple[Strip, Strip]:
    """Return what is above and below the words."""
    image, (width, height) = _ground(layout, look), layout.size
    end = layout.top + layout.room
    return strip(image.crop((0, 0, width, layout.top))), strip(image.crop((0, end, width, height)))


def _ground(layout: Layout, look: Look) -> Image.Image:
    """Return a picture with nothing but the logo and the district's name."""
    image, (width, height), logo = filled(layout.size, look.color), layout.size, 96
    if layout.logo and look.has_sun:
        image.paste(sun(layout.logo), (_MARGIN - 12, layout.top - layout.logo - 60))
    # In the upper part of a high foot, above the buttons.
    middle = height - (layout.foot - min(layout.foot, 220) // 2 if layout.foot else _MARGIN + logo // 2)
    if layout.foot:
        image.paste(WHITEST, (0, height - layout.foot, width, height))
    if look.has_sun:
        image.paste(sun(logo, inverted=bool(layout.foot)), (_MARGIN, middle - logo // 2))
    start = _MARGIN + (logo + 24 if look.has_sun else 0)
    room = (width - start - _MARGIN, 100)
    name = fitted(look.district, partial(width_of, bold=True), room, range(44, 27, -4), _LEADING)
    ink = COLORED if layout.foot else WHITEST
    pen(image).multiline_text(
        (start, middle), "\n".join(name.lines), ink, font(int(name.size), bold=True), anchor="lm", spacing=6
    )
    return image


@lru_cache(maxsize=4)
def _words(words: Words, color: str, size: tuple[int, int], largest: int, small: int) -> Strip:
    # Kept, because the square and the story have the same words.
    return strip(_written(words, color, size, largest, small))


def _written(words: Words, color: str, size: tuple[int, int], largest: int, small: int) -> Image.Image:
    """Return the words on the colour: the label and the title at the top, the time and the place at the bottom."""
    image, (width, height) = filled(size, color), (size[0] - 2 * _MARGIN, size[1])
    line = round(small * 1.25)
    below = [(text, True) for part in words.when for text in _small(part, width, small, 3, bold=True)]
    below += [(text, False) for part in words.where for text in _small(part, width, small, 2, bold=False)]
    top, bottom = _labelled(pen(image), words.label, small), height - line * len(below) - small // 3
    box, sizes = (width * 0.99, bottom - top - 20), range(largest, 47, -8)
    title = fitted(without_pictures(words.title), partial(width_of, bold=True), box, sizes, _LEADING)
    for number, text in enumerate(title.lines):
        # The line's upper part is for accents, which stand closer to what is above.
        y = top + number * title.size * _LEADING - title.size * 0.1
        write(image, (_MARGIN, y), text.replace(SHY, "-"), int(title.size), bold=True)
    for number, (text, is_bold) in enumerate(below):
        write(image, (_MARGIN, bottom + number * line), text.replace(SHY, "-"), small, bold=is_bold)
    return image


def _labelled(draw: ImageDraw.ImageDraw, label: str, small: int) -> int:
    """Write the label on white, and return where what follows begins."""
    if not label:
        return 0
    bold = font(round(small * 0.85), bold=True)
    height = round(small * 1.4)
    draw.rectangle((_MARGIN, 0, _MARGIN + bold.getlength(label) + small, height), WHITEST)
    draw.text((_MARGIN + small // 2, height // 2), label, COLORED, bold, anchor="lm")
    return height + small // 2


def _small(text: str, width: int, size: int, most: int, *, bold: bool) -> tuple[str, ...]:
    """Return the lines of a text in a fixed size, at most so many."""
    return cut(without_pictures(text), partial(width_of, bold=bold), width / size, most)


def touch_icon(color: str = DEFAULT) -> bytes:
    """Return the logo on the district's colour, for a phone's home screen."""
    image = filled((180, 180), color)
    image.paste(sun(132), (24, 24))
    return png(180, color, [strip(image)])
