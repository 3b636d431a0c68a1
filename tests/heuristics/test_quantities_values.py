"""Whatever number a generator writes, in digits or words, with scale, currency, range or modifier, comes back the same."""

import math

from hypothesis import given
from hypothesis import strategies as st

from annotate.annotations import Span
from annotate.heuristics import quantities
from annotate.text.view import view

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {"": 1.0, " million": 1e6, " billion": 1e9, " trillion": 1e12}
SHORT = {"": 1.0, "m": 1e6, "bn": 1e9, "k": 1e3, " million": 1e6, " billion": 1e9, " trillion": 1e12}
SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "US$": "USD", "HK$": "HKD", "RM": "MYR", "Rs ": "INR", "EUR": "EUR"}
NAMES = {" dollars": "USD", " euros": "EUR", " Swiss francs": "CHF", " yen": "JPY", " rupees": "INR"}
MODIFIERS = {
    "": "exact", "about ": "approximate", "nearly ": "approximate", "more than ": "at_least", "at least ": "at_least",
    "up to ": "at_most", "less than ": "at_most", "an estimated ": "approximate", "no more than ": "at_most",
}  # fmt: skip
UNITS = {" km": "kilometer", " tonnes": "metric_ton", " acres": "acre", " litres": "liter", "%": "%", " percent": "%"}

whole = st.integers(2, 999_999_999)
decimal = st.integers(11, 99_999).map(lambda cents: cents / 100)


def in_words(value: int) -> str:
    """Return a whole number below a billion in English words."""
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")
    for size, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            joint = " and " if size == 100 or 0 < rest < 100 else " "
            return f"{in_words(value // size)} {name}" + (joint + in_words(rest) if rest else "")
    raise AssertionError(value)


def only(text: str) -> Span:
    spans = quantities.find(view(text)).spans
    assert len(spans) == 1, (text, [span.text for span in spans])
    return spans[0]


def same(found: object, wanted: float) -> bool:
    return isinstance(found, float) and math.isclose(found, wanted, rel_tol=1e-9)


@given(whole, st.sampled_from(sorted(MODIFIERS)))
def test_grouped_digits_count(value: int, modifier: str) -> None:
    span = only(f"They lost {modifier}{value:,} books.")
    assert same(span.attributes["value"], value), span
    assert span.attributes["noun"] == "book"
    assert span.attributes["modifier"] == MODIFIERS[modifier]
    assert span.text == f"{modifier.removeprefix('an ')}{value:,} books"


@given(st.integers(2, 999_999_999), st.sampled_from(sorted(MODIFIERS)))
def test_words_count(value: int, modifier: str) -> None:
    span = only(f"They lost {modifier}{in_words(value)} books.")
    assert same(span.attributes["value"], value), span
    assert (span.attributes["noun"], span.attributes["modifier"]) == ("book", MODIFIERS[modifier])


@given(decimal, st.sampled_from(sorted(SHORT)), st.sampled_from(sorted(SIGNS)), st.sampled_from(sorted(MODIFIERS)))
def test_money_with_a_sign(value: float, scale: str, sign: str, modifier: str) -> None:
    span = only(f"It cost {modifier}{sign}{value:.2f}{scale} then.")
    assert same(span.attributes["value"], value * SHORT[scale]), span
    assert (span.attributes["unit"], span.attributes["kind"]) == (SIGNS[sign], "money")
    assert span.attributes["modifier"] == MODIFIERS[modifier]


@given(decimal, st.sampled_from(sorted(SCALES)), st.sampled_from(sorted(NAMES)))
def test_money_with_a_name(value: float, scale: str, name: str) -> None:
    span = only(f"It cost {value:,}{scale}{name} then.")
    assert same(span.attributes["value"], value * SCALES[scale]), span
    assert span.attributes["unit"] == NAMES[name]


@given(decimal, st.sampled_from(sorted(SCALES)), st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(MODIFIERS)))
def test_measures(value: float, scale: str, unit: str, modifier: str) -> None:
    span = only(f"It was {modifier}{value:,}{scale}{unit} then.")
    assert same(span.attributes["value"], value * SCALES[scale]), span
    assert (span.attributes["unit"], span.attributes["modifier"]) == (UNITS[unit], MODIFIERS[modifier])


@given(
    st.integers(2, 400),
    st.integers(1, 400),
    st.sampled_from([" to ", "-", "–"]),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from([" km", " tonnes", "%"]),
)
def test_ranges_carry_scale_and_unit_to_the_lower_end(low: int, more: int, joint: str, scale: str, unit: str) -> None:
    span = only(f"It takes {low}{joint}{low + more}{scale}{unit} then.")
    assert same(span.attributes["value"], low * SCALES[scale]), span
    assert same(span.attributes["value_high"], (low + more) * SCALES[scale]), span
    assert span.attributes["unit"] == UNITS[unit]


@given(st.integers(2, 400), st.integers(1, 400), st.sampled_from(["$", "£", "€"]), st.sampled_from(sorted(SCALES)))
def test_ranges_of_money(low: int, more: int, sign: str, scale: str) -> None:
    for text in (
        f"between {sign}{low} and {sign}{low + more}{scale}",
        f"{sign}{low} to {sign}{low + more}{scale}",
        f"{sign}{low}{scale} to {sign}{low + more}{scale}",
        f"{sign}{low}-{low + more}{scale}",
    ):
        span = only(f"It costs {text} then.")
        assert same(span.attributes["value"], low * SCALES[scale]), span
        assert same(span.attributes["value_high"], (low + more) * SCALES[scale]), span
        assert (span.attributes["unit"], span.text) == (SIGNS[sign], text)


@given(st.integers(1, 9_999), st.sampled_from(["-", "−", "minus "]))
def test_signs(value: int, sign: str) -> None:
    assert same(only(f"It moved {sign}{value:,}% then.").attributes["value"], -value)
