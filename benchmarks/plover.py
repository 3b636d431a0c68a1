"""How often an actor's country and sector are those of PLOVER's gold standard records.

    .venv/bin/python -m pip install --group benchmarks
    .venv/bin/python benchmarks/plover.py RECORDS.jsonl

RECORDS has a sentence a line: {"text", "actors": [{"start", "end", "type", "sector"}]}, type an ISO 3166-1 alpha-3 code (or
IGO, NGO and the like for actors of no country), sector one or more PLOVER codes. The suggested actor is the one that
overlaps the record's words most. Accuracy in percent over the actors that have the fact in the records and that a
suggestion overlaps, and over all that have it.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import pycountry

from annotate.annotations import Entity, Span
from annotate.heuristics import actors, quantities
from annotate.text.view import view

# What the records write otherwise than ISO 3166 and PLOVER's own table: older codes and those of CAMEO.
OLDER = {"ROM": "RO", "ZAR": "CD", "JAP": "JP", "KSV": "XK", "PLE": "PS", "PSE": "PS", "TMP": "TL", "YUG": "RS"}
SAME_SECTOR = {"UAF": "REB", "PRE": "GOV", "ELI": "GOV", "CIV": "CVL", "SOC": "CVL", "PPL": "CVL"}
UNKNOWN = "***"


def country_of(code: str) -> str | None:
    """Return the alpha-2 code of an alpha-3 one; None for a code of no country."""
    found = pycountry.countries.get(alpha_3=code)
    return OLDER.get(code) or (found.alpha_2 if found else None)


def suggested(text: str) -> list[tuple[Span, Entity]]:
    """Return the actors that the rules find, each with its entity."""
    seen = view(text)
    found = actors.find(seen, quantities.find(seen).spans)
    entities = {entity.id: entity for entity in found.entities}
    return [(span, entities[str(span.attributes["entity"])]) for span in found.spans]


def nearest(found: list[tuple[Span, Entity]], start: int, end: int) -> Entity | None:
    """Return the entity of the actor that shares most characters with a stretch, None if none does."""
    shared = [(min(span.end, end) - max(span.start, start), entity) for span, entity in found]
    best = max(shared, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] > 0 else None


def counted(path: Path) -> Counter[str]:
    """Count the facts of the records, those whose actor is found, and those that are right."""
    counts: Counter[str] = Counter()
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        found = suggested(record["text"])
        for actor in record["actors"]:
            entity = nearest(found, actor["start"], actor["end"])
            country = country_of(actor["type"])
            told = {code[:3] for code in (actor["sector"] or "").replace(",", " ").split()} - {UNKNOWN}  # CVLalb is CVL
            sectors = {SAME_SECTOR.get(code, code) for code in told}
            for fact, known, right in (
                ("country", country is not None, entity is not None and entity.country == country),
                ("sector", bool(sectors), entity is not None and entity.role in sectors),
            ):
                if known:
                    counts[f"{fact} told"] += 1
                    counts[f"{fact} found"] += entity is not None
                    counts[f"{fact} right"] += right
    return counts


def main() -> None:
    """Print the table."""
    counts = counted(Path(sys.argv[1]))
    for fact in ("country", "sector"):
        told, found, right = (counts[f"{fact} {what}"] for what in ("told", "found", "right"))
        print(
            f"{fact:8} {told} told, {found} found, right {100 * right / found:.1f} % of found, {100 * right / told:.1f} % of told"
        )


if __name__ == "__main__":
    main()
