"""What verbs share in talking and listening: arguments, articles in, records out, tables; talk goes to stderr."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from annotate import store
from annotate.annotations import Article
from annotate.errors import AnnotateError, Fault
from annotate.sources import json_lines
from annotate.sources.intake import STDIN, Intake, gathered, ingest, other_files
from annotate.wording import counted

FOLDER = Path(".annotate")
EXPORTS = Path("exports")
_NAMED = 3  # files that are named where more were met
_WIDE = 120  # characters of a table where there is no terminal to ask


def say(words: str) -> None:
    """Print a line for the person, beside the data."""
    print(words, file=sys.stderr, flush=True)


def add_articles(sub: argparse.ArgumentParser) -> None:
    """Add the positional ARTICLES."""
    sub.add_argument(
        "articles", metavar="ARTICLES", help="a .jsonl or .txt file, a folder of them, or - for JSON Lines on stdin"
    )


def add_source(sub: argparse.ArgumentParser) -> None:
    """Add --from FILE, beside a positional NAME."""
    sub.add_argument("--from", dest="source", metavar="FILE", help="annotated articles (default: exports/NAME.jsonl)")


def add_out(sub: argparse.ArgumentParser) -> None:
    """Add -o OUT."""
    sub.add_argument(
        "-o", "--out", metavar="OUT", default=STDIN, help="file to write, - for stdout (default: %(default)s)"
    )


def add_json(sub: argparse.ArgumentParser) -> None:
    """Add --json."""
    sub.add_argument("--json", action="store_true", help="print the summary as JSON on stdout, for machines")


def add_folder(sub: argparse.ArgumentParser) -> None:
    """Add --folder."""
    words = "where the server, the manifest and the pseudonyms are kept (default: %(default)s)"
    sub.add_argument("--folder", metavar="DIR", type=Path, default=FOLDER, help=words)


def add_project(sub: argparse.ArgumentParser) -> None:
    """Add --project NAME."""
    sub.add_argument(
        "--project", metavar="NAME", required=True, help="name of the corpus; its projects are called NAME · PASS"
    )


def positive(text: str) -> int:
    """Return the number that is written; argparse says what is wrong with another."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def pulled(name: str) -> Path:
    """Return where `annotate pull` writes a corpus, and where the verbs that follow look for it."""
    return EXPORTS / f"{name}.jsonl"


def source_of(asked: argparse.Namespace) -> Path:
    """Return the file that --from names, else what was pulled under NAME."""
    if asked.source:
        return Path(asked.source)
    source = pulled(asked.name)
    if not source.exists():
        remedy = f"`annotate pull {asked.name}` writes it, or name a file by --from"
        raise AnnotateError(f"{source}: cannot be read (there is no such file); {remedy}")
    return source


def articles_in(name: str) -> Intake:
    """Return the articles that ARTICLES names, made canonical."""
    if name != STDIN:
        intake = ingest(Path(name))
        others = other_files(Path(name))
        if others:
            named = ", ".join(file.name for file in others[:_NAMED]) + (", ..." if len(others) > _NAMED else "")
            say(f"{counted(len(others), 'file')} in {name} left alone, being no articles by their names: {named}")
        return intake
    lines = store.lines(sys.stdin.buffer, "stdin", lambda line: json_lines.article(line, fresh=True))
    return gathered(("stdin", number, item) for number, item in lines)


def records_in(name: str) -> Iterator[tuple[str, int, Article | Fault]]:
    """Yield (file, line, article or fault) of a JSON Lines file or stdin, texts exactly as they are."""
    if name == STDIN:
        yield from (("stdin", number, item) for number, item in json_lines.untouched(sys.stdin.buffer, "stdin"))
    else:
        yield from json_lines.read(Path(name), fresh=False)


def records_out(name: str, records: Iterable[object]) -> int:
    """Write records to a file, whole or not at all, or to stdout; return how many."""
    if name == STDIN:
        return store.write_to(sys.stdout.buffer, records)
    return store.write(Path(name), records)


def text_of(name: str) -> str:
    """Return what a text file says; AnnotateError if it cannot be read or is not UTF-8."""
    try:
        with store.reading(Path(name)):
            return Path(name).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise AnnotateError(f"{name}: not UTF-8; convert the file to UTF-8") from error


def report_faults(faults: Sequence[Fault]) -> None:
    """Print every fault on a line of its own."""
    for fault in faults:
        say(str(fault))


def rejects_of(out: Path) -> Path:
    """Return where what did not get into a file of records is kept, with its reason."""
    return out.with_suffix(".rejects.jsonl")


def keep_rejects(out: str, faults: Sequence[Fault]) -> None:
    """Print every fault; beside a file of records they are kept too, and those of an earlier run are gone."""
    report_faults(faults)
    if out == STDIN or not Path(out).is_file():  # a device or pipe has nothing beside it
        return
    rejects = rejects_of(Path(out))
    if faults:
        records_out(str(rejects), [fault._asdict() for fault in faults])
        say(f"{len(faults)} rejected, listed in {rejects}")
    else:
        rejects.unlink(missing_ok=True)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a small table on stderr: text left, numbers right."""
    from rich.console import Console
    from rich.table import Table

    drawn = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    cells = [[str(cell) for cell in row] for row in rows]
    for index, column in enumerate(columns):
        numeric = bool(cells) and all(
            row[index].replace(".", "").replace("%", "").isdigit() for row in cells if row[index]
        )
        drawn.add_column(column, justify="right" if numeric else "left", no_wrap=True)
    for row in cells:
        drawn.add_row(*row)
    wide = None if sys.stderr.isatty() else _WIDE
    Console(stderr=True, highlight=False, width=wide).print(drawn)


def summary(values: dict[str, Any], *, as_json: bool) -> None:
    """Print a run's counts: JSON on stdout for machines, one line on stderr for people."""
    if as_json:
        print(json.dumps(values, ensure_ascii=False))
    else:
        say(", ".join(f"{value} {name.replace('_', ' ')}" for name, value in values.items()))


@contextmanager
def progress(words: str, total: int) -> Iterator[Any]:
    """Give a function that counts one step; a bar is drawn where stderr is a terminal."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=total)
        yield lambda: bar.advance(task)
