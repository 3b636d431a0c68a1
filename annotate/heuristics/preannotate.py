"""From an article to its pre-annotation: quantities, then actors, then stance, over one shared token view."""

from annotate.annotations import HEURISTICS, Annotation, Article, reading_order
from annotate.errors import RuleError
from annotate.heuristics import actors, quantities, stance
from annotate.heuristics.found import Found
from annotate.heuristics.own_lexicon import OwnLexicon
from annotate.heuristics.version import rules_version
from annotate.invariants import breaches
from annotate.scheme import Scheme
from annotate.text.view import view


def preannotate(article: Article, scheme: Scheme, lexicon: OwnLexicon | None = None) -> Article:
    """Return the article with the heuristics' annotation, which replaces an older one of theirs; the text is untouched.

    The annotation carries no clock time: the same input gives the same bytes. A user's own lexicon adds names, and its
    hash to the version. RuleError names the article at which a rule failed, or made what breaks an invariant.
    """
    try:
        found = suggest(article, lexicon)
    except (ArithmeticError, AssertionError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise RuleError(article.id, f"a rule failed ({type(error).__name__}: {error})") from error
    annotation = Annotation(
        id=HEURISTICS,
        author=HEURISTICS,
        role="machine",
        layers=tuple(layer.name for layer in scheme.layers),
        version=rules_version() if lexicon is None else f"{rules_version()}+{lexicon.version}",
        scheme=scheme.version,
        guidelines=scheme.guidelines,
        entities=found.entities,
        spans=found.spans,
        relations=found.relations,
        votes=found.votes,
    )
    others = tuple(a for a in article.annotations if a.author != HEURISTICS)
    result = Article(id=article.id, text=article.text, meta=article.meta, annotations=(annotation, *others))
    alone = Article(id=article.id, text=article.text, meta=article.meta, annotations=(annotation,))
    if broken := breaches(alone, scheme):
        raise RuleError(article.id, f"a rule broke {broken[0]}")
    return result


def suggest(article: Article, lexicon: OwnLexicon | None = None) -> Found:
    """Return what the rules of all layers find in an article, zones left out."""
    seen = view(article.text, article.meta.zones)
    counted = quantities.find(seen)
    acting = actors.find(seen, counted.spans, None if lexicon is None else lexicon.words)
    holding = stance.find(seen, acting)
    return Found(
        spans=reading_order((*counted.spans, *acting.spans, *holding.spans)),
        relations=holding.relations,
        entities=(*acting.entities, *holding.entities),
        votes=(*counted.votes, *acting.votes, *holding.votes),
    )
