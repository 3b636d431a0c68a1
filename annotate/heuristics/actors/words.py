"""What the lexicons say of actor words: read once, on first use, from the data files in lexicons/."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from annotate.text.gazetteer import Gazetteer
from annotate.text.spelling import doubles, inflected, plural

OWN = "own"  # the kind of a name of a user's own lexicon, beside what it is
_PLAIN = {
    "US": "United States",
    "GB": "United Kingdom",
    "AE": "United Arab Emirates",
    "CD": "DR Congo",
    "MM": "Myanmar",
}
_FOLDER = Path(__file__).parent.parent / "lexicons"


class Head(Struct, frozen=True):
    """A common noun that heads an actor phrase: the label it gives, the sector, and the singular it stands for."""

    label: str
    role: str | None
    lemma: str
    plural: bool


class Known(Struct, frozen=True):
    """A name of the gazetteer: what it may be (a word can be several), its country, sector and main form."""

    kinds: frozenset[str]
    country: str | None
    role: str | None
    canonical: str


class Words(Struct, frozen=True):
    """Every lexicon of the actors layer. Keys are lower case but for names; `sets` are the rules' small closed sets.

    `given` are sure given names, `first_names` and `family_names` those of many countries without their accents;
    `anycase` finds names of a user's lexicon in text made small, None without such names; `dictionary` has English words,
    `nouns` the kind (person, organisation, group, place, thing) and sector of nouns; `adjectives` those that are no verb
    form; `nominalised` adjectives that mean people after "the".
    """

    heads: dict[str, Head]
    head_ends: frozenset[str]
    modifiers: frozenset[str]
    verbish: frozenset[str]
    bare: frozenset[str]
    titles: dict[str, str | None]
    name_heads: dict[str, str]
    events: frozenset[str]
    places: frozenset[str]
    refused: frozenset[str]
    function: frozenset[str]
    verbs: frozenset[str]
    pasts: frozenset[str]
    common: frozenset[str]
    given: frozenset[str]
    first_names: frozenset[str]
    family_names: frozenset[str]
    dictionary: frozenset[str]
    nouns: dict[str, tuple[str, str]]
    adjectives: frozenset[str]
    nominalised: dict[str, Head]
    known: dict[str, Known]
    gazetteer: Gazetteer[Known]
    anycase: Gazetteer[Known] | None
    countries: dict[str, str]
    sets: dict[str, frozenset[str]]


def lines(name: str) -> Iterator[str]:
    """Yield the lines of a data file that are neither empty nor comments."""
    for line in (_FOLDER / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def words() -> Words:
    """Return the lexicons; the files are read on the first call."""
    heads, nominalised, sets = _heads()
    titles, name_heads, others, known = _names()
    common, people = _common(), _listed("people_names.txt")
    nouns, adjectives = _nouns()
    countries = dict(_country_names())
    return Words(
        heads=heads,
        head_ends=frozenset(phrase.rsplit(" ", 1)[-1] for phrase in heads) | nominalised.keys(),
        modifiers=frozenset(sets["modifier"]),
        verbish=frozenset(sets["verbish"]),
        bare=frozenset(sets["bare"]),
        titles=titles,
        name_heads=name_heads,
        events=frozenset(others["event"]),
        places=frozenset(others["place"]),
        refused=frozenset(others["not"]),
        function=frozenset(common["function"]),
        verbs=frozenset(common["verb"]),
        pasts=frozenset(common["irregular"]),
        common=frozenset(common["word"]),
        given=frozenset(word for line in lines("given_names.txt") for word in line.split()),
        first_names=frozenset(people["given"]),
        family_names=frozenset(people["family"]),
        dictionary=frozenset(_listed("dictionary.txt")["word"]),
        nouns=nouns,
        adjectives=frozenset(adjectives - common["verb"] - common["function"] - heads.keys()),
        nominalised=nominalised,
        known=known,
        gazetteer=Gazetteer(known),
        anycase=None,
        countries=countries,
        sets={
            name: frozenset(rest.split()) for name, _, rest in (x.partition(" ") for x in lines("actor_word_sets.txt"))
        },
    )


def _heads() -> tuple[dict[str, Head], dict[str, Head], dict[str, set[str]]]:
    """Return the nouns that head actor phrases, adjectives that mean people after "the", and the sets of other words."""
    heads: dict[str, Head] = {}
    nominalised: dict[str, Head] = {}
    sets: dict[str, set[str]] = {"modifier": set(), "verbish": set(), "bare": set()}
    for line in lines("actor_words.txt"):
        kind, role, *entries = line.split()
        spaced = [entry.replace("_", " ") for entry in entries]
        if kind in sets:
            sets[kind].update(spaced)
        elif kind == "nominalised":
            nominalised.update((entry, Head("GROUP", role, entry, plural=True)) for entry in spaced)
        elif kind == "nominalised1":
            nominalised.update((entry, Head("PERSON", role, entry, plural=False)) for entry in spaced)
        else:
            _add_heads(heads, kind, None if role in {"-", "OTH"} else role, spaced)
    return heads, nominalised, sets


def _add_heads(heads: dict[str, Head], kind: str, role: str | None, entries: list[str]) -> None:
    label = {"person": "PERSON", "people": "GROUP", "organisation": "ORG", "state": "STATE"}[kind]
    for entry in entries:
        heads.setdefault(entry, Head(label, role, entry, kind == "people"))
        if kind != "people":
            heads.setdefault(plural(entry), Head("GROUP", role, entry, plural=True))


def _names() -> tuple[dict[str, str | None], dict[str, str], dict[str, set[str]], dict[str, Known]]:
    """Return titles, heads of names, events and the like, and the gazetteer's names, by form."""
    titles: dict[str, str | None] = {}
    name_heads: dict[str, str] = {}
    others: dict[str, set[str]] = {"event": set(), "place": set(), "not": set()}
    known: dict[str, Known] = {}
    for line in lines("countries.tsv"):
        code, kind, forms = line.split("\t")
        names = forms.split("|")
        for form in names:
            canonical = names[0] if kind == "name" else form
            _add_known(known, form, Known(frozenset({kind}), code, "GOV", canonical))
    for line in lines("actor_names.txt"):
        kind, country, role, *entries = line.split()
        spaced = [entry.replace("_", " ") for entry in entries]
        if kind == "title":
            titles.update((entry, None if role == "-" else role) for entry in spaced if entry not in titles)
        elif kind == "head":
            name_heads.update((entry.lower(), role) for entry in spaced)
        elif kind in others:
            others[kind].update(spaced)
        else:
            for form in spaced:
                fact = Known(
                    frozenset({kind}), None if country == "-" else country, None if role == "-" else role, form
                )
                _add_known(known, form, fact)
    return titles, name_heads, others, known


def _add_known(known: dict[str, Known], form: str, fact: Known) -> None:
    old = known.get(form)  # "US" is a name and an adjective: the first entry's facts hold
    known[form] = fact if old is None else replace(old, kinds=old.kinds | fact.kinds)


def _country_names() -> Iterator[tuple[str, str]]:
    """Yield each country's code and its plainest name: the longest of the first three without an article or dots."""
    for line in lines("countries.tsv"):
        code, kind, forms = line.split("\t")
        if kind == "name":
            plain = [form for form in forms.split("|") if "." not in form and not form.isupper()]
            yield code, _PLAIN.get(code, (plain or [forms])[0])


def _listed(name: str) -> dict[str, set[str]]:
    """Return the words of a list by their kind, which every line says first."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines(name):
        kind, *entries = line.split()
        found[kind].update(entries)
    return found


def _nouns() -> tuple[dict[str, tuple[str, str]], set[str]]:
    """Return the kind and sector of nouns, and the adjectives."""
    found: dict[str, tuple[str, str]] = {}
    adjectives: set[str] = set()
    for line in lines("noun_kinds.txt"):
        kind, sector, *entries = line.split()
        if kind == "adjective":
            adjectives.update(entries)
        else:
            found.update(dict.fromkeys(entries, (kind, sector)))
    return found, adjectives


def _common() -> dict[str, set[str]]:
    found = _listed("common_words.txt")
    found["verb"] = {form for base in found["verb"] for form, _ in inflected(base, double=doubles(base))} | found[
        "irregular"
    ]
    return found
