"""Draw the pictures to share."""

from functools import cache, lru_cache, partial
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

from district.site.drawing import COLORED, WHITEST, Strip, filled, font, pen, png, strip, sun, width_of, write
from district.site.fitting import SHY, cut, fitted, without_pictures
from district.site.share_cards import Layout, Look, Words

_MARGIN, _LEADING = 80, 1.1


def drawn(layout: Layout, words: Words, look: Look) -> bytes:
    """Return a picture in the district's colour."""
    above, below = _around(layout, look)
    middle = _words(words, look.color, (layout.size[0], layout.room), layout.largest, layout.small)
    return png(layout.size[0], look.color, (above, middle, below))


def with_photo(layout: Layout, words: Words, look: Look, photo: bytes) -> bytes:
    """Return a picture with a photo above the words."""
    image, width = _ground(layout, look).convert("RGB"), layout.size[0]
    with Image.open(BytesIO(photo)) as opened:
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


def touch_icon(color: str) -> bytes:
    """Return the logo on the district's colour, for a phone's home screen."""
    image = filled((180, 180), color)
    image.paste(sun(132), (24, 24))
    return png(180, color, [strip(image)])
