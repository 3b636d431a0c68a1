"""A correction as the page would have sent it: for demos and tests, where nobody sits at the browser."""

import msgspec

from annotate.align import align
from annotate.annotations import Annotation, Entity
from annotate.labelstudio.controls import Page
from annotate.labelstudio.options import entity_of_text
from annotate.labelstudio.regions import Result
from annotate.labelstudio.tasks import to_result
from annotate.scheme import Scheme


def replayed(corrected: Annotation, suggestion: Annotation, shown: Page, listed: dict[str, str]) -> Result:
    """Return the result that a person leaves who turns the suggestion into the corrected annotation on a page.

    A span that was kept, moved or relabelled keeps the suggestion's id; actors are picked by the names that the page's
    lists offer (`listed`: text -> entity id), and typed where the lists do not have them.
    """
    same = kept_ids(corrected, suggestion, shown.scheme)
    renamed = [msgspec.structs.replace(span, id=same.get(span.id, span.id)) for span in corrected.spans]
    relations = [
        msgspec.structs.replace(r, head=same.get(r.head, r.head), tail=same.get(r.tail, r.tail))
        for r in corrected.relations
    ]
    entities = tuple(_listed(entity, listed) for entity in corrected.entities)
    now = msgspec.structs.replace(corrected, spans=tuple(renamed), relations=tuple(relations), entities=entities)
    return to_result(now, shown, listed=listed)


def kept_ids(corrected: Annotation, suggestion: Annotation, scheme: Scheme) -> dict[str, str]:
    """Return, for each span of the correction that goes back to a suggested one, that one's id.

    An id of the correction that a suggestion of something else already has gets a prime, as a new span would.
    """
    pairs = align(suggestion, corrected, scheme)
    same = {pair.after.id: pair.before.id for pair in pairs if pair.before is not None and pair.after is not None}
    taken = {span.id for span in suggestion.spans}
    return same | {span.id: f"{span.id}-new" for span in corrected.spans if span.id not in same and span.id in taken}


def _listed(entity: Entity, listed: dict[str, str]) -> Entity:
    """Return the entity under the name that the list has for it, if it has one."""
    if entity_of_text(listed, entity.name) is None:
        return entity
    wanted = " ".join(entity.name.split()).casefold()
    name = next(text for text in listed if text.casefold() == wanted)
    return msgspec.structs.replace(entity, name=name)
