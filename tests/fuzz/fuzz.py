#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the fuzz targets, each for so many seconds, over the corpus kept beside this file and what earlier runs here have found worth keeping.
The last line is JSON: targets, executions, crashes (an input that crashes, leaks, breaks a law, takes longer than 10 s or more than 1.5 GB).
An input that was found stands in <build>/findings: mend the code, then lay the input into tests/fuzz/corpus/<target>."""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import time

here = pathlib.Path(__file__).resolve().parent


def run(target, arguments):
    program = arguments.build / "tests" / "fuzz" / f"fuzz_{target}"
    kept = arguments.build / "corpus" / target
    findings = arguments.build / "findings"
    kept.mkdir(parents=True, exist_ok=True)
    findings.mkdir(exist_ok=True)
    before = {file.name for file in findings.iterdir()}
    command = [program, f"-max_total_time={arguments.seconds}", "-timeout=10", "-rss_limit_mb=1536", "-malloc_limit_mb=512", "-max_len=32768",
               f"-artifact_prefix={findings}/{target}-", "-print_final_stats=1", "-verbosity=1"]
    if arguments.repeatable:
        command += ["-seed=610116", "-len_control=0"]
    dictionary = here / "dictionaries" / f"{target}.dict"
    if dictionary.exists():
        command.append(f"-dict={dictionary}")
    # The first folder is added to; a run that must be the same for everybody begins with what is in the repository.
    seeds = here / "corpus" / target
    command += [str(seeds)] if arguments.repeatable else [str(kept), str(seeds)]
    if arguments.repeatable:
        fresh = arguments.build / "scratch" / target
        subprocess.run(["rm", "-rf", fresh], check=True)
        fresh.mkdir(parents=True)
        command.insert(-1, str(fresh))
    environment = dict(os.environ, TZ="Asia/Shanghai", LC_ALL="C.UTF-8", QT_LOGGING_RULES="*=false",
                       ASAN_OPTIONS="detect_leaks=1:allocator_may_return_null=1", UBSAN_OPTIONS="print_stacktrace=1")
    log = arguments.build / f"fuzz_{target}.log"
    begun = time.monotonic()
    with open(log, "wb") as output:
        code = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=environment).returncode
    text = log.read_text(errors="replace")
    executions = re.findall(r"stat::number_of_executed_units:\s*(\d+)", text)
    progress = re.findall(r"^#(\d+)\s", text, re.M)
    coverage = re.findall(r"cov: (\d+)", text)
    found = sorted({file.name for file in findings.iterdir() if file.name.startswith(f"{target}-")} - before)
    result = {"executions": int(executions[-1]) if executions else int(progress[-1]) if progress else 0, "coverage": int(coverage[-1]) if coverage else 0,
              "seconds": round(time.monotonic() - begun), "found": found, "crashed": code != 0}
    law = re.search(r"==LAW== .*|ERROR: (?:AddressSanitizer|LeakSanitizer|libFuzzer).*|.*runtime error:.*", text)
    print(f"{target:12} {result['executions']:>9} executions, coverage {result['coverage']}, {result['seconds']} s"
          + (f"  FOUND {', '.join(found) or 'exit ' + str(code)}: {law.group(0) if law else 'see ' + str(log)}" if code else ""), flush=True)
    return target, result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--target", action="append", help="only this one; may be repeated")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--repeatable", action="store_true", help="from the repository's corpus and one seed only")
    arguments = parser.parse_args()
    arguments.build = arguments.build.resolve()
    known = sorted(file.stem.removeprefix("fuzz_") for file in here.glob("fuzz_*.cpp"))
    targets = arguments.target or known
    if unknown := set(targets) - set(known):
        sys.exit(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        results = dict(pool.map(lambda target: run(target, arguments), targets))
    lacking = [target for target, result in results.items() if result["executions"] == 0]
    crashes = sum(result["crashed"] for result in results.values())
    print(json.dumps({"targets": len(results), "executions": sum(result["executions"] for result in results.values()), "crashes": crashes,
                      "seconds": arguments.seconds, "by_target": results}))
    if crashes or lacking:
        sys.exit(1)


main()
