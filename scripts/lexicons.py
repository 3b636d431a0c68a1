"""Write annotate/heuristics/lexicons/countries.tsv from babel, pycountry and countryinfo, corrected by hand.

Run in an environment with the dependency group `lexicons`: `python scripts/lexicons.py [--check]`. The hand-written
corrections are in countries_by_hand.tsv beside the output: what they say is added, their kind `not` is taken away.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pycountry
from babel import Locale

FOLDER = Path(__file__).parent.parent / "annotate" / "heuristics" / "lexicons"
OUTPUT = FOLDER / "countries.tsv"
KINDS = ("name", "adjective", "people", "capital")
Row = tuple[str, str, str]
LATIN = re.compile(r"[A-Z][A-Za-zÀ-ɏ.'’ -]{2,}")
# Uninhabited or without a polity of their own: their names are places only.
PLACES = frozenset("AQ BV HM UM TF IO GS CX CC NF SJ EU EZ UN QO XA XB ZZ AC CP DG EA IC TA CQ".split())  # noqa: SIM905 - read as words
PEOPLE_WITHOUT_S = ("ese", "ch", "sh", "ss", "ois", "gasy", "abe", "i-Kiribati", "Vanuatu")


def from_babel() -> Iterator[Row]:
    """Yield the English country names of CLDR, the long and the variant form."""
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code.isalpha() and code not in PLACES:  # noqa: PLR2004 - alpha-2
            yield code, "name", re.sub(r"\s*\(.*\)", "", name).replace(" & ", " and ")


def from_pycountry() -> Iterator[Row]:
    """Yield the names of ISO 3166 that are not written backwards ("Korea, Republic of")."""
    for country in pycountry.countries:
        for key in ("name", "common_name", "official_name"):
            name = getattr(country, key, "")
            if name and "," not in name and "(" not in name and country.alpha_2 not in PLACES:
                yield country.alpha_2, "name", name


def from_countryinfo() -> Iterator[Row]:
    """Yield English alternative names, the demonym as adjective and people, and the capital."""
    for path in sorted(Path(str(files("countryinfo"))).glob("data/*.json")):
        country = json.loads(path.read_text("utf-8"))
        code = country.get("ISO", {}).get("alpha2", "") if isinstance(country, dict) else ""
        if not code or code in PLACES or code in {"AN", "CS"} or not pycountry.countries.get(alpha_2=code):
            continue
        for name in country.get("altSpellings") or ():
            if re.match(
                r"(Republic|Kingdom|State|Federal Republic|People's Republic|Islamic Republic) of (the )?[A-Z]", name
            ):
                yield code, "name", name
        for demonym in re.split(r"[,/]", country.get("demonym") or ""):
            if demonym and not demonym.endswith("Islander"):
                yield code, "adjective", demonym
                if not demonym.endswith(PEOPLE_WITHOUT_S):
                    yield code, "people", demonym + "s"
        capital = country.get("capital")
        if isinstance(capital, str) and capital and "/" not in capital:
            yield code, "capital", capital


def by_hand() -> Iterator[Row]:
    """Yield the corrections."""
    for line in (FOLDER / "countries_by_hand.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, kind, words = line.split("\t")
            for word in words.split("|"):
                yield code, kind, word


def merged() -> dict[tuple[str, str], list[str]]:
    """Return the words of each country and kind. One word of one kind belongs to the country whose own name it is."""
    hand = list(by_hand())
    refused = {(code, form) for code, kind, word in hand if kind == "not" for form in (word, word + "s")}
    words: dict[tuple[str, str], list[str]] = defaultdict(list)
    owner: dict[tuple[str, str], str] = {}
    for code, kind, word in (
        *(r for r in hand if r[1] != "not"),
        *from_babel(),
        *from_pycountry(),
        *from_countryinfo(),
    ):
        clean = word.strip().removeprefix("The ").removeprefix("the ").replace("’", "'")
        known = LATIN.fullmatch(clean) or (code, kind, word) in hand
        owned = known and (code, word) not in refused and owner.setdefault((kind, clean), code) == code
        if owned and clean not in words[code, kind]:
            words[code, kind].append(clean)
    return words


def table() -> str:
    """Return the file as text: the header names sources, versions, licences and the date."""
    date = datetime.now(UTC).date().isoformat()
    head = (
        f"# Countries: ISO 3166-1 alpha-2 code, kind ({', '.join(KINDS)}), words. Written by scripts/lexicons.py on {date} from\n"
        f"# babel {version('babel')} (BSD-3-Clause; names from Unicode CLDR, Unicode-3.0), pycountry {version('pycountry')} (LGPL-2.1; facts of ISO 3166),\n"
        f"# countryinfo {version('countryinfo')} (MIT; demonyms and capitals), and countries_by_hand.tsv (this package).\n"
    )
    words = merged()
    order = sorted(words, key=lambda key: (key[0], KINDS.index(key[1])))
    return head + "".join(
        f"{code}\t{kind}\t{'|'.join(words[code, kind])}\n" for code, kind in order if words[code, kind]
    )


def facts(text: str) -> list[str]:
    """Return the lines that say something: the header carries a date and versions."""
    return [line for line in text.splitlines() if not line.startswith("#")]


def main() -> int:
    """Write the table, or with --check say whether the committed one is what would be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the committed file differs")
    if not parser.parse_args().check:
        OUTPUT.write_text(table(), "utf-8")
        return 0
    same = OUTPUT.is_file() and facts(OUTPUT.read_text("utf-8")) == facts(table())
    print(f"{OUTPUT.name} is {'current' if same else 'stale: run scripts/lexicons.py'}", file=sys.stderr)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
