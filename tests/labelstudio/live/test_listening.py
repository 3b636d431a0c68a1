"""The listener answers JSON with JSON, refuses clearly, and ends cleanly."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from annotate.errors import LabelStudioError
from annotate.labelstudio.live.listening import SECRET_HEADER, listening

SECRET = "sesam-öffne"


def shout(asked: dict[str, Any]) -> dict[str, Any]:
    return {"said": str(asked.get("say", "")).upper()}


def fail(asked: dict[str, Any]) -> None:
    raise KeyError(asked["key"])


ROUTES = {("GET", "/health"): lambda _: {"status": "UP"}, ("POST", "/shout"): shout, ("POST", "/fail"): fail}


@pytest.fixture
def url() -> Iterator[str]:
    with listening(ROUTES, largest=1000) as url:
        yield url


@pytest.fixture
def guarded() -> Iterator[str]:
    with listening(ROUTES, secret=SECRET) as url:
        yield url


def test_a_route_gets_the_json_and_its_answer_is_json(url: str) -> None:
    answer = httpx.post(f"{url}/shout", json={"say": "hé 😀\r\n"})

    assert (answer.status_code, answer.json()) == (200, {"said": "HÉ 😀\r\n"})


def test_a_query_and_a_trailing_slash_change_no_route(url: str) -> None:
    assert httpx.get(f"{url}/health/?project=1.2").json() == {"status": "UP"}


@pytest.mark.parametrize(
    ("request_line", "body", "status", "said"),
    [
        ("GET /nowhere", b"", 404, "nothing is at /nowhere"),
        ("GET /shout", b"", 405, "/shout takes POST, not GET"),
        ("PUT /shout", b"{}", 405, "/shout takes POST, not PUT"),
        ("POST /shout", b'{"say": ', 400, "the body is no JSON (JSONDecodeError)"),
        ("POST /shout", b'{"say": "\xff"}', 400, "the body is no JSON (UnicodeDecodeError)"),
        ("POST /shout", b"[" * 900, 400, "the body is no JSON"),
        ("POST /shout", b"[1]", 400, "the body is a JSON list, not an object"),
        ("POST /shout", b" " * 1001, 413, "the body has 1001 bytes, 1000 are taken: send fewer articles at once"),
        ("POST /fail", b'{"key": "x"}', 500, "KeyError: 'x'"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(
    url: str, request_line: str, body: bytes, status: int, said: str
) -> None:
    method, path = request_line.split()
    answer = httpx.request(method, url + path, content=body)

    assert answer.status_code == status
    assert answer.json()["detail"].startswith(said)


def test_a_body_without_a_length_is_refused(url: str) -> None:
    answer = httpx.post(f"{url}/shout", content=iter([b"{}"]))

    assert (answer.status_code, answer.json()) == (411, {"detail": "the body needs a Content-Length"})


def test_an_error_in_a_handler_is_reported_without_what_was_sent() -> None:
    told: list[tuple[str, str]] = []
    with listening(ROUTES, failed=lambda asked, error: told.append((asked, type(error).__name__))) as url:
        httpx.post(f"{url}/fail", json={"other": "secret"})

    assert told == [("POST /fail", "KeyError")]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 401),
        ({"headers": {SECRET_HEADER: "sesam"}}, 401),
        ({"headers": {SECRET_HEADER: SECRET.encode()}}, 200),
        ({"auth": ("anybody", SECRET)}, 200),
        ({"auth": ("anybody", "sesam")}, 401),
        ({"headers": {"Authorization": "Basic ?"}}, 401),
        ({"headers": {"Authorization": f"Token {SECRET}".encode()}}, 401),
    ],
)
def test_with_a_secret_only_who_knows_it_is_answered(guarded: str, sent: dict[str, Any], status: int) -> None:
    assert httpx.get(f"{guarded}/health", **sent).status_code == status


def test_without_the_secret_nobody_learns_which_paths_there_are(guarded: str) -> None:
    assert httpx.get(f"{guarded}/nowhere").status_code == 401


def test_nothing_of_a_request_is_written_anywhere(url: str, capfd: pytest.CaptureFixture[str]) -> None:
    httpx.post(f"{url}/shout", json={"say": "private"}, headers={"X-Private": "yes"})

    assert capfd.readouterr() == ("", "")


def test_a_request_under_way_is_answered_before_the_end() -> None:
    begun, answers = threading.Event(), []

    def slow(_: dict[str, Any]) -> str:
        begun.set()
        time.sleep(0.3)
        return "done"

    with listening({("POST", "/slow"): slow}) as url:
        asking = threading.Thread(target=lambda: answers.append(httpx.post(f"{url}/slow").json()))
        asking.start()
        assert begun.wait(10)
    asking.join()

    assert answers == ["done"]


def test_after_the_end_nobody_listens() -> None:
    with listening(ROUTES) as url:
        pass

    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/health")


def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(LabelStudioError, match=rf"cannot listen at 127.0.0.1:{port} \(.*\): name another --port"):
            listening(ROUTES, port=port).__enter__()
