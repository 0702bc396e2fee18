"""From an empty first page to a calendar program: another reader than our own understands the feed, until its address is ended."""

import datetime
from random import Random
import urllib.error
import urllib.request

import icalendar
import pytest
from playwright.sync_api import expect


def fetched(address):
    with urllib.request.urlopen(address, timeout=20) as answer:
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        return answer.read()


@pytest.mark.parametrize("world", ["sqlite"], indirect=True)
def test_a_calendar_program_reads_what_the_page_shows(theatre, world):
    page = theatre.window(world.links["facilitator"])
    page.goto(f"{world.url}/calendar")
    page.locator("#make-feed button").click()
    address = page.locator("#feed [data-copy]").get_attribute("data-copy")
    text = fetched(address)
    assert all(len(line) <= 75 for line in text.split(b"\r\n")) and text.count(b"\n") == text.count(b"\r\n")
    calendar = icalendar.Calendar.from_ical(text)
    events = {event["UID"]: event for event in calendar.walk("VEVENT")}
    assert not any(event.errors for event in events.values())
    event = events[f"event-{world.event}@127.0.0.1"]
    # Whole days: dates, and the end is the day after the last.
    start, end = event.decoded("DTSTART"), event.decoded("DTEND")
    assert type(start) is datetime.date and type(end) is datetime.date and end > start
    assert event.decoded("DTSTAMP").utcoffset() == datetime.timedelta(0)
    shown = page.locator(f"a[href='/events/{world.event}']").first
    expect(shown).to_have_text(str(event["SUMMARY"]))
    single = icalendar.Calendar.from_ical(page.request.get(f"{world.url}/events/{world.event}/event.ics").body())
    assert [one["UID"] for one in single.walk("VEVENT")] == [event["UID"]]
    page.locator("#end-feed button").click()
    with pytest.raises(urllib.error.HTTPError, match="410"):
        fetched(address)


def told(person, event):
    """UID → what another program reads of an event's file, which has to be clean."""
    text = person.call("GET", f"/api/v1/events/{event}/calendar.ics").encode()
    assert all(len(line) <= 75 for line in text.split(b"\r\n")) and text.count(b"\n") == text.count(b"\r\n")
    entries = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert not any(entry.errors for entry in entries)
    found = {str(entry["UID"]): entry for entry in entries}
    assert len(found) == len(entries)
    return found


# Six hundred requests of one person in less than a minute.
@pytest.mark.parametrize("world", [{"engine": "sqlite", "serve": ("--api-limit", "0")}], indirect=True)
def test_no_number_falls_over_two_hundred_random_edits(world):
    """SEQUENCE rises with time, place and standing and with nothing else; what is gone is cancelled; the UID stays."""
    random, lead = Random(7), world.facilitator
    agenda = f"/api/v1/events/{world.event}/agenda"
    event = lead.call("GET", f"/api/v1/events/{world.event}")
    day = datetime.date.fromisoformat(event["startsOn"])
    blocks, numbers, gone = {}, {}, set()

    def release():
        lead.call("POST", f"{agenda}/releases", {"note": ""})
        return told(lead, world.event)

    for number in range(200):
        act = random.choice(["add", "add", "move", "place", "words", "remove"]) if blocks else "add"
        raised, id = None, random.choice(sorted(blocks)) if blocks else None
        if act == "add":
            start = random.randrange(8 * 60, 18 * 60)
            title = random.choice(["Opening", "Семинар по готовности; обмен", "ورشة عمل", "🚒, \\ and ;", "x" * 200])
            body = {"session": f"{title} {number}"[-200:], "kind": "parallel", "day": str(day), "place": "Hall 1",
                    "starts": f"{start // 60:02}:{start % 60:02}", "ends": f"{(start + 45) // 60:02}:{(start + 45) % 60:02}"}
            id = lead.call("POST", agenda, body)["id"]
            blocks[id], numbers[id] = body, 0
        elif act == "remove":
            lead.call("DELETE", f"{agenda}/{id}")
            del blocks[id]
            gone.add(id)
            raised = id
        else:
            change = {"move": {"ends": "23:%02d" % (number % 60)}, "place": {"place": f"Hall {number + 2}"},
                      "words": {"summary": f"Words {number}"}}[act]
            if change.get("ends") != blocks[id]["ends"]:
                blocks[id] = {**blocks[id], **change}
                lead.call("PUT", f"{agenda}/{id}", blocks[id])
                raised = id if act != "words" else None
        if raised:
            numbers[raised] += 1
        entries = release()
        assert {uid for uid in entries if uid.startswith("block-")} == {f"block-{id}@127.0.0.1" for id in numbers}
        for id, sequence in numbers.items():
            entry = entries[f"block-{id}@127.0.0.1"]
            assert entry["SEQUENCE"] == sequence, (number, act)
            assert str(entry["STATUS"]) == ("CANCELLED" if id in gone else "CONFIRMED")
            if id in blocks:
                assert str(entry["SUMMARY"]) == f"{blocks[id]['session']} · {event['title']}"
                assert entry.decoded("DTEND") > entry.decoded("DTSTART")


@pytest.mark.parametrize("world", ["sqlite"], indirect=True)
def test_an_event_that_is_cancelled_leaves_the_calendars(world):
    lead, uid = world.facilitator, f"event-{world.event}@127.0.0.1"
    before = told(lead, world.event)[uid]
    lead.call("POST", f"/api/v1/events/{world.event}/change", {"act": "cancellation"})
    after = told(lead, world.event)[uid]
    assert str(before["STATUS"]) == "CONFIRMED" and str(after["STATUS"]) == "CANCELLED"
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
