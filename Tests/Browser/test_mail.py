"""Reminders by mail: to a real SMTP server, through a server that dies in between."""

import email
import email.policy
import time

import pytest
from aiosmtpd.controller import Controller

from conftest import ENGINES
from world import World, free_port


class Postbox:
    """Takes every mail, slowly enough for a server to die meanwhile."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        import asyncio
        await asyncio.sleep(0.05)
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 Taken"

    @property
    def readers(self):
        return [str(mail["To"]) for mail in self.mails]


def wait_until(condition, seconds=40):
    end = time.monotonic() + seconds
    while time.monotonic() < end and not condition():
        time.sleep(0.1)
    assert condition()


@pytest.mark.parametrize("engine", ENGINES)
def test_reminders_survive_a_dead_server(theatre, engine):
    postbox, port = Postbox(), free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    world = World(engine, serve=("--smtp-url", f"smtp://127.0.0.1:{port}", "--mail-from", "Roundtable <r@example.org>"))
    try:
        world.facilitator.of_event("POST", f"rounds/{world.round(1)['id']}/opening")
        desk = theatre.window(world.links["facilitator"])
        desk.goto(f"{world.url}/events/{world.event}/mail")
        desk.get_by_role("button", name="Remind 45 people").click()
        desk.get_by_text("45 e-mails are on their way.").wait_for()
        wait_until(lambda: len(postbox.mails) >= 5)
        world.kill()
        assert len(postbox.mails) < 44, "the server was killed too late for this test"
        world.start()
        # The mail that was under way when the server died waits until another may take it.
        wait_until(lambda: len(set(postbox.readers)) >= 44)
        assert len(postbox.readers) - len(set(postbox.readers)) <= 1
        mail = postbox.mails[0]
        assert str(mail["From"]) == "Roundtable <r@example.org>"
        assert f"{world.url}/e/{world.code}" in mail.get_content()
        refusal = str(mail["List-Unsubscribe"]).strip("<>")
        desk.goto(refusal)
        desk.get_by_role("button", name="Stop reminders").click()
        desk.get_by_role("heading", name="You will get no more reminders").wait_for()
        desk.goto(f"{world.url}/events/{world.event}/mail")
        assert desk.get_by_text("Sent", exact=True).count() >= 44
    finally:
        world.stop()
        controller.stop()
