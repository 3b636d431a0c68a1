"""Other tools' formats: what comes back is what was written, and what they cannot hold is counted."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate import store
from annotate.annotations import Annotation, Article, Entity, Span, reading_order, span_id
from annotate.cli import main
from annotate.dataset.formats import brat, brat_reading, names
from annotate.dataset.formats.catalogue import FORMATS, convert, read
from annotate.dataset.formats.losses import Losses
from annotate.dataset.rows.subject import Subject
from annotate.dataset.splits.splits import read_lock
from annotate.errors import DatasetError, RecordError
from annotate.quality.adjudication import gold
from tests.dataset.corpus import corpus, story
from tests.heard import heard
from tests.records import SCHEME

ROUND_TRIPS = ("brat", "w3c")


def gold_of(article: Article) -> Annotation:
    found = gold(article, SCHEME)
    assert found is not None
    return found.annotation


def essence(annotation: Annotation) -> object:
    """Everything that is said of a text, without who said it and which rules did."""
    named = {value for span in annotation.spans for value in span.attributes.values()}
    return (
        annotation.layers,
        sorted((entity for entity in annotation.entities if entity.id in named), key=lambda entity: entity.id),
        [msgspec.structs.replace(span, rules=(), score=None) for span in reading_order(annotation.spans)],
        sorted((msgspec.structs.replace(r, rules=(), score=None) for r in annotation.relations), key=lambda r: r.id),
    )


def losses_of(folder: Path, name: str) -> dict[str, tuple[int, int]]:
    return {what: (lost, of) for what, lost, of in convert(corpus(), folder, SCHEME, format_name=name).rows()}


def test_the_formats_that_ingest_offers_are_those_that_can_be_read_back() -> None:
    assert set(names.READ) == {name for name, one in FORMATS.items() if one.read}


@pytest.mark.parametrize("name", FORMATS)
def test_splits_are_the_datasets_and_two_runs_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        convert(corpus(), tmp_path / folder, SCHEME, format_name=name)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert {file.parts[0].partition(".")[0] for file in files} >= {"train", "validation", "test"}
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


@pytest.mark.parametrize("name", ROUND_TRIPS)
def test_what_is_written_comes_back_whole(name: str, tmp_path: Path) -> None:
    convert([a for a in corpus() if a.id != "plain"], tmp_path / "out", SCHEME, format_name=name)
    back = {article.id: article for article in read(tmp_path / "out", SCHEME, format_name=name, author="a07")}
    for article in corpus():
        if gold(article, SCHEME) is not None and article.id != "plain":
            assert back[article.id].text == article.text
            assert essence(back[article.id].annotations[0]) == essence(gold_of(article))


@st.composite
def annotated(draw: st.DrawFn) -> Article:
    """Any text with any spans of the actors' layer, some with ids of their own, over line breaks and emoji."""
    text = draw(st.text("ab \n😀é\u2028\t", min_size=8, max_size=40))
    cuts = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12))
    extents = {(start, min(len(text), start + long)) for start, long in draw(st.lists(cuts, max_size=6))}
    solid = [(start, end) for start, end in sorted(extents) if text[start:end].strip() == text[start:end]]
    spans = [
        Span(
            id=draw(st.sampled_from([span_id("CUE", start, end), f"x{start}-{end}"])),
            start=start,
            end=end,
            label="CUE",
            text=text[start:end],
            attributes=draw(
                st.fixed_dictionaries(
                    {}, optional={"act": st.sampled_from(["report", "deny"]), "negated": st.booleans()}
                )
            ),
        )
        for start, end in solid
    ]
    holder = Entity(id="e1", name="Ana\nMora", country="PT")
    if spans:
        first = spans[0]
        spans[0] = msgspec.structs.replace(first, attributes={**first.attributes, "holder": "e1"})
    annotation = Annotation(
        id="a01",
        author="a01",
        role="person",
        layers=tuple(layer.name for layer in SCHEME.layers),
        scheme=SCHEME.version,
        entities=(holder,) if spans else (),
        spans=reading_order(spans),
    )
    return Article(id="a/b c", text=text, annotations=(annotation,))


@given(annotated())
def test_brat_holds_any_span_of_any_text(article: Article) -> None:
    subject = Subject(article, SCHEME, gold=gold(article, SCHEME), split="train", cluster=article.id)
    written = "\n".join(brat.lines(subject, Losses()))
    layers = article.annotations[0].layers
    back = brat_reading.annotation(written, article.text, SCHEME, where="x.ann", author="a01", layers=layers)
    assert essence(back) == essence(gold_of(article))


def test_a_span_over_a_line_break_is_drawn_in_pieces(tmp_path: Path) -> None:
    article = heard("x", {"a01": "[Ana\nMora|PERSON #a] left."})
    convert([article], tmp_path / "x", SCHEME, format_name="brat")
    assert (tmp_path / "x" / "train" / "x.ann").read_text().splitlines()[0] == "T1\tPERSON 0 3;4 8\tAna Mora"


def test_a_person_relabels_in_brat_and_it_comes_back(tmp_path: Path) -> None:
    convert([story("Oran")], tmp_path / "x", SCHEME, format_name="brat")
    marks = tmp_path / "x" / "train" / "oran.ann"
    marks.write_text(marks.read_text().replace("\tPERSON ", "\tGROUP "))
    (back,) = read(tmp_path / "x", SCHEME, format_name="brat", author="a07")
    assert [span.label for span in back.annotations[0].spans if span.text.endswith("Ana Mora")] == ["GROUP"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("T9 PERSON 0 3\tAna", "x.ann:1: 'T9 PERSON"),
        ("R1\tsource Arg1:T1 Arg2:T2", "T1 is spoken of, but no line says what it is"),
        ("T1\tPERSON 0 3\tAna\n#1\tAnnotatorNotes T1\t{", "x.ann:2: the note cannot be read"),
        ("T1\tPERSON 0 999\tAna", "x.ann: R"),
        ("T1\tPERSONA 0 3\tAna", "PERSONA"),
    ],
)
def test_a_broken_line_is_named(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Ana left.")
    (tmp_path / "x.ann").write_text(line)
    with pytest.raises(RecordError) as caught:
        list(read(tmp_path, SCHEME, format_name="brat", author="a07"))
    assert said in str(caught.value)


def test_web_annotations_are_of_the_model_and_name_the_fault(tmp_path: Path) -> None:
    convert([story("Oran")], tmp_path / "x", SCHEME, format_name="w3c")
    path = tmp_path / "x" / "train" / "oran.jsonld"
    page = json.loads(path.read_text())
    assert page["type"] == "AnnotationPage"
    text = path.with_suffix(".txt").read_text()
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] in {"classifying", "linking"}
        if item["motivation"] == "classifying":
            position, quoted = item["target"]["selector"]
            assert text[position["start"] : position["end"]] == quoted["exact"]
            assert text.startswith(
                quoted["prefix"] + quoted["exact"] + quoted["suffix"], position["start"] - len(quoted["prefix"])
            )
    path.write_text("[]")
    with pytest.raises(DatasetError, match=r"oran\.jsonld: is no AnnotationPage"):
        list(read(tmp_path / "x", SCHEME, format_name="w3c", author="a07"))


def test_conll_has_a_document_marker_proper_sentences_and_counts_what_bio_loses(tmp_path: Path) -> None:
    lost = losses_of(tmp_path / "x", "conll")
    lines = [
        line
        for split in ("train", "validation", "test")
        for line in (tmp_path / "x" / f"{split}.conll").read_text().split("\n")
    ]
    gilded = [article for article in corpus() if gold(article, SCHEME) is not None]
    assert sorted(line.split("\t")[1] for line in lines if line.startswith("-DOCSTART-")) == sorted(
        a.id for a in gilded
    )
    texts = {article.id: article.text for article in gilded}
    article = ""
    for fields in (line.split("\t") for line in lines if line):
        if fields[0] == "-DOCSTART-":
            article = fields[1]
        else:
            assert texts[article][int(fields[1]) : int(fields[2])] == fields[0]
    relations = sum(len(gold_of(a).relations) for a in gilded)
    assert lost["relations"] == (relations, relations)
    assert 0 < lost["spans"][0] < lost["spans"][1]


def test_conll_loads_with_datasets(tmp_path: Path, offline: Path) -> None:
    datasets = pytest.importorskip("datasets")
    convert(corpus(), tmp_path / "x", SCHEME, format_name="conll")
    columns = ["tokens", "starts", "ends", "actors", "names", "quantities", "stance"]
    files = str(tmp_path / "x" / "train.conll")
    rows = datasets.load_dataset(
        "conll", data_files=files, column_names=columns, delimiter="\t", cache_dir=str(offline)
    )
    said = [line.split("\t") for line in Path(files).read_text().splitlines() if line and "-DOCSTART-" not in line]
    read = [word for row in rows["train"] for word in zip(*(row[column] for column in columns), strict=True)]
    assert [list(word) for word in read] == said
    assert "B-PERSON" in {word[3] for word in read}


def test_spacy_reads_every_span_that_its_tokens_can_hold(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    lost = losses_of(tmp_path / "x", "docbin")
    vocab = spacy.blank("en").vocab
    docs = {
        d.user_data["id"]: d
        for s in ("train", "validation", "test")
        for d in DocBin().from_disk(tmp_path / "x" / f"{s}.spacy").get_docs(vocab)
    }
    oran = next(article for article in corpus() if article.id == "oran")
    doc = docs["oran"]
    assert doc.text == oran.text
    drawn = {(span.id_, span.start_char, span.end_char, span.label_) for group in doc.spans.values() for span in group}
    assert drawn == {(span.id, span.start, span.end, span.label) for span in gold_of(oran).spans}
    assert [(name.text, name.label_) for name in doc.ents] == [("Ana Mora", "PERSON")]
    assert {relation["label"] for relation in doc.spans["stance"].attrs["relations"]} == {"source", "content"}
    assert lost["spans"][0] == 0


def test_polnear_has_outermost_attributions_alone_as_events(tmp_path: Path) -> None:
    lost = losses_of(tmp_path / "x", "polnear")
    split = read_lock(tmp_path / "x" / "splits.lock")["oran"].split
    lines = (tmp_path / "x" / split / "oran.ann").read_text().splitlines()
    events = [line for line in lines if line.startswith("E")]
    assert events == [
        "E1\tAttribution:T1 Source:T2 Cue:T3 Content:T4",
        "E2\tAttribution:T5 Source:T6 Cue:T7 Content:T8",
    ]
    assert lost["nested attributions"][0] > 0


def test_nothing_else_is_written_over(tmp_path: Path) -> None:
    convert(corpus(), tmp_path / "x", SCHEME, format_name="brat")
    with pytest.raises(DatasetError, match="holds something else than w3c"):
        convert(corpus(), tmp_path / "x", SCHEME, format_name="w3c")
    with pytest.raises(DatasetError, match="no gold to write"):
        convert([heard("x", {"heuristics": "Ana left."})], tmp_path / "y", SCHEME, format_name="brat")


def test_the_command_writes_a_format_and_reads_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    store.write(Path("exports/demo.jsonl"), corpus())
    assert main(["export", "demo", "--format", "brat", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["titles, sources and other meta"]["lost"] > 0
    assert main(["ingest", "exports/demo-brat", "--format", "brat", "--author", "a07", "-o", "back.jsonl"]) == 0
    assert len(store.load(Path("back.jsonl"), SCHEME)) == len([a for a in corpus() if gold(a, SCHEME) is not None])
    assert main(["export", "demo", "--format", "brat", "--text", "standoff"]) == 1
    shutil.rmtree("exports/demo-brat")
    assert main(["ingest", "exports/demo-brat", "--format", "brat"]) == 1
