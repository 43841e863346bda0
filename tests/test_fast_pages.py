"""The fast way to the pages: the same bytes as MkDocs' own, and no way at all where they would not be."""

from collections.abc import Callable
from pathlib import Path

import fast_writing
import made_up

from conftest import ROOT, Build, Site, mkdocs

Write = Callable[[dict[str, str]], Path]
EVENTS = {
    f"data/events/2026/plockdag-{day}.yml": f"title: Plockdag {day}\npublished: 2025-01-01\nstart: 2026-08-0{day}\n"
    for day in (1, 2, 3)
}


def test_the_slow_way_and_the_fast_give_the_same_bytes(build: Build, example: Site, real: Site) -> None:
    for config, site in ((ROOT / "tests/exempel/mkdocs.yml", example), (ROOT / "mkdocs.yml", real)):
        assert build(config, site.url, DISTRICT_FAST="false").files() == site.files()


def test_a_large_site_that_two_read_and_write_is_what_one_makes_the_slow_way(build: Build, tmp_path: Path) -> None:
    config = made_up.write(tmp_path / "district", 900)
    fast = build(config, "https://pahittat.example/", SOURCE_DATE_EPOCH=made_up.EPOCH)
    assert len(fast.pages) > fast_writing.MANY
    slow = build(config, "https://pahittat.example/", SOURCE_DATE_EPOCH=made_up.EPOCH, DISTRICT_FAST="false")
    assert fast.files() == slow.files()


def test_a_theme_that_changes_words_in_a_way_of_its_own_stops_the_build(write: Write, tmp_path: Path) -> None:
    theme = (
        (ROOT / "overrides/main.html").read_text("utf-8").replace("{{ whole_title | e }}", "{{ whole_title[3:] | e }}")
    )
    config = write({**EVENTS, "theme/main.html": theme})
    config.write_text(config.read_text().replace("custom_dir: ", "custom_dir: theme #"))
    for folder in ("partials", "assets", "404.html", "sitemap.xml", "robots.txt"):
        (tmp_path / "theme" / folder).symlink_to(ROOT / "overrides" / folder)
    run = mkdocs(config, tmp_path / "site")
    assert run.returncode != 0
    assert "Sätt fast: false" in run.stderr
    assert mkdocs(config, tmp_path / "site", DISTRICT_FAST="false").returncode == 0


def test_a_written_page_may_link_to_a_generated_one_by_its_file(write: Write, tmp_path: Path) -> None:
    page = "# Om oss\n\n[Vi plockar](kalender/2026/plockdag-2/index.md), [i kalendern](kalender/kalender.ics).\n"
    run = mkdocs(write({**EVENTS, "docs/om.md": page}), tmp_path / "site")
    assert run.returncode == 0, run.stderr
    html = (tmp_path / "site/om/index.html").read_text("utf-8")
    assert 'href="../kalender/2026/plockdag-2/"' in html
    assert 'href="../kalender/kalender.ics"' in html
