"""Plans and needs as large as they may be, on both engines: a plan of 5,000 actions as somebody opens it, and a picture of 64 countries.

The actions come in by the table that anybody may send; what countries have submitted is written into the tables, as their focal points would
have sent it over months.
"""
import base64, contextlib, csv, io, json, statistics, subprocess, sys
from bench import ROOT, Server, seconds
from crowd import Crowd

sys.path.insert(0, str(ROOT / "Tests/Browser"))
from world import Cluster  # noqa: E402

ACTIONS, MILESTONES, COUNTRIES, INDICATORS, SECTORS = 5_000, 3, 64, 150, 3
PLAN, PICTURE = 0.3, 1.0
COLUMNS = ["number", "title", "kind", "country", "region", "priority", "lead", "sectors", "element", "state", "starts", "due", "weight", "cost",
           "currency", "funded-by", "secured", "depends-on", "milestones", "sources"]
KINDS, ELEMENTS = ["action", "project", "training", "event", "document"], ["planning", "organisation", "equipment", "training", "exercise"]


class World(Crowd):
    """The network of the story of working groups, with sixty-four countries at home in regions."""

    def programme(self):
        """That with the most countries among those that somebody organises."""
        found = self.data.execute(
            "SELECT o.programme_id FROM programme_organiser o LEFT JOIN member m ON m.programme_id = o.programme_id AND m.kind = 'country'"
            " GROUP BY o.programme_id ORDER BY count(m.id) DESC LIMIT 1").fetchone()[0]
        known = {row[0] for row in self.data.execute("SELECT ref FROM member WHERE programme_id = ? AND kind = 'country'", (found,))}
        homes = {row[0] for row in self.data.execute("SELECT country FROM region_country WHERE until IS NULL")}
        regions = [row[0] for row in self.data.execute("SELECT id FROM region ORDER BY code")]
        countries = [row[0] for row in self.data.execute("SELECT code FROM country ORDER BY code")]
        wanted = (sorted(homes) + [one for one in countries if one not in homes])[:COUNTRIES]
        for number, country in enumerate(one for one in wanted if one not in homes):
            self.data.execute(
                "INSERT INTO region_country (region_id, country, since) VALUES (?, ?, '2018-01-01')", (regions[number % len(regions)], country))
        pattern = self.row("member", "kind = 'country'")
        self.insert("member", [
            {**pattern, "id": self.id(), "programme_id": found, "ref": country, "name": country, "since": "2018-01-01", "until": None}
            for country in wanted if country not in known])
        return found

    def submit(self, cycle):
        """What every country of a cycle has answered: three sectors, and the national value."""
        codes, sectors = [f"I{number}" for number in range(1, INDICATORS + 1)], [
            row[0] for row in self.data.execute("SELECT code FROM sector ORDER BY position LIMIT ?", (SECTORS,))]
        answers, values, submissions = [], [], []
        for (assessment,) in self.data.execute("SELECT id FROM needs_assessment WHERE cycle_id = ? ORDER BY country", (cycle,)).fetchall():
            national = []
            for code in codes:
                told = [self.random.randint(1, 5) for _ in sectors]
                answers += [
                    {"id": self.id(), "assessment_id": assessment, "indicator": code, "sector": sector, "value": str(value), "not_applicable": False,
                     "note": "", "evidence_kind": "none", "evidence": "", "answered_by": None, "answered_at": self.now}
                    for sector, value in zip(sectors, told)]
                national.append({"indicator": code, "kind": "value", "value": sorted(told)[1], "reason": "", "target": 5, "targetOn": ""})
            values += [
                {"assessment_id": assessment, "indicator": one["indicator"], "kind": "value", "value": one["value"], "reason": "", "target": 5,
                 "target_on": "", "set_by": None, "set_at": self.now} for one in national]
            submissions.append({
                "assessment_id": assessment, "version": 1, "content": json.dumps(national), "mandate_id": None, "submitted_by": None,
                "submitted_at": self.now})
        self.insert("needs_answer", answers)
        self.insert("needs_value", values)
        self.insert("needs_submission", submissions)
        self.data.execute(
            "UPDATE needs_assessment SET state = 'submitted', sharing = 'counted', version = 1 WHERE cycle_id = ?", (cycle,))
        return len(submissions), len(answers)


def table(world):
    """The plan as a file: half of the actions wait for another, most have milestones."""
    chance, text = world.random, io.StringIO()
    out = csv.writer(text)
    out.writerow(COLUMNS)
    for number in range(1, ACTIONS + 1):
        month = chance.randint(1, 12)
        steps = ";".join(
            f"Step {place}|2027-{month:02d}-{10 + place}|{'2026-05-01' if chance.random() < 0.5 else ''}" for place in range(MILESTONES))
        before = f"A{chance.randint(max(1, number - 50), number - 1)}" if number > 1 and chance.random() < 0.5 else ""
        out.writerow([
            f"A{number}", f"Invented action {number} of many", chance.choice(KINDS), "", "", f"Priority {number % 12}", "", "health;security",
            chance.choice(ELEMENTS), "proposed", f"2027-{month:02d}-01", f"2027-{month:02d}-28", chance.randint(1, 5), chance.randint(1, 90) * 1000,
            "EUR", "Somebody", "yes" if chance.random() < 0.5 else "no", before, steps, "a workshop"])
    return text.getvalue().encode()


def upload(name, content):
    return {"fileName": name, "content": base64.b64encode(content).decode()}


def made(product, token, programme, content):
    """(plan, cycle, seconds that the import took)"""
    _, text = product.ask("POST", f"/api/v1/programmes/{programme}/plans", token=token, body={"title": "A large plan", "kind": "roadmap"})
    plan = json.loads(text)["id"]
    took = product.time("POST", f"/api/v1/plans/{plan}/import", token=token, body=upload("plan.csv", content))
    rows = "pillar,capacity,code,indicator\n" + "".join(
        f"Pillar {number % 10},Capacity {number % 30},I{number},Invented indicator {number}\n" for number in range(1, INDICATORS + 1))
    _, text = product.ask(
        "POST", f"/api/v1/programmes/{programme}/frameworks", token=token, body={"title": "Invented capacities", "code": "BENCH", "table": rows})
    framework = json.loads(text)["id"]
    _, text = product.ask(
        "POST", f"/api/v1/programmes/{programme}/assessments", token=token, body={"title": "A large cycle", "framework": framework})
    return plan, json.loads(text)["id"], took


def opened(product, token, programme, plan):
    """What is opened, each with its address and whether it is asked as a program does."""
    _, text = product.ask("GET", f"/api/v1/plans/{plan}/items", token=token)
    first = json.loads(text)["items"]
    item = next((one["id"] for one in first if one["dependsOn"]), first[0]["id"])
    return {
        "list of plans": f"/programmes/{programme}/plans",
        "overview": f"/programmes/{programme}/planning",
        "plan: table": f"/plans/{plan}",
        "plan: table, by owner": f"/plans/{plan}?view=country",
        "plan: a word": f"/plans/{plan}?q=4711",
        "plan: timeline": f"/plans/{plan}?view=timeline",
        "plan: lanes": f"/plans/{plan}?view=lanes",
        "plan: on the wall": f"/plans/{plan}/wall",
        "one action": f"/plan-items/{item}",
        "plan as CSV": f"/plans/{plan}/table/csv",
        "progress by the API": f"/api/v1/plans/{plan}/progress",
    }


def run(tools, table_of, runs):
    demo = tools.demo(story="working-groups")
    with World(demo.file) as world:
        programme, content = world.programme(), table(world)
    table_of.head(
        f"A plan of {ACTIONS:,} actions with {MILESTONES} milestones each", "", "engine", "median", "max", f"wanted under {seconds(PLAN)}")
    with Server([tools.roundtable, "serve", "--data", demo.data, "--log-level", "warning"]) as product:
        plan, cycle, took = made(product, demo.lead, programme, content)
    table_of.row("brought in by its table", "SQLite", seconds(took), "", "")
    with World(demo.file) as world:
        countries, answers = world.submit(cycle)
    pictures = []
    with contextlib.ExitStack() as stack:
        cluster = Cluster()
        stack.callback(cluster.stop)
        subprocess.run([tools.roundtable, "copy", "--from", f"sqlite:{demo.file}", "--to", cluster.url], check=True, stdout=subprocess.DEVNULL)
        for engine, database in (("SQLite", f"sqlite:{demo.file}"), ("PostgreSQL", cluster.url)):
            with Server([tools.roundtable, "serve", "--data", demo.data, "--database", database, "--log-level", "warning"]) as product:
                cookie = product.enter(f"/sign-in/links/{demo.lead}")
                for what, path in opened(product, demo.lead, programme, plan).items():
                    who = {"token": demo.lead} if path.startswith("/api/") else {"cookie": cookie}
                    product.ask("GET", path, **who)
                    times = [product.time("GET", path, **who) for _ in range(runs)]
                    table_of.row(
                        what, engine, seconds(statistics.median(times)), seconds(max(times)), "missed" if statistics.median(times) > PLAN else "")
                    table_of.figures.append({"what": what, "engine": engine, "seconds": statistics.median(times), "wanted": PLAN})
                times = [
                    product.time("POST", f"/api/v1/programmes/{programme}/rollups", token=demo.lead, body={"cycle": cycle}) for _ in range(runs)]
                pictures.append((engine, times))
    table_of.head(
        f"A picture of {countries} countries, {INDICATORS} indicators, {answers:,} answers of sectors", "", "engine", "median", "max",
        f"wanted under {seconds(PICTURE)}")
    for engine, times in pictures:
        median = statistics.median(times)
        table_of.row("roll-up", engine, seconds(median), seconds(max(times)), "missed" if median > PICTURE else "")
        table_of.figures.append({"what": "roll-up", "engine": engine, "seconds": median, "wanted": PICTURE})
