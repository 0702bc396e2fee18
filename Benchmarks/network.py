"""A large network on both engines: 64 countries, 20,000 people and 5,000 documents, searched as an organiser does.

What one search has folded is kept for the next, so the first of each is told apart from the others.
"""
import contextlib, json, statistics, subprocess, sys, time
from bench import ROOT, Server, seconds
from crowd import Crowd

sys.path.insert(0, str(ROOT / "Tests/Browser"))
from world import Cluster  # noqa: E402

PEOPLE, EXPERTS, DOCUMENTS, COUNTRIES = 20_000, 2_000, 5_000, 64
SYLLABLES = ["ka", "lo", "mi", "ter", "sen", "vor", "al", "dex", "ru", "pi", "no", "sha"]
WANTED = 0.1
# An account searches thirty times in ten seconds at most.
PACE = 0.34


class Network(Crowd):
    """Fills the story of working groups; its rows are the pattern."""

    def words(self, count):
        return ["".join(self.random.choice(SYLLABLES) for _ in range(self.random.randint(2, 4))) for _ in range(count)]

    def row(self, table, where="1 = 1"):
        columns = [row[1] for row in self.data.execute(f"PRAGMA table_info({table})")]
        return dict(zip(columns, self.data.execute(f"SELECT * FROM {table} WHERE {where} LIMIT 1").fetchone()))

    def insert(self, table, rows):
        names = list(rows[0])
        self.data.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", [[row[name] for name in names] for row in rows])

    def fill(self):
        """The words of which all of it is made."""
        known = self.words(4_000)
        one = self.random.choice
        countries = [row[0] for row in self.data.execute("SELECT code FROM country ORDER BY code LIMIT ?", (COUNTRIES,))]
        sectors = [row[0] for row in self.data.execute("SELECT code FROM sector")]
        houses = [row[0] for row in self.data.execute("SELECT id FROM organisation")]
        programme = self.data.execute("SELECT id FROM programme LIMIT 1").fetchone()[0]
        pattern, profile = self.row("person"), self.row("profile", "consent_at IS NOT NULL")
        people = []
        for _ in range(PEOPLE):
            given, family = one(known).title(), one(known).title()
            people.append({
                **pattern, "id": self.id(), "email": None, "given_name": given, "family_name": family,
                "name_key": " ".join(sorted([given.lower(), family.lower()])), "sort_key": f"{family} {given}".lower(),
                "search": f"{family} {given}".lower(), "country": one(countries), "sector": one(sectors), "organisation_id": one(houses),
                "expertise": json.dumps([one(known), one(known)]), "note": "", "visible_to": "programme"})
        self.insert("person", people)
        self.insert("profile", [{**profile, "person_id": person["id"]} for person in people[:EXPERTS]])
        self.insert("past_case", [{
            "id": self.id(), "programme_id": programme, "kind": "event", "title": " ".join(one(known) for _ in range(5)), "happened_on": "2019",
            "place": one(known), "country": one(countries), "summary": " ".join(one(known) for _ in range(200)), "marking": "GREEN",
            "source": "report", "link": "", "language": "en", "created_at": self.now, "changed_at": self.now} for _ in range(DOCUMENTS)])
        return known


def asked(known):
    """What is looked for, and where."""
    return {
        "search: a word that nobody wrote": "/search?q=zzqq",
        "search: a word of a few": f"/search?q={known[3]}",
        "search: two words": f"/search?q={known[3]}+{known[10]}",
        "search: a word of thousands": "/search?q=health",
        "search: one letter": "/search?q=a",
        "search by the API": f"/api/v1/search?q={known[3]}",
        "experts by a word": f"/experts?q={known[3]}",
        "library by a word": f"/library?q={known[3]}",
    }


def looked_up(product, path, cookie, token):
    time.sleep(PACE)
    return product.time("GET", path, token=token) if path.startswith("/api/") else product.time("GET", path, cookie=cookie)


def run(tools, table, runs):
    demo = tools.demo(story="working-groups")
    with Network(demo.file) as network:
        known = network.fill()
    table.head(
        f"A network of {PEOPLE:,} people and {DOCUMENTS:,} documents", "", "engine", "first", "median of the others", "max", f"wanted under {seconds(WANTED)}")
    with contextlib.ExitStack() as stack:
        cluster = Cluster()
        stack.callback(cluster.stop)
        subprocess.run([tools.roundtable, "copy", "--from", f"sqlite:{demo.file}", "--to", cluster.url], check=True, stdout=subprocess.DEVNULL)
        for engine, database in (("SQLite", f"sqlite:{demo.file}"), ("PostgreSQL", cluster.url)):
            with Server([tools.roundtable, "serve", "--data", demo.data, "--database", database, "--log-level", "warning"]) as product:
                cookie = product.enter(f"/sign-in/links/{demo.lead}")
                for what, path in asked(known).items():
                    first, *others = [looked_up(product, path, cookie, demo.lead) for _ in range(runs + 1)]
                    missed = what.startswith("search") and statistics.median(others) > WANTED
                    table.row(
                        what, engine, seconds(first), seconds(statistics.median(others)), seconds(max(others)), "missed" if missed else "")
