#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The certificate of a real server is renewed under it: by SIGHUP at once, by itself within the interval, never by half a pair;
who is connected stays connected, and nothing older than TLS 1.2 gets in.

    certificate.py --build DIR
"""
import argparse
import hashlib
import http.client
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cluster"))
from programs import Failure, Server, wait_until  # noqa: E402

PATIENCE = 20


def must(so, what):
    if not so:
        raise Failure(what)


def make(folder, name):
    """A certificate and its key."""
    files = folder / f"{name}.crt", folder / f"{name}.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={name}", "-keyout", files[1], "-out", files[0]],
                   check=True, capture_output=True)
    return files


def trusting(version=None):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if version:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = context.maximum_version = version
        context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def shown(port, version=None):
    """Fingerprint of the certificate a new client sees; TLS's version."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as plain, trusting(version).wrap_socket(plain) as line:
        return hashlib.sha256(line.getpeercert(binary_form=True)).hexdigest(), line.version()


def fingerprint(file):
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(file.read_text())).hexdigest()


class Served(Server):
    def start(self):
        self.spawn([self.binary, "serve", "--demo", "--data", self.folder, "--listen", "127.0.0.1:0", "--port-file", self.port_file, *self.options])


def tell(build, folder):
    one, two, three = (make(folder, name) for name in ("one", "two", "three"))
    live = folder / "live.crt", folder / "live.key"

    def install(pair, which=(0, 1)):
        for index in which:
            part = live[index].with_suffix(".part")
            shutil.copy(pair[index], part)
            part.rename(live[index])
    install(one)
    server = Served(build, folder / "centre", "server", options=("--certificate", live[0], "--key", live[1], "--certificate-check", "1"))
    server.start()
    try:
        server.wait_open()
        early = http.client.HTTPSConnection("127.0.0.1", server.port, context=trusting(), timeout=PATIENCE)

        def still_in():
            early.request("GET", "/livez")
            reply = early.getresponse()
            reply.read()
            must(reply.status == 200 and reply.getheader("Strict-Transport-Security"), f"who was in: {reply.status} {reply.headers}")
        still_in()
        must(shown(server.port) == (fingerprint(one[0]), "TLSv1.3"), f"not the first certificate over TLS 1.3: {shown(server.port)}")
        must(shown(server.port, ssl.TLSVersion.TLSv1_2)[1] == "TLSv1.2", "no TLS 1.2")
        for old in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
            try:
                must(not shown(server.port, old), f"{old} got in")
            except (ssl.SSLError, OSError):
                pass
        install(two, which=(0,))  # the key is still to come: by itself the server looks, and keeps what it has
        wait_until(lambda: "The certificate in force is kept" in server.last_words(200), "half a pair is noticed", PATIENCE)
        must(shown(server.port)[0] == fingerprint(one[0]), "half a pair was used")
        install(two)
        wait_until(lambda: shown(server.port)[0] == fingerprint(two[0]), "a renewed certificate is noticed", PATIENCE)
        still_in()
        install(three)
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: shown(server.port)[0] == fingerprint(three[0]), "SIGHUP has it read", PATIENCE)
        still_in()
        must(server.runs, "the server ended")
        print("three certificates, one process, one connection all the while")
    finally:
        server.kill()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--build", type=Path, required=True)
    options = arguments.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="onewindow-certificate-"))
    try:
        tell(options.build.resolve(), folder)
        return 0
    except (Failure, OSError) as problem:
        print(f"FAILED: {problem!r}")
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
