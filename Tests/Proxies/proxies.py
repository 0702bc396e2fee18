"""nginx, haproxy and Caddy with the files of docs/proxies, each before a server of its own.

The programs come from Debian: where one is not installed, its package is fetched and unpacked into .build/proxies, so that nothing is
installed and no service of it starts. In the files only what an administrator changes, too, is changed: name, ports, certificate.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Browser"))
from world import COMMAND, World, free_port  # noqa: E402

STORE = ROOT / ".build/proxies"
PACKAGES = {"nginx": "nginx", "haproxy": "haproxy", "caddy": "caddy"}


def _apt(*arguments, **options):
    return subprocess.run(["apt-get", *arguments], check=True, capture_output=True, text=True, timeout=300, **options).stdout


def program(name):
    """Where the program is: of the system, or unpacked here with the libraries that the system lacks."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/usr/bin"
    found = shutil.which(name, path=path) or shutil.which(name, path=f"{STORE}/usr/sbin:{STORE}/usr/bin")
    if found:
        return found
    STORE.mkdir(parents=True, exist_ok=True)
    plan = _apt("install", "--simulate", "--no-install-recommends", PACKAGES[name])
    wanted = re.findall(r"^Inst (\S+)", plan, re.M)
    _apt("download", *wanted, cwd=STORE)
    for package in STORE.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", package, STORE], check=True, timeout=120)
        package.unlink()
    return shutil.which(name, path=f"{STORE}/usr/sbin:{STORE}/usr/bin")


def certificate(folder):
    """A certificate for localhost that signs itself: chain, key, and both in one file."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder / "privkey.pem", "-out",
         folder / "fullchain.pem"],
        check=True, capture_output=True, timeout=60)
    (folder / "roundtable.pem").write_text((folder / "fullchain.pem").read_text() + (folder / "privkey.pem").read_text())


def changed(text, *pairs):
    """Every pair must be there: a file that changes shape must change its test."""
    for old, new in pairs:
        assert old in text, f"docs/proxies no longer says “{old}”"
        text = text.replace(old, new)
    return text


class Proxy:
    """One proxy with its server behind it."""

    def __init__(self, name, folder):
        self.name = name
        self.folder = folder
        self.port, self.plain_port, behind = free_port(), free_port(), free_port()
        self.url = f"https://localhost:{self.port}"
        certificate(folder)
        self.world = World(port=behind, serve=["--base-url", self.url, "--trust-proxy"])
        self.direct = self.world.url
        self.log = open(folder / "proxy.log", "w+")
        try:
            self.process = subprocess.Popen(
                getattr(self, f"_{name}")(program(name), behind), stdout=self.log, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, cwd=folder,
                env={**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder),
                     "LD_LIBRARY_PATH": ":".join(map(str, STORE.glob("usr/lib/*-linux-gnu")))})
            self._await()
        except BaseException:
            self.stop()
            raise

    def _text(self, file):
        return (ROOT / "docs/proxies" / file).read_text()

    def _nginx(self, command, behind):
        site = changed(
            self._text("nginx.conf"), ("server 127.0.0.1:8080;", f"server 127.0.0.1:{behind};"),
            ("https://roundtable.example$request_uri", f"{self.url}$request_uri"), ("server_name roundtable.example", "server_name localhost"),
            ("/etc/ssl/roundtable/", f"{self.folder}/"), ("listen 80;", f"listen {self.plain_port};"), ("    listen [::]:80;\n", ""),
            ("/var/log/nginx/", f"{self.folder}/"), ("listen 443 ssl http2;", f"listen {self.port} ssl http2;"), ("    listen [::]:443 ssl http2;\n", ""))
        # Around it, Debian's nginx.conf in short: the same sizes, and folders of our own.
        folders = "".join(f"{kind}_temp_path {self.folder}/{kind};\n" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        (self.folder / "nginx.conf").write_text(
            f"daemon off; worker_processes 1; pid {self.folder}/nginx.pid; error_log stderr;\n" + self._user()
            + "events { worker_connections 768; }\n"
            f"http {{ sendfile on; tcp_nopush on; gzip on; access_log off;\n{folders}{site}\n}}\n")
        return [command, "-c", self.folder / "nginx.conf", "-p", self.folder]

    @staticmethod
    def _user():
        return "user root;\n" if os.geteuid() == 0 else ""

    def _haproxy(self, command, behind):
        (self.folder / "haproxy.cfg").write_text(changed(
            self._text("haproxy.cfg"), ("    log /dev/log local0\n    user haproxy\n    group haproxy\n", "    log stdout format raw local0\n"),
            ("maxconn 20000", "maxconn 200"), ("bind :80\n", f"bind 127.0.0.1:{self.plain_port}\n"), ("bind :443", f"bind 127.0.0.1:{self.port}"),
            ("/etc/ssl/roundtable/", f"{self.folder}/"), ("127.0.0.1:8080 check", f"127.0.0.1:{behind} check")))
        return [command, "-db", "-f", self.folder / "haproxy.cfg"]

    def _caddy(self, command, behind):
        head = f"{{\n\tadmin off\n\thttp_port {self.plain_port}\n\thttps_port {self.port}\n\tskip_install_trust\n"
        # Its own block, and with the requests that it would not log by itself.
        (self.folder / "Caddyfile").write_text(changed(
            self._text("Caddyfile"), ("\n{\n", "\n" + head), ("# tls /etc", "log\n\ttls /etc"), ("roundtable.example {", "localhost {"), ("/etc/ssl/roundtable/", f"{self.folder}/"),
            ("reverse_proxy 127.0.0.1:8080", f"reverse_proxy 127.0.0.1:{behind}")))
        return [command, "run", "--config", self.folder / "Caddyfile", "--adapter", "caddyfile"]

    def _await(self):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended: {self.said()}")
            answer = self.curl("/readyz", check=False)
            if answer.returncode == 0 and answer.stdout:
                return
            time.sleep(0.2)
        raise RuntimeError(f"{self.name} does not answer: {self.said()}")

    def logs(self):
        """Everything that the proxy wrote, wherever."""
        return "\n".join(path.read_text(errors="replace") for path in [self.folder / "proxy.log", *self.folder.glob("roundtable*.log")] if path.exists())

    def said(self):
        return (self.folder / "proxy.log").read_text()

    def curl(self, path, *arguments, base=None, check=True):
        """The answer's body; `-f` makes a refusal an error."""
        return subprocess.run(
            ["curl", "-sS", "--max-time", "60", "--cacert", self.folder / "fullchain.pem", *arguments, (base or self.url) + path],
            check=check, capture_output=True, text=True, timeout=90)

    def head(self, path, *arguments, base=None):
        """Status, protocol, and the answer's headers in lower case: name → values."""
        raw = self.curl(path, "-o", os.devnull, "-D", "-", *arguments, base=base).stdout
        # A proxy that asks for the body (100 Continue) answers twice.
        last = [part for part in raw.replace("\r", "").split("\n\n") if part.strip()][-1]
        first, *rest = last.strip().split("\n")
        headers = {}
        for line in rest:
            key, value = line.split(":", 1)
            headers.setdefault(key.lower(), []).append(value.strip())
        return int(first.split()[1]), first.split()[0], headers

    def listen(self, path, *arguments, base=None):
        # Offers compression as browsers do: a proxy that accepted it would hold small events back.
        return Listener(["curl", "-sS", "-N", "-H", "Accept-Encoding: gzip, br", "--cacert", self.folder / "fullchain.pem", *arguments,
                         (base or self.url) + path])

    def stop(self):
        process = getattr(self, "process", None)
        if process:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)
        self.log.close()
        self.world.stop()


class Listener:
    """An open event stream."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.heard = b""

    def hear(self, pattern, seconds):
        """Waits for a pattern; the stream stays open all the while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.heard += self.process.stdout.read() or b""
            if re.search(pattern, self.heard):
                return True
            if self.process.poll() is not None:
                return False
            time.sleep(0.02)
        return False

    @property
    def is_open(self):
        return self.process.poll() is None

    def stop(self):
        self.process.kill()
        self.process.wait(10)
