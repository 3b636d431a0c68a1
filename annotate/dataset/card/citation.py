"""How to cite a dataset: CITATION.cff, and the same as BibTeX for the card."""

from typing import Any

from annotate.dataset.card.about import About
from annotate.scheme import Scheme

CITATION = "CITATION.cff"


def title(about: About, name: str) -> str:
    """Return the title that a dataset is cited by."""
    return about.title or name


def authors(about: About, name: str) -> list[dict[str, str]]:
    """Return the authors; where nobody is named, the unnamed makers as one body: no person is made up."""
    return list(about.authors) or [{"name": f"The makers of {title(about, name)}"}]


def abstract(scheme: Scheme) -> str:
    """Return what a dataset of this scheme is, in a sentence."""
    layers = ", ".join(layer.name for layer in scheme.layers)
    return f"News articles with spans and relations ({layers}; scheme {scheme.version}), as their annotators left them."


def citation(about: About, *, name: str, scheme: Scheme) -> bytes:
    """Return CITATION.cff (Citation File Format 1.2.0) of a dataset."""
    from yaml import safe_dump

    facts: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "type": "dataset",
        "title": title(about, name),
        "version": about.version,
        "abstract": abstract(scheme),
        "authors": [_person(author) for author in authors(about, name)],
        "keywords": ["news", "span annotation", "stance", "quantities", "attribution"],
    }
    optional = {"license": about.license, "url": about.url, "doi": about.doi, "date-released": about.released}
    facts |= {key: value for key, value in optional.items() if value}
    text: str = safe_dump(facts, sort_keys=False, allow_unicode=True, width=120)
    return text.encode()


def bibtex(about: About, *, name: str) -> str:
    """Return the entry for a bibliography."""
    lines = {
        "title": title(about, name),
        "author": " and ".join(_bibtex_name(author) for author in authors(about, name)),
        "version": about.version,
        "year": about.released[:4],
        "url": about.url,
        "doi": about.doi,
    }
    key = "".join(c for c in name.lower() if c.isascii() and c.isalnum()) or "dataset"
    said = "".join(f"  {field} = {{{value}}},\n" for field, value in lines.items() if value)
    return f"@misc{{{key},\n{said}}}\n"


def _person(author: dict[str, str]) -> dict[str, str]:
    found = dict(author)
    if "orcid" in found and not found["orcid"].startswith("https://"):
        found["orcid"] = f"https://orcid.org/{found['orcid']}"
    return found


def _bibtex_name(author: dict[str, str]) -> str:
    if "family-names" in author:
        return ", ".join(author[part] for part in ("family-names", "given-names") if part in author)
    return f"{{{author['name']}}}"
