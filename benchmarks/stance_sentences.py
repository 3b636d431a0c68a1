"""Act, polarity and the rest of each stance, per class, on the 300 marked sentences that are kept apart from the twins.

    .venv/bin/python -m benchmarks.stance_sentences [--errors]

Cues are outermost ones and count as found if they share a character with a marked one; all other figures are over the found
cues. With --errors each error of the odd lines follows: those may be read to write a rule, the even ones are the check.
"""

import sys
from collections import Counter

from tests.heuristics.stance_outcomes import Outcome, Outcomes, outcomes


def share(right: int, total: int) -> str:
    """Return a share in percent with its counts."""
    return f"{100 * right / max(total, 1):5.1f} %  ({right} of {total})"


def confusion(counts: Counter[tuple[str, str]]) -> None:
    """Print for each class how often it is right, and what it is taken for."""
    for kind in sorted({gold for gold, _ in counts}):
        row = Counter({mine: count for (gold, mine), count in counts.items() if gold == kind})
        others = ", ".join(f"{mine} {count}" for mine, count in row.most_common() if mine != kind)
        print(f"  {kind:9} {share(row[kind], row.total()):24} {others}")
    print(f"  {'all':9} {share(sum(count for (gold, mine), count in counts.items() if gold == mine), counts.total())}")


def summary(told: Outcomes) -> None:
    """Print the table."""
    matched = [one for one in told.cues if one.cue is not None]
    print(f"cues: recall    {share(len(matched), len(told.cues))}")
    print(f"      precision {share(len(matched), len(matched) + len(told.unwanted))}")
    wrong = Counter(word.split()[0] for one in matched for word in one.wrong)
    for what in ("holder", "certainty", "negated"):
        print(f"{what:15} {share(len(matched) - wrong[what], len(matched))}")
    for what in ("act", "polarity"):
        print(what)
        confusion(told.confusion(what))


def line(one: Outcome) -> str:
    """Return the errors of one cue in words."""
    return f"{one.place}: {'; '.join(one.wrong) if one.cue else 'not found'} <{one.cue}>\n    {one.text}"


def main() -> None:
    """Print the table, then the errors if asked."""
    told = outcomes()
    summary(told)
    for odd in (True, False):
        half = [one for one in told.cues if one.odd is odd]
        found = [one for one in half if one.cue is not None]
        right = sum(one.act == one.mark.settings["act"] for one in found)
        print(f"{'odd' if odd else 'even'} lines: cues {share(len(found), len(half))}, act {share(right, len(found))}")
    if "--errors" in sys.argv[1:]:
        print(*(line(one) for one in told.cues if one.odd and (one.cue is None or one.wrong)), sep="\n")
        for place, cue, text in told.unwanted:
            if int(place.rpartition(":")[2]) % 2:
                print(f"{place}: unwanted <{cue}>\n    {text}")


if __name__ == "__main__":
    main()
