"""The people of a small team: make an account, list them with what they have done, take somebody's access away.

Label Studio's free edition has no roles: who has access may see and change everything. `disable` is final there; the
person's work stays, and they can no longer open a task, annotate or export, but still sign in and see project names.
"""

import argparse
import os
import secrets
import sys
from typing import TypedDict

from annotate.cli import words
from annotate.errors import AnnotateError
from annotate.labelstudio.api.accounts import Addresses, Work, add, address, disable, members, work
from annotate.labelstudio.api.client import Client, connect
from annotate.labelstudio.api.projects import SEPARATOR, existing
from annotate.labelstudio.memory.manifest import server_slug
from annotate.labelstudio.memory.roster import Roster
from annotate.scheme import load_scheme

EXAMPLE = """  annotate users add ana@paper.example        # shows a password, once
  annotate users add ben --password-stdin < ben.password
  annotate users list                         # pseudonym, address, what they have done in all corpora
  annotate users disable ana@paper.example    # or: a01"""
_PASSWORD_BYTES = 12
_SHORTEST = 8  # characters; the server takes no shorter one


class _Told(TypedDict):
    formatter_class: type[argparse.HelpFormatter]
    epilog: str


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    doing = sub.add_subparsers(dest="action", metavar="add|list|disable", required=True)
    adding = doing.add_parser("add", help="make an account by invitation", **_example("add"))
    adding.add_argument("name", metavar="NAME|EMAIL", help="a name gets an address of this machine's own")
    adding.add_argument(
        "--password-stdin",
        action="store_true",
        help="read the password from stdin (default: one is made and shown once)",
    )
    listing = doing.add_parser("list", help="say who there is, and what they have done", **_example("list"))
    listing.add_argument("projects", metavar="CORPUS", nargs="*", help="count the work in these (default: in all)")
    taking = doing.add_parser(
        "disable", help="take somebody's access away, for good; their work stays", **_example("disable")
    )
    taking.add_argument("name", metavar="EMAIL|PSEUDONYM", help="who, as `list` shows them")
    for one in (adding, listing, taking):
        words.add_folder(one)
        words.add_json(one)


def _example(action: str) -> _Told:
    lines = [line for line in EXAMPLE.splitlines() if f"users {action}" in line]
    return _Told(formatter_class=argparse.RawDescriptionHelpFormatter, epilog="\n".join(["example:", *lines]))


def run(asked: argparse.Namespace) -> int:
    """Do what is asked and say what came of it."""
    with connect(asked.folder, os.environ) as client:
        {"add": _add, "list": _list, "disable": _disable}[asked.action](asked, client)
    return 0


def _add(asked: argparse.Namespace, client: Client) -> None:
    email = address(asked.name)
    password = _given() if asked.password_stdin else _made()
    add(client, email, password)
    words.say(f"{email} may work at {client.url}")
    if not asked.password_stdin:
        print(f"password {password}", file=sys.stderr)  # a terminal: nothing else is told it, and nothing keeps it
    words.summary({"added": email} if asked.json else {"account_added": 1}, as_json=asked.json)


def _given() -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    if len(password) < _SHORTEST:
        raise AnnotateError(f"--password-stdin: a password has at least {_SHORTEST} characters, on one line")
    return password


def _made() -> str:
    if not sys.stderr.isatty():
        raise AnnotateError(
            "there is no terminal to show a new password on, and it is kept nowhere: give one with --password-stdin"
        )
    return secrets.token_urlsafe(_PASSWORD_BYTES)


def _list(asked: argparse.Namespace, client: Client) -> None:
    roster, projects = Roster(asked.folder), _projects(asked.projects, client)
    emails = Addresses(client, roster, server_slug(asked.folder, client.url), lambda: projects)
    done = work(client, projects, emails)
    people = [(one.email or emails.known(one.id), one.active) for one in members(client)]
    told = [
        {
            "pseudonym": roster.known(email),
            "email": email or "(withheld)",
            "active": "yes" if active else "no",
            **done.get(email, Work())._asdict(),
        }
        for email, active in people
    ]
    words.table("people", tuple(told[0]), [tuple(row.values()) for row in told])
    if asked.json:
        words.summary({"people": told}, as_json=True)


def _projects(names: list[str], client: Client) -> list[int]:
    scheme = load_scheme()
    if not names:
        titles = (project.title for project in client.projects())
        names = sorted({title.rpartition(SEPARATOR)[0] for title in titles if SEPARATOR in title})
    return [project.info.id for name in names for project in existing(client, name, scheme)]


def _disable(asked: argparse.Namespace, client: Client) -> None:
    roster = Roster(asked.folder)
    emails = roster.emails(asked.name) or [address(asked.name)]
    active = {member.email.casefold() for member in members(client) if member.active}
    email = next((one for one in emails if one in active), emails[0])
    disable(client, email, roster=roster, server=server_slug(asked.folder, client.url))
    words.say(
        f"{email} can no longer open a task, annotate or export on {client.url}; their work "
        "stays. This is final: the free edition gives no access back to the same address"
    )
    words.summary({"disabled": email} if asked.json else {"account_disabled": 1}, as_json=asked.json)
