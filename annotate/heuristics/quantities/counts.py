"""Counts: what a number counts: `1,500 special forces troops`, `a nine-member panel`, `eight artillery and rocket rounds`."""

from functools import lru_cache
from typing import NamedTuple

from annotate.annotations import Extent
from annotate.heuristics.quantities import modifiers
from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.quoted_nouns import QUOTES, quoted_end
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.counts", "quantities.counts_hyphen", "quantities.counts_bare")
SCORE = 0.95
SCORE_HYPHEN = 0.95
SCORE_BARE = 0.9
_MOST_WORDS = 7
_SHORTEST_PLURAL = 4
IRREGULAR = {
    "rotorcraft": "rotorcraft", "hovercraft": "hovercraft", "watercraft": "watercraft",
    "people": "people", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "lives": "life", "wives": "wife", "knives": "knife", "wolves": "wolf",
    "leaves": "leaf", "halves": "half", "thieves": "thief", "shelves": "shelf", "criteria": "criterion",
    "phenomena": "phenomenon", "crises": "crisis", "analyses": "analysis", "bases": "base", "theses": "thesis",
    "media": "medium", "data": "data", "police": "police", "aircraft": "aircraft", "spacecraft": "spacecraft",
    "sheep": "sheep", "fish": "fish", "deer": "deer", "cattle": "cattle", "personnel": "personnel",
    "staff": "staff", "species": "species", "series": "series", "headquarters": "headquarters", "gallows": "gallows",
    "buses": "bus", "gases": "gas", "viruses": "virus", "campuses": "campus", "bonuses": "bonus", "movies": "movie",
    "cookies": "cookie", "ties": "tie", "pies": "pie", "zombies": "zombie", "calories": "calorie", "rookies": "rookie",
    "dead": "dead", "poor": "poor", "rupiah": "rupiah", "offspring": "offspring", "shoes": "shoe", "horses": "horse",
    "cases": "case", "houses": "house", "nurses": "nurse", "purchases": "purchase", "leases": "lease", "uses": "use",
    "courses": "course", "clauses": "clause", "causes": "cause", "phases": "phase", "expenses": "expense",
    "licenses": "license", "responses": "response", "diseases": "disease", "franchises": "franchise",
    "enterprises": "enterprise", "exercises": "exercise", "promises": "promise", "premises": "premises", "axes": "axis",
    "niches": "niche", "caches": "cache", "headaches": "headache", "passers-by": "passer-by", "airstrikes": "airstrike",
    "qataris": "qatari", "iraqis": "iraqi", "israelis": "israeli", "pakistanis": "pakistani", "saudis": "saudi",
    "bangladeshis": "bangladeshi", "kuwaitis": "kuwaiti", "emiratis": "emirati", "omanis": "omani", "yemenis": "yemeni",
    "somalis": "somali", "nepalis": "nepali", "kashmiris": "kashmiri", "bahrainis": "bahraini", "taxis": "taxi",
    "azerbaijanis": "azerbaijani", "skis": "ski", "roma": "roma", "schoolchildren": "schoolchild", "videos": "video",
    "others": "other", "servicemen": "serviceman", "warehouses": "warehouse", "releases": "release",
    "hutus": "hutu", "tutsis": "tutsi", "hindus": "hindu", "zulus": "zulu", "houthis": "houthi", "nazis": "nazi",
    "maoris": "maori", "punjabis": "punjabi", "bengalis": "bengali", "sunnis": "sunni", "rabbis": "rabbi", "menus": "menu",
    "tsunamis": "tsunami", "safaris": "safari", "kiwis": "kiwi", "gurus": "guru", "alibis": "alibi", "emus": "emu",
    "crew": "crew", "oxen": "ox", "lice": "louse", "bacteria": "bacterium", "alumni": "alumnus", "fungi": "fungus",
    "stimuli": "stimulus", "nuclei": "nucleus", "oases": "oasis", "diagnoses": "diagnosis", "loaves": "loaf", "calves": "calf",
    "scarves": "scarf", "hooves": "hoof", "livestock": "livestock", "clergy": "clergy", "lenses": "lens", "quizzes": "quiz",
    "midwives": "midwife", "housewives": "housewife", "toes": "toe", "foes": "foe", "canoes": "canoe", "lies": "lie",
    "selfies": "selfie", "hoodies": "hoodie", "brownies": "brownie", "prairies": "prairie", "sorties": "sortie",
    "avalanches": "avalanche", "moustaches": "moustache", "muses": "muse", "fuses": "fuse", "excuses": "excuse",
    "ruses": "ruse", "accuses": "accuse", "salmon": "salmon", "bison": "bison", "crossroads": "crossroads",
    "increases": "increase", "pulses": "pulse", "noises": "noise", "roses": "rose", "hypotheses": "hypothesis",
}  # fmt: skip
_NO_PLURAL = words("""this his its hers ours yours theirs is was has does as us yes always perhaps news thus plus versus across
    towards afterwards besides sometimes nowadays overseas less unless press process class business loss boss mass
    pass glass status campus virus bonus focus census consensus basis crisis analysis gas bus says goes physics
    politics economics athletics mathematics alias atlas canvas christmas kansas texas paris james charles wales
    states' dallas douglas thomas jones williams davis harris themselves ourselves yourselves hours-long upwards downwards
    forwards backwards indoors outdoors upstairs downstairs comes makes takes gets gives becomes seems remains
    appears means contains includes requires""")
STOP = words("""a an the this that these those my your his her its our their some any every each no all both either neither of
    in on at by for from with without to into onto over under above below between among against during before
    after since until till through throughout across along around behind beyond near off out up down about as than
    per via versus and or but nor so yet if when while where who whom whose which what why how because although
    though unless whether i you he she it we they me him them us himself herself itself themselves who's is am are
    was were be been being has have had having do does did done will would shall should can could may might must
    cannot not n't never also too very only just even still already again ago apart away back then there here now
    today yesterday tomorrow tonight later earlier soon monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december said say says told tell
    added according more less most least fewer worth so-called took went came got made left found lost won died
    fell rose including within upon toward towards inside despite such like per cent percent one two three
    four five six seven eight nine ten another others' much many few several instead rather once twice thereby
    therefore however moreover meanwhile became become began brought thought wrote sat stood ran spoke held kept met sent threw
    chose drove grew knew saw gave broke caught felt flew forgot heard sought taught remained""")
_NO_HYPHEN_NOUN = words(
    "to on in of for by under over and or plus strong some something somethings odd and-a-half th st nd rd d x"
)
_VERBS = words("""comes makes takes gets gives becomes seems remains appears means contains includes requires says goes
    has is was""")
_FAR = 3
_STATES = frozenset({"dead", "poor"})
_TEN_AND_TEN = 20
# How plurals end, how much of that goes, and what comes instead; the first that fits.
_ENDINGS = (
    ("children", 3, ""),
    ("women", 2, "an"), ("men", 2, "an"), ("ies", 3, "y"),
    ("ouses", 1, ""), ("auses", 1, ""),
    *((ending, 2, "") for ending in ("sses", "shes", "ches", "xes", "tzes", "oes", "uses")),
)  # fmt: skip
_POSSESSIVE = frozenset({"'s", "’s"})
_APOSTROPHES = frozenset("'’")
_LINKS = frozenset({"and", "or"})
_DETERMINERS = words("the these those his her its their our my your")


class Noun(NamedTuple):
    """What is counted: the extent of the noun phrase up to its head, its lemma, and the token after it."""

    extent: Extent
    lemma: str
    stop: int


@lru_cache(maxsize=1 << 16)
def is_plural(word: str) -> bool:
    """Say whether a word in small letters is a plural noun by its form."""
    if word in IRREGULAR:
        return True
    if word.endswith(("men", "children")) and len(word) > 5:  # noqa: PLR2004 - gunmen, not women in "specimen"
        return not word.endswith(("specimen", "regimen", "abdomen", "acumen", "stamen", "bitumen", "cyclamen"))
    return (
        len(word) >= _SHORTEST_PLURAL
        and word[-1] == "s"
        and word[-2] not in "s'’"
        and not word.endswith(("us", "is"))
        and word not in _NO_PLURAL
    )


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """Return the singular of a plural noun, by table and rule; a word that is no plural stays."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if not is_plural(word):
        return word
    for ending, cut, put in _ENDINGS:
        if word.endswith(ending):
            return word[:-cut] + put
    return word[:-1]


def is_acronyms(token: str) -> bool:
    """Say whether a token is the plural of an acronym: MPs, NGOs, SUVs."""
    return token[-1] == "s" and token[:-1].isupper() and len(token) > 2  # noqa: PLR2004 - As and Is are none


def follows_closely(seen: View, index: int) -> bool:
    """Say whether a token continues the line before it: a line break is crossed only before a small letter."""
    gap = seen.text[seen.ends[index - 1] : seen.starts[index]]
    if "\n" in gap:
        return "\n\n" not in gap and seen.words[index][0].islower()
    return len(gap) <= _FAR


def after(seen: View, number: Number, *, one: bool = False) -> Noun | None:
    """Return the noun phrase after a number: up to the last of its plural nouns; with `one`, up to a singular head."""
    number = modifiers.behind(seen, number)
    words, begins = seen.words, number.stop
    if words[begins : begins + 1] == ["more"]:
        begins += 1
    one = one and words[begins - 1] != "more"  # one or more transactions
    head, index = _head(seen, begins, one=one)
    if head < 0 and one:
        head = _singular_head(seen, quoted_end(seen, begins) or begins, index)
    if head < 0:
        return None
    return Noun((seen.starts[begins], seen.ends[head]), _lemma(seen, begins, head), head + 1)


def _head(seen: View, begins: int, *, one: bool) -> tuple[int, int]:
    """Return the last plural of the noun phrase that begins at a token, -1 if there is none, and where the phrase ends."""
    words = seen.words
    head, index = -1, begins
    most = min(len(words), begins + _MOST_WORDS)
    while index < most and follows_closely(seen, index):
        lower = words[index].lower()
        if lower in QUOTES and head < 0:
            index = quoted_end(seen, index)
            if index:
                continue
            break
        if lower in _LINKS and head < 0 and begins < index and _plural_near(seen, index + 1):
            pass
        elif lower in _POSSESSIVE and index > begins and words[index - 1].islower():  # two women's teams
            head = -1
        elif head < 0 and _is_compound(seen, index):  # two 17-year-old boys
            index += 1
        elif not lower[0].isalpha() or lower in STOP or (head >= 0 and lower in _STATES):
            break
        elif is_plural(lower) or is_acronyms(words[index]):
            if one and lower not in IRREGULAR:  # one plane averages: a verb
                break
            head = -1 if one and IRREGULAR[lower] == lower else index  # one staff member
        elif head >= 0:
            break
        index += 1
    return head, index


def _is_compound(seen: View, index: int) -> bool:
    """Say whether digits begin an adjective tied by hyphens: the 17 of `17-year-old`."""
    end = seen.ends[index]
    return seen.words[index].isdigit() and seen.text[end : end + 1] == "-" and seen.text[end + 1 : end + 2].islower()


def of_these(seen: View, number: Number) -> Noun | None:
    """Return the group that a number is taken from, up to its head: `one of the most gifted players`, `22 of Ann's cards`."""
    words, index = seen.words, number.stop
    if words[index : index + 1] != ["of"] or number.end != seen.ends[index - 1] or index + 2 >= len(words):
        return None
    begins = _past_possessor(words, index + 1)
    if not begins and words[index + 1].lower() in _DETERMINERS:
        begins = index + 2
    if words[begins : begins + 1] in (["most"], ["more"], ["least"], ["few"], ["many"], ["several"]):
        begins += 1
    return after(seen, number._replace(stop=begins)) if begins else None


def _past_possessor(words: list[str], index: int) -> int:
    """Return the token after a name with its 's (`Japan's`, `the New York Mets'`), 0 if there is none."""
    for stop in range(index, min(index + _FAR + 1, len(words))):
        if words[stop] in _POSSESSIVE or (words[stop] in _APOSTROPHES and words[stop - 1][-1] == "s"):
            return stop + 1
        if not words[stop][0].isalpha():
            return 0
    return 0


def _plural_near(seen: View, index: int) -> bool:
    """Say whether a plural comes within three tokens, before anything that ends a noun phrase."""
    for token in seen.words[index : index + _FAR]:
        lower = token.lower()
        if not token[0].isalpha() or lower in STOP:
            return False
        if is_plural(lower):
            return True
    return False


def _singular_head(seen: View, first: int, stop: int) -> int:
    """Return the last word of a run that can be a noun phrase in the singular, or -1."""
    head = -1
    for index in range(first, min(stop, first + _FAR + 2)):
        lower = seen.words[index].lower()
        verb = lower.endswith(("ed", "ly", "ing")) or lower in _VERBS
        if not lower[0].isalpha() or (index > first and verb and "-" not in lower):
            break
        head = index
    return head


def _lemma(seen: View, first: int, head: int) -> str:
    """Return the words up to the head, the head in the singular; names keep their capitals."""
    words = [word for word in seen.words[first : head + 1] if word not in QUOTES]
    last = words[-1]
    if is_acronyms(last):
        return " ".join([*words[:-1], last[:-1]])
    bare = singular(last.lower())
    words[-1] = bare if last.islower() else last[: len(bare)] if last.lower().startswith(bare) else bare
    return " ".join(words).replace(" 's", "'s").replace(" ’s", "’s").replace(" - ", "-")


def hyphened(seen: View, number: Number) -> Noun | None:
    """Return the noun that a hyphen ties to a number: `nine-member`, `10-team`; not `two-to-one`, `20-odd`."""
    text, end = seen.text, number.end
    if end + 2 >= len(text) or text[end] not in "-‐‑" or not text[end + 1].isalpha():
        return None
    if not text[end + 1].islower() and (number.value >= _TEN_AND_TEN or not text[end + 2].islower()):  # a 5-Word Plan
        return None
    index = number.stop - 1 if seen.ends[number.stop - 1] > end else number.stop + 1
    if index >= len(seen.words):
        return None
    token_end = seen.ends[index]
    tail = text[end + 1 : token_end]
    piece = tail.split("-", 1)[0].lower()
    if not piece or piece in _NO_HYPHEN_NOUN:
        return None
    return Noun((end + 1, token_end), singular(tail.lower()), index + 1)
