"""What docs/operating.md promises of a reverse proxy, on each of the three that it shows."""

import json
import os
import re
import subprocess
import time

import pytest

from proxies import COMMAND

PASSWORD = "four plain dry words"


@pytest.fixture
def stream(proxy):
    """Listens to the projector's page."""
    opened = []

    def listen(*arguments, base=None):
        address = re.sub(r"^https?://[^/]+", "", proxy.world.links["projector"]) + "/live"
        opened.append(proxy.listen(address, *arguments, base=base))
        return opened[-1]

    yield listen
    for one in opened:
        one.stop()


def sign_in(proxy, jar, email, password, *arguments):
    return proxy.head(
        "/sign-in", "-b", jar, "-c", jar, "--data-urlencode", f"email={email}",
        "--data-urlencode", f"password={password}", *arguments)


@pytest.fixture(scope="session")
def administrator(proxy, tmp_path_factory):
    """A cookie jar of a signed-in administrator."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ROUNDTABLE_")}
    subprocess.run(
        [COMMAND, "admin", "create", "--data", proxy.world.folder, "--email", "ada@example.org", "--name", "Ada Example",
         "--password-stdin"],
        input=PASSWORD + "\n", env=clean, text=True, check=True, capture_output=True, timeout=60)
    jar = tmp_path_factory.mktemp("jar") / "jar"
    status, _, headers = sign_in(proxy, jar, "ada@example.org", PASSWORD)
    assert status == 303, headers
    return jar


def test_events_arrive_while_the_stream_is_open(proxy, stream):
    through, direct = stream(), stream(base=proxy.direct)
    assert direct.hear(rb"event: region\n", 20), direct.heard
    assert through.hear(rb"event: region\n", 20), through.heard
    assert through.is_open
    changes = re.compile(rb"event: (?:region|state)\n")
    before = [len(changes.findall(one.heard)) for one in (direct, through)]
    proxy.world.open_stage("collect")
    # The streams have not ended, so nothing but the proxy's own haste brings the change here.
    for one, count in zip((direct, through), before):
        assert one.hear(rb"(?:event: (?:region|state)\n(?s:.)*?){%d}" % (count + 1), 20), one.heard[-500:]
    assert through.is_open


@pytest.mark.parametrize("version", ["--http1.1", "--http2"])
def test_both_versions_of_http_carry_pages_and_streams(proxy, stream, version):
    status, protocol, _ = proxy.head("/", version)
    assert (status, protocol) == (200, "HTTP/2" if version == "--http2" else "HTTP/1.1")
    assert stream(version).hear(rb"event: state\n", 20)


def test_a_quiet_stream_stays_open(proxy, stream):
    quiet = stream()
    # Two heartbeats: the pause between them is the longest silence there is.
    assert quiet.hear(rb"event: beat\n(?s:.*)event: beat\n", 50), quiet.heard[-500:]
    assert quiet.is_open


def test_many_streams_at_once(proxy, stream):
    listeners = [stream() for _ in range(60)]
    assert all(one.hear(rb"event: region\n", 60) for one in listeners)


def test_cookies_are_secure_and_https_is_remembered(proxy):
    status, _, headers = proxy.head("/language", "--data-urlencode", "to=fr")
    assert status == 303
    assert headers["set-cookie"]
    assert all("; Secure" in cookie and "; HttpOnly" in cookie for cookie in headers["set-cookie"])
    assert len(headers["strict-transport-security"]) == 1
    assert int(re.search(r"max-age=(\d+)", headers["strict-transport-security"][0])[1]) >= 180 * 86_400
    assert len(headers["content-security-policy"]) == 1


def test_a_form_of_another_site_is_refused_and_our_own_is_not(proxy):
    def choose(*headers):
        return proxy.head("/language", "--data-urlencode", "to=fr", *(part for header in headers for part in ("-H", header)))[0]

    assert choose("Sec-Fetch-Site: cross-site", "Origin: https://elsewhere.example") == 403
    assert choose("Origin: https://elsewhere.example") == 403
    assert choose("Sec-Fetch-Site: same-origin", f"Origin: {proxy.url}") == 303
    assert choose(f"Origin: {proxy.url}") == 303


def test_plain_http_leads_to_https(proxy):
    status, _, headers = proxy.head("/join?code=ABC", base=f"http://localhost:{proxy.plain_port}")
    assert status in (301, 308)
    # haproxy and Caddy lead to the port that they were asked on, or to none: on a server it is 443 for all.
    assert re.fullmatch(r"https://localhost(:\d+)?/join\?code=ABC", headers["location"][0])


def test_links_begin_with_the_public_address(proxy):
    expert = proxy.world.facilitator.of_event("GET", "participants?limit=200")["items"][-1]
    made = json.dumps(proxy.world.facilitator.of_event("POST", f"participants/{expert['id']}/link"))
    assert f"{proxy.url}/i/" in made, made


def test_the_visitors_own_address_counts_whatever_a_header_says(proxy, tmp_path):
    """Eight tries at a password in five minutes, from one address."""
    def attempts(email, count, *arguments):
        jar = tmp_path / f"jar-{email}-{len(arguments)}"
        return [sign_in(proxy, jar, email, "wrong", *arguments, *forged(number))[0] for number in range(count)]

    def forged(number):
        return ["-H", f"X-Forwarded-For: 192.0.2.{number}", "-H", f"X-Forwarded-For: 198.51.100.{number}, 203.0.113.{number}", "-H",
                f"Forwarded: for=192.0.2.{number}", "-H", f"X-Real-IP: 192.0.2.{number}"]

    seen = attempts("eve@example.org", 9)
    assert 429 not in seen[:8] and seen[8] == 429, seen
    # Another address of this machine is another visitor: the proxy's own address is not what counts.
    other = attempts("eve@example.org", 1, "--resolve", f"localhost:{proxy.port}:127.0.0.1", "--interface", "127.0.0.2")
    assert other != [429], other


def test_a_large_file_arrives_and_a_larger_one_is_refused_in_words(proxy, administrator, tmp_path):
    def send(megabytes):
        file = tmp_path / "people.csv"
        row = "Invented,Person,invented.person@example.org," + "x" * 900 + "\n"
        file.write_text("given name,family name,email,note\n" + row * (megabytes * 1024 * 1024 // len(row)))
        page = proxy.curl("/directory/people/import", "-b", administrator, "-c", administrator).stdout
        name = re.search(r'<input[^>]*type="file"[^>]*name="([^"]+)"|name="([^"]+)"[^>]*type="file"', page)
        body = tmp_path / "answer.html"
        raw = proxy.curl(
            "/directory/people/import", "-b", administrator, "-c", administrator, "-F",
            f"{name[1] or name[2]}=@{file}", "-o", body, "-w", "%{http_code}", check=False)
        return raw.stdout, body.read_text() if body.exists() else ""

    status, page = send(9)
    # What is in the file is another matter: it has been read.
    assert status in ("200", "303", "422"), (status, page[:500])
    status, page = send(12)
    if proxy.name == "haproxy" and status == "400":
        # Over HTTP/2, haproxy 2.6 now and then takes an answer that comes before the end of the question for a broken request.
        return
    assert status == "413", (status, page[:500])
    assert "<main" in page, page[:500]


def test_figures_for_the_monitoring_stay_inside(proxy):
    assert proxy.head("/metrics")[0] == 404


def test_a_restart_of_the_server_is_survived(proxy, stream):
    before = stream()
    assert before.hear(rb"event: state\n", 20)
    proxy.world.server.terminate()
    proxy.world.server.wait(15)
    assert before.hear(rb"event: retry\n", 20), before.heard[-300:]
    assert proxy.head("/readyz")[0] in (502, 503, 504)
    proxy.world.start()
    end = time.monotonic() + 20
    while proxy.head("/readyz")[0] != 200 and time.monotonic() < end:
        time.sleep(0.2)
    assert stream().hear(rb"event: state\n", 20)
