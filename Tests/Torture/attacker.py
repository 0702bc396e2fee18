"""The attacker: everybody sends everything everywhere, over real sockets, as no browser does.

All addresses of docs/routes.txt × roles × extreme values, and heads and bodies that no library would send. What needs forms with
tokens and pages of every stage is tried in process: Tests/AppTests/Attacker.
"""
import contextlib
import json
import re
import socket
import time

from faults import Row, fault, storage
from ground import ROOT, Server
from room import Channel, Room

TOWERS = "\u0301\u0327" * 60_000
MARKS = "e" + "\u0301" * 40
NOBODY = "01890000-0000-7000-8000-000000000000"
# Seconds within which each is answered, on a loaded machine too; without the border the first took minutes.
PATIENCE = 15

SEGMENTS = ["0", "-1", "9223372036854775808", "%00", "%CC%28", "..%2f..%2fetc%2fpasswd", "..", "null", "*", "%25", "'%20OR%201=1--", "<script>",
            "a" * 5_000, "%CC%81" * 40, MARKS, NOBODY.upper(), "{}", ";", ".json", NOBODY]
VALUES = ["null", "true", "0", "-1", "1e999", "NaN", "9223372036854775807", "-9223372036854775808", '""', '"\\u0000"', '"\\ud800"', '"\\u202e"', "[]", "{}",
          '"../../etc/passwd"', '"\' OR 1=1--"', '"' + "a" * 100_000 + '"', '"a' + "\\u0301\\u0327" * 10_000 + '"', json.dumps("a" + TOWERS[:20_000]),
          "[" + ",".join(["1"] * 60_000) + "]", "[" * 50_000, '{"a":' * 50_000]
BODIES = ["", "1", "[]", "{", "{}", '{"' + "k" * 70_000 + '":1}', '{"a":1,"a":2}', "[" * 100_000, "\ufeff{}", '{"a":"\0"}', '{"' + MARKS + '":1}']
NAMES = ["title", "text", "name", "issue", "issues", "topic", "participant", "group", "groups", "round", "stage", "key", "seconds", "rating", "revision",
         "language", "country", "sector", "settings", "choices", "weight", "position", "minutes", "opensAt", "closesAt", "role", "email", "state"]
QUERIES = [*[""] * 45, "?from=9223372036854775807", "?limit=-1", "?limit=1e999", "?cursor=%00", "?country=%00", "?steps=99999999999999999999", "?q=" + "%CC%81" * 40,
           "?q=" + "a" * 9_000, "?%FF=1", "?a=%zz", "?language=%00", "?" + "a=1&" * 4_000]


def raw(port, head, body=b"", within=PATIENCE):
    """The status of the answer; nothing where the connection was closed without one, and what went wrong instead."""
    with socket.create_connection(("127.0.0.1", port), timeout=within) as line:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            line.sendall(head + body)
            line.shutdown(socket.SHUT_WR)
        try:
            answer = line.recv(64)
        except (TimeoutError, ConnectionResetError) as error:
            return None, str(error)
        found = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
        return (int(found.group(1)) if found else None), answer[:40]


def request(method, path, fields=(), body=b""):
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", *(f"{name}: {value}" for name, value in fields)]
    if body or method not in ("GET", "HEAD"):
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogatepass")


def heads():
    """Heads and bodies as no library sends them; each with its name."""
    form = [("Content-Type", "application/x-www-form-urlencoded")]
    for size in (15_000, 30_000):
        for name in ("Accept-Language", "Cookie", "Accept-Encoding", "User-Agent", "Referer", "Authorization", "X-Forwarded-For", "If-None-Match",
                     "Content-Type", "X-Odd"):
            yield f"{name} of {size} marks", request("GET", "/", [(name, "a" + TOWERS[:size] + "=1")]), b""
        yield f"path of {size} marks", request("GET", "/" + TOWERS[:size]), b""
        yield f"query of {size} marks", request("GET", "/?a=" + TOWERS[:size]), b""
    for field in ("email", "password", "back", "code", TOWERS[:50]):
        body = f"{field}=a{TOWERS}".encode()
        yield f"{field[:8]} of 120,000 marks", request("POST", "/sign-in", form, body), body
        yield f"join: {field[:8]} of 120,000 marks", request("POST", "/join", form, body), body
    json_body = ('{"title":"a' + "\\u0301\\u0327" * 20_000 + '"}').encode()
    yield "escaped marks", request("POST", "/api/v1/people", [("Content-Type", "application/json")], json_body), json_body
    part = "\r\nContent-Disposition: form-data; name=\"a\"; filename=\"" + TOWERS[:3_000] + "\"\r\n\r\nx\r\n"
    parts = f"--x{part}--x--\r\n".encode()
    yield "file name of marks", request("POST", "/sign-in", [("Content-Type", "multipart/form-data; boundary=x")], parts), parts
    yield "boundary of marks", request("POST", "/sign-in", [("Content-Type", "multipart/form-data; boundary=" + TOWERS[:60])], parts), parts
    yield "no request", b"\0\1\2\3\r\n\r\n", b""
    yield "half a head", b"GET / HTTP/1.1\r\nHost: lo", b""
    yield "a head without end", b"GET / HTTP/1.1\r\n" + b"X-A: b\r\n" * 20_000, b""
    yield "too little body", b"POST /join HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n", b"code=1"
    yield "two lengths", b"POST /join HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", b"ab"
    yield "a broken chunk", b"POST /join HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", b"zz\r\nab\r\n"
    yield "NUL in a head", b"GET / HTTP/1.1\r\nHost: x\r\nCookie: a=\0b\r\n\r\n", b""
    yield "bytes that are no UTF-8", b"GET /\xff\xfe?\xc3\x28 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: \xff=\xfe\r\n\r\n", b""
    for method in ("TRACE", "CONNECT", "OPTIONS", "PROPFIND", "PATCH"):
        yield method, request(method, "/"), b""


def routes():
    for line in (ROOT / "docs/routes.txt").read_text().splitlines():
        found = re.match(r"(GET|POST|PUT|DELETE)\s+(/\S*)", line)
        # Streams do not end, programs take their time, and whoever is signed out attacks no more.
        if found and not re.search(r"/live$|sessions|departure|erasure|sign-out|revocation|disablement", found.group(2)):
            yield found.groups()


def known(lead, event):
    """Ids of this event, by the names that addresses have for them."""
    base, ids = f"/api/v1/events/{event}", {"event": event}
    for name, end in (("issue", "issues"), ("round", "rounds"), ("participant", "participants"), ("step", "steps")):
        status, answer = lead.ask("GET", f"{base}/{end}")
        if status == 200 and answer["items"]:
            ids[name] = answer["items"][0]["id"]
    status, answer = lead.ask("GET", base)
    if status == 200:
        ids.update(code=answer["code"], programme=answer.get("programme", NOBODY))
    return ids


def strike(port, method, pattern, token, ids, chance):
    def segment(match):
        known_id = ids.get(match.group(1), NOBODY)
        return known_id if chance.random() < (0.9 if match.group(1) in ("event", "programme") else 0.6) else chance.choice(SEGMENTS)
    path = re.sub(r":(\w+)", segment, pattern).replace(" ", "%20") + chance.choice(QUERIES)
    fields, body = [], b""
    if token:
        fields.append(("Authorization", f"Bearer {token}"))
    if method != "GET":
        isJSON = pattern.startswith("/api/")
        fields.append(("Content-Type", "application/json" if isJSON else "application/x-www-form-urlencoded"))
        if not isJSON:
            body = "&".join(f"{chance.choice(NAMES)}={chance.choice(SEGMENTS)}" for _ in range(chance.randrange(8))).encode()
        elif chance.random() < 0.2:
            body = chance.choice(BODIES).encode()
        else:
            body = ("{" + ",".join(f'"{name}":{chance.choice(VALUES)}' for name in chance.sample(NAMES, chance.randrange(1, 4))) + "}").encode()
    return raw(port, request(method, path, fields, body), body), path


@fault("no 5xx, nothing takes long, ready afterwards, verify passes", short=("sqlite",))
def attacker(place, engine, chance, wish):
    """Everybody sends everything everywhere."""
    where = storage(place, engine)
    server = Server(place, where)
    links = Room.found(place, where, server.port)
    server.start()
    tokens = {"guest": None, **{name: link.rsplit("/", 1)[1] for name, link in links.items() if name in ("participant", "facilitator")}}
    lead = Channel(server.port, tokens["facilitator"])
    ids = known(lead, lead.ask("GET", "/api/v1/events")[1]["items"][0]["id"])
    broken, slowest, statuses = [], (0, ""), {}

    def saw(name, begin, answer):
        nonlocal slowest
        status, said = answer
        seconds = time.monotonic() - begin
        slowest = max(slowest, (seconds, name))
        statuses[status] = statuses.get(status, 0) + 1
        # 501: this machine lacks a program, or nobody knows the method.
        if status is not None and status >= 500 and status != 501:
            broken.append(f"{name} was answered {status}")
        if seconds >= PATIENCE:
            broken.append(f"{name} took {seconds:.0f} s ({said})")
        if not server.runs:
            raise RuntimeError(f"the server died of {name}: {server.said()[-600:]}")

    for name, head, body in heads():
        begin = time.monotonic()
        saw(name, begin, raw(server.port, head, body))
    count, end = 0, time.monotonic() + (30 if wish.short else 240)
    every = list(routes())
    while time.monotonic() < end and len(broken) < 20:
        chance.shuffle(every)
        for method, pattern in every:
            who = chance.choice(list(tokens))
            begin = time.monotonic()
            answer, path = strike(server.port, method, pattern, tokens[who], ids, chance)
            saw(f"{who}: {method} {path[:160]}", begin, answer)
            count += 1
            if time.monotonic() >= end:
                break
    begin = time.monotonic()
    if server.answers("/readyz", timeout=5) != 200 or server.answers("/", timeout=5) != 200:
        broken.append("the server is not ready afterwards")
    quick = time.monotonic() - begin
    complaints = server.complaints()[:3]
    server.stop()
    status, said = place.command("verify", *where)
    if status:
        broken.append(f"verify: {said[-300:]}")
    told = ", ".join(f"{number} × {status or 'closed'}" for status, number in sorted(statuses.items(), key=lambda pair: str(pair[0])))
    yield Row(f"attacker, {engine}",
              f"odd heads and bodies, and {count} requests over {len(every)} routes as {', '.join(tokens)}: {told}; the slowest took "
              f"{slowest[0]:.1f} s ({slowest[1][:80]}); ready and the first page within {quick:.2f} s; log: {' | '.join(complaints) or 'no error'}",
              attacker.promise, broken)
