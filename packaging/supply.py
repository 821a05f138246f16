#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What our programs are made of: the Debian packages of every library they load, with version and licence.
   supply.py sbom --package NAME --program FILE --version V --epoch SECONDS --output FILE   a bill of materials, CycloneDX 1.5
   supply.py licences --client FILE --server FILE [--check]                                 docs/licences.md, or whether it is true
Licences stand in licences.json, each with words its package's copyright file must have: a package that changes its licence, or a new one
nobody has looked at, fails the check."""
import argparse
import datetime
import fnmatch
import functools
import json
import pathlib
import re
import subprocess
import sys
import uuid

here = pathlib.Path(__file__).resolve().parent
root = here.parent
plugins = pathlib.Path("/usr/lib/x86_64-linux-gnu/qt6/plugins")

# Loaded while running, or compiled in from headers: no linker knows of them.
programs = {
    "onewindow": {"loads": ["sqldrivers/libqsqlite.so", "platforms/libqxcb.so", "tls/libqopensslbackend.so", "imageformats/libqsvg.so"],
                  "brings": ["fonts-wqy-zenhei", "poppler-utils"], "contains": ["libkainjow-mustache-dev"], "description": "The counter of a public service hall"},
    "onewindow-server": {"loads": ["sqldrivers/libqsqlite.so"], "brings": [], "contains": ["libboost1.81-dev"], "description": "The centre behind the counters of public service halls"},
}

# What may be linked into a work under GPL-3.0-or-later (gnu.org/licenses/license-list).
compatible = {"LGPL-3.0-only", "LGPL-3.0-or-later", "LGPL-2.1-or-later", "LGPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "GPL-2.0-or-later", "BSL-1.0", "blessing", "PostgreSQL",
              "Apache-2.0", "ISC", "BSD-3-Clause", "BSD-2-Clause", "ICU", "CC0-1.0", "MIT", "FTL", "OLDAP-2.8", "LicenseRef-public-domain", "libpng-2.0", "Zlib",
              "GPL-3.0-or-later WITH GCC-exception-3.1", "GPL-2.0-or-later WITH Font-exception-2.0"}


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@functools.lru_cache(None)
def package_of(library):
    for path in (str(pathlib.Path(library).resolve()), library, library.removeprefix("/usr")):
        if owner := output("dpkg", "-S", path):
            return owner.splitlines()[0].split(":")[0]
    sys.exit(f"{library} belongs to no package")


@functools.lru_cache(None)
def needed(file):
    return tuple(re.findall(r"\(NEEDED\).*\[(.*)\]", output("readelf", "-d", file)))


@functools.lru_cache(None)
def loaded(file):
    """Every library a file loads, by its soname."""
    return dict(re.findall(r"^\s*(\S+) => (/\S+)", output("ldd", file), re.M))


def packages_under(program, file):
    """Package → packages it needs; the key "" is the program itself."""
    known = programs[program]
    edges = {"": set(known["brings"]) | set(known["contains"])}
    todo = [("", str(file))] + [(None, str(plugins / plugin)) for plugin in known["loads"]]
    libraries = dict(loaded(str(file)))
    for _, path in todo:
        libraries |= loaded(path)
    todo += [(package_of(path), path) for path in sorted(set(libraries.values()))]
    for owner, path in todo:
        if owner is None:
            owner = package_of(path)
            edges[""].add(owner)
        for soname in needed(path):
            if soname in libraries:
                edges.setdefault(owner, set()).add(package_of(libraries[soname]))
    for package in set().union(*edges.values()):
        edges.setdefault(package, set())
    for package, needs in edges.items():
        needs.discard(package)
    return edges


@functools.lru_cache(None)
def facts_of(package):
    version, architecture, source = output("dpkg-query", "-W", "-f=${Version}\t${Architecture}\t${source:Package}", package).split("\t")
    return {"version": version, "architecture": architecture, "source": source}


@functools.lru_cache(None)
def licence_of(package):
    for row in json.loads((here / "licences.json").read_text()):
        if any(fnmatch.fnmatchcase(package, pattern) for pattern in row["packages"]):
            return row
    return None


def complaints(package, direct):
    row = licence_of(package)
    if not row:
        return [f"{package}: nobody has looked at its licence (packaging/licences.json)"]
    copyright = pathlib.Path("/usr/share/doc", package, "copyright")
    wrong = []
    if not copyright.exists():
        wrong.append(f"{package}: has no copyright file")
    elif not re.search(row["evidence"], copyright.read_text(errors="replace")):
        wrong.append(f"{package}: its copyright file does not say \"{row['evidence']}\" any more")
    fits = any(choice in compatible for choice in row["licence"].split(" OR "))
    if not fits and (direct or "note" not in row):
        wrong.append(f"{package}: {row['licence']} does not agree with GPL-3.0-or-later")
    return wrong


def component(package):
    facts = facts_of(package)
    purl = f"pkg:deb/debian/{package.replace('+', '%2B')}@{facts['version'].replace('+', '%2B').replace(':', '%3A')}?arch={facts['architecture']}&distro=bookworm"
    row = licence_of(package)
    return {"type": "library", "bom-ref": purl, "supplier": {"name": "Debian"}, "name": package, "version": facts["version"], "scope": "required",
            "licenses": [{"expression": row["licence"]}], "purl": purl, "properties": [{"name": "debian:source", "value": facts["source"]}]}


def bill(program, file, version, epoch):
    edges = packages_under(program, file)
    parts = {package: component(package) for package in sorted(edges) if package}
    for package in programs[program]["brings"]:
        parts[package]["type"] = "data" if package.startswith("fonts-") else "library"
    ours = f"pkg:deb/onewindow/{program}@{version.replace('+', '%2B')}?arch=amd64"
    timestamp = datetime.datetime.fromtimestamp(epoch, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

    def dependency(reference, package):
        return {"ref": reference, "dependsOn": sorted(parts[needs]["bom-ref"] for needs in edges[package])}

    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"timestamp": timestamp,
                     "component": {"type": "application", "bom-ref": ours, "name": program, "version": version, "description": programs[program]["description"],
                                   "licenses": [{"expression": "GPL-3.0-or-later"}], "purl": ours}},
        "components": [parts[package] for package in sorted(parts)],
        "dependencies": [dependency(ours, "")] + [dependency(parts[package]["bom-ref"], package) for package in sorted(parts)],
    }
    # Two bills are the same bill exactly when they say the same.
    document["serialNumber"] = "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(document, sort_keys=True)))
    check_bill(document)
    return document


def check_bill(document):
    """What the specification asks of the members used here (cyclonedx.org/docs/1.5/json)."""
    def must(holds, what):
        if not holds:
            sys.exit(f"the bill of materials is wrong: {what}")

    must(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", document["serialNumber"]), "serialNumber")
    everything = [document["metadata"]["component"]] + document["components"]
    references = [part["bom-ref"] for part in everything]
    must(len(set(references)) == len(references), "two parts of one name")
    for part in everything:
        must(part["type"] in {"application", "library", "data"} and part["name"] and part["version"], f"component {part}")
        must(re.fullmatch(r"pkg:deb/[a-z]+/[a-z0-9.%-]+(?:%2B)*[a-z0-9.%+-]*@[A-Za-z0-9.~%+-]+\?[a-z0-9=&-]+", part["purl"]), f"purl {part['purl']}")
        must(len(part["licenses"]) == 1 and part["licenses"][0]["expression"], f"licence of {part['name']}")
    must(sorted(row["ref"] for row in document["dependencies"]) == sorted(references), "a part without its dependencies")
    for row in document["dependencies"]:
        must(set(row["dependsOn"]) <= set(references) and row["ref"] not in row["dependsOn"], f"dependencies of {row['ref']}")
    reached, todo = set(), [references[0]]
    needs = {row["ref"]: row["dependsOn"] for row in document["dependencies"]}
    while todo:
        reference = todo.pop()
        if reference not in reached:
            reached.add(reference)
            todo += needs[reference]
    must(reached == set(references), f"nothing needs {sorted(set(references) - reached)[:3]}")


def licences(client, server):
    """docs/licences.md and what is wrong. Versions are left out: they change with every update of Debian."""
    graphs = {"onewindow": packages_under("onewindow", client), "onewindow-server": packages_under("onewindow-server", server)}
    used = {}
    for program, edges in graphs.items():
        for package in edges:
            if package:
                direct = package in edges[""]
                used.setdefault(package, {})[program] = direct
    wrong = [line for package in sorted(used) for line in complaints(package, any(used[package].values()))]
    lines = ["<!-- SPDX-License-Identifier: GPL-3.0-or-later -->", "<!-- Made by packaging/supply.py (./dev licences); a test holds it to the programs. -->", "# Licences", "",
             "OneWindow is free software under the GNU General Public License, version 3 or later ([LICENSE](../LICENSE)). Its packages contain none of the", "libraries below but those marked *compiled in*; Debian 12 brings them. All licences agree with ours; where one does not, a note says why that is in order.", "",
             "| package of Debian | client | centre | licence (SPDX) |", "|---|---|---|---|"]

    def mark(package, program):
        if package not in graphs[program]:
            return ""
        if package in programs[program]["contains"]:
            return "compiled in"
        return "directly" if package in graphs[program][""] else "indirectly"

    notes = []
    for package in sorted(used, key=lambda name: (not any(used[name].values()), name)):
        row = licence_of(package) or {"licence": "?"}
        if "note" in row:
            notes.append(f"`{package}`: {row['note']}")
        lines.append(f"| {package} | {mark(package, 'onewindow')} | {mark(package, 'onewindow-server')} | {row['licence']} |")
    lines += ["", *[line for note in notes for line in (note, "")],
              "The bill of materials with versions (CycloneDX 1.5, JSON) lies in `/usr/share/doc/<package>/sbom.cdx.json` of each installed package. The exact texts of",
              "the licences are those of the packages: `/usr/share/doc/<package>/copyright`.", ""]
    return "\n".join(lines), wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    sbom = commands.add_parser("sbom")
    sbom.add_argument("--package", choices=sorted(programs), required=True)
    sbom.add_argument("--program", type=pathlib.Path, required=True)
    sbom.add_argument("--version", required=True)
    sbom.add_argument("--epoch", type=int, required=True)
    sbom.add_argument("--output", type=pathlib.Path, required=True)
    table = commands.add_parser("licences")
    table.add_argument("--client", type=pathlib.Path, required=True)
    table.add_argument("--server", type=pathlib.Path, required=True)
    table.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    if arguments.command == "sbom":
        document = bill(arguments.package, arguments.program, arguments.version, arguments.epoch)
        arguments.output.write_text(json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
        print(f"{arguments.package}: {len(document['components'])} parts")
        return
    text, wrong = licences(arguments.client, arguments.server)
    page = root / "docs/licences.md"
    if arguments.check:
        if not page.exists() or page.read_text() != text:
            wrong.append("docs/licences.md is not what the programs are made of: ./dev licences")
    else:
        page.write_text(text)
    for program, file in (("onewindow", arguments.client), ("onewindow-server", arguments.server)):
        if not wrong:
            bill(program, file, "0.0.0", 0)
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{text.count(chr(10) + '| ') - 1} packages, every licence in order")


if __name__ == "__main__":
    main()
