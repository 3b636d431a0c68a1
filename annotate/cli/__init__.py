"""The command `annotate`: one file a verb; parsing, printing and exit codes, nothing else.

Exit codes: 0 all is well, 1 there are findings or something failed, 2 the command was not understood.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

from annotate.cli.parsing import Parser
from annotate.errors import AnnotateError

VERBS = {
    "run": "ingest, pre-annotate, start Label Studio and push: the main job in one verb",
    "up": "start a Label Studio of your own in the background",
    "down": "stop it",
    "status": "say whether it runs, and what is in it",
    "ingest": "make articles canonical: one record a line",
    "preannotate": "add the heuristics' suggestions",
    "push": "send articles with suggestions to Label Studio",
    "serve": "answer Label Studio with suggestions for articles imported by hand",
    "pull": "bring people's corrections back",
    "users": "make accounts for a small team, list them, take access away",
    "backup": "write a whole corpus of a server into a folder",
    "restore": "bring a backup into a server",
    "report": "say what people made of the suggestions, and how far they agree",
    "export": "write a Hugging Face dataset",
    "rehydrate": "bring the texts back into a release without them",
    "diff": "say what changed between two releases",
    "check": "check records, label configs, schemas and datasets",
    "schemas": "write the contracts that follow from scheme.toml, or check them",
    "doctor": "say what is missing on this machine and how to get it",
}
_EPILOG = """start here:
  annotate run articles/ --project demo     # then correct in the browser
  annotate pull demo && annotate export demo
  annotate check exports/demo

`annotate VERB --help` has an example for each verb."""


def parser(verb: str | None = None) -> Parser:
    """Return the parser with every verb's name, and the arguments of the one that is asked for."""
    top = Parser(
        prog="annotate",
        description="News articles in, corrected spans for actors, quantities and stance out.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"annotate {version('news-annotate')}")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, words in VERBS.items():
        if name != verb:
            verbs.add_parser(name, help=words, add_help=False)
            continue
        module = import_module(f"annotate.cli.{name}")
        sub = verbs.add_parser(
            name,
            help=words,
            description=module.__doc__,
            epilog=f"example:\n{module.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.arguments(sub)
        sub.set_defaults(run=module.run, parser=sub)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code; what goes wrong becomes a sentence on stderr."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    verb = next((word for word in given if word in VERBS), None)
    asked = parser(verb).parse_whole(given)
    try:
        code: int = asked.run(asked)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output left; nobody is there to tell
        return 1
    except AnnotateError as error:
        print(f"annotate {asked.verb}: {error}", file=sys.stderr)
        return 1
    except OSError as error:  # a full disk, a folder without access: a traceback would explain nothing
        print(f"annotate {asked.verb}: {error.filename or 'the output'}: {error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\nannotate {asked.verb}: stopped; the same command goes on from here", file=sys.stderr)
        return 130
    return code
