"""From an empty first page to a calendar program: another reader than our own understands the feed, until its address is ended."""

import datetime
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
    event = events[f"event-{world.event}"]
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
