"""Newsletters."""

from district.model.base import WrittenRecord
from district.model.fields import Text


class Newsletter(WrittenRecord):
    kind, folder = "newsletter", "nyhetsbrev"

    summary: Text
    number: Text | None = None
