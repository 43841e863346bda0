"""The addresses of the site and the files that claim them, so that collisions and broken links can be found."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from district.library.channels import channels, year_calendars
from district.library.grouping import by_year
from district.library.library import Library
from district.library.months import calendar_years
from district.model.kinds import KINDS
from district.model.media import published_name
from district.model.page import WrittenPage
from district.model.plan import PlanGoal, area_path

# The addresses that every site has.
OWN = (
    *(kind.address for kind in KINDS),
    *("", "prenumerera/", "sok/", "medlem/", "medlem/om/", "404.html", "robots.txt", "sitemap.xml"),
)
# The file with the district's text for the home page. It does not become a separate page.
HOME = "index.md"
# Folders whose files are written after all others: the theme's, the search's, the sealed pages' (all but the
# page about them) and their feeds'.
OWN_FOLDERS = ("assets/", "sok/", "medlem/", "f/")
ABOUT_MEMBERS = "medlem/om/"
OF_PLAN = ("berattelse/", "berattelse/berattelse.txt", "ateras/")
# Pictures for link previews: one for the site, and one below each record's address.
CARD = "dela.png"
# What there is to pass on, below a record's address while it is coming or new: the poster, the pictures, each with
# or without a photo, and the texts. And the programme, below the address of a part of the calendar or a group.
POSTER, POSTS, PROGRAMME = "affisch/", "inlagg.txt", "program/"
POST_PICTURES = tuple(f"{name}.{ending}" for name in ("kvadrat", "staende") for ending in ("png", "jpg"))
SITE_CARD, TOUCH_ICON = f"assets/{CARD}", "assets/touch-icon.png"

# The id of a plan's figures on its page.
NUMBERS = "siffror"

# The ids of the theme's elements, which headings must not get.
THEME_IDS = frozenset({"dark", "hor-av-dig", "innehall", "sok-har", "utan-dag"})
# Those of the page that unlocks the members' pages, which shows theirs.
THEME_IDS |= {
    *("besked", "dorr", "fel", "fras", "hoppa", "inne", "las"),
    *("las-upp", "leta", "ord", "sida", "utgava", "visa"),
}


class Claim(NamedTuple):
    """An address in use, relative to the site's address.

    `file` and the key path `path` tell what in which file claims it. Both are empty for the site's own addresses.
    One that `passes` is removed when its record is over, so texts must not link to it.
    """

    address: str
    file: str = ""
    path: tuple[str | int, ...] = ()
    passes: bool = False


def claims(library: Library) -> tuple[Claim, ...]:
    """Return every claim to an address, those that cannot be renamed first."""
    return library.once(_claims)


def _claims(library: Library) -> tuple[Claim, ...]:
    return (
        *map(Claim, dict.fromkeys([*OWN, *_own(library)])),
        *(Claim(address, passes=True) for address in dict.fromkeys(_passed_on(library))),
        *(Claim(record.path, record.origin.file) for record in library.records),
        *(Claim(page_address(page), page.file) for page in library.written_pages if page.path != HOME),
        *(Claim(address, media.label) for address, media in sorted(library.media.items())),
        *(claim for claim, _ in old_addresses(library)),
        *(claim for claim, now in _area_pages(library) if claim.address == now),
    )


def old_addresses(library: Library) -> Iterator[tuple[Claim, str]]:
    """Yield the claim to each old address of a record or an area, with the current address."""
    for record in library.records:
        for index, name in enumerate(record.was):
            yield Claim(f"{record.folder}/{name}/", record.origin.file, ("was", index)), record.path
    yield from ((claim, now) for claim, now in _area_pages(library) if claim.address != now)


def _area_pages(library: Library) -> Iterator[tuple[Claim, str]]:
    """Yield the claim to the address of each area's page under each name it has had, with the area's address.

    Areas once had pages, where the ids of goals did not begin with the area's. In long plans they still do.
    """
    for plan in library.plans:
        for number, area in enumerate(plan.areas):
            names = {("areas", number, "id"): area.id} | {
                ("areas", number, "was", i): n for i, n in enumerate(area.was)
            }
            for path, name in names.items():
                yield Claim(f"{plan.path}{name}/", plan.origin.file, path), area_path(plan, area)


def _own(library: Library) -> Iterator[str]:
    groups = {group.path for group in library.groups}
    for channel in library.once(channels):
        if channel.folder not in groups:
            yield channel.folder
        yield from filter(None, (channel.rss, channel.atom, channel.calendar))
    yield from library.once(year_calendars).values()
    for event in library.events:
        yield f"kalender/{event.name.partition('/')[0]}/"
        yield f"{event.path}handelse.ics"
    for year in library.once(calendar_years):
        yield from (year.path, *year.month_pages)
    for plan in library.plans:
        yield from (plan.path + name for name in OF_PLAN)
        yield from (plan.path.removesuffix("/") + ending for ending in (".json", ".csv"))
    yield from (SITE_CARD, TOUCH_ICON, *(record.path + CARD for record in library.records))
    yield from (f"nyhetsbrev/{year}/" for year, _ in by_year(library.newest_newsletters)[1])
    yield from (f"nytt/{year}/" for year, _ in by_year(library.newest_news)[1])
    for letter in library.newsletters:
        yield from (f"{letter.path}mejl.{ending}" for ending in ("html", "txt", "eml"))
    yield "prenumerera/feeds.opml"


def _passed_on(library: Library) -> Iterator[str]:
    for record in library.scheduled:
        yield from (record.path + name for name in (POSTER, POSTS, *POST_PICTURES))
    yield from (record.path + POSTS for record in (*library.newest_news, *library.newsletters))
    yield from (posts_of_goal(goal) for goal in library.all_goals)
    yield from (channel.folder + PROGRAMME for channel in library.once(channels))


def posts_of_goal(goal: PlanGoal) -> str:
    """Return the address of the texts about a goal."""
    return f"{goal.plan.path}{goal.area.id}-{goal.goal.id}.txt"


def own_ids(library: Library) -> Mapping[str, frozenset[str]]:
    """Return the ids on each page that links may use, by its address, without those of headings that people wrote."""
    found = defaultdict[str, set[str]](set)
    for plan in library.plans:
        found[plan.path] |= {NUMBERS, *(name for area in plan.areas for name in (area.id, *area.was))}
    for study in library.studies:
        found[study.path] |= {session_id(number) for number, session in enumerate(study.sessions, 1)}
    for plan_goal in library.plan_goals.values():
        found[plan_goal.plan.path] |= {f"{area}-{goal}" for area, goal in plan_goal.names}
        found[plan_goal.path.partition("#")[0]] |= {*plan_goal.ids}
    return {page: frozenset(ids) for page, ids in found.items()}


def session_id(number: int) -> str:
    """Return the id of a study's meeting on its page."""
    return f"traff-{number}"


def page_address(page: WrittenPage) -> str:
    """Return the address of a written page: `om/` for both docs/om.md and docs/om/index.md."""
    folder, name = posixpath.split(page.path.removesuffix(".md"))
    here = folder + "/" if folder else ""
    return here if name in ("index", "README") else f"{here}{name}/"


def menu_address(page: str) -> str | None:
    """Return the address of a menu's page, given as an address (`vi/`) or as the path of its file (`om.md`)."""
    return target(page.lstrip("/"), "") if page.strip("/") else ""


def text_folder(page: WrittenPage) -> str:
    """Return the folder that a page's links to files start from, as an address."""
    folder = posixpath.dirname(page.path)
    return f"{folder}/" if folder else ""


def target(url: str, folder: str, page_folder: str | None = None, files: Collection[str] = ()) -> str | None:
    """Return the address on the site that a link leads to, without its fragment, or None if it leads elsewhere.

    A URL that cannot be parsed is returned unchanged, since no page has such an address. `folder` is the address
    that the link is resolved against (RFC 3986, 5.2). For a written page it is that of its file, and `page_folder`
    that of the page: MkDocs rewrites links to files, but leaves other relative links to the browser. The path of
    one of the `files` below the docs folder may also be written without a slash first.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    if parts.scheme or parts.netloc or not parts.path:
        return None
    is_file = parts.path.endswith(".md") or re.search(r"\.\w+$", parts.path)
    start = folder if is_file or page_folder is None else page_folder
    path = urljoin("/" + start, unquote(parts.path))[1:]
    if path.endswith(".md"):
        return page_address(WrittenPage(path))
    if path.endswith("index.html"):
        return path.removesuffix("index.html")
    path, bare = published_name(path), published_name(unquote(parts.path))
    return bare if path not in files and bare in files else path
