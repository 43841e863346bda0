"""Pages that are not made from records: those that people write, and the site's own."""

from collections.abc import Iterator

from district.library.addresses import HOME, page_address, text_folder
from district.library.channels import channels
from district.site.content import Lazy
from district.site.page import Page
from district.site.sheets import qr
from district.site.view import View


def written_pages(view: View) -> Iterator[Page]:
    """Yield a page for each Markdown file but that of the home page."""
    for written in view.library.written_pages:
        if written.path == HOME:
            continue
        yield Page(
            page_address(written),
            "written",
            written.title,
            written.about,
            written.file,
            text_folder=text_folder(written),
            values={"text": written.text, "image": written.image},
        )


def own_pages(view: View) -> Iterator[Page]:
    """Yield the pages for subscribing, searching, missing addresses, and about the locked pages."""
    found = [channel.empty for channel in view.library.once(channels)]
    template = "subscribe-members" if view.members else "subscribe"
    address = f"{view.site_url}prenumerera/"
    values = Lazy((*found, address), lambda: {"channels": found, "qr": qr(address)})
    yield Page("prenumerera/", template, "Prenumerera", values=values)
    if not (view.members and view.members.sealed):
        # The search of sealed pages is part of the script that unlocks them.
        yield Page("sok/", "search", "Sök", "Sök bland händelser, mål, nyheter och nyhetsbrev.", searched=False)
    if view.locked_pages:
        about = "Vad som skyddas på medlemssidorna, mot vem, och vad som inte skyddas."
        yield Page("medlem/om/", "locked-pages", "Så skyddas medlemssidorna", about)
    yield Page("404.html", "not-found", "Sidan finns inte", searched=False)
