"""A plenary from the first issue to the second result, in three windows that follow by themselves."""

import json
import re
import subprocess

from playwright.sync_api import expect

from conftest import on_engines
from theatre import LAPTOP, PHONE, PROJECTOR, Stopwatch
from world import COMMAND, Person


def enters(theatre, world):
    console = theatre.window(world.links["facilitator"], LAPTOP)
    projector = theatre.window(world.links["projector"], PROJECTOR)
    phone = theatre.window(world.links["participant"], PHONE)
    return console, projector, phone


def figure(page, label):
    """The number above a label such as “of 45 have answered”."""
    return page.locator(".figures > div", has_text=label).locator("dd").first


@on_engines("sqlite", "postgres")
def test_plenary_in_three_windows(world, theatre, tmp_path):
    console, projector, phone = enters(theatre, world)
    watch = Stopwatch()
    topic = next(topic for topic in world.topics if topic["position"] == 3)

    # Collect: what one person writes reaches the others.
    console.get_by_role("button", name="Collect").click()
    with watch.time("stage: console to phone"):
        expect(phone.locator("#activity[data-stage=collect]")).to_be_visible()
    expect(phone.get_by_role("heading", level=1)).to_have_text(topic["question"])
    expect(projector.get_by_role("heading", level=1)).to_have_text(topic["question"])
    before = int(figure(projector, "issues").inner_text())
    sentence = "Night shifts have no one whom they may call in another ministry"
    phone.locator("form#contribute").get_by_label("The issue").fill(sentence)
    phone.get_by_role("button", name="Send the issue").click()
    with watch.time("issue: phone to console"):
        expect(console.locator("#work").get_by_text(sentence)).to_be_visible()
    expect(figure(projector, "issues")).to_have_text(str(before + 1))
    expect(phone.locator("#own p.title", has_text=sentence)).to_be_visible()
    expect(phone.locator("form#contribute").get_by_label("The issue")).to_have_value("")
    other = world.people(1)[0]
    other.writes("Night shifts have no one whom they may call in other ministries", topic["id"])
    expect(console.locator("#work").get_by_text("call in other ministries")).to_be_visible()

    # Merge: a suggestion is joined, undone, and joined again by keyboard.
    console.get_by_role("button", name="Close collecting and merge").click()
    expect(phone.locator("#activity[data-stage=merge]")).to_be_visible()
    expect(projector.locator("#room")).to_contain_text("We merge")
    suggestion = console.locator(".suggestion", has_text=sentence)
    expect(suggestion).to_be_visible()
    suggestion.get_by_role("button", name="Merge these two").click()
    expect(suggestion).to_have_count(0)
    expect(phone.locator("#own")).to_contain_text("merged into")
    console.locator("#past summary").click()
    console.locator("#past").get_by_role("button", name="Undo").first.click()
    expect(suggestion).to_be_visible()
    expect(phone.locator("#own li.issue", has_text=sentence)).to_contain_text("received")
    for words in (sentence, "call in other ministries"):
        console.locator("form#merge li", has_text=words).get_by_role("checkbox").focus()
        console.keyboard.press("Space")
    console.locator("#keys summary").click()
    console.get_by_role("button", name="Keys move the room: off").click()
    console.keyboard.press("j")
    joined = console.locator("form#merge li[data-issue]", has_text="merged from 2").filter(has_text=sentence)
    expect(joined).to_be_visible()
    expect(suggestion).to_have_count(0)

    # Vote with dots.
    console.get_by_role("button", name="Go to the vote").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("A vote is being prepared")
    console.get_by_role("button", name="Open voting").click()
    with watch.time("round: console to phone"):
        expect(phone.locator("form#ballot")).to_be_visible()
    expect(projector.get_by_role("heading", level=1)).to_have_text("Which of these should we work on first?")
    votes = phone.locator("form#ballot li.vote")
    votes.nth(0).locator("label").nth(2).click()
    votes.nth(1).locator("label").nth(1).click()
    expect(phone.locator("[data-left]")).to_have_text("1 dot left")
    theatre.expect_complaint("409")
    phone.get_by_role("button", name="Send my vote").click()
    phone.get_by_text("1 dot is left. Send it as it is?").wait_for()
    phone.get_by_role("button", name="Send it as it is").click()
    with watch.time("ballot: phone to projector"):
        expect(figure(projector, "have answered")).to_have_text("1")
    expect(figure(console, "have answered")).to_have_text("1")
    receipt = phone.locator("#receipt")
    expect(receipt).to_contain_text("Your vote is stored")
    number = receipt.locator("b").inner_text()
    items = world.items(1)
    round_one = world.round(1)["id"]
    for place, person in enumerate(world.people(15)):
        person.votes(round_one, {items[place % 3]: 2, items[3 + place % 4]: 1})
    with watch.time("15th ballot by API to projector"):
        expect(figure(projector, "have answered")).to_have_text("16")

    # Close, reveal: sealed in between.
    console.get_by_role("button", name="Close the vote").click()
    expect(phone.locator("#activity")).to_contain_text("sealed")
    expect(phone.locator("#activity .receipt")).to_contain_text(number)
    expect(projector.locator("svg.slope")).to_have_count(0)
    console.get_by_role("button", name="Reveal result").click()
    # First what won; a presenter's remote turns to where the readings differ, and back.
    with watch.time("result: console to projector"):
        expect(projector.locator(".winners")).to_be_visible()
    expect(projector.locator("svg.slope")).to_be_hidden()
    projector.keyboard.press("PageDown")
    expect(projector.locator("svg.slope")).to_be_visible()
    projector.keyboard.press("PageUp")
    expect(projector.locator(".winners")).to_be_visible()
    expect(phone.locator("table.readings")).to_be_visible()
    expect(projector.locator("#room")).to_contain_text("16 of 45 answered")

    # A rating round on the same issues.
    console.get_by_text("Another vote").click()
    console.get_by_role("link", name="Same issues again").click()
    console.get_by_role("radio", name="Rating 1–9").check()
    console.get_by_label("Question to the room").fill("How important is each issue?")
    console.get_by_label("Minutes").fill("")
    console.get_by_role("button", name="Prepare this vote").click()
    console.get_by_role("button", name="Open voting").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("How important is each issue?")
    expect(projector.get_by_role("heading", level=1)).to_have_text("How important is each issue?")
    for place, row in enumerate(phone.locator("form#ballot ol > li").all()):
        label = "Cannot judge" if place == 0 else str(1 + place % 9)
        row.locator(".scale label", has_text=re.compile(f"^{label}$")).click()
    phone.get_by_role("button", name="Send my vote").click()
    expect(receipt).to_contain_text("Your vote is stored")
    round_two = world.round(2)["id"]
    for place, person in enumerate(world.people(15)):
        person.votes(round_two, {issue: 1 + (place + spot * spot) % 9 for spot, issue in enumerate(items)})
    expect(figure(console, "have answered")).to_have_text("16")
    console.get_by_role("button", name="Close the vote").click()
    console.get_by_role("button", name="Reveal result").click()
    expect(projector.locator(".winners")).to_be_visible()

    # The result page: the readings and files that anyone can recount. Sixteen people from so many countries are too few to weigh countries.
    console.get_by_role("link", name="Result and downloads").click()
    # A head of two words may stand in two lines.
    for reading in (r"By\s*people", r"Sectors\s*equal"):
        expect(console.locator("svg.slope").first).to_contain_text(re.compile(reading))
    for method, round_id in (("multivote", round_one), ("rating", round_two)):
        recounted_equally(world, console, tmp_path, method, round_id)
    watch.report(f"Seen on the other screens ({world.engine})")


def recounted_equally(world, page, folder, method, round_id):
    page.goto(f"{world.url}/events/{world.event}/rounds/{round_id}")
    page.locator("#files > summary").click()
    files = {}
    # Single ballots are handed out once on an issue: a second round on the same issues hands out numbers only.
    has_ballots = page.get_by_role("link", name="Ballots, CSV", exact=True).count() > 0
    links = [("counts.csv", "Numbers, CSV"), ("tally.json", "Tally, JSON"), ("slope.svg", "Picture, SVG")]
    for name, link in links + ([("ballots.csv", "Ballots, CSV")] if has_ballots else []):
        with page.expect_download() as download:
            page.get_by_role("link", name=link, exact=True).first.click()
        files[name] = folder / f"{method}-{name}"
        download.value.save_as(files[name])

    def recount(name):
        done = subprocess.run([str(COMMAND), "tally", "--method", method, str(files[name])], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    published = json.loads(files["tally.json"].read_text())
    assert recount("counts.csv") == published
    assert method != "multivote" or has_ballots
    if has_ballots:
        recounted = recount("ballots.csv")
        # Ballots leave the house without sector and country: readings by groups are recounted from the numbers.
        assert set(recounted["scores"]) == {"people"}
        for part in ("scores", "order"):
            published[part] = {reading: published[part][reading] for reading in recounted[part]}
        for tally in (recounted, published):
            # Ties and items have no order of their own: the file lists them as they first appear.
            tally["items"].sort()
            tally["order"] = {reading: [sorted(tied) for tied in order] for reading, order in tally["order"].items()}
        assert recounted == published
    assert files["slope.svg"].read_text().lstrip().startswith("<")
