"""A stub of an OpenAI-compatible server, a stub hub, and a tiny random model, all on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gguf
import numpy as np
import pytest


@dataclass
class Reply:
    """What a stub answers; `hang` seconds before, `cut` bytes sent before the connection is dropped."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    hang: float = 0.0
    cut: int | None = None


@dataclass
class Stub:
    """A server whose answers are taken from `replies` (the last stays) or made by `make`; `seen` are the requests."""

    url: str = ""
    replies: list[Reply] = field(default_factory=list)
    make: Callable[[str, dict[str, str], Any], Reply] | None = None
    seen: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def answer(self, path: str, headers: dict[str, str], body: Any) -> Reply:
        self.seen.append((path, headers, body))
        if self.make:
            return self.make(path, headers, body)
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def said(text: str | None, **more: Any) -> Reply:
    """A chat completion that says `text`."""
    choice = {"index": 0, "finish_reason": more.pop("finish", "stop"), "logprobs": more.pop("logprobs", None)}
    choice["message"] = {"role": "assistant", "content": text}
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    whole = {"id": "1", "object": "chat.completion", "created": 1, "model": "stub", "choices": [choice]}
    return Reply(body=json.dumps({**whole, "usage": usage, **more}).encode())


def refused(status: int, message: str = "no", **headers: str) -> Reply:
    """An error as OpenAI words it."""
    return Reply(status, json.dumps({"error": {"message": message, "type": "x"}}).encode(), headers)


def form(kind: str, content: bytes) -> dict[str, Any]:
    """A multipart form's fields: text as str, files as bytes."""
    fields: dict[str, Any] = {}
    whole = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + content)
    for part in whole.get_payload():
        value = part.get_payload(decode=True)
        name = part.get_param("name", header="content-disposition")
        fields[name] = value if part.get_filename() else value.decode()
    return fields


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._do(None)

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        kind = self.headers["Content-Type"]
        self._do(form(kind, content) if kind.startswith("multipart/") else json.loads(content))

    def _do(self, body: Any) -> None:
        stub: Stub = self.server.stub  # type: ignore[attr-defined]
        reply = stub.answer(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        if reply.hang:
            stub.released.wait(reply.hang)
        headers = {
            "Content-Type": "application/json",
            "Content-Length": str(len(reply.body)),
            **reply.headers,
        }
        try:
            self.send_response(reply.status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body[: reply.cut])
        except (BrokenPipeError, ConnectionResetError):
            pass
        if reply.cut is not None:
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def stubs() -> Iterator[Callable[..., Stub]]:
    """Makes stub servers: stubs(reply, reply, …) or stubs(make=…)."""
    servers: list[ThreadingHTTPServer] = []

    def start(*replies: Reply, make: Any = None) -> Stub:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
        server.daemon_threads = True
        stub = Stub(f"http://127.0.0.1:{server.server_address[1]}/v1", list(replies), make)
        server.stub = stub  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        servers.append(server)
        return stub

    yield start
    for server in servers:
        server.stub.released.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()


@pytest.fixture
def say() -> SimpleNamespace:
    """How stub answers are written: say.text("hi"), say.no(429), say.raw(b"…")."""
    return SimpleNamespace(
        text=said, no=refused, raw=lambda body, **more: Reply(body=body, **more), Reply=Reply
    )


LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
TEMPLATE = "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}{% if add_generation_prompt %}assistant:{% endif %}"


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random llama of one layer, 300 KB, that says letters and digits: the rows of all other tokens are zero."""
    path = tmp_path_factory.mktemp("tiny") / "tiny.gguf"
    bytes_ = [f"<0x{n:02X}>" for n in range(256)]
    tokens = ["<unk>", "<s>", "</s>", *bytes_, *LETTERS, *'{}":,[] ▁']
    kinds = [2, 3, 3] + [6] * 256 + [1] * (len(tokens) - 259)
    writer = gguf.GGUFWriter(path, "llama")
    for add, value in (
        (writer.add_context_length, 512), (writer.add_embedding_length, 32), (writer.add_block_count, 1),
        (writer.add_feed_forward_length, 64), (writer.add_head_count, 2), (writer.add_head_count_kv, 2),
        (writer.add_rope_dimension_count, 16), (writer.add_vocab_size, len(tokens)),
    ):  # fmt: skip
        add(value)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_chat_template(TEMPLATE)
    _add_tensors(writer, len(tokens))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _add_tensors(writer: gguf.GGUFWriter, vocabulary: int) -> None:
    chance = np.random.default_rng(7)

    def matrix(*shape: int) -> np.ndarray:
        return chance.normal(0, 0.4, shape).astype(np.float32)

    out = matrix(vocabulary, 32)
    out[:259] = out[259 + len(LETTERS) :] = 0
    ones = np.ones(32, np.float32)
    block = {"attn_q": (32, 32), "attn_k": (32, 32), "attn_v": (32, 32), "attn_output": (32, 32)}
    block |= {"ffn_gate": (64, 32), "ffn_up": (64, 32), "ffn_down": (32, 64)}
    writer.add_tensor("token_embd.weight", matrix(vocabulary, 32))
    writer.add_tensor("output_norm.weight", ones)
    writer.add_tensor("output.weight", out)
    writer.add_tensor("blk.0.attn_norm.weight", ones)
    writer.add_tensor("blk.0.ffn_norm.weight", ones)
    for name, shape in block.items():
        writer.add_tensor(f"blk.0.{name}.weight", matrix(*shape))
