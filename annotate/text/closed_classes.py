"""Closed classes of English: the words that can be listed, by which clauses and phrases are told apart."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set: lists of words are read as words."""
    return frozenset(text.split())


BE = words("be is are was were am been being 's 're 'm ’s ’re ’m get got gets getting")
HAVE = words("have has had having 've ’ve 'd ’d")
DO = words("do does did don't doesn't didn't don’t doesn’t didn’t")
MODALS = words("will would can could may might must shall should cannot 'll ’ll 'd ’d")
NEGATIONS = words("not never no neither nor hardly barely")
BE_OR_MODALS = BE | MODALS
HELPERS = BE | HAVE | DO | MODALS | NEGATIONS
ADVERBS = words("""also now then later still already ever just even once again often soon only always sometimes further earlier first
    instead today yesterday simply perhaps maybe almost quite too previously""")
_ADJECTIVES_IN_LY = words(
    "family rally ally july italy reply supply early only daily weekly likely friendly elderly assembly"
)
DETERMINERS = words(
    "the a an this that these those his her its their our my your some any no every each another both all either"
)
OBJECTS = words("him them me us himself herself themselves")
QUANTIFIERS = words("many both this these those")
GENITIVES = words("'s ’s")
POSSESSIVE_PRONOUNS = words("his her its their our my your")
POSSESSIVES = POSSESSIVE_PRONOUNS | GENITIVES | {"whose"}
NOMINATIVE = words("i he she we they it")
SUBJECTS = words("""i you he she it they we who which this these those others everyone someone everybody somebody nobody anyone many
    both""")
PREPOSITIONS = words("""of in on at by for from to with about against into over under after before during between among through without
    within across toward towards since until upon amid despite outside inside around above below beside throughout aboard regarding near behind beyond like as per than via off out up""")
CONJUNCTIONS = words("""and or but nor that because while when where if as although though unless whether since so yet whereas once until
    than what how why""")
LINKS = PREPOSITIONS | CONJUNCTIONS
RELATIVES = words("who which whose whom where")
PUNCTUATION = words(""", ; : — – - \" “ ” ( ) . ? ! … ... [ ] ' ‘ ’ « » ''""")
PASTS = words("""took made went came won lost got gave held ran led put set saw knew became began broke brought built bought fell
    felt found kept left let met paid rose sat sent shot spent stood struck threw told said wrote rode drew drove""")
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
QUOTE_MARKS = words("\" “ ” ‘ ’ ' « » „ `")
_SHORTEST_ADVERB = 5
_SHORTEST_PAST = 5
_NO_PASTS = words("united indeed hundred")


def is_adverb(word: str) -> bool:
    """Say whether a small-letter word is an adverb that may stand in a verb group."""
    return word in ADVERBS or (word.endswith("ly") and len(word) >= _SHORTEST_ADVERB and word not in _ADJECTIVES_IN_LY)


def is_helper(word: str) -> bool:
    """Say whether a small-letter word is an auxiliary, modal or negation."""
    return word in HELPERS or word.endswith(("n't", "n’t"))


def is_past(word: str) -> bool:
    """Say whether a small-letter word looks like a verb's past form: one of PASTS, or a word in -ed."""
    return word in PASTS or (word.endswith("ed") and len(word) >= _SHORTEST_PAST and word not in _NO_PASTS)
