"""A server that is named by the environment: what is said where it is not there, or will not have us. No key is ever shown."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from annotate.labelstudio.api.client import KEY, URL
from tests.cli.terminal import Terminal

SECRET = "s3cret-k3y-that-nobody-may-see"
CLOSED = "http://127.0.0.1:9"  # the port of "discard": nothing listens there
VERBS = ("status", "pull demo", "push in.jsonl --project demo", "run in.jsonl --project demo")


def run(terminal: Terminal, verb: str, **environment: str) -> str:
    """Run a verb that must fail, and return what it says."""
    terminal.write("in.jsonl", '{"id": "a", "text": "It rained."}\n')
    said = terminal(verb, environment=environment)
    assert said.code == 1
    assert "Traceback" not in said.err
    assert SECRET not in said.out + said.err
    return said.err


@pytest.mark.parametrize("verb", VERBS)
def test_a_port_where_nothing_answers(verb: str, terminal: Terminal):
    assert f"no server answers at {CLOSED}" in run(terminal, verb, **{URL: CLOSED, KEY: SECRET})


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(("given", "missing"), [({URL: CLOSED}, KEY), ({KEY: SECRET}, URL)])
def test_one_of_the_two_variables(verb: str, given: dict[str, str], missing: str, terminal: Terminal):
    said = run(terminal, verb, **given)
    assert f"{missing} is not: set both for a server of yours, or none for the one of `annotate up`" in said


WRONG = {
    "no address": ({URL: "nonsense", KEY: SECRET}, "LABEL_STUDIO_URL='nonsense' is no address"),
    "a password in the address": ({URL: f"http://me:{SECRET}@127.0.0.1", KEY: "k"}, "must not hold a user or password"),
    "a key with a line break": ({URL: CLOSED, KEY: f"{SECRET}\nx"}, "holds characters that no key has"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_variable_that_cannot_be_right(case: str, terminal: Terminal):
    environment, said = WRONG[case]
    assert said in run(terminal, "status", **environment)


def test_the_doctor_says_what_is_missing_and_goes_on(terminal: Terminal):
    said = run(terminal, "doctor", **{URL: CLOSED, KEY: SECRET})
    assert f"MISSING a Label Studio that answers: no server answers at {CLOSED}" in said
    assert "Python" in said


class Refusing(BaseHTTPRequestHandler):
    """A server that accepts no key and says so with all that it was sent."""

    def do_GET(self) -> None:
        body = f'{{"detail": "Invalid token: {self.headers["Authorization"]}"}}'.encode()
        self.send_response(401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        pass


@pytest.fixture
def refusing() -> Iterator[str]:
    """The address of a server that accepts no key."""
    with HTTPServer(("127.0.0.1", 0), Refusing) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("verb", ["status", "pull demo", "push in.jsonl --project demo"])
def test_a_wrong_key_is_not_shown_even_where_the_server_repeats_it(verb: str, refusing: str, terminal: Terminal):
    said = run(terminal, verb, **{URL: refusing, KEY: SECRET})
    assert "the key is wrong, expired or revoked: take a new one from Account & Settings" in said
