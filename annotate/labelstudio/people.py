"""Pseudonyms: who is a01 is known to `.annotate/people.json` alone, which only its owner can read."""

import os
from pathlib import Path

import msgspec

from annotate.errors import AnnotateError

_OWNER_ONLY = 0o600


class People:
    """E-mail address -> pseudonym (a01, a02, ...), given in the order of first sight and never reused."""

    def __init__(self, folder: Path) -> None:
        """Read the file if there is one; AnnotateError if it cannot be understood, since guessing would mix people up."""
        self._path = folder / "people.json"
        self._names: dict[str, str] = {}
        if self._path.exists():
            try:
                self._names = msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
            except msgspec.DecodeError as error:
                raise AnnotateError(
                    f"{self._path}: {error}; put back a copy of it, it is the only key to the pseudonyms"
                ) from error

    def pseudonym(self, email: str) -> str:
        """Return the person's pseudonym, a new one at first sight (written at once)."""
        key = email.strip().casefold()
        if key not in self._names:
            self._names[key] = f"a{self._highest() + 1:02d}"
            self._write()
        return self._names[key]

    def _highest(self) -> int:
        """Return the highest number given, however many lines were taken out of the file by hand."""
        return max((int(name[1:]) for name in self._names.values() if name[1:].isdigit()), default=0)

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY), "wb") as target:
            target.write(msgspec.json.format(msgspec.json.encode(self._names)))
        fresh.replace(self._path)
