"""Pictures of every screen in every stage, for looking at: `python Tests/Browser/look.py [word …]` saves them in .screens/.

Words choose screens by their names; --sizes 360,1280 and --dark narrow further.
"""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from theatre import Theatre, overflow, through
from world import ROOT, World

SCREENS = ROOT / ".screens"
SIZES = {320: 640, 360: 740, 1280: 800, 1920: 1080}


class Camera:
    def __init__(self, theatre, sizes, dark, words):
        self.theatre, self.sizes, self.dark, self.words = theatre, sizes, dark, words
        self.sessions = {}

    def enter(self, who, url):
        """A context that is signed in, one for each who."""
        context = self.theatre.context({"width": 1280, "height": 800})
        page = self.theatre.listen(context.new_page())
        if url:
            page.goto(url)
            through(page)
        self.sessions[who] = page
        return page

    def take(self, name, who, url, only=None, full=True):
        if self.words and not any(word in name for word in self.words):
            return
        page = self.sessions[who]
        for width in only or self.sizes:
            for theme in ("light", "dark") if self.dark and not name.startswith("projector") else ("light",):
                page.emulate_media(color_scheme=theme)
                page.set_viewport_size({"width": width, "height": SIZES[width]})
                answer = page.goto(url)
                page.wait_for_timeout(150)
                wide = overflow(page)
                note = f" OVERFLOW {wide}" if wide else ""
                if answer and answer.status >= 400:
                    note += f" STATUS {answer.status}"
                path = SCREENS / f"{name}-{width}{'-dark' if theme == 'dark' else ''}.png"
                page.screenshot(path=path, full_page=full)
                print(path.relative_to(ROOT), note)


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
    for name, who, url in [
        ("home-guest", "guest", "/"), ("help", "guest", "/help"), ("sign-in", "guest", "/sign-in"), ("join", "guest", "/join"),
        ("arrive", "guest", f"/e/{world.code}"), ("lost", "guest", "/nowhere"), ("home", "facilitator", "/"),
        ("account", "facilitator", "/account"), ("accounts", "facilitator", "/accounts"), ("issues", "facilitator", f"{event}/issues"), ("issue", "facilitator", f"{event}/issues/{issue}"),
        ("issue-phone", "participant", f"{event}/issues/{issue}"), ("cards", "facilitator", f"{event}/name-cards"),
        ("people", "facilitator", "/people"), ("people-import", "facilitator", "/people/import"), ("organisations", "facilitator", "/organisations"),
        ("sectors", "facilitator", "/sectors"), ("countries", "facilitator", "/countries"),
        ("programmes", "facilitator", "/programmes"), ("event", "facilitator", event), ("event-people", "facilitator", f"{event}/people"),
    ]:
        camera.take(name, who, url if url.startswith("http") else world.url + url)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="*")
    parser.add_argument("--sizes", default="360,1280,1920")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--port", type=int)
    parser.add_argument("--part", choices=["stages", "desk", "all"], default="all")
    wish = parser.parse_args()
    SCREENS.mkdir(exist_ok=True)
    world = World(port=wish.port)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            theatre = Theatre(browser)
            camera = Camera(theatre, [int(size) for size in wish.sizes.split(",")], wish.dark, wish.words)
            camera.enter("guest", None)
            camera.enter("participant", world.links["participant"])
            camera.enter("facilitator", world.links["facilitator"])
            camera.enter("projector", None)
            if wish.part != "stages":
                desk(camera, world)
            if wish.part != "desk":
                stages(camera, world)
            for complaint in theatre.complaints:
                print("COMPLAINT", complaint, file=sys.stderr)
            browser.close()
    finally:
        world.stop()


if __name__ == "__main__":
    main()
