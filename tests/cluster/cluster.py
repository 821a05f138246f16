#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole centre on this machine, as a district would run it: PostgreSQL with a synchronous standby, three servers, HAProxy with
TLS before them (packaging/haproxy.cfg itself). Everything lies in a throw-away folder and on loopback.

    ./dev cluster                  starts it, says how to reach it, and takes it down at Ctrl+C
    ./dev cluster --run COMMAND    the same for the time of a command; in its environment ONEWINDOW_SERVER (URL), ONEWINDOW_CA
                                   (file), ONEWINDOW_POSTGRES (URL)
    ./dev cluster --e2e            the day at the counter (tests/e2e/counterday.py) against it, with servers killed meanwhile
"""
import argparse
import json
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

sys.dont_write_bytecode = True
from pair import Pair  # noqa: E402
from postgres import free_port  # noqa: E402
from programs import Failure, Program, Server, wait_until  # noqa: E402

SOURCE = Path(__file__).resolve().parents[2]


class Authority:
    """A certificate authority that nobody will miss, and one certificate of it for this machine."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.ca, self.pem = self.folder / "ca.pem", self.folder / "centre.pem"

    def openssl(self, *arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, cwd=self.folder, timeout=60)

    def make(self):
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        self.openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", self.ca, "-days", 30, "-subj", "/CN=OneWindow throw-away authority",
                     "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
        self.openssl("req", *key, "-keyout", "centre.key", "-out", "centre.csr", "-subj", "/CN=localhost")
        (self.folder / "extensions").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n")
        self.openssl("x509", "-req", "-in", "centre.csr", "-CA", self.ca, "-CAkey", "ca.key", "-CAcreateserial", "-out", "centre.crt", "-days", 30,
                     "-extfile", "extensions")
        self.pem.write_text((self.folder / "centre.crt").read_text() + (self.folder / "centre.key").read_text())
        self.pem.chmod(0o600)


class Proxy(Program):
    """HAProxy with the packaged configuration; only addresses and paths are this machine's."""

    def __init__(self, folder, pem, servers):
        super().__init__("haproxy", folder)
        self.pem, self.servers, self.port = pem, servers, free_port()
        self.configuration = self.folder / "haproxy.cfg"

    def write(self):
        text = (SOURCE / "packaging/haproxy.cfg").read_text(encoding="utf-8")

        def put(pattern, replacement):
            nonlocal text
            text, count = re.subn(pattern, replacement, text, flags=re.MULTILINE)
            if not count:
                raise Failure(f"packaging/haproxy.cfg has no line like {pattern}")
        put(r"^    log /dev/log local0$", "    log stdout format raw local0")
        put(r"^    (user|group) haproxy$", "")
        put(r"bind :::443 v4v6 ssl crt /etc/haproxy/centre\.pem", f"bind 127.0.0.1:{self.port} ssl crt {self.pem}")
        put(r"bind :::80 v4v6", f"bind 127.0.0.1:{free_port()}")
        put(r"^    server centre\d .*\n", "")
        text += "".join(f"    server {server.name} 127.0.0.1:{server.port}\n" for server in self.servers)
        self.configuration.write_text(text, encoding="utf-8")
        subprocess.run(["haproxy", "-c", "-q", "-f", self.configuration], check=True, timeout=60)

    def start(self):
        self.write()
        self.spawn(["haproxy", "-db", "-f", self.configuration])


class Cluster:
    def __init__(self, build, folder, servers=3):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.pair = Pair(self.folder / "postgres")
        self.authority = Authority(self.folder / "tls")
        options = ("--proxy", "127.0.0.1", "--leave-after", "3")
        self.servers = [Server(Path(build), self.folder / "centre", f"centre{n + 1}", self.pair.url(), options) for n in range(servers)]
        self.proxy = Proxy(self.folder, self.authority.pem, self.servers)

    @property
    def address(self):
        return f"https://127.0.0.1:{self.proxy.port}"

    @property
    def ca(self):
        return self.authority.ca

    def create(self):
        """Database, certificate and proxy; the servers come with start()."""
        self.pair.create()
        self.authority.make()
        return self

    def start(self):
        """All servers at once: the first of them to hold the lock founds the district."""
        for server in self.servers:
            server.start()
        for server in self.servers:
            server.wait_open()
        if not self.proxy.runs:
            self.proxy.start()
        wait_until(self.is_well, "the centre answers through the proxy", 20)
        return self

    def is_well(self):
        trust = ssl.create_default_context(cafile=str(self.ca))
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=5, context=trust) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self):
        """Every server ends as on a shutdown of the machine; database and proxy stay."""
        for server in self.servers:
            server.drain()
        for server in self.servers:
            if server.draining:
                server.wait_drained()

    def remove(self):
        for program in (*self.servers, self.proxy):
            program.kill()
        self.pair.remove()
        shutil.rmtree(self.folder, ignore_errors=True)


def until_interrupted(cluster, password):
    print(f"The centre is {cluster.address} (three servers on PostgreSQL with a synchronous standby, behind HAProxy).\n"
          f"Its authority:  {cluster.ca}\n"
          f"Sign in as 1001 (王敏), 1002 or 1003, password {password}:\n"
          f"    build/dev/onewindow --server {cluster.address} --ca {cluster.ca} --data /tmp/onewindow-window --staff 1001 --counter 3\n"
          f"Database:       {cluster.pair.url()}\n"
          f"Logs:           {cluster.folder}\n"
          "Ctrl+C takes everything down.", flush=True)
    while True:
        signal.pause()


def run(cluster, command):
    environment = {**os.environ, "ONEWINDOW_SERVER": cluster.address, "ONEWINDOW_CA": str(cluster.ca), "ONEWINDOW_POSTGRES": cluster.pair.url()}
    return subprocess.run(command, env=environment, check=False).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=SOURCE / "build/dev", help="folder with onewindow-server")
    parser.add_argument("--servers", type=int, default=3)
    parser.add_argument("--run", nargs=argparse.REMAINDER, metavar="COMMAND", help="run this against the cluster, then take it down")
    options = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(0 if number == signal.SIGINT else 128 + number))
    folder = Path(tempfile.mkdtemp(prefix="onewindow-cluster-"))
    folder.chmod(0o755)
    cluster = Cluster(options.build.resolve(), folder, options.servers)
    try:
        cluster.create().start()
        if options.run:
            code = run(cluster, options.run)
        else:
            until_interrupted(cluster, json.loads((SOURCE / "resources/demo/610116.json").read_text(encoding="utf-8"))["password"])
        cluster.stop()
        return code
    except (Failure, OSError, subprocess.SubprocessError) as problem:
        print(f"cluster: {problem}", file=sys.stderr)
        return 1
    finally:
        cluster.remove()


if __name__ == "__main__":
    sys.exit(main())
