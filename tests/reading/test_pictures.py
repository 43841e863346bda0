"""Published photos: size, orientation and metadata."""

import io
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from canaries import photo as with_metadata
from district.reading import pictures

sides = st.integers(1, 20_000)


def photo(width: int, height: int, turned: int = 1, kind: str = "JPEG") -> bytes:
    file, exif = BytesIO(), Image.Exif()
    exif[0x0112] = turned
    Image.new("RGB", (width, height), "#a03").save(file, kind, exif=exif)
    return file.getvalue()


@given(sides, sides)
def test_a_published_photo_is_shrunk_only_if_it_is_too_large(width: int, height: int) -> None:
    size = pictures.published((width, height))
    assert 1 <= min(size) <= max(size) <= pictures.LARGEST
    assert (size == (width, height)) == (max(width, height) <= pictures.LARGEST)


@pytest.mark.parametrize("size", [(1700, 3), (1601, 1600), (2208, 1103), (40, 30)])
def test_a_photo_gets_the_size_that_was_calculated(size: tuple[int, int]) -> None:
    with Image.open(BytesIO(pictures.cleaned(photo(*size), "bild.jpg"))) as made:
        assert made.size == pictures.published(size)


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "<svg/>",
        '<svg width="100%" height="100%"/>',
        '<svg viewBox="0 0 0 0"/>',
        '<svg width="20" viewBox="0 0 9"/>',
    ],
)
def test_an_svg_without_a_size_has_none(svg: str) -> None:
    assert pictures.size(svg.encode(), "x.svg") is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_size_of_a_rotated_photo_is_the_size_that_is_shown_in_every_format(kind: str) -> None:
    assert pictures.size(photo(40, 30, turned=6, kind=kind), "x.jpg") == (30, 40)


def test_the_size_of_a_rotated_photo_is_the_size_that_is_shown() -> None:
    assert pictures.size(photo(400, 300), "x.jpg") == (400, 300)
    assert pictures.size(photo(400, 300, turned=6), "x.jpg") == (300, 400)
    assert pictures.size(b"no picture", "x.jpg") is None


def test_a_published_photo_has_no_metadata() -> None:
    made = pictures.cleaned(with_metadata("Kassörens kök"), "x.jpg")
    assert made == pictures.cleaned(with_metadata("Kassörens kök"), "x.jpg")
    with Image.open(io.BytesIO(made)) as image:
        assert not image.getexif()
        assert image.size == (40, 30)
    with pytest.raises(ValueError, match="picture_broken"):
        pictures.cleaned(b"not a picture", "x.png")


@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp", "x.gif"])
def test_a_large_photo_is_shrunk_and_rotated_upright(name: str) -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    Image.new("RGB", (3000, 1000), "red").save(out, pictures.FORMATS[Path(name).suffix], exif=exif)
    with Image.open(io.BytesIO(pictures.cleaned(out.getvalue(), name))) as image:
        assert max(image.size) == 1600
        assert image.height > image.width or name == "x.gif"  # GIF has no EXIF
