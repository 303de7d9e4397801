"""A process that stands in for one of ours: answers /health/ready, tells its environment, dies when asked to.

python standin.py [seconds until it becomes ready, or "never", or "fail"]
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

READY_AFTER = sys.argv[1] if len(sys.argv) > 1 else "0"
BORN = time.monotonic()


class Answers(BaseHTTPRequestHandler):
    """Three paths; everything else is readiness."""

    def do_GET(self) -> None:
        if self.path == "/die":
            threading.Thread(target=os._exit, args=(3,)).start()
            return
        if self.path == "/environment":
            body = {key: value for key, value in os.environ.items() if key.startswith("JIAYUAN_")}
            self._answer(200, json.dumps(body))
            return
        ready = READY_AFTER != "never" and time.monotonic() - BORN >= float(READY_AFTER)
        self._answer(200 if ready else 503, "{}")

    def _answer(self, status: int, body: str) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())


if __name__ == "__main__":
    if READY_AFTER == "fail":
        sys.exit("the stand-in fails, as it was asked to")
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["JIAYUAN_PORT"])), Answers).serve_forever()
