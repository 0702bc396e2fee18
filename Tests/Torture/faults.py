"""The faults, by name. Each is a generator of rows: what was done, what was promised, what is broken."""
import contextlib
import os
import shutil
import socket
import sqlite3
import struct
import subprocess
import threading
import time
from pathlib import Path

from ground import Postgres, Server, Unable, fill, free_port, small_disk
from room import Room

KEPT = "every acknowledged ballot counts once, every word is in its card, verify passes"
ALL = {}


class Row:
    def __init__(self, fault, did, promise, broken, seconds=0.0):
        self.fault, self.did, self.promise, self.broken, self.seconds = fault, did, promise, broken, seconds

    @property
    def verdict(self):
        return "left out" if self.broken is None else "BROKEN" if self.broken else "held"


def fault(promise, engines=("sqlite", "postgres"), short=None):
    """short: the engines that the short form tries it on, where those are not all."""
    def keep(function):
        function.engines, function.promise, function.short = engines, promise, engines if short is None else short
        ALL[function.__name__.replace("_", "-")] = function
        return function
    return keep


def storage(place, engine, folder=None):
    """Where the database of a room is: the arguments of every command."""
    if engine == "sqlite":
        return ["--data", folder or place.place("data")]
    return ["--database", Postgres(place).url]


def open_room(place, engine, chance, folder=None, storage_=None, env=None, **more):
    where = storage_ or storage(place, engine, folder)
    server = Server(place, where, env=env)
    links = Room.found(place, where, server.port)
    server.start()
    room = Room(place, where, server.port, chance.randrange(1_000_000), **more)
    room.prepare(links)
    place.later(room.end)
    return server, room


def spread(values):
    ordered = sorted(values)
    return f"{ordered[0]:.2f} / {ordered[len(ordered) // 2]:.2f} / {ordered[-1]:.2f} s" if ordered else "none"


def told(room):
    """What those who waited were told, with how often."""
    return ", ".join(f"{count} × {title}" for title, count in sorted(room.waits.items())) or "nothing"


# ---- The server dies

@fault(KEPT + "; phones carry on")
def kill(place, engine, chance, wish):
    """kill -9 at random moments while phones vote and devices write; every phone's ballot is looked at after each restart."""
    server, room = open_room(place, engine, chance)
    broken, restarts, unanswered, rounds = [], [], 0, 1
    times = wish.kills // 2
    for number in range(times):
        room.go()
        time.sleep(chance.uniform(0.15, 1.2))
        server.kill()
        time.sleep(chance.uniform(0, 0.2))
        room.hold()
        unanswered += sum(len(one.open) > 0 for one in room.phones + room.devices)
        restarts.append(server.start())
        broken += [f"after kill {number + 1}: {sentence}" for sentence in room.look()]
        # A round of its own now and then, so that closing and counting are met too.
        if number % 10 == 9 and number + 1 < times:
            broken += room.reckon()
            room.new_round()
            rounds += 1
    room.go()
    time.sleep(1)
    heard = [ear.connections for ear in room.ears]
    if not all(ear.since for ear in room.ears):
        broken.append("a page has not opened its stream again")
    broken += room.reckon()
    yield Row(f"kill -9, {engine}",
              f"{times} kills under 24 phones and 6 table devices: {room.tell()}; {unanswered} sendings had no answer and were sent again; "
              f"{rounds} rounds counted; from command to ready {spread(restarts)} (min / median / max); each of three pages "
              f"was told the state {min(heard)} times and more", kill.promise, broken)


@fault("no acknowledged write lost, each stream told to reconnect and ended cleanly, gone in under 5 s")
def shutdown(place, engine, chance, wish):
    """SIGTERM under load, with 200 listeners."""
    server, room = open_room(place, engine, chance)
    room.go()
    listeners = [Listener(room) for _ in range(200)]
    for one in listeners:
        one.start()
    end = time.monotonic() + 15
    while not all(one.hasState for one in listeners) and time.monotonic() < end:
        time.sleep(0.05)
    ready = sum(one.hasState for one in listeners)
    time.sleep(1)
    seconds = server.stop()
    for one in listeners:
        one.join(5)
    room.hold()
    broken = [] if ready == 200 else [f"only {ready} of 200 listeners got the first state"]
    if seconds is None or seconds >= 5:
        broken.append(f"the process was {'killed after 20 s' if seconds is None else f'gone after {seconds:.1f} s'}")
    for name, count in (("were told to reconnect", sum(one.wasTold for one in listeners)),
                        ("ended cleanly", sum(one.endedWell for one in listeners))):
        if count < ready:
            broken.append(f"only {count} of {ready} streams {name}")
    if server.process.returncode not in (0, -15):
        broken.append(f"exit status {server.process.returncode}")
    errors = [line for line in server.complaints()][:2]
    server.start()
    broken += room.look() + room.reckon()
    yield Row(f"SIGTERM, {engine}",
              f"under load with {ready} listeners: gone after {seconds or 20:.2f} s, {sum(one.wasTold for one in listeners)} told to reconnect, "
              f"{sum(one.endedWell for one in listeners)} ended cleanly; {room.tell()}; log: {' | '.join(errors) or 'no error'}",
              shutdown.promise, broken)


class Listener(threading.Thread):
    """An event stream read byte by byte, to see how it ends."""

    def __init__(self, room):
        super().__init__(daemon=True)
        self.room, self.hasState, self.wasTold, self.endedWell = room, False, False, False

    def run(self):
        tail = b""
        try:
            with socket.create_connection(("127.0.0.1", self.room.port), 20) as line:
                line.sendall(f"GET /e/{self.room.code}/live HTTP/1.1\r\nHost: localhost\r\nCookie: {self.room.cookie}\r\n\r\n".encode())
                while data := line.recv(65536):
                    tail = (tail + data)[-4096:]
                    self.hasState = self.hasState or b"event: state" in tail
                    self.wasTold = self.wasTold or b"event: retry" in tail
                    # The last chunk of chunked coding: nothing was cut off.
                    self.endedWell = tail.endswith(b"\r\n0\r\n\r\n") or tail.endswith(b"0\r\n\r\n")
        except OSError:
            return


# ---- The disk

@fault(KEPT + "; 503 in words while it is full; goes on by itself once there is room", short=("sqlite",))
def disk_full(place, engine, chance, wish):
    """The disk of the database fills while people vote, and is freed again."""
    with small_disk(place, 48 if engine == "sqlite" else 160) as disk:
        if engine == "sqlite":
            data = disk / "data"
            data.mkdir()
            where, database = ["--data", data], None
        else:
            cluster = disk / "pg"
            cluster.mkdir()
            database = Postgres(place, folder=cluster)
            where = ["--database", database.url]
        server, room = open_room(place, engine, chance, storage_=where)
        room.go()
        time.sleep(1.5)
        before = dict(room.counts)
        full = time.monotonic()
        filler = fill(disk)
        room.waits, refused = {}, None
        while time.monotonic() < full + (6 if wish.short else 15):
            time.sleep(0.25)
            fill(disk)
            # PostgreSQL has room of its own in the log files that it uses again: a new one each time takes that away.
            if database and not wish.short:
                with contextlib.suppress(RuntimeError):
                    database.sql("SELECT pg_switch_wal()")
            refused = refused or (time.monotonic() - full if any(title.startswith("503") for title in room.waits) else None)
        page = room.page()
        said = told(room)
        broken, log = [], server.complaints()
        if refused is None and engine == "postgres":
            said = f"nothing: PostgreSQL still had room of its own ({room.counts.get('ballots', 0) - before.get('ballots', 0)} ballots more)"
        elif refused is None:
            broken.append(f"nobody was told: {said}")
        if any(title.startswith("500") for title in room.waits):
            broken.append(f"some were told 500 without a reason: {said}")
        if engine == "sqlite" and page[0] != 200:
            broken.append(f"the page could not be read: {page[0]} {page[1]}")
        if refused is not None and not any(word in line for line in log for word in ("full", "space", "recovery", "refused", "closed")):
            broken.append(f"the log says nothing of it: {log[:2]}")
        # A start on a full disk, beside the room's own server: it says so, and harms nothing.
        start = "not tried on PostgreSQL"
        if engine == "sqlite":
            room.hold()
            server.kill()
            status, start = place.command("serve", *where, "--port", free_port(), timeout=15)
            start = f"status {status}: {start.strip()[-200:]}"
            if status is None:
                start = "it serves what can be read"
        filler.unlink()
        freed = time.monotonic()
        operator = ""
        if database and database.process.poll() is not None:
            database.start()
            operator = " (PostgreSQL had ended itself and was started again by hand)"
        if engine == "sqlite":
            server.start()
        mark = dict(room.counts)
        room.go()
        while room.counts.get("ballots", 0) == mark.get("ballots", 0) and time.monotonic() < freed + 40:
            time.sleep(0.02)
        back = time.monotonic() - freed
        time.sleep(1)
        broken += room.reckon()
        yield Row(f"disk full, {engine}",
                  f"filled under load after {before.get('ballots', 0)} ballots; told: {said}; page {page[0]} “{page[1]}”; log: "
                  f"{' | '.join(log[:2])}; started while full: {start}; freed: first ballot after {back:.1f} s{operator}; {room.tell()}",
                  disk_full.promise, broken)


@fault("a sentence that names folder and reason, and an exit status", engines=("sqlite",))
def read_only(place, engine, chance, wish):
    """A data folder that cannot be written."""
    with small_disk(place, 32) as disk:
        where = ["--data", disk]
        server = Server(place, where)
        Room.found(place, where, server.port)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        broken, did = [], []
        for words in (["serve", *where, "--port", free_port()], ["verify", *where], ["serve", "--data", disk / "new", "--port", free_port()]):
            status, said = place.command(*words, timeout=20)
            said = said.strip()
            did.append(f"{words[0]}: {status} “{said[-160:]}”")
            if status in (None, 0) and words[0] == "serve":
                broken.append(f"{words[0]} on a read-only folder: status {status}, {said[-200:]}")
            elif words[0] == "serve" and not any(word in said for word in ("read-only", "readonly", "read only", "cannot be written")):
                broken.append(f"{words[0]} does not say that the folder is read-only: {said[-200:]}")
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        server.start()
        broken += [] if server.answers("/readyz") == 200 else ["it does not start when the folder can be written again"]
        yield Row("read-only folder", "; ".join(did) + "; writable again: starts", read_only.promise, broken)


@fault("a sentence at the start or in the log, nothing invented; a copy put back works", engines=("sqlite",))
def corrupt(place, engine, chance, wish):
    """Damaged database files: overwritten pages, cut off, garbage, and a copy that is half written."""
    folder = place.place("data")
    server, room = open_room(place, engine, chance, folder)
    room.go()
    time.sleep(1.5)
    room.quiet()
    server.stop()
    whole = place.place("copy")
    left = sorted(path.name for path in folder.iterdir())
    wal = sum(path.stat().st_size for path in folder.glob("*-wal"))
    # What the write-ahead log still holds would hide the damage.
    with contextlib.closing(sqlite3.connect(folder / "roundtable.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for path in folder.iterdir():
        shutil.copy(path, whole)
    file = folder / "roundtable.sqlite3"
    size = file.stat().st_size

    def pages(path):
        with open(path, "r+b") as database:
            for page in chance.sample(range(size // 4096 // 4, size // 4096), size // 4096 // 5):
                database.seek(page * 4096)
                database.write(chance.randbytes(4096))

    def leaf(path):
        # A page that the start does not read: one with the text of a card.
        text = path.read_bytes()
        where = text.rindex(b"d0w1 ") // 4096
        overwrite(path, where * 4096, chance.randbytes(4096))

    damages = {
        "one page of texts overwritten": leaf,
        "a fifth of the pages overwritten": pages,
        "first page overwritten": lambda path: overwrite(path, 0, chance.randbytes(4096)),
        "cut off in the middle": lambda path: os.truncate(path, size // 2),
        "cut off within a page": lambda path: os.truncate(path, size // 3 | 1),
        "garbage": lambda path: path.write_bytes(chance.randbytes(size)),
        "empty file": lambda path: os.truncate(path, 0),
    }
    yield Row("clean stop", f"the folder holds {', '.join(left)}; {wal / 1024:.0f} kB are in the write-ahead log only",
              "the database file alone is whole", [] if wal == 0 else ["a copy of the file without its -wal would lack what was last written"])
    for name, damage in damages.items():
        restore(whole, folder)
        damage(file)
        broken = []
        status, said = place.command("verify", *room.storage, timeout=30)
        if status in (0, None):
            broken.append(f"verify says nothing of it: status {status}, {said.strip()[-160:]}")
        elif "roundtable.sqlite3" not in said and "damaged" not in said and "journal" not in said:
            broken.append(f"verify gives no reason: {said.strip()[-160:]}")
        started, page, log = serve_damaged(server, room)
        if started and page[0] == 200 and not log:
            # It may live on pages that were not hit; then verify alone tells.
            page = (200, "as always", page[2])
        elif started and page[0] not in (200, 500, 503):
            broken.append(f"the page said {page[0]} {page[1]}")
        if not started and not any(word in log for word in ("damaged", "malformed", "not a database", "cannot be opened")):
            broken.append(f"the start gives no reason: {log[-200:]}")
        yield Row(f"damaged file, {name.split(',')[0]}"[:40],
                  f"verify: {status} “{said.strip()[-150:]}”; serve: "
                  + (f"runs, page {page[0]} “{page[1][:60]}”, log: {log[-150:] or 'nothing'}" if started else f"refuses: “{log[-170:]}”"),
                  corrupt.promise, broken)
    restore(whole, folder)
    server.start()
    yield Row("copy put back", "after all this the files of the stopped server were copied back: starts, and the round is counted",
              KEPT, room.reckon())


def overwrite(path, place, data):
    with open(path, "r+b") as file:
        file.seek(place)
        file.write(data)


def restore(source, folder):
    for path in folder.iterdir():
        path.unlink()
    for path in source.iterdir():
        shutil.copy(path, folder)


def serve_damaged(server, room):
    """Whether it starts, what the page says then, and the log."""
    had = len(server.said())
    try:
        server.start(within=10)
    except RuntimeError:
        if not server.runs:
            return False, None, server.said()[had:].strip()
    page = room.page()
    for kind in ("groups", "rounds", "participants?limit=200"):
        room.lead.ask("GET", f"{room.base}/{kind}")
    server.kill()
    return True, page, " | ".join(line for line in server.said()[had:].splitlines() if " error " in line)[:300]


@fault("written whole or not at all; a half-written one is refused; what is put back is all that was acknowledged", short=("sqlite",))
def backup(place, engine, chance, wish):
    """Backups under load, killed at random moments, cut in half, and put back."""
    if " backup " not in place.command("--help")[1]:
        raise Unable("this program has no “backup” yet")
    server, room = open_room(place, engine, chance)
    out = place.place("backup") / "kept.backup"
    room.go()
    broken, seconds = [], []
    for _ in range(3):
        begin = time.monotonic()
        status, said = place.command("backup", *room.storage, "--out", out)
        seconds.append(time.monotonic() - begin)
        if status:
            broken.append(f"backup: status {status}, {said.strip()[-200:]}")
    left, changed = set(), 0
    for _ in range(4 if wish.short else 12):
        before = out.read_bytes()
        words = [place.binary, "backup", *map(str, room.storage), "--out", str(out)]
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, max(seconds) * 1.1))
        process.kill()
        process.wait(10)
        left |= {path.name for path in out.parent.iterdir() if path != out}
        if out.read_bytes() != before:
            changed += 1
            copy = place.place("look") / "copy.sqlite3"
            shutil.copy(out, copy)
            status, said = place.command("verify", "--database", f"sqlite:{copy}")
            if status:
                broken.append(f"a killed backup stands under its name and is not whole: {said.strip()[-200:]}")
    room.quiet()
    status, said = place.command("backup", *room.storage, "--out", out)
    half, target = out.with_name("half.backup"), place.place("restored")
    half.write_bytes(out.read_bytes()[:out.stat().st_size // 2])
    status, refused = place.command("restore", half, "--data", target / "half")
    if status == 0:
        broken.append(f"half a backup was put back: {refused.strip()[-200:]}")
    server.stop()
    status, restored = place.command("restore", out, "--data", target / "data")
    if status:
        broken.append(f"restore: status {status}, {restored.strip()[-200:]}")
    else:
        room.storage = ["--data", target / "data"]
        Server(place, room.storage, port=server.port).start()
        broken += room.reckon()
    yield Row(f"backup, {engine}",
              f"3 under load in {spread(seconds)}, {4 if wish.short else 12} killed ({changed} were done before; left behind: {len(left)} drafts); "
              f"half of one: {refused.strip()[-130:]}; put back: {restored.strip()[-120:]}", backup.promise, broken)


# ---- The clock

@fault(KEPT + "; nobody is signed out, streams and a round without end go on", short=("sqlite",))
def clock(place, engine, chance, wish):
    """The server's clock jumps an hour ahead and back, under load: a preloaded library gives it another time (clock.c)."""
    compiler = next((path for path in map(shutil.which, ("cc", "gcc", "clang")) if path), None)
    if not compiler:
        raise Unable("there is no C compiler for the library that changes the clock")
    folder = place.place("clock")
    setting, library = folder / "seconds", folder / "clock.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(library), str(Path(__file__).with_name("clock.c")), "-ldl"], check=True)
    setting.write_bytes(struct.pack("q", 0))
    env = {"LD_PRELOAD": str(library), "TORTURE_CLOCK": str(setting)}
    server, room = open_room(place, engine, chance, env=env)
    broken, seen = [], []
    room.go()
    for offset in (0, 3600, 0, -3600, 0):
        # In place: the library looks at this very file.
        with open(setting, "r+b") as file:
            file.write(struct.pack("q", offset))
        mark = room.counts.get("ballots", 0)
        time.sleep(2.5)
        seen.append(journal_time(room) - time.time())
        if room.counts.get("ballots", 0) == mark:
            broken.append(f"no ballot was accepted at {offset:+d} s")
        if abs(seen[-1] - offset) > 10:
            raise Unable(f"the library does not move this program's clock (asked {offset:+d}, seen {seen[-1]:+.0f} s)")
    page = room.page()
    if page[0] != 200:
        broken.append(f"the page says {page[0]} {page[1]}")
    if room.waits:
        broken.append(f"some were refused: {told(room)}")
    broken += room.reckon()
    yield Row(f"clock jumps, {engine}", f"an hour ahead, back, an hour behind, back; cards were dated {', '.join(f'{one:+.0f}' for one in seen)} s "
              f"from now; {room.tell()}", clock.promise, broken)


def journal_time(room):
    """The server's time, by the date of what is written now."""
    address = f"{room.base}/cards/{room.cards[0]}"
    text = room.must("GET", address)["text"]
    return room.must("PUT", address, {"base": text, "text": text + " x"})["changedAt"] / 1000
