"""Nordgate as its people have it before them: from STARTEX to a first decision and a real emergency; what was decided without a connection;
and the report of it, from what was seen to what is done about it."""

import io
import re
import subprocess
import time
import zipfile

from playwright.sync_api import expect

from conftest import on_engines
from theatre import LAPTOP, PHONE, PROJECTOR, overflow

TABLET = {"width": 820, "height": 1180}
QUESTION = "What do you do with the station?"


def fits(page):
    assert not overflow(page), overflow(page)


def at(world, path):
    """An address of the exercise."""
    world.event = re.search(r"/events/([^/]+)/projector/", world.links["projector"])[1]
    return f"{world.url}/events/{world.event}/exercise/{path}"


def console(theatre, world):
    """A controller's window."""
    page = theatre.seat(world.who("controller"), LAPTOP)
    page.goto(at(world, "console"))
    return page


def begin(theatre, world):
    """The director's window, and a player's phone on which STARTEX is confirmed."""
    director = theatre.window(world.links["director"], LAPTOP)
    phone = theatre.seat(world.who("player"), PHONE)
    director.get_by_role("button", name="STARTEX: start the exercise").click()
    # From the room's page it takes the phone's whole screen by itself, and one tap is enough.
    expect(phone.locator("#play-stage")).to_have_attribute("data-stage", "startex")
    fits(phone)
    phone.get_by_role("button", name="I know that this is an exercise").click()
    expect(phone.locator("#play-now")).to_contain_text("Nothing has reached you yet")
    return director, phone


def release(page, number):
    """Ahead of its time, after a last look; the console again."""
    page.locator("#excon-lists a", has_text=f"#{number} ").click()
    page.get_by_role("button", name=f"Release #{number}", exact=True).click()
    expect(page.locator("#excon-head")).to_be_visible()


def decide(phone, option, why, sure):
    phone.locator("#now-question").get_by_role("link", name="Decide").click()
    form = phone.locator("form[id^=decision-]")
    form.get_by_text(option, exact=True).click()
    form.get_by_label("Why", exact=True).fill(why)
    form.locator(f"label:has(input[name=confidence][value='{sure}'])").click()
    form.get_by_role("button", name="Send the decision").click()


def decisions(world):
    return world.who("controller").of_event("GET", "exercise/decisions")["items"]


@on_engines("sqlite", "postgres", story="infrastructure", until="planned")
def test_a_first_decision_within_ninety_seconds_of_startex_and_a_real_emergency(world, theatre):
    controller = console(theatre, world)
    wall = theatre.window(world.links["projector"], PROJECTOR)
    director, phone = begin(theatre, world)
    begun = time.monotonic()
    expect(controller.locator("#excon-head")).to_contain_text("Running")
    controller.get_by_role("button", name="Release #1", exact=True).click()
    expect(phone.locator("#now-paper")).to_contain_text("The day before the festival")
    fits(phone)
    phone.locator("#now-paper").get_by_role("button", name="Read").click()
    expect(phone.locator("#paper .paper-mark")).to_contain_text("EXERCISE")
    phone.get_by_role("link", name="Exercise", exact=True).click()

    release(controller, 6)
    expect(phone.locator("#now-question")).to_contain_text(QUESTION)
    decide(phone, "Close a part of it", "The hall is closed, the platforms stay open.", 4)
    expect(phone.locator("#standing")).to_contain_text("Decided, version 1")
    fits(phone)
    assert time.monotonic() - begun < 90
    # Of two cells that were asked, one has decided: the console says so by itself.
    expect(controller.locator("#excon-cells li", has_text="Brevania")).to_contain_text("Decisions open 1")
    expect(controller.locator("#excon-cells li", has_text="Aldoria")).not_to_contain_text("Decisions open")
    controller.goto(at(world, "matrix"))
    controller.get_by_role("link", name="b", exact=True).click()
    expect(controller.locator("main")).to_contain_text("The hall is closed, the platforms stay open.")
    controller.goto(at(world, "console"))

    phone.get_by_role("link", name="Real emergency").click()
    phone.get_by_role("button", name="Halt everything").click()
    expect(phone.locator("main")).to_contain_text("NO EXERCISE")
    expect(controller.locator("#excon-head")).to_contain_text("The exercise is halted by")
    expect(wall.locator("#room")).to_contain_text("No exercise: real emergency")
    phone.goto(at(world, "play"))
    expect(phone.locator("#play-stage")).to_have_attribute("data-stage", "halted")
    director.get_by_role("button", name="End the halt; the clock stays paused").click()
    director.get_by_role("button", name="Resume").click()
    expect(phone.locator("#play-stage")).to_have_attribute("data-stage", "play")
    expect(wall.locator("#room")).not_to_contain_text("No exercise: real emergency")


@on_engines("sqlite", story="infrastructure", until="planned")
def test_a_decision_without_a_connection_is_stored_once(world, theatre):
    controller = console(theatre, world)
    _, phone = begin(theatre, world)
    release(controller, 6)
    expect(phone.locator("#now-question")).to_contain_text(QUESTION)
    theatre.expect_complaint("ERR_INTERNET_DISCONNECTED")
    phone.locator("#now-question").get_by_role("link", name="Decide").click()
    form = phone.locator("form[id^=decision-]")
    form.get_by_text("Keep it open", exact=True).click()
    phone.context.set_offline(True)
    form.get_by_label("Why", exact=True).fill("Nobody can say yet where it comes from.")
    form.locator("label:has(input[name=confidence][value='2'])").click()
    send = form.get_by_role("button", name="Send the decision")
    send.click()
    expect(form.locator("[data-send-status]")).to_contain_text("Not sent yet")
    expect(phone.locator("#play-unsent")).to_have_text("Not sent yet: 1")
    send.click()
    assert not decisions(world)
    phone.context.set_offline(False)
    expect(phone.locator("#standing")).to_contain_text("Nobody can say yet where it comes from.")
    expect(phone.locator("#play-unsent")).to_be_hidden()
    phone.reload()
    expect(phone.locator("#standing")).to_contain_text("Decided, version 1")
    stored = decisions(world)
    assert [(one["version"], one["isOffline"]) for one in stored] == [(1, True)]


@on_engines("sqlite", story="infrastructure", until="reviewed")
def test_from_what_was_seen_to_what_is_done_about_it(world, theatre):
    tablet = theatre.seat(world.who("evaluator"), TABLET)
    tablet.goto(at(world, "evaluate"))
    expect(tablet.locator("#tasks")).to_contain_text("T1")
    expect(tablet.locator("#papers")).to_contain_text("EXERCISE")
    fits(tablet)

    director = theatre.window(world.links["director"], LAPTOP)
    director.goto(at(world, "report"))
    for section in ("In one page", "What happened", "By objective", "Working together", "Improvement plan", "Annex C: Decisions"):
        expect(director.get_by_role("heading", name=section, exact=False).first).to_be_visible()
    fits(director)
    with director.expect_download() as pdf:
        director.get_by_role("link", name="PDF", exact=True).click()
    assert pdf.value.suggested_filename == "exercise-aar.pdf"
    text = subprocess.run(["pdftotext", pdf.value.path(), "-"], capture_output=True, text=True, check=True).stdout
    pages = [page for page in text.split("\f") if page.strip()]
    assert pages and all("EXERCISE EXERCISE EXERCISE" in page for page in pages)
    with director.expect_download() as docx:
        director.get_by_role("link", name="DOCX", exact=True).click()
    with zipfile.ZipFile(io.BytesIO(docx.value.path().read_bytes())) as file:
        assert "EXERCISE EXERCISE EXERCISE" in file.read("word/document.xml").decode()

    director.get_by_role("link", name="Findings", exact=True).click()
    expect(director.locator("#plan tbody tr")).to_have_count(2)
    expect(director.locator("#plan")).to_contain_text("The duty desk sends a first notice with one signature")
    director.get_by_role("link", name="The duty desk sends a first notice with one signature").click()
    expect(director.locator("main")).to_contain_text("A retest within a year.")
    # Two weeks later in the story a second exercise has proven it: the thread begins with what was said in a workshop.
    expect(director.locator("main")).to_contain_text("A later exercise has shown that it helped.")
    expect(director.locator("#thread")).to_contain_text("Who may tell whom, before the cause is sure")
    expect(director.locator("#thread")).to_contain_text("A first notice goes with one signature")
    fits(director)
    programme = re.search(r'/programmes/([^/"]+)', director.content())[1]
    director.goto(f"{world.url}/programmes/{programme}/actions")
    expect(director.locator("main")).to_contain_text("The form for requests names a deputy for each function")
    fits(director)


@on_engines("sqlite", story="cities")
def test_two_hundred_look_on_and_say_what_they_would_decide(world, theatre):
    phone = theatre.seat(world.who("observer"), PHONE)
    phone.goto(at(world, "observe"))
    expect(phone.locator("#watch-move")).to_contain_text("The trains stand still")
    fits(phone)
    phone.locator("#watch-questions").get_by_role("link", name="Who may still go to the river?").click()
    expect(phone.locator("main")).to_contain_text("How observers answered is shown once the next move is over.")
    phone.get_by_text("One way only", exact=True).click()
    phone.get_by_role("button", name="Send my answer").click()
    expect(phone.get_by_role("button", name="Change my answer")).to_be_visible()
    fits(phone)

    director = theatre.window(world.links["director"], LAPTOP)
    director.goto(at(world, "matrix"))
    expect(director.locator("#matrix thead th")).to_have_count(9)
    expect(director.locator("#matrix")).not_to_contain_text("Observers who said")
    answered = world.who("observer").of_event("GET", "exercise/opinions")["items"]
    assert [(one["isClosed"], one.get("own"), one.get("answered")) for one in answered] == [(False, "b", None)]
