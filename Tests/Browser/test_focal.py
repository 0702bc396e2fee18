"""A focal point who has never seen it nominates two people within three minutes, replaces one, and says for another event that nobody comes."""

import datetime
import json
import re
import time

from playwright.sync_api import expect

from conftest import on_engines
from theatre import LAPTOP, PHONE, overflow

PASSWORD = "four plain dry words"


def day(days):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def event(world, title, programme, country):
    """An event to which one country is asked."""
    lead = world.facilitator
    made = lead.call("POST", f"/api/v1/programmes/{programme}/events", {
        "kind": "workshop", "title": title, "startsOn": day(60), "endsOn": day(61), "timeZone": "Asia/Almaty", "place": "Astana"})
    path = f"/api/v1/events/{made['id']}"
    lead.call("PUT", f"{path}/registration-rule", {"work": "batch", "nominationsClose": f"{day(20)}T18:00", "closes": f"{day(40)}T18:00"})
    lead.call("POST", f"{path}/invitations", {"kind": "country", "target": country})
    lead.call("POST", f"{path}/invitations/sending")
    return made["id"]


def appointed(world, theatre, programme):
    """The window of Kazakhstan's focal point: an administrator makes an invitation, and it is opened."""
    lead = world.facilitator
    person = lead.call("POST", "/api/v1/people", {
        "givenName": "Aigul", "familyName": "Obraztsova", "email": "aigul@example.org", "country": "KZ"})["id"]
    lead.call("POST", "/api/v1/mandates", {
        "role": "focal-point", "holderKind": "country", "holder": "KZ", "programme": programme, "person": person, "since": day(-100)})
    world.account("ada@example.org", "Ada Boring", PASSWORD)
    desk = theatre.window(f"{world.url}/sign-in?back=/directory/people/{person}", LAPTOP)
    desk.get_by_label("E-mail").fill("ada@example.org")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("button", name="Sign in", exact=True).click()
    expect(desk.locator("main")).to_contain_text("National focal point: Kazakhstan")
    desk.get_by_role("button", name="Make an invitation for this person").click()
    link = desk.locator(".notice code").inner_text()
    page = theatre.window(link, PHONE)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Save and sign in").click()
    return page


@on_engines("sqlite", "postgres")
def test_two_people_within_three_minutes(world, theatre):
    programme = world.facilitator.call("GET", f"/api/v1/events/{world.event}")["programme"]
    first = event(world, "Best practices at the border", programme, "KZ")
    second = event(world, "Study visit to Tashkent", programme, "KZ")
    page = appointed(world, theatre, programme)

    begun = time.monotonic()
    # What waits is on the first page; it leads to the form.
    expect(page.locator("main")).to_contain_text("Nominate people, or say that nobody comes")
    page.get_by_role("link", name="Nominate people, or say that nobody comes").first.click()
    assert f"/my-countries/KZ/events/" in page.url
    assert not overflow(page), overflow(page)
    for given, family in (("Anvar", "Namunov"), ("Dana", "Primerova")):
        form = page.locator("form#nomination")
        # Once somebody is named, the form is folded away on a phone.
        if not form.is_visible():
            page.locator("#add > details > summary").click()
        form.get_by_label("Given name").fill(given)
        form.get_by_label("Family name").fill(family)
        form.get_by_label("E-mail").fill(f"{family.lower()}@example.org")
        form.get_by_label("Sector").select_option(index=1)
        form.get_by_role("button", name="Nominate", exact=True).click()
        expect(page.locator("#list")).to_contain_text(f"{given} {family}")
    assert time.monotonic() - begun < 180
    called = page.url.split("?")[0]

    # The order is the country's own.
    page.get_by_role("button", name="Move up: Dana Primerova").click()
    expect(page.locator("#list > ol > li").first).to_contain_text("Dana Primerova")
    # Somebody else comes instead.
    page.locator("#list li", has_text="Anvar Namunov").locator("details.menu > summary").click()
    page.get_by_role("link", name=re.compile("Replace ?: Anvar Namunov")).click()
    page.get_by_label("Given name").fill("Timur")
    page.get_by_label("Family name").fill("Uzorov")
    page.get_by_role("button", name="Replace", exact=True).click()
    expect(page.locator("#list > ol > li").nth(1)).to_contain_text("Timur Uzorov")
    assert not overflow(page), overflow(page)

    # The other event: nobody comes.
    other = second if first in called else first
    page.goto(f"{world.url}/my-countries/KZ/events/{other}")
    page.get_by_text("Nobody comes from our country").click()
    page.get_by_label("A word to the organiser").fill("Our week of exercises")
    page.get_by_role("button", name="Answer that nobody comes").click()
    expect(page.locator("main")).to_contain_text("You have answered that nobody comes.")
    page.goto(f"{world.url}/my-countries")
    expect(page.locator("#waiting")).to_contain_text("Nothing waits for you")
    expect(page.locator("#people")).to_contain_text("Timur Uzorov")
    assert not overflow(page), overflow(page)

    # The organiser sees both, in the country's order, and the answer.
    seen = world.facilitator.call("GET", f"/api/v1/events/{re.search('events/([^/?]+)', called)[1]}/nominations")["items"]
    assert [one["familyName"] for one in seen if one["state"] == "submitted"] == ["Primerova", "Uzorov"], json.dumps(seen)
    asked = world.facilitator.call("GET", f"/api/v1/events/{other}/invitations")["items"]
    assert asked[0]["state"] == "declined" and asked[0]["answer"] == "Our week of exercises"
