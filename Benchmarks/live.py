"""5,000 listeners of one event: a stage change reaches the last of them; against the same bytes on plain NIO channels."""
import socket, statistics, subprocess, time
from bench import Server, request, seconds, serving, stop
from crowd import Crowd

LISTENERS = 5_000


class Listeners:
    """The client that holds the connections."""

    def __init__(self, tools, port, requests, mark):
        self.process = subprocess.Popen([tools.listen, str(port), requests, mark], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if not self.process.stdout.readline().startswith("ready"):
            stop("not everybody could listen")

    def arrivals(self, trigger):
        """Calls the trigger; gives the seconds until each had the event, ascending, and all bytes."""
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self.process.stdout.readline()
        begin = time.monotonic_ns()
        trigger()
        moments, bytes = [], 0
        while not (line := self.process.stdout.readline()).startswith("missing"):
            if line.startswith("bytes"):
                bytes = int(line.split()[1])
            else:
                moments.append((int(line) - begin) / 1e9)
        if line.split()[1] != "0":
            stop(f"{line.split()[1]} of {LISTENERS} listeners did not get the change")
        return sorted(moments), bytes

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def run(tools, table, runs):
    demo = tools.demo()
    with Crowd(demo.file) as crowd:
        people = crowd.people(LISTENERS)
        event, code = crowd.event, crowd.code
        crowd.show("merge", None, None)
    streams = tools.requests([request("GET", f"/e/{code}/live", Cookie=f"roundtable_seat={person[2]}") for person in people])
    ours, bytes_of_all = [], 0
    with serving(tools, demo) as product:
        product.ask("GET", f"/e/{code}", cookie=f"roundtable_seat={people[0][2]}")
        before = product.memory
        with Listeners(tools, product.port, streams, "event: state") as crowd:
            each = (product.memory - before) / LISTENERS
            for turn in range(runs + 1):
                stage = ["collect", "merge"][turn % 2]
                # A screen is renewed at most four times a second: a change right behind another one would wait for that, not for the server.
                time.sleep(0.5)
                ours.append(crowd.arrivals(
                    lambda: product.ask("PUT", f"/api/v1/events/{event}/stage", token=demo.lead, body={"stage": stage})))
    # The first change also makes what is made once.
    ours = ours[1:]
    size = round(statistics.mean(bytes for _, bytes in ours) / LISTENERS)
    plain = []
    hello = tools.requests(["HELLO\n"] * LISTENERS)
    with Server([tools.baseline, "relay", "--bytes", str(size)], ready=None) as relay, Listeners(tools, relay.port, hello, "xxxx") as crowd, \
            socket.create_connection(("127.0.0.1", relay.port)) as line:
        for _ in range(runs + 1):
            plain.append(crowd.arrivals(lambda: line.sendall(b"GO\n")))
    plain = plain[1:]

    def last(values):
        return statistics.median(moments[-1] for moments, _ in values)

    def figures(name, values, note):
        ends = [moments[-1] for moments, _ in values]
        middle = statistics.median(moments[len(moments) // 2] for moments, _ in values)
        most = statistics.median(moments[len(moments) * 99 // 100] for moments, _ in values)
        table.row(name, seconds(middle), seconds(most), *(seconds(f(ends)) for f in (min, statistics.median, max)), note)

    table.head(f"Live: {LISTENERS:,} listeners on one process, a stage change until each has it", "", "p50", "p99", "last: min", "median", "max", "")
    figures(f"plain NIO channels, the same {size} bytes each", plain, "")
    ratio = last(plain) / last(ours)
    figures("stage change: request, permission, journal, commit, rendering, streams", ours,
            f"{ratio:.2f} of plain (wanted 0.5{'' if ratio >= 0.5 else ': missed'})")
    table.row("memory of an idle listener", "", "", "", f"{each:.1f} kB", "", f"wanted under 40 kB{'' if each < 40 else ': missed'}")
