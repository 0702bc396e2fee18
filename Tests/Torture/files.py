"""Full disk, read-only folder, damaged files, backups."""
import contextlib
import os
import shutil
import sqlite3
import subprocess
import time

from faults import KEPT, Row, fault, open_room, spread, told
from ground import Postgres, Server, Unable, fill, free_port, small_disk
from room import Room


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
            elif words[0] == "serve" and not any(word in said.lower() for word in ("read-only", "readonly", "read only", "cannot be written")):
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
    # One of the damages wants a page with words that somebody wrote.
    end = time.monotonic() + 30
    while not any(device.words for device in room.devices) and time.monotonic() < end:
        time.sleep(0.1)
    time.sleep(1.5)
    room.quiet()
    server.stop()
    written = sorted(word for device in room.devices for word in device.words)
    if not written:
        raise Unable("no card was written within 30 s")
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
        # A page that the start does not read: one with the text of a card. A word may lie across two pages: the next one is as good.
        text = path.read_bytes()
        where = next(place for word in written if (place := text.rfind(word.encode())) >= 0)
        overwrite(path, where // 4096 * 4096, chance.randbytes(4096))

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
        if not started and not any(word in log for word in ("damaged", "malformed", "not a database", "cannot be opened", "is empty")):
            broken.append(f"the start gives no reason: {log[-200:]}")
        yield Row(f"damaged file, {name}",
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
