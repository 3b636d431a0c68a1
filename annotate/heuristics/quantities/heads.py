"""Heads: where the noun phrase behind a number ends, and which of its words is counted."""

from annotate.heuristics.quantities.phrase_ends import SIGNS, ends, follows_closely, plural_near
from annotate.heuristics.quantities.plurals import IRREGULAR, is_acronyms, is_plural
from annotate.heuristics.quantities.possessors import owns
from annotate.heuristics.quantities.quoted_nouns import QUOTES, quoted_end
from annotate.text.closed_classes import words
from annotate.text.view import View

_MOST_WORDS = 7
_VERBS = words("""comes makes takes gets gives becomes seems remains appears means contains includes requires says goes
    has is was""")
# Nouns that end as verbs and adverbs do: one deed, one family, one building.
LIKE_VERBS = words("""bed seed deed feed breed weed shed sled reed speed moped watershed misdeed riverbed seabed family ally rally
    assembly supply reply anomaly monopoly fly bully belly folly thing king ring wing spring string sibling inning building meeting
    hearing shooting killing bombing stabbing opening painting wedding ceiling feeling warning landing ruling reading sitting setting
    crossing outing drawing filing finding gathering helping offering posting rating recording showing sighting training beating
    briefing screening dwelling listing serving filling""")
_STATES = frozenset({"dead", "poor"})
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
_LONGEST_SINGULAR = 5


def plural_head(seen: View, begins: int, *, one: bool) -> tuple[int, int]:
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
        if index > begins and head in {-1, index - 1} and owns(seen, index):  # two women's teams
            head = -1
        elif not lower[0].isalpha() or ends(words[index]) or (head >= 0 and lower in _STATES) or lower == "feared":
            # Sixteen feared dead.
            break
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


def singular_head(seen: View, first: int, stop: int) -> int:
    """Return the last word of a run that can be a noun phrase in the singular, or -1."""
    head = -1
    for index in range(first, min(stop, first + _LONGEST_SINGULAR)):
        lower = seen.lower[index]
        verb = lower in _VERBS or (lower.endswith(("ed", "ly", "ing")) and lower not in LIKE_VERBS)
        if not lower[0].isalpha() or (index > first and verb and "-" not in lower):
            break
        head = index
    return head


def _passed(seen: View, index: int, begins: int) -> int:
    """Return the token after what may stand before a head: quoted words, a coordination, digits in an adjective, `Corp.`; or 0."""
    word = seen.words[index]
    if word in QUOTES:
        return quoted_end(seen, index)
    if word[0].isdigit():
        if _is_compound(seen, index):
            return index + 2
        model = index > begins and word.isdigit() and seen.words[index - 1][0].isupper()  # two Boeing 737 jets
        return index + 1 if model and plural_near(seen, index + 1) else 0
    if index == begins:
        return 0
    if word == "," and index == begins + 1:
        listed = _is_adjective(seen.words[begins]) and index + 1 < len(seen.words) and seen.words[index + 1].islower()
        return index + 1 if listed and plural_near(seen, index + 2) else 0
    joined = word.lower() in _LINKS and plural_near(seen, index + 1)
    return index + 1 if joined or (word == "." and seen.words[index - 1] in _SHORTENED) else 0


def _takes_number(words: list[str], index: int, lower: str) -> bool:
    """Say whether a plural form right after a number is a verb with an amount after it: a family of four costs $2,500."""
    after = words[index + 1] if index + 1 < len(words) else "."
    return lower in _ALSO_VERBS and (after[0].isdigit() or after in SIGNS)


def _is_adjective(word: str) -> bool:
    """Say whether a word before a comma can be the first of two adjectives: two small, rural towns; not: two hurt, others say."""
    return word.islower() and not word.endswith(("ed", "en", "s")) and word not in _NO_ADJECTIVES


def _stands_before(seen: View, index: int) -> bool:
    """Say whether a plural only stands before the head: two United States marines' homes, two sports utility vehicles."""
    word = seen.words[index]
    return (word in _IN_NAMES or word.lower() in _BEFORE_NOUNS) and plural_near(seen, index + 1)


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
