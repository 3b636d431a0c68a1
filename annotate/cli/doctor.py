"""Say what is missing on this machine, and how to get it. Changes nothing."""

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import NamedTuple

from annotate.cli import words
from annotate.errors import AnnotateError
from annotate.labelstudio.api.client import connect, is_named
from annotate.labelstudio.own.environment import environment_folder, is_complete
from annotate.labelstudio.own.server import status
from annotate.scheme import load_scheme, schemas_folder

EXAMPLE = "  annotate doctor"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_NEEDED_GB = 2


class Finding(NamedTuple):
    """One thing looked at: whether it is well, needed, and what would make it so."""

    what: str
    well: bool
    needed: bool
    remedy: str = ""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    words.add_folder(sub)


def run(asked: argparse.Namespace) -> int:
    """Print every finding; 1 if something needed is missing."""
    findings = list(look(asked))
    for finding in findings:
        mark = "ok" if finding.well else "MISSING" if finding.needed else "absent"
        words.say(f"{mark:8}{finding.what}" + (f": {finding.remedy}" if finding.remedy and not finding.well else ""))
    return 1 if any(finding.needed and not finding.well for finding in findings) else 0


def look(asked: argparse.Namespace) -> Iterator[Finding]:
    """Yield what was found, in the order in which it is needed."""
    right = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Finding(f"Python {platform.python_version()}", right, needed=True, remedy="use 3.11, 3.12 or 3.13")
    for module in ("label_studio_sdk", "datasets", "jsonlines", "ahocorasick_rs"):
        found = find_spec(module) is not None
        yield Finding(f"package {module}", found, needed=True, remedy="pip install news-annotate")
    yield Finding(f"schemas in {schemas_folder()}", bool(load_scheme().layers), needed=True)
    free = shutil.disk_usage(".").free / 1e9
    remedy = f"Label Studio and its data want {_NEEDED_GB} GB"
    yield Finding(f"{free:.0f} GB free here", free > _NEEDED_GB, needed=True, remedy=remedy)
    installed = is_complete(environment_folder(asked.folder)) or status(asked.folder).installed
    yield Finding(
        "Label Studio environment", installed, needed=False, remedy="`annotate up` makes it (once, about a minute)"
    )
    yield _server(asked)
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    remedy = "only the browser tests want one: apt-get install chromium"
    yield Finding(f"browser {browser or ''}".strip(), browser is not None, needed=False, remedy=remedy)


def _server(asked: argparse.Namespace) -> Finding:
    named = is_named(os.environ)
    try:
        with connect(asked.folder, os.environ) as client:
            return Finding(f"Label Studio {client.version()} at {client.url}", well=True, needed=named)
    except AnnotateError as error:
        return Finding("a Label Studio that answers", well=False, needed=named, remedy=str(error))
