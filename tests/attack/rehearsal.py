#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The day the centre is lost: a backup is taken while it serves, work goes on, the disk is gone, the backup becomes a centre
again. Nothing in the backup can be read without the identity, nothing damaged is taken for whole, and the windows notice and
bring again what the backup does not know.

    rehearsal.py --build DIR [--postgres]
"""
import argparse
import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from device import new_id  # noqa: E402
from doors import digest_of  # noqa: E402
from house import Failure, House, Numbers, application, note  # noqa: E402


def must(so, what):
    if not so:
        raise Failure(what)


class Rehearsal:
    def __init__(self, build, folder, databases):
        self.folder, self.databases = folder, databases
        self.keys = [self.key(name) for name in ("key-lost", "key-again")]
        self.house = House(build, folder / "centre", database=databases and databases[0], options=("--files-key", self.keys[0]))
        self.backups, self.identity, self.recipients = folder / "backups", folder / "identity.txt", folder / "recipients"

    def key(self, name):
        """A key of its own for the scans at rest, from a file here and from a program as a KMS would give it there."""
        file = self.folder / name
        file.touch(mode=0o600)
        file.write_bytes(base64.b64encode(os.urandom(32)))
        return f"file:{file}" if name == "key-lost" else f"command:/bin/cat {file}"

    def command(self, *arguments):
        environment = {**os.environ, "CREDENTIALS_DIRECTORY": str(self.folder)}  # where systemd puts what a unit loads
        return subprocess.run([self.house.build / "onewindow-server", *map(str, arguments)], capture_output=True, text=True, env=environment)

    def backup(self, *more):
        where = ["--database", self.databases[0]] if self.databases else []
        done = self.command("backup", "--data", self.house.folder, *where, "--to", self.backups, "--recipient", self.recipients, "--files-key", "credential:key-lost", *more)
        must(done.returncode == 0, f"no backup: {done.stderr}")
        return json.loads(done.stdout.splitlines()[-1])

    def restore(self, backup, data, *more, identity=None, database=None):
        where = ["--database", database] if database else []
        return self.command("restore", "--from", backup, "--identity", identity or self.identity, "--data", data, *where, "--files-key", self.keys[1], *more)

    def work(self, window, sequence):
        """An application with a scan; the ids and bytes of both."""
        case, scan = new_id(), b"%PDF-1.4 the household register of somebody, page " + new_id().encode() * 50
        sha = hashlib.sha256(scan).hexdigest()
        body = application(sequence, "lacking")
        results = window.push(window.act("case.receive", case, body, receipt=self.numbers.next()),
                              window.act("material.attach", case, {"files": [{"media": "application/pdf", "name": "scan.pdf", "sha256": sha, "size": len(scan)}], "key": "idcard"},
                                         base={"n": window.n - 1}, blobs=[f"sha256:{sha}"]))
        must([result["outcome"] for result in results] == ["applied", "applied"], f"the work is not taken: {results or window.last_reply}")
        reply = window.ask("PUT", f"/v1/blobs/{sha}", scan, {"Repr-Digest": digest_of(scan)})
        must(reply.status == 204, f"the scan is not taken: {reply}")
        window.ask("POST", "/v1/blobs:have", {"sha256": [sha]})
        return case, sha, scan, body

    def run(self):
        house = self.house
        house.open()
        window = house.enrolled("1003")
        self.numbers = Numbers(window)
        made = self.command("backup-key", "--to", self.identity)
        must(made.returncode == 0 and self.identity.stat().st_mode & 0o777 == 0o600, f"no identity: {made.stderr}")
        must(self.command("backup-key", "--to", self.identity).returncode != 0, "an identity was written over")
        self.recipients.write_text(made.stdout)
        must("identity" not in made.stdout, "the identity was printed")

        case, sha, scan, body = self.work(window, 1)
        first = self.backup()
        untouched = {file: file.stat().st_mtime_ns for file in (self.backups / "blobs").rglob("*") if file.is_file()}
        known = self.work(window, 2)
        second = self.backup()
        must(first["blobsNew"] == 1 and second["blobs"] == 2 and second["blobsNew"] == 1, f"scans are copied again: {first} {second}")
        must(all(file.stat().st_mtime_ns == at for file, at in untouched.items()), "a scan was written again")
        lost = self.work(window, 3)  # known to the window and to nobody else in a moment
        self.nothing_plain((body, scan), house)
        epoch = window.ask("GET", "/v1/hello").json["epoch"]
        house.close()
        ledger = house.folder / "centre.ledger"

        self.refuses_what_is_damaged(Path(second["backup"]))
        data = self.folder / "again"
        done = self.restore(second["backup"], data, "--ledger", ledger, database=self.databases and self.databases[1])
        must(done.returncode == 0, f"no restore: {done.stderr}")
        told = json.loads(done.stdout.splitlines()[-1])
        must(told["blobs"] == 2 and told["blobsMissing"] == 0, f"scans are missing: {told}")
        must(told["epoch"] != epoch, "the restored centre says it is the old one")
        must(self.restore(second["backup"], data).returncode != 0, "a folder that is not empty was restored into")

        self.refuses_another_key(data)
        again = House(house.build, data, database=self.databases and self.databases[1], options=("--files-key", self.keys[1]))
        again.start()
        self.house = again
        window.port = window.line.port = again.port
        window.line.close()
        must(window.sign_in_again().status == 200, "nobody can sign in at the restored centre")
        hello = window.ask("GET", "/v1/hello").json
        must(hello["epoch"] == told["epoch"], f"{hello['epoch']} is told, not {told['epoch']}")
        must(window.ask("GET", f"/v1/documents/{case}").json["d"]["applicant"]["name"] == body["applicant"]["name"], "the first case is not what it was")
        must(window.ask("GET", f"/v1/blobs/{known[1]}").body == known[2], "the second scan is not what it was")
        must(window.ask("GET", f"/v1/documents/{lost[0]}").status == 404, "what came after the backup is there")
        stale = window.ask("POST", f"/v1/streams/{window.stream}/operations", {"proto": 4, "epoch": epoch, "operations": [window.sent[-1]], "prev_hash": base64.b64encode(window.sent_hash[-1]).decode()})
        must(stale.status == 409 and stale.code == "sync.epoch-changed", f"work under the old epoch: {stale}")
        standing = window.ask("POST", f"/v1/streams/{window.stream}:reconcile", {"proto": 4, "last_applied_n": window.n, "hashes": []}).json
        must(standing["from"] == window.n - 1 and standing["forgotten"] == 2, f"the centre does not know what it has forgotten: {standing}")
        reply = window.ask("POST", f"/v1/streams/{window.stream}/operations",
                           {"proto": 4, "epoch": told["epoch"], "operations": window.sent[-2:], "prev_hash": base64.b64encode(window.sent_hash[-2]).decode()})
        must([result["outcome"] for result in reply.json["results"]] == ["applied", "applied"], f"it does not take its lost work again: {reply} {reply.body[:300]}")
        must(f"sha256:{lost[1]}" in json.dumps(reply.json["wanted"]) or lost[1] in reply.body.decode(), f"the lost scan is not asked for: {reply.json['wanted']}")
        must(window.ask("GET", f"/v1/documents/{lost[0]}").status == 200, "the lost case is not there again")
        sound = self.command("verify-journal", "--data", data, *(["--database", self.databases[1]] if self.databases else []))
        must(sound.returncode == 0, f"the journal of the restored centre: {sound.stdout[-500:]}")
        third = self.backup_of(again, "--keep", "1")
        must(len([entry for entry in self.backups.iterdir() if entry.name != "blobs"]) == 1 and third["removed"] >= 0, "old backups are kept")
        print(json.dumps({"engine": "postgresql" if self.databases else "sqlite", "databaseBytes": second["databaseBytes"], "blobs": told["blobs"], "epoch": told["epoch"]}))

    def backup_of(self, house, *more):
        where = ["--database", house.at] if house.at else []
        done = self.command("backup", "--data", house.folder, *where, "--to", self.backups, "--recipient", self.recipients, "--files-key", self.keys[1], *more)
        must(done.returncode == 0, f"no backup of the restored centre: {done.stderr}")
        return json.loads(done.stdout.splitlines()[-1])

    def refuses_another_key(self, data):
        """With another key each scan would look damaged, and be thrown away: the server does not even start."""
        where = ["--database", self.databases[1]] if self.databases else []
        for code, key in (("key.wrong", ["--files-key", self.keys[0]]), ("key.lacking", []), ("key.unusable", ["--files-key", "file:/etc/passwd"]), ("key.unusable", ["--files-key", "pkcs11:token"])):
            done = self.command("serve", "--data", data, *where, "--listen", "127.0.0.1:0", *key)
            must(done.returncode != 0 and code in done.stderr, f"{key}: {done.returncode} {done.stderr}")
        for file in (data / "files/blobs").rglob("*"):
            must(file.is_dir() or b"household" not in file.read_bytes(), f"{file} is plain")

    def nothing_plain(self, secrets, house):
        """Neither a name nor a number nor the beginnings of files that could hold some, in any file of the backups."""
        body, scan = secrets
        place = house.people["1003"].session["place_name"]
        needles = [body["applicant"]["name"], body["applicant"]["idNumber"], body["applicant"]["phone"], place, "household register", "SQLite format 3", "PGDMP", "CREATE TABLE", "argon2", hashlib.sha256(scan).hexdigest(), house.people["1003"].id]
        files = [file for file in self.backups.rglob("*") if file.is_file()]
        must(len(files) > 6, f"too few files: {files}")
        for file in files:
            data = file.read_bytes() + str(file).encode()
            for needle in needles:
                must(needle.encode() not in data, f"{file} holds {needle!r} in plain")
            must(file.suffix in (".json", ".list") or data.startswith(b"OWBACKUP"), f"{file} is not encrypted")
        for file in (house.folder / "files").rglob("*"):
            must(file.is_dir() or b"household" not in file.read_bytes(), f"{file} is plain at the centre")
        left = [file for file in house.folder.rglob("backup-*.tmp*")]
        must(not left, f"a plain copy was left: {left}")

    def refuses_what_is_damaged(self, backup):
        other = self.folder / "other.txt"
        must(self.command("backup-key", "--to", other).returncode == 0, "no other identity")

        def tried(name, expected, alter=None, **arguments):
            copies = self.folder / f"damaged-{name}"
            shutil.copytree(self.backups, copies)
            if alter:
                alter(copies / backup.name)
            database = None
            done = self.restore(copies / backup.name, self.folder / f"from-{name}", database=self.databases and self.databases[2], **arguments)
            shutil.rmtree(copies)
            must(not (self.folder / f"from-{name}").exists(), f"{name}: half a centre was left")
            must(done.returncode != 0 and expected in done.stderr, f"{name}: {done.returncode} {done.stdout} {done.stderr}")
            return database

        def flip(file, at):
            def alter(folder):
                data = bytearray((folder / file).read_bytes())
                data[at] ^= 1
                (folder / file).write_bytes(data)
            return alter

        def cut(folder):
            # With a manifest that agrees: the stream itself must tell that its end is missing.
            file = folder / "database.sealed"
            file.write_bytes(file.read_bytes()[:-70_000] if file.stat().st_size > 200_000 else file.read_bytes()[:-20])
            agree(folder)

        def agree(folder):
            manifest = json.loads((folder / "manifest.json").read_text())
            manifest["files"]["database.sealed"]["sha256"] = hashlib.sha256((folder / "database.sealed").read_bytes()).hexdigest()
            (folder / "manifest.json").write_text(json.dumps(manifest))

        def flip_and_agree(folder):
            flip("database.sealed", 5000)(folder)
            agree(folder)
        tried("identity", "backup.not-for-us", identity=other)
        tried("byte", "backup.damaged", flip("database.sealed", 5000))
        tried("hidden-byte", "backup.damaged", flip_and_agree)
        tried("cut", "backup.damaged", cut)
        tried("no-manifest", "backup.failed", lambda folder: (folder / "manifest.json").unlink())
        tried("manifest", "backup.signature", lambda folder: (folder / "manifest.json").write_text(re.sub(r'"at": "20\d\d', '"at": "2031', (folder / "manifest.json").read_text())))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--build", type=Path, required=True)
    arguments.add_argument("--postgres", action="store_true")
    options = arguments.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="onewindow-rehearsal-"))
    cluster, rehearsal = None, None
    try:
        databases = None
        if options.postgres:
            from postgres import Cluster
            cluster = Cluster(settings={"fsync": "off"})
            cluster.create()
            cluster.start()
            databases = [cluster.make_database(name).url(name) for name in ("lost", "again", "refused")]
        rehearsal = Rehearsal(options.build.resolve(), folder, databases)
        rehearsal.run()
        return 0
    except (Failure, OSError, KeyError) as problem:
        note(f"FAILED: {problem!r}")
        if rehearsal and rehearsal.house.server:
            note(rehearsal.house.server.last_words(10))
        return 1
    finally:
        if rehearsal:
            rehearsal.house.close()
        if cluster:
            cluster.remove()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
