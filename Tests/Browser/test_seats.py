"""One person, one seat, one link: who is asked at the door, seats that are joined, links that scanners open, two windows of one voter."""

import urllib.request

from playwright.sync_api import expect

from conftest import on_engines
from test_offline import gives, opens_the_vote
from theatre import LAPTOP, PHONE


def invites(world, name, country="HR", sector="health"):
    return world.facilitator.of_event("POST", "participants", {"name": name, "country": country, "sector": sector})["id"]


def knocks(theatre, world, name):
    phone = theatre.window(f"{world.url}/e/{world.code}", PHONE)
    phone.get_by_label("Your name").fill(name)
    phone.get_by_label("Country").select_option("HR")
    phone.get_by_label("Sector").select_option(index=1)
    phone.get_by_role("button", name="Ask to come in").click()
    return phone


def opens_the_door(world):
    event = world.facilitator.call("GET", f"/api/v1/events/{world.event}")
    fields = {key: event[key] for key in ("title", "startsOn", "endsOn", "timeZone", "place", "link", "marking", "namesShown", "issuesVisible", "namesUntil")}
    world.facilitator.call("PUT", f"/api/v1/events/{world.event}", {**fields, "door": "approval"})


@on_engines("sqlite", "postgres")
def test_who_is_invited_takes_the_seat_that_waits(world, theatre):
    opens_the_door(world)
    seat = invites(world, "Zora Invited")
    before = len(world.facilitator.of_event("GET", "participants?limit=200")["items"])
    console = theatre.window(world.links["facilitator"], LAPTOP)
    console.goto(f"{world.url}/events/{world.event}/console")
    phone = knocks(theatre, world, "invited  ZORA")
    phone.get_by_role("heading", name="An invitation waits for this name. Is it yours?").wait_for()
    assert "Zora Invited" not in phone.content()
    phone.get_by_role("button", name="Yes, it is mine").click()
    phone.get_by_role("heading", name="Waiting to be let in").wait_for()
    console.get_by_text("Says: I am the invited Zora Invited").wait_for()
    console.get_by_role("button", name="Let in on that seat").click()
    expect(phone.locator("#activity")).not_to_have_attribute("data-stage", "waiting")
    people = world.facilitator.of_event("GET", "participants?limit=200")["items"]
    assert len(people) == before
    assert next(one["state"] for one in people if one["id"] == seat) == "present"


@on_engines("sqlite")
def test_two_seats_of_one_person_are_joined_and_parted(world, theatre):
    opens_the_door(world)
    seat = invites(world, "Zora Twice")
    phone = knocks(theatre, world, "Zora Twice")
    phone.get_by_role("button", name="No, I am somebody else").click()
    phone.get_by_role("heading", name="Waiting to be let in").wait_for()
    desk = theatre.window(world.links["facilitator"], LAPTOP)
    desk.goto(f"{world.url}/events/{world.event}/console")
    desk.get_by_role("button", name="Let in", exact=True).click()
    expect(phone.locator("#activity")).not_to_have_attribute("data-stage", "waiting")
    desk.goto(f"{world.url}/events/{world.event}/people")
    double = desk.locator("#doubles li", has_text="Zora Twice")
    double.get_by_role("button", name="Keep the first seat").click()
    desk.get_by_text("The two seats are merged.").wait_for()
    # The phone goes on, on the invited seat.
    phone.reload()
    expect(phone.locator("#activity")).not_to_have_attribute("data-stage", "door")
    people = world.facilitator.of_event("GET", "participants?limit=200")["items"]
    assert [one["id"] for one in people if one["name"] == "Zora Twice"] == [seat]
    desk.get_by_text("1 seat was merged into another").wait_for()
    desk.get_by_role("button", name="Undo").click()
    desk.get_by_text("They are two seats again.").wait_for()
    people = world.facilitator.of_event("GET", "participants?limit=200")["items"]
    assert len([one for one in people if one["name"] == "Zora Twice"]) == 2


@on_engines("sqlite")
def test_a_link_that_a_scanner_opens_stays_unused(world, theatre):
    seat = invites(world, "Zora Scanned")
    person = world.somebody(seat)

    def state():
        return world.facilitator.of_event("GET", f"participants/{seat}")["state"]

    for method in ("GET", "HEAD", "GET"):
        request = urllib.request.Request(person.link, method=method)
        try:
            urllib.request.urlopen(request, timeout=10).read()
        except urllib.error.HTTPError as refused:
            assert method == "HEAD" and refused.code == 404
    assert state() == "invited"
    # Without JavaScript one press; with it none.
    plain = theatre.context(PHONE, java_script_enabled=False).new_page()
    plain.goto(person.link)
    plain.get_by_text("Zora Scanned").wait_for()
    assert state() == "invited"
    phone = theatre.seat(person, PHONE)
    assert phone.url == f"{world.url}/e/{world.code}"
    assert state() == "present"
    # Here already: the link leads straight into the room.
    phone.goto(person.link)
    phone.wait_for_url(f"{world.url}/e/{world.code}")
    plain.get_by_role("button", name="Come in").click()
    plain.wait_for_url(f"{world.url}/e/{world.code}")


@on_engines("sqlite", "postgres")
def test_two_windows_of_a_voter_show_the_same(world, theatre):
    opens_the_vote(world)
    first = theatre.window(world.links["participant"], PHONE)
    second = theatre.listen(first.context.new_page())
    second.goto(f"{world.url}/e/{world.code}")
    gives(first, 0, 2)
    gives(first, 3, 2)
    first.get_by_role("button", name="Send my vote").click()
    expect(first.locator("#receipt")).to_contain_text("Your vote is stored")
    # The second follows by itself.
    expect(second.locator("#receipt")).to_contain_text("Your vote is stored")
    expect(second.locator("form#ballot li.vote").nth(0).locator("input").nth(2)).to_be_checked()

    # What a window does not know of it does not overwrite.
    theatre.expect_complaint("409")
    theatre.expect_complaint("ERR_INTERNET_DISCONNECTED")
    gives(second, 3, 1)
    gives(second, 2, 1)
    gives(first, 3, 1)
    gives(first, 1, 1)
    before = first.locator("#receipt b").inner_text()
    first.get_by_role("button", name="Change my vote").click()
    expect(first.locator("form#ballot li.vote").nth(1).locator("input").nth(1)).to_be_checked()
    # What was chosen shows at once; the receipt is another when the answer is there.
    expect(first.locator("#receipt b")).not_to_have_text(before)
    receipt = first.locator("#receipt b").inner_text()
    expect(second.locator("#receipt b")).to_have_text(receipt)
    second.get_by_role("button", name="Change my vote").click()
    second.get_by_text("You have since voted in another window or on another device").wait_for()
    expect(second.locator("form#ballot li.vote").nth(1).locator("input").nth(1)).to_be_checked()
    expect(second.locator("form#ballot li.vote").nth(2).locator("input").nth(0)).to_be_checked()


@on_engines("sqlite")
def test_a_vote_that_says_nothing_is_asked_about(world, theatre):
    opens_the_vote(world)
    phone = theatre.window(world.links["participant"], PHONE)
    theatre.expect_complaint("409")
    phone.get_by_role("button", name="Send my vote").click()
    phone.get_by_text("You have given no dot. Send it as it is?").wait_for()
    expect(phone.locator("#receipt")).to_be_hidden()
    # The question was about the ballot as it was.
    gives(phone, 0, 1)
    expect(phone.get_by_text("You have given no dot. Send it as it is?")).to_be_hidden()
    gives(phone, 0, 1)
    phone.get_by_role("button", name="Send my vote").click()
    phone.get_by_role("button", name="Send it as it is").click()
    expect(phone.locator("#receipt")).to_contain_text("Your vote is stored")
