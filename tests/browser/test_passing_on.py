"""The texts to paste: copied, handed to the phone's share sheet, and there without script."""

from collections.abc import Callable

from playwright.sync_api import Page

from browsing import NOW
from sites import Site

ADDRESS = "kalender/2025/dorrknackning/"
SHARED = "navigator.share = async (given) => { window.shared = given; };"


def test_a_text_is_copied_and_shared_as_it_stands(
    open_page: Callable[..., Page], serve: Callable[[Site], str], example: Site
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.clock.set_fixed_time(NOW)
    page.add_init_script(SHARED)
    page.goto(serve(example) + ADDRESS)
    page.get_by_text("Sprid", exact=True).click()
    for post in page.locator(".post").all():
        text = post.locator("pre").inner_text()
        assert text.endswith(ADDRESS)
        post.get_by_role("button", name="Kopiera").click()
        post.get_by_role("button", name="Kopierat").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == text
        post.get_by_role("button", name="Dela").click()
        assert page.evaluate("window.shared") == {"text": text}


def test_without_script_there_are_the_texts_and_a_file_with_both(
    open_page: Callable[..., Page], serve: Callable[[Site], str], example: Site
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(serve(example) + ADDRESS)
    page.get_by_text("Sprid", exact=True).click()
    texts = page.locator(".post pre").all_inner_texts()
    assert page.locator(".post button:visible").count() == 0
    with page.expect_download() as download:
        page.get_by_role("link", name="Båda texterna som fil").click()
    assert download.value.path().read_text("utf-8") == "KORT TEXT\n\n{}\n\n\nLÅNG TEXT\n\n{}\n".format(*texts)
