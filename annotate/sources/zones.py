"""Zones: the dateline, bylines and site furniture of an article. They stay in the text and get no spans."""

import re
from collections.abc import Iterator

from annotate.annotations import Zone

_HEAD = 8  # lines that may stand before the body: headline, deck, byline, blank ones
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ'’.\-]*){0,3}"
_DATELINE = re.compile(
    rf"""
    \s*(?P<dateline>
      {_PLACE}(?:,\ ?[A-Z][\w.\ ]{{1,25}})?   # SEOUL   NEW DELHI, India
      (?:,\ [A-Z][a-z]{{2,8}}\.?\ \d{{1,2}})?         # , Oct 18
      (?:\ ?\([^()\n]{{2,40}}\))?                      # (Lake Wire)
      (?:\ ?:|\ ?[—–]|\ -{{1,2}})                      # the sign that ends it
    | [A-Z][a-z]+(?:\ [A-Z][a-z]+){{0,2}},\ [A-Z][a-z]{{2,8}}\.?\ \d{{1,2}}\ \([A-Z][\w.\ ]{{1,30}}\):?   # Mumbai, Oct 21 (Lake Wire)
    )(?=\s|[—–])
    """,
    re.VERBOSE,
)
_BYLINE = re.compile(
    r"^(?:By [A-Z][^\n.!?]{2,80}(?:\n(?:The )?(?:[A-Z][\w.']+ ){0,3}(?:Press|Reuters|AFP|Bloomberg|Writers?|Correspondents?|Reporters?|Editors?))?"
    r"|BY (?!THE\b)[A-Z][A-Z'’.\- ]{2,60}(?: AND [A-Z'’.\- ]{2,60})?(?: ?[-–—|] ?\d[^\n]{2,40})?"
    r"|\(?(?:Reporting|Additional reporting|Writing|Editing|Compiled)\b[^\n]{0,30}\bby [A-Z][^\n]{2,200}"
    r"|(?:©|Photo:|Image:|Photograph:) ?[^\n]{0,120}\b(?:agency|inputs|Reuters|AFP|AP|Getty Images)\b[^\n]{0,40}"
    r"|With (?:[a-z]+ ){0,2}(?:inputs|reporting|files) (?:from|by) [^\n]{2,120})$",
    re.MULTILINE,
)
_LABELLED = re.compile(rf"^\s*{_PLACE}: ", re.MULTILINE)
_LABELS = frozenset(
    """ANALYSIS BREAKING CORRECTION COMMENT EDITORIAL EXCLUSIVE EXPLAINED EXPLAINER FACTBOX FEATURE INTERVIEW LIVE NOTE OPINION PHOTOS
    POLL QUIZ READ REVIEW TIMELINE UPDATE UPDATED VIDEO WATCH""".split()  # noqa: SIM905 - read as words
)
_FURNITURE = re.compile(
    r"""
    ^[^\n]{0,120}
    (?: \bis\ now\ on\ (?:the\ )?(?:WhatsApp|Telegram)
      | \b[Cc]lick\ here\b | \b[Ff]ollow\ (?:us\b|@\w|our\ [^\n]{0,30}\b(?:channel|coverage|page)\b)
      | \b[Ss]upport\ (?:us\ (?:now|today|by|with|from|on)\b|our\ (?:[a-z]+\ )?(?:journalism|newsroom|reporting)\b)
      | \b(?:[Ss]ubscribe|[Ss]ign\ up)\ (?:now|here|today|(?:to|for)\ (?:our|the\ [^\n]{0,30}\bnewsletter)\b)
      | \b[Jj]oin\ (?:our|us\ on)\b[^\n]{0,40}\b(?:channel|WhatsApp|Telegram|newsletter)\b
      | \b[Dd]ownload\ (?:the|our)\b[^\n]{0,40}\bapp\b
      | ^(?=[^\n]{8,80}(?:\n|\Z))(?:Published|Updated|PUBLISHED|UPDATED|Posted|Last\ [Uu]pdated|First\ published)(?:\ on|\ at)?:?
        \ (?:[A-Z][a-z]+,?\ ){0,2}\d[^\n]{0,40}(?:\d:\d\d|20\d\d)
      | \b[Aa]ll\ rights\ reserved\b | ©\ ?\d{4} | ^(?:Read\ more|Read\ also|Also\ read|See\ also|Related)(?::|\ ?[—–»>]|$)
    )[^\n]{0,160}$
    """,
    re.VERBOSE | re.MULTILINE,
)


def zones(text: str) -> tuple[Zone, ...]:
    """Return the zones of a canonical text in order, not overlapping; linear in its length."""
    found: list[Zone] = []
    for zone in sorted(_candidates(text), key=lambda zone: (zone.start, -zone.end)):
        if not found or zone.start >= found[-1].end:
            found.append(zone)
    return tuple(found)


def _dateline(text: str) -> re.Match[str] | None:
    """Return the dateline that opens a text, or that opens its body behind headline and byline: there a colon is none."""
    start = 0
    for line in range(_HEAD):
        found = _DATELINE.match(text, start)
        if found is not None and (line == 0 or _is_place(text, found)):
            return found
        start = text.find("\n", start) + 1
        if not start:
            break
    return None


def _is_place(text: str, found: re.Match[str]) -> bool:
    """Say whether what stands behind a headline is where the article was written: with a colon, only once, and no label."""
    if not found["dateline"].endswith(":"):
        return True
    label = found["dateline"].rstrip(": ")
    places = _LABELLED.finditer(text)
    return label not in _LABELS and next(places, None) is not None and next(places, None) is None


def _candidates(text: str) -> Iterator[Zone]:
    dateline = _dateline(text)
    if dateline is not None:
        yield Zone(start=dateline.start("dateline"), end=dateline.end("dateline"), kind="dateline")
    for pattern, kind in ((_BYLINE, "byline"), (_FURNITURE, "furniture")):
        for match in pattern.finditer(text):
            yield Zone(start=match.start(), end=match.end(), kind=kind)
