"""A table analyses and envisions: two laptops at one table write at once, and the facilitator's console gave them their group."""

import re

import pytest
from playwright.sync_api import expect

from theatre import LAPTOP, PHONE, PROJECTOR, Stopwatch, overflow

RESULT = pytest.mark.parametrize("world", [{"until": "result"}], indirect=True)
HINDERS = "The night desk has no list of whom to call"


def side(page, direction):
    return page.locator(f".side-of-field.{direction}")


def card(page, which):
    """The field of a card: of an aspect's line or of an intervention."""
    return which.locator("form[data-card] textarea").first


def adds_an_aspect(page, direction, text, weight):
    form = side(page, direction).locator("form.add-aspect")
    form.locator("textarea").fill(text)
    form.locator(".weigh label", has_text=re.compile(f"^{weight}$")).click()
    form.get_by_role("button", name="Add", exact=True).click()


def adds_a_case(page, title):
    page.get_by_label("Title").fill(title)
    page.get_by_label("Kind").select_option("exercise")
    page.get_by_label("When").fill("2019-05")
    page.get_by_label("Place").fill("A port city")
    page.get_by_label("What happened, in short").fill("The exercise began at two in the morning; the call lists were a year old.")
    page.get_by_label("Marking").select_option("GREEN")
    page.get_by_role("button", name="Save the case").click()


@RESULT
def test_a_table_analyses_and_envisions(world, theatre):
    watch = Stopwatch()
    console = theatre.window(world.links["facilitator"], LAPTOP)
    console.get_by_role("button", name=re.compile("^Groups")).click()
    # The issues come from the results, the groups are proposed, changed by one click at most, and kept.
    for left in (2, 1):
        offers = console.locator("section.suggestion")
        expect(offers).to_have_count(left)
        if left == 1:
            # When something is chosen, what the results also offer is folded away.
            console.get_by_text("What the results also offer").click()
        offers.first.get_by_role("button", name="Choose these 3").click()
    console.get_by_role("button", name="Propose 9 groups").click()
    expect(console.locator("#plan")).to_contain_text("Not in use")
    console.get_by_role("button", name="Use these groups").click()
    expect(console.locator("#plan .state.good").first).to_have_text("In use")
    console.get_by_role("button", name="Go on to: Analyse").click()
    expect(console.locator("#stage h1")).to_have_text("Analyse")
    group = world.facilitator.of_event("GET", "groups")["items"][0]
    ana, boris = world.members(group)

    # Each opens the event and is led to the table; each sees that the other is there.
    first, second = theatre.seat(ana), theatre.seat(boris)
    for page in (first, second):
        expect(page).to_have_url(re.compile("/tables/"))
        expect(page.locator(".members .here")).to_have_count(2)
    expect(first.locator(".members .here", has_text=boris.name)).to_be_visible()

    # A blocking aspect, seen by the other device without a reload; its weight and sector, changed afterwards.
    adds_an_aspect(first, "blocking", HINDERS, 4)
    with watch.time("aspect: one device to the other"):
        expect(card(second, side(second, "blocking").locator(".aspect"))).to_have_value(HINDERS)
    mine, theirs = (side(page, "blocking").locator(".aspect").first for page in (first, second))
    expect(theirs).to_contain_text("Name a case, or say that there is none.")
    mine.locator(".weight-form label", has_text=re.compile("^5$")).click()
    expect(theirs.locator(".weight-form input:checked")).to_have_value("5")
    mine.get_by_label("Sector concerned").select_option(label="Security and law enforcement")
    expect(theirs.get_by_label("Sector concerned").locator("option:checked")).to_have_text("Security and law enforcement")

    # What it rests on: a new case of the library.
    mine.get_by_text("Add a case").click()
    mine.get_by_role("link", name="A new case").click()
    adds_a_case(first, "Night exercise at the port")
    expect(first).to_have_url(re.compile("/tables/"))
    mine = side(first, "blocking").locator(".aspect").first
    for line in (mine, theirs):
        expect(line.locator(".case-chips")).to_contain_text("Night exercise at the port")
        expect(line).not_to_contain_text("Name a case")

    # Both write on the same card at the same time, at both ends of it: both texts stand on both devices.
    one, other = card(first, mine), card(second, theirs)
    one.focus()
    first.keyboard.press("Control+Home")
    other.focus()
    second.keyboard.press("Control+End")
    for piece, more in zip(("At ", "the ", "port: "), (" after", " ten", " o'clock")):
        first.keyboard.type(piece)
        second.keyboard.type(more)
    together = f"At the port: {HINDERS} after ten o'clock"
    with watch.time("both texts on both devices"):
        expect(one).to_have_value(together)
        expect(other).to_have_value(together)
    second.keyboard.type(" sharp")
    expect(mine.locator("[id$=-writing]")).to_contain_text(boris.name)
    expect(one).to_have_value(f"{together} sharp")
    expect(second.locator("figure.force-field .blocking")).to_contain_text("At the port")
    expect(second.locator("figure.force-field")).to_contain_text("Blocks · 5")

    # The facilitator shows it on the projector.
    projector = theatre.window(world.links["projector"], PROJECTOR)
    console.locator(f"form[id^='show-{group['id']}']").first.get_by_role("button").click()
    expect(projector.locator("svg.forcefield")).to_contain_text("At the port")

    # The stage changes: the same windows are led to the sheet.
    console.get_by_role("button", name="Go on to: Envision").click()
    first.get_by_role("button", name="Begin our sheet").click()
    for page in (first, second):
        expect(page).to_have_url(re.compile("/sheets/"))
    expect(first.locator("#present")).to_contain_text(boris.name)
    issue = first.locator(".sheet-issue").first
    issue.locator("form[id^=situation] textarea").fill("Every desk calls the right person within five minutes, at any hour.")
    issue.locator("form[id^=situation]").get_by_role("button", name="Put it on the sheet").click()
    with watch.time("situation: one device to the other"):
        expect(card(second, second.locator(".sheet-issue").first)).to_have_value(re.compile("within five minutes"))
    plans_an_intervention(first, issue)
    written = second.locator("li.intervention").first
    expect(card(second, written)).to_have_value("A shared call list, tested every month")
    for words in ("Ministry of the interior", "Training", "Health", "Civil protection", "within a year", "At the port"):
        expect(written).to_contain_text(words)
    expect(written.get_by_label("What is needed from others")).to_have_value("Numbers of the neighbours' desks")
    for page in (first, second):
        expect(page.locator("#picture svg")).to_contain_text("1")
        assert not overflow(page)
    expect(console.locator("#stage .figures > div", has_text="have begun").locator("dd")).to_have_text("1")
    watch.report("Seen on the other device of the table")


def plans_an_intervention(page, issue):
    issue.get_by_text("Add an intervention").click()
    form = issue.locator("form[id^=add-]")
    form.get_by_label("What is done").fill("A shared call list, tested every month")
    form.get_by_label("Who leads").fill("Ministry of the interior")
    form.get_by_label("What it changes").select_option("training")
    form.get_by_label("By when").select_option("short")
    form.get_by_label("Difficulty").select_option("2")
    form.get_by_label("Impact").select_option("5")
    for sector in ("Health", "Civil protection"):
        form.get_by_role("checkbox", name=sector).check()
    blocker = form.get_by_role("group", name="Which blocking aspects it removes")
    if blocker.count():
        blocker.get_by_role("checkbox").first.check()
    form.get_by_label("What is needed from others").fill("Numbers of the neighbours' desks")
    form.get_by_role("button", name="Put it on the sheet").click()


@RESULT
def test_a_table_without_javascript(world, theatre):
    """By plain forms alone: an aspect, a case, what stands on a card, an intervention."""
    member = world.members(world.seat_groups()[0], 1)[0]
    world.open_stage("analyse")
    phone = theatre.seat(member, PHONE, java_script_enabled=False)
    expect(phone).to_have_url(re.compile("/tables/"))
    adds_an_aspect(phone, "facilitating", "Joint duty officers know each other", 4)
    line = side(phone, "facilitating").locator(".aspect").first
    expect(line.locator(".weight-form input:checked")).to_have_value("4")
    line.locator(".weight-form label", has_text=re.compile("^2$")).click()
    line.locator(".weight-form").get_by_role("button", name="Save").click()
    expect(line.locator(".weight-form input:checked")).to_have_value("2")
    line.get_by_text("Add a case").click()
    line.get_by_role("link", name="A new case").click()
    adds_a_case(phone, "Night exercise at the port")
    expect(line.locator(".case-chips")).to_contain_text("Night exercise at the port")
    card(phone, line).fill("Joint duty officers know each other by name")
    line.locator("form[data-card]").get_by_role("button", name="Save").click()
    expect(phone).to_have_url(re.compile("/tables/"))
    expect(card(phone, line)).to_have_value("Joint duty officers know each other by name")
    expect(phone.locator("figure.force-field")).to_contain_text("Joint duty officers")

    world.open_stage("envision")
    phone.goto(f"{world.url}/e/{world.code}")
    phone.get_by_role("button", name="Begin our sheet").click()
    issue = phone.locator(".sheet-issue").first
    issue.locator("form[id^=situation] textarea").fill("Every desk calls the right person.")
    issue.locator("form[id^=situation]").get_by_role("button", name="Put it on the sheet").click()
    expect(card(phone, issue)).to_have_value("Every desk calls the right person.")
    plans_an_intervention(phone, issue)
    expect(card(phone, phone.locator("li.intervention").first)).to_have_value("A shared call list, tested every month")
    stored = world.facilitator.of_event("GET", "aspects?limit=50")["items"]
    assert [one["text"] for one in stored] == ["Joint duty officers know each other by name"]
