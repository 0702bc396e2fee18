"""Six countries by area: who is in the working groups and where somebody is missing, and a call for experts that is answered."""

import re

from playwright.sync_api import expect

from conftest import on_engines
from theatre import LAPTOP, PHONE, overflow

CALL = "Two people who have sampled a reservoir"


def fits(page):
    assert not overflow(page), overflow(page)


def name_of(candidate):
    return candidate.locator(".title").inner_text()


@on_engines("sqlite", "postgres", story="working-groups")
def test_what_is_covered_and_who_proposes_somebody(world, theatre):
    desk = theatre.window(world.links["coordinator"], LAPTOP)
    coverage = desk.locator("#coverage")
    expect(coverage).to_contain_text("19 of 24 covered: 79 %")
    # The holes are named, not only counted.
    expect(desk.locator("#holes")).to_contain_text("Kyrgyzstan")
    fits(desk)
    desk.get_by_role("link", name="Water safety", exact=True).click()
    expect(desk.locator("#members tbody tr")).to_have_count(5)
    fits(desk)

    # The focal point has written who should come into the group; the head of the secretariat confirms.
    head = theatre.window(world.links["head"], PHONE)
    waiting = head.locator("form button", has_text="Confirm").first
    expect(waiting).to_be_visible()
    fits(head)
    before = head.locator("form button", has_text="Confirm").count()
    waiting.click()
    expect(head.locator("form button", has_text="Confirm")).to_have_count(before - 1)


@on_engines("sqlite", "postgres", story="working-groups")
def test_a_call_for_experts_is_answered_through_the_focal_point(world, theatre):
    desk = theatre.window(world.links["coordinator"], LAPTOP)
    desk.goto(f"{world.url}/experts/requests")
    desk.get_by_role("link", name=CALL).click()
    candidates = desk.locator("#candidates li")
    expect(candidates).to_have_count(3)
    # Each says why it stands there.
    expect(candidates.first).to_contain_text("sampling reservoirs")
    asked = name_of(candidates.filter(has_text="Kazakhstan").first)
    fits(desk)

    # What is proposed beside them tells its reasons, and can be put on the list.
    proposed = desk.locator("#proposed li")
    expect(proposed.first).to_contain_text(re.compile(r"\d"))
    proposed.first.get_by_role("button", name=re.compile("Put on the list")).click()
    expect(candidates).to_have_count(4)

    # The country's focal point passes the question on, and the expert agrees, each on their own page.
    point = theatre.window(world.links["focal-point"], PHONE)
    point.goto(f"{world.url}/experts/questions")
    question = point.locator("main li", has_text=asked)
    expect(question).to_contain_text(CALL)
    fits(point)
    question.get_by_role("button", name="Pass it on").click()
    expect(point.locator("main")).not_to_contain_text("Pass it on")

    expert = theatre.window(world.links["expert"], PHONE)
    expert.goto(f"{world.url}/experts/questions")
    fits(expert)
    expert.get_by_label("A word with it").fill("In March, with two weeks' notice.")
    expert.get_by_role("button", name="I agree").click()

    desk.reload()
    agreed = desk.locator("#candidates li", has_text=asked)
    expect(agreed).to_contain_text("agreed")
    expect(agreed).to_contain_text("two weeks' notice")
    expect(desk.locator("main")).to_contain_text("1 of 2 agreed")
    desk.set_viewport_size(PHONE)
    fits(desk)


@on_engines("sqlite", story="working-groups")
def test_an_expert_is_found_with_the_reason(world, theatre):
    desk = theatre.window(world.links["coordinator"], LAPTOP)
    desk.goto(f"{world.url}/experts?area=water-safety&q=sampling+reservoirs&language=ru")
    found = desk.locator("#experts ol > li")
    expect(found.first).to_contain_text("writes of “sampling” +3")
    # Not all of the first five are of one country.
    countries = {found.nth(place).locator(".meta > span").first.inner_text() for place in range(5)}
    assert len(countries) > 1, countries
    fits(desk)
    # By a word of another language, since areas have four.
    desk.goto(f"{world.url}/experts?q=вода")
    expect(desk.locator("#experts ol > li").first).to_be_visible()
