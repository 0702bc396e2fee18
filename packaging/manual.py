#!/usr/bin/env python3
"""The pages that go with the package, and what docs/operating.md has people type.

    packaging/manual.py ship FOLDER        copies the pages there, their links whole (what is not shipped is named, not linked)
    packaging/manual.py check PROGRAM      each command, subcommand, flag, setting and file that the guide names exists; links are whole
    packaging/manual.py script DEB         prints the guide's commands as one script for a booted system with the package (bin/test-package)

Each block of commands in the guide is listed below, by its first line: run as it stands, or with the reason why it cannot be. A block that is
not listed fails, and so does a line here that no block begins with.
"""
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs/operating.md"
SHIPPED = ["operating", "configuration", "faults", "benchmarks", "security", "reports", "workshop-file", "designs", "glossary", "msel", "measures", "exercise-file", "rollup", "progress", "iati"]

RUN = "run"
BLOCKS = {
    "sudo apt install ./roundtable_VERSION_amd64.deb": RUN,
    "roundtable demo --data rehearsal --port 8081 && roundtable serve --data rehearsal --port 8081": RUN,
    "sudo install -o root -g roundtable -m 640 /dev/null /etc/roundtable/oidc-secret && sudoedit /etc/roundtable/oidc-secret": RUN,
    "sudo install -d -o roundtable -g roundtable -m 700 /var/backups/roundtable": RUN,
    "15 2 * * * roundtable": RUN,
    "sudo systemctl stop roundtable": RUN,
    "sudo -u postgres createdb --owner roundtable --encoding UTF8 --template template0 restored": RUN,
    "sudo roundtablectl backup --out /var/backups/roundtable/before-upgrade.backup": RUN,
    "sudo systemctl stop roundtable && sudo apt install --allow-downgrades ./roundtable_OLDER_amd64.deb": RUN,
    "sudo apt install postgresql": RUN,
    # Settings: read by the program itself.
    '"data": "/var/lib/roundtable",': "settings",
    '"smtp-url"': "settings",
    '"oidc-issuer"': "settings",
    '"scan-command"': "settings",
    '"database": "postgres://roundtable@/roundtable?host=/run/postgresql"': "settings",
}


def blocks(text):
    """(language, lines, heading) of each block of the page."""
    heading, found, inside = "", [], None
    for line in text.split("\n"):
        if inside is not None:
            if line.startswith("```"):
                found.append((inside[0], inside[1], heading))
                inside = None
            else:
                inside[1].append(line)
        elif line.startswith("```"):
            inside = (line[3:].strip(), [])
        elif line.startswith("#"):
            heading = line.lstrip("# ")
    return found


def first(lines):
    return next((line.strip() for line in lines if line.strip() not in ("", "{")), "")


def listed(text):
    """The guide's blocks, each with what is to be done with it."""
    result, unused = [], set(BLOCKS)
    for language, lines, heading in blocks(text):
        names = [name for name in BLOCKS if first(lines).startswith(name)]
        if not names:
            raise SystemExit(f"packaging/manual.py does not know this block of docs/operating.md ({heading}): {first(lines)}")
        name = max(names, key=len)
        unused.discard(name)
        result.append((language, lines, heading, BLOCKS[name]))
    if unused:
        raise SystemExit(f"packaging/manual.py lists blocks that docs/operating.md does not have: {', '.join(sorted(unused))}")
    return result


# ---- Shipping

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


def ship(folder):
    folder.mkdir(parents=True, exist_ok=True)
    there = {f"{page}.md" for page in SHIPPED} | {"CHANGELOG.md"} | {f"proxies/{path.name}" for path in (ROOT / "docs/proxies").iterdir()}

    def whole(match):
        words, target = match.groups()
        if re.match(r"https?:|#|mailto:", target):
            return match.group(0)
        file, _, mark = target.partition("#")
        file = file.removeprefix("../")
        return f"[{words}]({file}{'#' + mark if mark else ''})" if file in there else f"{words} (in the source)"

    for source in [ROOT / f"docs/{page}.md" for page in SHIPPED] + [ROOT / "CHANGELOG.md"]:
        (folder / source.name).write_text(LINK.sub(whole, source.read_text()))
    (folder / "proxies").mkdir(exist_ok=True)
    for path in (ROOT / "docs/proxies").iterdir():
        (folder / "proxies" / path.name).write_bytes(path.read_bytes())


def links(folder):
    """Links that lead nowhere, in all pages of a folder."""
    broken = []
    for page in sorted(folder.rglob("*.md")):
        for words, target in LINK.findall(page.read_text()):
            file, _, mark = target.partition("#")
            if re.match(r"https?:|mailto:", target):
                continue
            there = page if not file else page.parent / file
            if not there.exists():
                broken.append(f"{page.name}: {target}")
            elif mark and mark not in marks(there.read_text()):
                broken.append(f"{page.name}: {target} has no such heading")
    return broken


def marks(text):
    found = set()
    for line in text.split("\n"):
        if line.startswith("#"):
            name = re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")
            found.add(name)
    return found


# ---- Checking

def commands(line):
    """The calls of our own program in a line of shell."""
    line = line.split("  #")[0].replace("\\%", "%")
    line = re.sub(r"\$\([^)]*\)", "X", line)
    for piece in re.split(r"&&|\|\||;|\|", line):
        words = shlex.split(piece, posix=True)
        for number, word in enumerate(words):
            if word.rsplit("/", 1)[-1] in ("roundtable", "roundtablectl") and (number == 0 or words[number - 1] in ("sudo", "roundtable", "-u")):
                if number + 1 < len(words) and not words[number + 1].startswith("/"):
                    yield words[number + 1:]
                    break


def knows(program, words):
    """Whether the program has this subcommand with these flags: by its own help."""
    path = []
    for word in words:
        if word.startswith("-") or not re.fullmatch(r"[a-z][a-z-]*", word):
            break
        trial = subprocess.run([program, "help", *path, word], capture_output=True, text=True)
        if f"USAGE: roundtable {' '.join([*path, word])}" not in trial.stdout:
            break
        path.append(word)
    if not path:
        return f"there is no command “{words[0]}”" if not words[0].startswith("-") else None
    text = subprocess.run([program, "help", *path], capture_output=True, text=True).stdout
    for word in words:
        flag = word.split("=")[0]
        if flag.startswith("--") and flag not in ("--help", "--version") and not re.search(rf"(?<![\w-]){re.escape(flag)}(?![\w-])", text):
            return f"“{' '.join(path)}” has no {flag}"
    return None


def settings(program, lines, wrong):
    """A piece of configuration, read by the program itself."""
    text = "\n".join(lines).strip().rstrip(",")
    text = text if text.startswith("{") else "{" + text + "}"
    try:
        values = json.loads(text)
    except ValueError as error:
        wrong.append(f"a block of settings is no JSON: {error}: {first(lines)}")
        return
    known = set(re.findall(r"^\| `--([a-z-]+)` \|", (ROOT / "docs/configuration.md").read_text(), re.M))
    wrong += [f"there is no setting {name}" for name in values if name not in known]
    if "oidc-issuer" in values:
        return  # Needs its file of the secret.
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "config.json"
        file.write_text(json.dumps({**values, "data": folder} if "database" not in values else values))
        run = subprocess.run([program, "verify", "--config", file], capture_output=True, text=True)
        if run.returncode == 78:
            wrong.append(f"settings of the guide are refused: {run.stderr.strip()}")


def check(program):
    text = GUIDE.read_text()
    wrong = []
    for language, lines, heading, how in listed(text):
        if how == "settings":
            settings(program, lines, wrong)
            continue
        for line in lines:
            for words in commands(line):
                complaint = knows(program, words)
                if complaint:
                    wrong.append(f"{heading}: {complaint}: {line.strip()}")
    # Calls within sentences, as `sudo roundtablectl doctor`, in every page that is shipped, in the package's texts, and in the program's.
    texts = [ROOT / f"docs/{page}.md" for page in SHIPPED] + [ROOT / "packaging/README.tarball", ROOT / "packaging/deb/postinst"]
    for page in texts:
        for call in re.findall(r"`((?:sudo )?roundtable(?:ctl)? [a-z][^`…]*)`", page.read_text()):
            for words in commands(call.replace("FILE", "X").replace("EMAIL", "X")):
                complaint = knows(program, words)
                if complaint:
                    wrong.append(f"{page.name}: {complaint}: {call}")
    # Every address with a secret in it is one that the proxies' files leave out of their logs (Tests/Proxies reads the logs themselves).
    door = re.search(r"~\^\(\?<\w+>(.+)\) \$", (ROOT / "docs/proxies/nginx.conf").read_text())[1]
    for row in (ROOT / "docs/routes.txt").read_text().splitlines():
        path = row.split()[1]
        if ":token" in path and not path.startswith("/account/tokens/") and not re.match(door, path):
            wrong.append(f"docs/proxies would log the secret in {path}")
    # Files that the guide says are there.
    made = {"config.json", "oidc-secret"}
    for path in set(re.findall(r"/(?:etc/roundtable|usr/share/doc/roundtable)/[\w./-]+\w", text + (ROOT / "packaging/deb/postinst").read_text())):
        name = path.rsplit("/", 1)[-1]
        if name not in made and name.removesuffix(".md") not in SHIPPED:
            wrong.append(f"the guide names {path}, which nothing makes")
    for name in set(re.findall(r"`(bin/[\w-]+)", text)):
        if not (ROOT / name).exists():
            wrong.append(f"the guide names {name}")
    # What the program itself calls docs/….
    for source in (ROOT / "Sources").rglob("*.swift"):
        for number, line in enumerate(source.read_text().split("\n"), 1):
            if line.lstrip().startswith("//"):
                continue
            for page in re.findall(r"docs/([\w-]+)\.md", line.split("//")[0] if '"' not in line else line):
                if page not in SHIPPED:
                    wrong.append(f"{source.name}:{number} names docs/{page}.md, which is not shipped")
    with tempfile.TemporaryDirectory() as folder:
        ship(pathlib.Path(folder))
        wrong += links(pathlib.Path(folder))
    wrong += links(ROOT / "docs")
    for sentence in wrong:
        print(f"docs: {sentence}", file=sys.stderr)
    if wrong:
        sys.exit(1)
    print(f"the guide: {len(blocks(text))} blocks known, every command, flag, setting, file and link is there")


# ---- Running

def script(deb):
    """Runs in a booted system where the package is installed, as the guide's reader would: a user who may use sudo."""
    out = ["cd /guide"]

    def step(heading, line, *, before="", after="", words=None):
        text = (words or line).strip()
        out.append(before)
        out.append(f"check {shlex.quote('operating.md, ' + heading + ': ' + line.strip()[:90])} runs {shlex.quote(text)}")
        out.append(after)

    for language, lines, heading, how in listed(GUIDE.read_text()):
        if how != RUN:
            continue
        for line in lines:
            line = line.split("          #")[0]
            if not line.strip():
                continue
            text = line.replace("roundtable_VERSION_amd64.deb", deb).replace("roundtable_NEWER_amd64.deb", "next.deb") \
                .replace("roundtable_OLDER_amd64.deb", deb).replace("apt install", "apt-get install -y -q --no-install-recommends")
            if line.startswith("sudo roundtablectl admin create"):
                # It asks; a terminal of its own answers, no faster than somebody who reads the question: what is typed before is thrown away.
                answers = "while read -r line; do sleep 2; echo \"$line\"; done < /guide/answers"
                step(heading, line, words=f"({answers}) | script -qec {shlex.quote(text)} /dev/null")
            elif line.startswith("roundtable demo"):
                demo, serve = text.split(" && ")
                step(heading, line, words=f"cd /tmp && {demo} > /tmp/links && (timeout 60 {serve} 2> /tmp/demo.log & ) && sleep 3")
            elif line.startswith("roundtable simulate"):
                step(heading, line, words=text.replace("FACILITATOR-LINK", "$(sed -n 's/^facilitator //p' /tmp/links)")
                     .replace("--participants 44", "--participants 5 --minutes 0.05"))
            elif line.startswith("15 2 * * *"):
                # As cron runs it: the user's name, then a line for the shell, in which % is written \\%.
                user, words = line.split(None, 6)[5:7]
                step(heading, line, words=f"su -s /bin/sh {user} -c {shlex.quote(words.replace(chr(92) + '%', '%'))}")
            elif "postgres" in line and "restore" in heading.lower():
                # After the move: see below.
                continue
            elif line.startswith("sudo systemctl start roundtable"):
                step(heading, line, words=text, after="check 'the service is ready again' ready")
            else:
                step(heading, line, words=text)
    for line in [
        "sed -i 's#\"data\": \"/var/lib/roundtable\"#\"database\": \"postgres://roundtable@/roundtable?host=/run/postgresql\"#' /etc/roundtable/config.json",
        "sudo systemctl start roundtable", "sleep 3 && sudo roundtablectl verify",
    ]:
        step("From SQLite to PostgreSQL", line)
    # Restoring to PostgreSQL: said at once where the database is not empty, and then by the book.
    step("Backup and restore", "sudo systemctl stop roundtable")
    out.append("check 'restoring over a PostgreSQL database is refused at once, with the way out' refused")
    for language, lines, heading, how in listed(GUIDE.read_text()):
        if "restored" in first(lines) and how == RUN:
            for line in lines:
                if line.strip():
                    step(heading, line, words=line.split("          #")[0])
    out.append("check 'what must stay secret is closed to others' closed")
    print("\n".join(line for line in out if line))


def main():
    words = sys.argv[1:]
    if len(words) == 2 and words[0] == "ship":
        ship(pathlib.Path(words[1]))
    elif len(words) == 2 and words[0] == "check":
        check(words[1])
    elif len(words) == 2 and words[0] == "script":
        script(words[1])
    else:
        print(__doc__, file=sys.stderr)
        sys.exit(64)


if __name__ == "__main__":
    main()
