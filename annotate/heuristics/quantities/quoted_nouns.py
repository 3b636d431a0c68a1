"""Quoted nouns: a few words in quotation marks inside what is counted: `three "high-risk" patients`."""

from annotate.text.view import View

QUOTES = frozenset('"“”')
_LONGEST = 7
_GAPS = (" ", "\n")


def quoted_end(seen: View, index: int) -> int:
    """Return the token after a few words in quotation marks that begin at a token (three "high-risk" patients), 0 if none do."""
    words = seen.words
    if index >= len(words) or words[index] not in QUOTES:
        return 0
    start, end = seen.starts[index], seen.ends[index]
    if seen.text[start - 1 : start] != " " or not seen.text[end : end + 1].isalpha():
        return 0
    for close in range(index + 2, min(index + _LONGEST, len(words) - 1)):
        if words[close] in QUOTES:
            return close + 1 if seen.text[seen.ends[close] : seen.ends[close] + 1] in _GAPS else 0
    return 0
