# SPDX-License-Identifier: GPL-3.0-or-later
"""What must be true of a district at rest, read from the databases themselves and from the witnesses' lists."""
import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path

# Acts that write the document they are about, and those that also write the applicant's.
DECIDING = {"case.receive", "case.accept", "tolerance.accept", "commitment.accept", "case.notify", "case.refuse"}
ACCEPTING = {"case.accept", "tolerance.accept", "commitment.accept"}
WITHOUT_EFFECT = {"returned.close"}
PROJECTION = ("id, number, item, item_name, applicant, applicant_name, state, route, place, counter, clerk, received_at, accepted_at, due,"
              " tolerance_due, notice_due, priority, updated_at")


def witnessed(path):
    """What a window's store confirmed. A line torn by a kill is none."""
    found = []
    if not Path(path).exists():
        return found
    for line in Path(path).read_bytes().split(b"\n"):
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


class Journal:
    """A journal, and what stands beside it."""

    def __init__(self, store):
        self.by_id, self.by_number = {}, {}
        columns = f"id, stream, n, type, doc, body, {store.hex('hash')}, fate, result, overlay, closed"
        for identity, stream, n, kind, doc, body, link, fate, result, overlay, closed in store.rows(columns, "FROM journal"):
            row = {"id": identity, "stream": stream, "n": n, "type": kind, "doc": doc, "body": json.loads(body), "hash": link, "fate": fate,
                   "result": json.loads(result) if result else {}, "overlay": overlay, "closed": closed or ""}
            self.by_id[identity] = row
            self.by_number[stream, n] = row


def is_drained(window, centre):
    """Whether everything this window did is answered and everything the centre has is here."""
    pending, = window.rows("count(*)", "FROM journal WHERE fate = 'pending' OR overlay = 1")[0]
    if pending:
        return f"{pending} acts wait"
    heads = dict(centre.rows("name, head", "FROM scope"))
    cursors = {scope: seq for scope, seq, complete in window.rows("scope, seq, complete", "FROM cursor") if complete}
    behind = {scope: head - cursors.get(scope, 0) for scope, head in heads.items() if cursors.get(scope, 0) != head}
    if behind:
        return f"behind by {behind}"
    unsent = {sha256 for sha256, in window.rows("sha256", "FROM blob WHERE state = 'unsent'")}
    if unsent:  # what no accepted act names need not be sent
        unsent &= {sha256 for body, in window.rows("body", "FROM journal WHERE type = 'material.attach' AND fate = 'accepted'") for sha256 in blobs_of(json.loads(body))}
    return f"{len(unsent)} attachments wait" if unsent else ""


def blobs_of(operation):
    return {name.removeprefix("sha256:") for name in operation.get("blobs", ())}


class Judge:
    """Finds what is wrong. `lost`, `duplicated` and `diverged` hold a sentence each."""

    sound = set()  # files found whole: they are never written again

    def __init__(self, centre, files, windows):
        """files: the centre's folder of attachments; windows: name → (store, list of what its witness saw, whether it is in use)."""
        self.centre, self.files, self.windows = centre, files, windows
        self.lost, self.duplicated, self.diverged = [], [], []

    def judge(self):
        self.journal = Journal(self.centre)
        self.documents = {row[0]: row for row in self.centre.rows("id, kind, version, base, scopes", "FROM document")}
        self.check_effects()
        self.check_feed()
        self.check_numbers()
        self.check_attachments()
        known, streams = set(), set()
        for name, (store, seen, in_use) in self.windows.items():
            window = Journal(store)
            for row in window.by_id.values():
                known.add(row["id"])
                streams.add(row["stream"])
            self.check_witness(name, window, seen)
            self.check_journal(name, window)
            if in_use:
                self.check_documents(name, store)
            for line in store.damage():
                self.diverged.append(f"{name}: {line}")
        for row in self.journal.by_id.values():
            if row["stream"] != "centre" and row["id"] not in known:
                self.diverged.append(f"centre: act {row['id']} was done by no window")
        self.check_streams(streams)
        for line in self.centre.damage():
            self.diverged.append(f"centre: {line}")
        return self

    def is_well(self):
        return not (self.lost or self.duplicated or self.diverged)

    def check_effects(self):
        """A document's version is the number of accepted acts that write it."""
        acts, decided, accepted = Counter(), Counter(), {}
        for row in self.journal.by_id.values():
            applied = row["fate"] == "accepted" and row["result"].get("outcome", "applied") == "applied"
            if not applied or row["type"] in WITHOUT_EFFECT:
                continue
            acts[row["doc"]] += 1
            if row["type"] in DECIDING:
                body = row["body"]["body"]
                acts[body["applicant"]["id"]] += 1
                decided[row["doc"]] += 1
                if row["type"] in ACCEPTING and (body["applicant"].get("phone") or body.get("agent", {}).get("phone")):
                    accepted[row["doc"]] = row["id"]
        # Who was not at the counter any more when the case was accepted is told by message, once.
        messages = [row for row in self.documents.values() if row[1] == "message"]
        told = Counter(json.loads(row[3])["about"] for row in messages)
        acts.update(row[0] for row in messages)  # written with the act it tells of; what was sent is an act of its own
        for case in told.keys() | accepted.keys():
            expected = 1 if case in accepted and decided[case] > 1 else 0
            if told[case] != expected:
                (self.lost if told[case] < expected else self.duplicated).append(f"centre: {told[case]} messages were written about {case} instead of {expected}")
        for identity in acts.keys() | self.documents.keys():
            version = self.documents[identity][2] if identity in self.documents else 0
            if version < acts[identity]:
                self.lost.append(f"centre: document {identity} has version {version} after {acts[identity]} accepted acts")
            elif version > acts[identity]:
                self.duplicated.append(f"centre: document {identity} has version {version} after {acts[identity]} accepted acts")

    def check_feed(self):
        heads = dict(self.centre.rows("name, head", "FROM scope"))
        places, rows = set(), {}
        for scope, seq, order, doc, op, version in self.centre.rows("scope, seq, ord, doc, op, version", "FROM feed"):
            if (scope, seq, order) in places or (scope, doc) in rows:
                self.duplicated.append(f"centre: feed of {scope} has {seq}.{order} or {doc} twice")
            places.add((scope, seq, order))
            rows[scope, doc] = (op, version)
            if seq > heads.get(scope, 0):
                self.diverged.append(f"centre: feed of {scope} reaches {seq}, its head is {heads.get(scope)}")
        for identity, _, version, _, scopes in self.documents.values():
            for scope in scopes.split():
                if rows.get((scope, identity)) != ("p", version):
                    self.diverged.append(f"centre: feed of {scope} says {rows.get((scope, identity))} of {identity}, version {version}")

    def check_attachments(self):
        """What accepted acts name is at the centre, and is what its name says."""
        for row in self.journal.by_id.values():
            if row["type"] != "material.attach" or row["fate"] != "accepted":
                continue
            for sha256 in blobs_of(row["body"]):
                if (self.files, sha256) in self.sound:
                    continue
                file = self.files / "blobs" / sha256[:2] / sha256
                if not file.exists():
                    self.lost.append(f"centre: attachment {sha256} is not there")
                elif hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
                    self.diverged.append(f"centre: attachment {sha256} is another")
                else:
                    self.sound.add((self.files, sha256))

    def check_numbers(self):
        """No legal number on two documents, no number leased twice."""
        register = dict(self.centre.rows("number, doc", "FROM receipt"))
        self.number_of = {}
        bearers = defaultdict(set)
        for identity, kind, _, base, _ in self.documents.values():
            if kind != "case" or not base:
                continue
            number = json.loads(base).get("number", "")
            self.number_of[identity] = number
            bearers[number].add(identity)
            if register.get(number) != identity:
                self.diverged.append(f"centre: case {identity} has number {number}, registered for {register.get(number)}")
        for _, seen, _ in self.windows.values():
            for line in seen:
                if line["receipt"] and not line["receipt"].startswith("T-"):
                    bearers[line["receipt"]].add(line["doc"])
        self.duplicated += [f"number {number} stands on {sorted(docs)}" for number, docs in bearers.items() if len(docs) > 1]
        end = {}
        for series, low, high in sorted(self.centre.rows("series, low, high", "FROM number_lease")):
            if low <= end.get(series, 0):
                self.duplicated.append(f"centre: numbers {low} to {high} of {series} are leased twice")
            end[series] = max(end.get(series, 0), high)

    def check_witness(self, name, window, seen):
        """What was confirmed is there, with its one fate, and what was accepted has its effect."""
        for line in seen:
            row = window.by_id.get(line["id"])
            if row is None:
                self.lost.append(f"{name}: {line['type']} {line['id']} was confirmed and is not in the journal")
                continue
            if row["fate"] not in ("accepted", "refused"):
                self.lost.append(f"{name}: {line['type']} {line['id']} is {row['fate']} at rest")
                continue
            there = self.journal.by_id.get(line["id"])
            if there is None:
                self.lost.append(f"{name}: {line['type']} {line['id']} is {row['fate']} here and unknown at the centre")
            elif there["fate"] != row["fate"]:
                self.lost.append(f"{name}: {line['type']} {line['id']} is {row['fate']} here and {there['fate']} at the centre")
            elif row["fate"] == "accepted" and line["type"] not in WITHOUT_EFFECT:
                if line["doc"] not in self.documents:
                    self.lost.append(f"{name}: {line['type']} {line['id']} was accepted, the centre has no {line['doc']}")
                elif line["receipt"] and not line["receipt"].startswith("T-") and self.number_of.get(line["doc"]) != line["receipt"]:
                    self.diverged.append(f"{name}: {line['doc']} was given {line['receipt']}, the centre says {self.number_of.get(line['doc'])}")
        again = [identity for identity, times in Counter(line["id"] for line in seen).items() if times > 1]
        self.duplicated += [f"{name}: {identity} was confirmed twice" for identity in again]

    def check_journal(self, name, window):
        """The chain of a stream is the same at both ends, link by link."""
        for (stream, n), row in window.by_number.items():
            there = self.journal.by_number.get((stream, n))
            if there is None:
                if row["id"] not in self.journal.by_id:  # done through an earlier stream before the fork
                    self.lost.append(f"{name}: act {n} of its stream is unknown at the centre ({row['fate']})")
                continue
            if (there["id"], there["hash"]) != (row["id"], row["hash"]):
                self.diverged.append(f"{name}: link {n} of its chain is another at the centre")
            if there["closed"] != row["closed"]:
                self.diverged.append(f"{name}: {row['type']} {row['id']} is closed \"{row['closed']}\" here, \"{there['closed']}\" at the centre")

    def check_streams(self, streams):
        """Numbers are dense, and the centre's note of the last one agrees."""
        numbers = defaultdict(list)
        for stream, n in self.journal.by_number:
            numbers[stream].append(n)
        last = {stream: (n, link) for stream, n, link in self.centre.rows(f"id, last, {self.centre.hex('last_hash')}", "FROM stream")}
        for stream, found in numbers.items():
            if sorted(found) != list(range(1, len(found) + 1)):
                self.lost.append(f"centre: stream {stream} has holes in 1..{max(found)}")
            if stream != "centre" and last.get(stream) != (max(found), self.journal.by_number[stream, max(found)]["hash"]):
                self.diverged.append(f"centre: stream {stream} ends at {last.get(stream)}, its journal at {max(found)}")
        for stream in streams - {stream for stream in last}:
            self.diverged.append(f"centre: stream {stream} is unknown")

    def check_documents(self, name, store):
        """Base rows and the columns made of them are the centre's, and nothing lies on top."""
        scopes = {scope for scope, in store.rows("scope", "FROM cursor")}
        ours = {row[0]: row for row in store.rows("id, kind, version, base, scopes", "FROM document WHERE base IS NOT NULL")}
        theirs = {identity: row for identity, row in self.documents.items() if scopes & set(row[4].split())}
        for identity in ours.keys() | theirs.keys():
            mine, other = ours.get(identity), theirs.get(identity)
            if mine == other:
                continue
            if mine is None or other is None:
                self.diverged.append(f"{name}: {identity} is {'lacking' if mine is None else 'not at the centre'}")
            elif mine[:3] != other[:3] or mine[4] != other[4] or json.loads(mine[3]) != json.loads(other[3]):
                self.diverged.append(f"{name}: {identity} version {mine[2]} is not the centre's version {other[2]}")
        covered = [row for row in store.rows("id", "FROM document WHERE view IS NOT NULL")]
        self.diverged += [f"{name}: {identity} has a view of its own at rest" for identity, in covered]
        mine, other = ({row[0]: tuple(row) for row in place.rows(PROJECTION, "FROM casefile")} for place in (store, self.centre))
        for identity in mine.keys() | other.keys():
            if mine.get(identity) != other.get(identity) and identity in ours:
                self.diverged.append(f"{name}: the list shows {mine.get(identity)} where the centre's shows {other.get(identity)}")
