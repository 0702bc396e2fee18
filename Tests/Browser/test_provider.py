"""Signing in at an institution: Chromium, Roundtable and Canaille, a real OpenID Connect provider, each in its own process."""

import os
import re
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from conftest import ENGINES
from provider import PASSWORD, SECRET, Provider
from theatre import PHONE, overflow
from world import COMMAND, World, free_port


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A provider, and the port on which a Roundtable will be known to it."""
    port = free_port()
    house = Provider(free_port(), f"http://127.0.0.1:{port}/sign-in/provider/return")
    secret = tmp_path_factory.mktemp("provider") / "secret"
    secret.write_text(SECRET + "\n")
    house.port = port
    house.serve = ("--oidc-issuer", house.url, "--oidc-client-id", "roundtable", "--oidc-client-secret-file", str(secret),
                   "--oidc-name", "House of Ines")
    yield house
    house.stop()


def sign_in(page, world, house, who, agree=True):
    page.goto(f"{world.url}/sign-in?back=/account")
    page.get_by_role("link", name="Sign in with House of Ines").click()
    assert page.url.startswith(house.url)
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=login]").press("Enter")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    # Canaille does not ask again what was answered before.
    page.wait_for_url(lambda address: address.startswith(world.url) or "/oauth/authorize" in address)
    if page.url.startswith(house.url):
        page.locator(f"button[name=answer][value={'accept' if agree else 'deny'}]").click()


@pytest.mark.parametrize("engine", ENGINES)
def test_an_account_signs_in_at_its_institution_and_a_stranger_does_not(theatre, house, engine):
    theatre.expect_complaint(house.url)
    theatre.expect_complaint("status of 403")
    world = World(engine, port=house.port, serve=house.serve)
    try:
        world.account("ines@example.org", "Ines Example")
        mine = theatre.window(world.url)
        sign_in(mine, world, house, "ines")
        mine.get_by_role("heading", name="My account").wait_for()
        assert mine.url == f"{world.url}/account"
        assert "House of Ines" in mine.locator("#identity").inner_text()

        # Signing out here and coming again: the provider still knows the person, Roundtable knows the link.
        mine.get_by_role("button", name="Sign out everywhere").click()
        mine.get_by_role("link", name="Sign in with House of Ines").click()
        mine.wait_for_url(world.url + "/**")
        mine.goto(f"{world.url}/account")
        mine.locator("#identity").get_by_role("button", name="Unlink").click()
        mine.get_by_text("Not linked yet.").wait_for()

        stranger = theatre.window(world.url, PHONE)
        sign_in(stranger, world, house, "nadia")
        stranger.get_by_role("heading", name="There is no account for you here.").wait_for()
        assert "nadia@example.org" in stranger.locator("main").inner_text()
        assert not overflow(stranger)
        stranger.get_by_role("link", name="Back to signing in").click()
        assert stranger.url == f"{world.url}/sign-in?back=%2Faccount"
        stranger.goto(f"{world.url}/account")
        assert "/sign-in?back=" in stranger.url

        # Whoever is invited afterwards gets in with the same click.
        world.account("nadia@example.org", "Nadia Nobody")
        stranger.get_by_role("link", name="Sign in with House of Ines").click()
        stranger.get_by_role("heading", name="My account").wait_for()

        said = world.said()
        for secret in (SECRET, "nadia@example.org", "code=", "state="):
            assert secret not in said
    finally:
        world.stop()


def test_a_person_who_says_no_and_a_provider_that_is_away_lead_back_to_the_password(theatre, house):
    theatre.expect_complaint(house.url)
    theatre.expect_complaint("status of 403")
    theatre.expect_complaint("status of 503")
    house.stop()
    house.start()
    world = World(port=house.port, serve=house.serve)
    try:
        world.account("late@example.org", "Late Comer")
        page = theatre.window(world.url)
        sign_in(page, world, house, "late", agree=False)
        page.get_by_role("heading", name="House of Ines did not sign you in.").wait_for()
        page.get_by_role("link", name="Back to signing in").click()

        # The provider comes back with new keys and the same name: Roundtable has the old ones in its memory.
        page.context.clear_cookies()
        sign_in(page, world, house, "late")
        page.get_by_role("heading", name="My account").wait_for()
        house.stop()
        other = theatre.window(f"{world.url}/sign-in?back=/account")
        house.start()
        sign_in(other, world, house, "late")
        other.get_by_role("heading", name="My account").wait_for()

        house.stop()
        world.kill()
        world.start()
        third = theatre.window(f"{world.url}/sign-in?back=/account")
        third.get_by_role("link", name="Sign in with House of Ines").click()
        third.get_by_role("heading", name="House of Ines does not answer at the moment.").wait_for()
        third.get_by_role("link", name="Back to signing in").click()
        third.get_by_label("E-mail").fill("late@example.org")
        third.get_by_label("Password").fill("four plain dry words")
        third.get_by_role("button", name="Sign in", exact=True).click()
        third.get_by_role("heading", name="My account").wait_for()
        house.start()
    finally:
        world.stop()


@pytest.mark.parametrize("client, heading", [
    ("roundtable-curve", "My account"), ("roundtable-unsigned", "The answer of House of Ines could not be trusted.")])
def test_a_key_on_a_curve_is_fine_and_a_token_without_signature_is_not(theatre, house, client, heading):
    theatre.expect_complaint(house.url)
    theatre.expect_complaint("status of 502")
    world = World(port=house.port, serve=(*house.serve, "--oidc-client-id", client))
    try:
        world.account("ines@example.org", "Ines Example")
        page = theatre.window(world.url)
        sign_in(page, world, house, "ines")
        page.get_by_role("heading", name=heading).wait_for()
        page.goto(f"{world.url}/account")
        assert ("/sign-in" in page.url) == (client == "roundtable-unsigned")
    finally:
        world.stop()


def doctor(*options):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ROUNDTABLE_")}
    return subprocess.run([str(COMMAND), "doctor", "--data", "/nonexistent/roundtable", *options], env=clean,
                          capture_output=True, text=True, timeout=60).stdout


def test_a_certificate_that_nobody_vouches_for_is_not_believed(tmp_path):
    """The provider itself is not reached: the connection ends before anything is sent."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "certificate.pem"],
        cwd=tmp_path, check=True, capture_output=True, timeout=60)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        said = doctor("--oidc-issuer", f"https://localhost:{server.server_port}", "--oidc-client-id", "a",
                      "--oidc-client-secret", "b")
        assert "PROBLEM  sign-in" in said and "certificate" in said, said
        assert not asked
    finally:
        server.shutdown()


def test_the_doctor_looks_at_the_provider(house):
    said = doctor("--port", str(house.port), *house.serve)
    assert re.search(r"ok +sign-in: .* answers, with 2 keys\. .*http://127\.0\.0\.1:\d+/sign-in/provider/return", said), said
    assert "the provider has our time" in said
    other = doctor(*[option.replace(house.url, house.url + "/") for option in house.serve])
    assert "PROBLEM  sign-in" in other and "by another name" in other
    away = doctor(*[option.replace(house.url, f"http://127.0.0.1:{free_port()}") for option in house.serve])
    assert "PROBLEM  sign-in" in away and "connect" in away
