"""Every screen: readable for everybody, at every width, in both themes; and the first page of a phone or a desk is small."""

import re
from pathlib import Path

import axe_playwright_python
import pytest

from theatre import LAPTOP, PHONE, overflow, through

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
# What a mistake in the code leaves in a text: an interpolated optional, a printed value, a translation's key.
SLIPS = re.compile(r"Message\(|Optional\(|HTML\(|\bnil\b|%\w+\$|\{\w+\}")

# Tables that scroll sideways within the page: not in results, which people read on phones.
WIDE_TABLES = "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.getAttribute('aria-label'))"


class Inspector:
    """Looks at each screen at 1280 px (light), 360 px (dark) and 320 px, and goes on after a finding."""

    def __init__(self, theatre, world):
        self.theatre, self.world = theatre, world
        self.pages = {}
        self.findings = []
        self.seen = 0

    def enters(self, who, url=None):
        page = self.theatre.listen(self.theatre.context().new_page())
        if url:
            page.goto(url)
            through(page)
        self.pages[who] = page

    def look(self, who, path, name=None):
        page, name = self.pages[who], name or path
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 800})
        answer = page.goto(path if path.startswith("http") else self.world.url + path)
        if answer.status != 200:
            self.findings.append(f"{name}: status {answer.status}")
            return
        page.evaluate(AXE)
        self.axe(page, f"{name} 1280 light")
        # All of the text, also what is folded away.
        slip = SLIPS.search(page.evaluate("document.body.textContent"))
        if slip:
            self.findings.append(f"{name}: “{slip[0]}” in the text")
        page.emulate_media(color_scheme="dark")
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            wide = overflow(page) or "result" in name and page.evaluate(WIDE_TABLES)
            if wide:
                self.findings.append(f"{name} {width}: wider than the screen: {wide}")
            if width == 360:
                self.axe(page, f"{name} 360 dark")
        # At 200 %, a laptop shows half as many pixels.
        page.set_viewport_size({"width": 640, "height": 400})
        wide = overflow(page)
        if wide:
            self.findings.append(f"{name} at 200 %: wider than the screen: {wide}")
        self.seen += 1

    def axe(self, page, name):
        for violation in page.evaluate("rules => axe.run(document, rules).then(found => found.violations)", RULES):
            if violation["impact"] in ("serious", "critical"):
                places = "; ".join(f"{node['target'][0]} ({node['any'][0]['message'] if node['any'] else node['html'][:90]})"
                                   for node in violation["nodes"][:3])
                self.findings.append(f"{name}: {violation['id']} ×{len(violation['nodes'])}: {places}")


def test_every_screen(world, theatre):
    inspector = Inspector(theatre, world)
    event, room = f"/events/{world.event}", f"/e/{world.code}"
    inspector.enters("guest")
    inspector.enters("participant", world.links["participant"])
    inspector.enters("facilitator", world.links["facilitator"])
    for page in inspector.pages.values():
        # Otherwise colours are measured half way from one theme to the other.
        page.emulate_media(reduced_motion="reduce")

    for path in ("/", "/help", "/sign-in", room):
        inspector.look("guest", path, f"guest {path}")

    call = world.facilitator.of_event
    programme = world.facilitator.call("GET", "/api/v1/programmes")["items"][0]["id"]
    issue = call("GET", "issues?limit=50")["items"][0]["id"]
    person = world.facilitator.call("GET", "/api/v1/people?limit=1")["items"][0]["id"]
    seat = call("GET", "participants?limit=1")["items"][0]["id"]
    for path in ("/", "/today", "/calendar", "/library", "/search?q=hospital", "/search?q=zzz", "/notifications", "/notifications/settings",
                 "/help/screens/console", "/help/guides/organiser", f"/programmes/{programme}/people", f"{event}/results", f"{event}/steps",
                 "/account", "/programmes", f"/programmes/{programme}", f"/programmes/{programme}/edit",
                 f"/programmes/{programme}/events/new", event, f"{event}/settings", f"{event}/people", f"{event}/people/{seat}",
                 f"{event}/people/directory", f"{event}/people/import", f"{event}/name-cards", f"{event}/issues",
                 f"{event}/issues/{issue}", "/directory/people", "/directory/people/new", f"/directory/people/{person}",
                 "/directory/organisations", "/directory/countries", "/directory/regions", "/directory/sectors",
                 "/directory/people/import",
                 # What has not begun yet.
                 *[f"{event}/{path}" for path in ("tables", "cases", "exchange", "outline", "guide", "guide/edit", "guide/review",
                                                  "thread", "reports")]):
        inspector.look("facilitator", path)

    def three(stage):
        inspector.look("participant", room, f"phone, {stage}")
        inspector.look("facilitator", f"{event}/console", f"console, {stage}")
        inspector.look("guest", world.links["projector"], f"projector, {stage}")

    topic = next(topic["id"] for topic in world.topics if topic["position"] == 3)
    world.open_stage("collect", topic)
    three("collect")
    world.open_stage("merge", topic)
    three("merge")
    world.open_stage("vote", topic)
    three("vote in preparation")
    inspector.look("facilitator", f"{event}/rounds/new", "new round")
    dots = world.round(1)["id"]
    call("POST", f"rounds/{dots}/opening")
    three("dots open")
    inspector.look("facilitator", f"{event}/rounds/{dots}/paper", "paper")
    items = world.items(1)
    for place, voter in enumerate(world.people(6)):
        voter.votes(dots, {items[place % 3]: 2, items[3 + place % 2]: 1})
    call("POST", f"rounds/{dots}/closure")
    three("dots sealed")
    call("POST", f"rounds/{dots}/revelation")
    three("dots revealed")
    inspector.look("facilitator", f"{event}/rounds/{dots}", "result, organiser")
    inspector.look("participant", f"{event}/rounds/{dots}", "result, participant")
    rating = call("POST", "rounds", {"title": "How important is each issue?", "issues": items[:6],
                                     "settings": {"method": "rating", "criteria": ["importance", "feasibility"], "seats": 3}})["id"]
    call("POST", f"rounds/{rating}/opening")
    inspector.look("participant", room, "phone, rating open")
    for voter in world.people(12):
        choices = [{"issue": issue, "value": 1 + place % 9, "feasibility": 9 - place % 9} for place, issue in enumerate(items[:6])]
        voter.of_event("PUT", f"rounds/{rating}/ballot", {"choices": choices, "confirmed": True})
    call("POST", f"rounds/{rating}/closure")
    call("POST", f"rounds/{rating}/revelation")
    inspector.look("participant", f"{event}/rounds/{rating}", "result of a rating, participant")
    print(f"\n{inspector.seen} screens")
    assert not inspector.findings, "\n" + "\n".join(inspector.findings)


@pytest.mark.parametrize("world", [{"until": "guide"}], indirect=True)
def test_every_screen_after_the_vote(world, theatre):
    inspector = Inspector(theatre, world)
    call, event, room = world.facilitator.of_event, f"/events/{world.event}", f"/e/{world.code}"
    first = lambda path: call("GET", path)["items"][0]
    group, programme = first("groups"), world.facilitator.call("GET", "/api/v1/programmes")["items"][0]["id"]
    member = world.members(group, 1)[0]
    inspector.enters("guest")
    inspector.enters("facilitator", world.links["facilitator"])
    inspector.pages["member"] = theatre.seat(member)
    for page in inspector.pages.values():
        page.emulate_media(reduced_motion="reduce")

    aspect, sheet, case = first("aspects"), first("sheets"), first("cases")
    content = call("GET", f"sheets/{sheet['id']}")
    intervention, situation = content["interventions"][0], content["situations"][0]
    guide, version = call("GET", "guide"), first("guide/versions")
    section = next(one["id"] for one in guide["sections"] if any("[@" in text["text"] for text in one["texts"]))
    plan = f"{event}/group-plans/{group['plan']}"
    for path in ("mail", "steps", "tables", f"tables/{group['id']}", f"aspects/{aspect['id']}", "cases", "cases/new", f"cases/{case['id']}",
                 f"cases/{case['id']}/edit", f"cards/{aspect['card']}", f"sheets/{sheet['id']}", f"interventions/{intervention['id']}",
                 f"situations/{situation['id']}", "exchange", "outline", "guide", f"guide/sections/{section}",
                 f"guide/edit?section={section}", "guide/edit?language=fr", f"guide/sections/{section}/comments", "guide/review",
                 f"guide/versions/{version['id']}", f"guide/comparison?from={version['id']}&to=now", "thread",
                 f"thread/{group['priorities'][0]}", f"issues/{group['priorities'][0]}", "reports"):
        inspector.look("facilitator", f"{event}/{path}", path)
    for path in (plan, f"{plan}/sheet", f"/programmes/{programme}", f"/programmes/{programme}/cases", f"/programmes/{programme}/designs",
                 f"/programmes/{programme}/thread", f"/programmes/{programme}/import-workshop", f"/programmes/{programme}/events/new"):
        inspector.look("facilitator", path)
    for path in ("decisions", "guide", f"guide/sections/{section}/comments", "guide/review"):
        inspector.look("member", f"{event}/{path}", f"member, {path}")

    def three(stage):
        inspector.look("member", room, f"phone, {stage}")
        inspector.look("facilitator", f"{event}/console", f"console, {stage}")
        inspector.look("guest", world.links["projector"], f"projector, {stage}")

    for stage in ("groups", "analyse", "envision", "exchange", "outline", "guide"):
        # Otherwise the page follows the stage by itself, across what is asked for here.
        inspector.pages["member"].goto("about:blank")
        world.open_stage(stage)
        three(stage)
        if stage == "analyse":
            shows(inspector, f"{event}/console", f"form[id='show-{group['id']}-{group['priorities'][0]}']", "button")
            inspector.look("guest", world.links["projector"], "projector, a force field")
        if stage == "exchange":
            for view in ("matrix", "blockers"):
                shows(inspector, f"{event}/console", "#exchange-view", f"button[value={view}]")
                inspector.look("guest", world.links["projector"], f"projector, {view}")
    # A country's own sheet, which its delegation publishes and votes on.
    call("PUT", "envision", {"by": "country"})
    own = member.of_event("POST", "sheets", {})["id"]
    issue = member.of_event("GET", "priorities")["items"][0]["issue"]
    member.of_event("POST", f"sheets/{own}/situations", {"issue": issue, "text": "One number for all."})
    member.of_event("POST", f"sheets/{own}/interventions", {"issue": issue, "text": "A shared list",
                                                                   "details": {"lead": "The ministry", "difficulty": 2, "impact": 4}})
    inspector.look("member", f"{event}/sheets/{own}", "a country's sheet")
    member.of_event("PUT", f"sheets/{own}/vote")
    inspector.look("member", f"{event}/sheets/{own}", "a country's sheet in its vote")
    inspector.look("member", f"{event}/sheets/{own}/ratings", "private ratings")
    print(f"\n{inspector.seen} screens")
    assert not inspector.findings, "\n" + "\n".join(inspector.findings)


def shows(inspector, path, form, button):
    page = inspector.pages["facilitator"]
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(inspector.world.url + path)
    page.locator(f"{form} {button}").first.click()
    page.locator(f"{form} {button}[aria-pressed=true]").first.wait_for()


def test_the_inspector_sees(world, theatre):
    """A screen that is wrong in each way is found, so that silence above means something."""
    inspector = Inspector(theatre, world)
    inspector.enters("guest")
    page = inspector.pages["guest"]
    page.route("**/help", lambda route: route.fulfill(content_type="text/html", body="""
        <!doctype html><html><head><title>Wrong</title></head><body><p style="color:#ccc;background:#fff;width:2000px">Optional("x")</p>
        <button></button></body></html>"""))
    inspector.look("guest", "/help")
    found = "\n".join(inspector.findings)
    for sign in ("html-has-lang", "color-contrast", "button-name", "Optional(", "320: wider"):
        assert sign in found, found


def first_load(theatre, url, shows, size, enter=None):
    """Bytes over the wire of a page, with everything that it fetches, for who has never been here."""
    page = theatre.listen(theatre.context(size).new_page())
    if enter:
        # Signed in by another window of the same person: nothing of the style or the module is in this one's cache.
        page.context.add_cookies(enter)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes = []
    wire.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    page.goto(url)
    page.locator(shows).first.wait_for()
    page.wait_for_load_state("load")
    print(f"\n{url.split('/', 3)[-1][:40]}: {sum(sizes) / 1000:.1f} kB in {len(sizes)} answers")
    return sum(sizes)


def test_first_load_is_small(world, theatre):
    """60 kB are two seconds on a bad mobile connection; at a desk it is 150."""
    world.open_stage("vote", world.topics[2]["id"])
    world.facilitator.of_event("POST", f"rounds/{world.round(1)['id']}/opening")
    assert 5_000 < first_load(theatre, world.links["participant"], "form#ballot", PHONE) < 60_000
    desk = theatre.window(world.links["facilitator"])
    cookies, event = desk.context.cookies(), f"{world.url}/events/{world.event}"
    programme = world.facilitator.call("GET", "/api/v1/programmes")["items"][0]["id"]
    for path in ("/today", f"/programmes/{programme}", "/calendar", "/directory/people", "/search?q=hospital"):
        assert 5_000 < first_load(theatre, world.url + path, "main h1", LAPTOP, cookies) < 150_000, path
    for path in ("", "/people", "/steps", "/issues", "/results", "/console", "/settings"):
        assert 5_000 < first_load(theatre, event + path, "main h1", LAPTOP, cookies) < 150_000, path
