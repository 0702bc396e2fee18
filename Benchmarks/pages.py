"""The participant's page and the result page against a bare Hummingbird “hello”."""
from bench import Server, request, round_of, serving
from crowd import Crowd

CONNECTIONS = 32


def run(tools, table, runs):
    demo = tools.demo()
    with Crowd(demo.file) as crowd:
        few = crowd.people(CONNECTIONS)
        revealed = crowd.data.execute("SELECT id FROM round WHERE state = 'revealed' ORDER BY number LIMIT 1").fetchone()[0]
        event, code = crowd.event, crowd.code
    # In a demo of its own: what each of a thousand visitors sees is made anew, since it was not made before.
    crowded = demo.copy(tools)
    with Crowd(crowded.file, seed=2) as crowd:
        many = crowd.people(1_000)

    def cookie(person):
        return f"roundtable_seat={person[2]}"

    def get(path, **more):
        # As every browser asks.
        return request("GET", path, Accept_Encoding="gzip", **more)

    def page(path, people):
        return tools.requests([get(path, Cookie=cookie(person)) for person in people])

    hello = tools.requests([get("/")])
    rows = {
        "participant's page": (page(f"/e/{code}", few), 0.40),
        "result page": (page(f"/events/{event}/rounds/{revealed}", few), 0.25),
        "bare answer of the product, no database": (tools.requests([get("/healthz")]), None),
        "participant's page, not compressed": (tools.requests([request("GET", f"/e/{code}", Cookie=cookie(person)) for person in few]), None),
    }
    anew = page(f"/e/{code}", many)
    with Server([tools.baseline, "hello"]) as bare, serving(tools, demo) as product, serving(tools, crowded) as other:
        base, found, fresh = [], {name: [] for name in rows}, []
        for _ in range(runs):
            base.append(tools.load(bare.port, hello, CONNECTIONS))
            for name, (requests, _) in rows.items():
                found[name].append(tools.load(product.port, requests, CONNECTIONS))
            fresh.append(tools.load(other.port, anew, CONNECTIONS))
    table.head(f"Pages: answers a second at {CONNECTIONS} connections", "", "min", "median", "max", "of hello")
    table.rates("bare Hummingbird “hello”", base)
    for name, values in found.items():
        table.rates(name, values, base, rows[name][1])
    table.rates("participant's page, 1,000 people in turn, nothing remembered", fresh, base)
    table.say(
        f"Requests take compressed answers, as browsers do. Each is signed in as one of {CONNECTIONS} people; who asks, and that nothing was committed since, is read in the database each time. "
        "A page is made anew for each visitor at least once a second, and after each commit; with 1,000 people in turn it always is.")
