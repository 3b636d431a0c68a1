"""What people wrote into a card by hand: it stands between markers, and stays when the card is written anew."""

import re
from collections.abc import Mapping
from pathlib import Path

from annotate.errors import Fault, RecordError

SLOTS = ("introduction", "uses", "limits", "contact")  # the places that a card has for it; other names go to its end
_MARKER = re.compile(r"<!--\s*yours\b(.*?)-->", re.DOTALL)
_SAYS = re.compile(r":\s*(begin|end)\s+([a-z][a-z0-9-]*)\s*")
_REMEDY = "write `<!-- yours: begin NAME -->` and `<!-- yours: end NAME -->` around your words; nothing was changed"


def own_words(readme: Path) -> dict[str, str]:
    """Return what stands between each pair of markers of a card, by name; empty if there is no card.

    RecordError names every line with a marker that has no partner, stands inside another pair, repeats a name or says
    something else: what cannot be told apart is not thrown away.
    """
    if not readme.is_file():
        return {}
    try:
        text = readme.read_text("utf-8")
    except UnicodeDecodeError:
        raise RecordError([Fault(str(readme), 0, "not UTF-8; convert the card to UTF-8")]) from None
    reader = _Reader(readme, text)
    for marker in _MARKER.finditer(text):
        reader.take(marker)
    return reader.done()


class _Reader:
    """The blocks found so far, the faults, and the begin that still waits for its end."""

    def __init__(self, readme: Path, text: str) -> None:
        self._readme = readme
        self._text = text
        self._found: dict[str, str] = {}
        self._faults: list[Fault] = []
        self._open: tuple[str, re.Match[str]] | None = None

    def take(self, marker: re.Match[str]) -> None:
        said = _SAYS.fullmatch(marker[1])
        if said is None:
            self._fault(marker, f"{marker[0]!r} is no marker; {_REMEDY}")
        elif said[1] == "begin":
            self._close()
            if said[2] in self._found:
                self._fault(marker, f"{said[2]!r} is there twice; give the second another name")
            self._open = (said[2], marker)
        elif self._open is None or self._open[0] != said[2]:
            self._fault(marker, f"the end of {said[2]!r} has no begin before it; {_REMEDY}")
        else:
            self._found[said[2]] = self._text[self._open[1].end() : marker.start()]
            self._open = None

    def done(self) -> dict[str, str]:
        self._close()
        if self._faults:
            raise RecordError(self._faults)
        return self._found

    def _close(self) -> None:
        if self._open is not None:
            self._fault(self._open[1], f"the begin of {self._open[0]!r} has no end; {_REMEDY}")
            self._open = None

    def _fault(self, marker: re.Match[str], message: str) -> None:
        line = self._text.count("\n", 0, marker.start()) + 1
        self._faults.append(Fault(str(self._readme), line, message))


def block(name: str, words: str | None) -> str:
    """Return the markers of a name around what people wrote, as they wrote it; an empty place where they wrote nothing."""
    return f"<!-- yours: begin {name} -->{words or chr(10)}<!-- yours: end {name} -->\n"


def further(own: Mapping[str, str]) -> str:
    """Return the blocks that have no place of their own in a card."""
    return "\n".join(block(name, words) for name, words in own.items() if name not in SLOTS)
