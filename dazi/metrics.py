"""What is counted, for Prometheus; several processes write, one page shows (PROMETHEUS_MULTIPROC_DIR)."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_STEPS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

stage_seconds = Histogram("dazi_stage_seconds", "Time a stage of a mention took", ["stage"], buckets=_STEPS)
mentions = Counter("dazi_mentions", "Mentions that ended, by outcome and reason", ["outcome", "reason"])
model_calls = Counter("dazi_model_calls", "Model calls, by tier, model and end", ["tier", "model", "end"])
model_seconds = Histogram("dazi_model_seconds", "Time a model call took", ["tier"], buckets=_STEPS)
tokens = Counter("dazi_tokens", "Tokens, by tier and kind (in, out, cached)", ["tier", "kind"])
worker_events = Counter(
    "dazi_worker_events", "What the worker met: accepted, ignored, buried, lost …", ["event"]
)
retries = Counter("dazi_retries", "Bursts that were put back, by error code", ["code"])


def observe_stage(stage: str, milliseconds: float) -> None:
    """One stage of one mention."""
    stage_seconds.labels(stage).observe(milliseconds / 1000)


def page(depth: dict[str, float]) -> bytes:
    """The text of /metrics, with the queue's state as gauges."""
    registry = CollectorRegistry()
    if os.environ.get(FOLDER):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    for name, value in depth.items():
        gauge = Gauge(f"dazi_queue_{name}", f"The queue: {name}", registry=registry)
        gauge.set(value)
    return generate_latest(registry)
