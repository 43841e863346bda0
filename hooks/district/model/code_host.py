"""Where the hosts of repositories have their pages for editing and adding files."""

from typing import NamedTuple
from urllib.parse import quote, urlsplit


class Host(NamedTuple):
    """Addresses below the repository's. `form` is a form with a field filled in, which only GitHub has."""

    edit: str
    new: str
    form: str = ""


_HOSTS = {
    "github.com": Host(
        "edit/{branch}/{path}",
        "new/{branch}/{path}?filename={name}&value={text}",
        "issues/new?template={form}.yml&{field}={answer}",
    ),
    "codeberg.org": Host("_edit/{branch}/{path}", "_new/{branch}/{path}?filename={name}&value={text}"),
    "gitlab.com": Host("-/edit/{branch}/{path}", "-/new/{branch}/{path}?file_name={name}&content={text}"),
}
_UNKNOWN = Host("", "")


def address(repository: str | None, page: str, **values: str) -> str:
    """Return the address of a page of a repository, a field of `Host`, or "" if its host has none that we know."""
    form = getattr(_HOSTS.get(urlsplit(repository or "").netloc.lower(), _UNKNOWN), page)
    place = (repository or "").rstrip("/").removesuffix(".git")
    return f"{place}/{form.format_map({name: quote(value) for name, value in values.items()})}" if form else ""
