"""The links to edit, add and report, on each host that a repository may have."""

import pytest

from district.model.district import District

EXPECTED = {
    "https://github.com/blabar/sajt": (
        "https://github.com/blabar/sajt/edit/huvud/docs/om%20oss.md",
        "https://github.com/blabar/sajt/new/huvud/data/events/2026?filename=ny.yml&value=title%3A%20%C3%85%0A",
        "https://github.com/blabar/sajt/issues/new?template=mal.yml&goal=2026/a/b",
    ),
    "https://codeberg.org/blabar/sajt.git": (
        "https://codeberg.org/blabar/sajt/_edit/huvud/docs/om%20oss.md",
        "https://codeberg.org/blabar/sajt/_new/huvud/data/events/2026?filename=ny.yml&value=title%3A%20%C3%85%0A",
        "",
    ),
    "https://gitlab.com/grupp/blabar/sajt/": (
        "https://gitlab.com/grupp/blabar/sajt/-/edit/huvud/docs/om%20oss.md",
        "https://gitlab.com/grupp/blabar/sajt/-/new/huvud/data/events/2026"
        "?file_name=ny.yml&content=title%3A%20%C3%85%0A",
        "",
    ),
    "https://git.blabar.example/sajt": ("", "", ""),
    None: ("", "", ""),
}


@pytest.mark.parametrize("repository", EXPECTED)
def test_links_follow_the_host_and_an_unknown_host_has_none(repository: str | None) -> None:
    district = District(name="Blåbär", short_name="Blåbär", id="blabar", repository=repository, branch="huvud")
    edit = district.edit_address("docs/om oss.md")
    new = district.new_address("data/events/2026", "ny.yml", "title: Å\n")
    assert (edit, new, district.form_address("mal", "goal", "2026/a/b")) == EXPECTED[repository]
