"""Mail of an event, at a real SMTP server: in four languages, with a calendar entry that another reader understands."""

import urllib.request

import icalendar
import pytest
from aiosmtpd.controller import Controller

from conftest import ENGINES
from test_mail import Postbox, wait_until
from world import World, free_port

SUBJECTS = {"en": "The bus leaves at seven", "fr": "Le bus part à sept heures", "ru": "Автобус отходит в семь",
            "ar": "تغادر الحافلة في السابعة"}


class RawPostbox(Postbox):
    """Keeps each mail also as it came over the wire."""

    async def handle_DATA(self, server, session, envelope):
        answer = await super().handle_DATA(server, session, envelope)
        self.mails[-1].raw = envelope.content
        return answer


class Mails:
    """A server with an SMTP server beside it."""

    def __init__(self, engine):
        self.postbox, port = RawPostbox(), free_port()
        self.controller = Controller(self.postbox, hostname="127.0.0.1", port=port)
        self.controller.start()
        self.world = World(engine, serve=("--smtp-url", f"smtp://127.0.0.1:{port}", "--mail-pause", "0",
                                          "--mail-from", "Roundtable <r@example.org>"))

    def __enter__(self):
        return self.world, self.postbox

    def __exit__(self, *_):
        self.world.stop()
        self.controller.stop()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_message_reaches_each_in_their_language(theatre, engine):
    with Mails(engine) as (world, postbox):
        desk = theatre.window(world.links["facilitator"])
        desk.goto(f"{world.url}/events/{world.event}/messages")
        desk.get_by_role("link", name="Write a message").first.click()
        for tag, subject in SUBJECTS.items():
            # Languages that nobody reads are folded away.
            field = desk.locator(f"#subject-{tag}")
            if not field.is_visible():
                desk.locator(f"details:has(#subject-{tag}) > summary").click()
            field.fill(subject)
            desk.locator(f"#text-{tag}").fill(f"{subject}.")
        desk.get_by_role("button", name="Show the preview").click()
        send = desk.get_by_role("button", name="e-mails")
        count = int("".join(letter for letter in send.inner_text() if letter.isdigit()))
        assert not postbox.mails
        send.click()
        wait_until(lambda: len(postbox.mails) >= count)
        found = {str(mail["Content-Language"]) for mail in postbox.mails}
        assert len(found) >= 2
        for mail in postbox.mails:
            tag = str(mail["Content-Language"])
            assert str(mail["Subject"]) == SUBJECTS[tag]
            assert mail.get_content().startswith(f"{SUBJECTS[tag]}.")
            assert str(mail["List-Unsubscribe"]).startswith(f"<{world.url}/mail/refusals/")


def entry(mail):
    """The calendar entry of a mail, as another reader understands it, which has to be clean; with the MIME part's method."""
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) == 1
    text = parts[0].get_payload(decode=True)
    calendar = icalendar.Calendar.from_ical(text)
    assert all(len(line) <= 75 for line in text.split(b"\r\n")) and text.count(b"\n") == text.count(b"\r\n")
    assert parts[0].get_param("method") == str(calendar["METHOD"])
    (event,) = calendar.walk("VEVENT")
    assert not event.errors
    return str(calendar["METHOD"]), event


@pytest.mark.parametrize("engine", ENGINES)
def test_who_gets_a_seat_gets_it_into_their_calendar(engine):
    """In four languages; a change of place is the same entry with a higher number, and who leaves takes it back."""
    with Mails(engine) as (world, postbox):
        lead = world.facilitator
        lead.of_event("PUT", "registration-rule", {"work": "rolling", "channels": ["invitation", "open", "nomination"]})
        made = {}
        for number, name in enumerate(["Namunov", "Épreuve", "Образцова", "مثال"]):
            made[name] = lead.of_event("POST", "registrations", {
                "familyName": name, "givenName": "A", "email": f"seat{number}@example.org", "country": "HR"})["id"]
            # The organiser speaks for them: they need not answer themselves.
            lead.of_event("POST", f"registrations/{made[name]}/approval", {})

        def about(address, count=1):
            # Personal links come beside it, where the event is near.
            found = lambda: [mail for mail in postbox.mails if address in str(mail["To"]) and mail.is_multipart()]
            wait_until(lambda: len(found()) >= count, seconds=120)
            return found()[-1]

        first = {}
        for number, name in enumerate(made):
            mail = about(f"seat{number}@example.org")
            assert mail.get_content_type() == "multipart/alternative" and mail["List-Unsubscribe"] is None
            assert name in mail.get_body(("plain",)).get_content() and f"{world.url}/r/" in mail.get_body(("plain",)).get_content()
            method, event = first[name] = entry(mail)
            assert method == "REQUEST" and str(event["UID"]) == f"event-{world.event}@127.0.0.1"
            attendees = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
            assert [str(one) for one in attendees] == [f"mailto:seat{number}@example.org"]
            assert "/r/" not in str(event) and str(event["ORGANIZER"]) == "mailto:r@example.org"
        event = lead.call("GET", f"/api/v1/events/{world.event}")
        moved = {key: event[key] for key in ("title", "startsOn", "endsOn", "timeZone", "marking")} | {"place": "Another hall"}
        lead.call("PUT", f"/api/v1/events/{world.event}", moved)
        method, second = entry(about("seat0@example.org", 2))
        assert method == "REQUEST" and second["UID"] == first["Namunov"][1]["UID"]
        assert second["SEQUENCE"] > first["Namunov"][1]["SEQUENCE"] and "Another hall" in str(second["LOCATION"])
        lead.of_event("POST", f"registrations/{made['Namunov']}/withdrawal", {"reason": ""})
        method, last = entry(about("seat0@example.org", 3))
        assert method == "CANCEL" and str(last["STATUS"]) == "CANCELLED" and last["SEQUENCE"] >= second["SEQUENCE"]


# What a mail's subject begins with: named, waiting, offered, seated, changed, cancelled.
SAID = {
    "en": ("You were nominated: ", "You are on the waiting list: ", "A seat is offered to you: ",
           "You have a seat: ", "Something has changed: ", "Cancelled: "),
    "fr": ("Vous avez été proposé\u202f: ", "Vous êtes sur la liste d’attente\u202f: ",
           "Une place vous est proposée\u202f: ", "Vous avez une place\u202f: ", "Quelque chose a changé\u202f: ",
           "Annulé\u202f: "),
    "ru": ("Вас предложили: ", "Вы в списке ожидания: ", "Вам предлагается место: ", "У вас есть место: ",
           "Изменения: ", "Отменено: "),
    "ar": ("رُشّحت: ", "اسمك في قائمة الانتظار: ", "مقعد معروض عليك: ", "لك مقعد: ", "تغيّر شيء: ", "أُلغيت: "),
}


def clean(mail, language, begins):
    """As RFC 5322 wants it on the wire, and in the reader's language; nobody can refuse it."""
    assert mail.raw.isascii() and all(len(line) <= 78 for line in mail.raw.split(b"\r\n"))
    assert str(mail["Subject"]).startswith(begins), str(mail["Subject"])
    assert not mail.defects and not mail["Subject"].defects and not mail["To"].defects
    assert mail["Content-Language"] == language and mail["List-Unsubscribe"] is None
    assert mail["Date"].datetime and str(mail["Message-ID"]).startswith("<")


def test_nominated_waiting_offered_seated_moved_and_cancelled_in_four_languages():
    with Mails("sqlite") as (world, postbox):
        lead = world.facilitator
        rule = {"channels": ["invitation", "open", "nomination"], "offerHours": 72, "nominationsClose": "2034-12-01T00:00",
                "offerLast": "2035-01-01T00:00"}
        lead.of_event("PUT", "registration-rule", rule | {"work": "batch"})
        quota = lead.of_event("POST", "quotas", {"kind": "cap", "attribute": "all", "seats": 0})["id"]
        names = {"en": "Smith", "fr": "Épreuve", "ru": "Образцова", "ar": "مثال"}
        made = {}
        for language, name in names.items():
            made[language] = lead.of_event("POST", "nominations", {
                "familyName": name, "givenName": "A", "email": f"{language}@example.org", "country": "HR",
                "languages": language})["registration"]

        def next_mail(language, step):
            begins = SAID[language][step]
            found = lambda: [one for one in postbox.mails if f"{language}@example.org" in str(one["To"])
                             and str(one["Subject"]).startswith(begins)]
            try:
                wait_until(lambda: found(), seconds=60)
            except AssertionError:
                pytest.fail(f"{begins!r} did not come, only {[str(one['Subject']) for one in postbox.mails]}")
            clean(found()[-1], language, begins)
            return found()[-1]

        links = {}
        for language in names:
            mail = next_mail(language, 0)
            text = mail.get_content()
            assert names[language] in text and not mail.is_multipart()
            links[language] = text[text.index(f"{world.url}/r/"):].split()[0]
        # From now on as people come; what waits is decided.
        lead.of_event("PUT", "registration-rule", rule | {"work": "rolling"})
        for one in made.values():
            lead.of_event("POST", f"registrations/{one}/approval", {})
        for language in names:
            assert not next_mail(language, 1).is_multipart()
        lead.of_event("PUT", f"quotas/{quota}", {"kind": "cap", "attribute": "all", "seats": 4})
        for language in names:
            assert links[language] in next_mail(language, 2).get_content()
        for link in links.values():
            request = urllib.request.Request(f"{link}/acceptance", b"", {"Origin": world.url}, method="POST")
            urllib.request.urlopen(request, timeout=20).close()
        seated = {language: entry(next_mail(language, 3)) for language in names}
        event = lead.call("GET", f"/api/v1/events/{world.event}")
        hall = "قاعة " * 50 + "зал"
        moved = {key: event[key] for key in ("title", "startsOn", "endsOn", "timeZone", "marking")} | {"place": hall[:120]}
        lead.call("PUT", f"/api/v1/events/{world.event}", moved)
        for language in names:
            method, changed = entry(next_mail(language, 4))
            assert method == "REQUEST" and changed["UID"] == seated[language][1]["UID"]
            assert changed["SEQUENCE"] == seated[language][1]["SEQUENCE"] + 1
            assert str(changed["LOCATION"]).startswith("قاعة")
        lead.call("POST", f"/api/v1/events/{world.event}/change", {"act": "cancellation"})
        for language in names:
            method, last = entry(next_mail(language, 5))
            assert method == "CANCEL" and str(last["STATUS"]) == "CANCELLED"
            assert last["UID"] == seated[language][1]["UID"] and last["SEQUENCE"] > seated[language][1]["SEQUENCE"] + 1
