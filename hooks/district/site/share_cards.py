"""Draw the pictures for link previews (`og:image`), and the site's touch icon."""

import zlib
from collections.abc import Iterator
from datetime import timedelta
from functools import cache, partial
from io import BytesIO

from font_source_sans_pro import font_files_ttf as fonts
from PIL import Image, ImageDraw, ImageFont

from district.language import swedish
from district.library.addresses import CARD, SITE_CARD, TOUCH_ICON
from district.library.colors import DEFAULT, WHITE, mixed
from district.model.base import Record, WrittenRecord
from district.model.event import Event
from district.site.content import Content
from district.site.view import View

_SHARED_FOR = timedelta(days=120)
_SIZE, _MARGIN = (1200, 630), 80
# Four steps from the colour to white smooth the letters, in a file of a few kilobytes.
_STEPS = 4
_WHITEST = _STEPS - 1
# The logo of overrides/partials/logo.html, in its units of 32 × 32.
_SUN = (6, 8.5, 26, 28.5)
_RAYS_AND_FIELDS = (
    (3.5, 23, 28.5, 23),
    (8, 28, 24, 28),
    (16, 1.8, 16, 4.4),
    (4.8, 6.6, 6.7, 8.4),
    (27.2, 6.6, 25.3, 8.4),
)
_STROKE = 2.6


def card_path(view: View, record: Record) -> str:
    """Return the address of the record's card, or "" for an old record, which shows the site's card."""
    days = (occasion.last_day for occasion in view.library.occasions_of(record))
    return record.path + CARD if max([record.changed, *days]) > view.today - _SHARED_FOR else ""


def pictures(view: View) -> Iterator[tuple[str, Content]]:
    """Yield the card of the site and of every record that has one, and the icon."""
    name, identity = view.library.district.name, view.library.district.identity
    look = identity.color or DEFAULT, not identity.mark
    yield SITE_CARD, Content(partial(card, name, "", "", *look), of=(name, *look))
    yield TOUCH_ICON, Content(partial(touch_icon, look[0]), of=look)
    for record in view.library.records:
        if path := card_path(view, record):
            words = record.title, _day(record), name, *look
            yield path, Content(partial(card, *words), of=words)


def _day(record: Record) -> str:
    if isinstance(record, Event):
        repeat = record.repeat and swedish.repeat(record)
        when = repeat or swedish.when(record.start, record.end)
        return when[:1].upper() + when[1:]
    return swedish.day(record.published).capitalize() if isinstance(record, WrittenRecord) else ""


def card(title: str, day: str, district: str, color: str = DEFAULT, has_sun: bool = True) -> bytes:
    """Return a picture with the title as large as it fits, the day below it, and the district's name at the foot.

    `color` is `#rrggbb`. Without `has_sun`, the default logo is left out.
    """
    image = _blank(district, color, has_sun).copy()
    pen, width = _pen(image), _SIZE[0] - 2 * _MARGIN
    text, font = _fitted(title, width, 270 if day else 340)
    pen.multiline_text((_MARGIN, _MARGIN - 10), text, _WHITEST, font, spacing=10)
    if day:
        below = pen.multiline_textbbox((_MARGIN, _MARGIN), text, font, spacing=10)[3] + 20
        pen.text((_MARGIN, below), day, _WHITEST, _font("SourceSansPro", 44))
    return _png(image)


@cache
def _blank(district: str, color: str, has_sun: bool) -> Image.Image:
    """Return a card with nothing but its foot."""
    image, bottom = _filled(_SIZE, color), _SIZE[1] - _MARGIN
    if has_sun:
        image.paste(_sun(96), (_MARGIN, bottom - 96))
    _pen(image).text(
        (_MARGIN + (120 if has_sun else 0), bottom - 48),
        district,
        _WHITEST,
        _font("SourceSansProBold", 40),
        anchor="lm",
    )
    return image


def touch_icon(color: str = DEFAULT) -> bytes:
    """Return the logo on the district's colour, for a phone's home screen."""
    image = _filled((180, 180), color)
    image.paste(_sun(132), (24, 24))
    return _png(image)


def _filled(size: tuple[int, int], color: str) -> Image.Image:
    """Return a picture filled with the first colour of its palette, whose last is white."""
    image = Image.new("P", size)
    steps = (mixed(color, WHITE, n / _WHITEST) for n in range(_STEPS))
    image.putpalette([value for step in steps for value in bytes.fromhex(step[1:])])
    return image


def _pen(image: Image.Image) -> ImageDraw.ImageDraw:
    """Return a pen that smooths edges: its levels of grey are indexes of the palette, up to white."""
    pen = ImageDraw.Draw(image)
    pen.fontmode = "L"
    return pen


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    # Without the system's own text layout, which differs between machines.
    return ImageFont.truetype(fonts[name], size, layout_engine=ImageFont.Layout.BASIC)


def _fitted(text: str, width: int, height: int) -> tuple[str, ImageFont.FreeTypeFont]:
    """Return the text wrapped, and the largest font in which it fits; what does not fit in the smallest is cut off."""
    for size in range(96, 47, -8):
        font = _font("SourceSansProBold", size)
        lines = _wrapped(text, font, width)
        room = height // (size + 20)
        if len(lines) <= room and all(font.getlength(line) <= width for line in lines):
            return "\n".join(lines), font
    return "\n".join([*lines[: room - 1], lines[room - 1] + " …"]) if len(lines) > room else "\n".join(lines), font


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


@cache
def _sun(size: int) -> Image.Image:
    """Return the logo, drawn at four times the size and scaled down to smooth its edges."""
    scale = size * 4 / 32
    image = Image.new("L", (size * 4, size * 4))
    pen = ImageDraw.Draw(image)
    pen.pieslice([scale * n for n in _SUN], 180, 360, 255)
    radius = _STROKE * scale / 2
    for x1, y1, x2, y2 in _RAYS_AND_FIELDS:
        ends = ((x1 * scale, y1 * scale), (x2 * scale, y2 * scale))
        pen.line(ends, 255, round(2 * radius))
        for x, y in ends:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), 255)
    stepped = image.reduce(4).point([level * _STEPS // 256 for level in range(256)])
    return Image.frombytes("P", stepped.size, stepped.tobytes())


def _png(image: Image.Image) -> bytes:
    written = BytesIO()
    # Most of it is runs of one colour: run-length encoding takes half the time and gives smaller files.
    image.save(written, "PNG", bits=2, compress_type=zlib.Z_RLE)
    return written.getvalue()
