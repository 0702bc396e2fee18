"""The second half: from a paragraph of the guide back to the first words; the guide written, cited, reviewed and exported."""

import io
import re
import subprocess
import zipfile

import pytest
from playwright.sync_api import expect

from theatre import PHONE
from world import Refused

NIGHT = "Handing over at night"


@pytest.mark.parametrize("world", [{"engine": "sqlite", "until": "guide"}], indirect=True)
def test_from_a_paragraph_to_the_first_issue(theatre, world):
    reader = theatre.window(world.links["participant"])
    event = f"{world.url}/events/{world.event}"
    reader.goto(f"{event}/guide")
    reader.get_by_role("heading", name="Working together in the first day").first.wait_for()
    # A number in the text leads to the list of evidence, and from there to the issue with the words it was joined from.
    reader.locator("a[href*='/issues/']").first.click()
    reader.wait_for_url(re.compile(r"/issues/"))
    merged = reader.url
    reader.locator("#parents a").first.click()
    expect(reader).not_to_have_url(merged)
    expect(reader.get_by_text("Contribution").first).to_be_visible()
    # What became of it leads back to the guide's section.
    found = world.participant.call("GET", "/api/v1/thread/" + reader.url.rsplit("/", 1)[-1].split("?")[0])
    assert {"item", "up", "down"} <= set(found)
    assert "guide-section" in {one["kind"] for one in found["down"]}
    assert "topic" in {one["kind"] for one in found["up"]}


@pytest.mark.parametrize("world", [{"engine": "sqlite", "until": "guide"}], indirect=True)
def test_the_guide_is_written_cited_reviewed_and_exported(theatre, world):
    desk = theatre.window(world.links["facilitator"])
    event = f"{world.url}/events/{world.event}"
    desk.goto(f"{event}/guide/review")
    desk.get_by_role("button", name="Back to writing").click()
    expect(desk.locator("#review")).to_contain_text("is being written")
    section = writes_a_section(desk, event)
    cites_by_keyboard_and_by_drag(desk)
    suggests_and_accepts(theatre, world, desk, event, section)
    reviews(theatre, world, desk, event)
    takes_the_files_away(desk, event)
    refuses_closer_evidence(theatre, world, desk, event)


def text_of(desk):
    return desk.locator(".editor form[data-card] textarea")


def writes_a_section(desk, event):
    desk.goto(f"{event}/guide/edit")
    desk.locator("#adding summary").click()
    desk.locator("#add").get_by_label("Title").fill(NIGHT)
    desk.locator("#add").get_by_label("Parent section").select_option("")
    desk.locator("#add").get_by_role("button", name="Add").click()
    expect(desk.locator("#section-title")).to_have_value(NIGHT)
    text_of(desk).click()
    desk.keyboard.type("The night desk calls **one number**. It is tested every month.")
    expect(desk.locator("#preview strong")).to_have_text("one number")
    expect(desk.locator(".editor [id$=-saved]")).to_have_text("Saved")
    return re.search("section=([^&]+)", desk.url)[1]


def cites_by_keyboard_and_by_drag(desk):
    # Alt+C, some words, Enter: the marker stands where the caret was.
    desk.keyboard.press("Control+Home")
    for _ in "The night desk calls **one number**":
        desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Alt+c")
    expect(desk.locator("#find-q")).to_be_focused()
    desk.keyboard.type("first call to hospitals belongs")
    desk.keyboard.press("Enter")
    expect(text_of(desk)).to_have_value(re.compile(r"^The night desk calls \*\*one number\*\* \[@\d+\]\. It is"))
    expect(text_of(desk)).to_be_focused()
    expect(desk.locator("#preview sup, #preview .cited, #preview a[href^='#evidence-']").first).to_be_visible()
    # Dragged: it is not cited anywhere yet, and gets a new number where it is dropped.
    desk.locator("#find-q").fill("")
    desk.locator("#find-unused").check()
    item = desk.locator("#evidence-issue .evidence-item[data-unused='1']:visible").first
    title = item.locator(".clamp").inner_text()
    item = desk.locator("#evidence-issue .evidence-item", has_text=title).first
    before = text_of(desk).input_value()
    item.locator(".clamp").drag_to(text_of(desk), target_position={"x": 60, "y": 20})
    expect(text_of(desk)).not_to_have_value(before)
    assert len(re.findall(r"\[@\d+\]", text_of(desk).input_value())) == 2, text_of(desk).input_value()
    expect(desk.locator("#preview")).to_contain_text(title)
    expect(desk.locator(".editor [id$=-saved]")).to_have_text("Saved")
    expect(desk.locator("#evidence-list .evidence-item", has_text=title).first).to_contain_text("cited in 1 section")
    # The list came anew, and still shows only what was asked for.
    expect(desk.locator("#evidence-list .evidence-item:not([data-unused='1']):visible")).to_have_count(0)


def suggests_and_accepts(theatre, world, desk, event, section):
    keeps_a_version(desk, event, "Before the comments")
    ana = world.people(1)[0]
    phone = theatre.seat(ana, PHONE)
    phone.goto(f"{event}/guide")
    phone.get_by_role("link", name=NIGHT).first.click()
    phone.goto(f"{event}/guide/sections/{section}")
    phone.get_by_text("Comment or suggest a change").click()
    form = phone.locator("form[id^=comment-]")
    form.get_by_label("What you want to say").fill("Who tests it?")
    form.get_by_role("button", name="Send").click()
    expect(phone.locator("li.comment", has_text="Who tests it?")).to_be_visible()
    if not form.is_visible():
        phone.get_by_text("Comment or suggest a change").click()
    form.get_by_label("A suggested change").check()
    form.get_by_label("The passage").fill("tested every month")
    form.get_by_label("New words in its place").fill("tested on the first night of each month")
    form.get_by_label("What you want to say").fill("Otherwise nobody does it.")
    form.get_by_role("button", name="Send").click()
    expect(phone.locator("li.comment ins", has_text="first night")).to_be_visible()
    # The second person: the facilitator finds both on the review's page, accepts one and answers the other.
    desk.goto(f"{event}/guide/review")
    desk.locator("#open-comments").get_by_role("link", name=NIGHT).click()
    desk.locator("li.comment", has_text="first night").get_by_role("button", name="Accept the change").click()
    expect(desk.locator("section.comments")).to_contain_text("1 open comment")
    desk.goto(f"{event}/guide/sections/{section}")
    expect(desk.locator("main")).to_contain_text("It is tested on the first night of each month.")
    phone.reload()
    phone.get_by_text("Settled (1)").click()
    expect(phone.locator("details[id^=done-] li.comment")).to_contain_text("first night")


def keeps_a_version(desk, event, title):
    desk.goto(f"{event}/guide/review")
    if not desk.locator("#keep-version").is_visible():
        desk.get_by_text("Keep this version").first.click()
    desk.locator("#keep-version").get_by_label("Name (optional)").fill(title)
    desk.locator("#keep-version").get_by_role("button", name="Keep this version").click()
    expect(desk.locator("#versions li", has_text=title)).to_be_visible()


def reviews(theatre, world, desk, event):
    keeps_a_version(desk, event, "After the comments")
    for end, words in (("from", "Before the comments"), ("to", "After the comments")):
        option = desk.locator(f"#compare select[name={end}] option", has_text=words)
        desk.locator(f"#compare select[name={end}]").select_option(option.get_attribute("value"))
    desk.get_by_role("button", name="Show what has changed").click()
    expect(desk.locator(".compared")).to_have_count(1)
    expect(desk.locator(".compared ins").first).to_contain_text("first night")
    desk.goto(f"{event}/guide/review")
    desk.locator("#versions li", has_text="After the comments").get_by_role("button", name="Open its review").click()
    expect(desk.locator("#sign-off h2")).to_contain_text("After the comments")
    sectors = {one.sector: one for one in world.people(3)}
    assert len(sectors) == 3
    expect(desk.locator("#obstacles")).to_contain_text("Health has not signed: Ana Primjer.")
    # Others sign than those who were named first.
    desk.goto(f"{event}/speakers")
    for sector, one in sectors.items():
        desk.locator(f"#sector-{sector} form[id^=signing-end]").get_by_role("button").click()
        expect(desk.locator(f"#sector-{sector}")).to_contain_text("Nobody signs for this sector yet")
        desk.locator(f"#signer-of-{sector} summary").click()
        desk.locator(f"#signer-of-{sector} li", has_text=one.name).get_by_role("button").click()
        expect(desk.locator(f"#sector-{sector} .plain-list").first).to_contain_text(one.name)
    desk.goto(f"{event}/guide/review")
    for place, one in enumerate(sectors.values()):
        phone = theatre.seat(one, PHONE)
        phone.goto(f"{event}/guide/review")
        if place == 0:
            # An objection has to say what must change; then the sector signs after all.
            theatre.expect_complaint("422")
            phone.get_by_role("button", name="Object").click()
            expect(phone.locator("#signing .error")).to_be_visible()
        with phone.expect_response(lambda answer: answer.request.method == "POST"):
            phone.get_by_role("button", name="Sign for my sector").click()
        expect(phone.locator("#sign-off table")).to_contain_text(one.name)
    desk.reload()
    # Signatures make nothing final: what stands against it is said, and an organiser says why it is final all the same.
    expect(desk.locator("#obstacles")).not_to_contain_text("sign")
    desk.get_by_text("Make it final anyway").click()
    theatre.expect_complaint("422")
    desk.get_by_role("button", name="Make this version final").click()
    expect(desk.locator("#close-review .error")).to_be_visible()
    desk.get_by_label("Why it is made final anyway").fill("What is open goes into the next edition.")
    desk.get_by_role("button", name="Make this version final").click()
    expect(desk.locator("#review")).to_contain_text("Every sector has signed this version, and an organiser has made it final.")
    expect(desk.locator("#sign-off")).to_contain_text("What is open goes into the next edition.")


def downloads(desk, section, button):
    with desk.expect_download(timeout=60_000) as download:
        desk.locator(section).get_by_role("button", name=button).click(timeout=60_000)
    return download.value.path().read_bytes()


def takes_the_files_away(desk, event):
    def file(section, button):
        # What takes long leads to a page of its own, which shows how far it is.
        desk.goto(f"{event}/reports")
        return downloads(desk, section, button)

    word = file("#guide", "Word (DOCX)")
    assert word[:2] == b"PK"
    document = zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()
    plain = re.sub(r"<[^>]+>", "", document)
    pdf = file("#guide", "PDF")
    assert pdf[:4] == b"%PDF"
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    read = re.sub(r"\s+", " ", read)
    for text in (plain, read):
        assert NIGHT in text and "on the first night of each month" in text
        assert "TLP:GREEN" in text and "The first call to hospitals belongs to no plan" in text
        # The text names its evidence by number, and none of the builder's own markers is left.
        assert re.search(r"one number ?\[?\d+\]?", text) and "[@" not in text
    assert file("#report", "PDF")[:4] == b"%PDF"
    assert file("#tables", "Excel (XLSX)")[:2] == b"PK"


def refuses_closer_evidence(theatre, world, desk, event):
    # A case that the guide cites is marked AMBER afterwards: no file leaves the server, and it says which.
    guide = world.facilitator.of_event("GET", "guide")
    cited = next(one for one in guide["evidence"] if one["kind"] == "case")
    desk.goto(f"{event}/cases/{cited['target']}/edit")
    desk.get_by_label("Marking").select_option("AMBER")
    desk.get_by_role("button", name="Save the case").click()
    theatre.expect_complaint("409")
    desk.goto(f"{event}/reports")
    desk.locator("#guide").get_by_role("button", name="Word (DOCX)").click()
    expect(desk.locator("main")).to_contain_text(f"“{cited['title']}” is marked TLP:AMBER")
    expect(desk.locator("main")).to_contain_text("Nothing left the server")
    # In the builder it cannot be cited any more, nor by the API.
    desk.goto(f"{event}/guide/edit?q={cited['title'].split('(')[0]}")
    closer = desk.locator(".evidence-item.closer", has_text=cited["title"])
    expect(closer).to_contain_text("marked more restrictively than this guide")
    expect(closer.get_by_role("button", name="Cite")).to_have_count(0)
    # Every sector has signed, so that the text is closed first of all.
    with pytest.raises(Refused, match="This guide is final"):
        world.facilitator.of_event("POST", "guide/evidence", {"item": f"case:{cited['target']}"})
    desk.goto(f"{event}/guide/review")
    desk.get_by_role("button", name="Back to writing").click()
    expect(desk.get_by_role("button", name="Back to writing")).to_have_count(0)
    with pytest.raises(Refused, match=re.escape(cited["title"])):
        world.facilitator.of_event("POST", "guide/evidence", {"item": f"case:{cited['target']}"})
