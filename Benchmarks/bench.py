"""What the parts of bin/bench share: servers on loopback, load, and the table of results."""
import contextlib, http.client, json, pathlib, re, shutil, socket, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[1]
SECONDS = 2


def stop(sentence):
    sys.exit(f"bin/bench: {sentence}")


class Tools:
    """The programs that are measured, and those that measure."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.number = 0
        release = ["swift", "build", "-c", "release"]
        for product in ["roundtable", "Baseline"]:
            subprocess.run([*release, "--product", product], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        built = pathlib.Path(subprocess.run([*release, "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip())
        self.roundtable, self.baseline = built / "roundtable", built / "Baseline"
        self.listen, self.slow = self.folder / "listen", self.folder / "slow_fsync.so"
        subprocess.run(["cc", "-O2", "-o", self.listen, ROOT / "Benchmarks/listen.c"], check=True)
        subprocess.run(["cc", "-shared", "-fPIC", "-o", self.slow, ROOT / "Benchmarks/slow_fsync.c", "-ldl"], check=True)

    def path(self, name):
        self.number += 1
        return self.folder / f"{self.number}-{name}"

    def demo(self, until=None, story="zagreb"):
        """A data folder with the demo, and its links."""
        data = self.path("data")
        until = until or ("result" if story == "zagreb" else None)
        made = subprocess.run([self.roundtable, "demo", "--data", data, "--story", story, *(["--until", until] if until else [])], check=True, capture_output=True, text=True)
        return Demo(data, dict(line.split(" ", 1) for line in made.stdout.splitlines()))

    def requests(self, requests):
        """A file of whole requests for wrk and listen."""
        file = self.path("requests")
        file.write_bytes(b"".join(request.encode() + b"\0" for request in requests))
        return file

    def load(self, port, requests, connections, seconds=SECONDS):
        """Answers a second. Any answer but 2xx and 3xx ends the benchmark: then nothing can be concluded."""
        made = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", ROOT / "Benchmarks/rotate.lua",
             f"http://127.0.0.1:{port}/", "--", requests], check=True, capture_output=True, text=True).stdout
        if "Non-2xx" in made or "Socket errors" in made:
            stop(f"the server did not answer as it should:\n{made}")
        return float(re.search(r"Requests/sec:\s+([\d.]+)", made).group(1))


class Demo:
    def __init__(self, data, links):
        self.data, self.links = data, links
        self.file = data / "roundtable.sqlite3"
        self.lead = links.get("facilitator", links.get("coordinator", "")).rsplit("/", 1)[1]

    def copy(self, tools):
        data = tools.path("data")
        shutil.copytree(self.data, data)
        return Demo(data, self.links)


def request(method, path, body=None, **headers):
    """A whole request; names of headers with _ for -."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"] + [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body.encode())}"]
    return "\r\n".join(lines) + "\r\n\r\n" + (body or "")


def free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A program that listens on a port of loopback until the block ends."""

    def __init__(self, command, preload=None, ready="/"):
        self.port = free_port()
        begin = time.monotonic()
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)], stdout=subprocess.DEVNULL,
            env=None if preload is None else {"PATH": "/usr/bin:/bin", "LD_PRELOAD": str(preload)})
        while True:
            try:
                if ready is None:
                    socket.create_connection(("127.0.0.1", self.port), 1).close()
                else:
                    self.ask("GET", ready)
                break
            except OSError:
                if self.process.poll() is not None:
                    stop(f"{command[0]} ended with {self.process.returncode}")
                time.sleep(0.005)
        self.started = time.monotonic() - begin

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def enter(self, link):
        """Opens a link as a browser does: its page sends a form. The cookies, as a header."""
        answer, _ = self.ask("GET", link)
        cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(line):
            line.request("POST", link, "", {
                "Content-Type": "application/x-www-form-urlencoded", "Cookie": "; ".join(cookies)})
            answer = line.getresponse()
            answer.read()
        return "; ".join(cookies + [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"])

    def ask(self, method, path, token=None, body=None, cookie=None):
        """(status, bytes); anything from 400 on ends the benchmark."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if cookie:
            headers["Cookie"] = cookie
        with contextlib.closing(line):
            line.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = line.getresponse()
            text = answer.read()
        if answer.status >= 400:
            stop(f"{method} {path} was answered {answer.status}: {text[:300]!r}")
        return answer, text

    def time(self, *words, **more):
        begin = time.monotonic()
        self.ask(*words, **more)
        return time.monotonic() - begin

    @property
    def memory(self):
        """Resident memory in kB."""
        return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{self.process.pid}/status").read_text()).group(1))


def serving(tools, demo, *more, preload=None):
    return Server([tools.roundtable, "serve", "--data", demo.data, "--log-level", "warning", *more], preload)


def round_of(crowd, state, people, items=20):
    """A round on that many issues of the first topic, in front of the room: (round, ids of the issues)."""
    topic = crowd.topic()
    issues = crowd.data.execute(
        "SELECT id, title FROM issue WHERE topic_id = ? AND merged_into IS NULL AND withdrawn_at IS NULL LIMIT ?", (topic, items)).fetchall()
    made = crowd.round(issues, people, state, topic)
    crowd.show("vote", topic, made)
    return made, [issue for issue, _ in issues]


class Table:
    """What was measured: printed at once, and kept for docs/benchmarks.md."""

    def __init__(self):
        self.lines = []
        # For a program that reads on: what, engine, seconds, wanted.
        self.figures = []

    def head(self, title, *columns):
        self.lines += ["", f"### {title}", "", "| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
        print("\n" + "\n".join(self.lines[-3:]), flush=True)

    def row(self, *cells):
        self.lines.append("| " + " | ".join(cells) + " |")
        print(self.lines[-1], flush=True)

    def say(self, sentence):
        self.lines += ["", sentence]
        print("\n" + sentence, flush=True)

    def rates(self, name, values, base=None, wanted=None):
        """Answers a second, and the share of the base: the medians compared."""
        share = ""
        if base is not None:
            ratio = statistics.median(values) / statistics.median(base)
            share = f"{ratio:.2f}" + ("" if wanted is None else f" (wanted {wanted:g}{'' if ratio >= wanted else ': missed'})")
        self.row(name, f"{min(values):,.0f}", f"{statistics.median(values):,.0f}", f"{max(values):,.0f}", share)

    def times(self, name, values, note=""):
        self.row(name, seconds(min(values)), seconds(statistics.median(values)), seconds(max(values)), note)


def seconds(value):
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"
