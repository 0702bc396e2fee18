"""Two nodes behind haproxy, a primary with a synchronous standby, and lines between them that can be cut."""
import os
import signal
import time

from faults import KEPT, Row, fault, told
from ground import Postgres, Server, needed
from network import Balancer, Line
from room import Room

FAILOVERS = 8


class Site:
    """A room on two nodes. Each node reaches each database by a line of its own."""

    def __init__(self, place, chance):
        needed("haproxy", "haproxy")
        self.primary = Postgres(place)
        self.standby = self.primary.synchronised()
        self.lines = {name: [Line(place, self.primary.port), Line(place, self.standby.port)] for name in "AB"}
        self.nodes = {name: Server(place, ["--database", self.address(line.port for line in pair)]) for name, pair in self.lines.items()}
        balancer = Balancer(place, self.nodes.values())
        links = Room.found(place, self.direct(), balancer.port)
        for node in self.nodes.values():
            node.start()
        self.room = Room(place, self.direct(), balancer.port, chance.randrange(1_000_000))
        self.room.prepare(links)
        place.later(self.room.end)

    @staticmethod
    def address(ports):
        hosts = ",".join(f"127.0.0.1:{port}" for port in ports)
        return f"postgres://roundtable@{hosts}/roundtable?target_session_attrs=read-write"

    def direct(self):
        return ["--database", self.address((self.primary.port, self.standby.port))]

    def begin(self):
        """Work for two seconds, from which on pauses are counted."""
        room = self.room
        room.counts, room.waits = {}, {}
        room.go()
        time.sleep(2)
        room.gaps = []

    def lose(self):
        """The primary's machine is gone. A line that still took calls for it would be another fault: libpq then asks no other host."""
        self.primary.kill()
        for pair in self.lines.values():
            for line in pair:
                if line.target == self.primary.port:
                    line.cut("refused")

    def replace(self):
        """The standby is promoted, and a new one follows it."""
        self.primary, self.standby = self.standby, self.standby.synchronised()
        for pair in self.lines.values():
            for line, database in zip(pair, (self.primary, self.standby)):
                line.target = database.port
                line.mend()
        self.room.storage = self.direct()

    def result(self, name, did, promise, broken, again=True):
        """Counts the round and begins the next one."""
        room = self.room
        pause = f"nothing was acknowledged for {max(room.gaps):.1f} s at most" if room.gaps else "no pause over 0.5 s"
        try:
            broken += room.reckon()
        except RuntimeError as trouble:
            errors = [line for node in self.nodes.values() for line in node.complaints()]
            broken.append(f"{trouble}; log: {' | '.join(errors[-2:])[:300]}")
            # The next fault begins with nodes that work.
            for node in self.nodes.values():
                node.kill()
                node.start()
            broken += room.reckon()
        text = f"{did}; {pause}; meanwhile {told(room)}; {room.tell()}"
        if again:
            room.new_round()
        return Row(name, text, promise, broken)


def ready(nodes, within=60):
    """Seconds until every node reaches its database again."""
    begin = time.monotonic()
    while any(node.answers("/readyz") != 200 for node in nodes):
        if time.monotonic() > begin + within:
            raise RuntimeError(f"a node does not reach its database after {within} s")
        time.sleep(0.05)
    return time.monotonic() - begin


def isInWords(page):
    return page[0] == 503 and "database" in page[1]


@fault(KEPT + "; the other node goes on; the page of the one that was cut off says so", engines=("postgres",), short=())
def nodes(place, engine, chance, wish):
    """A node dies; a node is cut off, by silence as a firewall makes it and by refusal."""
    site = Site(place, chance)
    room, first = site.room, site.nodes["A"]
    site.begin()
    first.kill()
    time.sleep(8)
    broken = [] if max(room.gaps, default=0) < 5 else [f"the other node did not take over for {max(room.gaps):.1f} s"]
    back = first.start()
    time.sleep(2)
    yield site.result("one node killed", f"kill -9 of one of two nodes for 8 s, back in {back:.2f} s", nodes.promise, broken)
    for state in ("silent", "refused"):
        site.begin()
        for line in site.lines["A"]:
            line.cut(state)
        begin = time.monotonic()
        time.sleep(3)
        pages = [room.page(first.port, 25)]
        while time.monotonic() < begin + 15:
            time.sleep(1)
            pages.append(room.page(first.port, 25))
        time.sleep(max(0, begin + 30 - time.monotonic()))
        lasted = time.monotonic() - begin
        for line in site.lines["A"]:
            line.mend()
        back = ready([first])
        time.sleep(4)
        broken = [f"the page of the node that was cut off said {status or 'nothing'} {words} after {seconds:.1f} s"
                  for status, words, seconds in pages if not isInWords((status, words))][:1]
        if max(room.gaps, default=0) > 15:
            broken.append(f"the other node was held up for {max(room.gaps):.1f} s")
        yield site.result(
            f"node cut off, {state}",
            f"one node without database for {lasted:.0f} s; its page, asked {len(pages)} times, says {pages[0][0] or 'nothing'} "
            f"“{pages[0][1][:60]}…” after {max(page[2] for page in pages):.1f} s at most; ready again after {back:.1f} s",
            nodes.promise, broken, again=state == "silent")


@fault(KEPT + "; pages say what is going on until there is a primary again", engines=("postgres",), short=())
def failover(place, engine, chance, wish):
    """The primary dies and the standby is promoted: once after a while, then at once, again and again."""
    site = Site(place, chance)
    room = site.room
    site.begin()
    died = time.monotonic()
    site.lose()
    pages = [room.page(node.port, 25) for node in site.nodes.values()] + [room.page(None, 25)]
    waited = time.monotonic() - died
    site.standby.promote()
    back = ready(site.nodes.values())
    time.sleep(4)
    broken = [f"{who} said {status or 'nothing'} {words} after {seconds:.1f} s"
              for who, (status, words, seconds) in zip(("node A's page", "node B's page", "the page through haproxy"), pages)
              if not isInWords((status, words))]
    yield site.result(
        "primary killed", f"kill -9 of the primary and all its backends; pages say {pages[0][0]} “{pages[0][1][:60]}…” after "
        f"{max(page[2] for page in pages):.1f} s at most; promoted after {waited:.1f} s; both nodes ready {back:.1f} s after",
        failover.promise, broken)

    # The commit under way is the hard case. In every second turn the standby does not even get it: its number is then given again.
    site.replace()
    site.begin()
    broken, backs = [], []
    for number in range(FAILOVERS):
        if number:
            site.replace()
            room.go()
            time.sleep(chance.uniform(1, 2))
        if number % 2:
            for pid in site.primary.sql("SELECT pid FROM pg_stat_replication").split():
                os.kill(int(pid), signal.SIGSTOP)
            time.sleep(chance.uniform(0.2, 0.5))
        site.lose()
        site.standby.promote()
        backs.append(ready(site.nodes.values()))
        time.sleep(0.5)
        room.hold()
        broken += [f"failover {number + 1}: {sentence}" for sentence in room.look() + room.read_cards()]
        if broken:
            break
    room.go()
    time.sleep(1)
    yield site.result(f"failover, {number + 1} times", f"a new standby, kill -9 of the primary, promotion at once; both nodes ready "
                      f"{max(backs):.1f} s after at most", failover.promise, broken, again=False)
