"""From an event that nobody can come to, to seats in the room: a rule, a quota, a call, nominations, who waits and why, and a withdrawal."""

from playwright.sync_api import expect

from conftest import on_engines
from theatre import overflow

PHONE = {"width": 360, "height": 740}


def nominate(page, base, country, given, family, sector):
    page.goto(f"{base}/nominations/of/country:{country}")
    form = page.locator("#nomination")
    form.locator("[name=given-name]").fill(given)
    form.locator("[name=family-name]").fill(family)
    form.locator("[name=email]").fill(f"{family.lower()}@example.org")
    form.locator("[name=sector]").select_option(sector)
    form.locator("button.primary").click()
    expect(page.locator("main")).to_contain_text(f"{given} {family}")


@on_engines("sqlite", "postgres")
def test_an_organiser_fills_an_event(theatre, world):
    page = theatre.window(world.links["facilitator"])
    base = f"{world.url}/events/{world.event}/registration"
    page.goto(base)
    page.get_by_role("link", name="Set up registration").click()
    page.locator("#seats > summary").click()
    page.locator("[name=work][value=rolling]").check()
    page.locator("[name=offer-hours]").fill("0")
    # The demo's days may be over.
    page.locator("[name=offer-last]").fill("2035-01-01T00:00")
    page.get_by_role("button", name="Set up registration").click()
    expect(page.locator("main")).to_contain_text("No quotas yet")
    page.get_by_role("link", name="Go on without quotas").click()
    expect(page.locator("main")).to_contain_text("Nobody is invited yet")
    world.facilitator.call("POST", f"/api/v1/events/{world.event}/quotas", {"kind": "cap", "attribute": "country", "seats": 1})
    page.goto(f"{base}/invitations")
    page.locator("#countries summary").click()
    for country in ("HR", "SI"):
        page.locator(f"#invite [name=country][value={country}]").check()
    page.get_by_role("button", name="Put on the list").click()
    page.get_by_role("button", name="Open 2 invitations").click()
    expect(page.locator("caption")).to_contain_text("2 have not answered")
    nominate(page, base, "HR", "Ana", "Primjer", "health")
    nominate(page, base, "HR", "Ivo", "Uzorak", "security")
    nominate(page, base, "SI", "Maja", "Vzorec", "health")
    page.goto(base)
    expect(page.locator("#seated")).to_contain_text("Ana Primjer")
    expect(page.locator("#waiting")).to_contain_text("Ivo Uzorak")
    expect(page.locator("#waiting")).to_contain_text("the only seat of Croatia is taken")
    page.set_viewport_size(PHONE)
    assert not overflow(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("link", name="Ana Primjer").click()
    page.locator("#withdrawal summary").click()
    page.locator("#withdrawal [name=reason]").fill("Another duty")
    page.locator("#withdrawal").get_by_role("button", name="Enter a withdrawal").click()
    # Who waited for Croatia's one seat has it now, and sits in the room.
    expect(page.locator("#seated")).to_contain_text("Ivo Uzorak")
    expect(page.locator("#ended")).to_contain_text("1 not accepted or withdrawn")
    page.goto(f"{world.url}/events/{world.event}/people?q=Uzorak")
    expect(page.locator("main")).to_contain_text("Ivo Uzorak")
    page.goto(f"{base}")
    with page.expect_download() as download:
        page.locator(".between .menu summary").click()
        page.locator("a[href$='/registration/export/csv']").click()
    text = open(download.value.path(), encoding="utf-8-sig").read()
    assert text.startswith("number,state,class,rank,given-name") and "Another duty" in text
