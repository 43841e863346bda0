"""Every newsletter as a mail, read back by parsers that nobody here wrote."""

import re
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from PIL import Image

import generated_files
from conftest import Site, mkdocs
from district.__main__ import main
from district.checks.problem import Mistakes
from district.language import plain_text
from district.reading import load, pictures, settings
from district.site import site
from test_text import TODAY, folded

Write = Callable[[dict[str, str]], Path]
HEAD = "---\ntitle: Brev\ndate: 2025-03-01\nsummary: Kort.\n---\n\n"


def letters(site: Site) -> list[Path]:
    """The folders of the site's newsletters."""
    found = sorted(path.parent for path in site.folder.glob("nyhetsbrev/*/*/mejl.html"))
    assert found
    return found


def message(folder: Path) -> EmailMessage:
    read = message_from_bytes((folder / "mejl.eml").read_bytes(), policy=SMTP)
    assert isinstance(read, EmailMessage)
    return read


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def words(text: str) -> list[str]:
    """Letters and figures alone: underlines, bullets and columns are the text's own."""
    return re.findall(r"\w+", text)


def test_the_draft_is_a_message_that_a_mail_program_opens_to_send(example: Site) -> None:
    for folder in letters(example):
        mail = message(folder)
        assert mail.get_content_type() == "multipart/alternative"
        assert [p.get_content_type() for p in mail.iter_parts()] == ["text/plain", "text/html"]
        assert {*mail.keys()} == {"Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language"}
        assert mail["X-Unsent"] == "1"
        assert not mail.defects
        assert not any(p.defects for p in mail.walk())
        raw = (folder / "mejl.eml").read_bytes()
        assert raw.isascii()
        assert max(map(len, raw.split(b"\r\n"))) <= 78
        assert b"\n" not in raw.replace(b"\r\n", b"")


def test_subject_and_both_bodies_keep_their_swedish_letters(example: Site) -> None:
    folder = example.folder / "nyhetsbrev/2024/hosten"
    mail = message(folder)
    assert mail["Subject"] == "Hösten: soppa, böcker & <b>nattbuss</b>"
    assert part(mail, "plain") == (folder / "mejl.txt").read_text("utf-8")
    assert part(mail, "html") == (folder / "mejl.html").read_text("utf-8")
    assert "Läs i webbläsaren" in part(mail, "plain")


def test_text_and_html_say_the_same(example: Site) -> None:
    for folder in letters(example):
        text, _, notes = (folder / "mejl.txt").read_text("utf-8").partition("\nLänkar:\n")
        body = html.document_fromstring((folder / "mejl.html").read_bytes()).find("body")
        body.remove(body.find_class("preheader")[0])
        for image in body.iter("img"):
            image.tail = f"Bild: {image.get('alt')} {image.tail or ''}"
        for row in body.iter("ol"):
            for number, item in enumerate(row, 1):
                item.text = f"{number} {item.text or ''}"
        assert words(re.sub(r" \[\d+\]", "", text)) == words(body.text_content())
        shown = [url for url in body.xpath("//a/@href") if not url.startswith("mailto:")]
        assert [line.partition(" ")[2] for line in notes.splitlines()] == [*dict.fromkeys(shown)]


def test_no_line_is_wider_than_a_terminal_but_for_an_address(example: Site) -> None:
    for folder in letters(example):
        for line in (folder / "mejl.txt").read_text("utf-8").splitlines():
            assert len(line) <= 78 or line.split()[-1].startswith("https://"), line


def test_the_html_needs_nothing_but_itself(example: Site) -> None:
    for folder in letters(example):
        page = html.document_fromstring((folder / "mejl.html").read_bytes())
        assert all(url.startswith((example.url, "https://", "http://", "mailto:")) for url in page.xpath("//@href"))
        assert all(url.startswith(example.url) for url in page.xpath("//@src"))
        assert not page.xpath("//script | //link | //form | //iframe | //@onclick | //@loading | //@srcset")
        assert all(element.get("style") for element in page.xpath("//p | //h1 | //h2 | //a | //li | //img"))
        (style,) = page.xpath("//style/text()")
        assert style.strip().startswith("@media (prefers-color-scheme: dark)")
        assert len((folder / "mejl.html").read_bytes()) < 100_000
        summary = page.find(".//body")[0]
        assert (summary.get("class"), "display: none" in summary.get("style")) == ("preheader", True)


def test_every_picture_has_words_and_its_own_size(example: Site) -> None:
    page = html.document_fromstring((example.folder / "nyhetsbrev/2025/mars/mejl.html").read_bytes())
    (image,) = page.xpath("//img")
    assert (image.get("alt"), image.get("width"), image.get("height")) == ("En röd kaffekopp", "240", "160")
    assert image.get("src") == f"{example.url}bilder/kaffekopp.png"
    assert (example.folder / "bilder/kaffekopp.png").is_file()


def test_every_link_of_a_mail_leads_to_a_page_of_the_site(example: Site) -> None:
    for folder in letters(example):
        for link in html.document_fromstring((folder / "mejl.html").read_bytes()).xpath("//a/@href"):
            address, _, anchor = link.removeprefix(example.url).partition("#")
            if link.startswith(example.url):
                assert address in example.pages, link
                assert not anchor or example.pages[address].xpath(f"//*[@id='{anchor}']"), link


def picture(width: int, height: int, turned: int = 1) -> bytes:
    file, exif = BytesIO(), Image.Exif()
    exif[0x0112] = turned
    Image.new("RGB", (width, height)).save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_a_large_picture_is_fitted_and_a_drawing_is_a_link(write: Write, tmp_path: Path) -> None:
    letter = f"{HEAD}![Bär](../../bar.jpg)\n\n![Karta](../../karta.svg)\n"
    config = write({"docs/nyhetsbrev/2025/brev.md": letter, "docs/karta.svg": "<svg/>"})
    (tmp_path / "docs/bar.jpg").write_bytes(picture(2208, 1104))
    built = site.build(load.library(settings.folders(config)), TODAY, "https://example.org/")
    page = html.document_fromstring(built["nyhetsbrev/2025/brev/mejl.html"].data)
    (image,) = page.xpath("//img")
    assert (image.get("width"), image.get("height")) == ("552", "276")
    assert page.xpath("//a[@href='https://example.org/karta.svg']/text()") == ["Karta"]


def test_a_letter_that_gmail_would_clip_is_refused(write: Write) -> None:
    config = write({"docs/nyhetsbrev/2025/brev.md": f"{HEAD}{'Ett långt brev. ' * 7000}\n"})
    with pytest.raises(Mistakes) as refused:
        site.build(load.library(settings.folders(config)), TODAY, "https://example.org/")
    assert str(refused.value).startswith("docs/nyhetsbrev/2025/brev.md:1:1: Brevet blir ")


def test_a_picture_from_a_telephone_on_its_side_is_as_tall_as_it_is_shown() -> None:
    assert pictures.size(BytesIO(picture(400, 300))) == (400, 300)
    assert pictures.size(BytesIO(picture(400, 300, turned=6))) == (300, 400)
    assert pictures.size(BytesIO(b"no picture")) is None


def test_a_letter_too_long_to_mail_is_refused(write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = write({"docs/nyhetsbrev/2025/brev.md": HEAD + "- Blåbär i skogen\n" * 2000})
    said = "docs/nyhetsbrev/2025/brev.md:1:1: Brevet blir "
    assert main(["check", str(config)]) == 1
    assert said in capsys.readouterr().err
    run = mkdocs(config, tmp_path / "site")
    assert run.returncode != 0
    assert said in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def test_only_a_preview_shows_those_who_write_where_the_mail_is(write: Write) -> None:
    library = load.library(settings.folders(write({"docs/nyhetsbrev/2025/brev.md": f"{HEAD}Hej!\n"})))
    pages = [
        str(site.build(library, TODAY, "https://example.org/", preview=preview)["nyhetsbrev/2025/brev.md"].data)
        for preview in (False, True)
    ]
    assert [page.count("mejl.") for page in pages] == [0, 3]
    try:
        generated_files.on_startup(command="serve", dirty=False)
        assert generated_files._serving
    finally:
        generated_files.on_startup(command="build", dirty=False)
    assert not generated_files._serving


def test_a_long_letter_has_contents_and_a_short_one_has_none(example: Site) -> None:
    page = example.pages["nyhetsbrev/2025/mars/"]
    links = page.xpath("//nav[@aria-label='Innehåll']//a")
    assert [link.text_content() for link in links][:2] == ["Vi har en ny plan", "Så röstade ombuden"]
    assert all(page.xpath(f"//*[@id='{link.get('href')[1:]}']") for link in links)
    assert not example.pages["nyhetsbrev/2024/hosten/"].xpath("//nav[@aria-label='Innehåll']")


@pytest.mark.parametrize(
    "source, text",
    [
        ("<ol start='3'><li>a<ul><li>b</li></ul></li></ol>", "3. a\n   - b\n"),
        ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n\n- b\n"),
        ("<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", "> a\n>\n> - b\n"),
        ("<h1>Å</h1><p>a<br>b</p>", "Å\n=\n\na\nb\n"),
        ("<p><a href='https://x.se/'>a</a>, <a href='https://x.se/'>b</a></p>", "a [1], b [1]\n\nLänkar:\n[1] https://x.se/\n"),
        ("<p><a href='https://x.se/'>https://x.se/</a></p>", "https://x.se/\n"),
        ("<pre><code>a  b\n\n  c</code></pre>", "    a  b\n\n      c\n"),
        ("<table><tr><th>a</th><th>bb</th></tr><tr><td>ccc</td><td></td></tr></table>", "a   | bb\n----+---\nccc |\n"),
    ],
)  # fmt: skip
def test_html_reads_as_text(source: str, text: str) -> None:
    assert plain_text.text(html.fragment_fromstring(source, create_parent="div")) == text


@given(st.text(st.sampled_from("abå \n-.<>[]*_|")), st.integers(1, 40))
def test_no_word_is_lost_and_no_line_too_long(text: str, times: int) -> None:
    root = html.fragment_fromstring("<p></p>", create_parent="div")
    root[0].text = f"{text} " * times
    said = plain_text.text(root)
    assert folded(said) == folded(root[0].text)
    assert all(len(line) <= 78 or " " not in line for line in said.splitlines())
