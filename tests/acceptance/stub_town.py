"""A community as a process of its own, for the kill test: it knows no idempotency key, and loses answers.

`python stub_town.py PORT_FILE SEED MENTIONS SECONDS`: that many mentions by 60 members come within SECONDS. One
post in eight is stored and then not answered; the others are answered a little late."""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

SAID = (
    "在吗",
    "讲个段子",
    "你好呀",
    "今天好累",
    "什么是黑洞",
    "夸夸我",
    "给我家猫起个名字",
    "晚安",
    "哈哈哈",
    "推荐首歌",
)


class Town:
    """What was said by whom, and every post that we ever took."""

    def __init__(self, seed: int, mentions: int, seconds: float) -> None:
        self.lock = threading.Lock()
        self.random = random.Random(seed)
        self.posts: list[dict[str, Any]] = []
        self.began = time.time()
        self.mentions = []
        for n in range(mentions):
            member = self.random.randrange(60)
            self.mentions.append(
                {
                    "id": f"c{n}",
                    "member": f"m{member}",
                    "thread": f"t{member % 45}.{self.random.randrange(4)}",
                    "text": f"@小搭 {self.random.choice(SAID)} {n}",
                    "bot": n % 25 == 7,
                    "at": self.began + n * seconds / mentions,
                }
            )

    def said(self, after: int) -> list[dict[str, Any]]:
        now = time.time()
        return [one for one in self.mentions[after : after + 50] if one["at"] <= now]

    def post(self, given: dict[str, Any]) -> tuple[str, bool, float]:
        """The new post's id, whether its answer is lost, and how late it comes."""
        with self.lock:
            id = f"p{len(self.posts)}"
            self.posts.append({**given, "id": id})
            return id, self.random.random() < 0.125, self.random.uniform(0.0, 0.25)


class Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    town: Town

    def log_message(self, format: str, *args: object) -> None:
        return None

    def _send(self, body: object) -> None:
        raw = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        query = parse_qs(asked.query)
        if asked.path == "/mentions":
            self._send(self.town.said(int(query["after"][0])))
        else:
            with self.town.lock:
                parent = query.get("parent", [""])[0]
                self._send([one for one in self.town.posts if parent in ("", one["parent"])])

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        if not raw:  # whoever asked was killed in the middle of it
            self.close_connection = True
            return
        given = json.loads(raw)
        id, lost, late = self.town.post(given)
        time.sleep(late)
        if lost:
            self.close_connection = True
            return
        try:
            self._send({"id": id})
        except OSError:
            self.close_connection = True  # whoever asked was killed meanwhile


if __name__ == "__main__":
    port_file, seed, mentions, seconds = sys.argv[1:]
    Desk.town = Town(int(seed), int(mentions), float(seconds))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.daemon_threads = True
    Path(port_file).with_suffix(".new").write_text(str(server.server_port))
    Path(port_file).with_suffix(".new").rename(port_file)
    server.serve_forever()
