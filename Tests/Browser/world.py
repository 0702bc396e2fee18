"""A running server with the demo workshop, on SQLite or PostgreSQL, and the people of its room."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(os.environ.get("ROUNDTABLE_COMMAND", ROOT / ".build/debug/roundtable"))
TOKEN = re.compile(r"[0-9a-hjkmnp-tv-z]{26}")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Cluster:
    """A PostgreSQL cluster of its own in a temporary folder, listening on a socket only there and on no network."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="roundtable-pg-"))
        self.programs = self._programs()
        # PostgreSQL refuses to run as root: then it runs as the user that its package made.
        self.prefix = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
            self.prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        self._run("initdb", "-D", self.folder / "data", "-U", "roundtable", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o",
                  f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off", "start")
        self._run("createdb", "-h", self.folder, "-U", "roundtable", "-T", "template0", "roundtable")
        self.url = f"postgres://roundtable@/roundtable?host={self.folder}"

    @staticmethod
    def _programs():
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
        return found[-1] if found else Path(shutil.which("pg_ctl") or "/usr/bin/pg_ctl").parent

    def _run(self, program, *arguments):
        command = self.prefix + [str(self.programs / program), *map(str, arguments)]
        done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, timeout=300)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr}")

    def stop(self):
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


class Refused(Exception):
    """An answer of the API that is no success."""

    def __init__(self, status, body):
        super().__init__(f"{status}: {body[:500]}")
        self.status = status


class Person:
    """Somebody with a personal link: its token opens the browser's page and the API."""

    def __init__(self, world, token, name="", country=None, sector=None):
        self.world, self.token, self.name, self.country, self.sector = world, token, name, country, sector

    def call(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json"}
        data = None
        if body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        request = urllib.request.Request(self.world.url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                text = answer.read().decode()
        except urllib.error.HTTPError as refused:
            raise Refused(refused.code, refused.read().decode(errors="replace")) from None
        return json.loads(text) if text[:1] in "{[" else text

    def of_event(self, method, path, body=None):
        return self.call(method, f"/api/v1/events/{self.world.event}/{path}", body)

    @property
    def link(self):
        return f"{self.world.url}/i/{self.token}"

    def writes(self, title, topic=None, language="en"):
        body = {"title": title, "language": language, "key": f"{self.token[:8]}-{title}"}
        if topic:
            body["topic"] = topic
        return self.of_event("POST", "issues", body)

    def votes(self, round_id, values):
        """values: issue → dots, or rating."""
        choices = [{"issue": issue, "value": value} for issue, value in values.items() if value]
        return self.of_event("PUT", f"rounds/{round_id}/ballot", {"choices": choices, "confirmed": True})


class World:
    """One server with one demo workshop."""

    def __init__(self, engine="sqlite", until="vote", port=None, serve=()):
        links = self._fill(engine, ["--until", until], port, serve)
        self.event = re.search(r"/events/([^/]+)/", links["projector"])[1]
        self.facilitator = self.who("facilitator")
        self.participant = self.who("participant")
        self.code = self.facilitator.call("GET", f"/api/v1/events/{self.event}")["code"]
        self._people = []

    def _fill(self, engine, wish, port=None, serve=()):
        """Makes a story of the demo and serves it; its links by role."""
        self.engine = engine
        self.folder = Path(tempfile.mkdtemp(prefix="roundtable-world-"))
        self.cluster = Cluster() if engine == "postgres" else None
        port = port or free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.database = self.cluster.url if self.cluster else f"sqlite:{self.folder}/roundtable.sqlite3"
        options = ["--data", str(self.folder), "--port", str(port), "--database", self.database]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ROUNDTABLE_")}
        made = subprocess.run([str(COMMAND), "demo", *wish, *options], env=clean, capture_output=True, text=True, timeout=300)
        if made.returncode:
            raise RuntimeError(f"roundtable demo failed: {made.stderr}{made.stdout}")
        self.links = dict(line.split(" ", 1) for line in made.stdout.splitlines() if " http" in line)
        self.log = open(self.folder / "server.log", "w+")
        self._command = [str(COMMAND), "serve", *options, *serve]
        self.start()
        return self.links

    def who(self, role):
        """Whoever a link is for."""
        return Person(self, TOKEN.search(self.links[role])[0], role.capitalize())

    def start(self):
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ROUNDTABLE_")}
        self.server = subprocess.Popen(self._command, env=clean, stdout=self.log, stderr=subprocess.STDOUT,
                                       stdin=subprocess.DEVNULL)
        self._await_readiness()

    def kill(self):
        """As when the power fails."""
        self.server.kill()
        self.server.wait(10)

    def _await_readiness(self):
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if self.server.poll() is not None:
                raise RuntimeError(f"the server ended: {self.said()}")
            try:
                with urllib.request.urlopen(self.url + "/readyz", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the server is not ready after 30 s: {self.said()}")

    def said(self):
        return (self.folder / "server.log").read_text()

    def stop(self):
        self.server.send_signal(signal.SIGTERM)
        try:
            self.server.wait(10)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait(10)
        self.log.close()
        if self.cluster:
            self.cluster.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def account(self, email, name, password="four plain dry words"):
        """An administrator's account with a password, as the command line makes it."""
        made = subprocess.run(
            [str(COMMAND), "admin", "create", "--database", self.database, "--email", email, "--name", name, "--password-stdin"],
            input=password + "\n", capture_output=True, text=True, timeout=300,
            env={name: value for name, value in os.environ.items() if not name.startswith("ROUNDTABLE_")})
        assert made.returncode == 0, made.stderr

    def people(self, count):
        """Experts of the room, other than the demo's participant, spread over the sectors; with new personal links."""
        if len(self._people) < count:
            me = self.participant.call("GET", "/api/v1/me")["seat"]["participant"]
            everybody = self.facilitator.of_event("GET", "participants?limit=200")["items"]
            free = [one for one in everybody if one["role"] == "participant" and one["id"] != me]
            sectors = sorted({one["sector"] for one in free if one["sector"]})
            rows = [[one for one in free if one["sector"] == sector] for sector in sectors]
            mixed = [one for turn in range(len(free)) for row in rows if turn < len(row) for one in [row[turn]]]
            for one in mixed[len(self._people):count]:
                made = self.facilitator.of_event("POST", f"participants/{one['id']}/link")
                token = TOKEN.search(json.dumps(made).rsplit("/i/", 1)[-1])[0]
                self._people.append(Person(self, token, one["name"], one["country"], one["sector"]))
        return self._people[:count]

    def somebody(self, participant):
        """Who sits on a place, with a new personal link."""
        made = self.facilitator.of_event("POST", f"participants/{participant}/link")
        one = self.facilitator.of_event("GET", f"participants/{participant}")
        return Person(self, TOKEN.search(json.dumps(made).rsplit("/i/", 1)[-1])[0], one["name"], one["country"], one["sector"])

    def seat_groups(self, count=9):
        """Priorities from the revealed rounds and groups in use, as the facilitator's console makes them; the groups."""
        for one in self.rounds():
            if one["state"] == "revealed":
                self.facilitator.of_event("PUT", "priorities", {"round": one["id"]})
        plan = self.facilitator.of_event("POST", "group-plans", {"groups": count, "seed": 7})
        self.facilitator.of_event("PUT", f"group-plans/{plan['id']}/use")
        return self.facilitator.of_event("GET", "groups")["items"]

    def members(self, group, count=2):
        """Contributing people of a group."""
        found = [self.facilitator.of_event("GET", f"participants/{one['id']}") for one in group["members"]]
        return [self.somebody(one["id"]) for one in found if one["role"] == "participant"][:count]

    @property
    def topics(self):
        return self.facilitator.of_event("GET", "activity")["topics"]

    def open_stage(self, stage, topic=None):
        body = {"stage": stage}
        if topic:
            body["topic"] = topic
        return self.facilitator.of_event("PUT", "stage", body)

    def rounds(self):
        return self.facilitator.of_event("GET", "rounds?limit=50")["items"]

    def round(self, number):
        return next(one for one in self.rounds() if one["number"] == number)

    def items(self, number):
        """The issues on the ballot of a round."""
        return [item["issue"] for item in self.facilitator.of_event("GET", f"rounds/{self.round(number)['id']}")["items"]]


class StoryWorld(World):
    """A server with another story of the demo, whose `links` lead in."""

    def __init__(self, story, engine="sqlite", until=None):
        self.story = story
        self._fill(engine, ["--story", story, *(["--until", until] if until else [])])


class EmptyWorld(World):
    """A server that nobody has used, with one administrator: `email`, `password`."""

    email, password = "nora@example.org", "four plain dry words"

    def __init__(self):
        self.engine, self.cluster = "sqlite", None
        self.folder = Path(tempfile.mkdtemp(prefix="roundtable-world-"))
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.database = f"sqlite:{self.folder}/roundtable.sqlite3"
        self.log = open(self.folder / "server.log", "w+")
        self._command = [str(COMMAND), "serve", "--data", str(self.folder), "--port", str(port), "--database", self.database]
        self.start()

    def begin(self):
        """What its keeper types at the terminal."""
        self.account(self.email, "Nora New", self.password)
