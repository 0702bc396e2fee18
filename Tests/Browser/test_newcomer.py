"""A newcomer with an empty server stands in a plenary of their own, reading the screens only, and with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from theatre import LAPTOP, PHONE, PROJECTOR
from world import EmptyWorld


@pytest.fixture
def empty(request):
    world = EmptyWorld()
    yield world
    if getattr(request.node, "failed", False):
        print("\nThe server said:\n" + world.said()[-4000:])
    world.stop()


class Keyboard:
    """Somebody without a mouse. Each thing is reached with Tab, seen, and marked where the focus stands."""

    def __init__(self, page):
        self.page, self.screens = page, 1

    def reach(self, target, most=150):
        target.first.wait_for()
        for _ in range(most):
            if target.first.evaluate("e => e === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"not reached with Tab: {target}")
        # Marked, and with nothing laid over it.
        self.page.wait_for_function("""e => {
            const style = getComputedStyle(e), box = e.getBoundingClientRect();
            const over = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
            return (style.outlineStyle !== 'none' || style.boxShadow !== 'none') && over && (e.contains(over) || over.contains(e));
        }""", arg=target.first.element_handle())

    def press(self, target, opens=True):
        """Enter on it; and, unless it changes this page only, another page."""
        self.reach(target)
        before = self.page.url
        self.page.keyboard.press("Enter")
        if opens:
            self.page.wait_for_url(lambda url: url != before)
            self.screens += 1

    def write(self, label, text):
        self.reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.insert_text(text)

    def tick(self, label):
        self.reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("Space")

    def button(self, name, **options):
        self.press(self.page.get_by_role("button", name=name), **options)

    def link(self, name, **options):
        self.press(self.page.get_by_role("link", name=name), **options)


def arrive(theatre, empty, code, name):
    phone = theatre.window(f"{empty.url}/e/{code}", PHONE)
    phone.get_by_label("Your name").fill(name)
    phone.get_by_label("Sector").select_option(index=1)
    phone.get_by_label("Country").select_option("HR")
    phone.get_by_role("button", name="Ask to come in").click()
    return phone


def test_from_an_empty_server_to_a_result_with_the_keyboard_alone(empty, theatre):
    # Nobody has an account: the first page says who makes the first one, and how.
    page = theatre.window(empty.url, LAPTOP)
    expect(page.locator("main")).to_contain_text("admin create")
    empty.begin()
    page.reload()
    expect(page.locator("main")).not_to_contain_text("admin create")

    keys = Keyboard(page)
    keys.link("Sign in")
    keys.write("E-mail", empty.email)
    keys.write("Password", empty.password)
    keys.button("Sign in")
    keys.link("Create a programme")
    keys.write("Title", "Our cooperation")
    keys.button("Save the programme")
    keys.link("Plan an event")
    keys.write("Title", "Our first workshop")
    keys.write("Place", "Geneva")
    keys.tick("Begin with the five default topics, each with a question for the room")
    keys.button("Create the event")
    keys.link("Open the console")
    code = page.locator("#show-code .address").inner_text()[-4:]
    wall = theatre.window(page.get_by_role("link", name="Open the projector").get_attribute("href").replace("/", f"{empty.url}/", 1), PROJECTOR,
                          storage_state=page.context.storage_state())

    # Nobody is invited and the door is closed: the console says so, and opens it.
    keys.button("Open the door", opens=False)
    expect(wall.locator("#room")).to_contain_text("Open this address on your phone")
    phones = [arrive(theatre, empty, code, f"Guest {number}") for number in range(1, 6)]
    keys.button("Let all in", opens=False)
    for phone in phones:
        expect(phone.locator("#activity")).to_be_visible()

    keys.button("Open collecting", opens=False)
    for number, phone in enumerate(phones):
        phone.get_by_label("Topic").select_option(index=1)
        phone.get_by_label("The issue").fill(f"Issue number {number} is written by hand")
        phone.get_by_role("button", name="Send the issue").click()
        expect(phone.locator("#own")).to_contain_text(f"number {number}")
    expect(page.locator("#work")).to_contain_text("Issue number 4")
    keys.button("Close collecting and merge", opens=False)
    keys.button("Go to the vote", opens=False)
    keys.link("Prepare a vote")
    keys.button("Prepare this vote")
    keys.button("Open voting", opens=False)
    for number, phone in enumerate(phones):
        votes = phone.locator("form#ballot li.vote")
        votes.nth(number % 2).locator("label").nth(2).click()
        votes.nth(3).locator("label").nth(1).click()
        phone.get_by_role("button", name="Send my vote").click()
        expect(phone.locator("#receipt")).to_contain_text("stored")
    keys.button("Close the vote", opens=False)
    keys.button("Reveal result", opens=False)
    expect(wall.locator("#room")).to_contain_text("comes first")
    expect(phones[0].locator("table.readings")).to_be_visible()
    print(f"\n{keys.screens} screens from the first page to the result")
