"""The second half: from a paragraph of the guide back to the first words, citing in the builder, and the guide as a file."""

import re


import pytest


@pytest.mark.parametrize("world", [{"engine": "sqlite", "until": "guide"}], indirect=True)
def test_from_a_paragraph_to_the_first_issue(theatre, world):
    reader = theatre.window(world.links["participant"])
    event = f"{world.url}/events/{world.event}"
    reader.goto(f"{event}/guide")
    reader.get_by_role("heading", name="Working together in the first day").first.wait_for()
    # A number in the text leads to the list of evidence, and from there to the issue with the words it was joined from.
    reader.locator("a[href*='/issues/']").first.click()
    reader.wait_for_url(re.compile(r"/issues/"))
    reader.locator("#parents a").first.click()
    reader.wait_for_url(re.compile(r"/issues/"))
    assert reader.get_by_text("Contribution").count() >= 1
    # What became of it leads back to the guide's section.
    found = world.participant.call("GET", "/api/v1/thread/" + reader.url.rsplit("/", 1)[-1].split("?")[0])
    assert {"item", "up", "down"} <= set(found)
    assert "guide-section" in {one["kind"] for one in found["down"]}
    assert "topic" in {one["kind"] for one in found["up"]}


@pytest.mark.parametrize("world", [{"engine": "sqlite", "until": "guide"}], indirect=True)
def test_the_guide_is_cited_and_taken_away_as_a_file(theatre, world):
    desk = theatre.window(world.links["facilitator"])
    event = f"{world.url}/events/{world.event}"
    desk.goto(f"{event}/guide/edit")
    text = desk.locator(".editor form[data-card] textarea")
    before = text.input_value()
    desk.get_by_role("button", name=re.compile("^Cite")).first.click()
    desk.wait_for_function("before => document.querySelector('.editor form[data-card] textarea').value !== before", arg=before)
    assert re.search(r"\[@\d+\]", text.input_value())
    answer = desk.request.get(f"{event}/reports/guide.md")
    assert answer.status == 200 and "TLP:GREEN" in answer.text()
    answer = desk.request.get(f"{event}/reports/guide.docx")
    assert answer.status == 200 and answer.body()[:2] == b"PK"
