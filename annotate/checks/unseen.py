"""Texts that a stand-off release does not carry: what can be said of spans by length and fingerprints alone."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from annotate.dataset.standoff.fingerprints import DIGITS
from annotate.dataset.standoff.standoff import CONTEXT, SURFACE

_HASH = re.compile(rf"[0-9a-f]{{{DIGITS}}}")
_SHA = re.compile(r"[0-9a-f]{64}")


class Unseen:
    """The text of an article of which length and hash are known: what is said of its stretches must not disagree."""

    def __init__(self, length: int, sha256: str) -> None:
        """Start with nothing said of any stretch."""
        self.length = length
        self.sha256 = sha256
        self._said: dict[tuple[int, int], tuple[str, str]] = {}

    def __len__(self) -> int:
        """Return the number of characters."""
        return max(self.length, 0)

    def __eq__(self, other: object) -> bool:
        """Say whether another text has this length and hash."""
        return isinstance(other, Unseen) and (self.length, self.sha256) == (other.length, other.sha256)

    def __hash__(self) -> int:
        """Return a hash of the hash."""
        return hash(self.sha256)

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the length and the hash themselves."""
        if self.length < 0 or not _SHA.fullmatch(self.sha256 or ""):
            yield "text_sha256 is no sha256 in 64 hexadecimal digits, or n_chars is below zero"

    def disagreements(self, item: Mapping[str, Any]) -> Iterator[str]:
        """Yield what is wrong with the fingerprints of a stretch: their form, and others for the same stretch."""
        if SURFACE not in item:  # a zone
            return
        prints = (item[SURFACE], item[CONTEXT])
        if not all(_HASH.fullmatch(mark or "") for mark in prints):
            yield f"{SURFACE} and {CONTEXT} are {prints}, they should be {DIGITS} hexadecimal digits"
            return
        known = self._said.setdefault((item["start"], item["end"]), prints)
        if known != prints:
            yield f"the same stretch has the fingerprints {known} elsewhere, here {prints}"
