"""Sends spans to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names; needs the extra `dazi[otel]`."""

from __future__ import annotations

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor


def start(process: str) -> None:
    """Export this process's spans; endpoint, headers and sampling are OpenTelemetry's own variables."""
    provider = TracerProvider(resource=Resource.create({"service.name": "dazi", "dazi.process": process}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
