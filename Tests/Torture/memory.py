"""The server has no more memory: what the unit's MemoryMax does."""
import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

from faults import KEPT, Row, fault, open_room, spread
from ground import Unable

# Takes memory inside the same limit until it is told that there is no more, or the server beside it is gone.
EATER = """
import os, sys
kept, victim = [], int(sys.argv[1])
while True:
    try:
        os.kill(victim, 0)
        if open(f"/proc/{victim}/stat").read().rsplit(")", 1)[1].split()[0] == "Z":
            break
    except OSError:
        break
    kept.append(os.urandom(1 << 20))
"""


@contextlib.contextmanager
def limited(megabytes):
    """A group of processes that together may have so much memory, as MemoryMax makes one."""
    unified, old = Path("/sys/fs/cgroup/cgroup.controllers"), Path("/sys/fs/cgroup/memory/tasks")
    home = Path("/sys/fs/cgroup/memory") if old.exists() else Path("/sys/fs/cgroup")
    name = "memory.limit_in_bytes" if old.exists() else "memory.max"
    group = home / f"roundtable-torture-{os.getpid()}"
    if os.geteuid() != 0 or not (old.exists() or unified.exists()):
        raise Unable("limiting memory needs root and control groups")
    try:
        group.mkdir()
        (group / name).write_text(str(megabytes << 20))
        # What may go to a swap file instead ends nothing.
        if not old.exists():
            (group / "memory.swap.max").write_text("0")
        elif (group / "memory.memsw.limit_in_bytes").exists():
            (group / "memory.memsw.limit_in_bytes").write_text(str(megabytes << 20))
    except OSError as error:
        with contextlib.suppress(OSError):
            group.rmdir()
        raise Unable(f"limiting memory is not possible here: {error}")
    try:
        yield group
    finally:
        for _ in range(50):
            with contextlib.suppress(OSError):
                group.rmdir()
                break
            time.sleep(0.1)


@fault(KEPT + "; the kernel ends the process, and it is back as after a crash", short=())
def memory(place, engine, chance, wish):
    """The limit of the unit is reached under load: the kernel ends the server, systemd (here: we) starts it again."""
    with limited(160) as group:
        server, room = open_room(place, engine, chance)
        broken, restarts, ended = [], [], 0
        for number in range(2 if wish.short else 5):
            (group / "cgroup.procs").write_text(str(server.process.pid))
            # As OOMScoreAdjust in the unit: this one first.
            Path(f"/proc/{server.process.pid}/oom_score_adj").write_text("1000")
            room.go()
            time.sleep(chance.uniform(0.3, 1.5))
            eater = subprocess.Popen(
                ["sh", "-c", f"echo $$ > {group}/cgroup.procs && exec {sys.executable} -c '{EATER}' {server.process.pid}"],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                server.process.wait(30)
            except subprocess.TimeoutExpired:
                broken.append("the limit ended nothing")
            finally:
                eater.kill()
                eater.wait(10)
            ended += server.process.poll() == -9
            room.hold()
            server.kill()
            restarts.append(server.start())
            broken += [f"after end {number + 1}: {sentence}" for sentence in room.look()]
        room.go()
        time.sleep(1)
        broken += room.reckon()
        if ended == 0:
            broken.append("the kernel ended the server in none of the tries")
        server.kill()
        yield Row(f"no memory, {engine}",
                  f"{ended} of {len(restarts)} times ended by the kernel at a limit of 160 MB, under 24 phones and 6 table devices: {room.tell()}; "
                  f"from command to ready {spread(restarts)}", memory.promise, broken)
