"""Who judged what: the people whose word counts for a layer of an article."""

from annotate.annotations import Annotation, Article
from annotate.scheme import Scheme


def covers(annotation: Annotation, layer: str) -> bool:
    """Say whether the annotation's author looked at the layer; an annotation that names no layers covers all."""
    return not annotation.layers or layer in annotation.layers


def judges(article: Article, layer: str) -> tuple[Annotation, ...]:
    """Return the submitted annotations of people for a layer, one an author (the latest), in order of pseudonym."""
    latest: dict[str, Annotation] = {}
    for annotation in article.annotations:
        if annotation.role == "person" and annotation.status == "submitted" and covers(annotation, layer):
            before = latest.get(annotation.author)
            if before is None or _moment(annotation) >= _moment(before):
                latest[annotation.author] = annotation
    return tuple(latest[author] for author in sorted(latest))


def adjudicated(article: Article, layer: str) -> Annotation | None:
    """Return the latest submitted adjudicated annotation of a layer, if there is one."""
    found = [a for a in article.annotations if a.role == "adjudicated" and a.status == "submitted" and covers(a, layer)]
    return max(found, key=_moment) if found else None


def is_touched(article: Article, scheme: Scheme) -> bool:
    """Say whether a person has submitted any layer of the article."""
    return any(judges(article, x.name) or adjudicated(article, x.name) is not None for x in scheme.layers)


def _moment(annotation: Annotation) -> str:
    return annotation.updated_at or annotation.created_at or ""
