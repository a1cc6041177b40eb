import http.server
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from dazi import spans
from dazi.errors import ModelBusy
from dazi.types import Call, Delivery, Member, Mention, Receipt, Usage

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SAID = "这句话谁也不该在监控里看到"
ROWS = ((1, Mention("plaza", "us", "c1", "t1", Member("plaza", "m1"), SAID, NOW)),)
CALL = Call("chat", "fast", "tiny", "提示", (), SAID, Usage(100, 20, 80), 12.0, NOW)


@pytest.fixture
def seen(monkeypatch):
    memory = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(memory))
    monkeypatch.setattr(spans, "_tracer", provider.get_tracer("dazi"))
    return memory


async def test_a_mention_and_its_model_call_are_one_trace_without_words(seen):
    async def answer(rows, delivery, platform, holds):
        spans.called(CALL)
        spans.observe("decide", 0.25)
        return Receipt("posted", "", "p1", "chat")

    delivery = Delivery("lane", (1,), "token", 2, 0.0)
    assert (await spans.mentioned(answer)(ROWS, delivery, None, lambda: True)).posted == "p1"
    call, mention = seen.get_finished_spans()
    assert call.parent.span_id == mention.context.span_id
    assert call.name == "chat tiny" and call.attributes["gen_ai.usage.input_tokens"] == 100
    assert call.end_time - call.start_time == 12_000_000
    assert mention.attributes["dazi.outcome"] == "posted" and mention.attributes["dazi.attempt"] == 2
    assert mention.attributes["dazi.stage.decide_ms"] == 0.25
    assert SAID not in call.to_json() + mention.to_json()


async def test_what_fails_is_marked_with_its_code(seen):
    async def answer(*_):
        raise ModelBusy("model.loading")

    with pytest.raises(ModelBusy):
        await spans.mentioned(answer)(ROWS, Delivery("lane", (1,), "token", 1, 0.0))
    (mention,) = seen.get_finished_spans()
    assert mention.status.status_code is trace.StatusCode.ERROR
    assert mention.attributes["error.type"] == "model.loading"


def test_without_a_provider_nothing_is_kept():
    spans.called(CALL)
    spans.observe("decide", 1.0)
    assert not trace.get_current_span().is_recording()


def test_spans_reach_a_collector():
    """In a process of its own, since a provider is set once for good."""
    got = threading.Event()

    class Collector(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            if self.path == "/v1/traces" and b"dazi.mention" in body:
                got.set()

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    program = (
        "import asyncio\n"
        "from opentelemetry import trace\n"
        "from dazi.adapters import adapter\n"
        "from dazi import spans\n"
        "from dazi.types import Delivery, Receipt\n"
        "adapter('spans.export')('worker')\n"
        "async def answer(*_): return Receipt('posted')\n"
        "asyncio.run(spans.mentioned(answer)((), Delivery('l', (1,), 't', 1, 0.0)))\n"
        "trace.get_tracer_provider().shutdown()\n"
    )
    told = {**os.environ, "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{server.server_port}"}
    try:
        subprocess.run([sys.executable, "-c", program], env=told, check=True, timeout=60)
        assert got.is_set()
    finally:
        server.shutdown()
        server.server_close()
