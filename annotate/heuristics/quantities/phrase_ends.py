"""Where a noun phrase ends, and whether a plural comes before that."""

from annotate.heuristics.quantities.plurals import is_plural
from annotate.text.closed_classes import words
from annotate.text.view import View

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
# Names that look like such a word once they are in small letters: 12 US troops.
_CAPITALS = frozenset({"US", "IT", "WHO"})
SIGNS = frozenset("$£€¥")
_WIDEST = 3  # characters between two tokens
_NEAR = 3  # tokens


def ends(word: str) -> bool:
    """Say whether a word ends a noun phrase: a preposition, a pronoun, a verb that is no noun; the US is none."""
    return word.lower() in STOP and word not in _CAPITALS


def follows_closely(seen: View, index: int) -> bool:
    """Say whether a token continues the line before it: a line break is crossed only before a small letter, a figure or a $."""
    gap = seen.text[seen.ends[index - 1] : seen.starts[index]]
    if "\n" in gap:
        sign = seen.words[index][0]
        return "\n\n" not in gap and (sign.islower() or sign.isdigit() or sign in SIGNS)
    return len(gap) <= _WIDEST


def plural_near(seen: View, index: int) -> bool:
    """Say whether a plural comes within three tokens, before anything that ends a noun phrase."""
    for token in seen.words[index : index + _NEAR]:
        if not token[0].isalpha() or ends(token):
            return False
        if is_plural(token.lower()):
            return True
    return False


def plural_follows(seen: View, stop: int) -> bool:
    """Say whether a plural in small letters stands first or second after the number."""
    for word in seen.words[stop : stop + 2]:
        if not word[0].isalpha() or ends(word):
            return False
        if word.islower() and is_plural(word):
            return True
    return False


def capital_plural(words: list[str], stop: int) -> bool:
    """Say whether a plural ends the run of capitalised words: 100 Iraqi soldiers, 200 Labour Party members."""
    for word in words[stop + 1 : stop + 5]:
        if is_plural(word.lower()):
            return True
        if word != "and" and (not word[0].isalpha() or ends(word)):
            return False
    return False
