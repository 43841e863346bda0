"""Makes MkDocs build the site for members: the public site and what is theirs alone, together."""

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from district.members import member_feeds, secrets
from district.model import kinds
from district.reading import load, settings
from district.site import site

# On a host that guards it (`proxy`) the site needs no lean pages: it is never sealed.
SEALED = os.environ.get("MEMBERS", "sealed") != "proxy"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Comes before the generated files, which are told where the member pages will lie."""
    file = Path(config.config_file_path)
    outside = settings.site_url(file)
    try:
        secret = secrets.feed_secret(os.environ)
    except secrets.SealingError as error:
        raise Abort(str(error)) from error
    # A guarded host would ask the readers for the login that they do not have.
    feeds = SEALED and secret and member_feeds.FeedSettings(outside, secret, settings.setting(file, "feed_epoch", "1"))
    config.extra["members"] = site.Members(outside, outside + feeds.folder if feeds else "")
    config.site_url = f"{outside}medlem/" if SEALED else outside
    assets = next(Path(place, "assets") for place in config.theme.dirs if Path(place, "assets/stylesheets").is_dir())
    styles = sorted(assets.glob("stylesheets/main.*.css"))
    own = [path.relative_to(assets.parent).as_posix() for path in styles]
    config.extra["member_styles"] = [*own, *map(str, config.extra_css), "assets/medlem.css"]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what lies in the public folder, and put the members' own pages in the navigation."""
    folders = settings.folders(Path(config.config_file_path))
    public = (folders.public or folders).docs.resolve()
    theirs = [file.src_uri for file in files.documentation_pages() if not file.src_uri.startswith(f"{kinds.LETTERS}/")]
    for path in load.written(public):
        if not files.get_file_from_path(path):
            files.append(File(path, str(public), config.site_dir, config.use_directory_urls))
    if theirs:
        config.nav = [*(config.nav or []), {"För medlemmar": sorted(theirs)}]
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    if SEALED:
        page.meta["template"] = "medlem.html"
    return markdown
