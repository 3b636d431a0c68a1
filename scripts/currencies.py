"""Write annotate/heuristics/lexicons/currencies.tsv: ISO 4217 codes with their English names and symbols.

Source: Unicode CLDR, read through babel. Run with the dependency group `lexicons`; the result is committed.
"""

from datetime import UTC, datetime
from pathlib import Path

import babel
from babel import Locale
from babel.core import get_cldr_version

TARGET = Path(__file__).parent.parent.joinpath("annotate", "heuristics", "lexicons", "currencies.tsv")
HEADER = """\
# Currencies: ISO 4217 code, symbol (empty if none but the code), English names (first the singular, | between).
# Source: Unicode CLDR {cldr} through babel {babel}, written by scripts/currencies.py. Licence: Unicode-3.0. Date: {date}.
"""
NO_CURRENCY = (
    "testing",
    "unknown",
    "special drawing",
    "bond market",
    "accounting",
    "unit",
    "gold",
    "silver",
    "platinum",
    "palladium",
)


def rows() -> list[str]:
    """Return one line a currency: code, symbol, names; testing codes and units of account are left out."""
    english = Locale("en")
    found = []
    for code, name in sorted(english.currencies.items()):
        plurals = english._data["currency_names_plural"].get(code, {})  # noqa: SLF001 - babel has no public accessor
        names = [plurals.get(form, "") for form in ("one", "other")]
        names = list(dict.fromkeys(x.replace("–", "-").strip().lower() for x in (*names, name) if x))
        if "(" in names[0] or any(word in names[0] for word in NO_CURRENCY):
            continue
        names = [x for x in names if "(" not in x]
        symbol = english.currency_symbols.get(code, "")
        found.append(f"{code}\t{'' if symbol == code else symbol}\t{'|'.join(names)}")
    return found


def main() -> None:
    """Write the file anew."""
    today = datetime.now(tz=UTC).date().isoformat()
    TARGET.write_text(
        HEADER.format(cldr=get_cldr_version(), babel=babel.__version__, date=today) + "\n".join(rows()) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
