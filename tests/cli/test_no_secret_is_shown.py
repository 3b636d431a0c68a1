"""Push, pull, export and what can go wrong with them: no password and no key is said, logged or left in a file."""

import logging
from pathlib import Path
from uuid import uuid4

import pytest

from annotate.labelstudio.api.client import KEY, URL
from annotate.labelstudio.own.whereabouts import OwnServer, read_server
from tests.cli.terminal import Said, Terminal
from tests.labelstudio.faulty_road import Fault, road
from tests.places import SEEDS

FAULTS: tuple[Fault, ...] = ("refused", "answer cut", "500", "expired")
KEEPS = {"server.json", "label-studio-data"}  # the owner's own file, and the server's database


@pytest.fixture
def own(label_studio: Path) -> OwnServer:
    """The run's server with what opens it."""
    server = read_server(label_studio)
    assert server is not None
    return server


def rounds(terminal: Terminal, folder: Path, **environment: str) -> list[Said]:
    """Take an article through the verbs that talk to a server, and what comes back into a dataset."""
    (terminal.folder / "in.jsonl").write_bytes((SEEDS / "articles.jsonl").read_bytes().splitlines(keepends=True)[0])
    name = f"s{uuid4().hex[:12]}"
    verbs = (
        f"push in.jsonl --project {name} --dry-run --json",
        f"push in.jsonl --project {name} --json",
        f"push in.jsonl --project {name}",
        f"pull {name} -o pulled.jsonl --json",
        "status",
        f"users list {name}",
        "doctor",
        "pull no-such-project",
    )
    said = [terminal(f"{verb} --folder {folder}", environment=environment) for verb in verbs]
    assert [one.code for one in said[:6]] == [0] * 6, said
    return [*said, terminal("export out --from pulled.jsonl"), terminal("report pulled.jsonl")]


def shown(said: list[Said], caplog: pytest.LogCaptureFixture, *folders: Path) -> bytes:
    """Return everything that was said and logged, and every file but those that are there to keep secrets."""
    logged = [record.getMessage() for record in caplog.records]
    files = [
        path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not KEEPS.intersection(path.relative_to(folder).parts)
    ]
    return b"\n".join([*(f"{one.out}\n{one.err}".encode() for one in said), "\n".join(logged).encode(), *files])


@pytest.mark.parametrize("named", ["by the environment", "by its folder"])
def test_no_round_shows_what_opens_the_server(
    terminal: Terminal, label_studio: Path, own: OwnServer, named: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    if named == "by its folder":
        said = rounds(terminal, label_studio)
    else:
        said = rounds(terminal, terminal.folder / ".annotate", **{URL: own.url, KEY: own.token})

    told = shown(said, caplog, terminal.folder, label_studio)

    assert own.url.encode() in told
    assert [name for name in ("password", "token") if getattr(own, name).encode() in told] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_on_the_road_shows_the_key(
    terminal: Terminal, own: OwnServer, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    terminal.write("in.jsonl", '{"id": "a", "text": "Peru sold 5 boats, Chad said."}\n')
    with road(own.url, fault, nth=1) as broken:
        said = terminal(f"push in.jsonl --project s{uuid4().hex[:12]}", environment={URL: broken.url, KEY: own.token})

    assert said.code == 1
    assert own.token.encode() not in shown([said], caplog, terminal.folder)
