"""The desk at the door: devices without a network, a page that is loaded again, clocks that are wrong, links that end.

ROUNDTABLE_DESK_TICKS=150 makes so many ticks on each of two devices.
"""
import os
import time

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


def device(theatre, link, minutes=0):
    """A tablet whose clock is wrong by so many minutes, with the list open and kept."""
    context = theatre.context(TABLET)
    context.add_init_script(f"{{ const real = Date.now; Date.now = () => real() + {minutes * 60_000}; }}")
    page = theatre.listen(context.new_page())
    page.goto(link)
    expect(page.locator("#desk-people > li").first).to_be_visible()
    page.wait_for_function("caches.keys().then(keys => keys.some(key => key.startsWith('desk:')))")
    return page


def tick(page, people):
    page.evaluate("ids => { for (const id of ids) document.querySelector(`#p-${id} form.tick`).requestSubmit(); }", people)


def test_two_devices_without_a_network_and_with_wrong_clocks_send_what_happened(world, theatre):
    """A7-22: so many ticks on each of two devices, one clock ten minutes fast and one as much slow; one person on both."""
    many = int(os.environ.get("ROUNDTABLE_DESK_TICKS", "40"))
    day = world.facilitator.call("GET", f"/api/v1/events/{world.event}")["startsOn"]
    people = [one["participant"] for one in world.facilitator.of_event("GET", "attendance")["items"] if not one["days"]]
    while len(people) < 2 * many - 1:
        people.append(world.facilitator.of_event("POST", "participants", {
            "name": f"Guest {len(people)}", "organisation": "Institute of Examples", "country": "HR", "role": "participant"})["id"])
    links = [world.facilitator.of_event("POST", "desk-links", {"day": day, "label": label})["address"] for label in ("Entrance", "Side door")]
    fast, slow = device(theatre, links[0], 10), device(theatre, links[1], -10)
    theatre.expect_complaint("ERR_INTERNET_DISCONNECTED")
    for page in (fast, slow):
        page.context.set_offline(True)
    begin = time.time() * 1000
    tick(fast, people[:many])
    tick(slow, people[many - 1:2 * many - 1])
    for page in (fast, slow):
        expect(page.locator("#desk-connection")).to_contain_text(f"Not sent yet: {many}")
    fast.reload()
    expect(fast.locator("#desk-connection")).to_contain_text(f"Not sent yet: {many}")
    end = time.time() * 1000
    for page in (fast, slow):
        page.context.set_offline(False)
        expect(page.locator("#desk-connection")).to_be_hidden()
    here = {one["participant"]: one["days"][0] for one in world.facilitator.of_event("GET", "attendance")["items"] if one["days"]}
    assert set(people[:2 * many - 1]) <= set(here)
    for person in people[:2 * many - 1]:
        assert begin - 2_000 <= here[person]["firstAt"] <= end + 2_000
    desk = theatre.window(world.links["facilitator"])
    desk.goto(f"{world.url}/events/{world.event}/attendance")
    expect(desk.locator("#doubles")).to_contain_text("1 person was noted more than once on a day")


def test_what_a_device_has_noted_outlives_signing_out_and_the_end_of_its_link(world, theatre):
    day = world.facilitator.call("GET", f"/api/v1/events/{world.event}")["startsOn"]
    made = world.facilitator.of_event("POST", "desk-links", {"day": day, "label": "Entrance"})
    desk = theatre.window(world.links["facilitator"])
    desk.goto(f"{world.url}/events/{world.event}/desk?day={day}")
    desk.wait_for_function("caches.keys().then(keys => keys.some(key => key.startsWith('desk:')))")
    theatre.expect_complaint("ERR_INTERNET_DISCONNECTED")
    theatre.expect_complaint("status of 4")
    # The one who runs the room, on a laptop: signing out with a note that waits asks first.
    line = desk.locator("#desk-people > li:not([data-here])").first
    name = line.locator("b").inner_text()
    # The server is there, and the notes do not get to it.
    desk.route("**/desk/queue", lambda route: route.abort())
    theatre.expect_complaint("ERR_FAILED")
    line.get_by_role("button", name="Check in").click()
    expect(desk.locator("#desk-connection")).to_contain_text("Not sent yet: 1")
    desk.evaluate("""() => { const form = document.createElement('form'); form.method = 'post'; form.action = '/sign-out'; document.body.append(form); form.submit(); }""")
    expect(desk.locator("h1")).to_have_text("Not everything is sent yet")
    desk.unroute("**/desk/queue")
    desk.get_by_role("link", name="Open the desk").click()
    desk.goto(f"{world.url}/events/{world.event}/desk?day={day}")
    expect(desk.locator("#desk-connection")).to_be_hidden()
    desk.wait_for_function("!document.cookie.includes('roundtable_unsent=1')")
    assert name in [one["name"] for one in world.facilitator.of_event("GET", "attendance")["items"] if one["days"]]

    # A tablet whose link is ended while it has no connection: what it noted before is taken when it is back.
    tablet = device(theatre, made["address"])
    tablet.context.set_offline(True)
    later = tablet.locator("#desk-people > li:not([data-here])").first
    name = later.locator("b").inner_text()
    later.get_by_role("button", name="Check in").click()
    expect(tablet.locator("#desk-connection")).to_contain_text("Not sent yet: 1")
    desk.goto(f"{world.url}/events/{world.event}/desk-links/{made['id']}")
    desk.get_by_role("button", name="End this link").click()
    # The page is there before the notes are: else they may be sent while it is being opened.
    tablet.route("**/desk/queue", lambda route: route.abort())
    tablet.context.set_offline(False)
    tablet.goto(f"{world.url}/events/{world.event}/desk")
    expect(tablet.locator("h1")).to_have_text("This desk link has ended")
    tablet.unroute("**/desk/queue")
    tablet.reload()
    expect(tablet.locator("#desk-done")).to_be_visible()
    assert name in [one["name"] for one in world.facilitator.of_event("GET", "attendance")["items"] if one["days"]]
