"""Fixtures of the browser journeys: a real server with a fresh demo for each test, on SQLite and on PostgreSQL.

    def test_something(room, browser):          # runs once for each engine
        page = browser.new_page()
        page.goto(room.facilitator)

`pytest -m sqlite` or `pytest -m postgres` runs one engine; `@pytest.mark.demo(until="collect")` begins earlier in the workshop.
"""
import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENGINES = os.environ.get("ROUNDTABLE_TEST_ENGINES", "sqlite,postgres").split(",")


def pytest_configure(config):
    config.addinivalue_line("markers", "sqlite: runs on the embedded database")
    config.addinivalue_line("markers", "postgres: runs on PostgreSQL")
    config.addinivalue_line("markers", "demo(until): how far the demo workshop has come: collect or vote (default)")


def program():
    path = subprocess.run(["swift", "build", "--show-bin-path"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    binary = pathlib.Path(path) / "roundtable"
    assert binary.exists(), "build first: swift build --product roundtable"
    return str(binary)


@pytest.fixture(scope="session")
def roundtable():
    """The path of the command."""
    return program()


def free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """A PostgreSQL server of this test run, reached by a socket in a temporary folder. Works as root and as anybody."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="rt-browser-", dir="/tmp")
        self.owner = "postgres" if os.getuid() == 0 else None
        versions = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.bin = str(versions[-1]) if versions else os.path.dirname(shutil.which("initdb") or "")
        if not self.bin:
            pytest.fail("PostgreSQL is missing: bin/setup test, or ROUNDTABLE_TEST_ENGINES=sqlite")
        if self.owner:
            shutil.chown(self.folder, self.owner)
        self.call("initdb", "-D", f"{self.folder}/data", "-U", "roundtable", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off -c max_connections=200"
        self.call("pg_ctl", "start", "-w", "-s", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-o", options)
        self.count = 0

    def call(self, name, *arguments):
        command = [f"{self.bin}/{name}", *arguments]
        if self.owner and pwd.getpwuid(os.getuid()).pw_name != self.owner:
            command = ["/sbin/runuser", "-u", self.owner, "--", *command]
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def database(self):
        self.count += 1
        name = f"journey_{self.count}"
        self.call("psql", "-X", "-q", "-h", self.folder, "-U", "roundtable", "-d", "postgres", "-c", f"CREATE DATABASE {name}")
        return f"postgres://roundtable@{self.folder.replace('/', '%2F')}:5432/{name}"

    def stop(self):
        self.call("pg_ctl", "stop", "-m", "immediate", "-s", "-D", f"{self.folder}/data")
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster():
    cluster = Cluster()
    yield cluster
    cluster.stop()


@dataclass
class Room:
    """A running server with the demo in it, and the links of the three screens."""

    engine: str
    url: str
    facilitator: str
    projector: str
    participant: str
    folder: str
    roundtable: str
    arguments: list = field(repr=False)
    process: subprocess.Popen = field(repr=False, default=None)
    simulations: list = field(repr=False, default_factory=list)

    def start(self):
        port = self.url.rsplit(":", 1)[1]
        log = open(f"{self.folder}/server.log", "a")
        self.process = subprocess.Popen(
            [self.roundtable, "serve", *self.arguments, "--port", port, "--log-level", "warning"], stderr=log, env=clean_environment()
        )
        for _ in range(200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.url}/healthz", timeout=2)
                return
            assert self.process.poll() is None, self.log()
            time.sleep(0.05)
        pytest.fail(f"the server did not answer within ten seconds\n{self.log()}")

    def stop(self):
        """As an administrator stops it; ``start`` again keeps the data."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            assert self.process.wait(timeout=6) == 0, self.log()

    def log(self):
        return pathlib.Path(f"{self.folder}/server.log").read_text()

    def simulate(self, participants=44, seed=1, speed=10, minutes=10):
        """Plays the others until the test ends."""
        command = [self.roundtable, "simulate", "--url", self.url, "--participants", str(participants), "--seed", str(seed)]
        command += ["--speed", str(speed), "--minutes", str(minutes)]
        log = open(f"{self.folder}/simulation.log", "a")
        simulation = subprocess.Popen(command, stdout=log, stderr=log, env=clean_environment())
        self.simulations.append(simulation)
        return simulation

    def run(self, *arguments):
        """A command on the room's data, for instance ``room.run("verify")``."""
        return subprocess.run(
            [self.roundtable, *arguments, *self.arguments], capture_output=True, text=True, env=clean_environment()
        )


def clean_environment():
    return {name: value for name, value in os.environ.items() if not name.startswith("ROUNDTABLE_")}


@pytest.fixture(params=[pytest.param(engine, marks=getattr(pytest.mark, engine)) for engine in ENGINES])
def room(request, roundtable, tmp_path):
    marker = request.node.get_closest_marker("demo")
    until = marker.kwargs.get("until", "vote") if marker else "vote"
    arguments = ["--data", str(tmp_path / "data")]
    if request.param == "postgres":
        arguments += ["--database", request.getfixturevalue("cluster").database()]
    url = f"http://127.0.0.1:{free_port()}"
    demo = subprocess.run(
        [roundtable, "demo", *arguments, "--base-url", url, "--until", until], capture_output=True, text=True, env=clean_environment()
    )
    assert demo.returncode == 0, demo.stderr
    links = dict(line.split(" ", 1) for line in demo.stdout.splitlines())
    room = Room(request.param, url, links["facilitator"], links["projector"], links["participant"], str(tmp_path), roundtable, arguments)
    room.start()
    yield room
    for simulation in room.simulations:
        simulation.kill()
        simulation.wait()
    room.stop()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        system = next((path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None)
        browser = playwright.chromium.launch(executable_path=system, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def browser(chromium):
    """Makes windows; each ``new_context`` is a device of its own. All are closed at the end."""
    before = set(chromium.contexts)
    yield chromium
    for context in set(chromium.contexts) - before:
        context.close()
