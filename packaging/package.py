#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the packages onewindow and onewindow-server (.deb), with their bills of materials. Two makings of one commit are the same to the last
bit, wherever they are made: paths are mapped, times are those of the commit, everything is sorted.
   package.py --build DIR --into DIR            of what was built there (preset "package")
   package.py --check [--only NAME]             makes HEAD twice, in two new folders of different names, and compares
   package.py --try DIR                         unpacks the packages there and asks both programs for their help"""
import argparse
import gzip
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
root = here.parent

maintainer = "OneWindow maintainers <maintainers@onewindow.invalid>"
packages = {
    "onewindow": {
        "section": "misc", "binary": "usr/bin/onewindow",
        # What no linker knows: the driver of the stores, and a font whose text can be read back from a PDF.
        "depends": ["libqt6sql6-sqlite", "fonts-wqy-zenhei", "poppler-utils"], "recommends": ["poppler-data", "qt6-image-formats-plugins", "qt6-wayland"],
        "description": "counter of a public service hall\n The desktop program of a clerk at a counter that takes any matter: identity card, situations,\n materials, decision, papers, supplements, results. Works with or without the network; nothing\n that was accepted is lost.",
        "files": [("packaging/onewindow.desktop", "usr/share/applications/onewindow.desktop"), ("packaging/onewindow.svg", "usr/share/icons/hicolor/scalable/apps/onewindow.svg"),
                  ("packaging/man/onewindow.1", "usr/share/man/man1/onewindow.1.gz")],
        "conffiles": [], "scripts": {},
    },
    "onewindow-server": {
        "section": "net", "binary": "usr/bin/onewindow-server",
        "depends": ["libqt6sql6-sqlite"], "recommends": ["systemd"],
        "suggests": ["postgresql-15", "haproxy | nginx"],
        "description": "centre behind the counters of public service halls\n Takes what the windows did, does it again by the same rules, and tells every window what concerns it.\n One server on a file of SQLite, or several on PostgreSQL.",
        "files": [("packaging/onewindow-server.service", "lib/systemd/system/onewindow-server.service"), ("packaging/onewindow-server@.service", "lib/systemd/system/onewindow-server@.service"),
                  ("packaging/onewindow-backup.service", "lib/systemd/system/onewindow-backup.service"), ("packaging/onewindow-backup.timer", "lib/systemd/system/onewindow-backup.timer"),
                  ("packaging/onewindow-server.default", "etc/default/onewindow-server"), ("packaging/haproxy.cfg", "usr/share/doc/onewindow-server/examples/haproxy.cfg"),
                  ("packaging/nginx.conf", "usr/share/doc/onewindow-server/examples/nginx.conf"), ("packaging/limits.json", "usr/share/doc/onewindow-server/examples/limits.json"), ("docs/openapi.yaml", "usr/share/doc/onewindow-server/openapi.yaml.gz"),
                  ("packaging/man/onewindow-server.8", "usr/share/man/man8/onewindow-server.8.gz")],
        "conffiles": ["/etc/default/onewindow-server"],
        # Started by whoever has settled where the data goes; data is never taken away, not even by purge.
        "scripts": {
            "postinst": "if [ \"$1\" = configure ] && [ -d /run/systemd/system ]; then\n    systemctl daemon-reload || true\n    [ -z \"$2\" ] || systemctl try-restart onewindow-server.service 'onewindow-server@*.service' || true\nfi\n",
            "prerm": "if [ \"$1\" = remove ] && [ -d /run/systemd/system ]; then\n    systemctl disable --now onewindow-backup.timer onewindow-server.service || true\n    systemctl stop 'onewindow-server@*.service' || true\nfi\n",
            "postrm": "[ ! -d /run/systemd/system ] || systemctl daemon-reload || true\n",
        },
    },
}


def run(*command, **more):
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, **more).stdout


def epoch_of(source):
    return int(os.environ.get("SOURCE_DATE_EPOCH") or run("git", "-C", str(source), "log", "-1", "--format=%ct"))


def version_of(source):
    release = re.search(r"project\(OneWindow VERSION (\S+)", (source / "CMakeLists.txt").read_text()).group(1)
    day, commit = run("git", "-C", str(source), "log", "-1", "--date=format-local:%Y%m%d", "--format=%cd %h", "--abbrev=10", env=dict(os.environ, TZ="UTC")).split()
    tagged = run("git", "-C", str(source), "tag", "--points-at", "HEAD").split()
    return release if f"v{release}" in tagged else f"{release}~git{day}.{commit}"


def lay(content, target, mode=0o644, compress=False):
    target.parent.mkdir(parents=True, exist_ok=True)
    if compress:
        content = gzip.compress(content, 9, mtime=0)
    target.write_bytes(content)
    target.chmod(mode)


def copyright_text():
    return ("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: OneWindow\n\nFiles: *\nCopyright: the OneWindow authors\nLicense: GPL-3+\n"
            " This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public License as published by the\n"
            " Free Software Foundation, either version 3 of the License, or (at your option) any later version.\n .\n"
            " On Debian systems the full text stands in /usr/share/common-licenses/GPL-3. Compiled in: Boost and kainjow mustache (BSL-1.0); see licences.md.\n").encode()


def shared_libraries(binary, work):
    (work / "debian").mkdir(exist_ok=True)
    (work / "debian/control").write_text("Source: onewindow\n\nPackage: onewindow\nArchitecture: any\n")
    found = run("dpkg-shlibdeps", "-O", "--ignore-missing-info", str(binary), cwd=work, stderr=subprocess.DEVNULL)
    return sorted(found.removeprefix("shlibs:Depends=").strip().split(", "))


def make(name, source, build, into, version, epoch):
    package = packages[name]
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        tree = work / "tree"
        binary = tree / package["binary"]
        binary.parent.mkdir(parents=True)
        shutil.copyfile(build / name, binary)
        run("strip", "--strip-unneeded", "--remove-section=.comment", str(binary))
        binary.chmod(0o755)
        for origin, target in package["files"]:
            lay((source / origin).read_bytes(), tree / target, compress=target.endswith(".gz"))
        documents = tree / "usr/share/doc" / name
        lay(copyright_text(), documents / "copyright")
        lay((source / "CHANGELOG.md").read_bytes(), documents / "changelog.gz", compress=True)
        lay((source / "docs/licences.md").read_bytes(), documents / "licences.md")
        run(sys.executable, str(source / "packaging/supply.py"), "sbom", "--package", name, "--program", str(binary), "--version", version, "--epoch", str(epoch),
            "--output", str(documents / "sbom.cdx.json"))
        (documents / "sbom.cdx.json").chmod(0o644)
        depends = sorted(set(shared_libraries(binary, work) + package["depends"]))
        files = sorted(path for path in tree.rglob("*") if path.is_file())
        size = sum((path.stat().st_size + 1023) // 1024 for path in files)
        control = [f"Package: {name}", f"Version: {version}", "Architecture: amd64", f"Maintainer: {maintainer}", f"Installed-Size: {size}", f"Depends: {', '.join(depends)}"]
        for field in ("recommends", "suggests"):
            if package.get(field):
                control.append(f"{field.capitalize()}: {', '.join(package[field])}")
        control += [f"Section: {package['section']}", "Priority: optional", f"Description: {package['description']}", ""]
        sums = "".join(f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n" for path in files if f"/{path.relative_to(tree)}" not in package["conffiles"])
        lay("\n".join(control).encode(), tree / "DEBIAN/control")
        lay(sums.encode(), tree / "DEBIAN/md5sums")
        if package["conffiles"]:
            lay(("\n".join(package["conffiles"]) + "\n").encode(), tree / "DEBIAN/conffiles")
        for script, text in package["scripts"].items():
            lay(f"#!/bin/sh\nset -e\n{text}".encode(), tree / "DEBIAN" / script, 0o755)
        for path in [tree, *tree.rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)
        into.mkdir(parents=True, exist_ok=True)
        target = into / f"{name}_{version}_amd64.deb"
        run("dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--threads-max=1", "--build", str(tree), str(target), env=dict(os.environ, SOURCE_DATE_EPOCH=str(epoch)))
        return target


def built(source, build, names, epoch):
    environment = dict(os.environ, SOURCE_DATE_EPOCH=str(epoch), CCACHE_DISABLE="1")
    subprocess.run(["cmake", "--preset", "package", "-S", str(source)], check=True, cwd=source, env=environment, stdout=sys.stderr)
    subprocess.run(["cmake", "--build", str(build), "--target", *names], check=True, env=environment, stdout=sys.stderr)


def sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def check(names):
    """Two clones in folders of different names and depths, built apart with nothing kept between them."""
    made = []
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        for source in (pathlib.Path(first) / "a", pathlib.Path(second) / "quite/another/folder"):
            run("git", "clone", "-q", str(root), str(source))
            epoch = epoch_of(source)
            built(source, source / "build/package", names, epoch)
            made.append([make(name, source, source / "build/package", source / "build/packages", version_of(source), epoch) for name in names])
        same = True
        for one, other in zip(*made):
            print(f"{sha256(one)}  {one.name}\n{sha256(other)}  {other.name}")
            if sha256(one) != sha256(other):
                same = False
                kept = root / "build/differing"
                kept.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(one, kept / f"1-{one.name}")
                shutil.copyfile(other, kept / f"2-{other.name}")
    if not same:
        sys.exit("the two are not the same; both lie in build/differing")
    print("the same, bit by bit")


def attempt(folder):
    """Both packages unpacked into one tree of their own, and asked something there."""
    debs = sorted(folder.glob("*.deb"))
    with tempfile.TemporaryDirectory() as place:
        for deb in debs:
            run("dpkg-deb", "-x", str(deb), place)
            lines = run("dpkg-deb", "-f", str(deb), "Package", "Version", "Depends").strip().splitlines()
            print("; ".join(lines)[:300])
            needed = re.findall(r"(?:^|, )([a-z0-9.+-]+)", lines[-1].removeprefix("Depends: "))
            lacking = [package for package in needed if "ok installed" not in subprocess.run(["dpkg-query", "-W", "-f=${Status}", package], capture_output=True, text=True).stdout]
            if lacking:
                sys.exit(f"{deb.name} depends on what is not here: {', '.join(lacking)}")
        for program in ("onewindow", "onewindow-server"):
            binary = pathlib.Path(place) / "usr/bin" / program
            if not binary.exists():
                continue
            said = run(str(binary), "--help", env=dict(os.environ, QT_QPA_PLATFORM="offscreen"))
            print(f"{program} runs: {said.strip().splitlines()[0]}")
        for unit in sorted(pathlib.Path(place).glob("lib/systemd/system/*.service")):
            command = re.search(r"^ExecStart=(\S+)", unit.read_text(), re.M).group(1)
            if not (pathlib.Path(place) / command.lstrip("/")).exists():
                sys.exit(f"{unit.name} starts {command}, which no package has")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path)
    parser.add_argument("--into", type=pathlib.Path)
    parser.add_argument("--only", choices=sorted(packages), action="append")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--try", dest="attempt", type=pathlib.Path)
    arguments = parser.parse_args()
    names = arguments.only or sorted(packages)
    os.umask(0o022)
    if arguments.check:
        return check(names)
    if arguments.attempt:
        return attempt(arguments.attempt)
    if not arguments.build or not arguments.into:
        parser.error("--build and --into, or --check, or --try")
    for name in names:
        made = make(name, root, arguments.build, arguments.into, version_of(root), epoch_of(root))
        print(f"{sha256(made)}  {made}")


if __name__ == "__main__":
    main()
