"""Every screen: readable for everybody, at every width, in both themes; and the first page of a phone is small."""

import re
from pathlib import Path

import axe_playwright_python

from theatre import PHONE, overflow

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
# What a mistake in the code leaves in a text: an interpolated optional, a printed value, a translation's key.
SLIPS = re.compile(r"Message\(|Optional\(|HTML\(|\bnil\b|%\w+\$|\{\w+\}")


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
            wide = overflow(page)
            if wide:
                self.findings.append(f"{name} {width}: wider than the screen: {wide}")
            if width == 360:
                self.axe(page, f"{name} 360 dark")
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
    for path in ("/", "/account", "/programmes", f"/programmes/{programme}", f"/programmes/{programme}/edit",
                 f"/programmes/{programme}/events/new", event, f"{event}/settings", f"{event}/people", f"{event}/people/{seat}",
                 f"{event}/people/directory", f"{event}/people/import", f"{event}/name-cards", f"{event}/issues",
                 f"{event}/issues/{issue}", "/directory/people", "/directory/people/new", f"/directory/people/{person}",
                 "/directory/organisations", "/directory/countries", "/directory/regions", "/directory/sectors",
                 "/directory/people/import"):
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
    print(f"\n{inspector.seen} screens")
    assert not inspector.findings, "\n" + "\n".join(inspector.findings)


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


def test_first_load_of_a_phone_is_small(world, theatre):
    """Over the wire, with everything that the page fetches: 60 kB are two seconds on a bad mobile connection."""
    world.open_stage("vote", world.topics[2]["id"])
    world.facilitator.of_event("POST", f"rounds/{world.round(1)['id']}/opening")
    page = theatre.listen(theatre.context(PHONE).new_page())
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes = []
    wire.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    page.goto(world.links["participant"])
    page.locator("form#ballot").wait_for()
    page.wait_for_load_state("load")
    total = sum(sizes)
    print(f"\nFirst load: {total / 1000:.1f} kB in {len(sizes)} answers")
    assert 5_000 < total < 60_000, sizes
