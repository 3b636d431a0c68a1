"""Counts: what a number counts: `1,500 special forces troops`, `a nine-member panel`, `eight artillery and rocket rounds`."""

from msgspec import Struct
from msgspec.structs import replace

from annotate.annotations import Extent
from annotate.heuristics.quantities import modifiers
from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.plurals import IRREGULAR, is_acronyms, is_plural, singular
from annotate.heuristics.quantities.quoted_nouns import QUOTES, quoted_end
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.counts", "quantities.counts_hyphen", "quantities.counts_bare")
SCORE = 0.95
SCORE_HYPHEN = 0.95
SCORE_BARE = 0.9
_MOST_WORDS = 7
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
# Nouns that end as verbs and adverbs do: one deed, one family, one building.
LIKE_VERBS = words("""bed seed deed feed breed weed shed sled reed speed moped watershed misdeed riverbed seabed family ally rally
    assembly supply reply anomaly monopoly fly bully belly folly thing king ring wing spring string sibling inning building meeting
    hearing shooting killing bombing stabbing opening painting wedding ceiling feeling warning landing ruling reading sitting setting
    crossing outing drawing filing finding gathering helping offering posting rating recording showing sighting training beating
    briefing screening dwelling listing serving filling""")
_BEHIND_NUMBERS = words("more such fewer less")  # one more increase, two such cases, one less vote
_FAR = 3
_STATES = frozenset({"dead", "poor"})
_TEN_AND_TEN = 20
_POSSESSIVE = frozenset({"'s", "’s"})
_APOSTROPHES = frozenset("'’")
_LINKS = frozenset({"and", "or", "&"})
_SHORTENED = frozenset(
    {"Corp", "Co", "Inc", "Ltd", "Bros", "St", "Mt", "Jr", "Sr", "Gen", "Gov", "Sen", "Rep", "Dr", "Mr", "Mrs"}
)
# Plural forms that are verbs where a plural stands before them, unless that is one which stands in compounds.
_ALSO_VERBS = words("""faces forecasts plans shows claims hopes needs wants aims helps starts runs leads costs works moves ends calls
    leaves offers reports expects sees finds keeps stands holds plays wins loses drops rises falls gains hits sets cuts puts
    joins sounds looks calls targets raises questions demands doubts marks ranks awaits follows feels fears lives dies visits""")
_IN_COMPOUNDS = words("""sports arms goods savings sales drugs securities futures options rights women veterans communications
    operations systems weapons customs human""")
_BEFORE_NOUNS = words(
    "sports arms goods savings sales drugs securities futures options communications operations systems weapons"
)
_IN_NAMES = frozenset({
    "States", "Nations", "Orleans", "Angeles", "Emirates", "Airlines", "Airways", "Motors", "Industries", "Brothers", "Enterprises",
})  # fmt: skip
_PEOPLES = words("""chinese japanese vietnamese portuguese lebanese sudanese maltese senegalese burmese taiwanese nepalese congolese
    swiss french british irish dutch english spanish danish swedish finnish turkish polish""")
_NO_ADJECTIVES = words("dead hurt missing more less least most others people men women children police")
_SIGNS = frozenset("$£€¥")
_DETERMINERS = words("the these those his her its their our my your several many")


# Names that look like such a word once they are in small letters: 12 US troops.
_CAPITALS = frozenset({"US", "IT", "WHO"})


class Noun(Struct, frozen=True):
    """What is counted: the extent of the noun phrase up to its head, its lemma, and the token after it."""

    extent: Extent
    lemma: str
    stop: int


def ends(word: str) -> bool:
    """Say whether a word ends a noun phrase: a preposition, a pronoun, a verb that is no noun; the US is none."""
    return word.lower() in STOP and word not in _CAPITALS


def follows_closely(seen: View, index: int) -> bool:
    """Say whether a token continues the line before it: a line break is crossed only before a small letter, a figure or a $."""
    gap = seen.text[seen.ends[index - 1] : seen.starts[index]]
    if "\n" in gap:
        sign = seen.words[index][0]
        return "\n\n" not in gap and (sign.islower() or sign.isdigit() or sign in _SIGNS)
    return len(gap) <= _FAR


def after(seen: View, number: Number, *, one: bool = False) -> Noun | None:
    """Return the noun phrase after a number: up to the last of its plural nouns; with `one`, up to a singular head."""
    number = modifiers.behind(seen, number)
    words, begins = seen.words, number.stop
    if begins < len(words) and words[begins] in _BEHIND_NUMBERS:
        begins += 1
    else:
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
        lower = seen.lower[index]
        passed = _passed(seen, index, begins) if head < 0 else 0
        if passed:
            index = passed
            continue
        if index > begins and head in {-1, index - 1} and _owns(seen, index):  # two women's teams
            head = -1
        elif not lower[0].isalpha() or ends(words[index]) or (head >= 0 and lower in _STATES) or lower == "feared":
            break  # sixteen feared dead
        elif is_plural(lower) or is_acronyms(words[index]):
            if (
                _is_verb(words, head, lower)
                or (index == begins and _takes_number(words, index, lower))
                or (one and lower not in IRREGULAR)
            ):  # one plane averages
                break
            if not (one and IRREGULAR[lower] == lower) and not _stands_before(seen, index):  # one staff member
                head = index
        elif head < 0 and lower in _PEOPLES and not _goes_on(seen, index + 1):  # two Chinese and a Swede
            head = index
        elif head >= 0:
            break
        index += 1
    return head, index


def _passed(seen: View, index: int, begins: int) -> int:
    """Return the token after what may stand before a head: quoted words, a coordination, digits in an adjective, `Corp.`; or 0."""
    word = seen.words[index]
    if word in QUOTES:
        return quoted_end(seen, index)
    if word[0].isdigit():
        if _is_compound(seen, index):
            return index + 2
        model = index > begins and word.isdigit() and seen.words[index - 1][0].isupper()  # two Boeing 737 jets
        return index + 1 if model and _plural_near(seen, index + 1) else 0
    if index == begins:
        return 0
    if word == "," and index == begins + 1:
        listed = _is_adjective(seen.words[begins]) and index + 1 < len(seen.words) and seen.words[index + 1].islower()
        return index + 1 if listed and _plural_near(seen, index + 2) else 0
    joined = word.lower() in _LINKS and _plural_near(seen, index + 1)
    return index + 1 if joined or (word == "." and seen.words[index - 1] in _SHORTENED) else 0


def _takes_number(words: list[str], index: int, lower: str) -> bool:
    """Say whether a plural form right after a number is a verb with an amount after it: a family of four costs $2,500."""
    after = words[index + 1] if index + 1 < len(words) else "."
    return lower in _ALSO_VERBS and (after[0].isdigit() or after in _SIGNS)


def _is_adjective(word: str) -> bool:
    """Say whether a word before a comma can be the first of two adjectives: two small, rural towns; not: two hurt, others say."""
    return word.islower() and not word.endswith(("ed", "en", "s")) and word not in _NO_ADJECTIVES


def _owns(seen: View, index: int) -> bool:
    """Say whether a token is the sign of a possessor: 's, or the apostrophe of a plural before another plural."""
    word = seen.words[index]
    touches = word in _APOSTROPHES and seen.ends[index - 1] == seen.starts[index] and seen.words[index - 1][-1] == "s"
    return word in _POSSESSIVE or (touches and index + 1 < len(seen.words) and is_plural(seen.words[index + 1]))


def _stands_before(seen: View, index: int) -> bool:
    """Say whether a plural only stands before the head: two United States marines' homes, two sports utility vehicles."""
    word = seen.words[index]
    return (word in _IN_NAMES or word.lower() in _BEFORE_NOUNS) and _plural_near(seen, index + 1)


def _goes_on(seen: View, index: int) -> bool:
    """Say whether a word that can belong to a noun phrase is at a token."""
    return index < len(seen.words) and seen.words[index][0].isalnum() and not ends(seen.words[index])


def _is_verb(words: list[str], head: int, lower: str) -> bool:
    """Say whether a plural form after a plural is the verb of an earlier subject: each of the four men faces a year."""
    return head >= 0 and lower in _ALSO_VERBS and words[head].lower() not in _IN_COMPOUNDS


def _is_compound(seen: View, index: int) -> bool:
    """Say whether digits begin an adjective tied by hyphens: the 16 of `16-year-old`."""
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
    if begins and words[begins : begins + 1] in (["most"], ["more"], ["least"], ["few"], ["many"], ["several"]):
        begins += 1
    return after(seen, replace(number, stop=begins)) if begins else None


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
        if not token[0].isalpha() or ends(token):
            return False
        if is_plural(token.lower()):
            return True
    return False


def _singular_head(seen: View, first: int, stop: int) -> int:
    """Return the last word of a run that can be a noun phrase in the singular, or -1."""
    head = -1
    for index in range(first, min(stop, first + _FAR + 2)):
        lower = seen.lower[index]
        verb = lower in _VERBS or (lower.endswith(("ed", "ly", "ing")) and lower not in LIKE_VERBS)
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
    return (
        " ".join(words)
        .replace(" 's", "'s")
        .replace(" ’s", "’s")
        .replace(" - ", "-")
        .replace(" . ", ". ")
        .replace(" , ", ", ")
        .replace(" ' ", "' ")
    )


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
