"""Images that arrive late, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, Route

from browsing import NOW, shifts
from sites import Site

PICTURES = "**/bilder/*"
PAINTED = "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"
SEEN = "(async () => { for (const each of document.images) { each.scrollIntoView(); await each.decode() } })()"


def test_nothing_moves_when_an_image_arrives_late(
    new_page: Callable[..., Page], serve: Callable[[Site], str], example: Site
) -> None:
    with_images = [address for address, page in example.pages.items() if page.xpath("//img")]
    assert with_images
    page, moved = new_page(viewport={"width": 360, "height": 3000}), []
    page.clock.set_fixed_time(NOW)
    waiting: list[Route] = []
    for address in with_images:
        page.route(PICTURES, lambda route: waiting.append(route))
        page.goto(serve(example) + address, wait_until="domcontentloaded")
        page.evaluate(PAINTED)
        while waiting:
            waiting.pop().continue_()
        page.unroute(PICTURES)
        page.evaluate(SEEN)
        moved += shifts(page)
    assert moved == []
