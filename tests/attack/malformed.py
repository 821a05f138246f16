# SPDX-License-Identifier: GPL-3.0-or-later
"""What is not HTTP, too much of it, too slow, or readable in two ways."""
import select
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from device import new_id
from wire import Line, Wire, all_replies, ask, request

ATTACKER = "127.0.0.66"
MIB = 1 << 20


def huge_bodies(house):
    """A body of 1 GB, announced or in chunks, wherever a body is taken: refused after little of it, whoever sends it."""
    clerk = house.people["1001"]
    block = b"x" * MIB
    amount = 1 << 30
    cases = [("POST", "/v1/sign-in", {}), ("PUT", "/v1/blobs/sha256:" + "0" * 64, {"Authorization": f"Bearer {clerk.token}"}),
             ("POST", f"/v1/streams/{clerk.stream}/operations", {"Authorization": f"Bearer {clerk.token}"}), ("POST", "/v1/public/ratings/x", {}),
             ("GET", "/v1/hello", {}), ("POST", "/nothing/here", {})]
    for method, path, fields in cases:
        for chunked in (False, True):
            framing = {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(amount)}
            with Wire(house.port, ATTACKER) as wire:
                head = "\r\n".join([f"{method} {path} HTTP/1.1", "Host: centre", *(f"{n}: {v}" for n, v in {**fields, **framing}.items())])
                wire.send(head.encode() + b"\r\n\r\n")
                wire.socket.settimeout(3)
                sent = 0
                while sent < amount:
                    piece = b"%x\r\n%s\r\n" % (MIB, block) if chunked else block
                    went = wire.send(piece)
                    sent += went
                    if went < len(piece):
                        break
                reply = wire.receive()
                yield f"{method} {path} {'chunked' if chunked else 'announced'} 1 GB", reply.status in (413, 0) and sent < 32 * MIB, f"{reply}, {sent >> 20} MiB sent", {"request.body-too-large"}


def chunk_tricks(house):
    """Chunks that never end, whose size is no number, or whose extensions and trailers are endless."""
    clerk = house.people["1001"]
    head = f"POST /v1/streams/{clerk.stream}/operations HTTP/1.1\r\nHost: centre\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    cases = {"a size beyond all numbers": b"FFFFFFFFFFFFFFFFF\r\nx", "the largest size": b"FFFFFFFFFFFFFFFF\r\nx", "a negative size": b"-1\r\nx", "a size in hexadecimal with 0x": b"0x10\r\n" + b"x" * 16,
             "a size with a plus": b"+5\r\nhello\r\n0\r\n\r\n", "an underscore in the size": b"1_0\r\n" + b"x" * 16, "an empty size": b"\r\nhello\r\n0\r\n\r\n", "no line end behind a chunk": b"5\r\nhelloX0\r\n\r\n",
             "a bare line feed": b"5\nhello\n0\n\n", "an endless extension": b"5;" + b"x" * 300_000, "an endless trailer": b"0\r\n" + b"a: b\r\n" * 60_000}
    if not house.full:  # these are waited for until the deadline of a transfer
        cases = {name: body for name, body in cases.items() if "0x" not in name and "bare" not in name}
    with ThreadPoolExecutor(len(cases)) as crowd:  # some are waited for until the deadline of a transfer
        for name, reply in zip(cases, crowd.map(lambda body: ask(house.port, head + body, ATTACKER), cases.values())):
            yield f"chunks: {name}", reply.status in (400, 408, 413, 431), reply, None
    crumbs = b"".join(b"1\r\nx\r\n" for _ in range(2_000_000 if house.full else 1_200_000))
    reply = ask(house.port, head + crumbs, ATTACKER)
    yield "chunks of one byte, without end", reply.status in (413, 0), reply, None


def endless_headers(house):
    """A header line, or a number of them, without end; a target as long as a book."""
    cases = {"one line of 64 MB": (b"GET /healthz HTTP/1.1\r\nHost: centre\r\nX: ", b"x" * MIB, 64, 431), "a million lines": (b"GET /healthz HTTP/1.1\r\nHost: centre\r\n", b"a: b\r\n" * 170_000, 6, 431),
             "a target of 64 MB": (b"GET /", b"x" * MIB, 64, 414), "a method of 64 MB": (b"", b"X" * MIB, 64, 400)}
    for name, (head, block, times, status) in cases.items():
        with Wire(house.port, ATTACKER) as wire:
            wire.socket.settimeout(3)
            sent = wire.send(head)
            for _ in range(times):
                went = wire.send(block)
                sent += went
                if went < len(block):
                    break
            reply = wire.receive()
            yield f"header: {name}", reply.status in (status, 400, 414, 431, 0) and sent < 16 * MIB, f"{reply}, {sent >> 20} MiB sent", None


def smuggling(house):
    """Framing that this server and a proxy before it could read in two ways: one answer, and the connection is closed."""
    inner = b"GET /healthz HTTP/1.1\r\nHost: centre\r\n\r\n"

    def post(*fields, body=b"0\r\n\r\n", version=b"HTTP/1.1"):
        return b"POST /v1/sign-in " + version + b"\r\nHost: centre\r\n" + b"".join(field + b"\r\n" for field in fields) + b"\r\n" + body + inner

    chunked, length = b"Transfer-Encoding: chunked", b"Content-Length: 5"
    cases = {
        "CL.TE": post(length, chunked), "TE.CL": post(chunked, length), "two lengths": post(length, b"Content-Length: 6", body=b"hello"), "the same length twice": post(length, length, body=b"hello"),
        "a list of lengths": post(b"Content-Length: 5, 5", body=b"hello"), "a signed length": post(b"Content-Length: +5", body=b"hello"), "a negative length": post(b"Content-Length: -5", body=b"hello"),
        "a length in hexadecimal": post(b"Content-Length: 0x5", body=b"hello"), "a length beyond 64 bits": post(b"Content-Length: 18446744073709551621", body=b"hello"), "a length with a space in it": post(b"Content-Length: 5 5", body=b"hello"),
        "chunked twice": post(chunked, chunked), "a coding unknown": post(b"Transfer-Encoding: xchunked"), "chunked and identity": post(b"Transfer-Encoding: chunked, identity"), "identity and chunked": post(b"Transfer-Encoding: identity, chunked"),
        "gzip and chunked": post(b"Transfer-Encoding: gzip, chunked"), "a tab before chunked": post(b"Transfer-Encoding:\x0bchunked"), "chunked in quotes": post(b'Transfer-Encoding: "chunked"'), "a space before the colon": post(b"Transfer-Encoding : chunked"),
        "a length with a space before the colon": post(b"Content-Length : 5", body=b"hello"), "a folded line": post(b"Transfer-Encoding:\r\n chunked"), "a folded line in the middle": post(b"X: y\r\n Content-Length: 5", body=b"hello"),
        "chunked with HTTP/1.0": post(chunked, version=b"HTTP/1.0"), "a carriage return alone": post(b"X: y\rContent-Length: 5", body=b"hello"), "a NUL in a field": post(b"X: a\0b", length, body=b"hello"), "a NUL in a name": post(b"Content\0-Length: 5", body=b"hello"),
        "a name of another alphabet": post("Cöntent-Length: 5".encode(), body=b"hello"), "no Host": b"GET /healthz HTTP/1.1\r\n\r\n" + inner, "two Hosts": b"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + inner,
        "a space before the first field": b"GET /healthz HTTP/1.1\r\n Host: centre\r\n\r\n" + inner, "HTTP/2 in clear": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + inner, "HTTP/0.9": b"GET /healthz\r\n\r\n" + inner,
        "a version of its own": b"GET /healthz HTTP/1.2.3\r\nHost: centre\r\n\r\n" + inner, "two spaces": b"GET  /healthz HTTP/1.1\r\nHost: centre\r\n\r\n" + inner, "an answer instead of a question": b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" + inner,
    }
    for name, data in cases.items():
        replies = all_replies(house.port, data, ATTACKER, patience=4)
        good = len(replies) <= 1 and all(reply.status in (400, 411, 414, 431, 501, 505) for reply in replies)
        yield f"smuggling: {name}", good, replies, None


def bad_encodings(house):
    """Paths, queries and bodies that are no text, or another text when somebody decodes them once more."""
    clerk = house.people["1001"]
    paths = {"an overlong slash": ("/v1/documents/%c0%af..%c0%afetc", {400, 404}), "an overlong NUL": ("/v1/documents/%c0%80", {400, 404}), "NUL": ("/v1/documents/%00", {400}), "NUL behind a good id": (f"/v1/documents/{new_id()}%00.json", {400}),
             "half a triplet": ("/v1/documents/%4", {400}), "no hexadecimal": ("/v1/documents/%zz", {400}), "a bare per cent": ("/v1/documents/100%", {400}), "encoded twice": ("/v1/documents/%252e%252e", {404}),
             "dots": ("/v1/../../../etc/passwd", {404}), "encoded dots": ("/v1/%2e%2e/%2e%2e/etc/passwd", {404}), "a back slash": ("/v1\\hello", {400, 404}), "two slashes": ("//v1//documents//x", {404}), "another host": ("http://evil.example/v1/hello", {200, 401, 400, 404}),
             "a fragment": ("/v1/hello#x", {400}), "a new line": ("/v1/hello%0d%0aSet-Cookie:%20a=b", {404}), "a lone surrogate": ("/v1/documents/%ed%a0%80", {404}), "beyond Unicode": ("/v1/documents/%f4%90%80%80", {404}), "an empty segment": ("/v1/documents/", {404}),
             "a search for NUL": ("/v1/search?q=%00", {400}), "a search for no text": ("/v1/search?q=%C0%AF%ff", {200, 400}), "a number that is none": ("/v1/attention?before=abc&limit=-99999999999999999999", {200, 403})}
    for name, (path, statuses) in paths.items():
        reply = clerk.ask("GET", path)
        yield f"path: {name}", reply.status in statuses and b"root:" not in reply.body, reply, None
    reply = ask(house.port, b"GET /v1/\xe5\xbc\xa0 HTTP/1.1\r\nHost: centre\r\n\r\n", ATTACKER)
    yield "path: raw bytes", reply.status == 400, reply, None
    bodies = {"no JSON": b"\xff\xfe\x00", "overlong UTF-8": b'{"user":"\xc0\xaf","password":"x","device":"d"}', "a lone surrogate": b'{"user":"\\ud800","password":"\\udfff","device":"d"}', "NUL": b'{"user":"1001\\u0000","password":"a\\u0000b","device":"d"}',
              "cut off": b'{"user":"1001","password":', "a million brackets": b"[" * 60_000, "nested objects": b'{"a":' * 9_000 + b"1" + b"}" * 9_000, "a number beyond all": b'{"user":1e99999,"password":-1e99999,"device":9e999}',
              "everything twice": b'{"user":"1001","user":"1501","password":"x","password":"y","device":"d","device":"e"}', "another type": b'{"user":["1001"],"password":{"a":1},"device":null}', "a byte order mark": b'\xef\xbb\xbf{"user":"1001","password":"x","device":"d"}',
              "an empty body": b"", "UTF-16": '{"user":"1001"}'.encode("utf-16")}
    for path in ("/v1/sign-in", "/v1/sign-in:renew", "/v1/devices:enroll", f"/v1/streams/{clerk.stream}/operations", "/v1/changes", "/v1/blobs:have", "/v1/number-leases", f"/v1/streams/{clerk.stream}:reconcile"):
        for name, body in bodies.items():
            reply = clerk.ask("POST", path, body, token="" if path in ("/v1/sign-in", "/v1/sign-in:renew", "/v1/devices:enroll") else None)
            yield f"body: {name} to {path.split('/')[2]}", 400 <= reply.status < 500, reply, None


def compressed_bombs(house):
    """A small body that says it is a large one: nothing is unpacked that nobody asked for."""
    import gzip
    import zlib
    clerk = house.people["1001"]
    packed = {"gzip": gzip.compress(b"0" * (64 * MIB)), "deflate": zlib.compress(b"0" * (64 * MIB)), "zstd": bytes.fromhex("28b52ffda0000000f8") + b"\x02\0\0x" * 100, "br": b"\x81" * 1000, "gzip, gzip": gzip.compress(gzip.compress(b"0" * MIB)), "x-gzip": gzip.compress(b"0" * MIB)}
    for coding, body in packed.items():
        for path in ("/v1/sign-in", "/v1/changes", f"/v1/streams/{clerk.stream}/operations"):
            reply = clerk.ask("POST", path, body, {"Content-Encoding": coding})
            yield f"a bomb in {coding} to {path.split('/')[2]}", reply.status in (413, 415), reply, None


def pipelining(house):
    """Thousands of requests at once on a connection, with and without anybody who reads the answers."""
    many = 3000
    replies = all_replies(house.port, request("GET", "/livez") * many, "127.0.0.67", most=many)
    good = len(replies) == many and {reply.status for reply in replies} <= {200, 429}
    yield f"{many} requests at once are answered in order or put off", good, f"{len(replies)} answers, {sum(reply.status == 429 for reply in replies)} × 429", {"request.too-many"}
    wires = [Wire(house.port, "127.0.0.68") for _ in range(50)]
    big = house.people["1001"].text("POST", "/v1/changes", {"proto": 4, "schema": 1, "max_bytes": 4 << 20, "wait": 0, "scopes": [{"s": "ref", "since": ""}]})
    for wire in wires:
        wire.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        wire.socket.settimeout(0.2)
        wire.send(big * 20)
    alive = house.is_alive()
    for wire in wires:
        wire.close()
    yield "fifty who ask and never read", alive, "alive" if alive else "dead", None


def methods(house):
    """A method a path does not offer: 405 with the list of those it does."""
    clerk = house.people["1001"]
    for route in house.routes():
        path = route.split(" ")[1]
        for old in ("{stream}", "{scope}", "{lease}", "{id}", "{operation}", "{sha256}", "{channel}", "{code}", "{token}", "{device}", "{applicant}", "{number}"):
            path = path.replace(old, "x")
        for method in ("DELETE", "TRACE", "BREW"):
            reply = clerk.ask(method, path)
            yield f"{method} {path}", reply.status == 405 and route.split(" ")[0] in reply.headers.get("allow", ""), f"{reply} Allow: {reply.headers.get('allow')}", None
    for method, target in (("CONNECT", "evil.example:443"), ("OPTIONS", "*")):
        reply = clerk.ask(method, target)
        yield f"{method} {target}", reply.status in (400, 404, 405), reply, None


def slow_loris(house):
    """Five hundred who send a byte of a header now and then: all are let go at the deadline of a header, however busy they keep."""
    wires = [Wire(house.port, "127.0.0.69") for _ in range(500)]
    begun = time.monotonic()
    for wire in wires:
        wire.socket.setblocking(False)
        wire.socket.send(b"GET /v1/hello HTTP/1.1\r\nHost: centre\r\nX-A: ")
    closed, worst = set(), 0.0
    while len(closed) < len(wires) and time.monotonic() - begun < 15:
        for index, wire in enumerate(wires):
            if index in closed:
                continue
            try:
                wire.socket.send(b"x")
                if not wire.socket.recv(4096):
                    closed.add(index)
            except BlockingIOError:
                pass
            except OSError:
                closed.add(index)
        worst = time.monotonic() - begun
        time.sleep(0.25)  # the drip
    for wire in wires:
        wire.close()
    yield "500 slow headers are ended at their deadline", len(closed) == 500, f"{len(closed)} ended within {worst:.1f} s", {"request.too-slow"}


def floods(house):
    """More connections, and more requests, than one address or one device may have."""
    wires = []
    turned_away = 0
    for _ in range(1100):
        try:
            wires.append(Wire(house.port, "127.0.0.70", patience=2))
        except OSError:
            turned_away += 1
    others = Line(house.port, "127.0.0.71").ask(request("GET", "/livez"))
    for wire in wires[-120:]:
        reply = wire.receive() if wire.socket.fileno() >= 0 and _readable(wire) else None
        turned_away += reply is not None and reply.status in (0, 503)
    for wire in wires:
        wire.close()
    yield "1,100 connections of one address: 100 are turned away, others come in", 90 <= turned_away <= 110 and others.status == 200, f"{turned_away} turned away", {"server.full"}
    statuses = {}

    def flood(source, device=None):
        line = Line(house.port, source)
        for _ in range(1500 if device is None else 1000):
            reply = device.line.ask(device.text("GET", "/v1/hello")) if device else line.ask(request("GET", "/livez"))
            statuses[reply.status] = statuses.get(reply.status, 0) + 1
            if reply.status == 429 and int(reply.headers.get("retry-after", 0)) < 1:
                statuses["429 without Retry-After"] = 1
    threads = [threading.Thread(target=flood, args=("127.0.0.72",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    yield "6,000 requests of one address: put off with Retry-After", statuses.get(429, 0) > 500 and set(statuses) == {200, 429}, statuses, {"request.too-many"}
    statuses.clear()
    flooding = house.enrolled("1002", source="127.0.0.73")
    flood("127.0.0.73", flooding)
    yield "1,000 requests of one device: put off with Retry-After", statuses.get(429, 0) > 50 and set(statuses) == {200, 429}, statuses, {"request.too-many"}


def _readable(wire):
    poll = select.poll()
    poll.register(wire.socket, select.POLLIN)
    return bool(poll.poll(0))


def long_header_values(house):
    """Fields a server may take at their word: none lets anybody be somebody else, or write into the log."""
    clerk = house.people["1001"]
    for name, value in (("X-Forwarded-For", "10.0.0.1"), ("X-Real-IP", "10.0.0.1"), ("Forwarded", "for=10.0.0.1"), ("X-Original-URL", "/v1/erasures"), ("X-HTTP-Method-Override", "DELETE"), ("X-Request-Id", '"}\\n{"kind":"forged"'), ("Last-Event-ID", "x=" * 4000),
                        ("Range", "bytes=" + ",".join(f"{i}-" for i in range(3000))), ("Accept-Encoding", "gzip;q=" * 2000), ("User-Agent", "'; DROP TABLE journal; --"), ("Cookie", "a=b; " * 2000), ("Upgrade", "websocket")):
        reply = clerk.ask("GET", "/v1/hello", headers={name: value})
        yield f"field {name}", reply.status in (200, 431), reply, None


ATTACKS = (huge_bodies, chunk_tricks, endless_headers, smuggling, bad_encodings, compressed_bombs, pipelining, methods, floods, long_header_values, slow_loris)
