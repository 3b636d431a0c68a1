"""How far the rules agree with a person on the sample articles, beside how far two persons' files agree.

    .venv/bin/python benchmarks/seeds.py

The sample articles were written and annotated before any rule had run on them: for all but the first, which the rules
were developed on, this is text that the rules had not seen. F1 in percent; a relation counts if both its ends do.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from annotate import store
from annotate.annotations import Article
from annotate.heuristics.preannotate import preannotate
from annotate.quality.agreement import Score, agreement
from annotate.scheme import Scheme, load_scheme

SEEDS = Path(__file__).parent.parent / "seeds" / "corrected.jsonl"
DEVELOPED_ON = "seoul-troops"


def with_rules_as_a_person(article: Article, scheme: Scheme) -> Article:
    """Return the article with the first person's annotation and the rules', which is given a person's role."""
    machine = msgspec.structs.replace(preannotate(article, scheme).annotations[0], role="person")
    return msgspec.structs.replace(article, annotations=(article.annotations[0], machine))


def percent(score: Score) -> str:
    """Return exact and overlap F1."""
    if not score.total:
        return "     -      -"
    return f"{100 * (score.exact_f1 or 0):6.1f} {100 * (score.overlap_f1 or 0):6.1f}"


def main() -> None:
    """Print the table."""
    scheme = load_scheme()
    articles: Sequence[Article] = [a for a in store.load(SEEDS, scheme) if a.id != DEVELOPED_ON]
    rules = agreement([with_rules_as_a_person(article, scheme) for article in articles], scheme)
    people = agreement(articles, scheme)
    print(f"{len(articles)} articles      rules, a01    a01, a02\n                exact overlap  exact overlap")
    for kind in ("layers", "labels", "relations"):
        for name, score in getattr(rules, kind).items():
            print(f"{name:12} {percent(score)}  {percent(getattr(people, kind)[name])}  {score.total:6} items")


if __name__ == "__main__":
    main()
