# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading the databases themselves, past every line of ours: one way for both engines."""
import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path


class SqliteStore:
    def __init__(self, path):
        self.path = Path(path)

    def rows(self, columns, rest):
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=20)) as connection:
            return connection.execute(f"SELECT {columns} {rest}").fetchall()

    def hex(self, column):
        return f"lower(hex({column}))"

    def damage(self):
        return [line for line, in self.rows("*", "FROM pragma_integrity_check") if line != "ok"]


class PostgresStore:
    def __init__(self, psql, url):
        self.psql, self.url = psql, url

    def rows(self, columns, rest):
        done = subprocess.run([self.psql, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", self.url, "-c", f"SELECT json_build_array({columns}) {rest}"],
                              capture_output=True, text=True, timeout=60)
        if done.returncode:
            raise OSError(f"psql: {done.stderr.strip()}")
        return [tuple(json.loads(line)) for line in done.stdout.splitlines()]

    def hex(self, column):
        return f"encode({column}, 'hex')"

    def damage(self):
        return []
