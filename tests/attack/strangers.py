# SPDX-License-Identifier: GPL-3.0-or-later
"""Who has nothing but the address: passwords by the thousand, codes and tokens by guess."""
import base64
import json
import os
import random
import threading
import time

from device import Device, base64url
from house import PASSWORD
from wire import Line, ask, request


def passwords(house):
    """Wrong passwords by the thousand, from many addresses, without a device and by an insider who has one: put off at once, while
    somebody else signs in as ever."""
    many = 10_000 if house.full else 250
    statuses, lock = {}, threading.Lock()
    device = house.enrolled("1301")
    insiders = [house.enrolled("1101", source=f"127.0.1.{index + 1}") for index in range(5)]

    def guess(index):
        chance = random.Random(index)
        line = Line(house.port, f"127.0.1.{index + 1}")
        for turn in range(many // 10):
            user = ("1001", "1002", "1003", f"{chance.randrange(10_000):04d}", "admin")[turn % 5]
            insider = insiders[index] if index < len(insiders) else None
            body = {"user": user, "password": f"guess{turn}", "device": (insider or device).id}
            if insider:
                reply = insider.ask("POST", "/v1/sign-in", {**body, "device_key": base64.b64encode(insider.key.public).decode()}, token="")
            else:
                reply = line.ask(request("POST", "/v1/sign-in", json.dumps(body).encode()))
            told = f"{reply.status} {reply.code}"
            with lock:
                statuses[told] = statuses.get(told, 0) + 1
    threads = [threading.Thread(target=guess, args=(index,)) for index in range(10)]
    for thread in threads:
        thread.start()
    spent = []
    while any(thread.is_alive() for thread in threads):
        begun = time.monotonic()
        tries = 0
        while True:
            reply = device.sign_in(PASSWORD)
            tries += 1
            if reply.status not in (429, 503) or tries > 20:
                break
            time.sleep(min(2, int(reply.headers.get("retry-after", 1))))  # as a client does when it is told to wait
        spent.append(time.monotonic() - begun)
        if reply.status != 200:
            break
        for thread in threads:
            thread.join(0.3)
    for thread in threads:
        thread.join()
    spent.sort()
    told = f"{statuses}; {len(spent)} honest sign-ins, median {spent[len(spent) // 2] * 1000:.0f} ms, longest {spent[-1] * 1000:.0f} ms"
    print(f"  passwords: {told}", flush=True)
    yield f"{many} wrong passwords", {told.split(" ")[0] for told in statuses} <= {"401", "403", "429", "503"} and sum(statuses.values()) >= many, told, {"sign-in.wrong"}
    yield "somebody else signs in meanwhile", reply.status == 200 and spent[-1] < 15, f"{reply}; {told}", None
    locked = device.ask("POST", "/v1/sign-in", {"user": "1001", "password": PASSWORD, "device": device.id, "device_key": base64.b64encode(device.key.public).decode()}, token="")
    yield "the guessed number is locked for a while, or its own device is let in", locked.status in (200, 429), locked, None


def enumeration(house):
    """A number somebody has and one nobody has are answered alike, in words and in time."""
    device = house.enrolled("1301")
    seen = {}
    for user in ("1502", "9999"):
        for turn in range(3):
            begun = time.monotonic()
            reply = device.ask("POST", "/v1/sign-in", {"user": user, "password": f"no{turn}", "device": device.id, "device_key": base64.b64encode(device.key.public).decode()}, token="")
            seen.setdefault(user, []).append((reply.status, reply.body, time.monotonic() - begun))
    alike = {entry[:2] for entry in seen["1502"]} == {entry[:2] for entry in seen["9999"]}
    fastest = {user: min(entry[2] for entry in entries) * 1000 for user, entries in seen.items()}
    yield "a number that exists and one that does not are answered alike", alike, seen, {"sign-in.wrong"}
    ratio = fastest["1502"] / max(1e-3, fastest["9999"])
    yield "and take alike", 0.25 < ratio < 4, fastest, None


def codes(house):
    """Verification codes and rating tokens by guess, altered, cut and malformed: one answer for all of them, and soon none."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    chance = random.Random(5)

    def guess(length):
        return "".join(chance.choice(alphabet) for _ in range(length))
    malformed = ["", "x", "A" * 5000, "%00", "..%2f..", "'%20OR%201=1", guess(15), guess(17), "{{name}}", "%3Cscript%3E", "𠮷".encode().hex(), "0" * 26]
    answers = set()
    for index, code in enumerate([guess(26), guess(16), guess(26), *malformed]):
        if not code:
            continue
        reply = ask(house.port, request("GET", f"/v1/public/licences/{code}"), f"127.0.3.{index + 1}")
        if reply.status != 400:  # no HTTP at all
            answers.add((reply.status, reply.body))
    yield "every licence that is none is answered alike", len(answers) == 1 and next(iter(answers))[0] == 404, answers, {"licence.unknown"}
    answers = set()
    tokens = [base64url(os.urandom(32)), base64url(os.urandom(28)), base64url(os.urandom(5)), base64url(bytes(32)), "x", "%7B%7B%7Bplace%7D%7D%7D", "%3Cscript%3Ealert(1)%3C%2Fscript%3E"]
    for index, token in enumerate(tokens):
        reply = ask(house.port, request("GET", f"/v1/public/ratings/{token}"), f"127.0.4.{index + 1}")
        answers.add((reply.status, reply.body))
        yield f"rating token {token[:12]}: no script and no template comes back", b"<script" not in reply.body and b"{{" not in reply.body and "script" not in reply.headers.get("content-security-policy", ""), reply, None
        posted = ask(house.port, request("POST", f"/v1/public/ratings/{token}", b"level=5&words=%3Cscript%3E", {"Content-Type": "application/x-www-form-urlencoded"}), f"127.0.4.{index + 50}")
        yield f"a rating for {token[:12]}", posted.status in (404, 429) or (posted.status == 400 and b"%" in token.encode()), posted, None
    yield "every rating that is none is answered alike", len(answers) == 1 and next(iter(answers))[0] == 404, [(s, len(b)) for s, b in answers], {"rating.unknown"}
    for name, path in (("licences", "/v1/public/licences/{}"), ("ratings", "/v1/public/ratings/{}")):
        line = Line(house.port, f"127.0.5.{len(name)}")
        statuses = [line.ask(request("GET", path.format(guess(26)))).status for _ in range(40)]
        yield f"{name}: guessing ends after a few tries", statuses.count(404) <= 6 and statuses[-1] == 429, {status: statuses.count(status) for status in statuses}, {"public.too-many"}
    page = ask(house.port, request("GET", f"/v1/public/ratings/{base64url(os.urandom(32))}"), "127.0.6.1")
    policy = page.headers.get("content-security-policy", "")
    yield "the public page may run nothing, frame nothing, tell nobody", "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy and page.headers.get("referrer-policy") == "no-referrer" and page.headers.get("cache-control") == "no-store", page.headers, None
    partner = ask(house.port, request("POST", "/v1/partners/courier/events", b'{"delivery":"x"}', {"OneWindow-Signature": "t=1,v1=00"}), "127.0.6.2")
    yield "a partner nobody knows", 400 <= partner.status < 500, partner, None


def talkativeness(house):
    """Nothing says which program this is, in which version, or what went wrong inside."""
    words = (b"boost", b"beast", b"sqlite", b"qt", b"onewindow-server", b".cpp", b"exception", b"postgres", b"/work", b"stack")
    for data in (request("GET", "/"), request("GET", "/v1/documents/'"), request("POST", "/v1/sign-in", b"{"), b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET / HTTP/9.9\r\n\r\n", request("GET", "/healthz"), request("GET", "/livez")):
        reply = ask(house.port, data, "127.0.7.1")
        told = [word for word in words if word in reply.body.lower() or any(word.decode() in value.lower() for value in reply.headers.values())]
        yield f"an answer to {data[:24]!r}", not told and "server" not in reply.headers, f"{told} {reply.headers}", None
    stranger = Device(house.port, "1001", "127.0.7.2")
    reply = stranger.ask("GET", "/v1/hello", token="")
    yield "answers with personal data are not stored on the way", reply.headers.get("cache-control") == "no-store", reply.headers, None


ATTACKS = (passwords, enumeration, codes, talkativeness)
