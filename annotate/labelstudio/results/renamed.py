"""Passes under way at once: an actor renamed in the first after the second's lists were made is still the one meant."""

from collections.abc import Iterator, Mapping

from annotate.annotations import Annotation
from annotate.labelstudio.page.options import entity_of_text, option_texts


def option_ids(listed: Mapping[str, str], suggestion: Annotation | None, actors: Annotation) -> dict[str, str]:
    """Return what each text of a task's lists means now: option text -> entity id among `actors`.

    A name that the actors have means that actor. One that they lack means the actor that all its suggested mentions
    were given to, if they were given to one.
    """
    known = {text: entity for entity, text in option_texts(actors.entities).items()}
    followed = {} if suggestion is None else _successors(suggestion, actors)
    mentioned = {span.attributes.get("entity") for span in actors.spans}
    ids = dict(known)
    for text, entity in listed.items():
        named = entity_of_text(known, text)
        if named in mentioned:
            continue
        if (now := followed.get(entity)) is not None:
            ids[text] = now
    return ids


def _successors(suggestion: Annotation, actors: Annotation) -> dict[str, str]:
    """Return, for each suggested entity that nothing mentions any more, the one that all its mentions went to."""
    now = {span.id: span.attributes.get("entity") for span in actors.spans}
    mentioned = set(now.values())
    went: dict[str, set[object]] = {}
    for span in suggestion.spans:
        entity = span.attributes.get("entity")
        if isinstance(entity, str) and entity not in mentioned and now.get(span.id) is not None:
            went.setdefault(entity, set()).add(now[span.id])
    return {entity: str(next(iter(after))) for entity, after in went.items() if len(after) == 1}


def conflicts(annotation: Annotation, suggestion: Annotation, actors: Annotation) -> Iterator[str]:
    """Yield in words the suggested actors that hold a person's stances while the other pass marks nothing as them."""
    suggested, mentioned = ({span.attributes.get("entity") for span in a.spans} for a in (suggestion, actors))
    names = {entity.id: entity.name for entity in annotation.entities}
    for span in annotation.spans:
        holder = span.attributes.get("holder")
        if isinstance(holder, str) and holder in suggested - mentioned:
            yield f"{names.get(holder, holder)!r} holds {span.text[:40]!r}, but the other pass has no such actor any more"
