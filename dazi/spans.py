"""OpenTelemetry spans: one a mention, one a model call with the GenAI conventions' names, no words of anybody.

https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/ names the attributes. Without a tracer provider
(`dazi.otlp`, or one that the program around us set) a span costs some microseconds and goes nowhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

from opentelemetry import trace
from opentelemetry.trace import Span, SpanKind, Status, StatusCode

from dazi.errors import DaziError
from dazi.types import Call, Delivery, Mention, Receipt

_tracer = trace.get_tracer("dazi")
Answer = Callable[..., Awaitable[Receipt]]


def mentioned(answer: Answer) -> Answer:
    """The same answering of a burst inside a span: platform, size, attempt, and how it ended."""

    async def traced(
        rows: tuple[tuple[int, Mention], ...], delivery: Delivery, *rest: Any, **named: Any
    ) -> Receipt:
        with _tracer.start_as_current_span(
            "dazi.mention",
            kind=SpanKind.CONSUMER,
            record_exception=False,
            set_status_on_exception=False,
            attributes={
                "dazi.platform": rows[0][1].platform if rows else "",
                "dazi.burst": len(rows),
                "dazi.attempt": delivery.attempt,
            },
        ) as span:
            receipt = None
            try:
                receipt = await answer(rows, delivery, *rest, **named)
            finally:
                if receipt is None:
                    error = sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1]
                    _failed(span, error.code if isinstance(error, DaziError) else type(error).__name__)
            span.set_attribute("dazi.outcome", receipt.outcome)
            span.set_attribute("dazi.reason", receipt.reason)
            span.set_attribute("dazi.skill", receipt.skill)
            return receipt

    return traced


def observe(stage: str, milliseconds: float) -> None:
    """One stage of the mention whose span is current."""
    trace.get_current_span().set_attribute(f"dazi.stage.{stage}_ms", round(milliseconds, 3))


def called(call: Call) -> None:
    """A model call that has just ended, as a child of the current span."""
    if not trace.get_current_span().is_recording():
        return
    end = time.time_ns()
    span = _tracer.start_span(
        f"chat {call.model}",
        kind=SpanKind.CLIENT,
        start_time=end - int(call.took_ms * 1e6),
        attributes={
            "gen_ai.operation.name": "chat",
            "gen_ai.request.model": call.model,
            "gen_ai.usage.input_tokens": call.usage.tokens_in,
            "gen_ai.usage.output_tokens": call.usage.tokens_out,
            "dazi.purpose": call.purpose,
            "dazi.tier": call.tier,
            "dazi.usage.cached_tokens": call.usage.cached,
        },
    )
    if call.error:
        _failed(span, call.error)
    span.end(end)


def _failed(span: Span, code: str) -> None:
    span.set_attribute("error.type", code)
    span.set_status(Status(StatusCode.ERROR))
