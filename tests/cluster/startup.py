#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Three servers start at the same moment, as after a power cut: on an empty database, and on one of an earlier schema. All come
up, the district is founded once, the schema is migrated once; also when one of them is killed in the middle of it.

    tests/cluster/startup.py --build build/dev [--rounds N] [--seed S]
"""
import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from postgres import Cluster  # noqa: E402
from programs import Failure, Server  # noqa: E402
from stores import PostgresStore  # noqa: E402

SOURCE = Path(__file__).resolve().parents[2]
SERVERS = 3

OLD_SCHEMA = 3  # the last before several servers


def undoing():
    """Statements that take away what the steps after OLD_SCHEMA made, read from the steps themselves."""
    source = (SOURCE / "models/storage/migrations.cpp").read_text(encoding="utf-8")
    steps = re.split(r"\n        \{\n", source[source.index("steps()"):source.index("return all;")])[OLD_SCHEMA + 1:]
    if not steps:
        raise Failure("the steps of models/storage/migrations.cpp can't be read any more")
    made = re.findall(r'(?<!\{Sqlite, )u"(?:CREATE (TABLE|INDEX|SEQUENCE) (\w+)|ALTER TABLE (\w+) ADD COLUMN (\w+))', "".join(steps))
    return [f'ALTER TABLE "{table}" DROP COLUMN "{column}"' if table else f'DROP {kind} IF EXISTS "{name}" CASCADE' for kind, name, table, column in reversed(made)]


class Trial:
    def __init__(self, build, folder, seed):
        self.build, self.folder, self.dice = build, folder, random.Random(seed)
        self.postgres = Cluster(str(folder / "postgres"))
        self.postgres.create()
        self.postgres.start()
        self.number = 0

    def database(self):
        self.number += 1
        self.name = f"onewindow{self.number}"
        self.postgres.make_database(self.name)
        self.store = PostgresStore(f"{self.postgres.bin}/psql", self.postgres.url(self.name))

    def one(self, columns, rest):
        return self.store.rows(columns, rest)[0][0]

    def start(self, killing):
        """All at once; with `killing` one of them dies on the way and is started again."""
        servers = [Server(self.build, self.folder / self.name, f"centre{n + 1}", self.postgres.url(self.name)) for n in range(SERVERS)]
        try:
            for server in servers:
                server.start()
            if killing:
                time.sleep(self.dice.uniform(0, 1))
                victim = self.dice.choice(servers)
                victim.kill()
                victim.start()
            for server in servers:
                server.wait_open()
        finally:
            self.servers = servers

    def stop(self):
        for server in self.servers:
            server.drain()
        for server in self.servers:
            server.wait_drained()

    def schema(self):
        dump = subprocess.run([f"{self.postgres.bin}/pg_dump", "--schema-only", "--no-owner", self.postgres.url(self.name)], check=True, capture_output=True, text=True,
                              timeout=60).stdout
        return sorted(line for line in re.sub(r"\\(un)?restrict .*", "", dump).splitlines() if line and not line.startswith(("--", "SET ", "SELECT ")))

    def check(self, what, is_so):
        if not is_so:
            raise Failure(f"{self.name}: {what}")

    def check_founded(self):
        journal = [n for n, in self.store.rows("n", "FROM journal WHERE stream = 'centre' ORDER BY n")]
        self.check("the acts of the founding are numbered 1, 2, 3 …", journal and journal == list(range(1, len(journal) + 1)))
        again = [f"{kind} {identity} has version {version}" for kind, identity, version in self.store.rows("kind, id, version", "FROM document WHERE version <> 1")]
        self.check(f"the district is founded once, not: {'; '.join(again)}", not again)
        self.check("there is one place", self.one("count(*)", "FROM document WHERE kind = 'place'") == 1)
        self.check("everybody has one password", self.one("count(*)", "FROM credential") == self.one("count(*)", "FROM document WHERE kind = 'staff'"))
        heads = dict(self.store.rows("name, head", "FROM scope"))
        for scope, seq in self.store.rows("scope, max(seq)", "FROM feed GROUP BY scope"):
            self.check(f"the feed of {scope} ends at its head", heads[scope] == seq)

    def go_back(self):
        """Makes the database what a server of schema 3 left behind."""
        statements = [*undoing(), f"UPDATE schema_version SET version = {OLD_SCHEMA}",
                      "INSERT INTO number_lease(id, series, low, high, stream, given_at, expires) VALUES('an-old-lease', '610116-2025', 1, 200, 'a-stream', 1, 2)"]
        subprocess.run([f"{self.postgres.bin}/psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-d", self.postgres.url(self.name), "-c", ";".join(statements)], check=True,
                       timeout=60)

    def tell(self, killing):
        begun = time.monotonic()
        self.database()
        self.start(killing)
        empty = time.monotonic() - begun
        self.stop()
        self.check_founded()
        schema, epoch, documents = self.schema(), self.one("value", "FROM setting WHERE name = 'epoch'"), self.one("count(*)", "FROM document")
        self.go_back()
        self.check("the way back took something away", self.schema() != schema)
        begun = time.monotonic()
        self.start(killing)
        migrated = time.monotonic() - begun
        self.stop()
        self.check("the schema is that of a new database", self.schema() == schema)
        self.check("it is the same history", self.one("value", "FROM setting WHERE name = 'epoch'") == epoch)
        self.check("the documents are as they were", self.one("count(*)", "FROM document") == documents)
        self.check("the numbers leased before are remembered", self.one("last", "FROM number_series WHERE series = '610116-2025'") == 200)
        print(f"{SERVERS} servers up on an empty database in {empty:.1f} s, on one of schema 3 in {migrated:.1f} s{', one killed meanwhile' if killing else ''}", flush=True)

    def end(self):
        for server in getattr(self, "servers", ()):
            server.kill()
        self.postgres.remove()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=SOURCE / "build/dev", help="folder with onewindow-server")
    parser.add_argument("--rounds", type=int, default=2, help="every other one with a server killed")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="onewindow-startup-"))
    folder.chmod(0o755)
    trial = Trial(options.build.resolve(), folder, options.seed)
    try:
        for number in range(options.rounds):
            trial.tell(killing=number % 2 == 1)
        return 0
    except (Failure, OSError, subprocess.SubprocessError) as problem:
        print(f"startup: FAILED: {problem}", flush=True)
        for server in getattr(trial, "servers", ()):
            print(f"--- {server.name}\n{server.last_words()}")
        return 1
    finally:
        trial.end()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
