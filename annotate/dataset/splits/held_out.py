"""Splits that hold out what a model has not seen: the newest articles, or whole outlets.

Every article stands where its date or outlet says; a copy whose original is on another side is withheld. Where the cuts are is
in the rule of each line of splits.lock (`time:VALIDATION-FROM:TEST-FROM`, `outlet:NAME`), so that nothing moves when a corpus
grows: newer articles go to test, articles of a known outlet to that outlet.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from annotate.annotations import Article
from annotate.dataset.splits.splits import (
    TEST,
    TRAIN,
    VALIDATION,
    WITHHELD,
    Compared,
    Place,
    assign,
    compare,
    furthest_below,
    neighbours,
    order_key,
)
from annotate.errors import DatasetError

HASH, TIME, OUTLET = "hash", "time", "outlet"
WAYS = (HASH, TIME, OUTLET)
_VALIDATION_FROM, _TEST_FROM = 0.8, 0.9  # of the articles in order of their dates
_NAMED = 5  # articles that an error names
Sided = Callable[[str], tuple[str, str]]  # an article's id -> its split and the rule that says so


def way_of(locked: Mapping[str, Place]) -> str | None:
    """Return how the places of a lock were decided; None if there are none."""
    first = next(iter(locked.values()), None)
    if first is None:
        return None
    kind = first.rule.split(":", 1)[0]
    return kind if kind in WAYS else HASH


def placed(
    articles: Sequence[Article],
    locked: Mapping[str, Place],
    touched: Iterable[str] = (),
    *,
    compared: Compared | None = None,
    way: str | None = None,
) -> dict[str, Place]:
    """Return the locked places followed by those of the articles that had none, split the way the lock was begun.

    DatasetError if another way is asked for, or if articles lack what the way needs.
    """
    begun = way_of(locked)
    if begun and way and begun != way:
        raise DatasetError(
            f"the splits were made by {begun} and never move; for splits by {way} name another folder with -o"
        )
    way = begun or way or HASH
    if way == HASH:
        return assign(articles, locked, touched, compared)
    compared = compared or compare(articles)
    new = [article for article in articles if article.id not in locked]
    return _held_out(compared, locked, (_by_time if way == TIME else _by_outlet)(new, locked))


def _held_out(compared: Compared, locked: Mapping[str, Place], sided: Sided) -> dict[str, Place]:
    places = dict(locked)
    near = neighbours(compared)
    for name in compared.ids:
        if name in places:
            continue
        split, rule = sided(name)
        around = [places[x] for x in near[name] if x in places and places[x].split != WITHHELD]
        if any(place.split != split for place in around):
            split = WITHHELD
        cluster = around[0].cluster if around else name
        places[name] = Place(id=name, cluster=cluster, split=split, rule=rule)
    return places


def _by_time(new: Sequence[Article], locked: Mapping[str, Place]) -> Sided:
    _need(new, "published", [article.meta.published for article in new])
    days = {article.id: (article.meta.published or "")[:10] for article in new}
    first = next(iter(locked.values()), None)
    cuts = first.rule.split(":")[1:] if first else _cuts(sorted(days.values()))

    def sided(name: str) -> tuple[str, str]:
        validation_from, test_from = cuts
        split = TRAIN if days[name] < validation_from else VALIDATION if days[name] < test_from else TEST
        return split, ":".join((TIME, *cuts))

    return sided


def _cuts(days: Sequence[str]) -> list[str]:
    """Return the first day of validation and of test: with eight and nine tenths of the articles before them."""
    cuts = [days[int(share * len(days))] for share in (_VALIDATION_FROM, _TEST_FROM)] if days else ["", ""]
    later = [day for day in days if day > cuts[0]]
    if cuts[0] == cuts[1] and later:
        cuts[1] = later[0]
    if not days or not days[0] < cuts[0] < cuts[1]:
        raise DatasetError(
            "splits by time need articles of more days: at least one for train, validation and test each"
        )
    return cuts


def _by_outlet(new: Sequence[Article], locked: Mapping[str, Place]) -> Sided:
    _need(new, "source", [article.meta.source for article in new])
    outlets = {article.id: article.meta.source or "" for article in new}
    known = {p.rule.split(":", 1)[1]: p.split for p in locked.values() if p.split != WITHHELD}
    counts = Counter(place.split for place in locked.values())
    sizes = Counter(outlets.values())
    for outlet in sorted(sizes, key=order_key):
        if outlet not in known:
            known[outlet] = furthest_below(counts, sizes[outlet])
        counts[known[outlet]] += sizes[outlet]
    return lambda name: (known[outlets[name]], f"{OUTLET}:{outlets[name]}")


def _need(articles: Sequence[Article], what: str, values: Sequence[str | None]) -> None:
    lacking = [article.id for article, value in zip(articles, values, strict=True) if not value]
    if lacking:
        more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
        raise DatasetError(
            f"no {what} is known of {', '.join(lacking[:_NAMED])}{more}; these splits need `meta.{what}`"
        )
