"""What the faults stand on: the server, PostgreSQL with a standby, a small disk.

Everything is on 127.0.0.1 and in one temporary folder, and whatever was started is ended here, by its own process id.
"""
import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Unable(Exception):
    """The machine lacks something that a fault needs: it is left out, with these words."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program():
    """Built as bin/bench does."""
    subprocess.run(["swift", "build", "--product", "roundtable"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run(["swift", "build", "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True)
    return Path(done.stdout.strip()) / "roundtable"


def needed(name, package):
    """The path of a program that only bin/torture needs; installed on demand."""
    path = shutil.which(name) or (f"/usr/sbin/{name}" if os.path.exists(f"/usr/sbin/{name}") else None)
    if not path and os.geteuid() == 0 and shutil.which("apt-get"):
        # A service of that name must not start beside us: the machine is not ours.
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        with contextlib.suppress(subprocess.SubprocessError):
            subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], env=quiet, timeout=120,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        path = shutil.which(name) or (f"/usr/sbin/{name}" if os.path.exists(f"/usr/sbin/{name}") else None)
    if not path:
        raise Unable(f"{name} is missing (Debian package {package})")
    return path


class Ground:
    """One temporary folder, and everything that was started in it."""

    def __init__(self, binary):
        self.binary = str(binary)
        self.folder = Path(tempfile.mkdtemp(prefix="rt-torture-"))
        self.folder.chmod(0o755)
        self.ending = []
        self.count = 0

    def place(self, name):
        self.count += 1
        path = self.folder / f"{self.count}-{name}"
        path.mkdir()
        return path

    def later(self, act):
        self.ending.append(act)

    def close(self):
        for act in reversed(self.ending):
            try:
                act()
            except Exception as error:  # The rest is ended all the same.
                print(f"bin/torture: could not end something: {error}", file=sys.stderr)
        self.ending = []

    def remove(self):
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, *arguments, timeout=60, prefix=(), env=None):
        """Runs a command of roundtable to its end: exit status, and everything it said."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ROUNDTABLE_")}
        try:
            done = subprocess.run([*prefix, self.binary, *map(str, arguments)], env={**clean, **(env or {})}, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=timeout)
        except subprocess.TimeoutExpired as slow:
            return None, f"still running after {timeout} s: {(slow.stdout or b'').decode(errors='replace')}"
        return done.returncode, done.stdout


class Server:
    """`roundtable serve` on a port of its own."""

    def __init__(self, ground, storage, port=None, more=(), prefix=(), env=None):
        self.ground, self.port = ground, port or free_port()
        self.log = ground.place("server") / "log"
        self.words = [*prefix, ground.binary, "serve", *map(str, storage), "--port", str(self.port), "--log-level", "notice", *more]
        # A device of ours sends as soon as it is answered, more often than any person.
        self.words += ["--api-limit", "0"]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ROUNDTABLE_")}
        self.env = {**clean, **(env or {})}
        self.process = None
        ground.later(self.kill)

    def start(self, within=30):
        """Seconds from the command to the first answer that reached the database."""
        begin = time.monotonic()
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(self.words, env=self.env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        while time.monotonic() < begin + within:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with status {self.process.returncode}: {self.said()[-600:]}")
            if self.answers("/readyz") == 200:
                return time.monotonic() - begin
            time.sleep(0.01)
        raise RuntimeError(f"the server is not ready after {within} s: {self.said()[-600:]}")

    def answers(self, path, timeout=2):
        try:
            return get(self.port, path, timeout=timeout)[0]
        except (OSError, http.client.HTTPException):
            return None

    @property
    def runs(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """As when the power fails, as far as the process goes."""
        if self.runs:
            self.process.kill()
            self.process.wait(10)

    def stop(self, within=20):
        """Seconds from SIGTERM to the end; nothing where it had to be killed."""
        begin = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()
            return None
        return time.monotonic() - begin

    def said(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def complaints(self):
        """What the log says at error level, once each."""
        lines = (re.sub(r"^\S+ ", "", line) for line in self.said().splitlines() if " error " in line or " critical " in line)
        return list(dict.fromkeys(re.sub(r"request=\w+ ?|\[\w+\] ?|^error roundtable: ", "", line).strip() for line in lines))


def get(port, path, headers=None, timeout=15):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        line.request("GET", path, headers=headers or {})
        answer = line.getresponse()
        return answer.status, answer.read().decode(errors="replace"), answer.headers
    finally:
        line.close()


def enter(port, link):
    """Opens a personal link as a browser does: the page that it leads to sends a form. The cookies, as a header."""
    status, _, headers = get(port, link)
    cookies = [value.split(";")[0] for value in headers.get_all("Set-Cookie") or []]
    if status != 200:
        raise RuntimeError(f"{link[:6]}… was answered {status}")
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    try:
        line.request("POST", link, "", {
            "Content-Type": "application/x-www-form-urlencoded", "Cookie": "; ".join(cookies)})
        answer = line.getresponse()
        answer.read()
        return "; ".join(cookies + [value.split(";")[0] for value in answer.headers.get_all("Set-Cookie") or []])
    finally:
        line.close()


class Postgres:
    """A PostgreSQL server of its own, waiting for the disk as in earnest; or a standby of another."""

    def __init__(self, ground, standby_of=None, folder=None):
        self.ground, self.port = ground, free_port()
        self.folder = folder or ground.place("pg")
        self.programs = self._programs()
        self.prefix = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
            self.prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        self.data = self.folder / "data"
        self.process = None
        if standby_of:
            self.run("pg_basebackup", "-h", "127.0.0.1", "-p", standby_of.port, "-U", "roundtable", "-D", self.data, "-R", "-X", "stream",
                     "-c", "fast")
        else:
            self.run("initdb", "-D", self.data, "-U", "roundtable", "-A", "trust", "-E", "UTF8", "--locale=C", "-N", "--wal-segsize=4")
        ground.later(self.kill)
        self.start()
        if not standby_of:
            self.run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "roundtable", "-T", "template0", "roundtable")

    @staticmethod
    def _programs():
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
        if not found:
            raise Unable("PostgreSQL's programs are missing (Debian package postgresql)")
        return found[-1]

    @property
    def url(self):
        return f"postgres://roundtable@127.0.0.1:{self.port}/roundtable"

    def run(self, name, *arguments):
        done = subprocess.run([*self.prefix, str(self.programs / name), *map(str, arguments)], cwd="/", stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)
        if done.returncode:
            raise RuntimeError(f"{name} failed: {done.stderr}")
        return done.stdout

    def start(self):
        options = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "shared_buffers": "32MB",
                   "max_wal_size": "64MB", "min_wal_size": "16MB"}
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        with open(self.folder / "log", "a") as log:
            self.process = subprocess.Popen([*self.prefix, str(self.programs / "postgres"), "-D", str(self.data), *settings], cwd="/",
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with contextlib.suppress(RuntimeError):
                self.run("pg_isready", "-h", "127.0.0.1", "-p", self.port)
                return
            if self.process.poll() is not None:
                raise RuntimeError(f"PostgreSQL ended: {self.said()[-600:]}")
            time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL is not ready: {self.said()[-600:]}")

    def sql(self, statement):
        return self.run("psql", "-X", "-At", "-h", "127.0.0.1", "-p", self.port, "-U", "roundtable", "-d", "roundtable", "-c",
                        statement).strip()

    def kill(self):
        """Postmaster and all its children at once, as when the machine is gone."""
        if not self.process or self.process.poll() is not None:
            return
        family = [int(pid) for pid in os.listdir("/proc") if pid.isdigit() and parent(int(pid)) == self.process.pid]
        for pid in [self.process.pid, *family]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(10)

    def synchronised(self):
        """A new standby of this server: from now on no commit is answered before the standby has it."""
        standby = Postgres(self.ground, standby_of=self)
        self.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.sql("SELECT pg_reload_conf()")
        end = time.monotonic() + 20
        while self.sql("SELECT sync_state FROM pg_stat_replication") not in ("sync", "quorum"):
            if time.monotonic() > end:
                raise RuntimeError("the standby does not become synchronous")
            time.sleep(0.1)
        return standby

    def promote(self):
        self.run("pg_ctl", "-D", self.data, "-w", "promote")

    def said(self):
        return (self.folder / "log").read_text(errors="replace")


def parent(pid):
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return int(text[text.rindex(")") + 2:].split()[1])


@contextlib.contextmanager
def small_disk(ground, megabytes):
    """A folder that holds no more than so much."""
    folder = ground.place("disk")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(folder)], capture_output=True, text=True)
    if done.returncode:
        raise Unable(f"a small disk cannot be mounted ({done.stderr.strip()}); it needs root")
    ended = []

    def unmount():
        if not ended:
            ended.append(True)
            subprocess.run(["umount", "-l", str(folder)], capture_output=True)
    ground.later(unmount)
    try:
        yield folder
    finally:
        ground.close()


def fill(folder):
    """Takes all space that is left; gives it back by removing the file."""
    path = folder / "filler"
    with contextlib.suppress(OSError), open(path, "ab", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"\0" * size)
    return path
