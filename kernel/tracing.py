"""Traces: one connected trace from the door through a room, its outbox and Kafka to the figures and the live feed.

OpenTelemetry's conventions for messaging are still in development (1.45), so every name of a span and an attribute
stands in this file alone. A process without a place to send spans passes the ids on and records nothing.
"""

import contextlib
import os
from collections.abc import Iterator, MutableMapping, Sequence
from pathlib import Path
from typing import Any

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import SERVICE_INSTANCE_ID, SERVICE_NAME, Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF
from opentelemetry.trace import Link, SpanContext, SpanKind, StatusCode, TraceFlags
from pydantic import DirectoryPath

from kernel.settings import EnvironmentSettings, load

# OpenTelemetry's own variables: where it sends, and (OTEL_TRACES_SAMPLER) how much it keeps.
OTLP_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
FILE_DELAY_MS = 500
Span = trace.Span
_tracer = trace.get_tracer("jiayuan")


class TraceSettings(EnvironmentSettings):
    """`JIAYUAN_TRACES` is a folder: each process writes its spans there, a JSON object a line."""

    traces: DirectoryPath | None = None


def configure(process: str) -> None:
    """Send this process's spans where the environment says. Raises SettingsMissing for a folder that is not there."""
    folder = load(TraceSettings).traces
    otlp = any(os.environ.get(name) for name in OTLP_ENDPOINTS)
    resource = Resource.create({SERVICE_NAME: process, SERVICE_INSTANCE_ID: str(os.getpid())})
    # Without a sampler of our own the SDK reads OTEL_TRACES_SAMPLER; its default keeps what the caller keeps.
    provider = TracerProvider(resource=resource, sampler=None if otlp or folder else ALWAYS_OFF)
    if otlp:
        # Protobuf and an HTTP client, needed only where spans are sent.
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    if folder:
        to_file = _to_file(folder / f"{process}.jsonl")
        provider.add_span_processor(BatchSpanProcessor(to_file, schedule_delay_millis=FILE_DELAY_MS))
    trace.set_tracer_provider(provider)


def _to_file(path: Path) -> ConsoleSpanExporter:
    def line(span: ReadableSpan) -> str:
        text: str = span.to_json(indent=None)
        return text + "\n"

    return ConsoleSpanExporter(out=path.open("a", encoding="utf-8"), formatter=line)


def parent_of(traceparent: str | None) -> Context:
    """The context that a `traceparent` names (W3C Trace Context, version 00); an empty one where it names none."""
    parts = (traceparent or "").split("-")
    if len(parts) != 4 or parts[0] != "00":
        return Context()
    try:
        trace_id, span_id, flags = (int(part, 16) for part in parts[1:])
    except ValueError:
        return Context()
    found = SpanContext(trace_id, span_id, is_remote=True, trace_flags=TraceFlags(flags))
    return trace.set_span_in_context(trace.NonRecordingSpan(found), Context()) if found.is_valid else Context()


def traceparent_of(span: Span) -> str | None:
    """The header that makes another process's span a child of this one; None where there is no trace."""
    context = span.get_span_context()
    if not context.is_valid:
        return None
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"


def current_traceparent() -> str | None:
    """The traceparent of what runs now."""
    return traceparent_of(trace.get_current_span())


def log_ids(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor for structlog: the ids of the span in which a line is written."""
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        event["trace_id"], event["span_id"] = f"{context.trace_id:032x}", f"{context.span_id:016x}"
    return event


@contextlib.contextmanager
def serving(method: str, traceparent: str | None) -> Iterator[Span]:
    """The span of one HTTP request; `answered` says at its end which route it was."""
    parent = parent_of(traceparent)
    with _current(_tracer.start_span(method, context=parent, kind=SpanKind.SERVER)) as span:
        yield span


@contextlib.contextmanager
def _current(span: Span) -> Iterator[Span]:
    """The span that runs now. What is raised in it is not recorded: an exception's text may hold the refused row."""
    with trace.use_span(span, end_on_exit=True, record_exception=False, set_status_on_exception=False):
        yield span


def answered(span: Span, method: str, route: str, status: int) -> None:
    """Name a request's span by its route, which is known only after it was served."""
    span.update_name(f"{method} {route}")
    span.set_attributes({"http.request.method": method, "http.route": route, "http.response.status_code": status})
    if status >= 500:
        span.set_status(StatusCode.ERROR)


def publishing(traceparent: str | None, topic: str) -> Span | None:
    """The span of one event's way onto `topic`, begun; None where its trace is not kept, which costs nothing."""
    if traceparent is None or not traceparent.endswith("1"):
        return None
    attributes = {"messaging.system": "kafka", "messaging.destination.name": topic}
    return _tracer.start_span(
        f"publish {topic}", context=parent_of(traceparent), kind=SpanKind.PRODUCER, attributes=attributes
    )


def published(spans: Sequence[Span], *, arrived: bool) -> None:
    """End the spans of a batch: the brokers acknowledged it, or it failed and will be sent again."""
    for span in spans:
        if not arrived:
            span.set_status(StatusCode.ERROR)
        span.end()


@contextlib.contextmanager
def applying(consumer: str, events: int) -> Iterator[Span]:
    """The span of one batch; it has no parent of its own, its events link to it (`applied`)."""
    attributes: dict[str, str | int] = {"messaging.system": "kafka", "messaging.batch.message_count": events}
    batch = _tracer.start_span(f"{consumer} batch", context=Context(), kind=SpanKind.CONSUMER, attributes=attributes)
    with _current(batch) as span:
        yield span


def applied(batch: Span, traceparents: Sequence[str | None], consumer: str, began_ns: int) -> None:
    """One span an event whose trace is kept: child of its publishing, linked to the batch that carried it.

    A batch has many parents, and a span has one: hence the link (OpenTelemetry's messaging conventions).
    """
    links = [Link(batch.get_span_context())]
    for traceparent in traceparents:
        if traceparent is None or not traceparent.endswith("1"):
            continue
        _tracer.start_span(
            f"{consumer} apply",
            context=parent_of(traceparent),
            kind=SpanKind.CONSUMER,
            links=links,
            start_time=began_ns,
        ).end()
