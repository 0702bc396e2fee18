"""What stands between people, nodes and databases: a line that can be cut, and haproxy."""
import contextlib
import selectors
import socket
import subprocess
import threading
import time

from ground import free_port, needed


class Line:
    """A TCP line to a port, which can be cut: silent (nothing comes through, nothing is said) or refused."""

    def __init__(self, ground, target):
        self.target, self.port = target, free_port()
        self.state = "whole"
        self.pairs = {}
        self.choose = selectors.DefaultSelector()
        self.mutex = threading.Lock()
        self.listener = None
        self.isOver = False
        self._listen()
        ground.later(self.close)
        threading.Thread(target=self._carry, daemon=True).start()

    def cut(self, state):
        with self.mutex:
            self.state = state
            if state == "refused":
                self.choose.unregister(self.listener)
                self.listener.close()
                self.listener = None
                for end in list(self.pairs):
                    self._drop(end)

    def mend(self):
        with self.mutex:
            if self.listener is None:
                self._listen()
            self.state = "whole"

    def close(self):
        self.isOver = True

    def _listen(self):
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", self.port))
        self.listener.listen(64)
        self.choose.register(self.listener, selectors.EVENT_READ)

    def _drop(self, end):
        other = self.pairs.pop(end, None)
        for one in (end, other):
            if one is None:
                continue
            self.pairs.pop(one, None)
            with contextlib.suppress(KeyError, ValueError):
                self.choose.unregister(one)
            one.close()

    def _carry(self):
        while not self.isOver:
            with self.mutex:
                silent = self.state == "silent"
            if silent:
                # As a firewall that swallows: what was sent waits, and arrives when the line is whole again.
                time.sleep(0.02)
                continue
            ready = self.choose.select(0.05)
            with self.mutex:
                if self.state != "whole":
                    continue
                for key, _ in ready:
                    if key.fileobj is self.listener:
                        self._accept()
                    elif key.fileobj in self.pairs:
                        self._pass_on(key.fileobj)

    def _accept(self):
        here, _ = self.listener.accept()
        try:
            there = socket.create_connection(("127.0.0.1", self.target), 2)
        except OSError:
            here.close()
            return
        for one, other in ((here, there), (there, here)):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.pairs[one] = other
            self.choose.register(one, selectors.EVENT_READ)

    def _pass_on(self, end):
        try:
            data = end.recv(65536)
            if data:
                self.pairs[end].sendall(data)
                return
        except OSError:
            pass
        self._drop(end)


class Balancer:
    """haproxy before several nodes, asking each for /readyz."""

    def __init__(self, ground, nodes):
        nodes = list(nodes)
        path, self.port = needed("haproxy", "haproxy"), free_port()
        folder = ground.place("haproxy")
        servers = "\n".join(f"    server n{number} 127.0.0.1:{node.port} check inter 1s fall 2 rise 1 on-marked-down shutdown-sessions"
                            for number, node in enumerate(nodes, 1))
        unchecked = "\n".join(f"    server n{number} 127.0.0.1:{node.port}" for number, node in enumerate(nodes, 1))
        (folder / "haproxy.cfg").write_text(f"""\
defaults
    mode http
    timeout connect 2s
    timeout client 1h
    timeout server 20s
    timeout tunnel 1h
    timeout check 2s
    option redispatch
    retries 2
    option http-keep-alive
frontend room
    bind 127.0.0.1:{self.port}
    # Where no node reaches its database, any of them can still say so in words.
    use_backend words if {{ nbsrv(nodes) eq 0 }}
    default_backend nodes
backend words
    balance roundrobin
{unchecked}
backend nodes
    balance roundrobin
    option httpchk GET /readyz
    # Streams are silent for 15 s between two beats.
{servers}
""")
        self.log = open(folder / "log", "w")
        self.process = subprocess.Popen([path, "-db", "-f", str(folder / "haproxy.cfg")], stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=self.log)
        ground.later(self.stop)

    def stop(self):
        self.process.kill()
        self.process.wait(10)
        self.log.close()
