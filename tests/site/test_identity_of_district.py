"""The district's own colour and mark: on pages, in icons and on share cards, and always readable."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from built import BLUEBERRY, THEME, build
from district.library import colors
from district.library.library import Library
from district.model.district import Identity
from district.model.media import Media
from district.publish.media import theme_files
from records import letter

BLUE = "#0b4f8a"
IDENTITY = Identity(color=BLUE, mark="bilder/marke.png")


def themed(color: str | None) -> dict[str, bytes]:
    return {address: content.as_bytes() for address, content in theme_files(THEME, color, members=False)}


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_every_colour_has_a_readable_shade_and_readable_shades_follow_from_it(channels: tuple[int, int, int]) -> None:
    color = colors.readable("#{:02x}{:02x}{:02x}".format(*channels))
    light, dark = colors.shades(color)
    for ground in (light["brand"], light["brand-deep"], dark["brand"], dark["brand-deep"]):
        assert colors.contrast(ground, colors.WHITE) >= colors.LEAST
    assert colors.contrast(light["link"], colors.PAPER) >= colors.LEAST
    assert colors.contrast(dark["link"], colors.DARK_PAPER) >= colors.LEAST
    for scheme in (light, dark):
        assert colors.contrast(scheme["link"], scheme["tint"]) >= colors.LEAST


def test_the_contrast_of_black_and_white_is_as_in_the_standard() -> None:
    assert colors.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert not colors.is_readable("#ffcc00")


def test_the_colour_reaches_style_sheets_icons_cards_and_mail() -> None:
    files = themed(BLUE)
    assert f"--brand: {BLUE};".encode() in files["assets/district.css"]
    assert BLUE.encode() in files["assets/favicon.svg"]
    # Nothing is left of the theme's own colour; print is without colour, as before.
    sheets, theme = (each["assets/district.css"] + each["assets/dark.css"] for each in (files, themed(None)))
    own = re.findall(rb"--(?:brand|brand-deep|link|tint): (#[0-9a-f]{6});", theme)
    assert [color in sheets for color in own] == [False] * 8
    assert b"--brand: #fff;" in sheets
    district = BLUEBERRY.model_copy(update={"identity": IDENTITY})
    site = build(Library(district, (letter(),), media={"bilder/marke.png": Media("", "", 1)}))
    for address in ("assets/dela.png", "assets/touch-icon.png"):
        with Image.open(io.BytesIO(site.file(address))) as image:
            assert image.convert("RGB").getpixel((1, 1)) == (0x0B, 0x4F, 0x8A)
    (mail,) = site.named("mejl.html")
    assert f"border-top: 6px solid {BLUE}".encode() in site.file(mail)
    assert b'<img src="./bilder/marke.png" alt="" width="34" height="34">' in site.file("index.html")


def test_without_a_colour_the_theme_is_as_it_is() -> None:
    assert themed(None) == {
        name: path.read_bytes()
        for name, path in THEME.assets.items()
        if ".medlem" not in name and "assets/medlem." not in name
    }
