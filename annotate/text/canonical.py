"""Canonical text: made once, when an article enters; no later step changes a text."""

import re

# C0 controls but tab and newline, DEL, C1 controls, and the byte order mark: a browser drops or redraws them, so offsets
# would drift. Zero-width joiners stay: they hold emoji and Persian words together.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(text: str) -> str:
    """Return the text with LF line ends, without control characters and byte order marks.

    Letters are not composed or decomposed (NFC is left alone), blanks are kept. Lone surrogates, which no file can
    hold, become U+FFFD. Applying it twice gives the same text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))
