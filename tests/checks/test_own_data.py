"""What a district puts into its own folders is judged by `district check`, never by these tests."""

import re

from PIL import Image

from district.reading import load, settings
from sites import ROOT, Write

# The district's folders, as a test would name them.
_OWN = re.compile(r"""ROOT\s*/\s*f?["'](?:data|docs)\b""")


def test_a_picture_that_no_text_names_yet_is_no_mistake(write: Write) -> None:
    config = write({"docs/bilder/README.md": "# Bilder\n"})
    Image.new("RGB", (80, 60)).save(config.parent / "docs/bilder/affisch.jpg")
    assert "bilder/affisch.jpg" in load.library(settings.folders(config)).media


def test_no_test_reads_the_districts_own_files() -> None:
    files = {path.relative_to(ROOT): path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py")}
    assert [str(path) for path, text in files.items() if _OWN.search(text)] == []
