"""One article on its way into rows: its gold, its split, its cluster, its sentences."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from annotate.annotations import Article, Entity, Relation
from annotate.quality.adjudication import Gold
from annotate.scheme import Scheme
from annotate.text.view import Tokens, tokens

Row = dict[str, Any]
_INFERRED = "inferred."  # begins the rule of a relation or value that was concluded, not marked


class Subject:
    """An article with what the export knows of it; `gold` is None where no person has touched the article."""

    def __init__(self, article: Article, scheme: Scheme, *, gold: Gold | None, split: str, cluster: str) -> None:
        """Keep the pieces; the token view is made when it is first asked for."""
        self.article = article
        self.scheme = scheme
        self.gold = gold
        self.split = split
        self.cluster = cluster

    @cached_property
    def view(self) -> Tokens:
        """Return the article's tokens and sentences."""
        return tokens(self.article.text)

    def checked(self, label: str) -> bool:
        """Say whether a person has judged the layer of this label."""
        return self.gold is not None and self.scheme.layer_of[label].name in self.gold.sources


def entity_row(entity: Entity) -> Row:
    """Return an entity as an item of a nested list."""
    return {"id": entity.id, "name": entity.name, "country": entity.country, "role": entity.role}


def inferred(relation: Relation) -> bool:
    """Say whether a relation was concluded from its surroundings and not drawn by anyone."""
    return any(rule.startswith(_INFERRED) for rule in relation.rules)


def exact(value: float) -> str:
    """Return the decimal that was written, without exponent and trailing zeros: 0.1 is "0.1", 1500.0 is "1500"."""
    plain = repr(value)
    if "e" in plain:
        plain = format(Decimal(plain), "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"
