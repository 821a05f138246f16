#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants one bug at a time into a copy of a source, links the simulator with it, and runs seeds until a law breaks.

The mutants stand in mutants.json: a name and one or more edits, each a file, the text to find and the text to put. A text that is not found exactly once
is an error: the table must follow the code. The mutated object stands before the libraries on the link line, so their own
version of it is never taken; nothing else is built anew. The last line is JSON {"mutants", "caught", "escaped"}.
"""
import argparse
import json
import os
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def compile_command(build, source):
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        for entry in json.load(file):
            if entry["file"] == source:
                return shlex.split(entry["command"])
    sys.exit(f"{source} is not compiled in {build}")


def link_command(build):
    """The command ninja links the simulator with."""
    lines = subprocess.run(["ninja", "-C", build, "-t", "commands", "-s", "tests/simulate"], capture_output=True, text=True, check=True).stdout
    line = lines.strip().splitlines()[-1]
    for part in line.split(" && "):
        if " -o tests/simulate" in part:
            return shlex.split(part)
    sys.exit("the link line of the simulator was not found")


def replaced(command, option, value):
    command = list(command)
    command[command.index(option) + 1] = value
    return command


def mutated(mutant):
    """The mutated text of each file, and what is wrong with the table's row if something is."""
    texts = {}
    for edit in mutant["edits"]:
        if edit["file"] not in texts:
            with open(os.path.join(ROOT, edit["file"]), encoding="utf-8") as file:
                texts[edit["file"]] = file.read()
        found = texts[edit["file"]].count(edit["find"])
        if found != 1:
            return {}, f"the text to find stands {found} times in {edit['file']}"
        texts[edit["file"]] = texts[edit["file"]].replace(edit["find"], edit["put"])
    return texts, None


def plant(mutant, build, folder):
    place = os.path.join(folder, mutant["name"])
    os.makedirs(place, exist_ok=True)
    texts, problem = mutated(mutant)
    if problem:
        return problem
    things = []
    for name, text in texts.items():
        changed = os.path.join(place, os.path.basename(name))
        with open(changed, "w", encoding="utf-8") as file:
            file.write(text)
        things.append(changed + ".o")
        command = compile_command(build, os.path.join(ROOT, name))
        command[command.index("-c") + 1] = changed
        command = replaced(command, "-o", things[-1])
        # Nothing is left behind in the folder of the build; a mutant may leave a name unused.
        kept = [part for index, part in enumerate(command)
                if part not in ("-MD", "-MT", "-MF", "-Werror") and command[index - 1] not in ("-MT", "-MF")]
        made = subprocess.run(kept, cwd=build, capture_output=True, text=True)
        if made.returncode:
            return "does not compile:\n" + made.stderr[-2000:]
    link = link_command(build)
    program = os.path.join(place, "simulate")
    link = replaced(link, "-o", program)
    at = link.index("-o")
    link[at:at] = things
    made = subprocess.run(link, cwd=build, capture_output=True, text=True)
    if made.returncode:
        return "does not link:\n" + made.stderr[-2000:]
    return None


def hunt(mutant, build, folder, seeds, seconds):
    problem = plant(mutant, build, folder)
    if problem:
        return mutant, None, problem
    program = os.path.join(folder, mutant["name"], "simulate")
    try:
        run = subprocess.run([program, "--seeds", seeds, "--jobs", "1", "--first", "--plain"], capture_output=True, text=True, timeout=seconds)
        said = [line for line in run.stdout.splitlines() if line.startswith("seed ")]
        if run.returncode and not said:
            said = [f"the program ended with {run.returncode}: {run.stderr.strip()[-200:]}"]
    except subprocess.TimeoutExpired:
        said = []
    finally:
        os.remove(program)
    return mutant, said[0] if said else None, None


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--build", default=os.path.join(ROOT, "build", "release"))
    arguments.add_argument("--seeds", default="1..2000")
    arguments.add_argument("--seconds", type=int, default=600, help="the most one mutant may live")
    arguments.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments.add_argument("--only", default="", help="names, separated by commas")
    arguments.add_argument("--check", action="store_true", help="only whether the table still follows the code")
    options = arguments.parse_args()
    build = os.path.abspath(options.build)
    folder = os.path.join(ROOT, "build", "mutants")
    with open(os.path.join(ROOT, "tests", "simulation", "mutants.json"), encoding="utf-8") as file:
        mutants = json.load(file)
    if options.only:
        mutants = [mutant for mutant in mutants if mutant["name"] in options.only.split(",")]
    if options.check:
        wrong = [f"{mutant['name']}: {problem}" for mutant in mutants if (problem := mutated(mutant)[1])]
        print("\n".join(wrong) or f"{len(mutants)} mutants follow the code")
        return 1 if wrong else 0
    escaped, broken = [], []
    with ThreadPoolExecutor(options.jobs) as pool:
        for mutant, caught, problem in pool.map(lambda each: hunt(each, build, folder, options.seeds, options.seconds), mutants):
            if problem:
                broken.append(mutant["name"])
            elif not caught:
                escaped.append(mutant["name"])
            print(f"{mutant['name']}: {problem or caught or 'ESCAPED'}", flush=True)
    print(json.dumps({"mutants": len(mutants), "caught": len(mutants) - len(escaped) - len(broken), "escaped": escaped, "broken": broken}))
    return 1 if escaped or broken else 0


if __name__ == "__main__":
    sys.exit(main())
