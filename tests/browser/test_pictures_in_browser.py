"""Images that arrive late, in a browser."""

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from browsing import NOW, shifts
from sites import Site


def test_nothing_moves_when_an_image_arrives_late(
    new_page: Callable[..., Page], serve: Callable[[Site], str], example: Site
) -> None:
    with_images = [address for address, page in example.pages.items() if page.xpath("//img")]
    assert with_images
    page, moved = new_page(viewport={"width": 360, "height": 3000}), []
    page.clock.set_fixed_time(NOW)
    page.route("**/bilder/*", lambda route: (time.sleep(0.3), route.continue_()))
    for address in with_images:
        page.goto(serve(example) + address)
        for image in page.locator("img").all():
            image.scroll_into_view_if_needed()
            expect(image).to_have_js_property("complete", True)
        moved += shifts(page)
    assert moved == []
