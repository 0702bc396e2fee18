"""Browser windows as the people of a room have them, and what is heard from them."""

import re
import time
from contextlib import contextmanager

from playwright.sync_api import expect

expect.set_options(timeout=10_000)

PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 800}
PROJECTOR = {"width": 1920, "height": 1080}


class Theatre:
    """Opens windows, each with cookies of its own, and notes each complaint of a page."""

    def __init__(self, browser):
        self.browser = browser
        self.contexts = []
        self.complaints = []
        self.expected = []

    def context(self, size=LAPTOP, **options):
        phone = size["width"] < 500
        context = self.browser.new_context(viewport=size, has_touch=phone, is_mobile=phone, **{"locale": "en-GB", **options})
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        return context

    def window(self, url, size=LAPTOP, **options):
        page = self.listen(self.context(size, **options).new_page())
        page.goto(url)
        return through(page, options.get("java_script_enabled", True))

    def seat(self, person, size=LAPTOP, **options):
        """The window of somebody with a personal link, in English whatever language they speak."""
        context = self.context(size, **options)
        context.add_cookies([{"name": "roundtable_language", "value": "en", "url": person.world.url}])
        page = self.listen(context.new_page())
        page.goto(person.link)
        return through(page, options.get("java_script_enabled", True))

    def listen(self, page):
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._complain(f"{page.url}: {error}"))
        page.on("crash", lambda: self._complain(f"{page.url}: the page crashed"))
        return page

    def expect_complaint(self, words):
        """For what a journey provokes: a lost connection, a refused form."""
        self.expected.append(words)

    def _console(self, message):
        if message.type in ("error", "warning"):
            self._complain(f"{message.location.get('url', '')}: {message.text}")

    def _complain(self, text):
        if not any(words in text for words in self.expected):
            self.complaints.append(text)

    def close(self):
        for context in self.contexts:
            context.close()


LINK = re.compile(r"/(i|sign-in/links)/[0-9a-z]{26}$")


def through(page, runs_scripts=True):
    """A link's page sends itself where somebody looks at it; without JavaScript its button is pressed."""
    if LINK.search(page.url) and page.locator("form[data-open]").count():
        if not runs_scripts:
            page.locator("form[data-open] button").click()
        page.wait_for_url(lambda url: not LINK.search(url))
    return page


def overflow(page):
    """Which elements make the page scroll sideways (those inside a .scroll area may)."""
    return page.evaluate("""() => {
        const wide = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= wide) return [];
        return [...document.querySelectorAll('body *')]
            .filter(e => !e.closest('.scroll') && !e.closest('.sr') && (b => b.width && (b.right > wide + 1 || b.left < -1))(e.getBoundingClientRect()))
            .map(e => `${e.localName}.${e.className.baseVal ?? e.className}#${e.id} ${Math.round(e.getBoundingClientRect().right)} > ${wide}: ${e.textContent.slice(0, 40)}`).slice(0, 8);
    }""")


class Stopwatch:
    """How long a change takes to the other screens: printed, and held below a generous bound."""

    def __init__(self, bound=5.0):
        self.bound = bound
        self.lines = []

    @contextmanager
    def time(self, what):
        start = time.monotonic()
        yield
        seconds = time.monotonic() - start
        self.lines.append(f"{what}: {seconds * 1000:.0f} ms")
        assert seconds < self.bound, f"{what} took {seconds:.1f} s"

    def report(self, title):
        print(f"\n{title}: " + "; ".join(self.lines))
