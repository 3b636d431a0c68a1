"""What the card of a stand-off release says in its own words."""

OPENING = """\
**This release has no text of the articles.** It says where each span stands, and carries keyed hashes of its words. Who
has the articles brings them back with

```bash
annotate rehydrate path/to/this/folder --texts my-articles.jsonl -o articles.jsonl
```

```python
from datasets import load_dataset

articles = load_dataset("path/to/this/folder", "documents")  # the default; the other configs are listed below
```

"""

CONTENTS = """\
- `documents`: one row an article with its gold `spans`, `relations` and `entities`, its `url`, and the `text_sha256` and
  `n_chars` of its text. Offsets are code points into that text, which was made canonical first (LF line ends, no byte
  order mark, no control characters); `head_index` and `tail_index` are positions in `spans`.
- {layer_configs}: one row a span (a cue with all that belongs to it), with the extent of its sentence.
- `entities`: one row an actor of an article, with its mentions.
- `by_annotator`: one row an annotation, machine suggestions included, with what became of each suggestion. Articles
  that no person has touched ({untouched}) are here only. `annotate rehydrate` reads this config.
- `span_votes`: one row a candidate extent with each annotator's label: for learning from disagreement.

Left out: `tokens`, whose rows are the text; titles, sentences, the words of parts, and whatever else a source said of an
article. All of it is there again once the articles are rehydrated and exported.

In the place of words stand

- `surface_hash`: BLAKE2b (8 bytes) of the span's words, and `context_hash`: of the 12 characters before it, a null
  character, and the 12 after it. The key is the BLAKE2b (32 bytes) of the article's id.
- `name_sealed`, `noun_sealed`, `unit_sealed`: what annotators wrote with words of the text, opened by the words of the span
  (or of the entity's most frequent mention) and by nothing else. `unit` is in the clear where it is a term of a standard.

Whoever guesses a name can confirm it by its hash: the hashes protect wording, not secrets.

`checked` says whether a person has judged the row's layer. A null attribute means that nothing was said. Numbers are
given as floats and, in columns that end in `_exact`, as the decimals that were written. Class ids follow the scheme's order.

"""

REHYDRATION = """\
## Rehydrate

```bash
annotate rehydrate path/to/this/folder --texts my-articles.jsonl -o articles.jsonl   # or a folder of .txt files
mkdir full && cp path/to/this/folder/splits.lock full/                               # the same splits
annotate export full --from articles.jsonl -o full                                   # every config, tokens included
```

A copy is found by the hash of its text; else by `id`, by `url` or by the name of its file. Where the text is the very text,
everything is exact. Where it was edited, spans are found again by their hashes, and each that is uncertain or lost stands
with its reason in `articles.report.jsonl`.

## Use without the texts

```python
from collections import Counter
from pathlib import Path

from datasets import load_dataset

FOLDER = str(Path.cwd())  # this folder; or the dataset's name on the Hub
for split, rows in load_dataset(FOLDER, "documents").items():
    names = rows.features["spans"].feature["label"].names
    print(split, Counter(names[span["label"]] for row in rows for span in row["spans"]).most_common())
```
"""
