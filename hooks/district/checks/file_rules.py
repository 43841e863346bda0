"""Rules about where files may lie beside the site's own."""

from collections.abc import Collection, Iterator
from itertools import accumulate

from district.checks.problem import Finding
from district.library.addresses import ABOUT_MEMBERS, OWN_FOLDERS, claims, page_address
from district.library.library import Library


def folders_are_free(library: Library, _: Collection[str]) -> Iterator[Finding]:
    """Pictures, documents and pages are not in the site's own folders, nor in a folder named like one of its files."""
    files = {claim.address for claim in claims(library) if not claim.address.endswith("/")}
    written = ((page_address(page), page.file) for page in library.written_pages)
    for address, file in (*written, *((address, media.label) for address, media in library.media.items())):
        if address.startswith(OWN_FOLDERS) and not address.startswith(ABOUT_MEMBERS):
            yield Finding(file, (), "address_of_site", {"folder": address.partition("/")[0]})
        for above in accumulate(address.split("/")[:-1], "{}/{}".format):
            if above in files:
                yield Finding(file, (), "folder_is_file", {"given": above.rpartition("/")[2], "address": above})
