"""deploy/: what a team's host runs is right as far as it can be run without containers: every part but their walls."""

import os
import shutil
import ssl
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx
import pytest
import yaml
from playwright.sync_api import Browser

from annotate.labelstudio.api.client import Client
from tests.labelstudio.on_server import OnServer, seed
from tests.places import ROOT
from tests.postgresql import free_port, needed, postgresql

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
HOST, ADMIN = "localhost", "admin@example.org"
_READY_WITHIN_S = 300
_LOGGED_WITHIN_S = _ANSWERED_WITHIN_S = _ENDED_WITHIN_S = 120


@dataclass(frozen=True)
class Deployed:
    """Label Studio on PostgreSQL as compose.yaml sets it up, and nginx with TLS in front of it."""

    inside: str
    outside: str
    plain: str
    trusted: ssl.SSLContext
    admin: dict[str, str]
    access_log: Path


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of deploy/ whose secrets were made by its script."""
    needed(shutil.which("openssl"), "openssl")
    folder = tmp_path_factory.mktemp("host") / "deploy"
    shutil.copytree(DEPLOY, folder, ignore=shutil.ignore_patterns("secrets"))
    made = subprocess.run([folder / "make-secrets.sh", ADMIN, HOST], capture_output=True, text=True, check=True)
    assert made.stdout == ""
    return folder / "secrets"


@pytest.fixture(scope="module")
def deployed(
    secrets: Path, label_studio_environment: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployed]:
    """Everything of compose.yaml, running without containers."""
    needed(shutil.which("nginx"), "nginx-light")
    folder = tmp_path_factory.mktemp("deployed")
    app, tls, plain = free_port(), free_port(), free_port()
    with ExitStack() as stack:
        database = stack.enter_context(postgresql())
        admin = injected(secrets / "label_studio_env")
        environ = compose_environment(f"https://{HOST}:{tls}") | admin | database
        environ["LABEL_STUDIO_BASE_DATA_DIR"] = str(folder / "data")
        words = ["-I", "-m", "label_studio.server", "start", "--no-browser", "--internal-host", "127.0.0.1"]
        log = stack.enter_context((folder / "server.log").open("wb"))
        command = [str(label_studio_environment / "bin" / "python"), *words, "--port", str(app)]
        running(stack, command, {"PATH": os.environ["PATH"], "HOME": str(folder), **environ}, log)
        conf, access = nginx_configuration(secrets, folder, app=app, tls=tls, plain=plain)
        running(stack, ["nginx", "-p", str(folder), "-c", str(conf), "-g", "daemon off;"], dict(os.environ), log)
        wait_until_healthy(f"http://127.0.0.1:{app}/health", folder / "server.log")
        trusted = ssl.create_default_context(cafile=str(secrets / "tls_certificate"))
        yield Deployed(
            f"http://127.0.0.1:{app}", f"https://{HOST}:{tls}", f"http://{HOST}:{plain}", trusted, admin, access
        )


def injected(path: Path) -> dict[str, str]:
    """What a shell has in its environment once it has read the file, as the image's entry point does."""
    shown = subprocess.run(["sh", "-c", f". {path}; env -0"], capture_output=True, text=True, check=True, env={}).stdout
    pairs = (line.split("=", 1) for line in shown.split("\0") if line)
    return {name: value for name, value in pairs if name.startswith(("LABEL_STUDIO_", "POSTGRE_"))}


def compose_environment(address: str) -> dict[str, str]:
    """The settings that compose.yaml gives the server."""
    settings = COMPOSE["services"]["label-studio"]["environment"]
    return {name: address if value.startswith("${LABEL_STUDIO_HOST") else value for name, value in settings.items()}


def nginx_configuration(secrets: Path, folder: Path, *, app: int, tls: int, plain: int) -> tuple[Path, Path]:
    """The configuration as it is in the repository, with this machine's addresses and a log in a file."""
    words = (DEPLOY / "nginx.conf").read_text("utf-8")
    access = folder / "access.log"
    here = {
        "label-studio:8080": f"127.0.0.1:{app}",
        "listen 443 ": f"listen 127.0.0.1:{tls} ",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "/run/secrets": str(secrets),
        "/dev/stdout": str(access),
        "/tmp/nginx": f"{folder}/nginx",
    }
    for there, instead in here.items():
        assert there in words, there
        words = words.replace(there, instead)
    conf = folder / "nginx.conf"
    conf.write_text(words)
    return conf, access


def running(stack: ExitStack, command: list[str], environ: dict[str, str], log: IO[bytes]) -> None:
    process = subprocess.Popen(command, env=environ, stdout=log, stderr=subprocess.STDOUT)
    stack.callback(process.wait, _ENDED_WITHIN_S)
    stack.callback(process.terminate)


def wait_until_healthy(address: str, log: Path) -> None:
    until = time.monotonic() + _READY_WITHIN_S
    while time.monotonic() < until:
        try:
            if httpx.get(address, timeout=10, trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            time.sleep(1)
    pytest.fail(f"Label Studio is not ready: {log.read_text()[-3000:]}")


def logged_in_time(log: Path, words: str) -> str:
    """The log once the words are in it: nginx answers a request before it writes it down."""
    until = time.monotonic() + _LOGGED_WITHIN_S
    while words not in log.read_text():
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.05)
    return log.read_text()


def test_docker_compose_accepts_the_file(secrets: Path) -> None:
    compose = shutil.which("docker-compose")
    needed(compose, "docker-compose")
    command = [str(compose), "-f", str(secrets.parent / "compose.yaml"), "config"]
    environ = {"PATH": os.environ["PATH"], "LABEL_STUDIO_HOST": "https://label.example.org"}
    checked = subprocess.run(command, capture_output=True, text=True, check=False, env=environ)
    assert checked.returncode == 0, checked.stderr
    assert set(yaml.safe_load(checked.stdout)["services"]) == {"database", "label-studio", "nginx"}
    without = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]})
    assert without.returncode != 0
    assert "the address people open" in without.stderr


def test_no_secret_stands_in_a_file_of_the_repository() -> None:
    for service in COMPOSE["services"].values():
        for name, value in service.get("environment", {}).items():
            assert (
                value.startswith("/run/secrets/") or not name.endswith(("PASSWORD", "TOKEN", "KEY")) or value == "true"
            )


def test_secrets_are_the_owners_and_are_made_once(secrets: Path) -> None:
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
    before = {path.name: path.read_bytes() for path in secrets.iterdir()}
    subprocess.run([secrets.parent / "make-secrets.sh", ADMIN, HOST], capture_output=True, check=True)
    assert {path.name: path.read_bytes() for path in secrets.iterdir()} == before
    wrong = subprocess.run([secrets.parent / "make-secrets.sh", "a'b", HOST], capture_output=True, check=False)
    assert wrong.returncode == 2


def test_plain_http_is_sent_to_tls(deployed: Deployed) -> None:
    answer = httpx.get(f"{deployed.plain}/user/login/?next=/", timeout=_ANSWERED_WITHIN_S, trust_env=False)
    assert (answer.status_code, answer.headers["location"]) == (308, f"https://{HOST}/user/login/?next=/")


def test_tls_reaches_the_server_and_the_log_keeps_no_query(deployed: Deployed) -> None:
    with httpx.Client(verify=deployed.trusted, timeout=_ANSWERED_WITHIN_S, trust_env=False) as http:
        answer = http.get(f"{deployed.outside}/health?token=hush")
    assert answer.status_code == httpx.codes.OK
    assert "max-age" in answer.headers["strict-transport-security"]
    logged = logged_in_time(deployed.access_log, "/health 200")
    assert "hush" not in logged


def test_people_log_in_through_tls(deployed: Deployed, browser: Browser) -> None:
    context = browser.new_context(ignore_https_errors=True)  # of our own making; trust is tested above
    try:
        context.set_default_timeout(_ANSWERED_WITHIN_S * 1000)
        page = context.new_page()
        page.goto(f"{deployed.outside}/user/login/")
        page.locator("input[name=email]").fill(deployed.admin["LABEL_STUDIO_USERNAME"])
        page.locator("input[name=password]").fill(deployed.admin["LABEL_STUDIO_PASSWORD"])
        page.locator("button[type=submit]").first.click()
        page.wait_for_url(lambda address: "/login" not in address)
        session = next(cookie for cookie in context.cookies() if "session" in cookie["name"])
        assert session["secure"]
    finally:
        context.close()


def test_the_loop_is_whole_on_postgresql(deployed: Deployed, tmp_path: Path) -> None:
    with Client(deployed.inside, deployed.admin["LABEL_STUDIO_USER_TOKEN"]) as client:
        article = seed()
        there = OnServer(client, tmp_path, [article])
        (back,) = there.pull().articles
        assert back == article
