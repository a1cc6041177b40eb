"""A model server that speaks OpenAI's interface and answers by rule; a process of its own, for acceptance tests.

`python stub_model.py PORT [SECONDS]`: SECONDS is how long each answer takes."""

from __future__ import annotations

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def answer(asked: dict[str, Any]) -> str:
    """A JSON object where a schema is asked for, "1" for a pick, else a line that names what was said."""
    said = str(asked["messages"][-1]["content"])
    if asked.get("max_tokens") == 1 or asked.get("max_completion_tokens") == 1:
        return "1"
    wanted = asked.get("response_format") or {}
    if wanted.get("type") == "json_schema":
        return json.dumps(example(wanted["json_schema"]["schema"]), ensure_ascii=False)
    comment = said.split("<comment>")[-1].split("</comment>")[0][:40]
    return f"桩模型听见了：{comment}"


def example(schema: dict[str, Any]) -> Any:
    """The smallest value that follows a schema."""
    kind = schema.get("type")
    if kind == "object":
        return {name: example(inner) for name, inner in schema.get("properties", {}).items()}
    if kind == "array":
        return [f"{example(schema.get('items', {}))}{n}" for n in range(1, schema.get("minItems", 3) + 1)]
    return {"string": "桩", "integer": 1, "number": 1.0, "boolean": True}.get(str(kind), "桩")


class Stub(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seconds = 0.0

    def log_message(self, format: str, *args: object) -> None:
        return None

    def _send(self, body: dict[str, Any]) -> None:
        raw = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def do_GET(self) -> None:
        self._send({"object": "list", "data": [{"id": "stub", "object": "model"}]})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(self.seconds)
        message = {"role": "assistant", "content": answer(asked)}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
        head = {"id": "1", "object": "chat.completion", "created": 0, "model": "stub"}
        self._send({**head, "choices": [choice], "usage": usage})


if __name__ == "__main__":
    Stub.seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Stub).serve_forever()
