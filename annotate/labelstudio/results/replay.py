"""A correction as the page would have sent it: for demos and tests, where nobody sits at the browser."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from annotate.align import Pair, align
from annotate.annotations import Annotation, Entity
from annotate.labelstudio.page.controls import Page
from annotate.labelstudio.page.options import option_texts
from annotate.labelstudio.results.regions import Result
from annotate.labelstudio.results.tasks import to_result


def replayed(corrected: Annotation, suggestion: Annotation, shown: Page, listed: dict[str, str]) -> Result:
    """Return the result that a person leaves who turns the suggestion into the corrected annotation on a page.

    A span that was kept, moved or relabelled keeps the suggestion's id, an actor that is the suggestion's under another
    name stays as it is listed; others are picked by name from the page's lists (`listed`: text -> entity id), and typed
    where the lists do not have them.
    """
    pairs = align(suggestion, corrected, shown.scheme)
    same = _kept_ids(corrected, suggestion, pairs)
    renamed = [msgspec.structs.replace(span, id=same.get(span.id, span.id)) for span in corrected.spans]
    relations = [
        msgspec.structs.replace(r, head=same.get(r.head, r.head), tail=same.get(r.tail, r.tail))
        for r in corrected.relations
    ]
    known = _kept_entities(pairs)
    names = option_texts(suggestion.entities)
    entities = tuple(_listed(entity, names.get(known.get(entity.id, "")), listed) for entity in corrected.entities)
    now = msgspec.structs.replace(corrected, spans=tuple(renamed), relations=tuple(relations), entities=entities)
    return to_result(now, shown, listed=listed)


def _kept_ids(corrected: Annotation, suggestion: Annotation, pairs: Sequence[Pair]) -> dict[str, str]:
    """Return, for each span of the correction that goes back to a suggested one, that one's id.

    An id of the correction that a suggestion of something else already has is made another, as a new span's would be.
    """
    same = {pair.after.id: pair.before.id for pair in pairs if pair.before is not None and pair.after is not None}
    taken = {span.id for span in suggestion.spans}
    return same | {span.id: f"{span.id}-new" for span in corrected.spans if span.id not in same and span.id in taken}


def _kept_entities(pairs: Sequence[Pair]) -> dict[str, str]:
    """Return, for each entity of the correction, the suggested one that most of its mentions belonged to, one to one."""
    both = [
        (p.after.attributes.get("entity"), p.before.attributes.get("entity")) for p in pairs if p.before and p.after
    ]
    votes = Counter((str(after), str(before)) for after, before in both if after and before)
    mentions = Counter(after for after, _ in votes.elements())
    same: dict[str, str] = {}
    for (after, before), count in votes.most_common():
        if after not in same and before not in same.values() and 2 * count >= mentions[after]:
            same[after] = before
    return same


def _listed(entity: Entity, name: str | None, listed: dict[str, str]) -> Entity:
    """Return the entity under the name that the list has for it, if it has one."""
    if name not in listed:
        wanted = " ".join(entity.name.split()).casefold()
        name = next((text for text in listed if text.casefold() == wanted), None)
    return entity if name is None else msgspec.structs.replace(entity, name=name)
