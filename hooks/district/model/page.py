"""The front matter of pages that people write."""

from district.model.base import Image, YamlModel
from district.model.fields import Text


class PageHead(YamlModel):
    """What a page may say above its text: its title, a description for search engines, and a picture."""

    title: Text | None = None
    description: Text | None = None
    image: Image | None = None
