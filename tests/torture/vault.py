#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An encrypted store under the hand that pulls the plug: a process that writes to it is killed with SIGKILL at a random moment,
again and again. Each life begins by looking whether everything its predecessors had confirmed is there and sound.

    ./dev torture --vault --rounds 300 [--seed S]

The last line is JSON. Exit code 0: nothing lost, nothing damaged.
"""
import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path


class Life:
    """One process of the window."""

    def __init__(self, options, folder, seed):
        self.process = subprocess.Popen(
            [options.build / "onewindow-sealedoffice", "--data", folder / "data", "--witness", folder / "witness", "--seed", str(seed)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def begin(self):
        """How many acts were found that its predecessors had confirmed; None: not all is well."""
        line = self.process.stdout.readline()
        return json.loads(line)["confirmed"] if line else None

    def kill(self):
        self.process.kill()
        return self.process.communicate()[1]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--build", type=Path, required=True)
    arguments.add_argument("--rounds", type=int, default=300)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="onewindow-vault-") as name:
        folder = Path(name)
        subprocess.run([options.build / "onewindow-sealedoffice", "--prepare", "--data", folder / "data"], check=True)
        figures = {"rounds": 0, "killed_at_start": 0, "confirmed": 0, "log_left": 0, "lost": 0}
        begun = time.monotonic()
        for number in range(options.rounds + 1):
            life = Life(options, folder, chance.getrandbits(31))
            if number < options.rounds and chance.random() < 0.1:
                # In the middle of opening and recovering.
                time.sleep(chance.uniform(0.0, 0.15))
                life.kill()
                figures["rounds"] += 1
                figures["killed_at_start"] += 1
                continue
            confirmed = life.begin()
            if confirmed is None or confirmed < figures["confirmed"]:
                print(f"round {number}: {life.kill()}", file=sys.stderr)
                figures["lost"] += 1
                break
            figures["confirmed"] = confirmed
            if number == options.rounds:
                life.kill()
                break
            time.sleep(chance.uniform(0.0, 0.4))
            life.kill()
            figures["rounds"] += 1
            log = folder / "data/counter.db-wal"
            figures["log_left"] += 1 if log.exists() and log.stat().st_size > 0 else 0
        figures["seconds"] = round(time.monotonic() - begun, 1)
        print(json.dumps(figures))
        return 0 if figures["lost"] == 0 and figures["rounds"] == options.rounds else 1


if __name__ == "__main__":
    sys.exit(main())
