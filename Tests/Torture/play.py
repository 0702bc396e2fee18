"""An exercise in play under load, with a record of its own: a director who releases, players who decide, ask and see.

Each sends until it is answered, the same again after silence or 5xx. The record holds which papers went out, and what was answered 2xx.
"""
import http.client
import random
import re
import sqlite3
import threading
import time
from contextlib import closing

from ground import enter, get
from room import Channel, shortened

GONE = {"already-released", "no-cell-is-open"}


class Sender(threading.Thread):
    """A player's device: one thing after the other, each with a key, until it is answered."""

    def __init__(self, play, name, token, cell, speaks):
        super().__init__(daemon=True, name=name)
        self.play, self.token, self.cell, self.speaks = play, token, cell, speaks
        self.chance = random.Random(f"{play.seed} {name}")
        self.channel = Channel(play.port, token)
        self.isResting, self.count, self.left = False, 0, None
        # By question: a decision has fifty versions at most.
        self.versions = {}
        # What was answered: (kind, id) with the words that were sent.
        self.known = {}

    def run(self):
        while not self.play.isOver:
            if self.play.isHeld:
                self.isResting = True
                time.sleep(0.005)
                continue
            self.isResting = False
            self.left = self.left or self.next()
            kind, path, body = self.left
            status, answer = self.channel.ask("POST", path, body)
            if status == 201:
                for one in answer["items"] if kind == "requests" else [answer]:
                    self.known[kind, one["id"]] = body["rationale" if kind == "decisions" else "text"]
                self.left = None
                self.play.counted(kind)
                time.sleep(self.chance.uniform(0, 0.2))
            elif status is None or status >= 500 or status in (408, 429):
                time.sleep(self.chance.uniform(0.05, 0.3))
            else:
                self.left = None
                self.play.trouble.append(f"{self.name} was refused with {status}: {str(answer)[:200]}")
                time.sleep(0.3)
        self.isResting = True
        self.channel.close()

    def next(self):
        self.count += 1
        words = f"{self.name}w{self.count}"
        key = f"{words}-{self.play.seed}"
        asked = [point for point in self.play.questions(self.cell) if self.versions.get(point, 0) < 40]
        if self.speaks and asked and self.chance.random() < 0.5:
            point = self.chance.choice(asked)
            self.versions[point] = self.versions.get(point, 0) + 1
            return "decisions", f"{self.play.base}/decisions", {
                "point": point, "optionCode": "other", "other": "As our plan says.", "rationale": words, "confidence": 3,
                "changeReason": "We know more now.", "lateReason": "We waited.", "key": key}
        if self.chance.random() < 0.5:
            return "picture", f"{self.play.base}/picture", {
                "topic": "people", "text": words, "standing": "unconfirmed", "shownTo": "cell", "key": key}
        other = self.chance.choice([cell for cell in self.play.cells if cell != self.cell])
        return "requests", f"{self.play.base}/requests", {
            "type": "information", "text": words, "allowed": 20, "to": [f"cell:{other}"], "key": key}


class Play:
    """Nordgate, from STARTEX on."""

    def __init__(self, ground, storage, port, seed, pause=0.0):
        self.ground, self.storage, self.port, self.seed = ground, storage, port, seed
        self.isHeld, self.isOver = True, False
        self.trouble, self.counts, self.mutex = [], {}, threading.Lock()
        # (inject, cell) of each acknowledged paper, and the paper's own words.
        self.sent = {}
        self.people = []

    # ---- Before STARTEX

    @staticmethod
    def found(ground, storage, port):
        status, said = ground.command("demo", *storage, "--port", port, "--story", "infrastructure", "--until", "planned")
        if status:
            raise RuntimeError(f"roundtable demo failed: {said}")
        return dict(line.split(" ", 1) for line in said.splitlines() if " http" in line)

    def plan(self, sql):
        """Reads what the record needs, and lets what is due by itself fall due within the first quarter of a minute. No server has the rows yet."""
        # The story plans a second, short exercise too; this one is played.
        self.event, self.msel = sql("SELECT event_id, msel_id FROM exercise ORDER BY (SELECT count(*) FROM inject "
                                    "WHERE inject.msel_id = exercise.msel_id) DESC LIMIT 1")[0]
        self.points = {inject: point for point, inject in sql(f"SELECT id, inject_id FROM decision_point WHERE msel_id = '{self.msel}'")}
        self.cells = [row[0] for row in sql(f"SELECT id FROM exercise_cell WHERE msel_id = '{self.msel}' AND kind = 'players' ORDER BY number")]
        self.due = [row[0] for row in sql(
            f"SELECT id FROM inject WHERE msel_id = '{self.msel}' AND release = 'due' AND anchor = 'elapsed' ORDER BY position")]
        for place, inject in enumerate(self.due, 1):
            sql(f"UPDATE inject SET move_id = NULL, offset_ms = {place * 2_500} WHERE id = '{inject}'")
        self.base = f"/api/v1/events/{self.event}"

    def prepare(self, links):
        token = links["director"].rsplit("/", 1)[1]
        self.lead = Channel(self.port, token)
        self.cookie = enter(self.port, f"/sign-in/links/{token}")
        seats = [one for one in self.must("GET", f"{self.base}/exercise/seats")["items"] if one["role"] in ("player", "evaluator")]
        self.tokens = [(one, self.must("POST", f"{self.base}/participants/{one['participant']}/link", {})["link"].rsplit("/", 1)[1])
                       for one in seats]
        self.people = [Sender(self, f"s{number}", token, one["cell"], one["isSpokesperson"])
                       for number, (one, token) in enumerate(self.tokens) if one["role"] == "player"]
        self.clock("start")
        # Of those that a hand releases, each cell is one click; what is asked first is out, so that there is something to decide.
        asked, *others = sorted((one for one in self.releases() if one["inject"] not in self.due), key=lambda one: one["inject"] not in self.points)
        for cell in asked["open"]:
            self.click(asked["inject"], cell, tries=5)
        self.clicks = [(one["inject"], cell) for one in others for cell in one["open"]]
        for one in self.people:
            one.start()

    # ---- In play

    def must(self, method, path, body=None, within=40):
        end = time.monotonic() + within
        while True:
            status, answer = self.lead.ask(method, path, body)
            if status is not None and status < 300:
                return answer
            if (status is not None and 400 <= status < 500) or time.monotonic() > end:
                raise RuntimeError(f"{method} {path} was answered {status}: {str(answer)[:300]}")
            time.sleep(0.1)

    def releases(self):
        return self.must("GET", f"{self.base}/releases")["items"]

    def clock(self, act):
        return self.must("POST", f"{self.base}/exercise/clock", {"act": act})

    def standing(self):
        return self.must("GET", f"{self.base}/exercise")

    def questions(self, cell):
        with self.mutex:
            return [self.points[inject] for inject, one in self.sent if one == cell and inject in self.points]

    def counted(self, kind):
        with self.mutex:
            self.counts[kind] = self.counts.get(kind, 0) + 1

    def click(self, inject, cell, channel=None, tries=1):
        """One click, repeated as often as is said while there is no answer. Whether it was answered."""
        channel = channel or self.lead
        for _ in range(tries):
            status, answer = channel.ask("POST", f"{self.base}/releases", {"inject": inject, "cells": [cell], "acceptsGaps": True}, timeout=10)
            if status == 201:
                self.note(inject, answer["items"])
                return True
            if status == 409:
                kind = str(answer.get("type", "")).rsplit("/", 1)[-1] if isinstance(answer, dict) else ""
                if kind in GONE:
                    return True
                if kind == "inject-is-spoken":
                    return False
                self.trouble.append(f"a release was refused: {str(answer)[:200]}")
                return False
            if status is not None and status < 500:
                self.trouble.append(f"a release was answered {status}: {str(answer)[:200]}")
                return False
            time.sleep(0.1)
        return None

    def note(self, inject, papers):
        with self.mutex:
            for paper in papers:
                self.sent[inject, paper["cell"]] = paper
        self.counted("papers")

    def hold(self):
        self.isHeld = True
        end = time.monotonic() + 30
        while not all(one.isResting for one in self.people) and time.monotonic() < end:
            time.sleep(0.005)

    def go(self):
        self.isHeld = False

    def quiet(self):
        """Until everybody has been answered."""
        self.go()
        end = time.monotonic() + 60
        while time.monotonic() < end:
            self.hold()
            if not any(one.left for one in self.people):
                return
            self.go()
            time.sleep(0.3)
        self.hold()

    # ---- What is there

    def all(self, what):
        found, query = [], "?limit=200"
        while True:
            body = self.must("GET", f"{self.base}/{what}{query}")
            found += body["items"]
            if not body.get("next"):
                return found
            query = f"?limit=200&cursor={body['next']}"

    def papers(self, sql):
        """How often each inject stands in each cell, corrections apart."""
        times = {}
        for inject, cell in sql(f"SELECT inject_id, cell_id FROM paper WHERE event_id = '{self.event}' AND corrects IS NULL"):
            times[inject, cell] = times.get((inject, cell), 0) + 1
        return times

    def look(self, sql):
        """No paper twice, none lost that was answered as released, the same words as then."""
        # What falls due by itself may go out between two questions.
        for _ in range(10):
            times = self.papers(sql)
            there = {one["id"]: one for one in self.must("GET", f"{self.base}/papers")["items"]}
            releases = self.releases()
            if times == self.papers(sql):
                break
        broken = [f"a paper stands {count} times in its cell" for count in times.values() if count != 1]
        broken += ["a paper that was answered as released is lost" for one in self.sent if one not in times]
        broken += ["a paper is not what it was when it was released" for paper in self.sent.values() if there.get(paper["id"]) != paper]
        out = {one["inject"]: set(one["sent"]) for one in releases if one["status"] in ("released", "complete")}
        told = {(inject, cell) for inject, cells in out.items() for cell in cells}
        if told != set(times):
            broken.append(f"injects that are told as released and papers differ in {len(told ^ set(times))}")
        return shortened(broken)

    def reckon(self, sql):
        self.quiet()
        broken = self.look(sql)
        for kind, field in (("decisions", "rationale"), ("picture", "text"), ("requests", "text")):
            there = {one["id"]: one[field] for one in self.all(kind)}
            mine = {id: words for one in self.people for (own, id), words in one.known.items() if own == kind}
            lost = [id for id, words in mine.items() if there.get(id) != words]
            if lost:
                broken.append(f"{len(lost)} of {len(mine)} {kind} that were answered are lost or changed")
            words = list(there.values())
            twice = {one for one in mine.values() if words.count(one) != 1}
            if twice:
                broken.append(f"{len(twice)} {kind} stand twice")
        status, said = self.ground.command("verify", *self.storage)
        if status != 0:
            broken.append(f"verify: {said.strip()[:300]}")
        broken += self.trouble[:3]
        self.trouble = []
        return broken

    def page(self, timeout=25):
        """The console: status and heading."""
        try:
            status, text, _ = get(self.port, f"/events/{self.event}/exercise/console", {"Cookie": self.cookie}, timeout)
        except (OSError, http.client.HTTPException) as error:
            return None, str(error)
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.S)
        return status, re.sub(r"<[^>]+>", "", heading[1])[:120] if heading else ""

    def tell(self):
        return ", ".join(f"{count} {kind}" for kind, count in sorted(self.counts.items())) or "nothing acknowledged"

    def end(self):
        self.isOver = True
        for one in self.people:
            if one.is_alive():
                one.join(20)


def reader(folder=None, database=None):
    """A function that runs a statement past the server, and gives its rows."""
    def on_file(statement):
        with closing(sqlite3.connect(folder / "roundtable.sqlite3", timeout=20)) as file:
            rows = [tuple(map(str, row)) for row in file.execute(statement)]
            file.commit()
            return rows

    def on_server(statement):
        text = database.sql(statement)
        return [tuple(line.split("|")) for line in text.splitlines()] if statement.lstrip().upper().startswith("SELECT") else []
    return on_file if folder else on_server


def clocks(before, after):
    """What is wrong with an exercise's clock, seen twice."""
    gone, wall = after["elapsed"] - before["elapsed"], after["wall"] - before["wall"]
    if gone < 0:
        return [f"the exercise's clock went back by {-gone} ms"]
    if before["mark"] != after["mark"]:
        return []
    wanted = wall * before["speedNumerator"] // before["speedDenominator"]
    return [] if abs(gone - wanted) <= 1 else [f"the exercise's clock went on by {gone} ms in {wall} ms, {wanted} were right"]


def offline(play, token, things, results, mutex):
    """What waited on a phone, sent as its outbox does: one after the other, each until it is answered."""
    channel = Channel(play.port, token)
    for path, body in things:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            status, answer = channel.ask("POST", path, body)
            if status is not None and status < 500 and status != 429:
                break
            time.sleep(0.1)
        with mutex:
            results.append((status, str(answer)[:200]))
    channel.close()
