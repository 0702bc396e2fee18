"""A network of cities as it happened: six found it, seven join, three partners come in; two cities write a report together and release it; a
seminar is held; and two needs turn out to be common."""

import datetime
import re
from pathlib import Path

from playwright.sync_api import expect

from conftest import on_engines
from theatre import LAPTOP, PHONE, overflow

PASSWORD = "four plain dry words"
REPORT = "Preparing a city for a biological threat"
NEEDS = ["Cyber attacks on what a city runs", "Strategic communication while little is known"]

# UN/LOCODE, name, country, since; the first six founded it.
CITIES = [
    ("GBLON", "London", "GB", "2018"), ("GBMNC", "Manchester", "GB", "2018"), ("FRPAR", "Paris", "FR", "2018"),
    ("NLRTM", "Rotterdam", "NL", "2018"), ("ESBCN", "Barcelona", "ES", "2018"), ("SESTO", "Stockholm", "SE", "2018"),
    ("USNYC", "New York", "US", "2019-04"), ("USBOS", "Boston", "US", "2019-04"), ("USWAS", "Washington", "US", "2019-10"),
    ("CAMTR", "Montreal", "CA", "2019-10"), ("DEMUC", "Munich", "DE", "2020-02"), ("IEDUB", "Dublin", "IE", "2020-06"),
    ("DKCPH", "Copenhagen", "DK", "2020-11"),
]
PARTNERS = ["International police organisation", "European police office", "Institute of security studies"]


def day(days):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def fits(page):
    assert not overflow(page), overflow(page)


def rows(places, role):
    """A file of members, as a secretariat keeps one."""
    lines = [f"city,{code},{name},{role},{since},," for code, name, _, since in places]
    return "\n".join(["kind,code,name,role,since,until,note", *lines]).encode()


def bring_in(desk, name, file, count):
    members = desk.url
    desk.get_by_role("link", name="Members from a file").first.click()
    desk.locator("#file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": file})
    desk.get_by_role("button", name="Add all").click()
    expect(desk.locator("main")).to_contain_text(f"{count} members were added.")
    desk.goto(members)


def administrator(world, theatre):
    world.account("ada@example.org", "Ada Boring", PASSWORD)
    desk = theatre.window(f"{world.url}/sign-in", LAPTOP)
    desk.get_by_label("E-mail").fill("ada@example.org")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("button", name="Sign in", exact=True).click()
    expect(desk).not_to_have_url(re.compile("/sign-in"))
    return desk


def network(world, desk):
    """An administrator makes an empty network and hands it to a coordinator; the cities stand in the directory. Nobody belongs to it yet."""
    desk.goto(f"{world.url}/programmes/new")
    desk.get_by_label("Title").fill("Network of cities")
    desk.locator("[name=kind]").select_option("network")
    desk.locator("[name=marking]").select_option("GREEN")
    desk.get_by_role("button", name="Save the programme").click()
    expect(desk).to_have_url(re.compile(r"/programmes/[0-9a-f-]{36}"))
    programme = re.search(r"/programmes/([0-9a-f-]{36})", desk.url)[1]
    desk.locator("summary", has_text="Add an organiser").click()
    desk.get_by_label("Add an organiser by e-mail").fill("vera.vorlage@example.org")
    desk.get_by_role("button", name="Add the organiser").click()
    expect(desk.locator("#organisers")).to_contain_text("vera.vorlage@example.org")
    lead = world.facilitator
    cities = {
        code: lead.call("POST", "/api/v1/cities", {"name": name, "country": country, "locode": code, "timeZone": "Europe/London"})["id"]
        for code, name, country, _ in CITIES}
    for name in PARTNERS:
        lead.call("POST", "/api/v1/organisations", {"name": name})
    return programme, cities


def contact(world, theatre, desk, programme, city, country, given, family, size):
    """The window of a city's contact: an administrator makes an invitation, and it is opened elsewhere."""
    lead = world.facilitator
    person = lead.call("POST", "/api/v1/people", {
        "givenName": given, "familyName": family, "email": f"{family.lower()}@example.org", "country": country})["id"]
    lead.call("POST", "/api/v1/mandates", {
        "role": "city-contact", "holderKind": "city", "holder": city, "programme": programme, "person": person, "since": day(-100)})
    desk.goto(f"{world.url}/directory/people/{person}")
    desk.get_by_role("button", name="Make an invitation for this person").click()
    page = theatre.window(desk.locator(".notice code").inner_text(), size)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Save and sign in").click()
    page.goto(f"{world.url}/programmes/{programme}")
    return page


def two_cities(world, theatre):
    """London on a laptop, Washington on a phone; both belong to the network."""
    desk = administrator(world, theatre)
    programme, cities = network(world, desk)
    for code, _, _, since in (CITIES[0], CITIES[8]):
        world.facilitator.call("POST", f"/api/v1/programmes/{programme}/members", {
            "kind": "city", "ref": cities[code], "role": "member", "since": since})
    london = contact(world, theatre, desk, programme, cities["GBLON"], "GB", "Ada", "Example", LAPTOP)
    washington = contact(world, theatre, desk, programme, cities["USWAS"], "US", "Iris", "Sample", PHONE)
    return programme, london, washington


@on_engines("sqlite", "postgres")
def test_six_cities_found_a_network_that_grows(world, theatre):
    programme, _ = network(world, administrator(world, theatre))
    desk = theatre.window(world.links["facilitator"], LAPTOP)
    desk.goto(f"{world.url}/programmes/{programme}/members")
    expect(desk.locator("main")).to_contain_text("No member yet")
    bring_in(desk, "founders.csv", rows(CITIES[:6], "founding"), 6)
    bring_in(desk, "later.csv", rows(CITIES[6:], "member"), 7)
    partners = "\n".join(["kind,code,name,role,since,until,note", *(f"organisation,,{name},strategic partner,2021-01,," for name in PARTNERS)])
    bring_in(desk, "partners.csv", partners.encode(), 3)
    expect(desk.locator("main")).to_contain_text("13 members")
    expect(desk.locator("main")).to_contain_text("3 strategic partners")
    fits(desk)
    # As it was when it was founded.
    desk.goto(f"{world.url}/programmes/{programme}/members?on=2018-12-31")
    expect(desk.locator("main")).to_contain_text("6 members")
    expect(desk.locator("main")).to_contain_text("31 December 2018")
    expect(desk.locator("main")).to_contain_text("10 that do not belong to it on this day")
    desk.set_viewport_size(PHONE)
    fits(desk)


@on_engines("sqlite", "postgres")
def test_two_cities_write_a_report_and_release_it(world, theatre):
    programme, london, washington = two_cities(world, theatre)
    london.goto(f"{world.url}/programmes/{programme}/publications")
    london.get_by_role("link", name="Plan a publication").first.click()
    london.get_by_label("Title").fill(REPORT)
    london.locator("#leads").get_by_label("London", exact=True).check()
    london.locator("#leads").get_by_label("Washington", exact=True).check()
    london.get_by_role("button", name="Plan it").click()
    expect(london).to_have_url(re.compile(r"/publications/[0-9a-f-]{36}"))
    report = re.search(r"/publications/[0-9a-f-]+", london.url)[0]
    fits(london)
    london.get_by_role("button", name="Open the writing room").click()
    expect(london).to_have_url(re.compile("/guide/edit"))
    event = re.search(r"/events/([0-9a-f-]+)/", london.url)[1]
    fits(london)

    # Washington finds it, and writes as well.
    washington.goto(f"{world.url}{report}")
    expect(washington.locator("main")).to_contain_text("It is not released yet")
    expect(washington.locator("#readership")).to_be_visible()
    fits(washington)
    washington.goto(f"{world.url}/events/{event}/guide/edit")
    expect(washington.locator("main")).to_contain_text(REPORT)
    fits(washington)

    # London writes the first section.
    london.locator(".editor form[data-card] textarea").click()
    london.keyboard.type("Hospitals and police tell each other within an hour.")
    expect(london.locator(".editor [id$=-saved]")).to_have_text("Saved")
    london.goto(f"{world.url}{report}")
    london.locator("summary", has_text="Put it up for review").click()
    london.get_by_label("What the leads should look at").fill("The first call.")
    london.get_by_role("button", name="Keep a version and ask the leads").click()
    london.get_by_role("button", name="Release it for London").click()
    expect(london.locator("#leads")).to_contain_text("released by Ada Example")
    # One word of two: nothing is released by it.
    expect(london.locator("main .head").first).not_to_contain_text("released on")
    washington.goto(f"{world.url}{report}")
    expect(washington.locator("#release")).to_contain_text("The first call.")
    washington.get_by_role("button", name="Release it for Washington").click()
    expect(washington.locator("main .head").first).to_contain_text("released on")
    fits(washington)

    # Whoever organises the network finds it in the library, and has it on paper.
    reader = theatre.window(world.links["facilitator"], LAPTOP)
    reader.goto(f"{world.url}/library?q=biological")
    reader.get_by_role("link", name=REPORT).first.click()
    expect(reader.locator("main")).to_contain_text("London")
    # Where it takes long to make, a page says so and leads to it.
    with reader.expect_download(timeout=60_000) as paper:
        reader.evaluate("path => { location.href = path; }", f"{report}/files/publication.pdf")
    assert Path(paper.value.path()).read_bytes()[:5] == b"%PDF-"
    london.reload()
    expect(london.get_by_role("heading", name="Who had it")).to_be_visible()


@on_engines("sqlite", "postgres")
def test_a_seminar_and_two_needs_in_common(world, theatre):
    programme, london, washington = two_cities(world, theatre)
    lead = world.facilitator
    seminar = lead.call("POST", f"/api/v1/programmes/{programme}/events", {
        "title": "Seminar on crowded places", "kind": "seminar", "startsOn": day(0), "endsOn": day(0), "timeZone": "Europe/London",
        "link": "https://video.example.org/network", "marking": "GREEN"})
    lead.call("PUT", f"/api/v1/events/{seminar['id']}/registration-rule", {"channels": ["open"], "mode": "online", "work": "rolling"})
    for page, family in ((london, "Example"), (washington, "Sample")):
        page.goto(f"{world.url}/e/{seminar['code']}/registration")
        page.get_by_label("Family name").fill(family)
        page.get_by_role("button", name="Register").click()
        expect(page.locator("main")).not_to_contain_text("Registration is closed")
        page.goto(f"{world.url}/e/{seminar['code']}/online")
        expect(page.get_by_role("button", name="Go to the meeting")).to_be_visible()
        fits(page)
    # London presses the button; Washington has registered and does not come.
    london.request.post(f"{world.url}/e/{seminar['code']}/online/joining", headers={"Origin": world.url}, form={"heads": "1"}, max_redirects=0)
    figures = lead.call("GET", f"/api/v1/events/{seminar['id']}/online/figures")
    assert (figures["registered"], figures["came"]) == (2, 1), figures

    # Each names what it needs; the other has the same need, and says so.
    for title, first, other, city in ((NEEDS[0], london, washington, "Washington"), (NEEDS[1], washington, london, "London")):
        first.goto(f"{world.url}/programmes/{programme}/sharing")
        first.get_by_role("link", name="Name a need").click()
        first.get_by_label("What is needed?").fill(title)
        first.get_by_role("button", name="Name it").click()
        expect(first.locator("main")).to_contain_text("proposed")
        fits(first)
        other.goto(f"{world.url}/programmes/{programme}/sharing")
        other.get_by_role("link", name=title).click()
        other.get_by_role("button", name=f"{city} has it, too").click()
        expect(other.locator("main .head").first).to_contain_text("shared")
        fits(other)
    london.goto(f"{world.url}/programmes/{programme}/sharing")
    expect(london.locator("#needs li")).to_have_count(2)
    for title in NEEDS:
        expect(london.locator("#needs li", has_text=title)).to_contain_text(re.compile("London|Washington"))
