"""A room under load, with a record of its own: phones that vote, table devices that write cards, pages that listen.

Each device does what the product's client does (roundtable.js, cards.js): it sends until it is answered, the same again after
silence or 5xx, and now and then something newer instead. The record holds what was acknowledged, and what was sent without answer.
"""
import http.client
import json
import random
import re
import subprocess
import threading
import time

from ground import enter, get

# Nothing that stands inside of an id: an address in the page may look like one.
RECEIPT = re.compile(r"(?<![0-9A-Za-z-])[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}(?![0-9A-Za-z-])")
PATIENCE = 15  # Seconds that the client module waits for an answer.


class Channel:
    """One kept connection, as a phone has it."""

    def __init__(self, port, token):
        self.port, self.token, self.line = port, token, None

    def ask(self, method, path, body=None, timeout=PATIENCE):
        """Status and parsed body; no status where there was no answer."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            if self.line is None:
                self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
            self.line.timeout = timeout
            self.line.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = self.line.getresponse()
            text = answer.read().decode(errors="replace")
            return answer.status, json.loads(text) if text[:1] in "{[" else text
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.close()
            return None, str(error)

    def close(self):
        if self.line:
            self.line.close()
        self.line = None


class Device(threading.Thread):
    """Sends one thing after the other; stands still between two of them while the room is held."""

    # How many times the room's pause lies between two sendings; and whether there is nothing left to send.
    calm = 1
    isDone = False

    def __init__(self, room, name, token):
        super().__init__(daemon=True, name=name)
        self.room, self.token = room, token
        self.chance = random.Random(f"{room.seed} {name}")
        self.channel = Channel(room.port, token)
        self.isResting = False
        # Sent without answer so far, oldest first.
        self.open = []

    def run(self):
        tries = 0
        while not self.room.isOver:
            if self.room.isHeld or (self.isDone and not self.open):
                self.isResting = True
                time.sleep(0.005)
                continue
            self.isResting = False
            method, path, body = self.open[-1] if self.open and not self.changes_mind() else self.next()
            if not self.open or self.open[-1][2] is not body:
                self.open.append((method, path, body))
            status, answer = self.channel.ask(method, path, body)
            self.room.note(status, answer)
            if status == 200:
                tries = 0
                self.acknowledged(body, answer)
                self.open = []
                time.sleep(self.chance.uniform(0, 2 * self.room.pause * self.calm))
            elif status is None or status >= 500 or status in (408, 429):
                # The client module begins with a second and goes up to 30: here shorter, so that more happens.
                tries += 1
                time.sleep(min(0.5, 0.05 * 2 ** tries) * self.chance.uniform(0.5, 1.5))
            else:
                self.room.trouble.append(f"{self.name} was refused with {status}: {str(answer)[:300]}")
                self.open = []
                time.sleep(0.5)
        self.channel.close()
        self.isResting = True

    def changes_mind(self):
        return False


class Phone(Device):
    """Votes again and again: the last ballot counts."""

    def __init__(self, room, name, token):
        super().__init__(room, name, token)
        self.ballot, self.receipt, self.sent = None, None, 0

    def next(self):
        issues = self.chance.sample(self.room.issues, self.chance.randint(1, 4))
        # As the client module counts: what a cut-off node still holds never takes the place of something newer.
        self.sent += 1
        return "PUT", f"{self.room.base}/rounds/{self.room.round}/ballot", {
            "choices": [{"issue": issue, "value": self.chance.randint(1, 3)} for issue in issues], "device": f"{self.name}-{self.room.seed}", "number": self.sent, "confirmed": True}

    def changes_mind(self):
        # The outbox replaces what waits from the same form.
        return self.chance.random() < 0.2

    def acknowledged(self, body, answer):
        self.ballot, self.receipt = body, answer["receipt"]
        self.room.counted("ballots")


class TableDevice(Device):
    """Writes words of its own into cards that others write too."""

    # On a fast machine six devices would fill all cards within a minute, and a full card refuses words (4,000 characters).
    calm = 6

    def __init__(self, room, name, token, cards):
        super().__init__(room, name, token)
        self.cards, self.known, self.count, self.words = cards, {}, 0, {}

    def next(self):
        card = self.chance.choice(self.cards)
        self.count += 1
        base = self.known.get(card)
        if base is None:
            status, answer = self.channel.ask("GET", f"{self.room.base}/cards/{card}")
            base = answer["text"] if status == 200 else self.room.first
        word = f"{self.name}w{self.count}"
        words = base.split(" ")
        words.insert(len(words) if self.chance.random() < 0.5 else self.chance.randint(1, len(words)), word)
        return "PUT", f"{self.room.base}/cards/{card}", {
            "base": base, "text": " ".join(words), "key": f"{self.name}-{self.room.seed}-{self.count}"}

    def acknowledged(self, body, answer):
        self.known[answer["id"]] = answer["text"]
        self.words[f"{self.name}w{self.count}"] = answer["id"]
        # A card that is nearly full is left alone: others may have a word for it on the way.
        if len(answer["text"]) > 3000:
            self.cards = [card for card in self.cards if card != answer["id"]]
            self.isDone = not self.cards
        self.room.counted("words")


class Ear(threading.Thread):
    """A page's event stream, opened again whenever it ends."""

    def __init__(self, room, cookie):
        super().__init__(daemon=True)
        self.room, self.cookie = room, cookie
        self.connections, self.since = 0, None

    def run(self):
        while not self.room.isOver:
            try:
                line = http.client.HTTPConnection("127.0.0.1", self.room.port, timeout=20)
                line.request("GET", f"/e/{self.room.code}/live", headers={"Cookie": self.cookie})
                answer = line.getresponse()
                while answer.status == 200 and not self.room.isOver:
                    text = answer.readline()
                    if not text:
                        break
                    if text.startswith(b"event: state"):
                        self.connections += 1
                        self.since = time.monotonic()
            except (OSError, http.client.HTTPException):
                pass
            finally:
                line.close()
            self.since = None
            time.sleep(0.2)


class Room:
    """The demo workshop with an open round and tables, and the people who work in it."""

    def __init__(self, ground, storage, port, seed, phones=24, devices=6, pause=0.05):
        self.ground, self.storage, self.port, self.seed, self.pause = ground, storage, port, seed, pause
        self.isHeld, self.isOver = True, False
        self.trouble, self.counts, self.waits, self.mutex = [], {}, {}, threading.Lock()
        self.lastAnswer, self.gaps = None, []
        self.first = "Simulated aspect."
        self.wanted = phones, devices
        self.people = []

    @staticmethod
    def found(ground, storage, port):
        """Makes the demo; gives its links."""
        status, said = ground.command("demo", *storage, "--port", port)
        if status:
            raise RuntimeError(f"roundtable demo failed: {said}")
        return dict(line.split(" ", 1) for line in said.splitlines() if " http" in line)

    def prepare(self, links):
        self.lead = Channel(self.port, links["facilitator"].rsplit("/", 1)[1])
        self.links = links
        event = self.must("GET", "/api/v1/events")["items"][0]["id"]
        self.base = f"/api/v1/events/{event}"
        self.code = self.must("GET", self.base)["code"]
        self.issues = [item["issue"] for item in self.must("GET", f"{self.base}/rounds")["items"][0]["items"]]
        seats = [one for one in self.must("GET", f"{self.base}/participants?limit=200")["items"] if one["role"] == "participant"]
        phones, devices = self.wanted
        tokens = [self.must("POST", f"{self.base}/participants/{one['id']}/link", {})["link"].rsplit("/", 1)[1]
                  for one in seats[:phones]]
        plan = self.must("POST", f"{self.base}/group-plans", {"groups": 2})["id"]
        self.must("PUT", f"{self.base}/group-plans/{plan}/use")
        self.must("PUT", f"{self.base}/priorities", {"issues": self.issues[:3]})
        group = self.must("GET", f"{self.base}/groups")["items"][0]["id"]
        self.must("PUT", f"{self.base}/groups/{group}", {"priorities": self.issues[:1]})
        self.cards = [self.must("POST", f"{self.base}/aspects", {
            "group": group, "issue": self.issues[0], "direction": "facilitating" if number % 2 else "blocking", "text": self.first,
            "withoutCase": True})["card"] for number in range(8)]
        self.phones = [Phone(self, f"p{number}", token) for number, token in enumerate(tokens)]
        # Members write on cards in the analysis only; who runs the room may at any time, also beside a vote, on any number of devices.
        self.devices = [TableDevice(self, f"d{number}", self.lead.token, self.cards) for number in range(devices)]
        self.cookie = enter(self.port, f"/i/{tokens[0]}")
        self.ears = [Ear(self, self.cookie) for _ in range(3)]
        self.new_round()
        for one in self.phones + self.devices + self.ears:
            one.start()

    def must(self, method, path, body=None):
        end = time.monotonic() + 40
        while True:
            status, answer = self.lead.ask(method, path, body)
            if status is not None and status < 300:
                return answer
            if (status is not None and status < 500) or time.monotonic() > end:
                raise RuntimeError(f"{method} {path} was answered {status}: {str(answer)[:300]}")
            time.sleep(0.3)

    def new_round(self):
        made = self.must("POST", f"{self.base}/rounds", {
            "title": "Under load", "issues": self.issues, "settings": {"method": "multivote", "dots": 12, "maxPerIssue": 3}})
        self.round, self.titles = made["id"], {item["issue"]: item["title"] for item in made["items"]}
        self.must("POST", f"{self.base}/rounds/{self.round}/opening", {})
        for phone in self.phones:
            phone.ballot, phone.receipt, phone.open = None, None, []

    def counted(self, kind):
        with self.mutex:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            now = time.monotonic()
            if self.lastAnswer and now - self.lastAnswer > 0.5:
                self.gaps.append(now - self.lastAnswer)
            self.lastAnswer = now

    def note(self, status, answer):
        if status == 200:
            return
        title = f"{status} {answer.get('title', '')}" if isinstance(answer, dict) else str(status or "no answer")
        with self.mutex:
            self.waits[title] = self.waits.get(title, 0) + 1

    def go(self):
        self.lastAnswer = None
        self.isHeld = False

    def hold(self, within=40):
        """Until every device stands still; what has no answer yet is sent again later."""
        self.isHeld = True
        end = time.monotonic() + within
        for one in self.phones + self.devices:
            while not one.isResting:
                if time.monotonic() > end:
                    raise RuntimeError(f"{one.name} waits for an answer since {within} s")
                time.sleep(0.005)

    def quiet(self, within=25):
        """Lets everything that has no answer be sent until it has one, and holds."""
        end = time.monotonic() + within
        self.go()
        while any(one.open for one in self.phones + self.devices) and time.monotonic() < end:
            time.sleep(0.02)
            self.hold()
            if any(one.open for one in self.phones + self.devices):
                self.go()
                time.sleep(0.05)
        self.hold()
        unanswered = [one.name for one in self.phones + self.devices if one.open]
        if unanswered:
            raise RuntimeError(f"no answer after {within} s for {', '.join(unanswered[:5])}")

    # ---- What was promised

    def look(self):
        """Each phone's ballot as the server has it: the last acknowledged, or a newer one that had no answer."""
        broken = []
        for phone in self.phones:
            allowed = [ballot_of(phone.ballot)] + [ballot_of(body) for _, _, body in phone.open]
            # A kept connection may have died with the server.
            phone.channel.close()
            end = time.monotonic() + 20
            while True:
                status, answer = phone.channel.ask("GET", f"{self.base}/rounds/{self.round}/ballot")
                if (status is not None and status < 500) or time.monotonic() > end:
                    break
                time.sleep(0.3)
            if status == 404:
                status, answer = 200, None
            if status != 200:
                broken.append(f"{phone.name}'s ballot cannot be read ({status} {str(answer)[:120]})")
            elif ballot_of(answer) not in allowed:
                broken.append(f"{phone.name}'s ballot is not the one acknowledged with {phone.receipt}: "
                              f"{'nothing is there' if not answer else 'another is there'}")
        return shortened(broken)

    def rows(self):
        """The ballots one by one; nothing for a second round on the same issues, which hands out numbers only (decision 18)."""
        try:
            return self.must("GET", f"{self.base}/rounds/{self.round}/ballots")["ballots"]
        except RuntimeError as refusal:
            if "was answered 409" not in str(refusal):
                raise
            return None

    def reckon(self):
        """Closes and reveals the round, and holds everything against the record. What is broken, as sentences."""
        self.quiet()
        broken = self.look()
        self.must("POST", f"{self.base}/rounds/{self.round}/closure", {})
        self.must("POST", f"{self.base}/rounds/{self.round}/revelation", {})
        voted = [phone for phone in self.phones if phone.ballot]
        mine = sorted(sorted((self.titles[issue], value) for issue, value in ballot_of(phone.ballot)) for phone in voted)
        counted = self.rows()
        if counted is not None:
            theirs = sorted(sorted((title, int(value)) for title, value in one["values"].items() if value) for one in counted)
            if mine != theirs:
                lost, extra = difference(mine, theirs), difference(theirs, mine)
                broken.append(f"the counted ballots differ: {len(lost)} of {len(mine)} acknowledged are missing, {len(extra)} are too many")
        tally = self.must("GET", f"{self.base}/rounds/{self.round}/tally")
        if tally["ballots"] != len(voted):
            broken.append(f"the tally counts {tally['ballots']} ballots of {len(voted)} voters")
        sums = {}
        for title, value in (choice for ballot in mine for choice in ballot):
            sums[title] = sums.get(title, 0) + value
        if sums != {title: int(total) for title, total in tally["totals"].items() if total}:
            broken.append(f"the tally's sums differ: {tally['totals']}, acknowledged were {sums}")
        _, page, _ = get(self.port, f"/e/{self.code}/rounds/{self.round}/receipts", {"Cookie": self.cookie})
        receipts = {phone.receipt for phone in voted}
        listed = set(RECEIPT.findall(page))
        if receipts != listed:
            broken.append(f"receipts: {len(receipts - listed)} given and not listed, {len(listed - receipts)} listed and not given")
        broken += self.read_cards()
        status, said = self.ground.command("verify", *self.storage)
        if status != 0:
            broken.append(f"verify: {said.strip()[:300]}")
        broken += self.trouble[:3]
        self.trouble = []
        return broken

    def read_cards(self):
        broken = []
        texts = {card: self.must("GET", f"{self.base}/cards/{card}")["text"] for card in self.cards}
        for device in self.devices:
            for word, card in device.words.items():
                times = texts[card].split(" ").count(word)
                if times != 1:
                    broken.append(f"the acknowledged word {word} stands {times} times in its card")
        return shortened(broken)

    def page(self, port=None, timeout=25):
        """The participant's page: status, heading and paragraph of it, seconds."""
        begin = time.monotonic()
        try:
            status, text, _ = get(port or self.port, f"/e/{self.code}", {"Cookie": self.cookie}, timeout)
        except (OSError, http.client.HTTPException) as error:
            return None, str(error), time.monotonic() - begin
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.S)
        lede = re.search(r'<p class="lede">(.*?)</p>', text, re.S)
        words = " ".join(part[1] for part in (heading, lede) if part)
        return status, re.sub(r"<[^>]+>", "", words)[:160], time.monotonic() - begin

    def tell(self):
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(self.counts.items()))
        return counts or "nothing acknowledged"

    def end(self):
        self.isOver = True
        for one in self.phones + self.devices:
            one.join(20)


def shortened(sentences):
    return sentences[:3] + ([f"… and {len(sentences) - 3} more"] if len(sentences) > 3 else [])


def ballot_of(body):
    """A ballot as a comparable value; an empty one for none."""
    return tuple(sorted((choice["issue"], choice["value"]) for choice in body["choices"] if choice["value"])) if body else ()


def difference(some, others):
    rest = list(others)
    return [one for one in some if not (one in rest and (rest.remove(one) or True))]
