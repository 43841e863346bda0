"""Read a site and write it, as its engines and the `build` command do."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from district.checks import printing
from district.editing import new_file
from district.model.digest import digest
from district.publish import clock, fingerprint
from district.publish.cache import Cache, open_cache
from district.publish.conversions import Conversions
from district.publish.media import media, theme_files
from district.publish.outputs import Outputs
from district.publish.writer import write_files
from district.reading import load, settings, workers
from district.reading.theme import read_theme
from district.site.content import Content, Keys
from district.site.site import build, common
from district.site.view import Members, View


@dataclass(frozen=True)
class Building:
    """One build of a site: everything that will be written, and what it is written from."""

    view: View
    contents: Mapping[str, Content]
    keys: Keys
    inputs: str
    cache: Cache
    conversions: Conversions

    def write(self, outputs: Outputs, *, written: frozenset[str] = frozenset(), processes: int = 2) -> None:
        """Write all but the pages that an engine has `written`, and remember what was written."""
        contents = {path: content for path, content in self.contents.items() if path not in written}
        write_files(contents, self.keys, outputs, self.cache.store, processes)
        if not self.view.members:
            self.conversions.forget(self.view.library)
        self.cache.save(outputs.finish(self.inputs))


def begin(config: Path, *, inputs: str = "", site_url: str = "", preview: bool = False) -> Building:
    """Read everything that a site is built from, by its mkdocs.yml.

    `inputs` is the fingerprint of all that, if it is known. `site_url` replaces the address in the settings. Raises
    Mistakes for what people wrote wrong, and secrets.SealingError for the secrets of the members' site.
    """
    cache = open_cache(config)
    # Before anything is read, so that a file that changes meanwhile is read again next time.
    inputs, program = inputs or fingerprint.inputs(config), fingerprint.fingerprint(config)
    today = clock.today("Europe/Stockholm")
    conversions = Conversions(config.parent / ".cache/photos")
    # A preview runs threads, and a process with threads must not fork.
    library = conversions.prepare(
        load.library(settings.folders(config), cache.store, today), processes=1 if preview else workers.CORES
    )
    outside = site_url or settings.site_url(config)
    printing.warn_of_local_address(outside)
    members = _members(config, outside)
    # Rendering a template for one link takes as long as reading a district that has not changed.
    link = digest([repr(library.district), library.data_folder, str(today)])
    event_link = partial(new_file.event_link, library.district, library.data_folder, today)
    view = View(
        library.as_of(today),
        today,
        f"{outside}medlem/" if members and members.sealed else outside,
        read_theme(settings.theme_folder(config)),
        members,
        members is None and settings.setting(config, "locked_pages", "") != "",
        preview,
        library.store.found("new event", link, event_link),
        conversions.read,
    )
    theme = theme_files(view.theme, library.district.identity.color, members=members is not None)
    files = chain(theme, media(library, conversions))
    contents = build(view) | dict(files)
    return Building(view, contents, Keys([program, *common(view)]), inputs, cache, conversions)


def _members(config: Path, outside: str) -> Members | None:
    if not settings.has_members(config):
        return None
    # Imported for the members' site alone: what it is sealed with takes long to load.
    from district.members import member_feeds, secrets

    sealed = os.environ.get("MEMBERS", "sealed") != "proxy"
    secret = secrets.feed_secret(os.environ)
    if not (sealed and secret):
        # A host that asks for a login would ask feed readers too.
        return Members(outside, sealed=sealed)
    feeds = member_feeds.FeedSettings(outside, secret, settings.setting(config, "feed_epoch", "1"))
    return Members(outside, outside + feeds.folder)
