#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attacks on a real onewindow-server over its socket, while honest windows work at it.

    attack.py --build DIR [--full] [--only NAME …]

Each attack must be refused with a proper status, leave a line in the log that says so, and leave the server alive within
bounds of memory; the honest windows must have their answers meanwhile, and how fast is printed. The last line is JSON. Exit
code 0: nothing came through. --full takes the long forms (10,000 passwords and so on); without it all of it takes a minute."""
import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
import doors  # noqa: E402
import liar  # noqa: E402
import malformed  # noqa: E402
import strangers  # noqa: E402
import wire  # noqa: E402
from house import Failure, House, note  # noqa: E402

GROWTH_MAX = 256 << 20   # of the server's memory over what it had when its people were signed in
SANITIZER = "ASAN_OPTIONS"  # set by ./dev sanitize: every allocation has its red zones then, and what is freed is kept for a while
LATENCY_MAX = 5_000      # ms; an honest request that waits longer was locked out
LOG_TRIES = 6             # seconds until every line is written
SAMPLE_MIN = 40           # honest requests a stage is judged by; what is over sooner is followed by some more
STAGES = [attack for module in (doors, malformed, liar, strangers) for attack in module.ATTACKS]


def percentile(sorted_values, share):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))] if sorted_values else 0.0


class Told:
    """What the log says of a stage, as it is written."""

    def __init__(self, house):
        self.house, self.lines = house, []
        house.new_log(), wire.HEARD.clear()

    def lacks(self):
        """What somebody was refused and nobody would know of: each answer has a line, or is counted in one that was written later; the code of each
        act that was rejected stands in one. A line is written here that counts those left out before it."""
        wire.ask(self.house.port, wire.request("GET", "/v1/hello", headers={"Authorization": "Bearer x"}), "127.0.0.65")
        self.lines += self.house.new_log()
        heard = dict(wire.HEARD)
        left_out = sum(line.get("suppressed", 0) for line in self.lines)
        written = Counter(line["status"] for line in self.lines)
        short = {what: count - written[what] for what, count in heard.items() if isinstance(what, int) and count > written[what]}
        codes = self.codes()
        silent = {what: count for what, count in heard.items() if isinstance(what, str) and what not in codes}
        return silent if sum(short.values()) <= left_out else {**short, **silent}

    def codes(self, kinds=("security", "access")):
        return {code for line in self.lines if line["kind"] in kinds for code in line.get("codes", [])}


class Attack:
    def __init__(self, house):
        self.house, self.failures, self.figures, self.tried, self.spent = house, [], [], 0, []
        self.base = house.resident()

    def fail(self, what):
        self.failures.append(what)
        note(f"  FAILED {what}")

    def run(self, stage):
        house = self.house
        house.memory_max(), house.honest.figures()
        begun = time.monotonic()
        expected, tried, log = set(), 0, Told(house)
        for name, good, seen, codes in stage(house):
            tried += 1
            expected |= codes or set()
            if not good:
                self.fail(f"{name}: {seen}")
        alive = house.is_alive()
        if not alive:
            self.fail(f"{stage.__name__}: the server is not alive")
        spent, told, failed = house.honest.figures(SAMPLE_MIN)
        grown = house.memory_max() - self.base
        refused = sum(wire.HEARD.values())
        for _ in range(LOG_TRIES):
            lacking = log.lacks()
            if not lacking:
                break
            time.sleep(1)
        else:
            self.fail(f"{stage.__name__}: refused, and not in the log: {lacking}")
        if expected - log.codes(("security",)):
            self.fail(f"{stage.__name__}: not in the log as matters of security: {sorted(expected - log.codes(('security',)))}")
        if grown > GROWTH_MAX * (2 if SANITIZER in os.environ else 1):
            self.fail(f"{stage.__name__}: {grown >> 20} MiB more memory")
        if failed:
            self.fail(f"{stage.__name__}: {failed} honest requests came to nothing: {told}")
        if not spent:
            self.fail(f"{stage.__name__}: the honest windows did nothing")
        elif spent[-1] > LATENCY_MAX:
            self.fail(f"{stage.__name__}: an honest request took {spent[-1]:.0f} ms")
        self.tried += tried
        self.spent += spent
        self.figures.append({"attack": stage.__name__, "tries": tried, "refused": refused, "seconds": round(time.monotonic() - begun, 1), "honest": len(spent), "p50_ms": round(percentile(spent, 0.5), 1),
                             "p99_ms": round(percentile(spent, 0.99), 1), "grown_mib": grown >> 20})
        figures = self.figures[-1]
        note(f"{stage.__name__:20} {tried:5} tries {figures['seconds']:6} s   honest: {len(spent):5} requests, p50 {figures['p50_ms']:6} ms, p99 {figures['p99_ms']:7} ms   +{grown >> 20} MiB")

    def look_back(self):
        """What must be so when all is over: a sound journal, a log without secrets."""
        house = self.house
        text = house.server.log.read_text(encoding="utf-8", errors="replace")
        for what, secret in house.secrets():
            if secret in text:
                self.fail(f"the log holds {what}")
        house.honest.stop()
        report = house.verdict()
        if report:
            self.fail(f"the journal does not hold: {report}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--build", type=Path, required=True)
    arguments.add_argument("--full", action="store_true")
    arguments.add_argument("--only", nargs="*", default=[])
    arguments.add_argument("--keep", action="store_true", help="leave database and log where they are")
    options = arguments.parse_args()
    if SANITIZER in os.environ:
        os.environ[SANITIZER] += ":quarantine_size_mb=16"
    folder = Path(tempfile.mkdtemp(prefix="onewindow-attack-"))
    begun = time.monotonic()
    house = House(options.build.resolve(), folder / "centre", options.full)
    attack = None
    try:
        house.open()
        house.begin_work()
        attack = Attack(house)
        for stage in STAGES:
            if not options.only or stage.__name__ in options.only:
                attack.run(stage)
        attack.look_back()
    except (Failure, OSError) as problem:
        note(f"FAILED: {problem}")
        if house.server:
            note(house.server.last_words(30))
        return 1
    finally:
        house.close()
        if options.keep:
            note(f"left in {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    spent = sorted(attack.spent)
    print(json.dumps({"tries": attack.tried, "failed": len(attack.failures), "seconds": round(time.monotonic() - begun, 1), "honest": len(spent),
                      "p50_ms": round(percentile(spent, 0.5), 1), "p99_ms": round(percentile(spent, 0.99), 1), "slowest_ms": round(percentile(spent, 1), 1),
                      "grown_mib_most": max((figure["grown_mib"] for figure in attack.figures), default=0), "stages": attack.figures}))
    return 1 if attack.failures else 0


if __name__ == "__main__":
    sys.exit(main())
