"""A mistake that the records make together, before anyone knows where in its file it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from district.reading.yaml_source import Path


@dataclass(frozen=True)
class Finding:
    """A mistake at a path in a file; `kind` has its sentence in `sentences`.

    `part` and `number` say which occurrence of what words in the text there, when it is in a text.
    """

    file: str
    path: Path
    kind: str
    context: Mapping[str, object] = field(default_factory=dict)
    part: str = ""
    number: int = 0


@dataclass(frozen=True)
class Unread:
    """Files with mistakes of their own: what names them, or links to their addresses, is not blamed."""

    plans: frozenset[str] = frozenset()
    studies: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()
