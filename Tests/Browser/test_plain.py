"""Without JavaScript, and without a mouse."""

from playwright.sync_api import expect

from conftest import on_engines
from theatre import LAPTOP, PHONE


@on_engines("sqlite", "postgres")
def test_participant_without_javascript(world, theatre):
    topic = next(topic["id"] for topic in world.topics if topic["position"] == 3)
    world.open_stage("collect", topic)
    phone = theatre.window(world.links["participant"], PHONE, java_script_enabled=False)
    sentence = "Our forms want a script that the ministry forbids"
    phone.get_by_label("The issue").first.fill(sentence)
    phone.get_by_role("button", name="Send the issue").first.click()
    expect(phone.locator("#own p.title", has_text=sentence)).to_be_visible()
    titles = [issue["title"] for issue in world.facilitator.of_event("GET", "issues?limit=200")["items"]]
    assert titles.count(sentence) == 1

    world.open_stage("vote", topic)
    round_id = world.round(1)["id"]
    world.facilitator.of_event("POST", f"rounds/{round_id}/opening")
    phone.goto(f"{world.url}/e/{world.code}")
    votes = phone.locator("form#ballot li.vote")
    # Too many dots: the server says so, and keeps the choice.
    theatre.expect_complaint("422")
    for issue in range(3):
        votes.nth(issue).locator("label").nth(2).click()
    phone.get_by_role("button", name="Send my vote").click()
    expect(phone.locator("#ballot-errors")).to_be_visible()
    expect(votes.nth(2).locator("input:checked")).to_have_value("2")
    votes.nth(2).locator("label").nth(0).click()
    phone.get_by_role("button", name="Send my vote").click()
    expect(phone.locator("#receipt")).to_contain_text("Your vote is stored")
    number = phone.locator("#receipt b").inner_text()
    phone.goto(f"{world.url}/e/{world.code}")
    expect(phone.locator("#receipt b")).to_have_text(number)
    for issue, dots in enumerate((2, 2, 0)):
        expect(votes.nth(issue).locator("input:checked")).to_have_value(str(dots))


def test_facilitator_with_the_keyboard_alone(world, theatre):
    world.open_stage("vote", next(topic["id"] for topic in world.topics if topic["position"] == 3))
    round_id = world.round(1)["id"]
    console = theatre.window(world.links["facilitator"], LAPTOP)
    phone = theatre.window(world.links["participant"], PHONE)
    # One stray key opens nothing: keys that change what others see wait until they are armed.
    opening = console.locator("#open-vote [data-key]")
    expect(opening).to_be_visible()
    expect(opening).not_to_have_attribute("aria-keyshortcuts", "o")
    console.keyboard.press("o")
    console.locator("#keys summary").press("Enter")
    console.get_by_role("button", name="Keys move the room: off").press("Enter")
    expect(console.get_by_role("button", name="Keys move the room: on")).to_be_visible()
    assert world.round(1)["state"] == "draft", world.round(1)
    expect(opening).to_have_attribute("aria-keyshortcuts", "o")
    # The browser remembers it, and all keys can be turned off.
    console.reload()
    expect(opening).to_have_attribute("aria-keyshortcuts", "o")
    console.locator("#keys summary").press("Enter")
    console.get_by_role("button", name="Shortcuts on").press("Enter")
    expect(opening).not_to_have_attribute("aria-keyshortcuts", "o")
    console.get_by_role("button", name="Shortcuts off").press("Enter")
    console.keyboard.press("o")
    expect(phone.locator("form#ballot")).to_be_visible()
    items = world.items(1)
    for place, person in enumerate(world.people(6)):
        person.votes(round_id, {items[place % 3]: 2})
    expect(console.locator("#close-vote")).to_be_visible()
    console.keyboard.press("c")
    expect(phone.locator("#activity")).to_contain_text("sealed")
    expect(console.locator("#reveal-result")).to_be_visible()
    console.keyboard.press("r")
    expect(phone.locator("table.readings")).to_be_visible()
    assert world.round(1)["state"] == "revealed", world.round(1)

    # Every control is reached with Tab, in view and with a mark of its own.
    console.reload()
    reached = set()
    for _ in range(80):
        console.keyboard.press("Tab")
        here = console.evaluate("""() => {
            const e = document.activeElement;
            if (!e || e === document.body) return null;
            const style = getComputedStyle(e), box = e.getBoundingClientRect();
            return { name: e.outerHTML.slice(0, 160), marked: style.outlineStyle !== 'none' || style.boxShadow !== 'none', seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight };
        }""")
        if here is None:
            break
        assert here["marked"] and here["seen"], here
        reached.add(here["name"])
    assert len(reached) > 8, reached


def test_a_list_narrows_as_one_types(world, theatre):
    desk = theatre.window(world.links["facilitator"], LAPTOP)
    desk.goto(f"{world.url}/directory/people")
    rows, search = desk.locator("#people tbody tr"), desk.get_by_label("Search")
    all_of_them = rows.count()
    search.press_sequentially("primj")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Primjer")
    # The words stay where they are typed, the address follows, and so does what is downloaded.
    expect(search).to_be_focused()
    assert desk.url.endswith("?q=primj"), desk.url
    expect(desk.locator("#people .menu a").first).to_have_attribute("href", "/directory/people/export/csv?q=primj")
    search.fill("")
    expect(rows).to_have_count(all_of_them)
    desk.get_by_label("Country").select_option("HR")
    expect(desk.locator("#people")).to_contain_text("5 people")
