"""Published pictures: format, size, orientation and metadata."""

from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from canaries import exif as exif_with
from district.model.media import published_name
from district.reading import pictures
from district.reading.unusable import UnusableFileError

pillow_heif.register_heif_opener()
sides = st.integers(1, 20_000)
# How each kind of file is published.
KINDS = {
    "x.jpg": ("JPEG", "JPEG"),
    "x.JPEG": ("JPEG", "JPEG"),
    "x.jfif": ("JPEG", "JPEG"),
    "x.png": ("PNG", "PNG"),
    "x.webp": ("WEBP", "WEBP"),
    "x.heic": ("HEIF", "JPEG"),
    "x.HEIF": ("HEIF", "JPEG"),
    "x.avif": ("AVIF", "JPEG"),
    "x.tif": ("TIFF", "JPEG"),
    "x.tiff": ("TIFF", "JPEG"),
}
NAME = "Kassörens kök"


@pytest.fixture
def photo(tmp_path: Path) -> "Photo":
    return Photo(tmp_path)


class Photo:
    """Writes photos as a telephone does, and returns their files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str, size: tuple[int, int], turned: int = 1, kind: str = "") -> Path:
        exif = exif_with(NAME)
        exif[0x0112] = turned
        exif[0x013B] = NAME  # Artist
        exif.get_ifd(0x8825).update({1: "N", 2: (57.0, 43.0, 15.0), 3: "E", 4: (12.0, 56.0, 24.0)})  # GPS
        xmp = f"<x><dc:creator>{NAME}</dc:creator></x>".encode()
        made = BytesIO()
        Image.new("RGB", size, "#a03").save(made, "JPEG", exif=exif)
        # pillow-heif turns a picture by the orientation that it was saved with, and not by one given to it.
        with Image.open(made) as image:
            image.save(self.folder / name, kind or KINDS[name][0], exif=exif.tobytes(), xmp=xmp)
        return self.folder / name


@given(sides, sides)
def test_a_published_photo_is_shrunk_only_if_it_is_too_large(width: int, height: int) -> None:
    size = pictures.published((width, height))
    assert 1 <= min(size) <= max(size) <= pictures.LARGEST
    assert (size == (width, height)) == (max(width, height) <= pictures.LARGEST)


@pytest.mark.parametrize("size", [(1700, 3), (1601, 1600), (2208, 1103), (40, 30), (4000, 3001)])
def test_a_photo_gets_the_size_that_was_calculated(photo: Photo, size: tuple[int, int]) -> None:
    file = photo("x.jpg", size)
    with Image.open(BytesIO(pictures.cleaned(file))) as made:
        assert made.size == pictures.look(file)[0] == pictures.published(size)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_picture_is_published_upright_in_a_format_of_the_web_without_metadata(
    photo: Photo, name: str
) -> None:
    file = photo(name, (400, 300), turned=6)
    made = pictures.cleaned(file)
    assert made == pictures.cleaned(file)
    with Image.open(BytesIO(made)) as image:
        assert image.format == KINDS[name][1]
        # As the size on the page, which is found before the picture is made.
        assert image.size == pictures.look(file)[0] == (300, 400)
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & image.info.keys()
    assert NAME.encode() not in made
    assert NAME.encode("utf-16-le") not in made
    assert b"creator" not in made


@pytest.mark.parametrize("name", KINDS)
def test_what_the_original_tells_is_found_in_every_format(photo: Photo, name: str) -> None:
    assert pictures.look(photo(name, (40, 30)))[1] == ("photo_place", "photo_name")


def test_a_picture_without_metadata_tells_nothing(tmp_path: Path) -> None:
    Image.new("RGB", (4, 3)).save(tmp_path / "x.png", pnginfo=PngImagePlugin.PngInfo())
    assert pictures.look(tmp_path / "x.png") == ((4, 3), ())


@pytest.mark.parametrize(
    ("written", "published"),
    [("bilder/IMG 1.HEIC", "bilder/IMG 1.jpg"), ("a.b.tiff", "a.b.jpg"), ("a.JPG", "a.JPG"), ("heic", "heic")],
)
def test_the_published_name_has_the_ending_of_the_published_format(written: str, published: str) -> None:
    assert published_name(written) == published


def test_the_content_decides_what_a_picture_is_and_not_its_name(photo: Photo) -> None:
    file = photo("x.jpg", (40, 30), kind="HEIF")
    with Image.open(BytesIO(pictures.cleaned(file))) as image:
        assert image.format == "JPEG"


def test_transparency_becomes_white_in_a_jpeg(tmp_path: Path) -> None:
    Image.new("RGBA", (4, 3), (0, 0, 0, 0)).save(tmp_path / "x.avif")
    with Image.open(BytesIO(pictures.cleaned(tmp_path / "x.avif"))) as image:
        assert image.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_a_moving_picture_still_moves(tmp_path: Path, kind: str) -> None:
    frames = [Image.new("RGB", (1700, 10), colour) for colour in ("red", "blue", "green")]
    file = tmp_path / f"x.{kind.lower()}"
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=50)
    with Image.open(BytesIO(pictures.cleaned(file))) as image:
        assert (image.size, image.n_frames) == ((1600, 9), 3)


@pytest.mark.parametrize("name", ["x.jpg", "x.heic", "x.avif", "x.png", "x.webp", "x.tiff"])
def test_a_picture_that_is_cut_short_is_found_before_it_is_published(photo: Photo, name: str) -> None:
    file = photo(name, (400, 300))
    pictures.verify(file)
    with Image.effect_noise((400, 300), 90).convert("RGB") as image:
        image.save(file, KINDS[name][0])
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    for read in (pictures.verify, pictures.cleaned):
        with pytest.raises(UnusableFileError, match="picture_broken"):
            read(file)
