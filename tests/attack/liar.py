# SPDX-License-Identifier: GPL-3.0-or-later
"""A client that lies: its device is known, its signature is good, what it says is not true."""
import base64
import copy
import datetime
import hashlib
import json
import re

from device import Key, canonical, id_for, instant, new_id
from house import FOREIGN_PLACE, SOURCE, Numbers, application, receipt_number

INJECTIONS = ("'; DROP TABLE journal; --", "' OR '1'='1", "\") UNION SELECT hash FROM credential --", "{{#service}}{{{name}}}{{/service}}", "{{{place}}}", "${7*7}%{7*7}{{7*7}}", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
              "../../../../etc/passwd", "a\u0000b", "\r\nSet-Cookie: a=b\r\n", "%s%n%x%1$s", "𠮷\u202e\u2028\ufeff", "1e400", "x" * 40_000, "=cmd|' /C calc'!A1", "LIKE '%' ESCAPE '", "\\u0000\\", "$(id)`id`;id|id")


def outcome(results):
    return (results[0]["outcome"], results[0].get("problem", {}).get("code", "")) if results else ("", "")


def received_at(clerk, doc):
    """When the centre says that the case was received, and how many seconds that is from now."""
    document = clerk.ask("GET", f"/v1/documents/{doc}").json
    received = document.get("d", document.get("body", {})).get("receivedAt", "")
    return received, abs((datetime.datetime.fromisoformat(received.replace("Z", "+00:00")) - datetime.datetime.now(datetime.timezone.utc)).total_seconds()) if received else 1e9


def operations(house):
    """One lie each: every single one is refused, and none becomes a document."""
    clerk = house.enrolled("1001")
    colleague, administrator = house.people["1002"], house.people["1501"]
    numbers = Numbers(clerk)
    series = clerk.ask("GET", "/v1/hello").json["number_series"][0]
    others = house.people["1003"]
    stolen = others.lease(series).json
    honest = clerk.push(clerk.act("case.receive", first := new_id(), application(50, "lacking"), receipt=numbers.next()))
    yield "an honest act first", outcome(honest)[0] == "applied", honest, None
    number = application(51)["applicant"]["idNumber"]
    wrong_check = number[:-1] + ("1" if number[-1] != "1" else "2")
    lies = {
        "accepted without the material": ("case.accept", application(51, "lacking"), {}), "a mark nobody knows": ("case.accept", application(52, "blessed"), {}), "no marks at all": ("case.accept", application(53, marks=[]), {}),
        "tolerance for what may not be tolerated": ("tolerance.accept", application(54, "tolerated"), {}), "a commitment for what takes none": ("commitment.accept", application(55, "committed"), {}), "a material of his own": ("case.accept", application(56, marks=[{"key": "gift", "mark": "received", "required": True, "copies": 0, "form": "", "name": ""}]), {}),
        "less than nothing of copies": ("case.accept", application(57, marks=[{"key": "idcard", "mark": "lacking", "required": False, "copies": -3, "form": "", "name": ""}]), {}), "an item nobody published": ("case.accept", application(58, item={"id": "gold", "version": 1}), {}), "a version to come": ("case.accept", application(59, item={"id": "flex-ss", "version": 999}), {}),
        "a negative version": ("case.accept", application(60, item={"id": "flex-ss", "version": -1}), {}), "an identity number with a wrong check": ("case.receive", application(61, "lacking", applicant={**application(61)["applicant"], "idNumber": wrong_check, "id": id_for("applicant:citizen-id:" + wrong_check)}), {}),
        "another person's id": ("case.receive", application(62, "lacking", applicant={**application(62)["applicant"], "id": application(50)["applicant"]["id"]}), {}), "another clerk's name": ("case.receive", application(63, "lacking"), {"actor": administrator.session["staff"]}), "a colleague's name who never sat here": ("case.receive", application(63, "lacking"), {"actor": colleague.session["staff"]}), "an approver's name": ("case.receive", application(63, "lacking"), {"actor": house.people["1201"].session["staff"]}), "nobody's name": ("case.receive", application(64, "lacking"), {"actor": new_id()}),
        "the centre's name": ("case.receive", application(65, "lacking"), {"actor": "centre", "role": "centre"}), "the next district's hall": ("case.receive", application(66, "lacking"), {"place": FOREIGN_PLACE}), "a hall nobody knows": ("case.receive", application(67, "lacking"), {"place": new_id()}),
        "a number of another window's block": ("case.receive", application(68, "lacking"), {"receipt": receipt_number(series, stolen["from"]), "lease": stolen["id"]}), "a number of no block": ("case.receive", application(69, "lacking"), {"receipt": receipt_number(series, 7_000_000)}), "a number with a wrong check": ("case.receive", application(70, "lacking"), {"receipt": series + "-0000001-!"}),
        "no number": ("case.receive", application(71, "lacking"), {"receipt": ""}),
    }
    for name, (kind, body, members) in lies.items():
        doc = new_id()
        if "receipt" not in members:
            members = {**members, "receipt": numbers.next()}
        results = clerk.push(clerk.act(kind, doc, body, **members))
        gone = clerk.ask("GET", f"/v1/documents/{doc}").status == 404
        yield f"lie: {name}", outcome(results)[0] == "rejected" and gone, f"{results or clerk.last_reply} document {'absent' if gone else 'THERE'}", None
    # Dates: an act long ago or to come is taken, and dated by the centre.
    for name, seconds in (("ten years ago", -315_000_000), ("an hour ago, before the act before it", -3600), ("ten years ahead", 315_000_000)):
        doc = new_id()
        results = clerk.push(clerk.act("case.receive", doc, application(80 + abs(seconds) % 7, "lacking"), receipt=numbers.next(), made={"wall": instant(seconds), "mono_ms": 1, "boot": "x", "est": instant(seconds)}))
        if outcome(results)[0] == "applied":
            received, age = received_at(clerk, doc)
            yield f"lie: made {name}", age < 600, f"received {received}", None
        else:
            yield f"lie: made {name}", True, results, None
    for name, seconds in (("an hour", -3600), ("a month", -2_600_000)):  # a stream of its own for the lie: nothing stands before it there
        doc, (stream, n, hash_before) = new_id(), (clerk.stream, clerk.n, clerk.hash)
        clerk.stream, clerk.n, clerk.hash = new_id(), 0, b""
        results = clerk.push(clerk.act("case.receive", doc, application(84, "lacking"), receipt=receipt_number(f"T-{clerk.stream[-4:].upper()}", 1), made={"wall": instant(seconds), "mono_ms": 1, "boot": "x", "est": instant(seconds)}))
        received, age = received_at(clerk, doc)
        yield f"lie: made {name} ago, through a new stream", outcome(results)[0] == "applied" and age < 600, f"{results or clerk.last_reply} received {received}", None
        clerk.stream, clerk.n, clerk.hash = stream, n, hash_before
    accepted = new_id()
    results = clerk.push(clerk.act("case.accept", accepted, application(86), receipt=numbers.next()))
    supervisor = house.enrolled("1401")
    yield "an honest acceptance", outcome(results)[0] == "applied", results, None
    for days in (-5, 0, 1.5, 100_000, 2 ** 40, "10", None):
        results = supervisor.push(supervisor.act("case.extend", accepted, {"days": days, "reason": "x"}, base={"v": 1}))
        yield f"lie: a time limit longer by {days} days", outcome(results) == ("rejected", "step.days"), results, None
    # Signature, chain and numbers.
    doc = new_id()
    forged = clerk.act("case.receive", doc, application(90, "lacking"), receipt=numbers.next())
    forged["sig"] = base64.b64encode(Key().sign(canonical(forged))).decode()
    results = clerk.push(forged)
    yield "lie: a signature of another key", outcome(results) == ("rejected", "operation.signature"), results, {"operation.signature"}
    altered = clerk.act("case.receive", doc, application(91, "lacking"), receipt=numbers.next())
    altered["body"]["applicant"]["name"] = "别人"
    results = clerk.push(altered)
    yield "lie: a body altered after it was signed", outcome(results) == ("rejected", "operation.signature"), results, {"operation.signature"}
    for name, sig in (("no signature", ""), ("half a signature", "AAAA"), ("no base64", "!!!")):
        act = clerk.act("case.receive", new_id(), application(92, "lacking"), receipt=numbers.next())
        act["sig"] = sig
        results = clerk.push(act)
        yield f"lie: {name}", outcome(results) == ("rejected", "operation.signature"), results, None
    path = f"/v1/streams/{clerk.stream}/operations"
    ahead = clerk.act("case.receive", new_id(), application(93, "lacking"), receipt=numbers.next())
    clerk.n -= 1
    reply = clerk.ask("POST", path, clerk.batch([ahead], prev_hash=base64.b64encode(hashlib.sha256(b"x").digest()).decode()))
    yield "lie: another chain", reply.status == 409 and reply.code == "sync.stream-forked", reply, {"sync.stream-forked"}
    gap = copy.deepcopy(ahead)
    gap["n"] += 50
    reply = clerk.ask("POST", path, clerk.batch([gap]))
    yield "lie: a number left out", reply.status == 409 and reply.code == "sync.gap", reply, None
    for name, n in (("a negative number", -1), ("nought", 0), ("a fraction", 1.5), ("beyond 64 bits", 2 ** 70), ("a text", "1")):
        reply = clerk.ask("POST", path, clerk.batch([{**ahead, "n": n}]))
        yield f"lie: {name} in the stream", 400 <= reply.status < 500, reply, None
    reply = clerk.ask("POST", path, clerk.batch([ahead], epoch="e-elsewhere"))
    yield "lie: another epoch", reply.status == 409, reply, None
    reply = clerk.ask("POST", f"/v1/streams/{colleague.stream}/operations", clerk.batch([ahead]))
    yield "lie: a colleague's stream", reply.status in (403, 409), reply, {reply.code}
    reply = clerk.ask("POST", f"/v1/streams/{new_id()}/operations", clerk.batch([{**ahead, "n": 1}], prev_hash=""))
    yield "lie: a stream of nobody", reply.status in (200, 400, 403, 404, 409), reply, None
    reply = clerk.ask("POST", path, clerk.batch([{**ahead, "n": clerk.n + 1 + i} for i in range(501)]))
    yield "lie: 501 acts at once", 400 <= reply.status < 500, reply, None
    # An id that was used already, under another stream: the same answer, and nothing done twice.
    twin = house.enrolled("1002")
    again = twin.act("case.receive", new_id(), application(94, "lacking"), receipt=receipt_number(f"T-{twin.id[-4:].upper()}", 1), id=honest[0]["id"])
    results = twin.push(again)
    yield "lie: the id of an act of another stream", outcome(results)[0] in ("duplicate", "rejected") and twin.ask("GET", f"/v1/documents/{again['doc']}").status == 404, results, None
    # A case cannot be made another's by writing into it.
    taken = clerk.push(clerk.act("case.accept", first, application(99, "received"), base={"v": 1}, receipt=numbers.next()))
    yield "lie: another applicant on an old case", outcome(taken)[0] == "rejected", taken, None


def kinds_of(source):
    return re.findall(r'\{u"([a-z]+\.[a-z]+)", \d+', source)


def escalation(house):
    """Every kind of act there is, done by those who must not: at most what a clerk may do is done, and nothing of an administrator's."""
    source = (SOURCE / "models/office/operationkinds.cpp").read_text(encoding="utf-8")
    kinds = kinds_of(source)
    yield "the table of acts is read", len(kinds) > 60, len(kinds), None
    administrative = [kind for kind in kinds if kind.split(".")[1] in ("publish", "define", "enrol", "rotate", "revoke", "erase")]
    victim = house.people["1401"]
    bodies = {"staff.define": {"id": id_for("staff:1001"), "name": "王敏", "number": "1001", "place": house.people["1001"].session["place"], "roles": ["clerk", "security-admin", "system-admin"]},
              "device.revoke": {"id": victim.id, "reason": "x"}, "document.erase": {"reason": "x"}, "device.enrol": {"id": new_id(), "key": base64.b64encode(Key().public).decode()}}
    for number in ("1001", "1101", "1201", "1301", "1401"):
        person = house.enrolled(number)
        done = []
        for kind in administrative:
            body = bodies.get(kind, {"id": new_id(), "code": "999999", "roles": ["system-admin"]})
            doc = body.get("id", new_id())
            results = person.push(person.act(kind, doc, body))
            if outcome(results)[0] != "rejected":
                done.append((kind, results or person.last_reply))
        yield f"{number} {person.session['roles']} as administrator: {len(administrative)} kinds", not done, done, {"operation.not-allowed"}
    again = house.people["1001"].ask("GET", "/v1/attention")
    yield "the clerk is still a clerk", again.status == 403, again, None
    yield "and nobody was shut out", victim.ask("GET", "/v1/attention").status == 200, "", None
    for number in ("1101", "1301"):
        person = house.enrolled(number)
        done = []
        for kind in kinds:
            results = person.push(person.act(kind, new_id(), application(200, "received"), receipt=Numbers(person).next()))
            if outcome(results)[0] not in ("rejected", "parked") or outcome(results)[0] == "parked":
                done.append((kind, outcome(results) if results else person.last_reply))
        allowed = {"1101": {"case.receive", "case.accept", "case.refuse", "case.notify", "tolerance.accept", "commitment.accept"}}.get(number, set())
        done = [entry for entry in done if entry[0] not in allowed]
        yield f"{number} {person.session['roles']} with every kind of act on nothing", not done, done, None


def administrators(house):
    """Administrators who lie: rights are given by a second one, to people and halls of their own district, under their own names."""
    security = house.people["1501"]
    own, place = security.session["staff"], house.people["1001"].session["place"]
    person = {"name": "某人", "number": "1998", "place": place, "roles": ["supervisor"], "active": True}
    hall = {"id": place, "code": "610116", "district": "610116", "name": "x"}
    lies = {"rights to oneself under another document": ("staff.define", new_id(), {**person, "id": own, "number": "1501"}), "rights to oneself": ("staff.define", own, {**person, "id": own, "number": "1501"}), "somebody's staff number": ("staff.define", doc := new_id(), {**person, "id": doc, "number": "1401"}),
            "a person of another district": ("staff.define", doc := new_id(), {**person, "id": doc, "place": FOREIGN_PLACE}), "a hall": ("place.define", new_id(), hall), "a device": ("device.enrol", new_id(), {"publicKey": base64.b64encode(Key().public).decode(), "name": "x", "place": place}), "another key for a device": ("device.enrol", house.people["1001"].id, {"publicKey": base64.b64encode(Key().public).decode(), "name": "x", "place": place})}
    for name, (kind, doc, body) in lies.items():
        results = security.push(security.act(kind, doc, body))
        yield f"an administrator makes {name}", outcome(results)[0] == "rejected", results or security.last_reply, None
    again = house.people["1001"].ask("GET", "/v1/hello")
    yield "and everybody is who they were", again.status == 200 and security.ask("GET", "/v1/attention").status == 403, again, None


def members_of(folder):
    """Every name a body's member has anywhere in the acts."""
    names = set()
    for file in folder.glob("*operations.cpp"):
        names |= set(re.findall(r'(?:body|asked|json|object|told|of)\w*(?:\(\))?\[u"([A-Za-z]+)"_s\]', file.read_text(encoding="utf-8")))
    return sorted(names)


def injections(house):
    """SQL, templates, paths and control characters in every text of every act: refused or kept as the text it is."""
    clerk = house.enrolled("1003")
    numbers = Numbers(clerk)
    kinds = kinds_of((SOURCE / "models/office/operationkinds.cpp").read_text(encoding="utf-8"))
    names = members_of(SOURCE / "models/office")
    yield "the members of bodies are read", len(names) > 20, names, None
    tables = house.rows("SELECT count(*) FROM sqlite_master")[0][0]
    staff = house.rows("SELECT count(*) FROM credential")[0][0]
    broken, done = [], 0
    for payload in INJECTIONS if house.full else INJECTIONS[:12] + INJECTIONS[14:15]:
        acts = []
        for kind in kinds:  # a body in which every member any act knows is the payload, and all that stands around it
            body = {name: payload[:300] for name in names}
            acts.append(clerk.act(kind, new_id(), body, receipt=payload[:200], rules=payload[:200], counter=payload[:60], lease=payload[:60]))
        for at in range(0, len(acts), 20):  # a push takes 1 MiB
            results = clerk.push(*acts[at:at + 20])
            done += len(results)
            if len(results) != len(acts[at:at + 20]):
                broken.append((payload[:20], clerk.last_reply))
                clerk.n = acts[at]["n"] - 1 if not results else clerk.n
                break
            broken += [(payload[:20], entry) for entry in results if entry["outcome"] == "rejected" and entry["problem"]["code"].startswith("office.")]
    yield f"{done} acts of {len(kinds)} kinds with {len(names)} members that are none", not broken, broken[:5], None
    # One text after the other in a body that is right otherwise.
    kept = wrong = 0
    trouble = []
    model = application(300, "lacking")

    def paths(value, way=()):
        if isinstance(value, dict):
            for name, inner in value.items():
                yield from paths(inner, (*way, name))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                yield from paths(inner, (*way, index))
        elif isinstance(value, str):
            yield way
    for way in paths(model):
        for payload in INJECTIONS[:9]:
            body = application(300 + kept + wrong, "lacking")
            inner = body
            for step in way[:-1]:
                inner = inner[step]
            inner[way[-1]] = payload
            doc = new_id()
            results = clerk.push(clerk.act("case.receive", doc, body, receipt=numbers.next()))
            if outcome(results)[0] == "applied":
                kept += 1
                seen = clerk.ask("GET", f"/v1/documents/{doc}")
                if json.dumps(payload, ensure_ascii=False)[1:-1] not in seen.body.decode() and way[0] != "marks":
                    trouble.append((way, payload, "is not what was written"))
            elif outcome(results)[0] == "rejected" and not outcome(results)[1].startswith("office."):
                wrong += 1
            else:
                trouble.append((way, payload, results or clerk.last_reply))
    yield f"{kept} texts kept as they are, {wrong} refused", not trouble and kept > 20, trouble[:5], None
    for payload in INJECTIONS[:9]:
        from urllib.parse import quote
        reply = clerk.ask("GET", f"/v1/search?q={quote(payload)}&limit={quote(payload)}")
        yield f"a search for {payload[:20]!r}", reply.status in (200, 400), reply, None
        reply = clerk.ask("GET", f"/v1/documents/{quote(payload, safe='')}")
        yield f"a document {payload[:20]!r}", reply.status in (400, 404), reply, None
        reply = clerk.ask("POST", "/v1/changes", {"proto": 4, "schema": 1, "max_bytes": 1000, "wait": 0, "scopes": [{"s": payload, "since": payload}]})
        yield f"a scope {payload[:20]!r}", reply.status in (200, 400, 403, 409), reply, None
        reply = clerk.lease(payload)
        yield f"a series {payload[:20]!r}", 400 <= reply.status < 500, reply, None
        reply = clerk.ask("POST", "/v1/sign-in", {"user": payload, "password": payload, "device": payload, "counter": payload}, token="")
        yield f"a sign-in {payload[:20]!r}", 400 <= reply.status < 500, reply, None
    now = house.rows("SELECT count(*) FROM sqlite_master")[0][0], house.rows("SELECT count(*) FROM credential")[0][0]
    yield "no table and no member of staff came or went", now == (tables, staff), f"{now}, were {(tables, staff)}", None


def scans(house):
    """Names of files that are paths, pieces that are not what they say."""
    clerk = house.enrolled("1003")
    numbers = Numbers(clerk)
    good = "a" * 64
    for name in ("../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fcentre.db", good[:-1] + "%00", good[:-2] + "%2f", good.upper(), good[:-1], good + "a", "sha256:" + good, ".", "..", "%2e", "aa%5c..%5c..", "partial%2f" + good, good[:2] + "/" + good, "０" * 64, "", "con", "*"):
        for method in ("GET", "PUT", "PATCH", "HEAD"):
            with_line = clerk.text(method, f"/v1/blobs/{name}", b"x" if method in ("PUT", "PATCH") else b"", {"Upload-Offset": "0", "Upload-Length": "1", "Repr-Digest": "sha-256=:AAAA:"})
            from wire import ask as once
            reply = once(house.port, with_line, head=method == "HEAD")
            yield f"{method} a scan named {name[:24]!r}", 400 <= reply.status < 500 and b"root:" not in reply.body and b"SQLite" not in reply.body, reply, None
        reply = clerk.ask("GET", f"/v1/scopes/d%2F610116/snapshot/parts/{name}")
        yield f"a part named {name[:24]!r}", 400 <= reply.status < 500, reply, None
    data = b"%PDF-1.4 " + b"scan" * 100
    sha = hashlib.sha256(data).hexdigest()
    case = new_id()
    results = clerk.push(clerk.act("case.receive", case, application(400, "lacking"), receipt=numbers.next()))
    results += clerk.push(clerk.act("material.attach", case, {"files": [{"media": "application/pdf", "name": "../../x.pdf", "sha256": sha, "size": len(data)}], "key": "idcard"}, base={"v": 1}, blobs=[f"sha256:{sha}"]))
    attached = results and results[-1]["outcome"] == "applied"
    if not attached:
        results = clerk.push(clerk.act("material.attach", case, {"files": [{"media": "application/pdf", "name": "x.pdf", "sha256": sha, "size": len(data)}], "key": "idcard"}, base={"v": 1}, blobs=[f"sha256:{sha}"]))
    yield "a scan is attached", results and results[-1]["outcome"] == "applied", results, None

    def patch(offset, length, piece):
        return clerk.ask("PATCH", f"/v1/blobs/{sha}", piece, {"Upload-Offset": str(offset), "Upload-Length": str(length)})
    from doors import digest_of
    cases = {"other bytes under its name": clerk.ask("PUT", f"/v1/blobs/{sha}", b"other", {"Repr-Digest": digest_of(b"other")}), "other bytes with its digest": clerk.ask("PUT", f"/v1/blobs/{sha}", b"other", {"Repr-Digest": digest_of(data)}), "a piece from nowhere": patch(100, len(data), b"x"), "a negative piece": patch(-1, len(data), b"x"),
             "a length of a petabyte": patch(0, 1 << 50, b"x"), "a length of nothing": patch(0, 0, b"x"), "more than its length": patch(0, 3, b"xxxxxxxx"), "an offset that is none": patch("1e3", len(data), b"x"), "no digest": clerk.ask("PUT", f"/v1/blobs/{sha}", data)}
    for name, reply in cases.items():
        yield f"scan: {name}", 400 <= reply.status < 500, reply, {"blob.digest"} if name == "other bytes with its digest" else None
    reply = clerk.ask("PUT", f"/v1/blobs/{sha}", data, {"Repr-Digest": digest_of(data)})
    yield "and the right one is taken", reply.status == 204, reply, None
    clerk.ask("POST", "/v1/blobs:have", {"sha256": [sha]})  # it is written down that it has arrived
    got = clerk.ask("GET", f"/v1/blobs/{sha}")
    yield "and comes back as a file, never as a page", got.body == data and got.headers.get("content-disposition") == "attachment" and got.headers.get("x-content-type-options") == "nosniff", got, None
    for value in ("bytes=0-0,1-1,2-2", "bytes=-", "bytes=9-1", "bytes=99999999999999999999-", "bytes=0-99999999999999999999", "items=0-1", "bytes=-0"):
        reply = clerk.ask("GET", f"/v1/blobs/{sha}", headers={"Range": value})
        yield f"range {value}", reply.status in (200, 206, 416) and len(reply.body) <= max(len(data), 300), reply, None


def commands_beside(house):
    """An administrator's command beside the serving centre takes nothing from under it: what is written afterwards is in the file."""
    clerk = house.enrolled("1003", house.command("enrol-code", "--place", "610116"))
    doc = new_id()
    results = clerk.push(clerk.act("case.receive", doc, application(500, "lacking"), receipt=Numbers(clerk).next()))
    there = house.rows("SELECT count(*) FROM document WHERE id = ?", doc)[0][0]
    yield "what was written after a command is seen by others", outcome(results)[0] == "applied" and there == 1, f"{results}, {there} in the file", None


ATTACKS = (commands_beside, operations, escalation, administrators, injections, scans)
