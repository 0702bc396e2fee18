"""Signing in with a password and a code of the phone: from turning it on to the day when the phone is lost."""

import base64
import hashlib
import hmac
import struct
import time

from conftest import on_engines
from theatre import PHONE, overflow

PASSWORD = "four plain dry words"


def code(key, steps=0):
    """RFC 6238, by a second implementation: the code of now, or of half a minute later for each step."""
    secret = base64.b32decode(key.replace(" ", ""))
    digest = hmac.new(secret, struct.pack(">Q", int(time.time()) // 30 + steps), hashlib.sha1).digest()
    number = struct.unpack(">I", digest[digest[-1] & 15:][:4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def enter_password(page, world):
    page.goto(f"{world.url}/sign-in?back=/account")
    page.get_by_label("E-mail").fill("ines@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@on_engines("sqlite", "postgres")
def test_a_phone_is_asked_for_and_a_lost_one_replaced(world, theatre):
    theatre.expect_complaint("status of 422")
    theatre.expect_complaint("status of 401")
    world.account("ines@example.org", "Ines Example", PASSWORD)
    page = theatre.window(world.url, PHONE)
    enter_password(page, world)
    page.goto(f"{world.url}/account/second-factor")
    page.get_by_role("button", name="Begin").click()
    key = page.locator("code.key").inner_text()
    assert page.locator(".qr svg").is_visible() and not overflow(page)

    # A code that the phone does not show turns nothing on.
    page.get_by_label("Code from your phone").fill("000000" if code(key) != "000000" else "111111")
    page.get_by_role("button", name="Turn it on").click()
    page.locator("#code-error").wait_for()
    page.get_by_label("Code from your phone").fill(code(key))
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    recovery = page.locator("ol.codes code").all_inner_texts()
    assert len(recovery) == 10 and not overflow(page)

    # Another browser: the password alone opens nothing.
    other = theatre.window(world.url)
    enter_password(other, world)
    other.get_by_role("heading", name="Enter the code").wait_for()
    blocked = other.context.new_page()
    blocked.goto(f"{world.url}/account")
    assert "/sign-in" in blocked.url
    other.get_by_label("Code from your phone").fill(code(key, steps=1))
    other.get_by_role("button", name="Sign in", exact=True).click()
    other.get_by_role("heading", name="My account").wait_for()

    # The phone is lost: a recovery code opens once, and never again.
    lost = theatre.window(world.url)
    enter_password(lost, world)
    lost.get_by_text("Without your phone").click()
    lost.get_by_label("Recovery code").fill(recovery[3])
    lost.get_by_role("button", name="Sign in with it").click()
    lost.get_by_role("heading", name="My account").wait_for()
    again = theatre.window(world.url)
    enter_password(again, world)
    again.get_by_text("Without your phone").click()
    again.get_by_label("Recovery code").fill(recovery[3])
    again.get_by_role("button", name="Sign in with it").click()
    again.get_by_text("Enter the code").first.wait_for()
    assert "/account" not in again.url

    # Turned off with the password, the password is enough.
    lost.goto(f"{world.url}/account/second-factor")
    assert "9 of 10" in lost.locator("#codes").inner_text()
    lost.locator("#off").get_by_label("Current password").fill(PASSWORD)
    lost.locator("#off").get_by_role("button", name="Turn it off").click()
    lost.get_by_role("heading", name="My account").wait_for()
    enter_password(again, world)
    again.get_by_role("heading", name="My account").wait_for()
