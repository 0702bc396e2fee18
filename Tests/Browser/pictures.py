"""Pictures of every screen in every stage, for looking at: `bin/pictures FOLDER [word …]` saves them there.

Words choose screens by their names; --sizes 360,1280, --dark and --languages en,ar narrow or widen further. `bin/pictures --docs`
makes the few small ones that README and docs show, before a release.
"""

import argparse
import base64
import re
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from theatre import Theatre, overflow, through
from world import ROOT, StoryWorld, World

SIZES = {320: 640, 360: 740, 1280: 800, 1920: 1080}


class Camera:
    """Signed-in windows, one for each who, and what they show."""

    def __init__(self, theatre, wish):
        self.theatre, self.wish, self.folder = theatre, wish, Path(wish.folder)
        self.sessions = {}
        # Where each link led.
        self.landed = {}

    def enter(self, who, url):
        page = self.theatre.listen(self.theatre.context().new_page())
        if url:
            page.goto(url)
            through(page)
            self.landed[who] = page.url
        self.sessions[who] = page
        return page

    def take(self, name, who, url, only=None, full=True):
        if self.wish.words and not any(word in name for word in self.wish.words):
            return
        page = self.sessions[who]
        # Of the whole server: a cookie of a page's own folder would outlast the next language.
        server = "/".join(url.split("/")[:3])
        for language in self.wish.languages:
            page.context.add_cookies([{"name": "roundtable_language", "value": language, "url": server}])
            for width in only or self.wish.sizes:
                if width not in self.wish.sizes and not only:
                    continue
                for theme in ("light", "dark") if self.wish.dark and not name.startswith("projector") else ("light",):
                    self.shoot(page, name, url, language, width, theme, full)

    def shoot(self, page, name, url, language, width, theme, full):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": SIZES[width]})
        answer = page.goto(url)
        page.wait_for_load_state()
        wide = overflow(page)
        note = f" WIDER THAN THE SCREEN {wide}" if wide else ""
        if answer and answer.status >= 400:
            note += f" STATUS {answer.status}"
        marks = [name, str(width)] + [language] * (language != "en") + [theme] * (theme == "dark")
        page.screenshot(path=self.folder / f"{'-'.join(marks)}.png", full_page=full)
        print("-".join(marks), note)


def stages(camera, world):
    console = f"{world.url}/events/{world.event}/console"
    room = f"{world.url}/e/{world.code}"
    projector = world.links["projector"]

    def all_three(stage, with_console=True):
        camera.take(f"phone-{stage}", "participant", room)
        if with_console:
            camera.take(f"console-{stage}", "facilitator", console)
        camera.take(f"projector-{stage}", "projector", projector, only=[1920], full=False)

    topic = next(topic["id"] for topic in world.topics if topic["position"] == 3)
    world.open_stage("collect", topic)
    all_three("collect")
    world.open_stage("collect")
    all_three("collect-all")
    world.open_stage("merge", topic)
    all_three("merge")
    world.open_stage("vote", topic)
    all_three("vote-draft")
    round_one = world.rounds()[0]
    camera.take("round-new", "facilitator", f"{world.url}/events/{world.event}/rounds/new")
    camera.take("round-edit", "facilitator", f"{world.url}/events/{world.event}/rounds/{round_one['id']}/edit")
    world.facilitator.of_event("POST", f"rounds/{round_one['id']}/opening")
    all_three("vote-open")
    items = [item["issue"] for item in world.facilitator.of_event("GET", f"rounds/{round_one['id']}")["items"]]
    for number, person in enumerate(world.people(24)):
        person.votes(round_one["id"], {items[number % 4]: 2, items[(number * 2 + 1) % len(items)]: 1} if number % 4 != (number * 2 + 1) % len(items) else {items[number % 4]: 2})
    camera.take("paper", "facilitator", f"{world.url}/events/{world.event}/rounds/{round_one['id']}/paper")
    all_three("vote-half")
    world.facilitator.of_event("POST", f"rounds/{round_one['id']}/closure")
    all_three("vote-closed")
    world.facilitator.of_event("POST", f"rounds/{round_one['id']}/revelation")
    all_three("vote-revealed")
    result = f"{world.url}/events/{world.event}/rounds/{round_one['id']}"
    camera.take("result-dots", "facilitator", result)
    camera.take("result-dots-phone", "participant", result)
    rating = world.facilitator.of_event("POST", "rounds", {
        "title": "How important is each issue?", "issues": items[:8],
        "settings": {"method": "rating", "criteria": ["importance", "feasibility"], "seats": 3}})
    world.facilitator.of_event("POST", f"rounds/{rating['id']}/opening")
    all_three("rating-open")
    for number, person in enumerate(world.people(24)):
        choices = [{"issue": issue, "value": 1 + (number * (place + 2) + 3 * place) % 9, "feasibility": 1 + (number + place) % 9} for place, issue in enumerate(items[:8])]
        person.of_event("PUT", f"rounds/{rating['id']}/ballot", {"choices": choices, "confirmed": True})
    world.facilitator.of_event("POST", f"rounds/{rating['id']}/closure")
    world.facilitator.of_event("POST", f"rounds/{rating['id']}/revelation")
    all_three("rating-revealed")
    camera.take("result-rating", "facilitator", f"{world.url}/events/{world.event}/rounds/{rating['id']}")
    for method in ("approval", "ranking"):
        made = world.facilitator.of_event("POST", "rounds", {"title": "Which would you take up?", "issues": items[:7], "settings": {"method": method, "seats": 3}})
        world.facilitator.of_event("POST", f"rounds/{made['id']}/opening")
        all_three(f"{method}-open")
        for number, person in enumerate(world.people(12)):
            values = {issue: 1 + (place + number) % 7 for place, issue in enumerate(items[:7])}
            person.votes(made["id"], values if method == "ranking" else {issue: 1 for issue in items[:7] if values[issue] > 4})
        world.facilitator.of_event("POST", f"rounds/{made['id']}/closure")
        world.facilitator.of_event("POST", f"rounds/{made['id']}/revelation")
        all_three(f"{method}-revealed")
        camera.take(f"result-{method}", "facilitator", f"{world.url}/events/{world.event}/rounds/{made['id']}")


def desk(camera, world):
    event = f"{world.url}/events/{world.event}"
    issue = world.facilitator.of_event("GET", "issues?limit=50")["items"][0]["id"]
    programme = "/programmes/" + world.facilitator.call("GET", "/api/v1/programmes")["items"][0]["id"]
    for name, who, url in [
        ("home-guest", "guest", "/"), ("help", "guest", "/help"), ("sign-in", "guest", "/sign-in"), ("join", "guest", "/join"),
        ("arrive", "guest", f"/e/{world.code}"), ("lost", "guest", "/nowhere"), ("home", "facilitator", "/"),
        ("account", "facilitator", "/account"), ("refused", "facilitator", "/accounts"), ("issues", "facilitator", f"{event}/issues"), ("issue", "facilitator", f"{event}/issues/{issue}"),
        ("issue-phone", "participant", f"{event}/issues/{issue}"), ("cards", "facilitator", f"{event}/name-cards"),
        ("people", "facilitator", "/directory/people"), ("people-import", "facilitator", "/directory/people/import"), ("organisations", "facilitator", "/directory/organisations"),
        ("sectors", "facilitator", "/directory/sectors"), ("countries", "facilitator", "/directory/countries"), ("regions", "facilitator", "/directory/regions"),
        ("programmes", "facilitator", "/programmes"), ("event", "facilitator", event), ("event-people", "facilitator", f"{event}/people"),
        ("today", "facilitator", "/today"), ("calendar", "facilitator", "/calendar"), ("library", "facilitator", "/library"), ("search", "facilitator", "/search?q=hospital"),
        ("search-nothing", "facilitator", "/search?q=zzz"), ("notifications", "facilitator", "/notifications"), ("programme", "facilitator", programme),
        ("programme-people", "facilitator", f"{programme}/people"), ("agenda", "facilitator", f"{event}/steps"), ("results", "facilitator", f"{event}/results"),
        ("event-settings", "facilitator", f"{event}/settings"), ("help-screen", "facilitator", "/help/screens/console"), ("help-guide", "facilitator", "/help/guides/organiser"),
        ("told", "facilitator", "/notifications/settings"),
    ]:
        camera.take(name, who, url if url.startswith("http") else world.url + url)


def afterwards(camera, world):
    """What stands after a workshop has been held to its end."""
    event, call = f"{world.url}/events/{world.event}", world.facilitator.of_event
    room, projector = f"{world.url}/e/{world.code}", world.links["projector"]
    first = lambda path: call("GET", path)["items"][0]
    group = first("groups")
    member = world.members(group, 1)[0]
    camera.enter("member", member.link)
    sheet = first("sheets")["id"]
    intervention = call("GET", f"sheets/{sheet}")["interventions"][0]["id"]
    for name, who, url in [
        ("phone-guide", "member", room), ("tables", "facilitator", f"{event}/tables"), ("table", "member", f"{event}/tables/{group['id']}"),
        ("sheet", "member", f"{event}/sheets/{sheet}"), ("exchange", "facilitator", f"{event}/exchange"), ("decisions", "facilitator", f"{event}/decisions"),
        ("outline", "facilitator", f"{event}/outline"), ("guide-reader", "member", f"{event}/guide"), ("guide-builder", "facilitator", f"{event}/guide/edit"),
        ("guide-review", "facilitator", f"{event}/guide/review"), ("thread", "facilitator", f"{event}/thread"), ("reports", "facilitator", f"{event}/reports"),
        ("cases", "facilitator", f"{event}/cases"), ("intervention", "facilitator", f"{event}/interventions/{intervention}"),
        ("aspect", "facilitator", f"{event}/aspects/{first('aspects')['id']}"),
    ]:
        camera.take(name, who, url)
    for stage in ("groups", "analyse", "envision", "exchange", "outline", "guide"):
        world.open_stage(stage)
        camera.take(f"phone-{stage}", "member", room)
        camera.take(f"console-{stage}", "facilitator", f"{event}/console")
        camera.take(f"projector-{stage}", "projector", projector, only=[1920], full=False)


def network(camera, world):
    """A story of a network, as each of its people finds it."""
    page = camera.enter("coordinator", world.links["coordinator"])
    programme = f"{world.url}/programmes/" + re.search(r"/programmes/([0-9a-f-]{36})", page.url)[1]
    for who in ("city", "head", "focal-point", "expert"):
        if who in world.links:
            camera.enter(who, world.links[who])
    story = world.story
    for name, who, url in [
        ("home", "coordinator", programme), ("members", "coordinator", f"{programme}/members"),
        ("members-then", "coordinator", f"{programme}/members?on=2018-12-31"), ("groups", "coordinator", f"{programme}/groups"),
        ("publications", "coordinator", f"{programme}/publications"), ("sharing", "coordinator", f"{programme}/sharing"),
        ("experts", "coordinator", "/experts"), ("experts-found", "coordinator", "/experts?q=sampling+reservoirs"),
        ("coverage", "coordinator", "/experts/coverage"), ("requests", "coordinator", "/experts/requests"),
        ("library", "coordinator", "/library"), ("secretariat", "head", world.links.get("head")),
        ("country", "focal-point", world.links.get("focal-point")), ("questions", "expert", "/experts/questions"), ("profile", "expert", "/profile"),
        ("city", "city", programme), ("today", "city", "/today"), ("practice-new", "city", f"{programme}/practices/new"),
    ]:
        if who not in camera.sessions:
            continue
        url = camera.landed[who] if url == world.links[who] else url
        camera.take(f"{story}-{name}", who, url if url.startswith("http") else world.url + url)
    page.goto(f"{programme}/publications")
    reports = [link.get_attribute("href") for link in page.locator("main a[href*='/publications/']").all()]
    for number, path in enumerate(sorted({path for path in reports if re.search(r"^/publications/[0-9a-f-]{36}$", path)}), 1):
        camera.take(f"{story}-publication-{number}", "city", world.url + path)


class Album:
    """The pictures of README and docs: WebP, 60 kB at most, which Chromium itself makes."""

    folder = ROOT / "docs/pictures"

    def __init__(self, theatre):
        self.theatre = theatre
        self.contexts = []

    def close(self):
        for context in self.contexts:
            context.close()

    def window(self, url, size):
        """In English and light, whatever the machine wishes."""
        context = self.theatre.browser.new_context(viewport=dict(zip(("width", "height"), size)), locale="en-GB", timezone_id="Europe/Zagreb",
                                                   color_scheme="light", reduced_motion="reduce", device_scale_factor=1)
        self.contexts.append(context)
        page = self.theatre.listen(context.new_page())
        page.goto(url)
        return through(page)

    def keep(self, page, name, width):
        """What the window shows, so wide."""
        page.wait_for_load_state()
        page.evaluate("document.fonts.ready")
        png = base64.b64encode(page.screenshot()).decode()
        maker = self.theatre.browser.new_page()
        for quality in (0.85, 0.7, 0.55, 0.4):
            data = maker.evaluate("""async ([png, width, quality]) => {
                const picture = new Image();
                picture.src = "data:image/png;base64," + png;
                await picture.decode();
                const canvas = document.createElement("canvas");
                canvas.width = width;
                canvas.height = Math.round(picture.height * width / picture.width);
                const pen = canvas.getContext("2d");
                pen.imageSmoothingQuality = "high";
                pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
                return canvas.toDataURL("image/webp", quality).split(",")[1];
            }""", [png, width, quality])
            picture = base64.b64decode(data)
            if len(picture) <= 60_000:
                break
        maker.close()
        self.folder.mkdir(exist_ok=True)
        (self.folder / f"{name}.webp").write_bytes(picture)
        print(f"{name} {len(picture) / 1000:.0f} kB")


def plenary(album, world):
    """The three screens of a room, from the first issue to the result."""
    event = f"{world.url}/events/{world.event}"
    topic = next(topic["id"] for topic in world.topics if topic["position"] == 3)
    desk = album.window(world.links["facilitator"], (1280, 800))
    phone = album.window(world.links["participant"], (360, 740))
    wall = album.window(world.links["projector"], (1920, 1080))

    def show(page, url, name, width, shows=None):
        page.goto(url)
        if shows:
            page.locator(shows).first.wait_for()
        album.keep(page, name, width)

    programme = world.facilitator.call("GET", "/api/v1/programmes")["items"][0]["id"]
    show(desk, f"{world.url}/programmes/{programme}/events/new", "plan-event", 960)
    show(desk, f"{event}/people", "people", 960)
    world.open_stage("collect", topic)
    show(phone, f"{world.url}/e/{world.code}", "phone-collect", 360)
    show(wall, world.links["projector"], "wall-collect", 960)
    world.open_stage("merge", topic)
    show(desk, f"{event}/console", "console-merge", 960)
    world.open_stage("vote", topic)
    show(desk, f"{event}/rounds/new", "prepare-vote", 960)
    dots = world.round(1)["id"]
    world.facilitator.of_event("POST", f"rounds/{dots}/opening")
    items = world.items(1)
    for place, person in enumerate(world.people(36)):
        first, second = items[place % 3 if place % 2 else 3], items[4 + place % 5]
        person.votes(dots, {first: 2, second: 1 + place % 2})
    show(desk, f"{event}/console", "console-vote", 960)
    show(wall, world.links["projector"], "wall-vote", 960)
    show(phone, f"{world.url}/e/{world.code}", "phone-vote", 360)
    world.facilitator.of_event("POST", f"rounds/{dots}/closure")
    world.facilitator.of_event("POST", f"rounds/{dots}/revelation")
    show(wall, world.links["projector"], "wall-result", 960, shows="#room svg.chart")
    show(phone, f"{world.url}/e/{world.code}", "phone-result", 360, shows="table.readings")


def guide(album, world):
    """What the tables make of it, up to the guide."""
    event = f"{world.url}/events/{world.event}"
    group = world.facilitator.of_event("GET", "groups")["items"][0]
    desk = album.window(world.links["facilitator"], (1280, 800))
    for path, name in ((f"tables/{group['id']}", "table"), ("exchange", "exchange"), ("guide/edit", "guide-builder"), ("reports", "reports")):
        desk.goto(f"{event}/{path}")
        album.keep(desk, name, 960)


def visit(world, theatre, wish, parts):
    camera = Camera(theatre, wish)
    camera.enter("guest", None)
    camera.enter("projector", None)
    for who in ("participant", "facilitator"):
        if who in world.links:
            camera.enter(who, world.links[who])
    for part in parts:
        part(camera, world)
    for page in camera.sessions.values():
        page.close()


def main():
    parser = argparse.ArgumentParser(prog="bin/pictures")
    parser.add_argument("folder", nargs="?")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--sizes", default="360,1280,1920", type=lambda text: [int(size) for size in text.split(",")])
    parser.add_argument("--languages", default="en", type=lambda text: text.split(","))
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--part", choices=["desk", "stages", "after", "networks", "all"], default="all")
    parser.add_argument("--docs", action="store_true", help="the pictures of README and docs")
    wish = parser.parse_args()
    if bool(wish.folder) == wish.docs:
        parser.error("a folder, or --docs")
    if wish.folder:
        Path(wish.folder).mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        theatre = Theatre(playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"]))
        for until, parts in (("vote", {"desk": desk, "stages": stages}), ("guide", {"after": afterwards})):
            wanted = [part for name, part in parts.items() if wish.part in (name, "all")]
            if not wanted:
                continue
            world = World(until=until)
            try:
                if wish.docs:
                    album = Album(theatre)
                    (plenary if until == "vote" else guide)(album, world)
                    album.close()
                else:
                    visit(world, theatre, wish, wanted)
            finally:
                world.stop()
        for story in ("cities", "working-groups") if wish.part in ("networks", "all") and not wish.docs else ():
            world = StoryWorld(story)
            try:
                visit(world, theatre, wish, [network])
            finally:
                world.stop()
        for complaint in theatre.complaints:
            print("COMPLAINT", complaint, file=sys.stderr)
        theatre.browser.close()


if __name__ == "__main__":
    main()
