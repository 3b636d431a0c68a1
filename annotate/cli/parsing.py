"""Command lines that are not understood: what was wrong, what was probably meant, and where to read more."""

import argparse
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NoReturn

_CHOICE = re.compile(r"invalid choice: '(.*)' \(choose from (.*)\)")
_QUOTED = re.compile(r"[^\s',]+")  # Python 3.12 and later name the choices without quotes
_ALIKE = 0.6


class Parser(argparse.ArgumentParser):
    """A parser whose errors name the option or choice that a misspelt one looks like; its verbs' parsers are alike."""

    def parse_whole(self, words: Sequence[str]) -> argparse.Namespace:
        """Return what the words ask for; an option that no verb has is told with the usage of the verb that was named."""
        asked, unknown = self.parse_known_args(words)
        if unknown:
            verb: Parser = getattr(asked, "parser", self)
            verb.error(f"unrecognized arguments: {' '.join(unknown)}")
        return asked

    def error(self, message: str) -> NoReturn:
        """Exit 2 with usage, message, what was probably meant and the command that tells more."""
        meant = f"; did you mean {' or '.join(found)}?" if (found := self._meant(message)) else ""
        super().error(f"{message}{meant}\n`{self.prog} --help` says more, with an example")

    def _meant(self, message: str) -> list[str]:
        chosen = _CHOICE.search(message)
        if chosen:
            return _like(chosen[1], _QUOTED.findall(chosen[2]))
        options = [option for action in self._actions for option in action.option_strings]
        strange = re.findall(r"--[\w-]+", message) if message.startswith("unrecognized") else []
        return [found for word in strange for found in _like(word, options)]


def _like(word: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(word, list(known), n=1, cutoff=_ALIKE)
