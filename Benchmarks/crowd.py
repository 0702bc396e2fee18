"""Fills a demo's SQLite file with as many people, issues and ballots as bin/bench asks for, all of them invented.

The rows of the demo are the pattern, so that what is measured is what the product itself would have written. No server may have the
file open. Nothing here is in the journal: `roundtable verify` proves the journal that is there, and the pages read the tables.
"""
import hashlib, json, random, sqlite3

CLOSED = "(SELECT id FROM round WHERE state = 'revealed' AND method = 'multivote' ORDER BY number LIMIT 1)"


def digest(token):
    """As Secret.digest: BLAKE2b of 32 bytes, in hexadecimal digits."""
    return hashlib.blake2b(token.lower().encode(), digest_size=32).hexdigest()


class Crowd:
    def __init__(self, file, seed=1):
        self.data = sqlite3.connect(file, isolation_level=None)
        self.data.execute("PRAGMA foreign_keys = ON")
        self.data.execute("PRAGMA synchronous = OFF")
        self.data.execute("PRAGMA cache_size = -1000000")
        self.random = random.Random(seed)
        self.event, self.code = self.data.execute("SELECT id, code FROM event ORDER BY created_at LIMIT 1").fetchone()
        self.now = self.data.execute("SELECT max(time) FROM journal").fetchone()[0]
        self.homes = self.data.execute(
            "SELECT country, sector FROM participant WHERE event_id = ? AND role = 'participant' ORDER BY id", (self.event,)).fetchall()

    def row(self, table, where="1 = 1"):
        columns = [row[1] for row in self.data.execute(f"PRAGMA table_info({table})")]
        return dict(zip(columns, self.data.execute(f"SELECT * FROM {table} WHERE {where} LIMIT 1").fetchone()))

    def insert(self, table, rows):
        if rows:
            names = list(rows[0])
            self.data.executemany(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", [[row[name] for name in names] for row in rows])

    def __enter__(self):
        self.data.execute("BEGIN")
        return self

    def __exit__(self, kind, value, trace):
        self.data.execute("COMMIT" if kind is None else "ROLLBACK")
        # The planner's figures, as a server has them that has been running for a while.
        self.data.execute("ANALYZE")
        self.data.close()

    def id(self):
        bits = self.random.getrandbits
        return f"{bits(32):08x}-{bits(16):04x}-7{bits(12):03x}-a{bits(12):03x}-{bits(48):012x}"

    def home(self):
        return self.random.choice(self.homes)

    def people(self, count, event=None):
        """Participants who have arrived; gives (id, the personal link's token, the cookie's token, country, sector) of each."""
        event, people = event or self.event, []
        for number in range(count):
            country, sector = self.home()
            people.append((self.id(), f"link{self.random.getrandbits(100):025x}", f"seat{self.random.getrandbits(100):025x}", country, sector))
        self.data.executemany(
            "INSERT INTO participant (id, event_id, name, organisation, country, sector, language, role, state, link_digest, created_at, arrived_at)"
            " VALUES (?, ?, ?, 'Invented Agency', ?, ?, 'en', 'participant', 'present', ?, ?, ?)",
            [(p[0], event, f"Example {number}", p[3], p[4], digest(p[1]), self.now, self.now) for number, p in enumerate(people)])
        self.data.executemany(
            "INSERT INTO session (digest, participant_id, created_at, seen_at, expires_at, agent) VALUES (?, ?, ?, ?, ?, 'bench')",
            # Seen tomorrow: no session asks to be prolonged while it is measured.
            [(digest(p[2]), p[0], self.now, self.now + 86_400_000, self.now + 60 * 86_400_000) for p in people])
        return people

    def issues(self, count, people, topic, event=None):
        words = [row[0] for row in self.data.execute("SELECT title FROM issue LIMIT 60")]
        rows = []
        for number in range(count):
            person = self.random.choice(people)
            title = f"{self.random.choice(words)} ({number})"[:120]
            rows.append((self.id(), event or self.event, topic, person[0], title, self.random.choice(words), person[3], person[4],
                         self.now + number, self.now + number))
        self.data.executemany(
            "INSERT INTO issue (id, event_id, topic_id, participant_id, kind, language, title, explanation, country, sector, created_at, changed_at)"
            " VALUES (?, ?, ?, ?, 'contributed', 'en', ?, ?, ?, ?, ?, ?)", rows)
        return [(row[0], row[4]) for row in rows]

    def round(self, issues, people, state, topic, number=9, event=None, source=None):
        """A multivote; `revealed` with a ballot of each person, or `open`, in which nobody has voted yet."""
        event, id = event or self.event, self.id()
        title, settings, opened, closed, revealed = source or self.data.execute(
            f"SELECT title, settings, opened_at, closed_at, revealed_at FROM round WHERE id = {CLOSED}").fetchone()
        is_open = state == "open"
        settings = json.dumps({**json.loads(settings), "duration": None}) if is_open else settings
        if is_open:
            settings = json.dumps({key: value for key, value in json.loads(settings).items() if value is not None})
        self.data.execute(
            "INSERT INTO round (id, event_id, topic_id, number, title, method, settings, state, ballot_key, created_at, opened_at, closes_at,"
            " closed_at, revealed_at, present) VALUES (?, ?, ?, ?, ?, 'multivote', ?, ?, ?, ?, ?, NULL, ?, ?, ?)",
            (id, event, topic, number, title, settings, state, bytes(range(32)) if is_open else None, self.now, opened,
             None if is_open else closed, None if is_open else revealed, None if is_open else len(people)))
        self.data.executemany("INSERT INTO round_item VALUES (?, ?, ?, ?, 'en')",
                              [(id, issue, place, title) for place, (issue, title) in enumerate(issues, 1)])
        if not is_open:
            self.ballots(id, issues, people)
        return id

    def ballots(self, round, issues, people):
        rows = []
        for person in people:
            chosen = {issues[min(self.random.randrange(len(issues)), self.random.randrange(len(issues)))][0] for _ in range(5)}
            rows.append((self.id(), round, '{"feasibility":{},"values":{%s}}' % ",".join(f'"{i}":1' for i in sorted(chosen))))
        self.data.executemany("INSERT INTO ballot (id, round_id, voter, choices) VALUES (?, ?, NULL, ?)", rows)
        self.data.executemany("INSERT INTO participation VALUES (?, ?, 0, ?)", [(round, p[0], f"{n:08X}") for n, p in enumerate(people)])

    def show(self, stage, topic, round, event=None):
        """What stands in front of the room."""
        # An older binary keeps the workshop in its event.
        has_parts = self.data.execute("SELECT 1 FROM sqlite_schema WHERE name = 'workshop'").fetchone()
        where = "workshop SET stage = ?, topic_id = ?, round_id = ? WHERE event_id" if has_parts else "event SET stage = ?, topic_id = ?, round_id = ? WHERE id"
        self.data.execute(f"UPDATE {where} = ?", (stage, topic, round, event or self.event))

    def topic(self, event=None):
        return self.data.execute("SELECT id FROM topic WHERE event_id = ? ORDER BY position LIMIT 1", (event or self.event,)).fetchone()[0]

    def year(self, events, people, issues, ballots):
        """Further events of the demo's programme, as a secretariat has them after a year; their ballots in rounds of all their people."""
        columns = [row[1] for row in self.data.execute("PRAGMA table_info(event)")]
        pattern = dict(zip(columns, self.data.execute("SELECT * FROM event WHERE id = ?", (self.event,)).fetchone()))
        source = self.data.execute(f"SELECT title, settings, opened_at, closed_at, revealed_at FROM round WHERE id = {CLOSED}").fetchone()
        nothing = dict.fromkeys(["topic_id", "round_id", "group_plan_id", "step_id", "shown_group_id", "shown_issue_id", "sheet_id", "part_id",
                                 "workshop_id"])
        # So many that Python would take minutes for them: one statement an event.
        self.data.execute("CREATE TEMP TABLE pick (number INTEGER PRIMARY KEY, choices TEXT)")
        for number in range(events):
            event = {**pattern, **nothing, "id": self.id(), "code": f"B{number:05d}", "title": f"Invented workshop {number}", "stage": "collect",
                     "starts_on": "2026-03-02", "ends_on": "2026-03-03"}
            self.data.execute(f"INSERT INTO event ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", [event[c] for c in columns])
            if "workshop_id" in columns:
                own = event["id"]
                self.data.execute("INSERT INTO event_part VALUES (?, ?, 1, 'workshop', '', ?)", (own, own, self.now))
                self.data.execute(
                    "INSERT INTO workshop (id, event_id, stage, names_shown, issues_visible) SELECT ?, ?, 'collect', names_shown, issues_visible"
                    " FROM workshop WHERE event_id = ?", (own, own, self.event))
                self.data.execute("UPDATE event SET part_id = ?, workshop_id = ? WHERE id = ?", (own, own, own))
            topic, crowd = self.id(), self.people(people // events, event["id"])
            self.data.execute("INSERT INTO topic VALUES (?, ?, 1, 'Invented topic', '')", (topic, event["id"]))
            listed = self.issues(issues // events, crowd, topic, event["id"])[:5]
            self.data.execute("DELETE FROM pick")
            self.data.executemany("INSERT INTO pick VALUES (?, ?)", [
                (place, '{"feasibility":{},"values":{%s}}' % ",".join(
                    f'"{issue}":{dots}' for issue, dots in sorted({self.random.choice(listed)[0]: 1, listed[place % 5][0]: 2}.items())))
                for place in range(20)])
            for round in range(ballots // events // len(crowd)):
                self.round(listed, [], "revealed", topic, round + 1, event["id"], source)
            self.data.execute(
                "INSERT INTO ballot (id, round_id, voter, choices)"
                " SELECT lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7' || substr(h, 13, 3) || '-a' || substr(h, 16, 3) || '-' || substr(h, 19, 12)),"
                " round, NULL, (SELECT choices FROM pick WHERE number = n % 20) FROM"
                " (SELECT hex(randomblob(16)) AS h, r.id AS round, abs(random()) AS n FROM round r, participant p"
                " WHERE r.event_id = ? AND p.event_id = ?)", (event["id"], event["id"]))
