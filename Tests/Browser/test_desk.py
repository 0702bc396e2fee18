"""The desk at the door: one device, no network, a page that is loaded again."""
from playwright.sync_api import expect

TABLET = {"width": 820, "height": 1180}


def test_a_tablet_checks_people_in_without_a_network(world, theatre):
    day = world.facilitator.call("GET", f"/api/v1/events/{world.event}")["startsOn"]
    link = world.facilitator.of_event("POST", "desk-links", {"day": day, "label": "Entrance"})["address"]
    tablet = theatre.window(link, TABLET)
    context = tablet.context
    lines = tablet.locator("#desk-people > li")
    expect(lines.first).to_be_visible()
    tablet.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    tablet.wait_for_function("caches.keys().then(keys => keys.some(key => key.startsWith('desk:')))")
    lines.nth(0).get_by_role("button", name="Check in").click()
    expect(tablet.locator("#desk-count")).to_have_text("1")

    theatre.expect_complaint("ERR_INTERNET_DISCONNECTED")
    context.set_offline(True)
    lines.nth(1).get_by_role("button", name="Check in").click()
    lines.nth(2).get_by_role("button", name="Check in").click()
    expect(tablet.locator("#desk-count")).to_have_text("3")
    expect(tablet.locator("#desk-connection")).to_contain_text("Not sent yet: 2")
    tablet.reload()
    expect(tablet.locator("#desk-count")).to_have_text("3")
    lines.nth(2).get_by_role("button", name="Take back").click()
    expect(tablet.locator("#desk-count")).to_have_text("2")

    context.set_offline(False)
    expect(tablet.locator("#desk-connection")).to_be_hidden()
    expect(tablet.locator("#desk-count")).to_have_text("2")
    here = [one for one in world.facilitator.of_event("GET", "attendance")["items"] if one["days"]]
    assert len(here) == 2
