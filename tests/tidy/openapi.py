#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/openapi.yaml describes what the centre really offers: every route and no other, and messages as they were agreed upon.

openapi.py SERVER   SERVER: the program onewindow-server, whose command `routes` prints what its router knows.
"""
import json
import pathlib
import subprocess
import sys

import jsonschema
import yaml

SOURCE = pathlib.Path(__file__).resolve().parents[2]
METHODS = {"get", "put", "post", "patch", "delete"}


def described(api):
    return {(method.upper(), path) for path, item in api["paths"].items() for method in item if method in METHODS}


def offered(server):
    lines = subprocess.run([server, "routes"], check=True, capture_output=True, text=True).stdout.splitlines()
    return {tuple(line.split(" ", 1)) for line in lines}


def resolved(api):
    """Complaints about references that lead nowhere, and schemas that are none."""
    complaints = []

    def walk(node, where):
        if isinstance(node, dict):
            reference = node.get("$ref")
            if isinstance(reference, str):
                target = api
                for step in reference.removeprefix("#/").split("/"):
                    target = target.get(step) if isinstance(target, dict) else None
                if target is None:
                    complaints.append(f"{where}: {reference} leads nowhere")
            for key, value in node.items():
                walk(value, f"{where}/{key}")
        elif isinstance(node, list):
            for index, value in enumerate(node):
                walk(value, f"{where}/{index}")

    walk(api, "")
    for name, schema in api["components"]["schemas"].items():
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            complaints.append(f"schema {name}: {error.message}")
    return complaints


def parameters_fit(api):
    complaints = []
    for path, item in api["paths"].items():
        wanted = {segment[1:segment.index("}")] for segment in path.split("/") if segment.startswith("{")}
        for method in METHODS & item.keys():
            named = set()
            for parameter in item.get("parameters", []) + item[method].get("parameters", []):
                if "$ref" in parameter:
                    parameter = api["components"]["parameters"][parameter["$ref"].rsplit("/", 1)[1]]
                if parameter["in"] == "path":
                    named.add(parameter["name"])
            if named != wanted:
                complaints.append(f"{method} {path}: parameters {named} are not {wanted}")
    return complaints


def messages(path):
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()] if path.suffix == ".ndjson" else [json.loads(text)]


def fixtures_fit(api):
    """The messages agreed upon, of every version still spoken, against the schemas."""
    complaints, seen = [], set()
    schemas = {schema["x-fixture"]: name for name, schema in api["components"]["schemas"].items() if "x-fixture" in schema}
    versions = sorted((SOURCE / "tests/exchange/fixtures").glob("v*"))
    for version in versions:
        for path in sorted(version.iterdir()):
            name = schemas.get(path.name)
            if not name:
                complaints.append(f"{path.name}: no schema names it as its fixture")
                continue
            seen.add(path.name)
            validator = jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": api["components"]})
            for number, message in enumerate(messages(path), 1):
                complaints += [f"{version.name}/{path.name}:{number} {error.json_path}: {error.message}" for error in validator.iter_errors(message)]
    newest = {path.name for path in versions[-1].iterdir()}
    complaints += [f"{fixture}: no such fixture in {versions[-1].name}" for fixture in schemas if fixture not in newest]
    if api["info"]["version"] != versions[-1].name.removeprefix("v"):
        complaints.append(f"the description is of version {api['info']['version']}, the newest fixtures of {versions[-1].name}")
    return complaints


def main():
    api = yaml.safe_load((SOURCE / "docs/openapi.yaml").read_text(encoding="utf-8"))
    complaints = resolved(api) + parameters_fit(api) + fixtures_fit(api)
    told, real = described(api), offered(sys.argv[1])
    complaints += [f"not described: {' '.join(route)}" for route in sorted(real - told)]
    complaints += [f"described but not offered: {' '.join(route)}" for route in sorted(told - real)]
    for complaint in complaints:
        print(complaint)
    print(f"{len(real)} routes, {len(api['components']['schemas'])} schemas, {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
