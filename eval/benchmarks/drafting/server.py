"""A chat-completions endpoint with a fixed latency whose replies are the material it was given.

It speaks the streaming form of the OpenAI protocol on loopback, answers every request after ``latency`` seconds, and
counts nothing but what it is asked: so the wall time of a draft against it is the drafter's own doing.
"""

from __future__ import annotations

import json
import re
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_FIELD = re.compile(r"^\[(?P<field>[a-z_0-9]+)\]", re.MULTILINE)
_LINE = re.compile(r"^- (.+)$", re.MULTILINE)


def reply_to(prompt: str) -> str:
    """The JSON reply of a section prompt: each step's material lines as its text; of a step prompt the lines alone."""
    block = prompt.partition("<素材>")[2] or prompt
    parts = _FIELD.split(block)
    if len(parts) == 1:
        return "。".join(_LINE.findall(block.rpartition("素材：")[2])) + "。"
    fields = {name: "。".join(_LINE.findall(text)) + "。" for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    return json.dumps(fields, ensure_ascii=False)


class Handler(BaseHTTPRequestHandler):
    """Answers POST /v1/chat/completions."""

    protocol_version = "HTTP/1.1"
    latency = 1.0

    def do_POST(self) -> None:
        """Answer one request after the latency."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = reply_to(body["messages"][-1]["content"])
        time.sleep(self.latency)
        usage = {"prompt_tokens": 0, "completion_tokens": len(text), "total_tokens": len(text)}
        chunks = [
            {"choices": [{"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}]},
            {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
            {"choices": [], "usage": usage},
        ]
        head = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": body.get("model", "x")}
        lines = [f"data: {json.dumps({**head, **chunk}, ensure_ascii=False)}\n\n" for chunk in chunks]
        payload = ("".join(lines) + "data: [DONE]\n\n").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the signature of the base class
        """Say nothing."""


def main() -> None:
    """``server.py LATENCY``: prints its port and serves until it is ended."""
    Handler.latency = float(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
