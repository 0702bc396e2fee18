"""An exercise in play on both engines: releases, the console, decisions in the last seconds, a long MSEL.

The world is Nordgate's, made larger: more cells with three players each, twelve controllers, ten evaluators, observers, all on live pages.
What is measured is what a person waits for: from the controller's click until the last player's screen has the paper.
"""
import contextlib, json, random, re, statistics, subprocess, sys, threading, time
from bench import ROOT, Server, request, seconds, stop
from crowd import Crowd

sys.path.insert(0, str(ROOT / "Tests/Browser"))
from world import Cluster  # noqa: E402

MINUTE = 60_000
# What was asked for at the first size; the second may take twice as long.
SCREEN, CONSOLE, MSEL = 0.5, 0.05, 0.3
DECISIONS, WITHIN = 60, 10
# Papers that are out before anything is measured: a third of the injects.
SENT = 3


class Size:
    def __init__(self, cells, injects, observers, factor=1):
        self.cells, self.injects, self.observers, self.factor = cells, injects, observers, factor

    @property
    def name(self):
        return f"{self.cells} × 3 players, {self.observers:,} observers, {self.injects} injects"


# The second is wanted within twice the times of the first.
SIZES = [Size(20, 500, 200), Size(64, 500, 2_000, factor=2)]


class Stage(Crowd):
    """Fills the exercise of the story of infrastructure; its rows are the pattern."""

    def __init__(self, file):
        super().__init__(file)
        self.event, self.msel = self.data.execute(
            "SELECT event_id, msel_id FROM exercise ORDER BY (SELECT count(*) FROM inject WHERE inject.msel_id = exercise.msel_id) DESC").fetchone()

    def fill(self, size):
        """The cookies of players, controllers, evaluators and observers, and the players as (token, cell, whether they speak)."""
        cells = self.cells(size.cells)
        self.injects(size.injects, cells)
        speaking, cookies = [], {"player": [], "controller": [], "evaluator": [], "observer": []}
        functions = [row[0] for row in self.data.execute("SELECT id FROM exercise_function WHERE msel_id = ? ORDER BY position", (self.msel,))]
        tasks = [row[0] for row in self.data.execute("SELECT id FROM critical_task WHERE msel_id = ? ORDER BY number", (self.msel,))]
        pattern = self.row("exercise_seat", f"event_id = '{self.event}' AND role = 'player'")
        self.data.execute("DELETE FROM task_assignment")
        self.data.execute("DELETE FROM exercise_seat WHERE event_id = ?", (self.event,))

        def seat(person, role, cell=None, function=None, speaks=False):
            made = {**pattern, "id": self.id(), "participant_id": person[0], "role": role, "cell_id": cell, "function_id": function,
                    "is_spokesperson": speaks, "startex_at": self.now if role == "player" else None}
            cookies[role].append(person[2])
            return made

        seats, people = [], iter(self.people(3 * size.cells + 12 + 10 + size.observers))
        for cell in cells:
            for number, function in enumerate(functions):
                person = next(people)
                seats.append(seat(person, "player", cell, function, number == 0))
                speaking.append((person[1], cell, number == 0))
        seats += [seat(next(people), "controller") for _ in range(12)]
        evaluators = [seat(next(people), "evaluator") for _ in range(10)]
        lookers = list(people)
        self.insert("exercise_seat", seats + evaluators + [seat(person, "observer") for person in lookers])
        self.data.executemany("UPDATE participant SET role = 'observer' WHERE id = ?", [(person[0],) for person in lookers])
        self.insert("task_assignment", [
            {"seat_id": evaluators[number % 10]["id"], "task_id": task, "cell_id": cell} for number, cell in enumerate(cells) for task in tasks])
        return cookies, speaking

    def cells(self, count):
        """So many cells in which people play."""
        pattern = self.row("exercise_cell", f"msel_id = '{self.msel}' AND code = 'A'")
        known = [row[0] for row in self.data.execute(
            "SELECT id FROM exercise_cell WHERE msel_id = ? AND kind = 'players' ORDER BY number", (self.msel,))]
        languages = ["en", "fr", "ru"]
        countries = [row[0] for row in self.data.execute("SELECT code FROM country ORDER BY code")]
        rows = [{**pattern, "id": self.id(), "number": 100 + number, "code": f"C{number}", "name": f"Invented cell {number}", "country": countries[number],
                 "language": languages[number % 3]} for number in range(len(known), count)]
        self.insert("exercise_cell", rows)
        return known + [row["id"] for row in rows]

    def injects(self, count, cells):
        """Six in ten go to all, each tenth asks for a decision; what is out by hand and what is to come are spread over the exercise."""
        pattern = self.row("inject", f"msel_id = '{self.msel}' AND release = 'hand' AND channel = 'document'")
        have, points, recipients, texts, options = self.data.execute(
            "SELECT count(*) FROM inject WHERE msel_id = ?", (self.msel,)).fetchone()[0], [], [], [], []
        last = self.data.execute("SELECT max(number) FROM decision_point WHERE msel_id = ?", (self.msel,)).fetchone()[0]
        rows = []
        for number in range(have, count):
            id = self.id()
            rows.append({**pattern, "id": id, "position": 1_000 + number, "label": f"X{number}", "title": f"Invented inject {number}",
                         "move_id": None, "offset_ms": number * 165 * MINUTE // count})
            if self.random.random() < 0.6 or number % 10 == 0:
                recipients.append({"inject_id": id, "kind": "all", "target_id": ""})
            else:
                recipients += [{"inject_id": id, "kind": "cell", "target_id": cell} for cell in self.random.sample(cells, 3)]
            texts += [{"inject_id": id, "language": language, "subject": f"Invented inject {number}", "state": "checked",
                       "body": " ".join(["What is told here is invented, and nobody is in danger."] * 8), "source_revision": pattern["revision"]}
                      for language in ("en", "fr", "ru")]
            if number % 10 == 0:
                point = self.id()
                last += 1
                points.append({"id": point, "msel_id": self.msel, "inject_id": id, "number": last, "question": '{"en":"What do you do?"}',
                               "deadline_ms": 12 * MINUTE, "consent": "[]", "allows_other": True})
                options += [{"id": self.id(), "point_id": point, "position": place, "code": code, "text": f'{{"en":"Way {code}"}}'}
                            for place, code in enumerate("abc", 1)]
        # What was planned before would be released by itself in the middle of it all.
        self.data.execute("UPDATE inject SET release = 'hand', move_id = NULL WHERE msel_id = ?", (self.msel,))
        for table, made in (("inject", rows), ("inject_recipient", recipients), ("inject_text", texts), ("decision_point", points),
                            ("decision_option", options)):
            self.insert(table, made)


class Listeners:
    """Open pages of one kind or several."""

    def __init__(self, tools, product, pages, mark="event: region"):
        self.count = len(pages)
        file = tools.requests([request("GET", path, Cookie=f"roundtable_seat={cookie}") for path, cookie in pages])
        self.process = subprocess.Popen([tools.listen, str(product.port), file, mark], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if not self.process.stdout.readline().startswith("ready"):
            stop("not everybody could listen")

    def arrivals(self, trigger):
        """Calls the trigger; the seconds until each had the event, ascending."""
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self.process.stdout.readline()
        begin = time.monotonic_ns()
        trigger()
        moments = []
        while not (line := self.process.stdout.readline()).startswith("missing"):
            if not line.startswith("bytes"):
                moments.append((int(line) - begin) / 1e9)
        if line.split()[1] != "0":
            stop(f"{line.split()[1]} of {self.count} players did not get the paper")
        return sorted(moments)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


class Play:
    """An exercise on a server, run by its director through the API."""

    def __init__(self, product, event, token):
        self.product, self.token = product, token
        self.pages, self.api = f"/events/{event}/exercise", f"/api/v1/events/{event}"
        self.cookie = product.enter(f"/sign-in/links/{token}")

    def start(self, size, cells):
        self.product.ask("POST", f"{self.api}/exercise/clock", token=self.token, body={"act": "start"})
        waiting = [one for one in self.releases() if one["status"] == "approved" and one["label"].startswith("X")]
        for one in waiting[:size.injects // SENT]:
            self.release(one["inject"])
        # Those that go to all: what is measured, and what is decided.
        self.left = [one["inject"] for one in waiting[size.injects // SENT:] if len(one["open"]) >= cells]

    def releases(self):
        return json.loads(self.product.ask("GET", f"{self.api}/releases", token=self.token)[1])["items"]

    def release(self, inject):
        self.product.ask("POST", f"{self.api}/releases", token=self.token, body={"inject": inject, "acceptsGaps": True})

    def decisions(self):
        found, query = [], "?limit=200"
        while True:
            body = json.loads(self.product.ask("GET", f"{self.api}/decisions{query}", token=self.token)[1])
            found += body["items"]
            if not body.get("next"):
                return found
            query = f"?limit=200&cursor={body['next']}"


def decide(play, point, speaking, count):
    """So many decisions, spread over ten seconds by chance; (seconds until each was answered, ids)."""
    chance, waits, ids, mutex, threads = random.Random(2), [], [], threading.Lock(), []

    def one(token, moment, number):
        time.sleep(moment)
        begin = time.monotonic()
        _, text = play.product.ask("POST", f"{play.api}/decisions", token=token, body={
            "point": point, "optionCode": "abc"[number % 3], "rationale": "As our plan says.", "confidence": 3,
            **({"changeReason": "A neighbour told us."} if number % 3 else {})})
        with mutex:
            waits.append(time.monotonic() - begin)
            ids.append(json.loads(text)["id"])

    for number, (token, _, _) in enumerate(speaking[:count]):
        threads.append(threading.Thread(target=one, args=(token, chance.uniform(0, WITHIN), number)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return sorted(waits), ids


def share(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def played(tools, table, storage, token, event, cookies, speaking, size, engine, runs):
    """One size on one engine: releases, the console, decisions and what is left of them after a kill."""
    command = [tools.roundtable, "serve", *storage, "--log-level", "warning"]
    with contextlib.ExitStack() as stack:
        product = stack.enter_context(Server(command))
        play = Play(product, event, token)
        play.start(size, size.cells)
        others = [(f"{play.pages}/{path}/live", cookie) for role, path in
                  (("controller", "console"), ("evaluator", "evaluate"), ("observer", "observe")) for cookie in cookies[role]]
        stack.enter_context(Listeners(tools, product, others))
        screens = stack.enter_context(Listeners(tools, product, [(f"{play.pages}/play/live", cookie) for cookie in cookies["player"]]))
        moments = []
        for inject in play.left[:runs + 1]:
            # A screen is renewed at most four times a second.
            time.sleep(0.6)
            moments.append(screens.arrivals(lambda: play.release(inject)))
        all_of_them = [moment for one in moments[1:] for moment in one]
        figure(table, f"a release until each of {len(cookies['player'])} players’ screens has it, p50", engine, share(all_of_them, 0.5))
        figure(table, "… p99", engine, share(all_of_them, 0.99), SCREEN * size.factor)
        console = [product.time("GET", f"{play.pages}/console", cookie=play.cookie) for _ in range(4 * runs + 1)][1:]
        figure(table, f"console page, {size.injects} injects × {size.cells} cells, median", engine, statistics.median(console),
               CONSOLE * size.factor)
        figure(table, "… slowest", engine, max(console))
        cookie = f"roundtable_seat={cookies['player'][0]}"
        figure(table, "player’s page, median", engine,
               statistics.median(product.time("GET", f"{play.pages}/play", cookie=cookie) for _ in range(2 * runs + 1)))
        count = DECISIONS * size.cells // 20
        # The newest of the questions that all were asked.
        point = point_of(product, play, cookie)
        waits, ids = decide(play, point, speaking, count)
        figure(table, f"{count} decisions in {WITHIN} s, each with its answer, p50", engine, share(waits, 0.5))
        figure(table, "… p99", engine, share(waits, 0.99))
        product.process.kill()
        product.process.wait()
        with Server(command) as again:
            known = {one["id"] for one in Play(again, event, token).decisions()}
        lost = len(set(ids) - known)
        table.row(f"… after kill -9: answered {len(ids)}, lost", engine, str(lost), "wanted 0" + ("" if lost == 0 else ": missed"))
        table.figures.append({"what": f"decisions lost of {len(ids)}", "engine": engine, "value": lost, "wanted": 0})


def point_of(product, play, cookie):
    page = product.ask("GET", f"{play.pages}/play", cookie=cookie)[1].decode()
    found = re.findall(r"/play/questions/([0-9a-f-]{36})", page)
    if not found:
        stop("nobody was asked to decide")
    return found[-1]


def figure(table, what, engine, value, wanted=None):
    note = "" if wanted is None else f"wanted under {seconds(wanted)}: {value / wanted:.2f} of it{'' if value < wanted else ', missed'}"
    table.row(what, engine, seconds(value), note)
    table.figures.append({"what": what, "engine": engine, "seconds": round(value, 5), "wanted": wanted})


def each(tools, cluster, demo):
    """A name and the storage of each engine, with the same rows."""
    yield "SQLite", ["--data", demo.data]
    name = f"b{tools.path('x').name.split('-')[0]}"
    cluster._run("createdb", "-h", cluster.folder, "-U", "roundtable", "-T", "template0", name)
    url = cluster.url.replace("/roundtable?", f"/{name}?")
    subprocess.run([tools.roundtable, "copy", "--from", f"sqlite:{demo.file}", "--to", url], check=True, stdout=subprocess.DEVNULL)
    yield "PostgreSQL", ["--data", demo.data, "--database", url]


def run(tools, table, runs):
    first = tools.demo(until="planned", story="infrastructure")
    token = first.links["director"].rsplit("/", 1)[1]
    with contextlib.ExitStack() as stack:
        cluster = Cluster()
        stack.callback(cluster.stop)
        for size in SIZES:
            demo = first.copy(tools)
            with Stage(demo.file) as stage:
                cookies, speaking = stage.fill(size)
                event = stage.event
            table.head(f"An exercise in play: {size.name}", "", "engine", "", "")
            pristine = demo.copy(tools)
            for engine, storage in each(tools, cluster, pristine):
                # On SQLite the copy is played; PostgreSQL gets the rows as they were.
                place = ["--data", demo.data] if engine == "SQLite" else storage
                played(tools, table, place, token, event, cookies, speaking, size, engine, runs)
        demo = first.copy(tools)
        with Stage(demo.file) as stage:
            stage.fill(Size(20, 2_000, 0))
            event = stage.event
        table.head("An MSEL of 2,000 injects", "", "engine", "", "")
        for engine, storage in each(tools, cluster, demo):
            with Server([tools.roundtable, "serve", *storage, "--log-level", "warning"]) as product:
                cookie = product.enter(f"/sign-in/links/{token}")
                for what, path in (("its page", "msel"), ("the coverage page", "coverage")):
                    took = [product.time("GET", f"/events/{event}/exercise/{path}", cookie=cookie) for _ in range(runs + 1)][1:]
                    figure(table, f"{what}, median", engine, statistics.median(took), MSEL)
