"""Plurals: whether a word is the plural of a noun by its form, and its singular: `gunmen`, `prizes`, `Hutus`, `MPs`."""

from functools import lru_cache

from annotate.text.closed_classes import words

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
# Verbs in the third person whose form is no plural of a noun.
THIRD_PERSON = words("""comes makes takes gets gives becomes seems remains appears contains includes requires pays earns owns sells
    buys adds brings sends spends provides allows involves applies agrees believes insists argues warns tells knows thinks writes
    speaks sings teaches creates produces receives refers relates reflects represents refuses decides describes discusses enjoys
    exists explains grows happens hears learns lets loses manages occurs performs prefers prepares prevents protects proves
    publishes recommends remembers replaces responds sees seeks sits succeeds suffers tends understands wears weighs keeps finds
    says goes""")
_NO_PLURAL = THIRD_PERSON | words("""this his its hers ours yours theirs is was has does as us yes always perhaps news thus plus
    versus across towards afterwards besides sometimes nowadays overseas less unless press process class business loss boss mass
    pass glass status campus virus bonus focus census consensus basis crisis analysis gas bus means physics
    politics economics athletics mathematics alias atlas canvas christmas kansas texas paris james charles wales
    states' dallas douglas thomas jones williams davis harris themselves ourselves yourselves hours-long upwards downwards
    forwards backwards indoors outdoors upstairs downstairs""")
# How plurals end, how much of that goes, and what comes instead; the first that fits.
_ENDINGS = (
    ("children", 3, ""),
    ("women", 2, "an"), ("men", 2, "an"), ("ies", 3, "y"),
    ("ouses", 1, ""), ("auses", 1, ""),
    *((ending, 2, "") for ending in ("sses", "shes", "ches", "xes", "tzes", "oes", "uses")),
)  # fmt: skip


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
