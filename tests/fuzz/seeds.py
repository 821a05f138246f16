#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the first inputs of the fuzz targets anew from what the repository has: the messages of tests/exchange/fixtures, the catalogue, the
templates of papers, the routes. Inputs that were found stay; so do those fuzz_operation makes of a centre's life (ONEWINDOW_SEEDS=folder)."""
import json
import pathlib
import re
import struct

here = pathlib.Path(__file__).resolve().parent
root = here.parent.parent
corpus = here / "corpus"


def lay(target, name, content):
    folder = corpus / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"seed-{name}").write_bytes(content if isinstance(content, bytes) else content.encode())


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def wire():
    fixtures = root / "tests/exchange/fixtures/v4"
    order = ["push", "push-answer", "changes-request", "sign-in-request", "sign-in-answer", "renew-request", "hello", "number-lease-request", "number-lease", "number-lease-return",
             "document", "reconcile-request", "reconcile-answer", "digest", "digest-bucket", "enrol-request", "enrol-answer", "key-rotation", "enrolment-code-request", "enrolment-code",
             "attention", "attention-closing", "erasures", "found"]
    for which, name in enumerate(order):
        lay("wire", name, bytes([which]) + (fixtures / f"{name}.json").read_bytes())
    lay("wire", "blobs-asked", b"\x18" + compact({"sha256": ["0" * 64], "lacking": []}).encode())
    lay("wire", "blobs-told", b"\x18" + compact({"blobs": [{"sha256": "0" * 64, "state": "wanted", "offset": 5}], "wanted": ["sha256:" + "1" * 64]}).encode())
    lay("wire", "problem", b"\x1a" + (fixtures / "problem.json").read_bytes())
    lay("wire", "cut", b"\x1a" + r'{"a":{"b":[1,-2.5e+3,null,true,"\u00e4\"\\\/\b\f\n\r\t"]},"":{}}'.encode())
    lay("wire", "proof", b"\x19v1.1795322259000." + b"n" * 22 + b"." + b"A" * 86)
    lay("changes", "page", b"\x07" + (fixtures / "changes.ndjson").read_bytes())
    lay("changes", "scopes", b"\x01" + b'{"t":"scopes","set":32,"add":["d/610116"],"drop":["d/610113"]}\n{"t":"wanted","blobs":["sha256:00"]}\n')
    lay("changes", "problem", b"\x02" + b'{"t":"scope","s":"ref","head":9}\n{"t":"end","s":"ref","problem":{"type":"urn:onewindow:problem:sync.ahead","code":"sync.ahead","title":"x"},"count":0,"crc":"00000000"}\n')
    lay("changes", "page-as-it-is", b"\x03" + (fixtures / "changes.ndjson").read_bytes())


def rules():
    seen = set()

    def collect(value):
        if isinstance(value, dict):
            if "when" in value and value["when"] is not None:
                seen.add(compact(value["when"]))
            for member in value.values():
                collect(member)
        elif isinstance(value, list):
            for member in value:
                collect(member)

    catalogue = json.loads((root / "resources/catalogue/610116.json").read_text())
    collect(catalogue)
    data = {"applicant": {"kind": "natural"}, "agent": {"present": True}, "food": {"subject": "restaurant"}, "a": [1, 2, {"b": "x"}], "n": 3}
    for n, rule in enumerate(sorted(seen, key=len)[:24]):
        lay("jsonlogic", f"catalogue-{n}", compact({"rule": json.loads(rule), "data": data}))
    examples = [{"map": [{"var": "a"}, {"*": [{"var": ""}, 2]}]}, {"reduce": [{"var": "a"}, {"+": [{"var": "current"}, {"var": "accumulator"}]}, 0]}, {"filter": [{"var": "a"}, {">": [{"var": ""}, 1]}]},
                {"missing_some": [1, ["a", "b", "n"]]}, {"substr": ["jsonlogic", -5, -2]}, {"cat": ["I love ", {"var": "food.subject"}]}, {"in": ["a", "abc"]}, {"merge": [[1], [2, [3]]]},
                {"if": [{"<": [{"var": "n"}, 0]}, "x", {"<=": [1, {"var": "n"}, 9]}, "y", "z"]}, {"all": [{"var": "a"}, {"!!": {"var": ""}}]}, {"some": [[], True]}, {"none": [[1], False]},
                {"%": [101, 2]}, {"/": [1, 0]}, {"-": ["0x10"]}, {"max": [1, "3", 2]}, {"===": [1, "1"]}, {"!=": [None, 0]}, {"log": "x"}, {"or": [0, {"and": [1, ""]}]}, {"var": ["a.2.b", "none"]}]
    for n, rule in enumerate(examples):
        lay("jsonlogic", f"operator-{n}", compact({"rule": rule, "data": data}))
    items = sorted(catalogue["items"], key=lambda item: len(compact(item)))
    region = json.loads((root / "resources/catalogue/610116-region.json").read_text())
    calendar = [json.loads((root / "resources/calendars/2026.json").read_text())]
    for n, item in enumerate(items[:6] + items[len(items) // 2:len(items) // 2 + 2]):
        answers = {situation["id"]: (situation.get("options") or [{"value": True}])[0].get("value", True) for situation in item.get("situations", [])}
        asked = {"items": [item], "answers": answers, "fields": {field["key"]: "610116199003070014" for field in item.get("form", [])}}
        if n == 0:
            asked |= {"region": region.get("region", {}), "calendar": calendar}
        if n < len(region.get("handling", [])):
            asked["handling"] = region["handling"][n]
        lay("catalogue", f"item-{n}", compact(asked))


def papers():
    content = {"title": "收件凭证", "case": {"number": "610116-2026-0000001-X"}, "applicant": {"name": "张三", "idNumber": "6101161990********"}, "materials": [{"n": 1, "name": "申请表", "state": {"received": True}}],
               "hall": {"name": "长安区政务服务中心", "phone": "029-85290000"}, "day": {"text": "2026年11月20日"}, "reprint": False, "rows": [{"label": "a", "value": "<b>x</b>"}], "grid": {"rows": [{"label": "a", "value": 1}]}}
    for template in sorted((root / "resources/templates").glob("*.html")):
        names = {}
        text = template.read_text() + "".join((root / "resources/templates/parts" / f"{part}.html").read_text() for part in re.findall(r"\{\{>\s*([A-Za-z0-9-]+)", template.read_text()))
        for name in re.findall(r"\{\{[#^]?\s*([A-Za-z0-9.]+)\s*\}\}", text):
            names.setdefault(name.split(".")[0], "<i>值</i>" if len(names) % 3 else [{"text": "值", "name": "\"'&"}])
        lay("template", template.stem, compact({"template": template.stem, "content": content | names}))
    lay("template", "own", compact({"text": "<p>{{a}}{{#b}}{{c}}{{> part}}{{/b}}{{^d}}x{{/d}}</p>{{! note }}", "part": "<i>{{c}}</i>", "content": {"a": "<", "b": [{"c": 1}, {"c": "x"}]}}))
    lay("template", "own-broken", compact({"text": "{{#a}}{{/b}}{{", "part": "{{> part}}", "content": {"a": True}}))
    lay("template", "own-delimiters", compact({"text": "{{=<% %>=}}<% a %>{{{b}}}{{&b}}", "part": "", "content": {"b": "<"}}))


def frames():
    def frame(status, content):
        body = struct.pack(">H", 4 + len(content)) + bytes([0, 0, status]) + content
        check = 0
        for byte in body:
            check ^= byte
        return b"\xaa\xaa\xaa\x96\x69" + body + bytes([check])

    def text(name, sex, group, birth, address, number, authority, start, end, tail=""):
        fields = [(name, 15), (sex, 1), (group, 2), (birth, 8), (address, 35), (number, 18), (authority, 15), (start, 8), (end, 8), (tail, 18)]
        return "".join(value.ljust(size)[:size] for value, size in fields).encode("utf-16-le")

    citizen = text("张三", "1", "01", "19900307", "陕西省西安市长安区韦曲街道示例路1号", "610116199003070014", "西安市公安局长安分局", "20200101", "20400101")
    resident = text("陈大文", "1", "  ", "19900307", "陕西省西安市长安区", "810000199003071237", "西安市公安局", "20200101", "20250101", "H12345678".ljust(9) + "01".ljust(5) + "J   ")
    for name, record in [("citizen", citizen), ("resident", resident)]:
        lay("cardframe", f"record-{name}", b"\x00" + record)
        lay("cardframe", f"frame-{name}", b"\x10" + frame(0x90, b"\x01\x00\x00\x10" + record + b"\x57" * 16))
    lay("cardframe", "fingerprint", b"\xff" + frame(0x90, b"\x01\x00\x00\x10\x00\x08" + citizen + b"\x57" * 16 + b"\x01" * 8))
    lay("cardframe", "found-and-lost", b"\x03noise" + frame(0x9F, bytes(4)) + b"\xaa\xaa" + frame(0x80, b"") + b"\xaa\xaa\xaa\x96\x69\xff\xff")
    # CBOR of a seal, written by hand: {1: h'16 bytes', 2: number, 3: item, 4: version, 5: place, 6: counter, 7: seconds, 8: outcome, 9: {}, 10: materials, 11: digest, 12: device}
    def tx(value):
        raw = value.encode()
        return (bytes([0x60 + len(raw)]) if len(raw) < 24 else bytes([0x78, len(raw)])) + raw

    seal = (b"\xac\x01\x50" + bytes(range(16)) + b"\x02" + tx("610116-2026-0000001-X") + b"\x03" + tx("food-license") + b"\x04\x01\x05" + tx("place") + b"\x06" + tx("3")
            + b"\x07\x1a\x69\x00\x00\x00" + b"\x08" + tx("accept") + b"\x09\xa1" + tx("food.subject") + tx("restaurant") + b"\x0a" + tx("idcardr leaset") + b"\x0b\x4c" + bytes(12) + b"\x0c\x50" + bytes(range(16, 32)))
    lay("seal", "cbor", b"\x00" + seal)
    lay("seal", "scanned", b"\x00OW1:oWFhYWI." + b"A" * 86)
    lay("seal", "newer", b"\x01OW7:oWFhYWI." + b"A" * 86)
    lay("seal", "link", b"\x00https://zwfw.example.cn/610116/q?c=1")


def requests():
    lines = {"get": "GET /v1/hello?x=a%20b HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nAccept-Encoding: zstd;q=0.5, gzip\r\n\r\n",
             "post": "POST /v1/changes HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello",
             "chunked": "PUT /v1/blobs/00 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTrailer: x\r\n\r\n5;a=b\r\nhello\r\n0\r\nx: y\r\n\r\n",
             "two-lengths": "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
             "length-and-coding": "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "absolute": "GET http://a/v1/hello HTTP/1.1\r\nHost: a\r\nRange: bytes=1-5\r\nCookie: a=b\r\nCookie: c=d\r\n\r\n",
             "old": "GET / HTTP/1.0\r\n\r\n", "folded": "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", "star": "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
             "pipelined": "GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n", "encoded": "GET /%2e%2e/%00?a=+%2B HTTP/1.1\r\nHost: a\r\nRange: bytes=-5\r\n\r\n"}
    for name, text in lines.items():
        lay("http", name, b"\x03\xff" + text.encode())
    paths = {}
    for path, methods in re.findall(r"^  (/\S+):\n((?:    .*\n|\n)+)", (root / "docs/openapi.yaml").read_text(), re.M):
        paths[path] = re.findall(r"^    (get|put|post|patch|delete|head):", methods, re.M)
    fixtures = root / "tests/exchange/fixtures/v4"
    known = {"changes": "changes-request", "operations": "push", "number-leases": "number-lease-request", "reconcile": "reconcile-request", "enrol": "enrol-request", "keys": "key-rotation", "codes": "enrolment-code-request", "close": "attention-closing"}
    who = ["1001", "1401", "1501", "1003", ""]
    n = 0
    for path, methods in sorted(paths.items()):
        for method in methods:
            body = next((json.loads((fixtures / f"{message}.json").read_text()) for word, message in known.items() if word in path), {})
            filled = path.replace("{stream}", "{stream}").replace("{scope}", "d%2F610116").replace("{sha256}", "0" * 64)
            filled = re.sub(r"\{(?!stream|device)[a-zA-Z]+\}", f"#{n % 90}", filled)
            asked = {"as": who[n % len(who)], "method": method.upper(), "path": filled, "query": "q=%E5%BC%A0&limit=5&after=0&schema=5", "headers": {"accept-encoding": "gzip"}}
            if method != "get":
                asked["body"] = body
            lay("router", f"{n:02}-{method}", compact(asked))
            n += 1


def documents():
    # Written by the program itself: tests/exchange/fixtures has no documents. Small examples, one a kind.
    deal = {"startedAt": "2026-11-03T01:12:44.120Z", "pauses": [{"from": "2026-11-04T01:00:00.000Z", "to": "2026-11-05T01:00:00.000Z", "reason": "hearing"}], "extensions": [{"at": "2026-11-05T01:00:00.000Z", "days": 5}]}
    examples = {0: {"item": {"id": "food-license", "version": 1}, "number": "610116-2026-0000001-X", "state": "accepted", "applicant": {"kind": "natural", "name": "张三"}, "answers": {}, "materials": [{"key": "form", "mark": "received"}], "receivedAt": "2026-11-03T01:12:44.120Z"},
                1: {"case": "x", "key": "lead", "department": "市场监督管理局", "state": "open", "clock": deal}, 2: {"source": "12345", "state": "open", "text": "x", "steps": []},
                3: {"kind": "natural", "name": "张三", "numbers": [{"kind": "citizen-id", "number": "610116199003070014"}]}, 4: {"number": "x", "name": "食品经营许可证", "state": "valid", "holder": {}}, 5: {"channel": "sms", "state": "waiting", "kind": "message"},
                6: {"score": 5, "case": "x"}, 7: {"number": "1001", "name": "王敏", "roles": ["clerk"], "place": "x"}, 9: {"from": "a", "to": "b"}, 10: deal, 11: {"opens": "09:00", "closes": "17:00", "lunch": {"from": "12:00", "to": "13:00"}},
                12: {"sha256": "0" * 64, "name": "a.pdf", "size": 5, "type": "application/pdf"}, 13: {"date": "2026-11-20", "time": "17:00:00"}}
    district = json.loads((root / "resources/demo/610116.json").read_text())
    examples[8] = district["place"]
    for kind, example in examples.items():
        lay("documents", f"{kind:02}", bytes([kind]) + compact(example).encode())
    part = {"sha256": "0" * 64, "size": 100, "bytes": 1000}
    lay("snapshot", "manifest", b"\x00\x00" + compact({"scope": "d/610116", "epoch": "e-1", "seq": 9, "schema": 5, "rows": 3, "bytes": 1000, "made_at": "2026-11-03T01:12:44.120Z", "madeAt": "2026-11-03T01:12:44.120Z", "parts": [part],
                                                       "signer": "x", "signature": "A" * 86 + "=="}).encode())
    # One zstd frame of 48 times "x", with its check sum.
    lay("snapshot", "part", b"\x01\x03" + bytes.fromhex("28b52ffd243045000010787801002b000b4c8ca6d7"))


for make in (wire, rules, papers, frames, requests, documents):
    make()
