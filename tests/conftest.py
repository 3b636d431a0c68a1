"""What is started once for the whole run: a real Label Studio server, and a real browser that looks at it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from annotate.labelstudio.api.client import Client, connect
from annotate.labelstudio.own import server
from annotate.labelstudio.own.environment import REUSE, environment_folder, environment_python
from annotate.labelstudio.own.private import private_folder
from annotate.labelstudio.own.whereabouts import read_server
from tests.places import ROOT
from tests.postgresql import postgresql

DATABASE = "ANNOTATE_TEST_DATABASE"  # "postgresql": the run's server keeps its data there, not in SQLite
KEPT = "ANNOTATE_TEST_FOLDER"  # a working folder whose server is left running for the next run: saves its start
PAGE_WITHIN_MS = 120_000  # a page draws in two seconds; a busy machine without a graphics card may take a minute
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def label_studio_environment() -> Iterator[Path]:
    """The environment that servers of this run start from: the checkout's, made once and by one worker."""
    with pytest.MonkeyPatch.context() as patch:
        if not os.environ.get(REUSE):
            with private_folder(ROOT / ".annotate"):
                environment_python(ROOT / ".annotate", report=print)
            patch.setenv(REUSE, str(environment_folder(ROOT / ".annotate")))
        yield Path(os.environ[REUSE])


@pytest.fixture(scope="session")
def label_studio(label_studio_environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The working folder of a running server, a temporary one."""
    assert label_studio_environment.is_dir()
    kept = os.environ.get(KEPT)
    folder = Path(kept) if kept else tmp_path_factory.mktemp("server") / ".annotate"
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as settings_of_this_server:
            if os.environ.get(DATABASE) == "postgresql":
                for name, value in stack.enter_context(postgresql()).items():
                    settings_of_this_server.setenv(name, value)
            server.up(folder, live=True, report=print)  # so that it may call what a test listens with
        yield folder
        if not kept:
            server.down(folder)


@pytest.fixture(scope="session")
def client(label_studio: Path) -> Iterator[Client]:
    """A client of the run's server, as the user it was made for."""
    with connect(label_studio, {}) as connected:
        yield connected


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium without a window; without one the test is skipped, in CI it fails."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        missing = f"no browser: none of {', '.join(BROWSERS)} is installed (Debian: apt install chromium)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def visitor(browser: Browser, label_studio: Path) -> Iterator[BrowserContext]:
    """The server's user at the browser, logged in: one profile for the run, so that the page's code is fetched once."""
    own = read_server(label_studio)
    assert own is not None
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PAGE_WITHIN_MS)
    login = f"{own.url}/user/login/"
    context.request.get(login)
    token = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "csrftoken")
    form: dict[str, str | float | bool] = {"email": own.user, "password": own.password, "csrfmiddlewaretoken": token}
    answer = context.request.post(login, form=form, headers={"Referer": login})
    assert not answer.url.startswith(login), "the server did not let its own user in"
    yield context
    context.close()


def pytest_configure() -> None:
    """Let property tests be the same everywhere and take the time that a busy machine needs."""
    settings.register_profile("same-everywhere", deadline=None, derandomize=True)
    settings.load_profile("same-everywhere")


@pytest.hookimpl(tryfirst=True)  # before -m is looked at
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they ask for, so that `-m "not server"` is always right."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "label_studio" in fixtures:
            item.add_marker(pytest.mark.server)
        if "browser" in fixtures:
            item.add_marker(pytest.mark.browser)
