"""The rules about addresses: each is used once, and none is the site's own."""

from collections.abc import Iterator
from itertools import accumulate

from district.checks.problem import Finding
from district.library.addresses import ABOUT_MEMBERS, OWN_FOLDERS, Claim, claims, page_address
from district.library.library import Library
from district.model.kinds import BY_NAME


def addresses_are_free(library: Library) -> Iterator[Finding]:
    """No address is claimed twice."""
    taken: dict[str, Claim] = {}
    for claim in claims(library):
        other = taken.setdefault(claim.address, claim)
        if other is claim or (other.file == claim.file and claim.path[:1] == ("areas",)):
            continue  # `ids_are_unique` reports two areas with the same id
        context = {"address": claim.address, "other": other.file}
        if "was" in claim.path:
            yield Finding(claim.file, claim.path, "old_name_taken", context)
        else:
            yield Finding(claim.file, claim.path, "address_taken" if other.file else "address_reserved", context)


def folders_are_free(library: Library) -> Iterator[Finding]:
    """Pictures, documents and pages are not in the site's own folders, nor in a folder named like one of its files."""
    files = {claim.address for claim in claims(library) if not claim.address.endswith("/")}
    written = ((page_address(page), page.file) for page in library.written_pages)
    for address, file in (*written, *((address, media.label) for address, media in library.media.items())):
        if address.startswith(OWN_FOLDERS) and not address.startswith(ABOUT_MEMBERS):
            yield Finding(file, (), "address_of_site", {"folder": address.partition("/")[0]})
        for above in accumulate(address.split("/")[:-1], "{}/{}".format):
            if above in files:
                yield Finding(file, (), "folder_is_file", {"given": above.rpartition("/")[2], "address": above})


def old_names_have_the_form_of_names(library: Library) -> Iterator[Finding]:
    """Old names in `was` have the form of the kind's own names, since they are addresses too."""
    for record in library.records:
        for index, name in enumerate(record.was):
            if not BY_NAME[record.kind].holds(name):
                yield Finding(record.origin.file, ("was", index), "old_name_form", {"given": name, "form": record.name})
