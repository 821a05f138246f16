# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes to a server and back, as rude as one likes: nothing here repairs, escapes or forbids what it is told to send."""
import json
import socket
import threading
import time
from collections import Counter

PATIENCE = 15
HEARD = Counter()  # refusals by status, and by code those of acts: what whoever sent something here was told
_HEARD_LOCK = threading.Lock()


def hear(refusal):
    with _HEARD_LOCK:
        HEARD[refusal] += 1


class Reply:
    """An answer as it came; status 0: none came, or the connection was closed before it was whole."""

    def __init__(self, status=0, headers=None, body=b""):
        self.status, self.headers, self.body = status, headers or {}, body

    @property
    def code(self):
        """Why the server refused, in its own words: "session.invalid"."""
        return self.json.get("code", "")

    @property
    def json(self):
        try:
            value = json.loads(self.body)
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def __repr__(self):
        return f"{self.status} {self.code}".strip()


class Wire:
    """One connection, from an address of one's own choice."""

    def __init__(self, port, source="127.0.0.66", patience=PATIENCE):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=patience, source_address=(source, 0))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, data):
        """How many bytes went out before the other end had enough."""
        sent = 0
        try:
            while sent < len(data):
                sent += self.socket.send(data[sent:sent + (1 << 20)])
        except OSError:
            pass
        return sent

    def _fill(self):
        try:
            more = self.socket.recv(1 << 16)
        except OSError:
            return False
        self.buffer += more
        return bool(more)

    def receive(self, head=False):
        """The next answer (100 Continue left out)."""
        while b"\r\n\r\n" not in self.buffer:
            if not self._fill():
                return Reply()
        text, rest = self.buffer.split(b"\r\n\r\n", 1)
        lines = text.split(b"\r\n")
        status = int(lines[0].split(b" ")[1])
        headers = {}
        for line in lines[1:]:
            name, value = line.split(b":", 1)
            headers[name.decode("latin-1").lower()] = value.strip().decode("latin-1")
        if status == 100:
            self.buffer = rest
            return self.receive(head)
        length = 0 if head or status in (204, 304) else int(headers.get("content-length", 0))
        while len(rest) < length:
            self.buffer = b""
            if not self._fill():
                return Reply()
            rest += self.buffer
        self.buffer = rest[length:]
        if status >= 400:
            hear(status)
        return Reply(status, headers, rest[:length])

    def is_closed(self):
        """Whether the server closes now: nothing more comes but the end."""
        try:
            while self.socket.recv(1 << 16):
                pass
        except TimeoutError:
            return False
        except OSError:
            pass
        return True


def request(method, path, body=b"", headers=None):
    """A request as text; `path` goes out as it is, body and headers too."""
    lines = [f"{method} {path} HTTP/1.1", "Host: centre"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if body or method in ("POST", "PUT", "PATCH"):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def ask(port, data, source="127.0.0.66", patience=PATIENCE, head=False):
    """One request over a connection of its own."""
    try:
        with Wire(port, source, patience) as wire:
            wire.send(data)
            return wire.receive(head)
    except OSError:
        return Reply()


def all_replies(port, data, source="127.0.0.66", patience=PATIENCE, most=50):
    """Everything the server answers to these bytes until it closes or is silent."""
    replies = []
    try:
        with Wire(port, source, patience) as wire:
            wire.send(data)
            while len(replies) < most:
                reply = wire.receive()
                if not reply.status:
                    break
                replies.append(reply)
    except OSError:
        pass
    return replies


class Line:
    """A connection that is kept open, and opened anew when the server had enough of it: how an honest client talks."""

    def __init__(self, port, source):
        self.port, self.source, self.wire = port, source, None

    def ask(self, data):
        for attempt in (1, 2):
            if self.wire is None:
                self.wire = Wire(self.port, self.source)
            try:
                sent = self.wire.send(data)
                reply = self.wire.receive() if sent == len(data) else Reply()
            except OSError:
                reply = Reply()
            if reply.status:
                if reply.headers.get("connection") == "close":
                    self.close()
                return reply
            self.close()
        return Reply()

    def close(self):
        if self.wire:
            self.wire.close()
        self.wire = None


def milliseconds(since):
    return (time.monotonic() - since) * 1000
