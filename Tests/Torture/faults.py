"""The faults, by name. Each is a generator of rows: what was done, what was promised, what is broken.

Here: the server dies, is stopped, and its clock jumps. Disk and files are in files.py, several nodes in nodes.py.
"""
import shutil
import socket
import struct
import subprocess
import threading
import time
from pathlib import Path

from ground import Postgres, Server, Unable
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
