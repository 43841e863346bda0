"""Pictures are converted once, and kept between builds."""

from dataclasses import replace
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from built import BLUEBERRY
from district.checks.problem import Mistakes
from district.library.library import Library
from district.model.store import Store
from district.publish.conversions import Conversions
from district.reading import media
from district.reading.files import below

pillow_heif.register_heif_opener()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    docs = tmp_path / "docs"
    docs.mkdir()
    for number in range(3):
        Image.effect_noise((60, 40), 90).convert("RGB").save(docs / f"{number}.heic", "HEIF")
    found = {f"{file.name[0]}.jpg": media.look(file, Store(), members=False) for file in below(docs, tmp_path)}
    return Library(BLUEBERRY, media=found)


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are converted, in order."""
    done, real = list[str](), media.cleaned

    def cleaned(file: str) -> bytes:
        done.append(Path(file).name)
        return real(file)

    monkeypatch.setattr(media, "cleaned", cleaned)
    return done


def test_each_picture_is_converted_once_and_a_damaged_conversion_again(
    library: Library, tmp_path: Path, converted: list[str]
) -> None:
    photos = tmp_path / "photos"
    first = Conversions(photos)
    sized = first.prepare(library, processes=1)
    made = [first.read(found) for found in sized.media.values()]
    assert [found.length for found in sized.media.values()] == [*map(len, made)]
    assert Conversions(photos).prepare(library, processes=1).media == sized.media
    assert converted == ["0.heic", "1.heic", "2.heic"]

    short, altered, _ = sorted(photos.iterdir())
    short.write_bytes(short.read_bytes()[:-1])
    altered.write_bytes(b"0" * altered.stat().st_size)
    again = Conversions(photos)
    sized = again.prepare(library, processes=1)
    assert [again.read(found) for found in sized.media.values()] == made
    assert len(converted) == 5


def test_two_processes_convert_what_one_converts(library: Library, tmp_path: Path) -> None:
    for processes in (1, 2):
        Conversions(tmp_path / f"{processes}").prepare(library, processes)
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("1", "2"))
    assert one == two


def test_what_is_for_members_is_not_kept_on_disk(library: Library, tmp_path: Path) -> None:
    members = {path: replace(found, members=True) for path, found in library.media.items()}
    conversions = Conversions(tmp_path / "photos")
    sized = conversions.prepare(replace(library, media=members), processes=2)
    assert all(len(conversions.read(found)) == found.length for found in sized.media.values())
    assert not (tmp_path / "photos").exists()


def test_what_the_site_no_longer_shows_is_removed(library: Library, tmp_path: Path) -> None:
    Conversions(tmp_path / "photos").prepare(library, processes=1)
    fewer = replace(library, media={"0.jpg": library.media["0.jpg"]})
    conversions = Conversions(tmp_path / "photos")
    conversions.forget(conversions.prepare(fewer, processes=1))
    assert len([*(tmp_path / "photos").iterdir()]) == 1


def test_a_picture_that_cannot_be_converted_is_a_mistake_and_the_others_are_kept(
    library: Library, tmp_path: Path
) -> None:
    file = Path(library.media["1.jpg"].file)
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(Mistakes, match=r"docs/1\.heic:1:1: Bilden går inte att läsa"):
        Conversions(tmp_path / "photos").prepare(library, processes=1)
    assert len([*(tmp_path / "photos").iterdir()]) == 2


def test_an_unchanged_file_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.new("RGB", (4, 3)).save(tmp_path / "a.png")
    (file,) = below(tmp_path, tmp_path)
    store = Store()
    before = media.look(file, store, members=False)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} is read"))
        assert media.look(file, Store(store.used.copy), members=False) == before
    Image.new("RGB", (5, 3)).save(tmp_path / "a.png")
    assert media.look(file, Store(store.used.copy), members=False).size == (5, 3)
