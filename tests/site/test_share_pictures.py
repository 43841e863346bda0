"""Pictures to share: their sizes, that words stay inside them, and photos."""

import io
from typing import Any

import pytest
from PIL import Image

from built import BLUEBERRY, TODAY, URL
from district.library.library import Library
from district.model.media import Media
from district.site import share_cards
from district.site.share_cards import Look, Words
from district.site.view import View
from records import event

SIZES = {"dela.png": (1200, 630), "kvadrat.png": (1080, 1080), "staende.png": (1080, 1920)}
LONG = "Internfeministisk verksamhetsplaneringskonferens om hyresgästföreningarnas förhandlingsrätt " * 3


def pictures(**values: Any) -> dict[str, Image.Image]:
    """The pictures of an event by their names; its photo is blue."""
    photo = io.BytesIO()
    Image.new("RGB", (400, 300), "#0000ff").save(photo, "PNG")
    media = {"bilder/bla.png": Media("", "digest", 1, (400, 300))}
    view = View(Library(BLUEBERRY, (event(**values),), media=media), TODAY, URL, photo=lambda _: photo.getvalue())
    mine = ((path, content) for path, content in share_cards.pictures(view) if path.startswith("kalender/"))
    return {
        path.rpartition("/")[2]: Image.open(io.BytesIO(content.as_bytes())).convert("RGB") for path, content in mine
    }


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Ut"},
        {"title": LONG, "where": {"name": LONG, "address": LONG}, "status": "moved_online"},
        {"title": "W" * 200, "status": "cancelled"},
        {"title": "Öppet hus", "repeat": {"every": "month", "count": "3"}, "where": {"name": "Huset"}},
    ],
)
def test_pictures_have_their_sizes_and_an_empty_margin(values: dict[str, Any]) -> None:
    found = pictures(**values)
    assert {name: image.size for name, image in found.items()} == SIZES
    for image in found.values():
        edge = image.crop((image.width - 60, 0, image.width, image.height))
        # One colour in each row: nothing is written there.
        assert all(len(edge.crop((0, y, 60, y + 1)).getcolors() or ()) == 1 for y in range(image.height))
        assert len(image.getcolors(100) or ()) == 4


def test_a_photo_fills_the_upper_part() -> None:
    found = pictures(image={"file": "bilder/bla.png", "alt": "Blått"})
    assert {name: image.size for name, image in found.items()} == {
        name if name == "dela.png" else name.replace("png", "jpg"): size for name, size in SIZES.items()
    }
    for name in ("kvadrat.jpg", "staende.jpg"):
        red, green, blue = found[name].getpixel((700, 200))
        assert blue > 200 > 50 > max(red, green)
        assert found[name].getpixel((5, found[name].height - 200)) != (0, 0, 255)


def test_squares_and_stories_are_made_when_it_is_four_months_off() -> None:
    assert pictures(start="2025-07-13").keys() == SIZES.keys()
    assert pictures(start="2025-07-14").keys() == {"dela.png"}


def test_emoji_do_not_change_a_picture() -> None:
    look = Look("Blåbär")
    layouts = [layout for pair in share_cards._POSTS.values() for layout in pair]
    for layout in layouts:
        with_emoji = share_cards.drawn(layout, Words("Kafé ✊🏽", "", ("I dag 📅",), ("Huset 🏠",)), look)
        assert with_emoji == share_cards.drawn(layout, Words("Kafé", "", ("I dag",), ("Huset",)), look)
