"""A city's officer who has never seen it shares a good practice within five minutes, and sees who may read it."""

import datetime
import re
import time

from playwright.sync_api import expect

from conftest import on_engines
from theatre import LAPTOP, PHONE, overflow

PASSWORD = "four plain dry words"


def day(days):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def city(world, programme, name, locode):
    lead = world.facilitator
    made = lead.call("POST", "/api/v1/cities", {"name": name, "country": "HR", "locode": locode, "timeZone": "Europe/Zagreb"})["id"]
    lead.call("POST", f"/api/v1/programmes/{programme}/members", {"kind": "city", "ref": made, "role": "founding", "since": "2018"})
    return made


def contact(world, theatre, programme, place, given, family):
    """The window of a city's contact: an administrator makes an invitation, and it is opened on a phone."""
    lead = world.facilitator
    person = lead.call("POST", "/api/v1/people", {
        "givenName": given, "familyName": family, "email": f"{family.lower()}@example.org", "country": "HR"})["id"]
    lead.call("POST", "/api/v1/mandates", {
        "role": "city-contact", "holderKind": "city", "holder": place, "programme": programme, "person": person, "since": day(-100)})
    world.account("ada@example.org", "Ada Boring", PASSWORD)
    desk = theatre.window(f"{world.url}/sign-in?back=/directory/people/{person}", LAPTOP)
    desk.get_by_label("E-mail").fill("ada@example.org")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("button", name="Sign in", exact=True).click()
    desk.get_by_role("button", name="Make an invitation for this person").click()
    link = desk.locator(".notice code").inner_text()
    page = theatre.window(link, PHONE)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Save and sign in").click()
    return page


@on_engines("sqlite", "postgres")
def test_a_good_practice_within_five_minutes(world, theatre):
    programme = world.facilitator.call("GET", f"/api/v1/events/{world.event}")["programme"]
    rijeka = city(world, programme, "Rijeka", "HRRJK")
    city(world, programme, "Split", "HRSPU")
    page = contact(world, theatre, programme, rijeka, "Petra", "Primjer")

    begun = time.monotonic()
    page.locator("li.more summary").click()
    page.locator("li.more").get_by_role("link", name="Library").click()
    page.get_by_role("link", name="Share a practice").first.click()
    assert f"/programmes/{programme}/practices/new" in page.url
    assert not overflow(page), overflow(page)
    # Who will read it stands there before anything is written.
    expect(page.locator("#readership")).to_contain_text("2 of 2 members")
    page.get_by_label("What is it called?").fill("Sirens at the port")
    page.get_by_label("What do you do?").fill("They are tried on the first Monday of a month.")
    page.get_by_label("What does it need to work?").fill("A siren, and somebody who hears it.")
    page.get_by_label("In use since").fill("2021")
    page.locator("summary", has_text="Choose members").click()
    page.get_by_label("Only members that I choose").check()
    page.get_by_label("Split", exact=True).check()
    page.get_by_role("button", name="I changed it: show who will see it").click()
    expect(page.get_by_label("What is it called?")).to_have_value("Sirens at the port")
    expect(page.locator("#readership")).to_contain_text("2 of 2 members")
    page.get_by_role("button", name="Share it").click()
    expect(page.locator("main")).to_contain_text("Shared. Those who may read it find it in the library.")
    expect(page.locator("#readers")).to_contain_text("Split")
    assert time.monotonic() - begun < 300
    assert re.search(r"/programmes/[0-9a-f-]+/practices/[0-9a-f-]+", page.url)
    assert not overflow(page), overflow(page)
