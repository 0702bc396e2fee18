"""A phone in a bad network: nothing that was typed or chosen is lost, and nothing arrives twice."""

from playwright.sync_api import expect

from conftest import on_engines
from theatre import PHONE, PROJECTOR

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
    gives(phone, 3, 1)
    context.set_offline(True)
    phone.get_by_role("button", name="Send my vote").click()
    expect(phone.locator("form#ballot [data-send-status]")).to_be_visible()
    phone.close()
    context.set_offline(False)
    phone = theatre.listen(context.new_page())
    phone.goto(f"{world.url}/e/{world.code}")
    expect(phone.locator("#receipt")).to_contain_text("Your vote is stored")
    for issue, dots in ((0, 2), (3, 1)):
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
