#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""packaging/ says what the server does: units that leave it little to break, options it knows, proxies whose limits fit its own.

packaging.py SERVER   SERVER: the program onewindow-server, asked for the options it knows.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PACKAGING = pathlib.Path(__file__).resolve().parents[2] / "packaging"
EXPOSURE_MAX = 20  # tenths, of systemd-analyze security
# What a line of a proxy's log may be made of. Anything else might hold a path or a query, and they may be keys or name a person.
HAPROXY_LOGS = {"ci", "HM", "ST", "B", "U", "Ta", "Tr", "Tw", "Tc", "tr", "ts", "b", "s", "f"}
NGINX_LOGS = {"remote_addr", "time_iso8601", "request_method", "status", "body_bytes_sent", "bytes_sent", "request_length", "request_time",
              "upstream_addr", "upstream_status", "upstream_response_time"}


def settings(unit):
    """Name → values, from a unit."""
    found = {}
    for line in unit.read_text(encoding="utf-8").splitlines():
        if "=" in line and not line.startswith(("#", "[")):
            name, value = line.split("=", 1)
            found.setdefault(name, []).append(value)
    return found


def exposed(units):
    for unit in units:
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / unit.name.replace("@.", "@8651.")  # a template is judged as one of its instances
            shutil.copy(unit, copy)
            done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={EXPOSURE_MAX}", copy], capture_output=True, text=True)
        level = re.search(r"Overall exposure level.*: (\S+)", done.stdout)
        print(f"{unit.name}: exposure {level.group(1) if level else '?'}")
        if done.returncode or not level:
            yield f"{unit.name}: exposure is above {EXPOSURE_MAX / 10}: {done.stdout[-200:]}{done.stderr[-200:]}"


def served(units, known):
    for unit in units:
        has = settings(unit)
        command = " ".join(has.get("ExecStart", []))
        for option in re.findall(r"(?<!\w)--[a-z-]+", unit.read_text(encoding="utf-8")):
            if option not in known and option != "--now":  # of systemctl
                yield f"{unit.name}: the server knows no {option}"
        if " serve " in command and not any("-HUP" in reload for reload in has.get("ExecReload", [])):
            yield f"{unit.name}: a renewed certificate can't be read without a restart (ExecReload)"
        if has.get("LimitCORE") != ["0"] or has.get("MemorySwapMax") != ["0"]:
            yield f"{unit.name}: memory may reach a disk"


def one(pattern, text, where):
    found = re.search(pattern, text, re.MULTILINE)
    if not found:
        raise SystemExit(f"{where}: nothing fits {pattern}")
    return found.group(1)


def uncommented(text):
    return [line.strip() for line in text.splitlines() if not line.lstrip().startswith("#")]


def logged_by_haproxy(text):
    """What of its log could tell a path or a query."""
    formats = 0
    for line in uncommented(text):
        if re.match(r"(error-)?log-format(-sd)?\b", line):
            formats += 1
            # "%{+Q}r" and "%[path]" are other spellings of the same.
            for flags, expression, name in re.findall(r"%(\{[^}]*\})?(?:\[([^]]*)\]|([A-Za-z]+))", line):
                if expression or name not in HAPROXY_LOGS:
                    yield f"haproxy logs %{flags}{f'[{expression}]' if expression else name}"
        elif re.match(r"option (httplog|httpslog)\b|(declare )?capture\b|http-(request|response) capture\b|unique-id-format\b", line):
            yield f"haproxy logs by: {line}"
    if formats == 0:
        yield "haproxy logs by a format of its own"


def logged_by_nginx(text):
    """What of its logs could tell a path or a query."""
    lines = uncommented(text)
    formats = {}
    for name, content in re.findall(r"\blog_format\s+(\w+)\s([^;]*);", "\n".join(lines)):
        formats[name] = content
        for variable in re.findall(r"\$\{?(\w+)", content):
            if variable not in NGINX_LOGS:
                yield f"nginx logs ${variable}"
    for line in lines:
        if (access := re.match(r"access_log\s+(\S+?)(?:\s+(\w+).*)?;", line)) and access.group(1) != "off" and access.group(2) not in formats:
            yield f"nginx logs by a format that is not told: {line}"
        if (errors := re.match(r"error_log\s+\S+?(?:\s+(\w+))?;", line)) and errors.group(1) not in ("crit", "alert", "emerg"):
            yield f"nginx quotes requests: {line}"
    # A server without the line has that of the whole nginx, which has whole requests.
    servers = re.split(r"^server \{", "\n".join(lines), flags=re.MULTILINE)[1:]
    for directive in ("access_log", "error_log"):
        if any(not re.search(rf"^{directive}\s", server, re.MULTILINE) for server in servers):
            yield f"nginx: a server without {directive} logs whole requests"


def proxies(limits):
    haproxy = (PACKAGING / "haproxy.cfg").read_text(encoding="utf-8")
    nginx = (PACKAGING / "nginx.conf").read_text(encoding="utf-8")
    checks = {
        "haproxy: more connections than a server takes": int(one(r"default-server maxconn (\d+)", haproxy, "haproxy.cfg")) < limits["connections"],
        "haproxy: connections of an address": int(one(r"sc0_conn_cur gt (\d+)", haproxy, "haproxy.cfg")) == limits["connectionsPerAddress"],
        "haproxy: time for a header": int(one(r"timeout http-request (\d+)s", haproxy, "haproxy.cfg")) == limits["headerSeconds"],
        "haproxy: keeps a connection longer than the server": int(one(r"pool-purge-delay (\d+)s", haproxy, "haproxy.cfg")) * 2 < limits["idleSeconds"],
        "haproxy: believes what a client says of itself": haproxy.index("del-header X-Forwarded-For") > 0 and "option forwardfor" in haproxy,
        "haproxy: too old a TLS": "ssl-min-ver TLSv1.2" in haproxy,
        "nginx: connections of an address": int(one(r"limit_conn onewindow_address (\d+)", nginx, "nginx.conf")) == limits["connectionsPerAddress"],
        "nginx: time for a header": int(one(r"client_header_timeout (\d+)s", nginx, "nginx.conf")) == limits["headerSeconds"],
        "nginx: keeps a connection longer than the server": int(one(r"keepalive_timeout (\d+)s", nginx, "nginx.conf")) < limits["idleSeconds"],
        "nginx: believes what a client says of itself": "proxy_set_header X-Forwarded-For $remote_addr;" in nginx,
        "nginx: too old a TLS": "ssl_protocols TLSv1.2 TLSv1.3;" in nginx,
        "nginx: tells its version": "server_tokens off;" in nginx,
    }
    yield from (f"proxies: {name}" for name, good in checks.items() if not good)
    yield from (f"proxies: {what}" for what in (*logged_by_haproxy(haproxy), *logged_by_nginx(nginx)))
    # A comment for its own folder's certificate apart, HAProxy itself must find nothing wrong.
    with tempfile.TemporaryDirectory() as folder:
        certificate = pathlib.Path(folder) / "centre.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=centre", "-keyout", certificate, "-out", f"{certificate}.crt"], check=True, capture_output=True)
        certificate.write_bytes(certificate.read_bytes() + pathlib.Path(f"{certificate}.crt").read_bytes())
        copy = pathlib.Path(folder) / "haproxy.cfg"
        copy.write_text(re.sub(r"^    (user|group) haproxy\n", "", haproxy.replace("/etc/haproxy/centre.pem", str(certificate)), flags=re.MULTILINE), encoding="utf-8")
        done = subprocess.run(["haproxy", "-c", "-f", copy], capture_output=True, text=True)
        if done.returncode:
            yield f"haproxy.cfg: {done.stderr[-500:]}"


def main():
    known = set(re.findall(r"--[a-z-]+", subprocess.run([sys.argv[1], "--help"], check=True, capture_output=True, text=True).stdout))
    units = sorted(PACKAGING.glob("*.service"))
    limits = json.loads((PACKAGING / "limits.json").read_text(encoding="utf-8"))
    complaints = [*exposed(units), *served(units, known), *proxies(limits)]
    for complaint in complaints:
        print(complaint)
    print(f"{len(units)} units, {len(complaints)} complaints")
    return 1 if complaints or len(units) < 3 else 0


if __name__ == "__main__":
    sys.exit(main())
