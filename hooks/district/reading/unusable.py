"""The exception for a picture or a document that cannot be published."""


class UnusableFileError(ValueError):
    """A file that cannot be published: `kind` is a key of `messages.SENTENCES`, `context` fills in the sentence."""

    def __init__(self, kind: str, **context: object) -> None:
        super().__init__(kind)
        self.kind, self.context = kind, context

    def __reduce__(self) -> tuple[object, ...]:
        """Let worker processes raise it."""
        return _restored, (self.kind, self.context)


def _restored(kind: str, context: dict[str, object]) -> UnusableFileError:
    return UnusableFileError(kind, **context)
