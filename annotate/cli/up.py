"""Start a Label Studio of your own on this machine, in the background; the first time it is installed as well.

It listens on 127.0.0.1 only, keeps its data in the working folder and never calls home. Whom it may call is guarded as
well: not the addresses of this machine and its network. `--live` opens that guard, which suggestions by `annotate serve`
need: then whoever may change a project's settings can make the server call private addresses.
"""

import argparse
import sys
from pathlib import Path

from annotate.cli import words
from annotate.labelstudio.own.server import up
from annotate.labelstudio.own.whereabouts import read_server

EXAMPLE = "  annotate up\n  annotate up --port 9000\n  annotate up --live    # for annotate serve"


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument("--port", type=int, help="first port to try (default: 8080)")
    help_ = "let it call private addresses, so that `annotate serve` can answer it; a running one is started again"
    sub.add_argument("--live", action="store_true", help=help_)
    words.add_folder(sub)


def run(asked: argparse.Namespace) -> int:
    """Start the server or find it running; print how to get in."""
    running = up(asked.folder, port=asked.port, live=asked.live, report=words.say)
    words.say(f"Label Studio {running.version} is {'up' if running.started else 'already up'} at {running.url}")
    if running.server.live:
        close = "" if asked.live else "; `annotate down` and `annotate up` close it to them"
        words.say(f"it may call private addresses (--live), and listens on 127.0.0.1 only{close}")
    say_login(asked.folder)
    words.say("stop it with: annotate down")
    return 0


def say_login(folder: Path, *, always: bool = False) -> None:
    """Print the user, and the password where only a person reads it: on a terminal, or `always` for a throw-away server."""
    server = read_server(folder)
    if server is None:
        return
    if always or sys.stderr.isatty():
        words.say(f"user {server.user}  password {server.password}")
    else:
        words.say(f"user {server.user}  password: the file {folder / 'server.json'} has it")
