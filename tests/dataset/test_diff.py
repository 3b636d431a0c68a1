"""What changed between two releases: every operation and nothing else, by label and source, in files and folders."""

import json
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotate import store
from annotate.annotations import Article, Meta
from annotate.dataset.card.tally import Summary
from annotate.dataset.diff.changes import Change, Difference, failures
from annotate.dataset.diff.diff import difference
from annotate.dataset.diff.release import of_records, read_release
from annotate.dataset.diff.report import report
from annotate.dataset.diff.shifts import GONE, Shifts
from annotate.dataset.diff.words import code, plain
from annotate.dataset.export import export
from annotate.errors import DatasetError
from tests.dataset.corpus import corpus
from tests.dataset.edit_scripts import Built, Script
from tests.heard import heard
from tests.records import SCHEME
from tests.soak import SOAK, record

MARKED = {"span", "relation", "entity"}


def compared(before: list[Article], after: list[Article]) -> Difference:
    return difference(of_records("a", before, SCHEME), of_records("b", after, SCHEME), SCHEME)


def said(before: str, after: str) -> list[str]:
    """Return the changes between two marked texts, in words."""
    found = compared([heard("x", {"gold": before})], [heard("x", {"gold": after})])
    lines = report(found, "text", limit=99).splitlines()
    return [line.removeprefix("  “x”: ") for line in lines if line.startswith("  “x”: ")]


CASES = {
    "nothing": ("[Peru|STATE] voted.", "[Peru|STATE] voted.", []),
    "a span more": ("Peru voted.", "[Peru|STATE] voted.", ["span added STATE “Peru” [0, 4)"]),
    "a span less": ("[Peru|STATE] voted.", "Peru voted.", ["span removed STATE “Peru” [0, 4)"]),
    "ends moved": (
        "The [union|ORG] spoke.",
        "[The union|ORG] spoke.",
        ["span moved ORG “union” [4, 9), now “The union” [0, 9)"],
    ),
    "another label": (
        "[Lima|ORG] voted.",
        "[Lima|STATE] voted.",
        ["span relabelled ORG “Lima” [0, 4), now STATE"],
    ),
    "label, ends and attribute are three changes": (
        "The [union|GROUP use=actor] spoke.",
        "[The union|ORG use=place] spoke.",
        [
            "span relabelled GROUP “union” [4, 9), now ORG",
            "span moved GROUP “union” [4, 9), now “The union” [0, 9)",
            "span changed GROUP “union” [4, 9): use “actor” → “place”",
        ],
    ),
    "an attribute less, a number and a part": (
        "[about $40|QUANTITY value=40 modifier=approximate part.number=40] left.",
        "[about $40|QUANTITY value=40.5 part.number=$40] left.",
        [
            (
                "span changed QUANTITY “about $40” [0, 9): value 40 → 40.5, modifier “approximate” → –, "
                "part number “[7, 9)” → “[6, 9)”"
            )
        ],
    ),
    "an actor's new name is one change, whatever mentions it": (
        "[Peru|STATE entity=Peru] [said|CUE act=report holder=Peru] so.",
        "[Peru|STATE entity=Pirwa] [said|CUE act=report holder=Pirwa] so.",
        ["entity changed “Peru”: name “Peru” → “Pirwa”"],
    ),
    "a mention of another actor": (
        "[Peru|STATE entity=Peru] and [it|STATE entity=Peru] met [Chad|STATE entity=Chad].",
        "[Peru|STATE entity=Peru] and [it|STATE entity=Chad] met [Chad|STATE entity=Chad].",
        ["span changed STATE “it” [9, 11): entity “Peru” → “Chad”"],
    ),
    "a relation goes with its span": (
        "[Ruiz|PERSON #r] was [blamed|CUE act=oppose target=r:negative].",
        "Ruiz was [blamed|CUE act=oppose].",
        ["span removed PERSON “Ruiz” [0, 4)", "relation removed target “blamed” → “Ruiz”"],
    ),
    "polarity": (
        "[Ruiz|PERSON #r] was [blamed|CUE act=oppose target=r:negative].",
        "[Ruiz|PERSON #r] was [blamed|CUE act=oppose target=r:neutral].",
        ["relation changed target “blamed” → “Ruiz”: polarity “negative” → “neutral”"],
    ),
    "a relation of another label": (
        "[Ruiz|PERSON #r] was [told|CUE act=report target=r].",
        "[Ruiz|PERSON #r] was [told|CUE act=report addressee=r].",
        ["relation relabelled target “told” → “Ruiz”, now addressee"],
    ),
    "a relation with another end": (
        "[Ruiz|PERSON #r] and [Peru|STATE #p] were [told|CUE act=report target=r].",
        "[Ruiz|PERSON #r] and [Peru|STATE #p] were [told|CUE act=report target=p].",
        ["relation moved target “told” → “Ruiz”, now “told” → “Peru”"],
    ),
    "a byline in front moves nothing": (
        "[Peru|STATE part.name=Peru] voted, [40 farms|QUANTITY value=40 part.number=40] too.",
        "By Peru Post: [Peru|STATE part.name=Peru] voted, [40 farms|QUANTITY value=40 part.number=40] too.",
        ["text changed, 25 → 39 characters"],
    ),
    "a sentence before one that begins like it": (
        "Rain fell. [The board|ORG] voted.",
        "Rain fell. The board met. [The board|ORG] voted.",
        ["text changed, 27 → 42 characters"],
    ),
    "words cut out with their span": (
        "[Peru|STATE] voted. [Chad|STATE] slept. Rain fell.",
        "[Peru|STATE] voted. Rain fell.",
        ["text changed, 34 → 22 characters", "span removed STATE “Chad” [12, 16)"],
    ),
    "a word of a span replaced": (
        "In May [the old board|ORG] voted.",
        "In May [the new board|ORG] voted.",
        ["text changed, 27 → 27 characters"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_of_a_change(case: str):
    before, after, wanted = CASES[case]
    assert said(before, after) == wanted


def told(change: Change, sides: tuple[dict[str, Built], dict[str, Built]]) -> tuple[object, ...]:
    """Return a change in the terms of the script that made it."""
    key = None
    if change.what in MARKED:
        keys = [
            built[change.article].keys[change.what, str(facts["id"])]
            for built, facts in zip(sides, (change.before, change.after), strict=True)
            if facts is not None
        ]
        assert len(set(keys)) == 1, change
        key = keys[0]
    fields = tuple(
        (name, *((None, None) if name.startswith("part ") else values)) for name, values in change.fields.items()
    )
    return change.what, change.kind, change.article, key, fields


def check_script(number: int) -> int:
    script = Script(number)
    first, second = ({b.article.id: b for b in side} for side in script.sides())
    before, after = script.releases()
    found = difference(before, after, SCHEME)
    assert Counter(told(change, (first, second)) for change in found.changes) == Counter(script.wanted), number
    for (what, label), total in found.totals.items():
        counts = found.by_label()
        if what != "article" and not any(c.kind == "relabelled" for c in found.changes):
            change = total.new - total.gone + counts[what, label, "added"] - counts[what, label, "removed"]
            assert total.after - total.before == change, (number, what, label)
    backwards = difference(after, before, SCHEME)
    swapped = {"added": "removed", "removed": "added"}
    kinds = Counter((c.what, swapped.get(c.kind, c.kind)) for c in backwards.changes)
    assert kinds == Counter((c.what, c.kind) for c in found.changes), number
    return len(found.changes)


@pytest.mark.soak
def test_the_difference_is_the_edit_script():
    scripts = max(40, 5 * SOAK)
    changes = sum(map(check_script, range(scripts)))
    assert changes > 200
    record(
        "`annotate diff` of generated edits",
        f"{scripts} edit scripts: exactly their {changes:,} changes, and none else",
    )


@given(st.integers(min_value=0, max_value=10**9))
def test_any_edit_script_is_found(number: int):
    check_script(number)


@given(st.text(alphabet="ab c.\n", max_size=40), st.text(alphabet="ab c.\n", max_size=40))
def test_a_stretch_of_any_text_lands_inside_any_other(before: str, after: str):
    shifts = Shifts(before, after)
    for start in range(len(before)):
        for end in range(start + 1, len(before) + 1):
            new = shifts.extent(start, end)
            assert new == GONE or 0 <= new[0] < new[1] <= len(after)
            if before == after:
                assert new == (start, end)


def test_records_and_their_export_do_not_differ(written: tuple[Path, Summary, list[str]], tmp_path: Path):
    store.write(tmp_path / "small.jsonl", corpus())
    for author in (None, "a01", "heuristics"):
        one = read_release(written[0], SCHEME, author=author)
        other = read_release(tmp_path / "small.jsonl", SCHEME, author=author)
        assert difference(one, other, SCHEME).changes == ()
        assert difference(other, one, SCHEME).changes == ()
        assert one.authors == other.authors == {"a01", "a02", "heuristics"}


def test_a_folder_shows_what_was_done_to_the_records(written: tuple[Path, Summary, list[str]], tmp_path: Path):
    articles = corpus()
    first = articles[0]
    spans = [a.spans[0] for a in first.annotations]
    annotations = tuple(msgspec.structs.replace(a, spans=a.spans[1:]) for a in first.annotations)
    cut = msgspec.structs.replace(first, annotations=annotations, meta=Meta(source="Post", language="en"))
    assert spans[0].label == "PERSON"
    (tmp_path / "set").mkdir()
    lock = (
        (written[0] / "splits.lock")
        .read_text()
        .replace(
            '"id":"kobe","cluster":"kobe","split":"', '"id":"kobe","cluster":"kobe","split":"test","rule":"v1"}\n#'
        )
    )
    lines = [line for line in lock.splitlines() if not line.startswith("#")]
    (tmp_path / "set" / "splits.lock").write_text("\n".join(lines) + "\n")
    export([cut, *articles[1:-1]], tmp_path / "set", SCHEME, name="set")
    found = difference(read_release(written[0], SCHEME), read_release(tmp_path / "set", SCHEME), SCHEME)
    assert [(c.what, c.kind, c.article) for c in found.changes] == [
        ("split", "moved", "kobe"),
        ("article", "changed", "oran"),
        ("span", "removed", "oran"),
        ("article", "removed", "untouched"),
    ]
    assert set(found.changes[1].fields) == {"title", "source", "published", "license", "zones"}
    assert failures(found, ()) == ["1 split moved: a model may have been trained on what is now its test"]
    assert found.by_source()["Post", "span", "removed"] == 1


def test_one_author_is_compared_and_the_others_are_not():
    one = heard("x", {"a01": "[Peru|STATE] voted.", "a02": "Peru voted."})
    other = heard("x", {"a01": "[Peru|STATE] voted.", "a02": "[Peru|ORG] voted."})
    kinds = {}
    for author in ("a01", "a02", "a03"):
        before, after = (of_records("x", [article], SCHEME, author=author) for article in (one, other))
        kinds[author] = [change.kind for change in difference(before, after, SCHEME).changes]
    assert kinds == {"a01": [], "a02": ["added"], "a03": []}


def test_gold_that_a_second_person_made_surer_is_told():
    found = compared(
        [heard("x", {"a01": "[Peru|STATE] voted."})],
        [heard("x", {"a01": "[Peru|STATE] voted.", "a02": "[Peru|STATE] voted."})],
    )
    assert [change.fields for change in found.changes] == [{"gold_source": ("single", "majority")}]


def test_an_article_that_is_first_judged_is_changed_not_added():
    machine = heard("x", {"heuristics": "[Peru|STATE] voted."})
    person = heard("x", {"heuristics": "[Peru|STATE] voted.", "a01": "[Peru|STATE] voted."})
    found = compared([machine], [person])
    assert [(c.what, c.kind) for c in found.changes] == [("article", "changed"), ("span", "added")]


def test_spans_of_whole_articles_are_totals_not_changes():
    found = compared([heard("x", {"gold": "[Peru|STATE] voted."})], [heard("y", {"gold": "[Peru|STATE] [voted|CUE]."})])
    assert [(c.kind, c.article) for c in found.changes] == [("removed", "x"), ("added", "y")]
    assert tuple(found.totals["span", "STATE"]) == (1, 1, 1, 1)
    text = report(found, "text")
    assert "“y”: article added (2 spans, 0 relations)" in text
    assert "gone and new: in articles that were removed or added as a whole." in text


def test_what_fails_is_what_was_asked_for():
    found = compared([heard("x", {"gold": "[Peru|STATE] voted."})], [heard("x", {"gold": "Peru voted."})])
    asked = ("removed", "span", "span.removed", "any")
    assert [failures(found, [name]) for name in asked] == [[f"1 span removed (--fail-on {name})"] for name in asked]
    assert failures(found, ["added", "relation", "relation.removed", "article"]) == []


@given(st.text(max_size=80))
def test_no_words_of_others_are_markup(words: str):
    (line,) = MarkdownIt().parseInline(f"- {code(words)} end")
    codes = [token.content for token in line.children or () if token.type == "code_inline"]
    assert codes == [plain(words)] or not plain(words).strip()
    assert all(token.type in {"text", "code_inline"} for token in line.children or ())
    assert plain(words).isprintable()


def test_markdown_is_a_table_and_a_list_whatever_sources_are_called():
    one = heard("x", {"gold": "[Peru|STATE] voted."}, meta=Meta(source="A|b <i> @you"))
    other = msgspec.structs.replace(one, annotations=heard("x", {"gold": "Peru voted."}).annotations)
    html = MarkdownIt().enable("table").render(report(compared([one], [other]), "markdown", failed=["1 span removed"]))
    assert "<td><code>A|b &lt;i&gt; @you</code></td>" in html
    assert "<li>fails: 1 span removed</li>" in html
    assert "<li><code>x</code>: span removed STATE <code>Peru</code> [0, 4)</li>" in html


def test_the_first_changes_are_told_and_the_others_are_counted():
    found = compared(
        [heard(x, {"gold": "[Peru|STATE] voted."}) for x in "abc"], [heard(x, {"gold": "Peru voted."}) for x in "abc"]
    )
    text = report(found, "text", limit=2)
    assert text.count("span removed STATE") == 2
    assert text.endswith("… and 1 more: --limit 3 tells them, --format json holds them all.")
    machine = json.loads(report(found, "json", limit=0))
    assert [change["article"] for change in machine["changes"]] == ["a", "b", "c"]
    assert next(x for x in machine["labels"] if x["label"] == "STATE")["changes"] == {"removed": 3}


def test_folders_that_are_none_or_damaged_are_refused_by_name(written: tuple[Path, Summary, list[str]], tmp_path: Path):
    with pytest.raises(DatasetError, match=r"has no splits\.lock, so it is no dataset"):
        read_release(tmp_path, SCHEME)
    broken = tmp_path / "broken"
    (broken / "documents").mkdir(parents=True)
    (broken / "splits.lock").write_bytes((written[0] / "splits.lock").read_bytes())
    (broken / "documents" / "train-00000-of-00001.parquet").write_bytes(b"PAR1 and then nothing")
    with pytest.raises(DatasetError, match=r"documents/train-00000-of-00001\.parquet: is no whole Parquet file"):
        read_release(broken, SCHEME)
