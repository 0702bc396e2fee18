"""Somebody who holds everything that a round releases, knows who sits where and who voted, and has a solver.

The rule that is attacked is decision 18. The rooms are random; their files are made by the product (`roundtable release-rehearsal`). The old
release (exact means of sectors beside single ballots) is attacked in the same way, and there the attacker must win: a check that cannot fail
is worth nothing. ROUNDTABLE_ATTACKER_ROOMS says how many rooms, ROUNDTABLE_ATTACKER_SECONDS for how long.
"""
import collections
import csv
import io
import json
import os
import random
import subprocess
import time
from fractions import Fraction
from math import lcm
from pathlib import Path

from ortools.sat.python import cp_model

ROUNDTABLE = Path(__file__).resolve().parents[2] / ".build/debug/roundtable"
ROOMS = int(os.environ.get("ROUNDTABLE_ATTACKER_ROOMS", "24"))
SECONDS = int(os.environ.get("ROUNDTABLE_ATTACKER_SECONDS", "60"))
ITEMS = ["A", "B", "C", "D"]
LEAST = 5


def ballot(chance, method):
    if method == "rating":
        return [chance.choice([None] + list(range(1, 10))) for _ in ITEMS]
    if method == "multivote":
        values = [None] * len(ITEMS)
        for item in chance.sample(range(len(ITEMS)), chance.randint(0, 3)):
            values[item] = chance.randint(1, 2)
        return values
    if method == "approval":
        return [chance.choice([None, 1]) for _ in ITEMS]
    order = chance.sample(range(len(ITEMS)), chance.randint(1, len(ITEMS)))
    return [order.index(item) + 1 if item in order else None for item in range(len(ITEMS))]


def room(chance, method, people):
    sectors = [f"s{number}" for number in range(chance.randint(1, 4))]
    countries = [f"c{number}" for number in range(chance.randint(1, 9))]
    voters = []
    for _ in range(people):
        voters.append({
            # Skewed, so that there are lone people.
            "sector": None if chance.random() < 0.05 else min(chance.choice(sectors), chance.choice(sectors)),
            "country": None if chance.random() < 0.05 else min(chance.choice(countries), chance.choice(countries)),
            "values": ballot(chance, method),
        })
    return {"method": method, "items": ITEMS, "voters": voters}


def released(rooms):
    text = "".join(json.dumps(room) + "\n" for room in rooms)
    made = subprocess.run([ROUNDTABLE, "release-rehearsal"], input=text, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in made.stdout.splitlines()]


def rows(text, method, people):
    """The ballots of the file, as tuples by item; those that say nothing stand in no file of a rating or a ranking."""
    found = collections.defaultdict(lambda: [None] * len(ITEMS))
    for line in csv.DictReader(io.StringIO(text)):
        assert line["sector"] == "" and line["country"] == ""
        ballot = found[line["ballot"]]
        ballot[ITEMS.index(line["item"])] = int(line["value"]) or None
    all_rows = [tuple(ballot) for ballot in found.values()]
    return all_rows + [(None,) * len(ITEMS)] * (people - len(all_rows))


def said(row, item, method):
    """As a file of numbers says it."""
    value = row[item]
    if method == "ranking" and value is None:
        ranked = sum(value is not None for value in row)
        return f"{ranked}+" if ranked else ""
    return {None: "" if method in ("rating", "ranking") else "0"}.get(value, str(value))


class Attack:
    """Which voter may have which row, by everything that was released."""

    def __init__(self, room, rows):
        self.room, self.model = room, cp_model.CpModel()
        self.kinds = collections.Counter(rows)
        self.has = [{kind: self.model.new_bool_var("") for kind in self.kinds} for _ in room["voters"]]
        for mine in self.has:
            self.model.add_exactly_one(mine.values())
        for kind, count in self.kinds.items():
            self.model.add(sum(mine[kind] for mine in self.has) == count)

    def knows_numbers(self, text):
        """Each line of the file of numbers is an equation."""
        lines = collections.defaultdict(dict)
        for line in csv.DictReader(io.StringIO(text)):
            if line["reading"] == "people":
                continue
            key = (line["reading"], line["group"], int(line["weight"]), int(line["people"]))
            lines[key][(line["item"], line["value"])] = int(line["ballots"])
        for key, counts in lines.items():
            members = self.members(*key, [k for k in lines if k[0] == key[0]])
            assert len(members) == key[3], key
            for item in range(len(ITEMS)):
                values = {said(kind, item, self.room["method"]) for kind in self.kinds}
                for value in values:
                    having = [kind for kind in self.kinds if said(kind, item, self.room["method"]) == value]
                    total = sum(self.has[voter][kind] for voter in members for kind in having)
                    self.model.add(total == counts.get((ITEMS[item], value), 0))

    def members(self, reading, group, weight, people, groups):
        """Who is counted in a group follows from who sits where: the rule is public."""
        attribute = "sector" if reading == "sectors" else "country"
        of = lambda name: [n for n, voter in enumerate(self.room["voters"]) if voter[attribute] == name]
        names = sorted({voter[attribute] for voter in self.room["voters"]} - {None})
        if reading == "sectors":
            mine = group.split("+")
        else:
            # From the smallest countries to the largest, as many as each group weighs.
            names.sort(key=lambda name: (len(of(name)), name))
            before = sum(k[2] for k in groups if int(k[1]) < int(group))
            mine = names[before:before + weight]
        members = [n for name in mine for n in of(name)]
        return members if len(members) == people else members + of(None)

    def knows_means(self):
        """What was released before decision 18: the exact mean of the sectors' means of each item."""
        sectors = collections.defaultdict(list)
        for number, voter in enumerate(self.room["voters"]):
            sectors[voter["sector"]].append(number)
        scale = lcm(*(len(members) for members in sectors.values()))
        for item in range(len(ITEMS)):
            truth, sum_of = 0, []
            for members in sectors.values():
                weight = scale // len(members)
                truth += weight * sum(self.room["voters"][n]["values"][item] or 0 for n in members)
                sum_of += [weight * (kind[item] or 0) * self.has[n][kind] for n in members for kind in self.kinds]
            self.model.add(sum(sum_of) == truth)

    def solve(self, *more):
        """One assignment in which one of each group of more variables holds; nothing where there is none."""
        model = self.model.clone()
        for variables in more:
            model.add_bool_or([model.get_bool_var_from_proto_index(variable.index) for variable in variables])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 1, 20
        state = solver.solve(model)
        assert state in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE), "the solver found no answer in time"
        if state == cp_model.INFEASIBLE:
            return None
        return [next(kind for kind, variable in mine.items() if solver.boolean_value(variable)) for mine in self.has]

    def owners(self, kind, enough=LEAST):
        """Voters who may have cast a row, until there are enough."""
        found = set()
        while len(found) < enough:
            rest = [mine[kind] for n, mine in enumerate(self.has) if n not in found]
            answer = self.solve(rest) if rest else None
            if answer is None:
                break
            found |= {n for n, row in enumerate(answer) if row == kind}
        return found

    def rows_of(self, voter, enough=LEAST):
        """How many rows of the file may be a voter's, until there are enough."""
        found = set()
        while sum(self.kinds[kind] for kind in found) < enough:
            rest = [variable for kind, variable in self.has[voter].items() if kind not in found]
            answer = self.solve(rest) if rest else None
            if answer is None:
                break
            found.add(answer[voter])
        return sum(self.kinds[kind] for kind in found), found

    def other_content(self, members):
        """Whether people who are fewer than five may have cast other ballots than they did."""
        truth = collections.Counter(tuple(self.room["voters"][n]["values"]) for n in members)
        more = []
        for kind in self.kinds:
            is_more = self.model.new_bool_var("")
            self.model.add(sum(self.has[n][kind] for n in members) >= truth[kind] + 1).only_enforce_if(is_more)
            more.append(is_more)
        return self.solve(more) is not None


def small_groups(room):
    for attributes in (["sector"], ["country"], ["sector", "country"]):
        groups = collections.defaultdict(list)
        for number, voter in enumerate(room["voters"]):
            groups[tuple(voter[a] for a in attributes)].append(number)
        yield from (members for members in groups.values() if len(members) < LEAST)


def test_everything_released_leaves_five_possible_owners():
    chance, start, done = random.Random(18), time.monotonic(), 0
    sizes = [8, 12, 15, 10, 24, 9, 18, 45, 13, 30, 60]
    methods = ["rating", "multivote", "approval", "ranking"]
    rooms = [room(chance, methods[n % 4], sizes[n % len(sizes)]) for n in range(ROOMS)]
    for this, files in zip(rooms, released(rooms)):
        if time.monotonic() - start > SECONDS:
            break
        found = rows(files["ballots"], this["method"], len(this["voters"]))
        truth = collections.Counter(tuple(voter["values"]) for voter in this["voters"])
        assert collections.Counter(found) == truth
        attack = Attack(this, found)
        attack.knows_numbers(files["counts"])
        for kind in attack.kinds:
            assert len(attack.owners(kind)) >= LEAST, f"{kind} of {this}"
        lonely = sorted({n for members in small_groups(this) for n in members})[:6]
        for voter in lonely:
            assert attack.rows_of(voter)[0] >= LEAST, f"voter {voter} of {this}"
        for members in list(small_groups(this))[:6]:
            # Where all who may be meant said the same, it is theirs whoever they are.
            kinds = set().union(*(attack.rows_of(n, enough=10**6 if len(this["voters"]) < 13 else LEAST)[1] for n in members))
            assert len(kinds) < 2 or attack.other_content(members), f"{members} of {this}"
        done += 1
    assert done >= 4, "too few rooms in the time"
    print(f"{done} rooms")


def test_the_old_release_is_beaten():
    """Sectors of six, five and one; single ballots beside the exact mean of the sectors' means."""
    chance, won = random.Random(5), 0
    for _ in range(10):
        voters = [{"sector": sector, "country": None, "values": [chance.randint(1, 9) for _ in ITEMS]}
                  for sector in ["health"] * 6 + ["security"] * 5 + ["civil"]]
        this = {"method": "rating", "items": ITEMS, "voters": voters}
        attack = Attack(this, [tuple(voter["values"]) for voter in voters])
        attack.knows_means()
        count, kinds = attack.rows_of(11)
        won += count == 1 and kinds == {tuple(voters[11]["values"])}
    assert won >= 8, f"the attacker found only {won} of 10: it is too weak to prove anything"
