"""An older release against this one, in turns on copies of one data folder: ratios that hold on a noisy machine.

The older one is a clone of the project with its release built (`swift build -c release --product roundtable`): its own demo and its own
crowd are used, since its database is the older one, which this release brings up to date.
"""
import argparse, contextlib, json, pathlib, statistics, subprocess, sys, tempfile

OLD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
sys.path.insert(0, str(OLD / "Benchmarks"))
import bench
from crowd import Crowd


class OldTools(bench.Tools):
    def __init__(self, folder):
        self.folder, self.number, self.roundtable = pathlib.Path(folder), 0, OLD / ".build/release/roundtable"


def cpu(server):
    """Seconds of all its threads, in user's and in system's mode."""
    words = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / 100


def work(tools):
    """Name → (requests, connections, data folder), as bin/bench has them."""
    plain = tools.demo()
    crowded, voting = plain.copy(tools), plain.copy(tools)

    def page(path, person):
        # The second cookie is of releases that put a token into each form.
        return bench.request("GET", path, Accept_Encoding="gzip", Cookie=f"roundtable_seat={person[2]}; roundtable_form=bench0000bench0000bench000")

    with Crowd(plain.file) as crowd:
        few, event, code = crowd.people(32), crowd.event, crowd.code
        shown = crowd.data.execute("SELECT id FROM round WHERE state = 'revealed' ORDER BY number LIMIT 1").fetchone()[0]
    with Crowd(crowded.file, seed=2) as crowd:
        many = crowd.people(1000)
    with Crowd(voting.file, seed=3) as crowd:
        voters = crowd.people(4096)
        round_, issues = bench.round_of(crowd, "open", voters)

    def ballot(place, person, turn):
        choices = [{"issue": issues[(place + turn) % len(issues)], "value": 1 + turn % 2}]
        return bench.request("PUT", f"/api/v1/events/{event}/rounds/{round_}/ballot", json.dumps({"choices": choices, "confirmed": True}),
                             Authorization=f"Bearer {person[1]}")

    return {
        "healthz": ([bench.request("GET", "/healthz")], 32, plain),
        "participant's page": ([page(f"/e/{code}", person) for person in few], 32, plain),
        "result": ([page(f"/events/{event}/rounds/{shown}", person) for person in few], 32, plain),
        "participant's page, made anew for 1,000 people": ([page(f"/e/{code}", person) for person in many], 32, crowded),
        "ballots, 256 at once": ([ballot(place, person, turn) for turn in range(4) for place, person in enumerate(voters)], 256, voting),
    }


def main():
    words = argparse.ArgumentParser(prog="python3 Benchmarks/against.py", description=__doc__.split("\n")[0])
    words.add_argument("old", help="a clone with an older release, built")
    words.add_argument("new", help="the release build of this one")
    words.add_argument("--turns", type=int, default=9)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="roundtable-against-") as folder, contextlib.ExitStack() as stack:
        tools = OldTools(folder)
        print("| work | old, a second | new, a second | new to old (lowest–highest) | for a second of the processor |")
        print("|---|---|---|---|---|")
        for name, (requests, connections, demo) in work(tools).items():
            file = tools.requests(requests)
            servers = [stack.enter_context(bench.Server([binary, "serve", "--data", demo.copy(tools).data, "--log-level", "warning"]))
                       for binary in (tools.roundtable, asked.new)]
            rates, efforts = ([], []), ([], [])
            for turn in range(asked.turns):
                for side in (0, 1) if turn % 2 else (1, 0):
                    before = cpu(servers[side])
                    rates[side].append(tools.load(servers[side].port, file, connections))
                    efforts[side].append(rates[side][-1] * bench.SECONDS / max(0.01, cpu(servers[side]) - before))
            ratios = sorted(new / old for old, new in zip(*rates))
            effort = statistics.median(new / old for old, new in zip(*efforts))
            print(f"| {name} | {statistics.median(rates[0]):,.0f} | {statistics.median(rates[1]):,.0f} | "
                  f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f}) | {effort:.2f} |", flush=True)


main()
