#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says of every row of docs/capabilities.md whether it works: whether each test named capability_<number>_… ran and
passed. A line per row; the last line is JSON. `./dev capabilities` calls it."""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as xml
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS_EXPECTED = [f"M{n:02}" for n in range(1, 59)] + [f"B{n:02}" for n in range(1, 17)]


def name_of(cell):
    """The Chinese name a row begins with; rows without one are called by their first words."""
    chinese = re.match(r"[^A-Za-z(]*[\u4e00-\u9fff][^A-Za-z(]*", cell)
    name = chinese.group() if chinese else re.split(r"[:;,(—]", cell)[0]
    return name.strip(" ,/+·")


def capabilities():
    """(number, name) of every row, in the order of the paper."""
    rows = []
    for line in (ROOT / "docs" / "capabilities.md").read_text(encoding="utf-8").splitlines():
        row = re.match(r"\|\s*([MB]\d\d)\s*\|\s*([^|]+?)\s*\|", line)
        if row:
            rows.append((row[1], name_of(row[2])))
    if [number for number, _ in rows] != ROWS_EXPECTED:
        sys.exit("docs/capabilities.md must have the rows M01…M58 and B01…B16, once each and in order")
    return rows


def outcomes(build, jobs):
    """Runs the tests and gives {row number: {test name: passed}}."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "junit.xml"
        ctest = subprocess.run(["ctest", "-L", "capability", "--test-dir", build, "--output-junit", report, f"-j{jobs}"],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if not report.exists():
            sys.exit(f"ctest gave no report:\n{ctest.stdout}")
        found = {}
        for test in xml.parse(report).getroot().iter("testcase"):
            named = re.fullmatch(r"capability_([MB]\d\d)_\w+", test.get("name"))
            if not named:
                print(f"{test.get('name')}: not named capability_<number>_<word>, so it counts for no row", file=sys.stderr)
                continue
            passed = test.get("status") == "run" and test.find("failure") is None and test.find("skipped") is None
            found.setdefault(named[1], {})[test.get("name")] = passed
        return found


def columns(text):
    """Width in a terminal: Chinese characters take two columns."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--build", required=True, help="folder of the build whose tests are run")
    arguments.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1)
    options = arguments.parse_args()

    rows = capabilities()
    found = outcomes(options.build, options.jobs)
    width = max(columns(name) for _, name in rows)
    works = 0
    for number, name in rows:
        tests = found.get(number, {})
        row_works = bool(tests) and all(tests.values())
        works += row_works
        print(f"{number}  {name}{' ' * (width - columns(name))}  {'works' if row_works else 'missing'}")
        for test in sorted(test for test, passed in tests.items() if not passed):
            print(f"{test} did not pass", file=sys.stderr)
    print(json.dumps({"works": works, "missing": len(rows) - works}))


if __name__ == "__main__":
    main()
