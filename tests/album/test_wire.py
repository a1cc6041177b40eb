"""A picture on its way to a model that sees: over HTTP, as any endpoint takes it; one that cannot see is not asked."""

from __future__ import annotations

import base64
import io
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from PIL import Image

from dazi.models.endpoint import Endpoint
from dazi.models.openai import OpenAI
from dazi.models.tiers import Tiers
from dazi.pictures import Given, Glimpse
from dazi.ports import Kit
from dazi.skills.look import looked
from dazi.testing import FakeAlbum, FakeLines, FakeRunner, FakeVoice, context, mention
from dazi.types import Attachment, Context, Draft


class Eyes:
    """A model server that sees: what it was asked, and what it says."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.says = "一只橘猫，拿不准是不是在打哈欠。"
        eyes = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                eyes.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                choice = {
                    "index": 0,
                    "finish_reason": "stop",
                    "message": {"role": "assistant", "content": eyes.says},
                }
                body = json.dumps({"id": "1", "object": "chat.completion", "created": 1, "model": "eyes", "choices": [choice],
                                   "usage": {"prompt_tokens": 9, "completion_tokens": 9, "total_tokens": 18}}).encode()  # fmt: skip
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                return None

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"


@pytest.fixture
def eyes() -> Iterator[Eyes]:
    made = Eyes()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def given() -> Given:
    kept = io.BytesIO()
    Image.new("RGB", (2000, 1000), "orange").save(kept, "PNG")
    return Given(kept.getvalue(), (2000, 1000), "attached", own=True, url="u")


async def ask(tiers: Tiers, about: Context) -> Draft | None:
    album = FakeAlbum(given(), seen=Glimpse((), ("orange",), "bright"))
    return await looked(about, Kit(tiers, FakeLines(), FakeVoice(), FakeRunner(), album=album))


def bringing(text: str) -> Context:
    shown = (Attachment("image", "u"),)
    return replace(context(text), burst=(mention(text, attachments=shown),))


async def test_the_vision_tier_gets_the_picture_with_the_question(eyes: Eyes) -> None:
    seeing = OpenAI(Endpoint("eyes", eyes.url, "eyes", sees=True))
    blind = OpenAI(Endpoint("blind", eyes.url, "blind"))
    tiers = Tiers({"vision": (seeing,), "fast": (blind,)})
    draft = await ask(tiers, bringing("这是什么猫"))
    assert draft is not None and draft.text == eyes.says and draft.source == "model"
    (body,) = eyes.asked
    assert body["model"] == "eyes" and body["max_tokens"] <= 200
    parts = body["messages"][-1]["content"]
    (url,) = [part["image_url"]["url"] for part in parts if part["type"] == "image_url"]
    shown = Image.open(io.BytesIO(base64.b64decode(url.removeprefix("data:image/jpeg;base64,"))))
    assert shown.size == (1024, 512) and any("这是什么猫" in part.get("text", "") for part in parts)
    await tiers.close()


async def test_a_model_that_cannot_see_is_never_sent_a_picture(eyes: Eyes) -> None:
    tiers = Tiers({"fast": (OpenAI(Endpoint("blind", eyes.url, "blind")),)})
    draft = await ask(tiers, bringing("这是什么猫"))
    assert draft is not None and draft.origin == "look.parts" and "橙" in draft.text
    assert not eyes.asked
    await tiers.close()
