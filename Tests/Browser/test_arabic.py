"""In Arabic everything reads from the right, and nothing is wider than the screen."""

from playwright.sync_api import expect

from theatre import LAPTOP, PHONE, PROJECTOR, overflow

ARABIC = {"locale": "ar"}


def test_arabic_from_the_right(world, theatre):
    windows = {
        "phone": theatre.window(world.links["participant"], PHONE, **ARABIC),
        "console": theatre.window(world.links["facilitator"], LAPTOP, **ARABIC),
        "projector": theatre.window(world.links["projector"], PROJECTOR, **ARABIC),
    }
    # A language that is chosen comes before that of the browser and that of the event.
    for page in windows.values():
        page.context.add_cookies([{"name": "roundtable_language", "value": "ar", "url": world.url}])
    addresses = {"phone": f"{world.url}/e/{world.code}", "console": f"{world.url}/events/{world.event}/console",
                 "projector": world.links["projector"]}
    wrong = []

    def see(stage, marks):
        for name, page in windows.items():
            page.goto(addresses[name])
            root = page.locator("html")
            expect(root).to_have_attribute("lang", "ar")
            expect(root).to_have_attribute("dir", "rtl")
            assert root.evaluate("element => getComputedStyle(element).direction") == "rtl"
            expect(page.locator(marks[name]).first).to_be_visible()
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                wide = overflow(page)
                if wide:
                    wrong.append(f"{name}, {stage}, {width}: {wide}")

    topic = next(topic["id"] for topic in world.topics if topic["position"] == 3)
    world.open_stage("collect", topic)
    see("collect", {"phone": "form#contribute", "console": "#work", "projector": "#room h1"})
    world.open_stage("merge", topic)
    see("merge", {"phone": "#activity", "console": "form#merge", "projector": "#room"})
    world.open_stage("vote", topic)
    round_id = world.round(1)["id"]
    world.facilitator.of_event("POST", f"rounds/{round_id}/opening")
    see("vote", {"phone": "form#ballot li.vote", "console": "#close-vote", "projector": "#room .figures"})
    # A title in English stays English within the Arabic page, from the left.
    title = windows["phone"].locator("form#ballot p.title[lang=en]").first
    assert title.evaluate("element => getComputedStyle(element).direction") == "ltr"
    # Votes from the right work like those from the left.
    windows["phone"].locator("form#ballot li.vote").nth(0).locator("label").nth(1).click()
    theatre.expect_complaint("409")
    windows["phone"].locator("form#ballot button.primary").click()
    windows["phone"].get_by_role("button", name="أرسله هكذا").click()
    expect(windows["phone"].locator("#receipt b")).to_be_visible()
    items = world.items(1)
    # Enough of each sector for a reading by sectors (decision 18), and so for the picture of the readings.
    for place, person in enumerate(world.people(20)):
        person.votes(round_id, {items[place % 3]: 2})
    world.facilitator.of_event("POST", f"rounds/{round_id}/closure")
    world.facilitator.of_event("POST", f"rounds/{round_id}/revelation")
    see("result", {"phone": "table.readings", "console": "#activity, #work", "projector": ".winners"})
    assert not wrong, "\n".join(wrong)
    shows_beginnings(world, windows["console"])


def shows_beginnings(world, page):
    """On the way here a title in Latin letters is cut at its end, and not at its beginning."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{world.url}/events/{world.event}/tables")
    link = page.locator(".crumbs a", has_text="Demo workshop").first
    seen, cut = link.evaluate("""link => {
        // Longer than any screen of this width.
        link.textContent = link.textContent.trim().repeat(6);
        const first = document.createRange(), box = link.getBoundingClientRect();
        first.setStart(link.firstChild, 0); first.setEnd(link.firstChild, 1);
        const letter = first.getBoundingClientRect();
        return [letter.left >= box.left - 1 && letter.right <= box.right + 1,
            link.scrollWidth > link.clientWidth || link.scrollHeight > link.clientHeight];
    }""")
    assert cut and seen
