"""Guard the members' pages: MkDocs never writes them, unlocked, into the public site."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Raise Abort for a `site_dir` in the folder `site` beside the settings file, which is published."""
    public = Path(config.config_file_path).resolve().parent / "site"
    if Path(config.site_dir).resolve().is_relative_to(public):
        raise Abort("Medlemssidorna får inte byggas olåsta i den öppna sajten. Kör make members.")
    return config
