"""Draw text and the logo in a few shades of one colour, and write them as PNG."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from font_source_sans_pro import font_files_ttf as fonts
from PIL import Image, ImageDraw, ImageFont

from district.library.colors import WHITE, mixed

# Four steps from the colour to white smooth the letters, in a file of a few kilobytes.
_STEPS = 4
COLORED, WHITEST = 0, _STEPS - 1
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
_PIXELS_A_BYTE = 4
# The size at which the width of texts is measured.
_MEASURED = 100


def filled(size: tuple[int, int], color: str) -> Image.Image:
    """Return a picture filled with the first colour of its palette, whose last is white."""
    image = Image.new("P", size)
    image.putpalette(_palette(color))
    return image


def _palette(color: str) -> bytes:
    """Return the red, green and blue of each step."""
    return b"".join(bytes.fromhex(mixed(color, WHITE, n / WHITEST)[1:]) for n in range(_STEPS))


def pen(image: Image.Image) -> ImageDraw.ImageDraw:
    """Return a pen that smooths edges: its levels of grey are indexes of the palette."""
    drawn = ImageDraw.Draw(image)
    drawn.fontmode = "L"
    return drawn


@cache
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Return the font of pictures."""
    # Without the system's own text layout, which differs between machines.
    name = "SourceSansProBold" if bold else "SourceSansPro"
    return ImageFont.truetype(fonts[name], size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def width_of(text: str, size: float = 1, *, bold: bool = False) -> float:
    """Return the width of a text in the font of a size."""
    return font(_MEASURED, bold=bold).getlength(text) * size / _MEASURED


def write(image: Image.Image, place: tuple[float, float], text: str, size: int, *, bold: bool) -> None:
    """Write a line in white with its upper left corner at a place."""
    x, y = place
    for word in text.split():
        mask, width = _word(word, size, bold=bold)
        # Blended by the mask, so that a line may reach into the one above.
        image.paste(WHITEST, (round(x), round(y)), mask)
        x += width + width_of(" ", size, bold=bold)


# Days, places and names are in many pictures.
@lru_cache(maxsize=512)
def _word(word: str, size: int, *, bold: bool) -> tuple[Image.Image, float]:
    """Return a word as a mask, and its width."""
    width = font(size, bold=bold).getlength(word)
    mask = Image.new("L", (round(width) + size // 8, round(size * 1.3)))
    ImageDraw.Draw(mask).text((0, 0), word, 255, font(size, bold=bold))
    return mask, width


@cache
def sun(size: int, *, inverted: bool = False) -> Image.Image:
    """Return the logo, drawn at four times the size and scaled down to smooth its edges."""
    scale = size * 4 / 32
    image = Image.new("L", (size * 4, size * 4))
    drawn = ImageDraw.Draw(image)
    drawn.pieslice([scale * n for n in _SUN], 180, 360, 255)
    radius = _STROKE * scale / 2
    for x1, y1, x2, y2 in _RAYS_AND_FIELDS:
        ends = ((x1 * scale, y1 * scale), (x2 * scale, y2 * scale))
        drawn.line(ends, 255, round(2 * radius))
        for x, y in ends:
            drawn.ellipse((x - radius, y - radius, x + radius, y + radius), 255)
    steps = [level * _STEPS // 256 for level in range(256)]
    stepped = image.reduce(4).point([WHITEST - step for step in steps] if inverted else steps)
    return Image.frombytes("P", stepped.size, stepped.tobytes())


@dataclass(frozen=True)
class Strip:
    """Rows of a PNG, and the same compressed so that other rows may come before and after."""

    height: int
    rows: bytes
    compressed: bytes


def strip(image: Image.Image) -> Strip:
    """Return a picture in shades of one colour as rows of a PNG. Its width is a multiple of four."""
    # Each row begins with its filter, none: a byte of zeros, as the first colour is.
    rows = Image.new("P", (image.width + _PIXELS_A_BYTE, image.height))
    rows.paste(image, (_PIXELS_A_BYTE, 0))
    packed = rows.tobytes("raw", "P;2")
    # Most of it is runs of one colour: run-length encoding takes half the time and gives smaller files.
    press = zlib.compressobj(strategy=zlib.Z_RLE, wbits=-zlib.MAX_WBITS)
    return Strip(image.height, packed, press.compress(packed) + press.flush(zlib.Z_FULL_FLUSH))


def png(width: int, color: str, strips: Iterable[Strip]) -> bytes:
    """Return strips, from the top down, as a PNG (ISO/IEC 15948)."""
    height, check, compressed = 0, 1, []
    for part in strips:
        height += part.height
        check = zlib.adler32(part.rows, check)
        compressed.append(part.compressed)
    # A zlib stream (RFC 1950): its header, the strips, an empty last block, and the checksum of the rows.
    data = b"\x78\x01" + b"".join(compressed) + b"\x03\x00" + check.to_bytes(4, "big")
    header = struct.pack(">IIBBBBB", width, height, 8 // _PIXELS_A_BYTE, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", _palette(color)), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
