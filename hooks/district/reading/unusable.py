"""The exception for a picture or a document that cannot be published."""

from district.checks.problem import Place, Problem
from district.language import messages


class UnusableFileError(ValueError):
    """A file that cannot be published: `kind` is a key of `messages.SENTENCES`, `context` fills in the sentence."""

    def __init__(self, kind: str, **context: object) -> None:
        super().__init__(kind)
        self.kind, self.context = kind, context

    def problem(self, file: str) -> Problem:
        """Return the problem with a file, by its name in messages."""
        return Problem(Place(file), messages.sentence(self.kind, **self.context))
