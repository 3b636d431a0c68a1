"""A release without its texts: the columns and rows of every config with fingerprints in the place of words.

Where a full export has words of an article, this one has nothing (sentences, titles, the text of parts), a keyed hash
(surfaces and what is around them) or a seal that the words themselves open (names of entities, counted nouns).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotate.annotations import Annotation, Article, text_hash
from annotate.dataset.rows.columns import BY_ANNOTATOR, DOCUMENTS, ENTITIES, NAME, TOKENS, Column, Columns, configs
from annotate.dataset.rows.subject import Row, Subject
from annotate.dataset.standoff.fingerprints import Fingerprints
from annotate.scheme import Scheme

TAG = "standoff"  # in the card's tags: how a folder says that it is one
LEFT_OUT = (TOKENS,)  # its rows are the text
SURFACE, CONTEXT, LENGTH, SHA = "surface_hash", "context_hash", "n_chars", "text_sha256"
META = ("source", "published", "url", "language", "license", "zones")  # what is known of an article, beside its words
_WORDS = frozenset({"text", "sentence", "title", "extra"})
_UNIT = "unit"  # an attribute whose values may be terms of a standard, the same in every text
_TERM = re.compile(
    r"%|percentage point|[A-Z]{3}|1|second|minute|hour|day|week|month|quarter|year|decade|century|(?:milli|centi|kilo)?meter"
    r"|(?:kilo)?gram|metric_ton|(?:milli)?liter|inch|foot|yard|mile|acre|hectare|ounce|pound|barrel|degree_Celsius|knot"
    r"|(?:kilo|mega|giga)?watt(?:_hour)?|(?:kilo|mega|giga|tera)?byte"
)


def sealed_name(column: str) -> str:
    """Return the name of the column that holds the seals of another's values."""
    return f"{column}_sealed"


def standoff_configs(scheme: Scheme) -> dict[str, Columns]:
    """Return the columns of each config of a stand-off release by name; the configs of LEFT_OUT are not among them."""
    known = Wording(scheme)
    found = {name: known.hidden(columns) for name, columns in configs(scheme).items() if name not in LEFT_OUT}
    for name in (DOCUMENTS, BY_ANNOTATOR):
        meta = {key: found[DOCUMENTS][key] for key in META}
        found[name] = {**found[name], SHA: "string", LENGTH: "int32", **meta}
    return found


def entity_words(annotation: Annotation, scheme: Scheme) -> dict[str, list[str]]:
    """Return the words of the spans that refer to each entity, the most frequent first, those that mention it leading."""
    said: dict[str, Counter[str]] = {}
    for span in annotation.spans:
        for attribute in scheme.attributes[span.label].values():
            entity = span.attributes.get(attribute.name)
            if attribute.type == "entity" and isinstance(entity, str):
                rank = 1 if attribute.labels else len(annotation.spans)  # a mention weighs more than a holder's cue
                said.setdefault(entity, Counter())[span.text] += rank
    return {entity: [words for words, _ in counts.most_common()] for entity, counts in said.items()}


class Wording:
    """Which columns hold words of an article.

    `gone` have no place in a release without text; `sealed` hold what annotators took from it: the names of entities
    and the attributes of type text.
    """

    def __init__(self, scheme: Scheme) -> None:
        """Read the scheme."""
        parts = {f"{part.name}_text" for layer in scheme.layers for part in layer.parts}
        entities = {f"{a.name}_{NAME}" for layer in scheme.layers for a in layer.attributes if a.type == "entity"}
        known = [*scheme.entity_attributes, *(a for layer in scheme.layers for a in layer.attributes)]
        known += [a for relation in scheme.relations.values() for a in relation.attributes]
        self.gone = _WORDS | parts | entities
        self.sealed = frozenset({NAME, *(a.name for a in known if a.type == "text")})

    def hidden(self, columns: Columns) -> Columns:
        """Return columns with fingerprints in the place of words."""
        found: Columns = {}
        for name, column in columns.items():
            if name == "text" and "start" in columns:
                found |= {SURFACE: "string", CONTEXT: "string"}
            elif name in self.gone:
                continue
            elif name in self.sealed:
                found |= ({name: column} if name == _UNIT else {}) | {sealed_name(name): "string"}
            else:
                found[name] = self._hidden(column)
        return found

    def _hidden(self, column: Column) -> Column:
        if isinstance(column, list):
            return [self._hidden(column[0])]
        return self.hidden(column) if isinstance(column, dict) else column


class Hiding:
    """Articles on their way out without their words."""

    def __init__(self, subjects: Iterable[Subject], scheme: Scheme) -> None:
        """Keep the articles by id; what is needed of one is made when its first row is met."""
        self._subjects = {subject.article.id: subject for subject in subjects}
        self._wording = Wording(scheme)
        self._hiders: dict[tuple[str, str | None], _Hider] = {}
        self._whole: dict[str, Row] = {}

    def rows(self, config: str, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows of a config of a full release as those of a stand-off one, in their order."""
        for row in rows:
            article = self._subjects[row["id" if config == DOCUMENTS else "article_id"]]
            hider = self._hider(article, row["annotation"] if config == BY_ANNOTATOR else None)
            hidden = hider.row(row, row.get("entity") if config == ENTITIES else None)
            yield hidden | self._said_of(article.article) if config in {DOCUMENTS, BY_ANNOTATOR} else hidden

    def _hider(self, subject: Subject, annotation: str | None) -> "_Hider":
        """Return what hides the words of an annotation, or of the gold if none is named."""
        article = subject.article
        key = article.id, annotation
        if key not in self._hiders:
            gold = subject.gold.annotation if subject.gold is not None else None
            of = next((a for a in article.annotations if a.id == annotation), gold)
            named = {} if of is None else entity_words(of, subject.scheme)
            self._hiders[key] = _Hider(article.text, self._wording, Fingerprints(article.id), named)
        return self._hiders[key]

    def _said_of(self, article: Article) -> Row:
        if article.id not in self._whole:
            said = {key: getattr(article.meta, key) for key in META}
            said["zones"] = [{"start": zone.start, "end": zone.end, "kind": zone.kind} for zone in article.meta.zones]
            self._whole[article.id] = {SHA: text_hash(article.text), LENGTH: len(article.text), **said}
        return self._whole[article.id]


class _Hider:
    """One annotation's rows on their way out: words go, their fingerprints stay."""

    def __init__(
        self, text: str, wording: Wording, prints: Fingerprints, entities: Mapping[str, Sequence[str]]
    ) -> None:
        self._text = text
        self._wording = wording
        self._prints = prints
        self._entities = entities

    def row(self, row: Mapping[str, object], entity: object = None) -> Row:
        """Return a row or an item of one; `entity` is the id of the entity that it is, if it is one."""
        words = next(iter(self._entities.get(str(entity), ())), self._text)
        found: Row = {}
        if "start" in row and "text" in row:
            start, end, words = int(str(row["start"])), int(str(row["end"])), str(row["text"])
            found = {SURFACE: self._prints.surface(words), CONTEXT: self._prints.context(self._text, start, end)}
        for name, value in row.items():
            if name in self._wording.gone:
                continue
            if name in self._wording.sealed:
                found |= self._sealed(name, value, words)
            elif isinstance(value, list) and value and isinstance(value[0], dict):
                found[name] = [self.row(item, item.get("id") if name == "entities" else None) for item in value]
            else:
                found[name] = value
        return found

    def _sealed(self, name: str, value: object, words: str) -> Row:
        if not isinstance(value, str):
            return {}
        if name == _UNIT and all(map(_TERM.fullmatch, value.split("/"))):
            return {name: value}
        return {sealed_name(name): self._prints.seal(value, words)}
