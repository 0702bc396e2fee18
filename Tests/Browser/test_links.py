"""The first thing a newcomer does: open the three links."""
from playwright.sync_api import expect


def test_the_three_links_open_without_an_error(room, browser):
    for link in (room.facilitator, room.projector, room.participant):
        page = browser.new_context().new_page()
        mistakes = []
        page.on("pageerror", lambda error: mistakes.append(str(error)))
        page.on("console", lambda message: mistakes.append(message.text) if message.type == "error" else None)
        answer = page.goto(link)
        assert answer.status == 200
        page.wait_for_selector("main")
        assert mistakes == []


def test_who_is_played_is_counted_as_connected(room, browser):
    page = browser.new_context().new_page()
    page.goto(room.facilitator)
    room.simulate(participants=10, speed=20)
    expect(page.locator("#connected")).to_contain_text("10", timeout=20000)
