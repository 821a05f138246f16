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
JSON = {"application/json", "application/x-ndjson", "application/problem+json"}
# What bears no version of the protocol, and so has no fixture of each: said neither by a window nor to one.
UNVERSIONED = {
    "public": "pages and questions of anybody's browser",
    "partners": "agreed upon with each partner; the signature names its own version",
    "service": "for the proxy before the centre",
}
# Contents that are no message of ours.
FOREIGN = {
    "application/octet-stream": "the bytes of a scan or a part, named by their hash",
    "application/partial-upload": "a piece of such bytes",
    "text/event-stream": "hints in the browser's own form; who misses one only asks later",
}


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


def refers(schema):
    """Names of the component schemas of which one is meant; None when anything stands in line."""
    if "$ref" in schema:
        return [schema["$ref"].rsplit("/", 1)[1]]
    if schema.keys() & {"anyOf", "oneOf"} and len(schema) == 1:
        names = [refers(each) for each in next(iter(schema.values()))]
        return None if None in names else [name for each in names for name in each]
    return None


def messages_have_fixtures(api):
    """Every question and answer between a window and its centre has a fixture, so that no change of one goes unseen."""
    complaints = []
    schemas, shared = api["components"]["schemas"], api["components"]["responses"]
    for path, item in api["paths"].items():
        for method in sorted(METHODS & item.keys()):
            operation = item[method]
            if set(operation["tags"]) & UNVERSIONED.keys():
                continue
            said = {"request": operation.get("requestBody", {})} | operation["responses"]
            for what, body in said.items():
                if "$ref" in body:
                    body = shared[body["$ref"].rsplit("/", 1)[1]]
                for media, content in body.get("content", {}).items():
                    where = f"{method} {path} {what}"
                    if media in FOREIGN:
                        continue
                    if media not in JSON:
                        complaints.append(f"{where}: {media} is neither a message nor known to be none")
                        continue
                    schema = content.get("schema", {})
                    if schema.get("maxProperties") == 0:
                        continue  # "{}": it says nothing that could change
                    names = refers(schema)
                    if names is None:
                        complaints.append(f"{where}: stands in line, where no fixture can be named for it")
                    for name in names or []:
                        if "x-fixture" not in schemas[name]:
                            complaints.append(f"{where}: {name} names no fixture (x-fixture)")
    return complaints


def main():
    api = yaml.safe_load((SOURCE / "docs/openapi.yaml").read_text(encoding="utf-8"))
    complaints = resolved(api) + parameters_fit(api) + messages_have_fixtures(api) + fixtures_fit(api)
    told, real = described(api), offered(sys.argv[1])
    complaints += [f"not described: {' '.join(route)}" for route in sorted(real - told)]
    complaints += [f"described but not offered: {' '.join(route)}" for route in sorted(told - real)]
    for complaint in complaints:
        print(complaint)
    print(f"{len(real)} routes, {len(api['components']['schemas'])} schemas, {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
