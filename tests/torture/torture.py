#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real processes, killed at random: one centre (with PostgreSQL two servers of it), four windows that work by themselves, a
bad network between them. A round is a few seconds of chaos; then everything is mended, left in peace until it has settled,
and judged from the databases themselves.

    ./dev torture --db sqlite|postgres --rounds N [--seed S]

With postgres there are a primary and a synchronous standby; the primary is killed too, and the standby promoted. The last
line is JSON. Exit code 0: nothing lost, duplicated or diverged. With --planted bugs are planted at the centre, one after the
other (triggers of its database); then the judgement must find them, and exit code 0 says it did.
"""
import argparse
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

sys.dont_write_bytecode = True
SOURCE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests/cluster"))
from invariants import Judge, is_drained, witnessed  # noqa: E402
from programs import Failure, Program, Server  # noqa: E402
from proxy import FAULTS, Network  # noqa: E402
from stores import PostgresStore, SqliteStore  # noqa: E402

PASSWORD = json.loads((SOURCE / "resources/demo/610116.json").read_text(encoding="utf-8"))["password"]
PEOPLE = (("1001", "3"), ("1002", "4"), ("1003", "5"), ("1001", "1"))
HASTE = 5  # the windows' pauses after failures pass five times faster, or a round would be mostly waiting

# Bugs for --plant, as triggers of the centre's SQLite. Each is a classic of its kind.
PLANTS = {
    "forgets-results": "CREATE TRIGGER plant AFTER INSERT ON journal WHEN NEW.stream <> 'centre' AND abs(random()) % 20 = 0"
                       " BEGIN DELETE FROM journal WHERE seq = NEW.seq; END",
    "forgets-streams": "CREATE TRIGGER plant AFTER UPDATE ON stream WHEN NEW.last > 5 AND abs(random()) % 20 = 0"
                       " BEGIN UPDATE stream SET last = OLD.last, last_hash = OLD.last_hash WHERE id = NEW.id; END",
    "loses-feed-rows": "CREATE TRIGGER plant AFTER INSERT ON feed WHEN NEW.scope <> 'ref' AND abs(random()) % 20 = 0"
                       " BEGIN DELETE FROM feed WHERE scope = NEW.scope AND doc = NEW.doc; END",
    "serial-cursor": "CREATE TRIGGER plant AFTER UPDATE ON scope WHEN NEW.name <> 'ref' AND abs(random()) % 10 = 0"
                     " BEGIN UPDATE feed SET seq = seq - 3 WHERE scope = NEW.name AND seq = NEW.head - 1 AND seq > 10; END",
    "leases-twice": "CREATE TRIGGER plant AFTER UPDATE ON number_series BEGIN UPDATE number_series SET last = OLD.last + 1 WHERE series = NEW.series; END",
    "skips-versions": "CREATE TRIGGER plant AFTER UPDATE ON document WHEN NEW.kind = 'case' AND abs(random()) % 10 = 0"
                      " BEGIN UPDATE document SET version = OLD.version WHERE id = NEW.id; END",
}


class Walker(Program):
    """One window that works by itself."""

    def __init__(self, build, folder, number, seed, rate):
        super().__init__(f"window{number + 1}", folder)
        self.binary, self.seed, self.rate = build / "onewindow-walker", seed, rate
        self.staff, self.counter = PEOPLE[number % len(PEOPLE)]
        self.lives = 0
        self.data = self.folder / self.name
        self.witness = self.folder / f"{self.name}.witness"
        self.earlier = []  # (data, witness) of installations that were given up
        self.proxy = None

    def start(self):
        if self.runs:
            return
        self.lives += 1
        seed = random.Random(f"{self.seed}/{self.name}/{self.lives}").getrandbits(31)
        self.spawn([self.binary, "--data", self.data, "--server", f"http://127.0.0.1:{self.proxy.port}", "--staff", self.staff, "--counter", self.counter,
                    "--password-file", self.folder / "password", "--witness", self.witness, "--rest-file", self.folder / "rest",
                    "--seed", seed, "--rate", self.rate, "--haste", HASTE])

    def reinstall(self):
        """The machine gets a new disk at a moment when everything was sent: a new device, and a first download."""
        self.kill()
        kept = tuple(path.with_name(f"{path.name}.{len(self.earlier)}") for path in (self.data, self.witness))
        self.data.rename(kept[0])
        if self.witness.exists():
            self.witness.rename(kept[1])
        self.earlier.append(kept)
        self.start()

    @staticmethod
    def store_in(data):
        return SqliteStore(data / "counter.db")

    @property
    def store(self):
        return self.store_in(self.data)


class Torture:
    """One district with everything that belongs to it, and what is done to it."""

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.kills = 0
        self.pair = None
        self.faults = {}
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        build = options.build
        if options.db == "postgres":
            from pair import Pair
            self.pair = Pair(folder / "postgres").create()
            self.servers = [Server(build, folder / "centre", f"centre{n + 1}", self.pair.url()) for n in range(options.servers)]
            for server in self.servers:
                server.late = 0
        else:
            self.servers = [Server(build, folder / "centre", "centre", None)]
        self.windows = [Walker(build, folder, n, options.seed, options.rate) for n in range(options.windows)]
        network = Network()
        for window in self.windows:
            dice = random.Random(f"{options.seed}/{window.name}/network")
            window.proxy = network.proxy(self.some_port(dice), dice)

    def some_port(self, dice):
        """A door of the centre: one that is open when there is one, as a load balancer would choose."""
        def port():
            alive = [server for server in self.servers if server.runs and not server.stopped] or self.servers
            return dice.choice(alive).port
        return port

    @property
    def centre(self):
        if self.pair:
            return PostgresStore(self.pair.psql, self.pair.primary.url())
        return SqliteStore(self.folder / "centre/centre.db")

    def begin(self):
        self.rest(True)
        for server in self.servers:
            server.start()
        for server in self.servers:
            server.wait_open()
        if self.options.plant:
            with closing(sqlite3.connect(self.folder / "centre/centre.db", timeout=20)) as connection, connection:
                connection.execute(PLANTS[self.options.plant])
        for window in self.windows:
            window.start()
        self.settle(60)

    def rest(self, yes):
        file = self.folder / "rest"
        file.touch() if yes else file.unlink(missing_ok=True)

    # ---- the plan ------------------------------------------------------------------------------------------------

    def plan(self, number):
        """[(second, deed, whom, with what)], the same for the same seed and round."""
        dice = random.Random(f"{self.options.seed}/{number}")
        length = dice.uniform(3, 6)
        deeds = [(0, "reinstall-window", dice.randrange(len(self.windows)), None)] if dice.random() < 0.1 else []
        windows, servers = range(len(self.windows)), range(len(self.servers))

        def later(begin, longest):
            return min(length, begin + dice.uniform(0.1, longest))
        for _ in range(dice.randint(4, 10)):
            at = dice.uniform(0.2, length)
            kind = dice.choices(("net", "kill-window", "kill-centre", "pause-window", "pause-centre", "drain-centre"), (30, 25, 20, 8, 7, 10))[0]
            if kind == "net":
                whom = dice.choice([*windows, "all"])
                # Now and then nobody tells the ends of a dead link: such a round lasts as long as the deadline of a long poll.
                end = "abandoned" if dice.random() < 0.03 else "open"
                deeds += [(at, "net", whom, dice.choice(FAULTS)), (later(at, 3), "net", whom, end)]
            elif kind == "kill-window":
                whom = dice.choice(windows)
                deeds += [(at, "kill-window", whom, None), (later(at, 1.5), "start-window", whom, None)]
            elif kind == "pause-window":
                whom = dice.choice(windows)
                deeds += [(at, "pause-window", whom, None), (later(at, 2), "resume-window", whom, None)]
            elif kind == "pause-centre":
                whom = dice.choice(servers)
                deeds += [(at, "pause-centre", whom, None), (later(at, 2), "resume-centre", whom, None)]
            else:
                whom = dice.choice(servers)
                deeds += [(at, kind, whom, None), (later(at, 1.5), "start-centre", whom, None)]
        if self.pair and number % 2 == 0:
            deeds.append((dice.uniform(0.5, length), "postgres", dice.choice(("promote", "promote", "immediate-promote", "restart", "standby")), dice.choice(("basebackup", "rewind"))))
        return length, sorted(deeds, key=lambda deed: deed[0])

    def count(self, fault):
        self.faults[fault] = self.faults.get(fault, 0) + 1

    def do(self, deed, whom, what):
        if deed == "net":
            for window in self.windows if whom == "all" else [self.windows[whom]]:
                window.proxy.set(what)
            if what in FAULTS:
                self.count(what)
            return
        if deed == "postgres":
            self.count(f"postgres-{whom}")
            self.kills += self.pair.disturb(whom, what)
            return
        verb, kind = deed.split("-")
        program = (self.windows if kind == "window" else self.servers)[whom]
        if verb in ("kill", "pause", "drain", "reinstall") and program.runs:
            self.count(deed)
        if verb == "kill":
            self.kills += program.kill()
        elif verb == "start":
            program.start()
        else:
            getattr(program, verb)()

    def chaos(self, number):
        length, deeds = self.plan(number)
        if self.options.verbose:
            for at, deed, whom, what in deeds:
                print(f"    {at:4.1f} s {deed} {whom} {what or ''}", flush=True)
        self.rest(False)
        begun = time.monotonic()
        for at, deed, whom, what in deeds:
            time.sleep(max(0, begun + at - time.monotonic()))
            self.do(deed, whom, what)
        time.sleep(max(0, begun + length - time.monotonic()))
        self.rest(True)

    def mend(self):
        for window in self.windows:
            if window.proxy.fault != "open":
                window.proxy.set("open")
            window.resume()
        if self.pair:
            self.pair.mend()
        for server in self.servers:
            server.resume()
            server.start()
        for server in self.servers:
            server.wait_open()
        for window in self.windows:
            window.must_have_run()
            window.start()

    def settle(self, seconds):
        """Waits until every window has sent and heard everything."""
        deadline = time.monotonic() + seconds
        while True:
            for program in (*self.servers, *self.windows):
                program.must_have_run()
            reasons = []
            for window in self.windows:
                try:
                    reason = is_drained(window.store, self.centre)
                except (sqlite3.OperationalError, OSError, subprocess.TimeoutExpired) as problem:  # not there yet, or busy
                    reason = str(problem)
                if reason:
                    reasons.append(f"{window.name}: {reason}")
            if not reasons:
                return
            if time.monotonic() > deadline:
                words = "\n".join(f"--- {program.name}\n{program.last_words(8)}" for program in (*self.windows, *self.servers))
                raise Failure(f"not settled within {seconds} s: {'; '.join(reasons)}\n{words}")
            time.sleep(0.1)

    def judge(self):
        """What is wrong at rest. A district that moved while it was looked at (a new window asked for its first numbers) was none."""
        while True:
            before = sorted(self.centre.rows("name, head", "FROM scope"))
            windows = {window.name: (window.store, witnessed(window.witness), True) for window in self.windows}
            for window in self.windows:
                for data, witness in window.earlier:
                    windows[data.name] = (window.store_in(data), witnessed(witness), False)
            judge = Judge(self.centre, self.folder / "centre/files", windows).judge()
            if judge.is_well() or sorted(self.centre.rows("name, head", "FROM scope")) == before:
                return judge
            self.settle(self.options.settle)

    def operations(self):
        """How many acts were confirmed until now."""
        return sum(len(witnessed(witness)) for window in self.windows for witness in (window.witness, *(kept for _, kept in window.earlier)))

    def end(self):
        for program in (*self.windows, *self.servers):
            program.kill()
        if self.pair:
            self.pair.stop()


def run(torture, options):
    """All rounds; the figures, and what was found."""
    begun = time.monotonic()
    figures = {"database": options.db, "seed": options.seed, "rounds": 0, "operations": 0, "kills": 0, "lost": 0, "duplicated": 0, "diverged": 0}
    found = []
    try:
        torture.begin()
        for number in range(options.first, options.first + options.rounds):
            started = time.monotonic()
            torture.chaos(number)
            torture.mend()
            mended = time.monotonic()
            torture.settle(options.settle)
            settled = time.monotonic()
            judge = torture.judge()
            operations = torture.operations()
            figures |= {"rounds": figures["rounds"] + 1, "operations": operations, "kills": torture.kills,
                        "lost": len(judge.lost), "duplicated": len(judge.duplicated), "diverged": len(judge.diverged)}
            print(f"round {number}: {operations} operations, {torture.kills} kills; mended after {mended - started:.1f} s, settled in {settled - mended:.1f} s,"
                  f" judged in {time.monotonic() - settled:.1f} s{'' if judge.is_well() else ': NOT WELL'}", flush=True)
            if not judge.is_well():
                found = [f"lost: {line}" for line in judge.lost] + [f"duplicated: {line}" for line in judge.duplicated] + [f"diverged: {line}" for line in judge.diverged]
                break
    except (Failure, OSError, subprocess.SubprocessError, sqlite3.Error) as failure:
        found = [f"{type(failure).__name__}: {failure}"]
        figures["stuck"] = 1
        figures["kills"] = torture.kills
    torture.kills += sum(server.late or 0 for server in torture.servers)
    figures |= {"kills": torture.kills, "faults": dict(sorted(torture.faults.items())), "seconds": round(time.monotonic() - begun, 1)}
    return figures, found


def torment(options):
    """One run in a folder of its own: figures and what was found."""
    folder = Path(tempfile.mkdtemp(prefix="onewindow-torture-"))
    folder.chmod(0o755)  # PostgreSQL runs as a user of its own
    print(f"{options.rounds} rounds on {options.db}, seed {options.seed}, in {folder}", flush=True)
    torture, figures = None, None
    try:
        torture = Torture(options, folder)
        figures, found = run(torture, options)
    finally:
        if torture:
            torture.end()
        if figures is None:  # interrupted
            shutil.rmtree(folder, ignore_errors=True)
    for line in found[:40]:
        print(line, flush=True)
    if len(found) > 40:
        print(f"… and {len(found) - 40} more")
    if (found and not options.plant) or options.keep:
        number = options.first + figures["rounds"] - (0 if "stuck" in figures else 1)
        print(f"everything is in {folder}; again: ./dev torture --db {options.db} --rounds 1 --first {number} --seed {options.seed}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return figures, found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=SOURCE / "build/dev", help="folder with onewindow-server and onewindow-walker")
    parser.add_argument("--db", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--first", type=int, default=1, help="number of the first round: its plan comes from seed and number")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--windows", type=int, default=4)
    parser.add_argument("--servers", type=int, default=2, help="of the centre, with postgres")
    parser.add_argument("--rate", type=float, default=12, help="acts a second at each window")
    parser.add_argument("--settle", type=float, default=60, help="seconds a round may take to settle")
    parser.add_argument("--plant", choices=sorted(PLANTS), help="plant this bug; succeed when it is found (sqlite)")
    parser.add_argument("--planted", action="store_true", help="plant each bug in turn; succeed when all are found")
    parser.add_argument("--keep", action="store_true", help="keep the folder also when all is well")
    parser.add_argument("--verbose", action="store_true", help="tell every deed")
    options = parser.parse_args()
    options.build = options.build.resolve()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    if options.planted:
        options.db, options.settle, escaped = "sqlite", min(options.settle, 25), []
        for options.plant in PLANTS:
            _, found = torment(options)
            if not found:
                escaped.append(options.plant)
        print(json.dumps({"planted": len(PLANTS), "caught": len(PLANTS) - len(escaped), "escaped": escaped}))
        return 1 if escaped else 0
    figures, found = torment(options)
    if options.plant:
        figures |= {"plant": options.plant, "caught": bool(found)}
    print(json.dumps(figures, ensure_ascii=False))
    return 0 if bool(found) == bool(options.plant) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
