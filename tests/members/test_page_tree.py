"""Pages as JSON: what is kept, and that nothing else is."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from district.members import page_tree
from sites import ROOT


def nodes(body: str, path: str = "kalender/index.html") -> list[object]:
    """The contents of the body, as the script that unlocks a page gets them."""
    found: list[object] = json.loads(page_tree.encode(f"<meta charset=utf-8><body>{body}".encode(), path))
    return found


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("<p class=lead>Hej <b>å</b>!", ["p", {"class": "lead"}, "Hej ", ["b", {}, "å"], "!"]),
        ("<a href='../plan/#mål'>x</a>", ["a", {"to": "plan/#m%C3%A5l"}, "x"]),
        ("<a href='/filer/a b.pdf'>x</a>", ["a", {"to": "filer/a%20b.pdf"}, "x"]),
        ("<a href='https://v.se/?a=1#b'>x</a>", ["a", {"href": "https://v.se/?a=1#b"}, "x"]),
        ("<a href='mailto:a@b.se'>x</a>", ["a", {"href": "mailto:a@b.se"}, "x"]),
        ("<img src=bild.jpg alt=x>", ["img", {"alt": "x", "file": "kalender/bild.jpg"}]),
        ("<svg viewBox='0 0 1 1'><path d='M0,0'/></svg>", ["svg", {"viewBox": "0 0 1 1"}, ["path", {"d": "M0,0"}]]),
        # Refused.
        ("<p onclick=x style=color:red name=y data-z=1>x", ["p", {}, "x"]),
        ("<a href='java\tscript:x'>x</a>", ["a", {}, "x"]),
        ("<a href=' JavaScript:x'>x</a>", ["a", {}, "x"]),
        ("<a href='data:text/html,x'>x</a>", ["a", {}, "x"]),
        ("<a href='http://[x'>x</a>", ["a", {}, "x"]),
        ("<img src=//evil.example/x.png>", ["img", {}]),
        ("<img src=data:image/png,x srcset=x>", ["img", {}]),
        ("<svg><rect fill='url(//evil.example)' href=x /></svg>", ["svg", {}, ["rect", {}]]),
    ],
)
def test_a_page_keeps_only_what_is_listed(body: str, kept: list[object]) -> None:
    assert nodes(body) == [kept]


@pytest.mark.parametrize("name", ["script", "style", "iframe", "form", "textarea", "math", "object", "template"])
def test_other_elements_are_left_out_with_all_that_they_hold(name: str) -> None:
    assert "evil" not in str(nodes(f"<div>a<{name}>evil</{name}></div>"))


def test_what_is_hidden_is_left_out_unless_the_clock_may_show_it() -> None:
    assert nodes("<p>nu</p><p hidden>sedan</p>") == [["p", {}, "nu"]]
    day = "<li hidden><p data-ends=2025-04-01>sedan</p></li>"
    assert nodes(day) == [["li", {"hidden": ""}, ["p", {"data-ends": "2025-04-01"}, "sedan"]]]


def test_the_script_and_the_sealing_allow_the_same() -> None:
    script = (ROOT / "overrides/assets/medlem.js").read_text("utf-8")

    def listed(name: str) -> set[str]:
        (made,) = re.findall(rf"const {name} = new Set\((.*?)\);", script, re.DOTALL)
        return set(" ".join(re.findall(r'"([^"]+)"', made)).split())

    assert listed("SVG_ELEMENTS") | listed("ELEMENTS") == page_tree.ELEMENTS
    assert listed("ATTRIBUTES") == page_tree.ATTRIBUTES
    assert {scheme.removesuffix(":") for scheme in listed("SCHEMES")} == page_tree.SCHEMES


def test_the_made_up_districts_pages_keep_their_texts_and_lead_to_files(plain: Path) -> None:
    def words(found: list[object]) -> str:
        return " ".join(words(item[2:]) if isinstance(item, list) else str(item) for item in found)

    files = {path.relative_to(plain).as_posix() for path in plain.rglob("*")}
    for page in (path for path in plain.rglob("*.html") if path.name != "404.html"):
        name, data = page.relative_to(plain).as_posix(), page.read_bytes()
        encoded = page_tree.encode(data, name)
        shown = html.document_fromstring(data).body
        timed = "descendant-or-self::*[@data-coming or @data-ended or @data-ends or @data-next or @data-when-empty]"
        for hidden in shown.xpath(f"//*[@hidden and not({timed})]"):
            hidden.drop_tree()
        assert words(json.loads(encoded)).split() == " ".join(shown.itertext()).split(), name
        targets = {
            unquote(target.partition("#")[0]) for target in re.findall(r'"(?:to|file)":"([^"]+)', encoded.decode())
        }
        assert {f"{path}index.html" if path.endswith("/") else path for path in targets} <= files, name


def test_a_members_event_is_added_to_a_calendar_by_file_and_no_link_sends_it_to_google(plain: Path) -> None:
    pages = (html.document_fromstring(page.read_bytes()) for page in plain.rglob("*.html"))
    links = {link for page in pages for link in page.xpath("//a/@href")}
    assert any(link.endswith("handelse.ics") for link in links)
    assert not [link for link in links if link.startswith("https://calendar.google.com/calendar/render")]
