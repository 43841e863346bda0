"""Newsletters as mail, read back by standard parsers."""

import hashlib
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from PIL import Image

from built import Built, build
from district.__main__ import main
from district.checks.problem import Mistakes
from district.reading import load, settings
from district.site.files.newsletter_mail import Mail
from sites import EXAMPLE, Write, district

HEAD = "---\ntitle: Brev\ndate: 2025-03-01\nsummary: Kort.\n---\n\n"


def letters(built: Built) -> list[str]:
    """Return the addresses of the newsletters."""
    found = [address.removesuffix("mejl.html") for address in built.named("mejl.html")]
    assert found
    return found


def message(built: Built, folder: str) -> EmailMessage:
    read = message_from_bytes(built.file(f"{folder}mejl.eml"), policy=SMTP)
    assert isinstance(read, EmailMessage)
    return read


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def words(text: str) -> list[str]:
    """Return the words: underlines, bullets and columns are only in the plain text."""
    return re.findall(r"\w+", text)


def test_the_mail_file_opens_in_a_mail_program_as_a_draft(built: Built) -> None:
    for folder in letters(built):
        mail = message(built, folder)
        assert mail.get_content_type() == "multipart/alternative"
        assert [p.get_content_type() for p in mail.iter_parts()] == ["text/plain", "text/html"]
        assert {*mail.keys()} == {"Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language"}
        assert mail["X-Unsent"] == "1"
        assert not mail.defects
        assert not any(p.defects for p in mail.walk())
        raw = built.file(f"{folder}mejl.eml")
        assert raw.isascii()
        assert max(map(len, raw.split(b"\r\n"))) <= 78
        assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_bytes_of_a_mail_are_the_same_on_every_python() -> None:
    text = "Hej på er!\n\nVi ses = snart.\n.\nFrom oss" + " och så vidare" * 9 + "\n"
    mail = Mail("Våren – nu", f"<p>{text}</p>\n", text).draft
    assert hashlib.sha256(mail).hexdigest() == "1d8d7dd91b3cbaaa05155dd9899c210b31fd82de270464c8794afbdd1c15d6ea"


def test_the_subject_and_both_bodies_keep_swedish_letters(built: Built) -> None:
    folder = "nyhetsbrev/2024/hosten/"
    mail = message(built, folder)
    assert mail["Subject"] == "Hösten: soppa, böcker & <b>nattbuss</b>"
    assert part(mail, "plain") == built.file(f"{folder}mejl.txt").decode()
    assert part(mail, "html") == built.file(f"{folder}mejl.html").decode()
    assert "Läs i webbläsaren" in part(mail, "plain")


def test_plain_text_and_html_have_the_same_words_and_links(built: Built) -> None:
    for folder in letters(built):
        text, _, notes = built.file(f"{folder}mejl.txt").decode().partition("\nLänkar:\n")
        body = html.document_fromstring(built.file(f"{folder}mejl.html")).find("body")
        body.remove(body.find_class("preheader")[0])
        for image in body.iter("img"):
            image.tail = f"Bild: {image.get('alt')} {image.tail or ''}"
        for row in body.iter("ol"):
            for number, item in enumerate(row, 1):
                item.text = f"{number} {item.text or ''}"
        assert words(re.sub(r" \[\d+\]", "", text)) == words(body.text_content())
        shown = [url for url in body.xpath("//a[not(. = @href)]/@href") if not url.startswith("mailto:")]
        assert [line.partition(" ")[2] for line in notes.splitlines()] == [*dict.fromkeys(shown)]


def test_no_line_of_plain_text_is_too_wide_except_for_an_address(built: Built) -> None:
    for folder in letters(built):
        for line in built.file(f"{folder}mejl.txt").decode().splitlines():
            assert len(line) <= 78 or line.split()[-1].startswith("https://"), line


def test_the_html_loads_only_images_of_the_site_and_has_inline_styles(built: Built) -> None:
    for folder in letters(built):
        page = html.document_fromstring(built.file(f"{folder}mejl.html"))
        assert all(url.startswith((built.url, "https://", "http://", "mailto:")) for url in page.xpath("//@href"))
        assert all(url.startswith(built.url) for url in page.xpath("//@src"))
        assert not page.xpath("//script | //link | //form | //iframe | //@onclick | //@loading | //@srcset")
        assert all(element.get("style") for element in page.xpath("//p | //h1 | //h2 | //a | //li | //img"))
        (style,) = page.xpath("//style/text()")
        assert style.strip().startswith("@media (prefers-color-scheme: dark)")
        assert len(built.file(f"{folder}mejl.html")) < 100_000
        summary = page.find(".//body")[0]
        assert (summary.get("class"), "display: none" in summary.get("style")) == ("preheader", True)


def test_every_image_has_alternative_text_and_its_size(built: Built) -> None:
    page = html.document_fromstring(built.file("nyhetsbrev/2025/mars/mejl.html"))
    (image,) = page.xpath("//img")
    assert (image.get("alt"), image.get("width"), image.get("height")) == ("En röd kaffekopp", "240", "160")
    assert image.get("src") == f"{built.url}bilder/kaffekopp.png"
    assert (EXAMPLE / "docs/bilder/kaffekopp.png").is_file()


def picture(width: int, height: int, turned: int = 1) -> bytes:
    file, exif = BytesIO(), Image.Exif()
    exif[0x0112] = turned
    Image.new("RGB", (width, height)).save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_a_large_photo_is_fitted(write: Write, tmp_path: Path) -> None:
    letter = f"{HEAD}![Bär](../../bar.jpg)\n"
    config = write({"docs/nyhetsbrev/2025/brev.md": letter})
    (tmp_path / "docs/bar.jpg").write_bytes(picture(2208, 1104))
    built = build(load.library(settings.folders(config)))
    page = html.document_fromstring(built.file("nyhetsbrev/2025/brev/mejl.html"))
    (image,) = page.xpath("//img")
    assert (image.get("width"), image.get("height")) == ("552", "276")


def test_a_newsletter_that_gmail_would_cut_off_is_refused(write: Write) -> None:
    config = write({"docs/nyhetsbrev/2025/brev.md": f"{HEAD}{'Ett långt brev. ' * 7000}\n"})
    with pytest.raises(Mistakes) as raised:
        build(load.library(settings.folders(config)))
    assert str(raised.value).startswith("docs/nyhetsbrev/2025/brev.md:1:1: Brevet blir ")


def test_check_and_build_refuse_a_newsletter_that_is_too_long_to_mail(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = write({"docs/nyhetsbrev/2025/brev.md": HEAD + "- Blåbär i skogen\n" * 2000})
    message = "docs/nyhetsbrev/2025/brev.md:1:1: Brevet blir "
    assert main(["check", str(config)]) == 1
    assert message in capsys.readouterr().err
    run = district("build", tmp_path / "site", config)
    assert run.returncode != 0
    assert message in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def test_the_page_links_to_its_mail(write: Write) -> None:
    library = load.library(settings.folders(write({"docs/nyhetsbrev/2025/brev.md": f"{HEAD}Hej!\n"})))
    address = "nyhetsbrev/2025/brev/"
    for preview in (False, True):
        built = build(library, preview=preview)
        found = [link for link in built.links(address) if "/mejl." in link]
        assert found == [f"{address}mejl.{ending}" for ending in ("html", "txt", "eml")]
        assert all(built.file(file) for file in found)
        assert "Brevet som mejl:" in built.text(address)
        assert ("hemlig kopia (Bcc)" in built.text(address)) == preview


def test_only_a_long_newsletter_has_a_table_of_contents(built: Built) -> None:
    page = built.page("nyhetsbrev/2025/mars/")
    links = page.xpath("//nav[@aria-label='Innehåll']//a")
    assert [link.text_content() for link in links][:2] == ["Vi har en ny plan", "Så röstade ombuden"]
    assert all(page.xpath(f"//*[@id='{unquote(link.get('href')[1:])}']") for link in links)
    assert not built.page("nyhetsbrev/2024/hosten/").xpath("//nav[@aria-label='Innehåll']")
