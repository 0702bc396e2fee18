"""A delegation writes for its own eyes, votes in private, publishes, and other countries take it up or say why not."""

import re

import pytest
from playwright.sync_api import expect

from theatre import LAPTOP, PHONE, PROJECTOR, Stopwatch, overflow
from world import Refused

PLAN = "One number for all three services, staffed at night"


def delegates(world, country, count):
    seats = world.facilitator.of_event("GET", "participants?limit=200")["items"]
    return [world.somebody(one["id"]) for one in seats if one["country"] == country and one["role"] == "participant"][:count]


def begins(world):
    """The event has one sheet for each country, and the stage is open."""
    world.seat_groups()
    world.open_stage("analyse")
    world.facilitator.of_event("PUT", "envision", {"by": "country"})
    world.open_stage("envision")


def votes(page, place, difficulty, impact):
    page.get_by_role("link", name="Give my ratings").click()
    row = page.locator("form#rate ol > li").nth(place)
    for name, value in (("Difficulty", difficulty), ("Impact", impact)):
        row.get_by_role("radiogroup", name=re.compile(f"{name}$")).locator("label", has_text=re.compile(f"^{value}$")).click()
    page.get_by_role("button", name="Send my ratings").click()
    expect(page.locator("#receipt")).to_contain_text("Your ratings are stored")


@pytest.mark.parametrize("world", [{"until": "result"}], indirect=True)
def test_a_delegation_publishes(world, theatre):
    watch = Stopwatch()
    begins(world)
    ours, theirs = delegates(world, "HR", 3), delegates(world, "AT", 1)[0]
    world.facilitator.of_event("PUT", f"participants/{ours[0].call('GET', '/api/v1/me')['seat']['participant']}/headship")
    first, second, third = (theatre.seat(one, size) for one, size in zip(ours, (LAPTOP, PHONE, PHONE)))
    other = theatre.seat(theirs, PHONE)
    console = theatre.window(f"{world.links['facilitator']}")
    console.goto(f"{world.url}/events/{world.event}/console")

    # One begins it; the others of the delegation are led to it, and nobody else.
    first.get_by_role("button", name="Begin our sheet").click()
    for page in (first, second, third):
        expect(page).to_have_url(re.compile("/sheets/"))
    sheet = first.url.split("?")[0]
    issue = first.locator(".sheet-issue").first
    issue.get_by_text("Add an intervention").click()
    form = issue.locator("form[id^=add-]")
    form.get_by_label("What is done").fill(PLAN)
    form.get_by_label("Difficulty").select_option("1")
    form.get_by_label("Impact").select_option("3")
    form.get_by_role("button", name="Put it on the sheet").click()
    expect(second.locator("li.intervention").first.locator("form[data-card] textarea").first).to_have_value(PLAN)
    expect(other.get_by_role("button", name="Begin our sheet")).to_be_visible()
    hidden_from_others(world, theatre, sheet, theirs, other, console)

    # The private vote: three members, and only the middle of what they said is kept.
    first.get_by_role("button", name="Open the private vote").click()
    for page, values in ((first, (4, 5)), (second, (5, 4)), (third, (4, 4))):
        votes(page, 0, *values)
        page.goto(sheet)
    expect(first.locator("#vote")).to_contain_text("3 of ")
    first.get_by_role("button", name="Close the vote").click()
    expect(second.locator("#vote")).to_contain_text("The last vote gave the figures of 1 intervention")
    body = ours[0].of_event("GET", f"sheets/{sheet.rsplit('/', 1)[-1]}")
    assert [(one["difficulty"], one["impact"]) for one in body["interventions"]] == [(4, 4)]

    # The head alone publishes. Without the name first, then with it.
    expect(second.locator("#publication")).to_contain_text(f"{ours[0].name} publishes it, as head of the delegation.")
    expect(first.locator("#publication")).to_contain_text("You publish it, as head of the delegation.")
    expect(second.get_by_role("button", name=re.compile("Publish"))).to_have_count(0)
    first.get_by_role("button", name="Publish without our name").click()
    expect(first.locator("#publication .state")).to_have_text("published without the country's name")
    # What changes on an open page brings nobody a button that would refuse.
    expect(second.locator("#publication .state")).to_have_text("published without the country's name")
    expect(second.locator("#publication button")).to_have_count(0)
    other.goto(sheet)
    expect(other.get_by_role("heading", level=1)).to_have_text("A country")
    expect(other.locator("main")).to_contain_text(PLAN)
    for told in ("Croatia", ">HR<", *[one.name for one in ours]):
        assert told not in other.content(), told
    first.get_by_role("button", name="Publish with our name").click()
    expect(first.locator("#publication .state")).to_have_text("published with the country's name")
    other.reload()
    expect(other.get_by_role("heading", level=1)).to_have_text("Croatia")

    exchanges(world, theatre, console, other, theirs, watch)
    watch.report("Seen on the projector")


def hidden_from_others(world, theatre, sheet, person, page, console):
    theatre.expect_complaint("404")
    for who in (page, console):
        room = who.url
        assert who.goto(sheet).status == 404
        who.goto(room)
    for who in (person, world.facilitator):
        with pytest.raises(Refused, match="^404"):
            who.of_event("GET", f"sheets/{sheet.rsplit('/', 1)[-1]}")
    for path in ("exchange", "decisions"):
        assert PLAN not in page.request.get(f"{world.url}/events/{world.event}/{path}").text()


def exchanges(world, theatre, console, phone, person, watch):
    projector = theatre.window(world.links["projector"], PROJECTOR)
    console.get_by_role("button", name="Go on to: Exchange").click()
    console.locator("#work li", has_text="Croatia").get_by_role("button", name="Show").click()
    expect(projector.get_by_role("heading", level=1)).to_have_text("Croatia")
    expect(projector.locator("#room")).to_contain_text(PLAN)
    phone.goto(f"{world.url}/e/{world.code}")
    phone.get_by_role("button", name="Endorse").click()
    with watch.time("endorsement: phone to projector"):
        expect(projector.locator("#room")).to_contain_text("1 endorsement")
    expect(phone.get_by_role("button", name="Endorsed")).to_be_visible()
    phone.get_by_label("Your question").fill("Who pays for the night shift?")
    phone.get_by_role("button", name="Ask").click()
    with watch.time("question: phone to projector"):
        expect(projector.locator("#room")).to_contain_text("Who pays for the night shift?")
    expect(phone.locator("#own-questions")).to_contain_text("received")
    expect(console.locator("#work")).to_contain_text("Who pays for the night shift?")
    console.get_by_role("button", name="Mark as answered").click()
    expect(projector.locator("#room")).not_to_contain_text("Who pays for the night shift?")

    # The other country has no head yet: it proposes, and the facilitator names the head.
    phone.get_by_role("link", name="What our country decides").click()
    line = phone.locator("li[id^=decide-on-]", has_text=PLAN)
    line.locator("details[id^=decide-] > summary").click()
    line.locator("input[type=radio][value=adopt]").check()
    line.get_by_role("button", name="Send the proposal").click()
    expect(line).to_contain_text("Proposed in the delegation")
    expect(console.locator("#headless")).to_contain_text("Austria")
    room = console.url
    console.goto(f"{world.url}/events/{world.event}/speakers")
    console.locator("#head-of-AT summary").click()
    console.locator("#head-of-AT li", has_text=person.name).get_by_role("button").click()
    expect(console.locator("#delegation-AT")).to_contain_text(person.name)
    console.goto(room)
    phone.reload()
    expect(phone.locator("#head")).to_contain_text("You decide for Austria")

    # It adopts; adapts, and has to say how; then declines, and has to say why.
    theatre.expect_complaint("422")
    for decision, note, asked in (("adopt", None, None), ("adapt", "For two of our regions first", "how"),
                                  ("decline", "The law does not allow it", "why")):
        if not line.locator("input[type=radio][value=adopt]").is_visible():
            line.locator("details[id^=decide-] > summary").click()
        line.locator(f"input[type=radio][value={decision}]").check()
        store = line.get_by_role("button", name="Store the decision")
        if note:
            line.get_by_label("How you adapt it, or why you decline it").fill("")
            store.click()
            expect(line.locator(".error")).to_contain_text(asked)
            expect(line.locator(f"input[type=radio][value={decision}]")).to_be_checked()
            line.get_by_label("How you adapt it, or why you decline it").fill(note)
        store.click()
        expect(line.locator(".meta .state")).to_be_visible()
        if note:
            expect(line).to_contain_text(note)
    assert not overflow(phone)
    found = world.facilitator.of_event("GET", "decisions")["items"]
    assert [(one["country"], one["decision"], one["note"]) for one in found] == [("AT", "decline", "The law does not allow it")]
    console.goto(f"{world.url}/events/{world.event}/exchange")
    expect(console.locator("main")).to_contain_text("The law does not allow it")
