"""Durable ballots with 256 voters at once: against a bare POST, on a slow disk, and on PostgreSQL against pgbench."""
import contextlib, json, os, pathlib, pwd, re, sqlite3, subprocess, sys, time
from bench import SECONDS, Server, free_port, request, round_of, serving, stop
from crowd import Crowd

VOTERS = 256
# At most 256 of them vote at once, each by a connection; so many that nobody sends more in a minute than the API takes from a person.
PEOPLE = 4_096


def run(tools, table, runs):
    demo = tools.demo()
    with Crowd(demo.file) as crowd:
        people = crowd.people(PEOPLE)
        round, issues = round_of(crowd, "open", people)
        address = f"/api/v1/events/{crowd.event}/rounds/{round}/ballot"
    ballots = tools.requests([put(address, person, issues[(number + turn) % len(issues)], 1 + turn % 2)
                              for turn in range(4) for number, person in enumerate(people)])
    bare_requests = tools.requests([request("POST", "/", json.dumps({"choices": [{"issue": issues[0], "value": 1}]}))])
    table.head(f"Ballots: durable ballots a second, {VOTERS} voters at once", "", "min", "median", "max", "of the one above")
    disk(tools, table, runs, demo.copy(tools), ballots, bare_requests)
    slow_disk(tools, table, runs, demo.copy(tools), ballots)
    postgres(tools, table, runs, demo, ballots, round)


def put(address, person, issue, value):
    return request("PUT", address, json.dumps({"choices": [{"issue": issue, "value": value}], "confirmed": True}), Authorization=f"Bearer {person[1]}")


def counted(demo):
    """Ballots in the journal: each acknowledged one that was not the same again."""
    with contextlib.closing(sqlite3.connect(f"file:{demo.file}?mode=ro", uri=True)) as data:
        return data.execute("SELECT count(*) FROM journal WHERE kind = 'ballot.casting'").fetchone()[0]


def disk(tools, table, runs, demo, ballots, bare_requests):
    base, found = [], []
    with Server([tools.baseline, "hello"]) as bare, serving(tools, demo) as product:
        before = counted(demo)
        for _ in range(runs):
            base.append(tools.load(bare.port, bare_requests, VOTERS))
            found.append(tools.load(product.port, ballots, VOTERS))
        kept = counted(demo) - before
    table.rates("bare Hummingbird POST that answers “ok”", base)
    table.rates("ballots on SQLite: session, permission, rule, journal, commit with synchronous=FULL", found, base, 0.35)
    # A phone's repeated ballot is the same again, so that not every answer writes; nearly all here do.
    table.row("… of these, entries in the journal", "", f"{kept:,}", "", f"{kept / (sum(found) * SECONDS):.2f}")


ROW_BY_ROW = """
import sqlite3, sys, time
data = sqlite3.connect(sys.argv[1], isolation_level=None)
data.execute("PRAGMA journal_mode = WAL"); data.execute("PRAGMA synchronous = FULL")
data.execute("CREATE TABLE IF NOT EXISTS one (id INTEGER PRIMARY KEY, choices TEXT)")
count, end = 0, time.monotonic() + float(sys.argv[2])
while time.monotonic() < end:
    data.execute("INSERT INTO one (choices) VALUES ('{}')"); count += 1
print(count / float(sys.argv[2]))
"""


def slow_disk(tools, table, runs, demo, ballots):
    base, found, file = [], [], tools.path("one.sqlite3")
    with serving(tools, demo, preload=tools.slow) as product:
        for _ in range(runs):
            made = subprocess.run(
                [sys.executable, "-c", ROW_BY_ROW, file, str(SECONDS)], check=True, capture_output=True, text=True,
                env={"PATH": os.environ["PATH"], "LD_PRELOAD": str(tools.slow)})
            base.append(float(made.stdout))
            found.append(tools.load(product.port, ballots, VOTERS))
    table.rates("bare SQLite, one transaction a row, each fsync 5 ms longer", base)
    table.rates("ballots on SQLite, each fsync 5 ms longer", found, base, 20)


# What a ballot writes, row for row, without what it reads.
INSERT = """
\\set who random(1, 1000000000)
BEGIN;
INSERT INTO ballot (id, round_id, voter, choices) VALUES (gen_random_uuid()::text, '{round}', 'bench' || :who::text, '{choices}')
  ON CONFLICT (round_id, voter) DO UPDATE SET choices = excluded.choices;
INSERT INTO bench_participation (who, receipt) VALUES (:who::bigint, '7KQ4-M2PX') ON CONFLICT (who) DO UPDATE SET receipt = excluded.receipt;
INSERT INTO bench_journal (time, actor, scope, subject, kind, facts, hash) VALUES (1795248848061, 'participant:' || :who::text, 'event:', 'round:', 'ballot.casting', '{{"again": false}}', '\\\\x00');
COMMIT;
"""


@contextlib.contextmanager
def cluster(tools):
    """A PostgreSQL of its own, as its own user where we are root."""
    programs = pathlib.Path(sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1])
    folder, port = tools.path("cluster"), free_port()
    folder.mkdir(mode=0o700)
    def as_user(*command):
        if os.getuid() != 0:
            return list(map(str, command))
        return ["runuser", "-u", "postgres", "--", *map(str, command)]
    if os.getuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        for above in [tools.folder]:
            above.chmod(0o755)
    quiet = {"check": True, "stdout": subprocess.DEVNULL}
    subprocess.run(as_user(programs / "initdb", "-D", folder / "data", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale", "C"), **quiet)
    subprocess.run(as_user(programs / "pg_ctl", "-D", folder / "data", "-w", "-o", f"-p {port} -k {folder} -c listen_addresses=127.0.0.1", "-l", folder / "log", "start"), **quiet)
    try:
        subprocess.run([programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "bench", "bench"], check=True)
        yield programs, port, f"postgres://bench@127.0.0.1:{port}/bench"
    finally:
        subprocess.run(as_user(programs / "pg_ctl", "-D", folder / "data", "-m", "fast", "stop"), stdout=subprocess.DEVNULL)


def postgres(tools, table, runs, demo, ballots, round):
    with cluster(tools) as (programs, port, url):
        subprocess.run([tools.roundtable, "copy", "--from", f"sqlite:{demo.file}", "--to", url], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([programs / "psql", "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "bench", "-c",
                        "CREATE TABLE bench_participation (who BIGINT PRIMARY KEY, receipt TEXT);"
                        "CREATE TABLE bench_journal (sequence BIGSERIAL PRIMARY KEY, time BIGINT, actor TEXT, scope TEXT, subject TEXT, kind TEXT, facts TEXT, hash BYTEA);"
                        "CREATE INDEX ON bench_journal (scope, sequence); CREATE INDEX ON bench_journal (subject, sequence)", "bench"], check=True)
        script = tools.path("insert.sql")
        script.write_text(INSERT.format(round=round, choices=json.dumps({"feasibility": {}, "values": {}})))
        base, found = [], []
        with serving(tools, demo, "--database", url) as product:
            for _ in range(runs):
                made = subprocess.run([programs / "pgbench", "-h", "127.0.0.1", "-p", str(port), "-U", "bench", "-n", "-M", "prepared", "-f", script,
                                       "-c", "32", "-j", "1", "-T", str(SECONDS), "bench"], check=True, stdout=subprocess.PIPE, text=True).stdout
                base.append(float(re.search(r"tps = ([\d.]+)", made).group(1)))
                found.append(tools.load(product.port, ballots, VOTERS))
        table.rates("pgbench of the same inserts, 32 clients", base)
        table.rates("ballots on PostgreSQL", found, base, 0.5)
