"""Files that would be the same stay where they are; the rest of a site is replaced or removed."""

from pathlib import Path

from district.publish.cache import Record
from district.publish.outputs import Outputs, written


def build(tmp_path: Path, last: Record | None, **pages: str) -> tuple[Outputs, Record]:
    """Write pages, each keyed by its text, beside the site in `site` and put them in their place."""
    (tmp_path / "site").mkdir(exist_ok=True)
    (tmp_path / "new").mkdir()
    outputs = Outputs(tmp_path / "new", tmp_path / "site", last)
    for name, text in pages.items():
        if not outputs.keeps(path := f"{name}/index.html", text):
            outputs.write(path, text.encode())
    record = outputs.finish("inputs")
    assert record
    return outputs, record


def test_only_what_has_changed_is_written(tmp_path: Path) -> None:
    _, last = build(tmp_path, None, gone="Borta", same="Samma", changed="Förr")
    before = written(tmp_path / "site")
    outputs, _ = build(tmp_path, last, same="Samma", changed="Nu")
    assert outputs.kept == {"same/index.html"}
    assert (tmp_path / "site/changed/index.html").read_text("utf-8") == "Nu"
    assert written(tmp_path / "site")["same/index.html"] == before["same/index.html"]
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["changed", "same"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_a_file_that_someone_changed_in_the_site_is_written_again(tmp_path: Path) -> None:
    _, last = build(tmp_path, None, page="Vårt")
    (tmp_path / "site/page/index.html").write_text("Någon annans", "utf-8")
    (tmp_path / "site/other.txt").write_text("Hej", "utf-8")
    build(tmp_path, last, page="Vårt")
    assert (tmp_path / "site/page/index.html").read_text("utf-8") == "Vårt"
    assert not (tmp_path / "site/other.txt").exists()


def test_a_site_is_current_only_for_the_same_inputs_and_untouched_files(tmp_path: Path) -> None:
    _, last = build(tmp_path, None, page="Vårt")
    assert Outputs(tmp_path / "new", tmp_path / "site", last).is_current("inputs")
    assert not Outputs(tmp_path / "new", tmp_path / "site", last).is_current("others")
    (tmp_path / "site/page/index.html").write_text("Någon annans", "utf-8")
    assert not Outputs(tmp_path / "new", tmp_path / "site", last).is_current("inputs")
