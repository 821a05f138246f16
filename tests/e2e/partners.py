# SPDX-License-Identifier: GPL-3.0-or-later
"""A courier or a supervising authority on loopback, as the centre meets it: takes what is posted to it, checks who signed it, gives
waybill numbers, and tells of the way. Its key and address go into the centre's partners.json."""
import hashlib
import hmac
import json
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "a-key-shared-by-two"


def signed(body, seconds):
    mac = hmac.new(KEY.encode(), b"%d." % seconds + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={mac}"


class Partner:
    def __init__(self, channel, clock):
        self.channel, self.clock = channel, clock
        self.taken, self.problems, self.events = {}, [], 0
        partner = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                answer = json.dumps(partner.take(body, self.headers)).encode()
                self.send_response(201)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def settings(self):
        return {"url": f"http://127.0.0.1:{self.server.server_port}/orders", "key": KEY}

    def take(self, body, headers):
        """One thing posted twice is one thing."""
        envelope = json.loads(body)
        seconds = int(headers["OneWindow-Signature"].split(",")[0].removeprefix("t="))
        if headers["OneWindow-Signature"] != signed(body, seconds) or abs(self.clock.now() - seconds) > 300:
            self.problems.append(f"{envelope['id']} is not signed by the centre now")
        if headers["Idempotency-Key"] != envelope["id"]:
            self.problems.append(f"{envelope['id']} is named {headers['Idempotency-Key']} in its header")
        self.taken[envelope["id"]] = envelope
        return {"reference": envelope["id"][:8], "waybill": f"SIM{len(self.taken):010d}"}

    def tell(self, address, delivery, state, text, facts):
        """Tells the centre what became of a delivery; gives the status of its answer."""
        self.events += 1
        body = json.dumps({"event": f"ev-{self.events}", "delivery": delivery, "state": state, "at": self.clock.instant(), "text": text, "facts": facts},
                          ensure_ascii=False).encode()
        request = urllib.request.Request(f"{address}/v1/partners/{self.channel}/events", body,
                                         {"Content-Type": "application/json", "OneWindow-Signature": signed(body, int(self.clock.now()))})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status
        except urllib.error.HTTPError as answer:
            return answer.code
