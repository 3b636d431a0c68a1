"""Backup and restore as they are typed, into a Label Studio that was never used before; no secret is left anywhere."""

from pathlib import Path

import pytest

from annotate.labelstudio.api.client import KEY, URL, Client
from annotate.labelstudio.own import server
from annotate.labelstudio.own.whereabouts import read_server
from tests.cli.terminal import Terminal
from tests.labelstudio.corpus_at_work import PASSWORD, AtWork, articles


@pytest.mark.soak
def test_a_corpus_moves_into_a_fresh_server_without_a_difference_and_without_a_secret(
    client: Client, label_studio: Path, tmp_path: Path, terminal: Terminal
) -> None:
    corpus = AtWork(client, tmp_path / ".annotate", articles())
    name, own = corpus.name, read_server(label_studio)
    assert own is not None
    here = {URL: own.url, KEY: own.token}
    fresh = tmp_path / "fresh" / ".annotate"
    server.up(fresh, report=lambda _: None)
    new = read_server(fresh)
    assert new is not None
    try:
        said = [
            terminal(f"pull {name} -o before.jsonl", environment=here),
            terminal(f"backup {name} -o backup", environment=here),
            terminal("users list", environment=here),
            terminal(f"restore backup --folder {fresh}", environment={URL: "", KEY: ""}),
            terminal(f"users add cy --password-stdin --folder {fresh}", stdin=PASSWORD.encode() + b"\n"),
            terminal(f"users disable cy --folder {fresh}"),
            terminal(f"pull {name} -o after.jsonl --folder {fresh}"),
            terminal("diff before.jsonl after.jsonl --fail-on any"),
            terminal("diff before.jsonl after.jsonl --fail-on any --author a01"),
            terminal("diff before.jsonl after.jsonl --fail-on any --author a02"),
        ]
    finally:
        server.down(fresh)

    assert [run.code for run in said] == [0] * len(said), [run.err for run in said]
    talk = "".join(run.out + run.err for run in said)
    left = [path for path in tmp_path.rglob("*") if path.is_file() and "label-studio-data" not in path.parts]
    allowed = {fresh / "server.json"}  # the one file that is there to keep them, for its owner only
    for secret in (own.password, own.token, new.password, new.token, PASSWORD, *corpus.tokens):
        assert secret not in talk
        assert [path for path in left if path not in allowed and secret.encode() in path.read_bytes()] == []
