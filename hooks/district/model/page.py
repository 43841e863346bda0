"""The front matter of pages that people write."""

from district.model.base import YamlModel
from district.model.fields import Text


class PageHead(YamlModel):
    """What a page may say above its text: its title, and a description for search engines."""

    title: Text | None = None
    description: Text | None = None
