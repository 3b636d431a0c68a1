"""Pseudonyms: who is a01 is known to `.annotate/people.json` alone, which only its owner can read."""

from pathlib import Path

import msgspec

from annotate.errors import AnnotateError
from annotate.labelstudio.memory.lock import waiting
from annotate.labelstudio.own.private import write_private


class People:
    """E-mail address -> pseudonym (a01, a02, ...), given in the order of first sight and never reused.

    The highest number given is kept beside (`people.last`), so that a line taken out of the file by hand frees none.
    """

    def __init__(self, folder: Path) -> None:
        """Read the file if there is one; AnnotateError if it cannot be understood, since guessing would mix people up."""
        self._path = folder / "people.json"
        self._last = folder / "people.last"
        self._names = self._read()
        if self._highest_named() > self._highest_given():
            with waiting(self._path.with_suffix(".lock")):
                self._note_highest()

    def pseudonym(self, email: str) -> str:
        """Return the person's pseudonym, a new one at first sight (written at once, one process at a time)."""
        key = email.strip().casefold()
        if key not in self._names:
            with waiting(self._path.with_suffix(".lock")):
                self._names = self._read()  # another pull may have met them meanwhile
                if key not in self._names:
                    self._give(key)
        return self._names[key]

    def _give(self, key: str) -> None:
        number = max(self._highest_named(), self._highest_given()) + 1
        # The name first: whoever is killed in between and starts again meets the same person under the same name.
        self._keep({**self._names, key: f"a{number:02d}"})
        self._note_highest()

    def _note_highest(self) -> None:
        write_private(self._last, f"{max(self._highest_named(), self._highest_given())}\n".encode())

    def _write(self) -> None:
        """Write what we know beside what others wrote meanwhile."""
        with waiting(self._path.with_suffix(".lock")):
            self._keep({**self._read(), **self._names})

    def _keep(self, names: dict[str, str]) -> None:
        write_private(self._path, msgspec.json.format(msgspec.json.encode(names)))
        self._names = names

    def also(self, key: str, name: str) -> None:
        """Let another address be known by a pseudonym that was given, or keep a note under a key that is no address."""
        self._names[key] = name
        self._write()

    def _read(self) -> dict[str, str]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except FileNotFoundError:
            return {}
        except msgspec.DecodeError as error:
            raise AnnotateError(
                f"{self._path}: {error}; put back a copy of it, it is the only key to the pseudonyms"
            ) from error

    def _highest_named(self) -> int:
        return max((int(name[1:]) for name in self._names.values() if name[1:].isdigit()), default=0)

    def _highest_given(self) -> int:
        last = self._last.read_text("utf-8").strip() if self._last.exists() else ""
        return int(last) if last.isdigit() else 0
