"""Every error that a user can meet, as one tree.

AnnotateError
├── SchemeError        schemas/scheme.toml says something impossible, or a name is not in it
├── RecordError        a file or a line of it is not what it should be; carries every fault found
├── RuleError          a rule failed at an article: a fault of ours, which costs that article alone
├── LabelStudioError   the server refused, is not there, or holds something we did not put there
└── DatasetError       an export cannot be written or read
"""

from collections.abc import Iterable
from typing import NamedTuple

from annotate.wording import visible


class AnnotateError(Exception):
    """A sentence for the user: where, what, and what would be right."""


class SchemeError(AnnotateError):
    """The scheme contradicts itself, or does not have what was asked of it."""


class RuleError(AnnotateError):
    """A rule failed at an article, or made a suggestion that breaks an invariant; `said` is that without the article."""

    def __init__(self, article: str, said: str) -> None:
        """Keep what happened; the message names the article first."""
        self.said = said
        super().__init__(f"article {article}: {said}")


class LabelStudioError(AnnotateError):
    """Label Studio did not do what was asked."""


class DatasetError(AnnotateError):
    """A dataset folder cannot be written or read."""


class Fault(NamedTuple):
    """One thing wrong in one place; line counts from 1, 0 means the whole file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return `file:line: message`, the form that editors and CI turn into links."""
        return visible(f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}")


class RecordError(AnnotateError):
    """Faults gathered from one or more files, reported together."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults; the message has one line for each."""
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))
