"""`district check`."""

from pathlib import Path

import pytest
from PIL import Image

from canaries import document
from district import __main__
from sites import Write

pytestmark = pytest.mark.usefixtures("fixed_day")


def test_originals_that_tell_of_people_are_noted_and_are_no_mistake(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = write({})
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (57.0, 43.0, 15.0)})
    Image.new("RGB", (4, 3)).save(tmp_path / "docs/a.jpg", exif=exif)
    document(tmp_path / "docs/b.pdf", "Kallelse", "Karin")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert __main__.main(["check", str(config)]) == 0
    out = capsys.readouterr().out
    assert "Obs! docs/a.jpg:1:1: Bilden säger var den är tagen." in out
    assert "på iPhone under Inställningar" in out
    assert "Obs! docs/b.pdf:1:1: PDF:en säger vem som gjorde den." in out
    assert "::notice file=docs/a.jpg,line=1,col=1::Bilden säger var den är tagen." in out


def test_a_picture_that_is_cut_short_is_a_mistake_until_it_is_whole(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config, file = write({}), tmp_path / "docs/a.jpg"
    Image.effect_noise((400, 300), 90).save(file)
    whole = file.read_bytes()
    file.write_bytes(whole[:5000])
    assert __main__.main(["check", str(config)]) == 1
    assert "docs/a.jpg:1:1: Bilden går inte att läsa." in capsys.readouterr().err
    file.write_bytes(whole)
    assert __main__.main(["check", str(config)]) == 0
