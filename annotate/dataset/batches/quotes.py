"""How much of what somebody is said to have said stands inside quotation marks."""

from annotate.annotations import Span
from annotate.dataset.rows.columns import QUOTES
from annotate.text.quotations import Quotation, quotations

_DIRECT, _MIXED, _INDIRECT = QUOTES
_MARKS = "\"'`“”‘’«»„"
_DIRECT_SHARE = 0.9  # of the content's characters, marks and blanks aside: "..., he said, ..." leaves a comma outside


def quoted_in(text: str) -> list[Quotation]:
    """Return the quotations of a text; most texts without a quotation have no mark at all, which is sooner seen."""
    return list(quotations(text)) if any(mark in text for mark in _MARKS) else []


def quote(contents: list[Span], quoted: list[Quotation], text: str) -> str | None:
    """Return direct, mixed or indirect by how much of the contents' letters stands inside quotation marks."""
    if not quoted:
        return _INDIRECT if any(sign.isalnum() for span in contents for sign in span.text) else None
    total = inside = 0
    for span in contents:
        letters = [i for i in range(span.start, span.end) if text[i].isalnum()]
        total += len(letters)
        inside += sum(any(q.start <= i < q.end for q in quoted) for i in letters)
    if not total:
        return None
    return _DIRECT if inside >= _DIRECT_SHARE * total else _MIXED if inside else _INDIRECT
