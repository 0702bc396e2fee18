"""How tally, page and console grow with people and issues, and how long the program takes to start after a year."""
import math, statistics, subprocess, time
from bench import seconds, serving
from crowd import Crowd

PEOPLE = [45, 450, 4_500, 45_000]
ISSUES = [20, 200, 2_000]


def exponent(points):
    """The slope of the line through the logarithms, by least squares: time grows as size to this power."""
    xs, ys = [math.log(size) for size, _ in points], [math.log(max(value, 1e-6)) for _, value in points]
    mx, my = statistics.mean(xs), statistics.mean(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)


def room(tools, people, issues, runs):
    """Times in a room of that size: {what: [seconds]}."""
    demo = tools.demo("collect")
    with Crowd(demo.file) as crowd:
        topic = crowd.topic()
        # The demo's own people and issues are part of the room.
        crowd.data.execute("UPDATE participant SET arrived_at = created_at")
        there = crowd.people(max(runs + 1, people))
        listed = crowd.issues(issues, there, topic)
        source = ("Invented question", '{"criteria":["importance"],"inHighAtLeast":70,"inLowUnder":15,"maxPerIssue":2,"maximumRanked":7,"outHighAtMost":50,"seats":5}',
                  crowd.now, crowd.now, crowd.now)
        rounds = [crowd.round(listed[:200], there[:people], "revealed", topic, 20 + number, source=source) for number in range(runs)]
        crowd.show("collect", topic, None)
        event, code = crowd.event, crowd.code
    found = {"participant's page": [], "console": [], "tally of a closed round": []}
    with serving(tools, demo) as product:
        lead = product.enter(f"/sign-in/links/{demo.lead}")
        cookie = f"roundtable_seat={there[runs][2]}"
        product.ask("GET", f"/e/{code}", cookie=cookie)
        for number in range(runs):
            # Something arrives, so that nothing is remembered.
            arrive(product, event, there[number])
            found["participant's page"].append(product.time("GET", f"/e/{code}", cookie=f"roundtable_seat={there[number][2]}"))
            found["tally of a closed round"].append(product.time("GET", f"/api/v1/events/{event}/rounds/{rounds[number]}/tally", token=there[number][1]))
            arrive(product, event, there[number])
            found["console"].append(product.time("GET", f"/events/{event}/console", cookie=lead))
    return found


def arrive(product, event, person):
    product.ask("POST", f"/api/v1/events/{event}/issues", token=person[1],
                body={"title": "Invented issue that arrives", "explanation": "", "language": "en"})


def run(tools, table, runs):
    by_people = {people: room(tools, people, 100, runs) for people in PEOPLE}
    by_issues = {issues: room(tools, 45, issues, runs) for issues in ISSUES}
    methods = {}
    for line in subprocess.run([tools.baseline, "methods", "--runs", str(runs)], check=True, capture_output=True, text=True).stdout.splitlines():
        name, size, value, _ = line.split()
        methods.setdefault(name, {}).setdefault(int(size), []).append(float(value))

    def rows(sizes, unit):
        for what in next(iter(sizes.values())):
            line(what, {size: values[what] for size, values in sizes.items()}, unit)

    def line(what, sizes, unit, note=""):
        points = [(size, statistics.median(values)) for size, values in sizes.items()]
        cells = " · ".join(f"{size:,}: {seconds(statistics.median(values))} ({seconds(min(values))}–{seconds(max(values))})" for size, values in sizes.items())
        power = f"{exponent(points):.2f}" if len(points) > 1 else ""
        table.row(what, unit, cells, power, note)

    table.head("Growth: median (min–max), and the exponent of the curve", "", "of", "", "exponent", "")
    rows(by_people, "people")
    line("counting alone", methods["tally"], "people")
    rows(by_issues, "issues")
    line("counting alone", methods["tally-issues"], "issues")
    duplicates, shares = methods["near-duplicates"], methods["equal-shares"]
    worst = max(duplicates[2_000])
    line("search for near duplicates", duplicates, "issues", f"wanted under 200 ms at 2,000{'' if worst < 0.2 else ': missed'}")
    worst = max(shares[5_000])
    line("equal shares, exact, 200 issues", shares, "people", f"wanted under 1 s{'' if worst < 1 else ': missed'}")
    worst = max(methods["promotion"][5_000])
    line("moving up after a withdrawal, by the rule alone", methods["promotion"], "people who ask", f"wanted under 100 ms at 5,000{'' if worst < 0.1 else ': missed'}")
    line("how many could sit at most", methods["allocation-maximum"], "people who ask")


def start(tools, table, runs):
    """From the command to the first page: empty, with the demo, after a year."""
    def measure(name, make, note=""):
        times, memory, page = [], 0, []
        for _ in range(runs):
            demo = make()
            with serving(tools, demo) as product:
                times.append(product.started)
                memory = product.memory
                if hasattr(demo, "seat"):
                    page.append(product.time("GET", f"/e/{demo.code}", cookie=f"roundtable_seat={demo.seat}"))
        table.row(name, *(seconds(f(times)) for f in (min, statistics.median, max)), f"{memory / 1024:.0f} MB", note or (seconds(statistics.median(page)) if page else ""))

    class Empty:
        pass

    def empty():
        demo = Empty()
        demo.data = tools.path("data")
        return demo

    table.head("Start: from the command to the first page", "", "min", "median", "max", "memory", "participant's first page")
    measure("empty folder: schema, starting data", empty)
    small = tools.demo()
    with Crowd(small.file) as crowd:
        small.seat, small.code = crowd.people(1)[0][2], crowd.code
    measure("demo", lambda: small)
    year = tools.demo()
    begin = time.monotonic()
    with Crowd(year.file) as crowd:
        crowd.year(500, 20_000, 200_000, 5_000_000)
        year.seat, year.code = crowd.people(1)[0][2], crowd.code
    made = time.monotonic() - begin
    measure("a year: 500 events, 20,000 people, 200,000 issues, 5 million ballots", lambda: year)
    table.say(f"The year's file has {year.file.stat().st_size / 1e9:.1f} GB and took {made:.0f} s to make.")
