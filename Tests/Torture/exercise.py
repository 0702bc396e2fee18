"""An exercise in play: the server dies at a release, the primary dies at a release, the disk fills, twenty phones come back."""
import threading
import time

from faults import Row, fault, spread
from ground import Postgres, Server, fill, small_disk
from play import Channel, Play, clocks, offline, reader

KEPT = "no paper twice, none lost that was answered as released, clocks right, every answered decision is there, verify passes"


def begin(place, engine, chance, folder=None, database=None, serves=None):
    """An exercise after STARTEX: the server, the play, and what reads the rows past the server."""
    if engine == "sqlite":
        folder = folder or place.place("data")
        where, sql = ["--data", folder], reader(folder=folder)
    else:
        database = database or Postgres(place)
        where, sql = ["--database", database.url], reader(database=database)
    server = Server(place, serves or where)
    play = Play(place, where, server.port, chance.randrange(1_000_000))
    links = Play.found(place, where, server.port)
    play.plan(sql)
    server.start()
    play.prepare(links)
    place.later(play.end)
    return server, play, sql


def clicked(play, one, delay=0.0):
    """A click on a connection of its own; what became of it stands in the list."""
    result = []

    def run():
        time.sleep(delay)
        channel = Channel(play.port, play.lead.token)
        result.append(play.click(*one, channel=channel))
        channel.close()
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread, result


@fault(KEPT, short=("sqlite",))
def exercise_kill(place, engine, chance, wish):
    """kill -9 between the click and its answer, again and again, while players send; also while paused, and while injects fall due."""
    server, play, sql = begin(place, engine, chance)
    broken, restarts, unanswered, paused = [], [], 0, 0
    clicks = list(play.clicks)
    chance.shuffle(clicks)
    times = min(4 if wish.short else wish.kills // 2, len(clicks))
    for number in range(times):
        play.go()
        time.sleep(chance.uniform(0.2, 0.8))
        pauses = number % 4 == 3
        if pauses:
            play.clock("pause")
            paused += 1
        before = play.standing()
        one = clicks[number]
        if not pauses:
            thread, result = clicked(play, one)
        time.sleep(chance.uniform(0, 0.12))
        server.kill()
        time.sleep(chance.uniform(0, 0.2))
        play.hold()
        restarts.append(server.start())
        if not pauses:
            thread.join(15)
            unanswered += not result or result[0] is None
        after = play.standing()
        broken += clocks(before, after)
        if pauses:
            play.clock("resume")
        # The same click again, as somebody does who saw no answer.
        if play.click(*one, tries=50) is None:
            broken.append("a release was not answered after the restart")
        broken += [f"after kill {number + 1}: {sentence}" for sentence in play.look(sql)]
    broken += fallen_due(play, sql)
    broken += play.reckon(sql)
    yield Row(f"exercise, kill -9, {engine}",
              f"{times} kills at a release, {paused} of them paused: {play.tell()}; {unanswered} clicks had no answer and were repeated; "
              f"from command to ready {spread(restarts)} (min / median / max)", exercise_kill.promise, broken)


def fallen_due(play, sql, within=60):
    """What is due by itself is out, once in each cell, whatever died at that moment."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        left = [one for one in play.releases() if one["inject"] in play.due and one["open"]]
        if not left:
            return []
        time.sleep(0.5)
    return [f"{len(left)} injects that were due by themselves have not gone out: "
            + ", ".join(f"#{one['label']}{' (overdue)' if one['isOverdue'] else ''}" for one in left)]


@fault(KEPT, engines=("postgres",), short=())
def exercise_failover(place, engine, chance, wish):
    """The primary dies at a release and its synchronous standby is promoted, again and again."""
    primary = Postgres(place)
    standby = primary.synchronised()

    def address():
        return (f"postgres://roundtable@127.0.0.1:{primary.port},127.0.0.1:{standby.port}/roundtable"
                "?target_session_attrs=read-write")
    server, play, sql = begin(place, engine, chance, database=primary, serves=["--database", address()])
    clicks = list(play.clicks)
    chance.shuffle(clicks)
    broken, waits, unanswered = [], [], 0
    for number in range(4):
        play.go()
        time.sleep(chance.uniform(0.5, 1.5))
        before = play.standing()
        threads = [clicked(play, one, chance.uniform(0, 0.3)) for one in clicks[4 * number:4 * number + 4]]
        time.sleep(chance.uniform(0, 0.3))
        primary.kill()
        died = time.monotonic()
        standby.promote()
        for thread, result in threads:
            thread.join(60)
            unanswered += not result or result[0] is None
        for one in clicks[4 * number:4 * number + 4]:
            if play.click(*one, tries=300) is None:
                broken.append("a release was not answered after the failover")
        waits.append(time.monotonic() - died)
        primary, sql = standby, reader(database=standby)
        broken += clocks(before, play.standing()) + play.look(sql)
        play.hold()
        # A node finds what its address names: the next standby stands at the port of the one that died.
        standby = primary.synchronised()
        play.storage = ["--database", address()]
        server.kill()
        server.words[server.words.index("--database") + 1] = address()
        server.start()
    broken += fallen_due(play, sql) + play.reckon(sql)
    yield Row("exercise, failover", f"{len(waits)} times at a release: all answered after {spread(waits)}; {unanswered} clicks had no answer and were "
              f"repeated; {play.tell()}", exercise_failover.promise, broken)


@fault(KEPT + "; 503 in words while it is full, the console can be read; goes on by itself once there is room", engines=("sqlite",), short=())
def exercise_disk_full(place, engine, chance, wish):
    """The disk fills in play, and is freed again."""
    with small_disk(place, 64) as disk:
        folder = disk / "data"
        folder.mkdir()
        server, play, sql = begin(place, engine, chance, folder=folder)
        clicks = list(play.clicks)
        chance.shuffle(clicks)
        play.go()
        time.sleep(1)
        before = play.standing()
        filler = fill(disk)
        answers, tried, full = {}, [], time.monotonic()
        while time.monotonic() < full + 5:
            fill(disk)
            one = clicks[len(tried) % 20]
            tried.append(one)
            status, answer = play.lead.ask("POST", f"{play.base}/releases", {"inject": one[0], "cells": [one[1]], "acceptsGaps": True})
            if status == 201:
                play.note(one[0], answer["items"])
            kind = f"{status} {answer.get('title', '')[:60] if isinstance(answer, dict) else ''}".strip()
            answers[kind] = answers.get(kind, 0) + 1
            time.sleep(0.1)
        page = play.page()
        during = play.standing()
        broken = clocks(before, during)
        if not any(kind.startswith("503") for kind in answers):
            broken.append(f"nobody was told: {answers}")
        if any(kind.startswith(("500", "None")) for kind in answers):
            broken.append(f"some were told nothing in words: {answers}")
        if page[0] != 200:
            broken.append(f"the console could not be read: {page}")
        filler.unlink()
        freed = time.monotonic()
        for one in set(tried):
            if play.click(*one, tries=100) is None:
                broken.append("a release was not answered once there was room")
        back = time.monotonic() - freed
        broken += clocks(before, play.standing()) + fallen_due(play, sql) + play.reckon(sql)
        told = ", ".join(f"{count} × {kind}" for kind, count in sorted(answers.items()))
        yield Row("exercise, disk full", f"filled in play: {told}; console {page[0]} “{page[1]}”; freed: {len(set(tried))} releases within {back:.1f} s; "
                  f"{play.tell()}", exercise_disk_full.promise, broken)


@fault("each thing that waited is there exactly once, and counts as of when it was written", short=("postgres",))
def exercise_phones(place, engine, chance, wish):
    """Twenty phones come back after ten minutes with ten things each, all at once; then the same twice more, and a kill in between."""
    server, play, sql = begin(place, engine, chance)
    for one in play.clicks[:40]:
        play.click(*one)
    start = play.standing()
    things, words = {}, {}
    typed = start["wall"] - 10 * 60_000
    for number, (seat, token) in enumerate(play.tokens[:24]):
        name = f"phone{number}"
        if len(things) == 20:
            break
        things[token] = []
        for place_ in range(10):
            text = f"{name} thing{place_} x"
            late = {"typedAt": typed + place_ * 30_000, "isOffline": True, "key": f"{name}-{place_}"}
            asked = play.questions(seat.get("cell")) if seat["isSpokesperson"] else []
            if seat["role"] == "evaluator":
                kind, body = "observations", {"text": text, "kind": "neutral", **late}
            elif place_ % 3 == 0 and asked:
                kind, body = "decisions", {"point": asked[place_ % len(asked)], "optionCode": "other", "other": "As our plan says.", "rationale": text,
                                           "confidence": 3, **late}
            elif place_ % 2:
                kind, body = "picture", {"topic": "people", "text": text, "standing": "unconfirmed", "shownTo": "cell", "key": late["key"]}
            else:
                other = next(cell for cell in play.cells if cell != seat["cell"])
                kind, body = "requests", {"type": "information", "text": text, "allowed": 20, "to": [f"cell:{other}"], **late}
            words[text] = kind
            things[token].append((f"{play.base}/{kind}", body))
    broken, results, mutex, took = [], [], threading.Lock(), []
    for turn in range(3):
        results.clear()
        threads = [threading.Thread(target=offline, args=(play, token, waiting, results, mutex)) for token, waiting in things.items()]
        sent = time.monotonic()
        for thread in threads:
            thread.start()
        if turn == 0:
            time.sleep(chance.uniform(0.1, 0.5))
            server.kill()
            server.start()
        for thread in threads:
            thread.join(90)
        took.append(time.monotonic() - sent)
        refused = [one for one in results if one[0] != 201]
        if refused or len(results) != len(words):
            broken.append(f"turn {turn + 1}: {len(refused)} of {len(words)} were refused, {len(words) - len(results)} without answer: {refused[:2]}")
    there = {}
    for kind, field in (("decisions", "rationale"), ("picture", "text"), ("requests", "text")):
        for one in play.all(kind):
            there.setdefault(kind, []).append(one[field])
            if kind == "decisions" and one["decided"] > play.standing()["elapsed"]:
                broken.append("a decision counts later than it was sent")
    there["observations"] = [row[0] for row in sql("SELECT text FROM exercise_observation WHERE text LIKE 'phone%'")]
    wrong = [text for text, kind in words.items() if there.get(kind, []).count(text) != 1]
    if wrong:
        broken.append(f"{len(wrong)} of {len(words)} things are not there exactly once, such as “{wrong[0]}” ({words[wrong[0]]}, "
                      f"{there.get(words[wrong[0]], []).count(wrong[0])} times)")
    broken += play.reckon(sql)
    yield Row(f"exercise, phones back, {engine}",
              f"{len(things)} phones sent {len(words)} things at once, three times ({', '.join(f'{one:.1f} s' for one in took)}), with a kill -9 in the first",
              exercise_phones.promise, broken)
