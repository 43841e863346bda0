"""The pages that people write, and their front matter."""

from dataclasses import dataclass

from district.model.base import Image, YamlModel
from district.model.fields import Text


class PageHead(YamlModel):
    """What a page may say above its text: its title, a description for search engines, and a picture."""

    title: Text | None = None
    description: Text | None = None
    image: Image | None = None


@dataclass(frozen=True)
class WrittenPage:
    """A page that a person wrote, by its path below the docs folder.

    `text` is its Markdown without front matter, `file` its name in messages, `about` its description
    for search engines; `members` is set if it lies in the members' folder. `image` stands first on it.
    """

    path: str
    text: str = ""
    file: str = ""
    title: str = ""
    about: str = ""
    members: bool = False
    image: Image | None = None
