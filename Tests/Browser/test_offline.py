"""A phone in a bad network, and texts that are too long: nothing that was typed or chosen is lost, and nothing arrives twice."""

import pytest
from playwright.sync_api import expect

from conftest import on_engines
from theatre import PHONE, PROJECTOR, Stopwatch

LEFT = "[data-left]"


def opens_the_vote(world):
    world.open_stage("vote", next(topic["id"] for topic in world.topics if topic["position"] == 3))
    round_id = world.round(1)["id"]
    world.facilitator.of_event("POST", f"rounds/{round_id}/opening")
    return round_id


def gives(page, issue, dots):
    page.locator("form#ballot li.vote").nth(issue).locator("label").nth(dots).click()


def answered(page):
    return page.locator(".figures > div", has_text="have answered").locator("dd").first


@on_engines("sqlite", "postgres")
def test_a_vote_without_connection_arrives_once(world, theatre):
    round_id = opens_the_vote(world)
    phone = theatre.window(world.links["participant"], PHONE)
    projector = theatre.window(world.links["projector"], PROJECTOR)
    theatre.expect_complaint("ERR_INTERNET_DISCONNECTED")
    arrived = []
    phone.on("response", lambda answer: arrived.append(answer.status)
             if answer.request.method == "POST" and "/ballot" in answer.url else None)
    gives(phone, 0, 2)
    phone.context.set_offline(True)
    expect(phone.locator("#connection")).to_be_visible()
    gives(phone, 1, 1)
    expect(phone.locator(LEFT)).to_have_text("1 dot left")
    send, unsent = phone.get_by_role("button", name="Send my vote"), phone.locator("form#ballot [data-send-status]")
    send.click()
    expect(unsent).to_be_visible()
    expect(unsent).to_contain_text("Not sent yet")
    # Impatient taps and a change of mind while nothing goes out: one ballot waits, as it stands at the end.
    send.click()
    gives(phone, 2, 1)
    send.click()
    expect(unsent).to_be_visible()
    expect(phone.locator("#receipt")).to_be_hidden()
    assert not arrived
    expect(answered(projector)).to_have_text("0")

    phone.context.set_offline(False)
    receipt = phone.locator("#receipt")
    expect(receipt).to_contain_text("Your vote is stored")
    expect(unsent).to_be_hidden()
    expect(phone.locator("#connection")).to_be_hidden()
    # What is read aloud does not go on saying that the connection is lost.
    expect(phone.locator("#announcer")).not_to_contain_text("Connection lost")
    expect(answered(projector)).to_have_text("1")
    assert arrived == [200]
    number = receipt.locator("b").inner_text()
    phone.reload()
    expect(phone.locator("#receipt b")).to_have_text(number)
    for issue, dots in enumerate((2, 1, 1)):
        expect(phone.locator("form#ballot li.vote").nth(issue).locator("input:checked")).to_have_value(str(dots))
    assert arrived == [200]

    # It is counted as it stood, and its receipt is on the list.
    world.facilitator.of_event("POST", f"rounds/{round_id}/closure")
    phone.goto(f"{world.url}/e/{world.code}/rounds/{round_id}/receipts")
    expect(phone.locator("ul.lines li")).to_have_count(1)
    expect(phone.locator("ul.lines li")).to_contain_text(number)


@on_engines("sqlite", "postgres")
def test_a_vote_that_waits_survives_the_closed_tab(world, theatre):
    opens_the_vote(world)
    phone = theatre.window(world.links["participant"], PHONE)
    context = phone.context
    theatre.expect_complaint("ERR_INTERNET_DISCONNECTED")
    gives(phone, 0, 2)
    gives(phone, 3, 2)
    context.set_offline(True)
    phone.get_by_role("button", name="Send my vote").click()
    expect(phone.locator("form#ballot [data-send-status]")).to_be_visible()
    phone.close()
    context.set_offline(False)
    phone = theatre.listen(context.new_page())
    phone.goto(f"{world.url}/e/{world.code}")
    expect(phone.locator("#receipt")).to_contain_text("Your vote is stored")
    for issue, dots in ((0, 2), (3, 2)):
        expect(phone.locator("form#ballot li.vote").nth(issue).locator("input:checked")).to_have_value(str(dots))


def test_a_closed_tab_keeps_the_draft(world, theatre):
    topic = next(topic["id"] for topic in world.topics if topic["position"] == 3)
    world.open_stage("collect", topic)
    phone = theatre.window(world.links["participant"], PHONE)
    context, room = phone.context, f"{world.url}/e/{world.code}"

    def comes_back():
        phone.close()
        page = theatre.listen(context.new_page())
        page.goto(room)
        return page

    sentence = "Half a sentence about field hospitals"
    phone.locator("form#contribute").get_by_label("The issue").fill(sentence)
    phone = comes_back()
    field = phone.locator("form#contribute").get_by_label("The issue")
    expect(field).to_have_value(sentence)
    phone.get_by_role("button", name="Send the issue").click()
    expect(phone.locator("#own p.title", has_text=sentence)).to_be_visible()
    phone = comes_back()
    expect(phone.locator("#own p.title", has_text=sentence)).to_be_visible()
    expect(phone.locator("form#contribute").get_by_label("The issue")).to_have_value("")

    opens_the_vote(world)
    expect(phone.locator("form#ballot")).to_be_visible()
    gives(phone, 1, 2)
    expect(phone.locator(LEFT)).to_have_text("2 dots left")
    phone = comes_back()
    expect(phone.locator("form#ballot li.vote").nth(1).locator("input:checked")).to_have_value("2")
    expect(phone.locator(LEFT)).to_have_text("2 dots left")
    expect(phone.get_by_role("button", name="Send my vote")).to_be_visible()
    expect(phone.locator("#receipt")).to_be_hidden()


@pytest.mark.parametrize("world", [{"until": "result"}, {"until": "result", "engine": "postgres"}], indirect=True, ids=["sqlite", "postgres"])
def test_two_write_on_one_card_while_one_is_without_connection(world, theatre):
    group = world.seat_groups()[0]
    world.open_stage("analyse")
    ana, boris = world.members(group)
    ana.of_event("POST", "aspects", {"group": group["id"], "issue": group["priorities"][0], "direction": "blocking",
                                     "text": "Alert lists are old"})
    first, second = theatre.seat(ana), theatre.seat(boris)
    theatre.expect_complaint("ERR_INTERNET_DISCONNECTED")
    one, other = (page.locator(".aspect form[data-card] textarea") for page in (first, second))
    expect(first.locator(".members .here")).to_have_count(2)
    first.context.set_offline(True)
    one.focus()
    first.keyboard.press("Control+Home")
    first.keyboard.type("In two regions: ")
    expect(first.locator(".aspect [id$=-trouble]")).to_contain_text("Not sent yet: kept on this device")
    other.focus()
    second.keyboard.press("Control+End")
    second.keyboard.type(", some since 2019")
    expect(second.locator(".aspect [id$=-saved]")).to_have_text("Saved")
    # The browser of the first is closed while it is cut off, and opened again later.
    context, table = first.context, first.url
    first.close()
    context.set_offline(False)
    first = theatre.listen(context.new_page())
    first.goto(table)
    for page in (first, second):
        expect(page.locator(".aspect form[data-card] textarea")).to_have_value("In two regions: Alert lists are old, some since 2019")
    # Cut off once more, and back on the same page.
    one = first.locator(".aspect form[data-card] textarea")
    first.context.set_offline(True)
    one.focus()
    first.keyboard.press("Control+Home")
    first.keyboard.type("Confirmed. ")
    second.keyboard.type(".")
    expect(second.locator(".aspect [id$=-saved]")).to_have_text("Saved")
    first.context.set_offline(False)
    together = "Confirmed. In two regions: Alert lists are old, some since 2019."
    for page in (first, second):
        expect(page.locator(".aspect form[data-card] textarea")).to_have_value(together)
    assert [aspect["text"] for aspect in world.facilitator.of_event("GET", "aspects")["items"]] == [together]


def copies(page, piece, times):
    page.evaluate("([piece, times]) => navigator.clipboard.writeText(piece.repeat(times))", [piece, times])


def pastes(page, field):
    field.focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+V")


@pytest.mark.parametrize("world", [{"until": "guide"}], indirect=True)
def test_a_paste_of_ten_megabytes_is_refused_at_its_field(world, theatre):
    # Laid out, such a text stops Chromium for half a minute on an idle computer.
    watch = Stopwatch(bound=15)
    desk = theatre.window(world.links["facilitator"])
    theatre.expect_complaint("422")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    event = f"{world.url}/events/{world.event}"
    group = world.facilitator.of_event("GET", "groups")["items"][0]["id"]
    for path, card in ((f"tables/{group}", ".aspect form[data-card]"), ("guide/edit", ".editor form[data-card]")):
        desk.goto(f"{event}/{path}")
        form = desk.locator(card).first
        field = form.locator("textarea")
        before = field.input_value()
        copies(desk, "What we know. ", 750_000)
        with watch.time(f"10 MB into {path.split('/')[0]}"):
            pastes(desk, field)
            expect(form.get_by_role("alert")).to_contain_text("too long for this field")
        expect(form.get_by_role("alert")).to_contain_text("characters fit here")
        expect(field).to_have_value(before)
        # The page goes on: what is typed next is stored, and the message goes.
        desk.keyboard.type(" Yes.")
        with watch.time("the next words"):
            expect(form.locator("[id$=-saved]")).to_have_text("Saved")
        expect(form.get_by_role("alert")).to_have_count(0)
        desk.reload()
        expect(desk.locator(card).first.locator("textarea")).to_have_value(before + " Yes.")
        # Somewhat too long goes in, to be cut there; the server's copy stays as it was until then.
        copies(desk, "x", 41_000 if "guide" in path else 4_100)
        pastes(desk, field)
        expect(form.locator("[id$=-trouble]")).to_contain_text("At most")
        desk.keyboard.press("Control+Z")
        expect(field).to_have_value(before + " Yes.")
    watch.report("A paste of 10 MB")
