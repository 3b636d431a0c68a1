"""A dataset folder that changes whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from annotate.dataset.splits.splits import LOCK
from annotate.errors import DatasetError

README = "README.md"


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Yield an empty folder to build in; when the block ends well it takes the place of `folder`.

    Whatever interrupts, `folder` is the old one or the new one; if the machine itself stops between the two renames,
    the next export puts the old one back first. Files in `folder` that no export made (a licence, a repository) move
    over. DatasetError if `folder` holds something that is no export.
    """
    previous = folder.with_name(f".{folder.name}.previous")
    try:
        if previous.exists() and not folder.exists():
            previous.rename(folder)
        _refuse_foreign(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = Path(mkdtemp(prefix=f".{folder.name}.building-", dir=folder.parent))
        building.chmod(0o755)
    except OSError as error:
        raise DatasetError(f"{folder}: the folder cannot be made ({error})") from error
    try:
        yield building
        if folder.exists():
            _carry_over(folder, building)
        _swap(building, folder, previous)
    except OSError as error:
        raise DatasetError(f"{folder}: the export cannot be written ({error})") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _refuse_foreign(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise DatasetError(f"{folder}: is a file; name a folder for the dataset")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / LOCK).exists():
        raise DatasetError(f"{folder}: holds files and no {LOCK}, so it is no export; name another folder or empty it")


def _carry_over(folder: Path, building: Path) -> None:
    for item in sorted(folder.iterdir()):
        if (building / item.name).exists() or (item.is_dir() and any(item.glob("*.parquet"))):
            continue
        if item.is_dir():
            shutil.copytree(item, building / item.name, symlinks=True)
        else:
            shutil.copy2(item, building / item.name)


def _swap(building: Path, folder: Path, previous: Path) -> None:
    shutil.rmtree(previous, ignore_errors=True)
    if folder.exists():
        folder.rename(previous)
    try:
        building.rename(folder)
    except BaseException:
        if previous.exists():
            previous.rename(folder)
        raise
    shutil.rmtree(previous, ignore_errors=True)
