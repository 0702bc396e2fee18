"""A ballot on paper: one person enters it, another compares and confirms; only then it counts."""

import json
from fractions import Fraction

from playwright.sync_api import expect

from conftest import on_engines
from theatre import LAPTOP, PHONE, PROJECTOR
from world import TOKEN, Person


def rapporteur(world):
    seat = next(one for one in world.facilitator.of_event("GET", "participants?limit=200")["items"] if one["role"] == "rapporteur")
    made = world.facilitator.of_event("POST", f"participants/{seat['id']}/link")
    return Person(world, TOKEN.search(json.dumps(made).rsplit("/i/", 1)[-1])[0], seat["name"])


@on_engines("sqlite", "postgres")
def test_paper_ballot_of_two_people(world, theatre):
    world.open_stage("vote", next(topic["id"] for topic in world.topics if topic["position"] == 3))
    round_id = world.round(1)["id"]
    world.facilitator.of_event("POST", f"rounds/{round_id}/opening")
    paper = f"{world.url}/events/{world.event}/rounds/{round_id}/paper"
    second = rapporteur(world)
    voter = world.people(1)[0]
    desk = theatre.window(world.links["facilitator"], LAPTOP)
    other = theatre.window(second.link, PHONE)
    projector = theatre.window(world.links["projector"], PROJECTOR)
    answered = projector.locator(".figures > div", has_text="have answered").locator("dd").first

    desk.get_by_role("link", name="Enter a paper ballot").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Paper ballots")
    # Without a person it is refused, and what was entered stays.
    theatre.expect_complaint("422")
    dots = desk.locator("form#paper li.vote")
    dots.nth(0).locator("label").nth(2).click()
    dots.nth(2).locator("label").nth(1).click()
    desk.get_by_role("button", name="Enter this ballot").click()
    expect(desk.locator("#participant-error")).to_have_text("Choose whose ballot this is.")
    expect(dots.nth(0).locator("input:checked")).to_have_value("2")
    option = desk.locator("#participant option", has_text=voter.name).first.get_attribute("value")
    desk.locator("#participant").select_option(option)
    desk.get_by_role("button", name="Enter this ballot").click()
    expect(desk.get_by_role("heading", name="Waiting for a second person")).to_be_visible()
    expect(desk.locator("main")).to_contain_text("You entered it; somebody else confirms.")
    expect(desk.get_by_role("link", name="Compare and confirm")).to_have_count(0)
    expect(answered).to_have_text("0")

    other.goto(paper)
    other.get_by_role("link", name="Compare and confirm").click()
    sheet = other.url
    expect(other.locator("main")).to_contain_text(voter.name)
    assert sorted(cell for cell in other.locator("td.num").all_inner_texts() if cell.isdigit() and cell != "0") == ["1", "2"]
    # Whoever entered it sees it, too, but cannot count it.
    desk.goto(sheet)
    expect(desk.locator("main")).to_contain_text("You entered this paper ballot")
    expect(desk.get_by_role("button", name="It matches: count it")).to_have_count(0)
    other.get_by_role("button", name="It matches: count it").click()
    expect(other.locator("main")).to_contain_text("1 paper ballot is counted.")
    expect(answered).to_have_text("1")

    # Counted as entered, among others (of fewer than five nothing is shown).
    items = world.items(1)
    for person in world.people(5)[1:]:
        person.votes(round_id, {items[4]: 1})
    world.facilitator.of_event("POST", f"rounds/{round_id}/closure")
    world.facilitator.of_event("POST", f"rounds/{round_id}/revelation")
    tally = world.facilitator.of_event("GET", f"rounds/{round_id}/tally")
    scores = sorted(Fraction(score) for score in tally["scores"]["people"].values())
    assert [score for score in scores if score] == [Fraction(1, 5), Fraction(2, 5), Fraction(4, 5)], tally
