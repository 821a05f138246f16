# SPDX-License-Identifier: GPL-3.0-or-later
"""Who asks: no token, a forged one, somebody else's; another district's things by guessed ids; a role one does not have. The
tables have a row for every route the server names; a route without one fails."""
import base64
import json

from device import Device, Key, base64url, id_for, new_id
from house import PASSWORD, Failure, Numbers, application
from wire import ask, request

PUBLIC = {"POST /v1/sign-in", "POST /v1/sign-in:renew", "POST /v1/devices:enroll", "POST /v1/partners/{channel}/events", "GET /v1/public/licences/{code}", "GET /v1/public/ratings/{token}",
          "POST /v1/public/ratings/{token}", "GET /healthz", "GET /livez"}
BY_KEY = {"POST /v1/devices/{device}:wiped"}  # proved by the device's key, without a session


def uncovered(house, table):
    return sorted(set(house.routes()) - set(table) - PUBLIC), sorted(set(table) - set(house.routes()))


def filled(route, **values):
    path = route.split(" ", 1)[1]
    for name, value in values.items():
        path = path.replace("{" + name + "}", value)
    for name in ("stream", "scope", "lease", "id", "operation", "sha256", "channel", "code", "token", "device", "applicant"):
        path = path.replace("{" + name + "}", "x")
    path = path.replace("{number}", "9999")
    return path


def forged_tokens(house):
    """On every route that wants one: no token, rubbish, a real one with any part of it altered, one of another use."""
    clerk = house.people["1001"]
    head, seal = clerk.token.split(".")[:2]
    content = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))

    def altered(**members):
        return base64url(json.dumps({**content, **members}, separators=(",", ":")).encode()) + "." + seal

    flipped = "A" if seal[5] != "A" else "B"
    forged = {"no token": "", "rubbish": "x", "only a dot": ".", "no seal": head + ".", "no content": "." + seal, "a bit of the seal": seal[:5] + flipped + seal[6:] and f"{head}.{seal[:5]}{flipped}{seal[6:]}", "half a seal": f"{head}.{seal[:20]}",
              "a longer seal": f"{head}.{seal}AAAA", "content twice": f"{head}.{head}.{seal}", "another person": altered(staff=id_for("staff:1501")), "another device": altered(device=new_id()), "for ever": altered(expires=99999999999999),
              "another use": altered(use="renewal"), "another key": altered(key=base64.b64encode(Key().public).decode()), "the renewal": clerk.renewal, "a JSON web token without a seal": base64url(b'{"alg":"none"}') + "." + head + ".", "quotes": "' OR 1=1 --", "NUL": "a%00b", "a long one": "A" * 7000}
    for route in house.routes():
        if route in PUBLIC | BY_KEY:
            continue
        method = route.split(" ")[0]
        wrong = []
        for name, token in (forged.items() if house.full or route == "GET /v1/hello" else list(forged.items())[::3]):
            reply = clerk.ask(method, filled(route, stream=clerk.stream), b"{}" if method != "GET" else b"", token=token)
            if reply.status not in (401, 431):
                wrong.append(f"{name}: {reply}")
        yield f"forged tokens: {route}", not wrong, "; ".join(wrong), {"session.invalid"} if route == "GET /v1/hello" else None


def proofs(house):
    """A token is worth nothing without the key of its device, and a request only once."""
    clerk, other = house.people["1001"], house.people["1002"]
    path = "/v1/hello"
    fields = {"Authorization": f"Bearer {clerk.token}"}

    def sent(**proof):
        return ask(house.port, request("GET", path, b"", {**fields, "OneWindow-Proof": clerk.proof("GET", proof.pop("path", path), proof.pop("body", b""), **proof)}), "127.0.0.66")

    good = clerk.proof("GET", path, b"")
    once = ask(house.port, request("GET", path, b"", {**fields, "OneWindow-Proof": good}))
    yield "a good proof", once.status == 200, once, None
    again = ask(house.port, request("GET", path, b"", {**fields, "OneWindow-Proof": good}))
    yield "the same request again", again.status == 401, again, {again.code}
    import time
    now = int(time.time() * 1000)
    cases = {"no proof": ask(house.port, request("GET", path, b"", fields)), "an empty proof": ask(house.port, request("GET", path, b"", {**fields, "OneWindow-Proof": ""})), "the key of another device": sent(key=other.key),
             "made an hour ago": sent(at=now - 3_600_000), "made in an hour": sent(at=now + 3_600_000), "for another path": sent(path="/v1/erasures"), "for another body": sent(body=b"{}"), "for another token": sent(token=other.token),
             "no number as its time": ask(house.port, request("GET", path, b"", {**fields, "OneWindow-Proof": good.replace(good.split(".")[1], "NaN")})), "a version nobody knows": ask(house.port, request("GET", path, b"", {**fields, "OneWindow-Proof": "v9" + good[2:]})),
             "a longer one": ask(house.port, request("GET", path, b"", {**fields, "OneWindow-Proof": good + ".x"})), "two of them": ask(house.port, request("GET", path, b"", {**fields, "OneWindow-Proof": clerk.proof("GET", path, b"") + ", " + clerk.proof("GET", path, b"")}))}
    for name, reply in cases.items():
        yield f"proof: {name}", reply.status == 401, reply, {reply.code} if reply.status == 401 else None
    asked = clerk.text("POST", "/v1/changes", {"proto": 4, "schema": 1, "max_bytes": 65536, "wait": 0, "scopes": []})
    altered = asked.replace(b'"wait": 0', b'"wait": 9')
    reply = ask(house.port, altered)
    yield "proof: a body altered on the way", reply.status == 401, reply, None
    stolen = Device(house.port, "1001", "127.0.0.66")
    stolen.id, stolen.token, stolen.renewal = clerk.id, clerk.token, clerk.renewal
    reply = stolen.ask("GET", "/v1/hello")
    yield "a stolen token at another machine", reply.status == 401, reply, None
    reply = stolen.ask("POST", "/v1/sign-in:renew", {"renewal": clerk.renewal}, token="")
    yield "a stolen renewal at another machine", reply.status in (400, 401), reply, None


# ---------------------------------------------------------------------------------------------------- another district

def must(so, seen):
    if not so:
        raise Failure(f"the stage is not set: {seen}")


class Theirs:
    """What the first district owns and the second must not see: a case with a name, a lease, a stream, a returned act, a scan."""

    def __init__(self, house):
        clerk = self.clerk = house.enrolled("1003")
        numbers = Numbers(clerk)
        self.case = new_id()
        self.body = application(4711, "lacking")
        told = clerk.push(clerk.act("case.receive", self.case, self.body, receipt=numbers.next()))
        must(told and told[0]["outcome"] == "applied", told)
        import hashlib
        self.bytes = b"%PDF-1.4 a scan of somebody's household register " + new_id().encode()
        self.sha = hashlib.sha256(self.bytes).hexdigest()
        told = clerk.push(clerk.act("material.attach", self.case, {"files": [{"media": "application/pdf", "name": "scan.pdf", "sha256": self.sha, "size": len(self.bytes)}], "key": "idcard"}, base={"v": 1}, blobs=[f"sha256:{self.sha}"]))
        must(told and told[0]["outcome"] == "applied", told)
        brought = clerk.ask("PUT", f"/v1/blobs/{self.sha}", self.bytes, {"Repr-Digest": digest_of(self.bytes)})
        must(brought.status == 204, brought)
        refused = clerk.push(clerk.act("case.withdraw", self.case, {"reason": "", "by": "nobody"}, base={"v": 2}))
        must(refused and refused[0]["outcome"] == "rejected", refused)
        self.operation = refused[0]["id"]
        self.lease = clerk.lease("610116-2026" if "610116-2026" in clerk.ask("GET", "/v1/hello").json["number_series"] else clerk.ask("GET", "/v1/hello").json["number_series"][0]).json["id"]
        self.secrets = ("秦无双".encode(), self.body["applicant"]["idNumber"].encode(), self.body["applicant"]["id"].encode(), b"household register")


def digest_of(data):
    import hashlib
    return "sha-256=:" + base64.b64encode(hashlib.sha256(data).digest()).decode() + ":"


def other_districts(house):
    """Insecure direct references: a clerk and a supervisor of the next district, with every id guessed right, on every route."""
    theirs = Theirs(house)
    scope, stream = "d%2F610116", theirs.clerk.stream
    series = "610116-2026"
    table = {
        "GET /v1/hello": (lambda spy: spy.ask("GET", "/v1/hello"), {200}),
        "POST /v1/streams/{stream}/operations": (lambda spy: spy.ask("POST", f"/v1/streams/{stream}/operations", {"proto": 4, "operations": [spy.act("case.withdraw", theirs.case, {"reason": "x"}, n=99)]}), {400, 401, 403, 409}),
        "GET /v1/streams/{stream}/operations": (lambda spy: spy.ask("GET", f"/v1/streams/{stream}/operations?after=0"), {403, 404, 409}),
        "POST /v1/streams/{stream}:reconcile": (lambda spy: spy.ask("POST", f"/v1/streams/{stream}:reconcile", {"proto": 4, "last_applied_n": 0, "hashes": []}), {403, 404, 409}),
        "POST /v1/changes": (lambda spy: spy.ask("POST", "/v1/changes", {"proto": 4, "schema": 1, "max_bytes": 4 << 20, "wait": 0, "scopes": [{"s": s, "since": ""} for s in ("d/610116", "a/610116", "r/610116")]}), {200, 403}),
        "GET /v1/scopes/{scope}/digest": (lambda spy: spy.ask("GET", f"/v1/scopes/{scope}/digest?at=1"), {403, 404}),
        "POST /v1/number-leases": (lambda spy: spy.lease(series), {400, 403}),
        "POST /v1/number-leases/{lease}:return": (lambda spy: spy.ask("POST", f"/v1/number-leases/{theirs.lease}:return", {"next": 1}), {403, 404}),
        "GET /v1/documents/{id}": (lambda spy: spy.ask("GET", f"/v1/documents/{theirs.case}"), {404}),
        "GET /v1/search": (lambda spy: spy.ask("GET", "/v1/search?q=%E7%A7%A6%E6%97%A0%E5%8F%8C&limit=50"), {200}),
        "POST /v1/devices/self/keys:rotate": (lambda spy: spy.ask("POST", "/v1/devices/self/keys:rotate", {"device_key": base64.b64encode(theirs.clerk.key.public).decode(), "signature": base64.b64encode(b"\0" * 64).decode()}), {400, 401, 403}),
        "POST /v1/devices/enrolment-codes": (lambda spy: spy.ask("POST", "/v1/devices/enrolment-codes", {"place": theirs.clerk.session["place"]}), {403}),
        "GET /v1/attention": (lambda spy: spy.ask("GET", "/v1/attention"), {200, 403}),
        "POST /v1/attention/{operation}:close": (lambda spy: spy.ask("POST", f"/v1/attention/{theirs.operation}:close", {"how": "dropped", "reason": "x"}), {403, 404}),
        "GET /v1/erasures": (lambda spy: spy.ask("GET", "/v1/erasures"), {200, 403}),
        "GET /v1/events": (lambda spy: spy.ask("GET", "/v1/events", headers={"Last-Event-ID": "d/610116=0"}), {200}),
        "GET /v1/scopes/{scope}/snapshot": (lambda spy: spy.ask("GET", f"/v1/scopes/{scope}/snapshot"), {403, 404}),
        "GET /v1/scopes/{scope}/snapshot/parts/{sha256}": (lambda spy: spy.ask("GET", f"/v1/scopes/{scope}/snapshot/parts/{theirs.sha}"), {403, 404}),
        "POST /v1/blobs:have": (lambda spy: spy.ask("POST", "/v1/blobs:have", {"sha256": [theirs.sha]}), {200, 400}),
        "PUT /v1/blobs/{sha256}": (lambda spy: spy.ask("PUT", f"/v1/blobs/{theirs.sha}", theirs.bytes, {"Repr-Digest": digest_of(theirs.bytes)}), {404}),
        "PATCH /v1/blobs/{sha256}": (lambda spy: spy.ask("PATCH", f"/v1/blobs/{theirs.sha}", theirs.bytes[:9], {"Upload-Offset": "0", "Upload-Length": str(len(theirs.bytes))}), {404}),
        "GET /v1/blobs/{sha256}": (lambda spy: spy.ask("GET", f"/v1/blobs/{theirs.sha}"), {404}),
        "GET /v1/audit": (lambda spy: spy.ask("GET", f"/v1/audit?purpose=check&actor=1003&doc={theirs.case}"), {200, 403}),
        "POST /v1/audit:verify": (lambda spy: spy.ask("POST", "/v1/audit:verify", {"place": theirs.clerk.session["place"]}), {200, 400, 403}),
        "POST /v1/subjects/{applicant}:collect": (lambda spy: spy.ask("POST", f"/v1/subjects/{theirs.body['applicant']['id']}:collect", {"purpose": "x", "reason": "x"}), {400, 403, 404}),
        "POST /v1/devices/self/unlock-key": (lambda spy: spy.ask("POST", "/v1/devices/self/unlock-key", {"key": base64.b64encode(b"k" * 32).decode()}), {200}),
        "POST /v1/devices/{device}:wiped": (lambda spy: spy.ask("POST", f"/v1/devices/{theirs.clerk.id}:wiped", {}), {400, 401, 403, 404, 409}),
        "POST /v1/staff/{number}/password:reset": (lambda spy: spy.ask("POST", "/v1/staff/1001/password:reset", {"factor": False}), {403, 404}),
    }
    lacking, idle = uncovered(house, table)
    yield "a row for every route", not lacking and not idle, f"without a row: {lacking}; without a route: {idle}", None
    for number, spy in house.foreign.items():
        for route, (attempt, statuses) in table.items():
            reply = attempt(spy)
            leaked = [secret.decode() for secret in theirs.secrets if secret in reply.body]
            if route == "GET /v1/audit":
                leaked += ["an act of the first district"] if theirs.operation.encode() in reply.body or theirs.clerk.id.encode() in reply.body else []
            if route == "GET /v1/events":
                leaked += ["head of d/610116"] if b"610116" in reply.body else []
            if route == "POST /v1/blobs:have" and b'"unknown"' not in reply.body and reply.status == 200:
                leaked += ["whether a scan is here"]
            spy.n = spy.n if route != "POST /v1/streams/{stream}/operations" else spy.n - 1
            yield f"{number} of the next district: {route}", reply.status in statuses and not leaked, f"{reply} {leaked or ''}", None
    still = theirs.clerk.ask("GET", f"/v1/documents/{theirs.case}")
    yield "and nothing has become of the case", still.status == 200 and still.json.get("v") == 2, f"{still} version {still.json.get('v')}", None
    told = house.foreign["2001"].push(house.foreign["2001"].act("case.withdraw", theirs.case, {"reason": "x", "by": "applicant"}, base={"v": 2}))
    yield "an act of the next district on the case", told and told[0]["outcome"] == "rejected" and "document" not in told[0], told, None


# ---------------------------------------------------------------------------------------------------- roles

EVERYBODY = None
ROLES = {  # route → roles that may; None: whoever is signed in
    "GET /v1/attention": {"supervisor"}, "POST /v1/attention/{operation}:close": {"supervisor"}, "GET /v1/erasures": {"supervisor", "security-admin", "audit-admin"},
    "POST /v1/devices/enrolment-codes": {"security-admin"}, "GET /v1/audit": {"audit-admin"}, "POST /v1/audit:verify": {"audit-admin"},
    "POST /v1/subjects/{applicant}:collect": {"clerk", "chief-clerk", "supervisor", "security-admin"}, "POST /v1/staff/{number}/password:reset": {"security-admin"}}


def roles(house):
    """Every route for every role: who lacks the role gets 403 and nothing else, who has it gets something else than that."""
    for route in house.routes():
        if route in PUBLIC | BY_KEY or ROLES.get(route) is EVERYBODY:
            continue
        wrong = []
        for number, person in house.people.items():
            may = bool(ROLES[route] & set(person.session["roles"]))
            method = route.split(" ")[0]
            reply = person.ask(method, filled(route, operation=new_id()), {"place": person.session["place"], "how": "dropped", "reason": "x"} if method == "POST" else b"")
            if (reply.status == 403 and reply.code == "role.lacking") == may:
                wrong.append(f"{number} {person.session['roles']}: {reply}")
        yield f"roles: {route}", not wrong, "; ".join(wrong), {"role.lacking"}


def strangers(house):
    """A device nobody knows, a code nobody was given, a code used twice or on another device."""
    unknown = Device(house.port, "1001", "127.0.0.66")
    reply = unknown.sign_in(PASSWORD)
    yield "the right password at a device nobody knows", reply.status in (401, 403) and not unknown.token, reply, {reply.code}
    code = house.code()
    import hashlib
    tried = {"a guessed code": "AAAA-BBBB-CCCC", "an empty code": "", "the code backwards": code[::-1], "the code of another length": code + "A", "SQL": "' OR '1'='1"}
    for name, text in tried.items():
        device = Device(house.port, "1001", "127.0.0.66")
        proof = device.key.sign(f"onewindow-enrol\n{text.upper().replace('-', '')}\n{device.id}".encode())
        reply = device.ask("POST", "/v1/devices:enroll", {"code": text, "device": device.id, "device_key": base64.b64encode(device.key.public).decode(), "stream": device.stream, "proof": base64.b64encode(proof).decode()}, token="")
        yield f"enrolment with {name}", 400 <= reply.status < 500, reply, None
    device = Device(house.port, "1001", "127.0.0.66")
    reply = device.ask("POST", "/v1/devices:enroll", {"code": code, "device": device.id, "device_key": base64.b64encode(device.key.public).decode(), "stream": device.stream,
                                                      "proof": base64.b64encode(Key().sign(hashlib.sha256(b"x").digest())).decode()}, token="")
    yield "a read code with a key that is not one's own", 400 <= reply.status < 500, reply, {reply.code}
    house.enrol(device, code)
    second = Device(house.port, "1001", "127.0.0.66")
    proof = second.key.sign(f"onewindow-enrol\n{code.upper().replace('-', '')}\n{second.id}".encode())
    reply = second.ask("POST", "/v1/devices:enroll", {"code": code, "device": second.id, "device_key": base64.b64encode(second.key.public).decode(), "stream": second.stream, "proof": base64.b64encode(proof).decode()}, token="")
    yield "a code used twice", 400 <= reply.status < 500, reply, {reply.code}
    thief = Device(house.port, "1001", "127.0.0.66")
    thief.id = device.id
    reply = thief.sign_in(PASSWORD)
    token_works = reply.status == 200 and thief.ask("GET", "/v1/hello").status == 200
    pushed = thief.ask("POST", f"/v1/streams/{device.stream}/operations", {"proto": 4, "operations": [thief.act("case.receive", new_id(), application(1), receipt="T-0000-0001-X")]}) if token_works else None
    yield "the right password under the id of another device, with a key of one's own", not token_works, f"{reply}, then {pushed}", None


ATTACKS = (forged_tokens, proofs, other_districts, roles, strangers)
