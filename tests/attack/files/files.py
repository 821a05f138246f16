#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever takes the disk of a window: looks for every name, number and statement in its whole data folder, as text in three
encodings, and in whatever can be inflated from any byte on; then turns single bytes over and sees whether the window notices.

A real process works there (cases submitted and edited, scans, drafts, pieces of downloads), is killed with SIGKILL, and works
again. The words come from what it really typed. The last line is JSON; exit code 0: nothing found, every turned byte noticed.
"""
import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

# Of the statements and names of tables, of file formats, of what stands in documents.
WORDS = ["CREATE TABLE", "CREATE INDEX", "INSERT INTO", "SELECT ", "sqlite_", "SQLite format 3", "document_scope", "casefile", "applicant", "journal", "\"receipt\"",
         "\"applicant\"", "case.accept", "case.receive", "%PDF", "JFIF", "王敏", "长安区", "身份证", "受理", "610116-2026-"]
ZSTD = b"\x28\xb5\x2f\xfd"


def words_of(witness):
    words = set()
    for line in witness.read_text(encoding="utf-8").splitlines():
        try:
            words.update(json.loads(line).get("words", []))
        except ValueError:
            continue  # torn by the kill
    return {word for word in words if len(word) >= 2}


class Search:
    """What is looked for, as bytes. Words of two or three letters would be found in any megabyte of noise by chance: a name of
    two Chinese characters has six bytes in UTF-8, which is rare enough; its four bytes in UTF-16 are not looked for."""

    def __init__(self, words):
        self.needles = set()
        for word in words:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
                needle = word.encode(encoding)
                if len(needle) >= 6:
                    self.needles.add(needle)

    def hits(self, data):
        return [needle for needle in self.needles if needle in data]

    def hits_in(self, path):
        """The same for a file of any size: grep looks for all at once."""
        with tempfile.NamedTemporaryFile() as listed:
            listed.write(b"\n".join(needle for needle in self.needles if b"\n" not in needle and b"\0" not in needle))
            listed.flush()
            seen = subprocess.run(["grep", "-q", "-a", "-F", "-f", listed.name, path], env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}, check=False).returncode == 0
        data = path.read_bytes().rstrip(b"\0")
        return [needle for needle in self.needles if (seen or b"\n" in needle or b"\0" in needle) and needle in data]


def carved(data):
    """What inflates: raw deflate and zlib from every byte on, zstd where a frame begins."""
    for at in range(len(data)):
        for bits in ((15, -15) if data[at] & 0x0F == 8 else (-15,)):
            inflater = zlib.decompressobj(bits)
            try:
                out = inflater.decompress(data[at:at + 4096], 65536)
            except zlib.error:
                continue
            if len(out) >= 64:
                yield out
    at = data.find(ZSTD)
    while at >= 0:
        try:
            out = subprocess.run(["zstd", "-d", "-c"], input=data[at:], capture_output=True, check=False).stdout
        except FileNotFoundError:
            out = b""
        if out:
            yield out
        at = data.find(ZSTD, at + 1)


class House:
    def __init__(self, build, folder):
        self.build, self.folder = build, folder
        self.data, self.witness = folder / "data", folder / "witness"

    def command(self, *more):
        return [self.build / "onewindow-sealedoffice", "--data", self.data, "--witness", self.witness, *map(str, more)]

    def work(self, acts, seed):
        """An orderly day. What it says when something is wrong; empty: all is well."""
        done = subprocess.run(self.command("--acts", acts, "--seed", seed), capture_output=True, text=True, check=False)
        return done.stderr if done.returncode else ""

    def work_and_be_killed(self, seed, seconds):
        process = subprocess.Popen(self.command("--seed", seed), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        process.wait()

    def files(self):
        return sorted(path for path in self.data.rglob("*") if path.is_file())


def look(house, when, figures, carves):
    search = Search(words_of(house.witness) | set(WORDS))
    figures["words"] = len(search.needles)
    for path in house.files():
        data = path.read_bytes()
        figures["bytes"] += len(data)
        figures["files"] += 1
        for needle in search.hits_in(path) + search.hits(str(path.relative_to(house.data)).encode()):
            figures["found"].append(f"{when}: {needle!r} in {path.name}")
        # A window of each file, elsewhere each time, for the slow search; all of it where that is asked for.
        step = carves if len(data) > carves else len(data)
        start = random.Random(f"{when}{path.name}").randrange(max(len(data) - step, 0) + 1)
        for out in carved(data[start:start + step].rstrip(b"\0")):
            figures["carved"] += 1
            for needle in search.hits(out):
                figures["found"].append(f"{when}: {needle!r} inflated from {path.name}")


def kinds(house):
    """A file of each kind there is."""
    found = {}
    for path in house.files():
        relative = path.relative_to(house.data)
        kind = relative.parts[0] if relative.parts[0] != "blobs" else "blobs/partial" if relative.parts[1] == "partial" else "blobs"
        if path.stat().st_size > 200 and not kind.endswith("-shm"):  # the log's index is made anew
            found.setdefault(kind, path)
    return found


def turn_bytes(house, figures, chance):
    """One byte of each kind of file, in several places: the next life must say so, or begin such a file anew."""
    whole = house.folder / "whole"
    shutil.copytree(house.data, whole)
    for kind, path in kinds(house).items():
        size = (whole / path.relative_to(house.data)).stat().st_size
        places = [0, 20, 50, size // 2, chance.randrange(size), chance.randrange(size)]
        for at in places:
            shutil.rmtree(house.data)
            shutil.copytree(whole, house.data)
            data = bytearray(path.read_bytes())
            data[at] ^= 1 << chance.randrange(8)
            path.write_bytes(data)
            if kind in ("blobs/partial", "download") or kind.endswith("-wal"):
                # Nobody relies yet on what is on its way: it is enough that it is never taken for whole. And a log ends where it
                # is not good any more: what was committed behind that shows in the chain of the stream at the next contact.
                said = house.work(40, 7)
            else:
                said = house.work(1, 7)
                if not said:
                    figures["unnoticed"].append(f"byte {at} of {size} in {kind}")
            figures["turned"] += 1
            if "ASSERT" in said or "terminate" in said:
                figures["unnoticed"].append(f"byte {at} of {kind}: {said[-200:]}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--build", type=Path, required=True)
    arguments.add_argument("--carve", type=int, default=8_000, help="bytes of each file that are inflated from each byte on")
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    figures = {"files": 0, "bytes": 0, "words": 0, "carved": 0, "turned": 0, "found": [], "unnoticed": []}
    with tempfile.TemporaryDirectory(prefix="onewindow-files-") as name:
        house = House(options.build, Path(name))
        subprocess.run(house.command("--prepare"), check=True)
        trouble = house.work(60, options.seed)
        look(house, "after a day", figures, options.carve)
        house.work_and_be_killed(options.seed + 1, 0.6)
        look(house, "after a kill", figures, options.carve)
        trouble = trouble or house.work(60, options.seed + 2)
        look(house, "after editing", figures, options.carve)
        house.work_and_be_killed(options.seed + 3, 0.4)  # so that there is a log
        turn_bytes(house, figures, random.Random(options.seed))
        # The search itself: it must find what is there.
        planted = house.data / "planted"
        planted.write_bytes(b"\0" * 100 + zlib.compress("610116-2026- and much more text so that something inflates, and more of it still".encode() * 3))
        seen = dict(figures, found=[])
        look(house, "planted", seen, options.carve)
        if trouble or not any("planted" in hit for hit in seen["found"]):
            print(trouble or "the search finds nothing at all", file=sys.stderr)
            return 2
    print(json.dumps(figures, ensure_ascii=False))
    return 1 if figures["found"] or figures["unnoticed"] else 0


if __name__ == "__main__":
    sys.exit(main())
