# SPDX-License-Identifier: GPL-3.0-or-later
"""A device as the centre knows one: a signing key, a stream of acts, somebody who signed in at it. It can tell the truth, and
it can lie with a good signature."""
import base64
import ctypes
import ctypes.util
import datetime
import hashlib
import hmac
import json
import os
import secrets
import time
import uuid

from wire import Line, hear, request

SPACE = uuid.UUID("6f7c2c1e-0d5a-4b8e-9a41-1d0f5b2f6a10")  # of all ids made from names
_sodium = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")


class Key:
    """An Ed25519 key of libsodium's."""

    def __init__(self, seed=None):
        self.seed = seed or secrets.token_bytes(32)
        public, secret = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
        _sodium.crypto_sign_seed_keypair(public, secret, self.seed)
        self.public, self._secret = public.raw, secret.raw

    def sign(self, message):
        signature = ctypes.create_string_buffer(64)
        _sodium.crypto_sign_detached(signature, None, message, ctypes.c_ulonglong(len(message)), self._secret)
        return signature.raw


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def instant(seconds_from_now=0):
    now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds_from_now)
    return now.strftime("%Y-%m-%dT%H:%M:%S.") + f"{now.microsecond // 1000:03d}Z"


def new_id():
    """A UUIDv7."""
    ms = int(datetime.datetime.now().timestamp() * 1000)
    raw = bytearray(ms.to_bytes(6, "big") + os.urandom(10))
    raw[6] = (raw[6] & 0x0F) | 0x70
    raw[8] = (raw[8] & 0x3F) | 0x80
    return str(uuid.UUID(bytes=bytes(raw)))


def id_for(name):
    return str(uuid.uuid5(SPACE, name))


def citizen_id(area, birth, sequence):
    """A made-up number of 18 characters with the right check character."""
    digits = f"{area}{birth}{sequence:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights)) % 11]


def canonical(operation):
    """What is signed and chained: the members in order, without the signature."""
    members = {name: value for name, value in operation.items() if name != "sig"}
    return json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class Factor:
    """Somebody's second factor: the telephone that shows six digits by the clock (RFC 6238)."""

    def __init__(self):
        self.secret, self._step = b"", 0

    def code(self):
        """A code that was not used yet: the present one, or the next, which the centre takes too. Waits when both are spent."""
        while int(time.time()) // 30 + 1 < self._step + 1:
            time.sleep(0.2)
        self._step = max(int(time.time()) // 30, self._step + 1)
        mac = hmac.new(self.secret, self._step.to_bytes(8, "big"), hashlib.sha1).digest()
        at = mac[-1] & 15
        return f"{(int.from_bytes(mac[at:at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


class Device:
    """One installation with somebody at it."""

    def __init__(self, port, number, source="127.0.0.1", counter="3"):
        self.port, self.number, self.source, self.counter = port, number, source, counter
        self.id, self.stream, self.key = new_id(), new_id(), Key()
        self.token, self.renewal, self.session = "", "", {}
        self.n, self.hash = 0, b""
        self.sent, self.sent_hash = [], []  # acts the centre has taken, and the chain before each
        self.factor = Factor()  # of the person; whoever makes a second device for them shares it
        self.line = Line(port, source)

    # ------------------------------------------------------------------------------------------------ requests
    def proof(self, method, path, body, token=None, key=None, at=None, nonce=None):
        """The field OneWindow-Proof: that who sends this request has the device's key."""
        token = self.token if token is None else token
        at = int(datetime.datetime.now().timestamp() * 1000) if at is None else at
        nonce = nonce or base64url(secrets.token_bytes(16))
        text = "\n".join((method, path, hashlib.sha256(body).hexdigest(), hashlib.sha256(token.encode()).hexdigest(), str(at), nonce))
        return f"v1.{at}.{nonce}.{base64url((key or self.key).sign(text.encode()))}"

    def text(self, method, path, body=b"", headers=None, token=None):
        """A request of this device, ready to be sent (or altered)."""
        if isinstance(body, (dict, list)):
            body = json.dumps(body, ensure_ascii=False).encode()
        token = self.token if token is None else token
        fields = {"OneWindow-Proof": self.proof(method, path, body, token)}
        if token:
            fields["Authorization"] = f"Bearer {token}"
        return request(method, path, body, {**fields, **(headers or {})})

    def ask(self, method, path, body=b"", headers=None, token=None):
        reply = self.line.ask(self.text(method, path, body, headers, token))
        if reply.code == "proof.stale":  # a server that has just begun remembers no proof older than itself
            reply = self.line.ask(self.text(method, path, body, headers, token))
        return reply

    def sign_in(self, password, **members):
        asked = {"user": self.number, "password": password, "device": self.id, "device_key": base64.b64encode(self.key.public).decode(),
                 "counter": self.counter, **members}
        if self.factor.secret and "code" not in members:
            asked["code"] = self.factor.code()
        reply = self.ask("POST", "/v1/sign-in", asked, token="")
        if reply.code == "sign-in.factor-enrol" and not members:
            text = reply.json["facts"]["secret"]
            self.factor.secret = base64.b32decode(text + "=" * (-len(text) % 8))
            return self.sign_in(password)
        self._password = password
        if reply.status == 200:
            self.session = reply.json
            self.token, self.renewal = self.session["token"], self.session["renewal"]
        return reply

    def sign_in_again(self):
        return self.sign_in(self._password)

    # ------------------------------------------------------------------------------------------------ acts
    def act(self, kind, doc, body, base=None, **members):
        """An operation, numbered, signed and chained as a good client does it; `members` replaces whatever is in it."""
        self.n += 1
        now = instant()
        operation = {"n": self.n, "id": new_id(), "type": f"{kind}@1", "doc": doc, "actor": self.session.get("staff", ""),
                     "role": " ".join(self.session.get("roles", [])), "place": self.session.get("place", ""), "counter": self.counter,
                     "made": {"wall": now, "mono_ms": self.n, "boot": "a91f", "est": now}, "body": body}
        if base:
            operation["base"] = base
        operation.update(members)
        operation = {name: value for name, value in operation.items() if value not in ("", None)}
        operation["sig"] = base64.b64encode(self.key.sign(canonical(operation))).decode()
        return operation

    def batch(self, operations, **members):
        message = {"proto": 4, "operations": operations, **members}
        if self.hash:
            message.setdefault("prev_hash", base64.b64encode(self.hash).decode())
        return message

    def push(self, *operations):
        """Sends acts. The results, by number; {} with .last_reply when all of it was refused."""
        self.last_reply = self.ask("POST", f"/v1/streams/{self.stream}/operations", self.batch(list(operations)))
        if self.last_reply.status != 200:
            self.n -= len(operations)
            return []
        for operation in operations:
            self.sent.append(operation)
            self.sent_hash.append(self.hash)
            self.hash = hashlib.sha256(self.hash + canonical(operation)).digest()
        for result in self.last_reply.json["results"]:
            if result["outcome"] == "rejected":
                hear(result["problem"]["code"])
        return self.last_reply.json["results"]

    def lease(self, series, count=200):
        """A block of receipt numbers: [text, …]."""
        reply = self.ask("POST", "/v1/number-leases", {"request": new_id(), "stream": self.stream, "series": series, "count": count})
        return reply
