"""The exception for a file that cannot be read or published."""

from district.checks.problem import Problem


class UnusableFileError(ValueError):
    """A file that cannot be used: `kind` is a key of `messages.SENTENCES`, and `context` fills in the sentence."""

    def __init__(self, kind: str, **context: object) -> None:
        super().__init__(kind)
        self.kind, self.context = kind, context

    def problem(self, file: str) -> Problem:
        """Return the problem with a file, by its name in messages."""
        return Problem.of_file(file, self.kind, **self.context)
