"""One article as several people marked it: the same words, each author's marks."""

from collections.abc import Mapping
from typing import Any

import msgspec

from annotate.annotations import Article, Meta, Role
from tests.records import record

MACHINE = "heuristics"


def heard(name: str, said: Mapping[str, str], *, meta: Meta | None = None, **each: Mapping[str, Any]) -> Article:
    """Return an article with an annotation for each author; `gold` adjudicates, `heuristics` suggests to the others.

    A keyword names an author and changes fields of their annotation.
    """
    roles: dict[str, Role] = {MACHINE: "machine", "gold": "adjudicated"}
    articles = [record(marked, author=author, role=roles.get(author, "person")) for author, marked in said.items()]
    assert len({article.text for article in articles}) == 1, [article.text for article in articles]
    annotations = []
    for article in articles:
        (annotation,) = article.annotations
        if annotation.role == "person" and MACHINE in said:
            annotation = msgspec.structs.replace(annotation, parent=MACHINE, shown="all")
        annotations.append(msgspec.structs.replace(annotation, **each.get(annotation.author, {})))
    return Article(id=name, text=articles[0].text, meta=meta or Meta(), annotations=tuple(annotations))
