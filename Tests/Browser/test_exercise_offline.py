"""A player whose network goes: papers and the page of the play stay readable, also when they are loaded anew and when nobody had opened them;
what is written waits and arrives once; and what a device kept goes with whoever sits there."""

from playwright.sync_api import expect

from conftest import on_engines
from test_exercise import at, begin, console, release
from theatre import PHONE

KEPT = "async ([path, words]) => (await (await caches.match(path))?.text() ?? '').includes(words)"


def keeps(phone, path, words="EXERCISE"):
    """What the device has is as new as what it shows: it fetches a change some seconds after it came."""
    for _ in range(200):
        if phone.evaluate(KEPT, [path, words]):
            return
        phone.wait_for_timeout(200)
    raise AssertionError(f"The device does not keep {path}")


@on_engines("sqlite", story="infrastructure", until="planned")
def test_papers_stay_readable_without_a_connection_and_what_is_written_arrives_once(world, theatre):
    controller = console(theatre, world)
    _, phone = begin(theatre, world)
    controller.get_by_role("button", name="Release #1", exact=True).click()
    expect(phone.locator("#now-paper")).to_contain_text("The day before the festival")
    release(controller, 6)
    expect(phone.locator("#now-question")).to_be_visible()
    play = f"/events/{world.event}/exercise/play"
    papers = [link.get_attribute("href") for link in phone.locator("#play-papers li a").all()]
    assert len(papers) == 2
    keeps(phone, play, "now-question")
    for path in papers:
        keeps(phone, path)
    question = phone.locator("#now-question").get_by_role("link", name="Decide").get_attribute("href")
    keeps(phone, question)
    theatre.expect_complaint("ERR_INTERNET_DISCONNECTED")
    theatre.expect_complaint("ERR_FAILED")
    phone.context.set_offline(True)

    # Loaded anew, and papers that nobody has opened yet.
    phone.goto(f"{world.url}{play}")
    expect(phone.locator("#play-papers")).to_contain_text("The day before the festival")
    expect(phone.locator(".exercise-bar").first).to_contain_text("EXERCISE")
    for path in papers:
        phone.goto(f"{world.url}{path}")
        expect(phone.locator("#paper .paper-mark")).to_contain_text("EXERCISE")
    # What was never here leads back to the play instead of to the browser's own page.
    phone.goto(f"{world.url}{play}/reports")
    expect(phone).to_have_url(f"{world.url}{play}")

    # A question that was not opened before is answered without a connection, and the answer waits through another load.
    phone.goto(f"{world.url}{play}")
    phone.locator("#now-question").get_by_role("link", name="Decide").click()
    form = phone.locator("form[id^=decision-]")
    form.get_by_text("Keep it open", exact=True).click()
    form.get_by_label("Why", exact=True).fill("Nobody can say yet.")
    form.locator("label:has(input[name=confidence][value='2'])").click()
    form.get_by_role("button", name="Send the decision").click()
    # The decision, and that two papers were opened.
    expect(phone.locator("#play-unsent")).to_have_text("Not sent yet: 3")
    phone.goto(f"{world.url}{play}")
    expect(phone.locator("#play-unsent")).to_have_text("Not sent yet: 3")
    decisions = lambda: world.who("controller").of_event("GET", "exercise/decisions")["items"]
    assert not decisions()
    phone.context.set_offline(False)
    expect(phone.locator("#play-unsent")).to_be_hidden()
    stored = decisions()
    assert [(one["version"], one["isOffline"]) for one in stored] == [(1, True)]


@on_engines("sqlite", story="infrastructure", until="planned")
def test_what_a_device_keeps_is_of_one_seat_and_goes_when_its_browser_is_signed_out(world, theatre):
    controller = console(theatre, world)
    _, phone = begin(theatre, world)
    controller.get_by_role("button", name="Release #1", exact=True).click()
    expect(phone.locator("#now-paper")).to_contain_text("The day before the festival")
    paper = phone.locator("#play-papers li a").first.get_attribute("href")
    keeps(phone, paper)
    # Nothing of EXCON, of evaluators or of other cells is kept.
    kept = phone.evaluate("""async () => {
        const paths = [];
        for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) paths.push(new URL(one.url).pathname);
        return paths;
    }""")
    assert kept and not [path for path in kept if any(part in path for part in ("console", "injects", "evaluate", "matrix", "/live"))]
    # Another seat on the same device: what was of the first is gone.
    phone.evaluate("""async () => {
        const name = (await caches.keys()).find(one => one.startsWith('play:'));
        await (await caches.open(name)).put('/seat', new Response('somebody-else'));
        await (await caches.open(name)).put('/events/left-behind', new Response('x'));
    }""")
    phone.goto(at(world, "play"))
    keeps(phone, paper)
    assert not phone.evaluate("async () => !!await caches.match('/events/left-behind')")
