"""What the journeys share: a server with the demo workshop on each engine, a browser, and ears for what goes wrong in it.

ROUNDTABLE_TEST_ENGINES=sqlite,postgres chooses the engines.
"""

import os

import pytest
from playwright.sync_api import sync_playwright

from theatre import Theatre
from world import StoryWorld, World

ENGINES = [name.strip() for name in os.environ.get("ROUNDTABLE_TEST_ENGINES", "sqlite,postgres").split(",") if name.strip()]


def on_engines(*engines, story=None, **point):
    """The engines of a journey, as far as they are wished; with another story of the demo than the workshop, `until` a point of it."""
    wished = [name for name in engines if name in ENGINES]
    return pytest.mark.parametrize(
        "world", [{"engine": name, "story": story, **point} if story else name for name in wished], indirect=True, ids=wished)


@pytest.fixture
def world(request):
    """A server of the journey's own: `{"engine": …, "until": …}`, an engine's name, or nothing for SQLite."""
    wish = getattr(request, "param", "sqlite")
    wish = wish if isinstance(wish, dict) else {"engine": wish}
    world = StoryWorld(**wish) if "story" in wish else World(**wish)
    yield world
    failed = getattr(request.node, "failed", False)
    if failed:
        print("\nThe server said:\n" + world.said()[-4000:])
    world.stop()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("ROUNDTABLE_CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def theatre(chromium, request):
    """Windows of a journey; afterwards no page may have complained (unless the journey says that it expects so)."""
    theatre = Theatre(chromium)
    yield theatre
    complaints = theatre.complaints
    theatre.close()
    if not getattr(request.node, "failed", False):
        assert not complaints, "\n".join(complaints)


@pytest.hookimpl(tryfirst=True, hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    if call.when == "call":
        item.failed = outcome.get_result().failed
