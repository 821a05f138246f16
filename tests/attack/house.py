# SPDX-License-Identifier: GPL-3.0-or-later
"""The house under attack: a real onewindow-server with two districts, honest windows at work in a process of their own, and
an eye on memory, log and clock."""
import contextlib
import json
import multiprocessing
import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests/cluster"))
from programs import Failure, Server, wait_until  # noqa: E402

from device import Device, citizen_id, id_for, instant, new_id  # noqa: E402
from wire import ask, request  # noqa: E402

PASSWORD = json.loads((SOURCE / "resources/demo/610116.json").read_text(encoding="utf-8"))["password"]
HONEST = "127.0.0.1"
FOREIGN_PLACE = id_for("place:610113")
FOREIGN_STAFF = {"2001": ["clerk"], "2003": ["chief-clerk", "clerk"], "2201": ["approver"], "2401": ["supervisor"], "2501": ["security-admin"], "2502": ["audit-admin"]}
LIMITS = {"headerSeconds": 3, "idleSeconds": 20, "requestsPerSecondPerAddress": 250, "burstPerAddress": 1500, "requestsPerSecondPerDevice": 40, "burstPerDevice": 400}


def application(sequence, mark="received", **changes):
    """What a citizen wants at the counter: to be insured as one who works for himself. `sequence` makes it another citizen."""
    number = citizen_id("610116", f"19{60 + sequence // 300 % 30:02d}0{1 + sequence // 900 % 9}1{sequence % 9}", sequence % 1000)
    body = {"answers": {"agent.present": False, "flex.nonlocal": False},
            "applicant": {"address": "陕西省西安市长安区示例路8号", "id": id_for(f"applicant:citizen-id:{number}"), "idKind": "citizen-id",
                          "idNumber": number, "kind": "natural", "name": "秦无双", "phone": "13900000000"},
            "fields": {"applicant.name": "秦无双"}, "item": {"id": "flex-ss", "version": 1},
            "marks": [{"copies": 0, "form": "", "key": key, "mark": mark, "name": "", "required": True} for key in ("f_flex", "idcard")]}
    body.update(changes)
    return body


def receipt_number(series, serial):
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    digits = f"{serial:0{4 if series.startswith('T') else 7}d}"
    product = 36
    for character in (series + digits).replace("-", ""):
        total = (product + alphabet.index(character)) % 36
        product = (total or 36) * 2 % 37
    return f"{series}-{digits}-{alphabet[(37 - product) % 36]}"


class Numbers:
    """Receipt numbers of a device: provisional ones, which need no lease."""

    def __init__(self, device):
        self.series, self.last = f"T-{device.id[-4:].upper()}", 0

    def next(self):
        self.last += 1
        return receipt_number(self.series, self.last)


# ---------------------------------------------------------------------------------------------------- honest windows

def _work(port, devices, pipe):
    """What the honest windows do all day, as fast as people do: ask, look up, take in an application."""
    sys.setswitchinterval(0.001)
    lock, spent, failed, working = threading.Lock(), [], [], [True]

    def window(device, sequence):
        numbers = Numbers(device)
        turn = 0
        while working[0]:
            turn += 1
            begun = time.monotonic()
            if turn % 4 == 0:
                doc = new_id()
                results = device.push(device.act("case.receive", doc, application(sequence + turn, "lacking"), receipt=numbers.next()))
                good, told = bool(results) and results[0]["outcome"] == "applied", f"push {device.last_reply} {results}"
            elif turn % 4 == 1:
                reply = device.ask("GET", "/v1/hello")
                good, told = reply.status == 200, f"hello {reply}"
            elif turn % 4 == 2:
                reply = device.ask("GET", "/v1/search?q=%E7%A7%A6%E6%97%A0%E5%8F%8C")
                good, told = reply.status == 200, f"search {reply}"
            else:
                reply = device.ask("POST", "/v1/changes", {"proto": 4, "schema": 1, "max_bytes": 65536, "wait": 0,
                                                           "scopes": [{"s": "ref", "since": ""}]})
                good, told = reply.status == 200, f"changes {reply}"
            with lock:
                spent.append((time.monotonic() - begun) * 1000)
                if not good:
                    failed.append(told)
            time.sleep(0.05)  # the pause of a person, not a wait for anything

    threads = [threading.Thread(target=window, args=(device, 1000 * (index + 1)), daemon=True) for index, device in enumerate(devices)]
    for thread in threads:
        thread.start()
    while True:
        least = pipe.recv()
        given_up = time.monotonic() + 10
        while len(spent) < least and time.monotonic() < given_up:
            time.sleep(0.02)
        with lock:
            pipe.send((sorted(spent), failed[:5], len(failed)))
            spent.clear()
            failed.clear()
        if least < 0:
            working[0] = False
            return


class Honest:
    """The honest windows, in a process of their own."""

    def __init__(self, port, devices):
        for device in devices:
            device.line.close()
        self.pipe, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("fork").Process(target=_work, args=(port, devices, theirs), daemon=True)
        self.process.start()

    def figures(self, least=0):
        """(milliseconds of each request since the last call in order, some of the failures, how many); waits for `least` requests."""
        self.pipe.send(least)
        return self.pipe.recv()

    def stop(self):
        if self.process.is_alive():
            self.figures(-1)
            self.process.join(5)
            self.process.kill()


# ---------------------------------------------------------------------------------------------------- the house

class House:
    """A centre of two districts whose doors are shut to devices without a code."""

    def __init__(self, build, folder, full=False, database=None, options=()):
        self.options = options  # more of the serving program's
        self.build, self.folder, self.full = Path(build), Path(folder), full
        self.at = database  # postgresql://…; none: a file
        self.database = self.folder / "centre.db"
        self.server = None
        self.honest = None
        self.people = {}  # number → Device of the first district's staff
        self.foreign = {}
        self.factors = {}
        self.complaints = []
        self._memory_max = 0
        self._watching = True
        self._log_read = 0

    # ------------------------------------------------------------------------------------------------ setting up
    def command(self, *arguments):
        where = ["--database", self.at] if self.at else []
        return subprocess.run([self.build / "onewindow-server", *map(str, arguments), "--data", self.folder, *where], check=True, capture_output=True, text=True).stdout.strip()

    def open(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.command("found")
        if not self.at:
            self._add_foreign_district()
        first, *next_district = [self.command("enrol-code", "--place", place) for place in (("610116",) if self.at else ("610116", "610113"))]
        self.start()
        threading.Thread(target=self._watch_memory, daemon=True).start()
        self.people["1501"] = self.enrolled("1501", first)
        for number in ("1001", "1002", "1003", "1101", "1201", "1301", "1401", "1502", "1503"):
            self.people[number] = self.enrolled(number)
        if next_district:
            self.foreign["2501"] = self.enrolled("2501", next_district[0], source="127.0.0.2")
            for number in FOREIGN_STAFF.keys() - self.foreign.keys():
                self.foreign[number] = self.enrolled(number, self.code(self.foreign["2501"]), source="127.0.0.2")
        return self

    def start(self):
        limits = self.folder / "limits.json"
        limits.write_text(json.dumps(LIMITS))
        self.server = _ClosedServer(self.build, self.folder, limits, self.at, self.options)
        self.server.start()
        self.server.wait_open()

    def _add_foreign_district(self):
        """Another hall with its own people, written beside the first one's documents as its founding would."""
        with contextlib.closing(sqlite3.connect(self.database)) as db, db:
            place = json.loads(db.execute("SELECT base FROM document WHERE kind = 'place'").fetchone()[0])
            place.update(id=FOREIGN_PLACE, code="610113", district="610113", name="雁塔区政务服务中心")
            head = db.execute("SELECT head FROM scope WHERE name = 'ref'").fetchone()[0]
            documents = [(FOREIGN_PLACE, "place", place)]
            documents += [(id_for(f"staff:{number}"), "staff", {"id": id_for(f"staff:{number}"), "name": f"邻区{number}", "number": number, "place": FOREIGN_PLACE, "roles": roles})
                          for number, roles in FOREIGN_STAFF.items()]
            for identity, kind, body in documents:
                model = db.execute("SELECT * FROM document WHERE kind = ? LIMIT 1", (kind,))
                names = [column[0] for column in model.description]
                row = dict(zip(names, model.fetchone()))
                row.update(id=identity, base=json.dumps(body, ensure_ascii=False), version=1)
                _insert(db, "document", row)
                _copy(db, "document_scope", "doc", id_for("staff:1001"), {"doc": identity})
                _copy(db, "feed", "doc", id_for("staff:1001"), {"doc": identity, "seq": head, "ord": 100_000 + documents.index((identity, kind, body))})
                if kind == "staff":
                    _copy(db, "credential", "staff_number", "1001", {"staff_number": body["number"], "staff": identity})

    def code(self, administrator=None):
        """A code for one more device of a district, from its security administrator; without one, of the first district."""
        administrator = administrator or self.people["1501"]
        return administrator.ask("POST", "/v1/devices/enrolment-codes", {"place": administrator.session["place"]}).json["code"]

    def enrolled(self, number, code=None, source=HONEST):
        """A device with a code of its place, and this person signed in at it."""
        device = Device(self.port, number, source)
        device.factor = self.factors.setdefault(number, device.factor)
        self.enrol(device, code or self.code())
        reply = device.sign_in(PASSWORD)
        if reply.status != 200:
            raise Failure(f"{number} can't sign in: {reply} {reply.body[:300]}")
        return device

    def enrol(self, device, code):
        import base64
        plain = code.upper().replace("-", "").replace(" ", "")
        proof = device.key.sign(f"onewindow-enrol\n{plain}\n{device.id}".encode())
        reply = device.ask("POST", "/v1/devices:enroll", {"code": code, "device": device.id, "device_key": base64.b64encode(device.key.public).decode(),
                                                          "stream": device.stream, "name": "3号窗口", "proof": base64.b64encode(proof).decode()}, token="")
        if reply.status != 200:
            raise Failure(f"a device with a code is not enrolled: {reply} {reply.body[:300]}")

    def begin_work(self):
        self.honest = Honest(self.port, [self.enrolled(number) for number in ("1001", "1002", "1003", "1001")])

    def close(self):
        self._watching = False
        if self.honest:
            self.honest.stop()
        if self.server:
            self.server.kill()

    # ------------------------------------------------------------------------------------------------ looking
    @property
    def port(self):
        return self.server.port

    def resident(self):
        """Bytes of the server's memory in RAM."""
        with open(f"/proc/{self.server.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS"))

    def _watch_memory(self):
        while self._watching:
            with contextlib.suppress(OSError, StopIteration, AttributeError):
                self._memory_max = max(self._memory_max, self.resident())
            time.sleep(0.05)

    def memory_max(self):
        """The most memory since the last call."""
        most, self._memory_max = max(self._memory_max, self.resident()), 0
        return most

    def is_alive(self):
        return self.server.runs and ask(self.port, request("GET", "/livez"), HONEST).status == 200 and ask(self.port, request("GET", "/healthz"), HONEST).status == 200

    def new_log(self):
        """The lines of JSON written since the last call."""
        with open(self.server.log, "rb") as log:
            log.seek(self._log_read)
            text = log.read()
        whole = text[:text.rfind(b"\n") + 1]
        self._log_read += len(whole)
        return [json.loads(line) for line in whole.splitlines() if line.startswith(b"{")]

    def routes(self):
        """What the server says it offers: "GET /v1/hello"."""
        return subprocess.run([self.build / "onewindow-server", "routes"], check=True, capture_output=True, text=True).stdout.splitlines()

    def secrets(self):
        """What the log must not hold: (what it is, the text)."""
        yield "a password", PASSWORD
        yield "an applicant's name", "秦无双"
        yield "an applicant's number", application(4711)["applicant"]["idNumber"]
        for number, person in {**self.people, **self.foreign}.items():
            yield f"the token of {number}", person.token
            yield f"the device of {number}", person.id
            yield f"the name of {number}", person.session["name"]
        yield "a query", "q=%E7"

    def verdict(self):
        """Ends the server as a service manager does, and has the journal checked; what is wrong, or nothing."""
        self._watching = False
        self.server.drain()
        self.server.wait_drained()
        done = subprocess.run([self.build / "onewindow-server", "verify-journal", "--data", self.folder], capture_output=True, text=True)
        sound = self.rows("PRAGMA integrity_check")[0][0]
        return "" if done.returncode == 0 and sound == "ok" else f"{sound}; {done.stdout[-800:]}{done.stderr[-800:]}"

    def rows(self, statement, *values):
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10)) as db:
            return db.execute(statement, values).fetchall()


class _ClosedServer(Server):
    """The server with its doors shut: no made-up district, no device without a code."""

    def __init__(self, build, folder, limits, database, options):
        super().__init__(build, folder, "server", database, options)
        self.limits = limits

    def start(self):
        self.port_file.unlink(missing_ok=True)
        where = ["--database", self.database] if self.database else []
        self.spawn([self.binary, "serve", "--data", self.folder, *where, "--listen", f"127.0.0.1:{self.port}", "--port-file", self.port_file, "--access-log",
                    "--limits", self.limits, *self.options])


def _insert(db, table, row):
    db.execute(f"INSERT INTO {table}({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def _copy(db, table, key, value, changes):
    """Another row like the one of `key` = `value`."""
    found = db.execute(f"SELECT * FROM {table} WHERE {key} = ? LIMIT 1", (value,))
    row = found.fetchone()
    if row is not None:
        _insert(db, table, {**dict(zip((column[0] for column in found.description), row)), **changes})


def note(sentence):
    print(sentence, flush=True)


__all__ = ["House", "Failure", "Numbers", "application", "receipt_number", "instant", "note", "PASSWORD", "HONEST", "FOREIGN_PLACE", "os", "wait_until"]
