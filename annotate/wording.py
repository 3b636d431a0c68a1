"""How people are told things: a count with its noun, a text that steers no terminal."""


def counted(count: int, what: str) -> str:
    """Return a number with what is counted, in the plural where it is not one."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def visible(text: str) -> str:
    """Return a text on one line, with an escape for every character that a terminal or a log would obey or hide."""
    return text if text.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
