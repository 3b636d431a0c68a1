"""Annotated articles as JSON Lines: every fault names file and line, a write is whole or not at all."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from errno import EISDIR
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar, cast

import jsonlines
import msgspec

from annotate.annotations import Article
from annotate.errors import AnnotateError, Fault, RecordError
from annotate.invariants import breaches
from annotate.scheme import Scheme

T = TypeVar("T")
_STRETCH = 4 << 20  # bytes that are loaded apart
_article = msgspec.json.Decoder(Article)
_encoder = msgspec.json.Encoder(order="deterministic")


def dumps(value: object) -> bytes:
    """Return a record as one line of JSON without its line end: empty fields left out, keys in one order for ever."""
    return _encoder.encode(value)


def loads(record: bytes | msgspec.Raw) -> Article:
    """Return the article of a record that we wrote; what others wrote is for `read`, which says what is wrong with it."""
    return _article.decode(record)


def lines(source: Iterable[bytes], name: str, decode: Callable[[str], T]) -> Iterator[tuple[int, T | Fault]]:
    """Yield each line's number and what `decode` makes of it, or the fault; blank lines are skipped.

    `decode` refuses a line by raising msgspec.DecodeError or ValueError. Bytes that are no UTF-8 are a fault of their line.
    """
    number = 0

    def counted() -> Iterator[bytes]:
        nonlocal number
        for number, line in enumerate(source, 1):  # noqa: B007 - the count is read outside
            yield line

    def loads(line: str | bytes) -> T:
        try:
            return decode(cast("str", line))  # the reader decodes before it calls
        except msgspec.DecodeError as error:
            raise ValueError(str(error)) from error
        except RecursionError as error:
            raise ValueError("brackets are nested too deep for a record") from error

    with jsonlines.Reader(counted(), loads=loads) as reader:
        while True:
            try:
                value = reader.read(skip_empty=True)
            except EOFError:
                return
            except jsonlines.InvalidLineError as error:
                yield number, Fault(name, number, _plainly(error))
            else:
                yield number, cast("T", value)


def _plainly(error: jsonlines.InvalidLineError) -> str:
    """Return what is wrong with a line in words: the decoder's own, without the library's preamble and line echo."""
    cause = error.__cause__
    if isinstance(cause, UnicodeDecodeError):
        return (
            f"not UTF-8 (byte {cause.object[cause.start]:#04x} at column {cause.start + 1}); convert the file to UTF-8"
        )
    message = str(cause) if cause is not None else "null is no record"
    no_json = cause is None or any(said in message for said in ("JSON is malformed", "truncated"))
    return f"{message}; a record is one JSON object a line" if no_json else message


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Make what forbids reading a file an AnnotateError that names it."""
    try:
        yield
    except OSError as error:
        raise AnnotateError(f"{path}: cannot be read ({error.strerror})") from error


def read(path: Path) -> Iterator[tuple[int, Article | Fault]]:
    """Yield the articles of a JSON Lines file with their line numbers, or what is wrong with a line.

    The shape is checked (keys, types); what the scheme demands is `load`'s. AnnotateError if there is no such file.
    """
    with reading(path), path.open("rb") as source:
        yield from lines(source, str(path), _article.decode)


def load(path: Path, scheme: Scheme) -> list[Article]:
    """Return the articles of a file, every invariant checked; RecordError carries all that is wrong.

    One id with equal texts is one article said twice, which is an error of the file: ids are unique in it.
    """
    return _proven(read(path), str(path), scheme)


def portions(path: Path, scheme: Scheme) -> list[Callable[[], list[Article]]]:
    """Return functions that each `load` a stretch of a file's lines, for other processes to call; one if it is small.

    An id that two stretches have is for the caller to find. AnnotateError if the file cannot be read.
    """
    if not path.is_file() or path.stat().st_size < 2 * _STRETCH:
        return [partial(load, path, scheme)]
    found: list[Callable[[], list[Article]]] = []
    with reading(path), path.open("rb") as source:
        start = before = 0
        while block := source.read(_STRETCH) + source.readline():
            found.append(partial(_load_stretch, path, scheme, start, len(block), before))
            start, before = start + len(block), before + block.count(b"\n")
    return found


def _load_stretch(path: Path, scheme: Scheme, start: int, size: int, before: int) -> list[Article]:
    """Return the articles of some bytes of a file, which are whole lines and stand after so many others."""
    with path.open("rb") as source:
        source.seek(start)
        stretch = BytesIO(source.read(size))
    numbered = (
        (before + n, item._replace(line=before + n) if isinstance(item, Fault) else item)
        for n, item in lines(stretch, str(path), _article.decode)
    )
    return _proven(numbered, str(path), scheme)


def _proven(numbered: Iterable[tuple[int, Article | Fault]], name: str, scheme: Scheme) -> list[Article]:
    """Return the articles; RecordError carries every line that is no record, breaks a rule or repeats an id."""
    articles: list[Article] = []
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for number, item in numbered:
        if isinstance(item, Fault):
            faults.append(item)
            continue
        if item.id in first:
            faults.append(Fault(name, number, f"article id {item.id!r} was used in line {first[item.id]}"))
        first.setdefault(item.id, number)
        faults += [Fault(name, number, str(breach)) for breach in breaches(item, scheme)]
        articles.append(item)
    if faults:
        raise RecordError(faults)
    return articles


def write(path: Path, records: Iterable[object]) -> int:
    """Write records one a line and return how many; the file appears whole or stays as it was.

    A link is followed; a device or pipe is written to as it is. AnnotateError if the place cannot be written.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as target:
                return write_to(target, records)
        return _write_whole(path.resolve(), records)
    except OSError as error:
        raise AnnotateError(f"{path}: cannot be written ({error.strerror})") from error


def _write_whole(path: Path, records: Iterable[object]) -> int:
    """Write into a file beside the one asked for, then put it in its place with the rights that one had."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(EISDIR, "it is a folder; name a file in it")
    with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as target:
        try:
            count = write_to(target, records)
            target.flush()
            os.fsync(target.fileno())
        except BaseException:
            Path(target.name).unlink()
            raise
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    Path(target.name).chmod(mode)
    Path(target.name).replace(path)
    return count


def write_to(target: object, records: Iterable[object]) -> int:
    """Write records one a line to an open binary file and return how many."""
    count = 0
    with jsonlines.Writer(target, dumps=dumps) as writer:  # type: ignore[arg-type]  # it accepts bytes and binary files
        for record in records:
            writer.write(record)
            count += 1
    return count


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
