"""bin/bench: builds once, starts everything itself on loopback, prints its tables and puts them into docs/benchmarks.md.

A ratio within one run says more on a noisy machine than a figure, so each thing is measured in turn with what it is compared with. Bounded:
about a quarter of an hour after the build.
"""
import argparse, datetime, json, os, pathlib, platform, re, subprocess, tempfile, time
import ballots, exercise, growth, live, network, pages, plans
from bench import ROOT, Table, Tools

PARTS = {"pages": pages.run, "ballots": ballots.run, "live": live.run, "growth": growth.run, "network": network.run, "plans": plans.run, "exercise": exercise.run, "start": growth.start}
BEGIN, END = "<!-- bin/bench writes from here -->", "<!-- to here -->"


def machine():
    model = re.search(r"model name\s*:\s*(.+)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text()).group(1)) / 1024**2
    return f"{os.cpu_count()} × {model.group(1).strip() if model else platform.machine()}, {memory:.0f} GB, Linux {platform.release().split('-')[0]}"


def main():
    words = argparse.ArgumentParser(prog="bin/bench", description="Measures the release build against bare servers.")
    words.add_argument("--runs", type=int, default=5, help="how often each thing is measured (default: 5)")
    words.add_argument("--only", choices=PARTS, action="append", help="one part; may be repeated")
    words.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write the figures of the parts that tell them (exercise), too")
    words.add_argument("--dry", action="store_true", help="leave docs/benchmarks.md as it is")
    wish = words.parse_args()
    if wish.runs < 1:
        words.error("--runs is at least 1")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        tools, table = Tools(folder), Table()
        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
        begin = time.monotonic()
        for name in wish.only or PARTS:
            PARTS[name](tools, table, wish.runs)
        table.say(
            f"{datetime.date.today()}, {machine()}, commit {commit}, release build, {wish.runs} runs each, "
            f"load from the same machine; measured in {time.monotonic() - begin:.0f} s.")
    if wish.json:
        wish.json.write_text(json.dumps({"commit": commit, "figures": table.figures}, indent=1) + "\n")
    if not wish.dry and not wish.only:
        page = ROOT / "docs" / "benchmarks.md"
        text = page.read_text()
        before, rest = text.split(BEGIN, 1)
        page.write_text(before + BEGIN + "\n".join(table.lines) + "\n\n" + END + rest.split(END, 1)[1])
        print(f"\nWritten to {page.relative_to(ROOT)}")


main()
