"""The words of a dataset's card, around the tables that `card` counts."""

from collections.abc import Mapping
from typing import NamedTuple

from annotate.dataset.card.charts import AGREEMENT
from annotate.dataset.splits.held_out import HASH, OUTLET, TIME
from annotate.dataset.standoff.words import CONTENTS, OPENING, REHYDRATION
from annotate.scheme import Scheme

_TRAINING = """\
from collections import Counter, defaultdict
from pathlib import Path

from datasets import load_dataset

FOLDER = str(Path.cwd())  # this folder; or the dataset's name on the Hub
tokens = load_dataset(FOLDER, "tokens")
train = tokens["train"].filter(lambda row: row["actors"] is not None)
names = train.features["actors"].feature.names
id2label = dict(enumerate(names))  # with label2id, what the configuration of a token classifier asks for
label2id = {name: i for i, name in id2label.items()}

seen = defaultdict(Counter)
for row in train:
    for word, tag in zip(row["tokens"], row["actors"]):
        seen[word][tag] += 1
usual = {word: tags.most_common(1)[0][0] for word, tags in seen.items()}

split = "test" if "test" in tokens and len(tokens["test"]) else "train"
rows = [row for row in tokens[split] if row["actors"] is not None]
right = sum(usual.get(word, 0) == tag for row in rows for word, tag in zip(row["tokens"], row["actors"]))
total = sum(len(row["tokens"]) for row in rows)
print(f"{len(label2id)} tags; each word with its usual tag: {right / max(total, 1):.1%} of {total} tokens in {split}")
"""

_OPENING = """\
```python
from datasets import load_dataset

articles = load_dataset("path/to/this/folder", "documents")  # the default; the other configs are listed below
```

"""

_CONTENTS = """\
- `documents`: one row an article with its gold `spans`, `relations` and `entities`. Offsets are code points,
  `text[start:end]` is the span's `text`; `head_index` and `tail_index` are positions in `spans`.
- {layer_configs}: one row a span (a cue with all that belongs to it), with its sentence.
- `entities`: one row an actor of an article, with its mentions.
- `tokens`: one row a sentence, BIO tags for each layer; null where no person has checked the layer. BIO is flat, so
  {lost} spans that overlap others or run over sentences cannot be read back exactly (`lost`).
- `by_annotator`: one row an annotation, machine suggestions included, with what became of each suggestion. Articles
  that no person has touched ({untouched}) are here only.
- `span_votes`: one row a candidate extent with each annotator's label: for learning from disagreement.

`checked` says whether a person has judged the row's layer. A null attribute means that nothing was said. Numbers are
given as floats and, in columns that end in `_exact`, as the decimals that were written. Class ids follow the scheme's order.

"""


class Words(NamedTuple):
    """What a card says of its own kind of release: how to load it, what the configs hold, and a snippet at the end."""

    opening: str
    contents: str
    last: str


FULL_WORDS = Words(_OPENING, _CONTENTS, f"## Train\n\n```python\n{_TRAINING}```\n")
STANDOFF_WORDS = Words(OPENING, CONTENTS, REHYDRATION)

_TEXT = """\
# {name}

<!-- Written by `annotate export`, which writes it anew each time. Only what stands between the markers of your own words is
kept. -->

News articles with spans for {layers}, as their annotators left them. Every number on this page is counted from the
data. Dataset version {version}, scheme {scheme_version}, guidelines {guidelines_version}.
{about}
{own[introduction]}
{opening}## What is in it

{splits}
{configs}
A split of a config that would have no row is not there.

{contents}### Texts

Characters of an article:

{lengths}
{outlets}
### Labels

{labels}
{pictures}
### Class ids

Columns of classes hold ids. The order of the scheme is the order of the ids; new classes are only ever added at the end.

{ids}
## How it was made

Rules suggest spans and relations; people correct them in Label Studio by the guidelines, actors and quantities first, then
stance. Suggestions: {tools}; annotators worked by guidelines {heard}; written by news-annotate {writer}. The Parquet
files name the library that wrote them (`created_by`).

Annotators: {annotators} (pseudonyms). What stands of a layer is its adjudicated annotation; else the only submitted one; else
what more than half of its annotators kept. Articles by source of the gold:

{gold}
{disputes} spans, relations and attributes on which no majority agreed are not in the gold; `span_votes` and `by_annotator` keep them.

### Agreement

Each two annotators of an article compared; a span matches exactly (extent and label), or overlapping (label, and any
common character). F1 and not kappa: spans have no true negatives.

{agreement}
{agreement_picture}
### What people made of the suggestions

{compared} annotations were made on suggestions, {blind} without seeing any (not counted here).

{acceptance}
### Splits

{rule}
What was once decided is in `splits.lock` and never changes. {withheld} articles that resemble articles on
another side are withheld from all.

The most that two articles on different sides share, {measured}, in word triples:

{leaks}
## Licences of the texts

{licences}
Licence of the annotations: {license}.

## Uses

For training and judging models that find spans, quantities and who says what of whom in English news, and for studying how
annotators and rules differ. Not for judging the people and bodies that are named in it, nor for checking facts.

{own[uses]}
## Limits

Labels follow one scheme and one set of guidelines; suggestions may have anchored the people who corrected them. News text
names real people and repeats claims that may be false: a stance row says that a source said something, not that it is so.

{own[limits]}
## Files and hashes

The hash of a file changes with the library that wrote it; the hash of the rows changes with the rows alone. Rows are hashed
by column, a nested column by its path: which values are null (a byte each), the lengths of texts and lists, the values one
after another. A split's hash is the SHA-256 of a line `PATH TYPE STREAM SHA-256` for each of these, a config's that of a line
`SPLIT HASH` for each split; `annotate/dataset/files/hashes.py` says every detail. `annotate check` compares both.

{hashes}
## Citation and contact

```bibtex
{bibtex}```

`CITATION.cff` says the same for tools, `croissant.json` describes the files. Contact: {reach}.

{own[contact]}
"""

RULES = {  # what the card says of each way to split
    HASH: """\
Near-duplicate articles (half of their word triples in common, or two fifths of the shorter one's) form clusters that stay in
one split. A new cluster goes where the hash of its earliest article says; while there are fewer than 1,000 articles, to the split
furthest below 80/10/10; with fewer than ten clusters, to train.""",
    TIME: """\
The newest articles are held out: those from the two days that `splits.lock` names on are validation and test. A
near-duplicate of an article on another side is withheld.""",
    OUTLET: """\
Whole outlets are held out, each in the split furthest below 80/10/10. A near-duplicate of an article on another side is
withheld.""",
}


def prose(
    *,
    name: str,
    scheme: Scheme,
    about: str,
    facts: Mapping[str, object],
    words: Words,
    plots: Mapping[str, str],
    own: Mapping[str, str],
    **tables: str,
) -> str:
    """Return the body of the card.

    `about` is what its makers say of the corpus, `own` their blocks by name, `plots` the pictures by path; `tables` and
    `facts` fill its gaps.
    """
    layers = [layer.name for layer in scheme.layers]
    told = {"layer_configs": ", ".join(f"`{layer}`" for layer in layers), **facts}
    return _TEXT.format(
        name=name,
        layers=", ".join(layers[:-1]) + f" and {layers[-1]}" if len(layers) > 1 else layers[0],
        scheme_version=scheme.version,
        guidelines_version=scheme.guidelines,
        about=f"\n{about.strip()}\n" if about.strip() else "",
        opening=words.opening,
        contents=words.contents.format(**told),
        pictures="\n".join(picture for path, picture in plots.items() if path != AGREEMENT),
        agreement_picture=plots.get(AGREEMENT, ""),
        own=own,
        **tables,
        **facts,
    )
