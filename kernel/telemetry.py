"""Structured logs, one wide line per command and per event, and Prometheus metrics on every process.

A line that cannot be written is counted and forgotten: no work fails because of what would be said about it.
Every metric's name stands in this file, so that a typo is an import error and the catalogue is one page.
"""

import json
import logging
import os
import re
import sys
import threading
from collections.abc import MutableMapping
from contextlib import AbstractContextManager
from typing import Any, BinaryIO, cast

import msgspec
from prometheus_client import Counter, Gauge, Histogram

from kernel import tracing
from kernel.imports import without

# It takes a terminal's colours along, for log lines that a person reads; ours are JSON.
with without("rich"):
    import structlog
    from structlog.typing import FilteringBoundLogger

HTTP_SECONDS = Histogram(
    "http_request_duration_seconds",
    "Time from the request's first byte to the answer's last",
    ["method", "route", "status"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
HTTP_IN_FLIGHT = Gauge("http_requests_in_flight", "Requests being served now")
POOL_WAIT = Histogram(
    "pool_wait_seconds",
    "What a command waited for a database connection",
    buckets=(0.0005, 0.002, 0.01, 0.05, 0.25, 1, 5, 10),
)
LOOP_LAG = Gauge("loop_lag_seconds", "How late the event loop was with its last half-second tick")
CLOCK_AHEAD = Gauge(
    "gateway_clock_ahead_seconds",
    "How far the gateway's clock is ahead of this one, by the last new token; below zero: behind by at least as much",
)
BACKGROUND_FAILURES = Counter(
    "background_failures_total", "Parts beside the server that ended, to begin again", ["part"]
)
LOG_LINES_LOST = Counter("log_lines_lost_total", "Log lines that could not be written: a full disk, a closed pipe")
STORE_EPOCH = Gauge("store_epoch", "1, or when this database was last restored, in seconds since 2026", ["room"])
CALENDAR_DAYS = Gauge("working_calendar_days_left", "Days until the first day of which no notice of holidays is known")
COMMANDS = Counter("commands_total", "Commands by outcome", ["command", "outcome"])
OUTBOX_UNPUBLISHED = Gauge("outbox_unpublished", "Events committed and not yet on Kafka")
OUTBOX_OLDEST = Gauge("outbox_oldest_unpublished_seconds", "Age of the oldest event not yet on Kafka")
OUTBOX_BYTES = Gauge("outbox_bytes", "The outbox on disk with its indexes: the archive of all events, which only grows")
RELAY_PUBLISHED = Counter("relay_published_total", "Events put on Kafka", ["topic"])
RELAY_SECONDS = Histogram("relay_publish_seconds", "One wave: read, send, mark")
RELAY_REBUILDS = Counter("relay_producer_rebuilds_total", "Producers thrown away after a failed send")
RELAY_LEADER = Gauge("relay_leader", "1 while this process holds the relay's lock")
CONSUMER_LAG = Gauge("consumer_lag", "Events not yet applied", ["consumer", "topic", "partition"])
CONSUMER_PROGRESS = Gauge("consumer_last_progress_timestamp", "When a batch was last applied", ["consumer"])
EVENTS_APPLIED = Counter("events_applied_total", "Events whose effect is stored", ["consumer", "topic"])
EVENT_E2E_SECONDS = Histogram(
    "event_e2e_seconds",
    "From the event's time to its effect stored",
    ["consumer"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600),
)
INBOX_DUPLICATES = Counter("inbox_duplicates_total", "Events seen before and not applied again", ["consumer"])
SEQUENCE_GAPS = Counter("seq_gap_total", "Events whose predecessor was never seen", ["consumer"])
PARKED = Counter("parked_total", "Events set aside with a reason", ["consumer", "reason"])
RECORDS_LOST = Gauge(
    "consumer_records_lost",
    "1 while a partition stands still before records that Kafka lost",
    ["consumer", "topic", "partition"],
)
REBALANCES = Counter("rebalance_total", "Assignments of partitions to this worker", ["consumer"])
SSE_CLIENTS = Gauge("sse_clients", "Open live streams")
SSE_DROPPED = Counter("sse_dropped_total", "Live streams that broke off before their time")
RATE_LIMITED = Counter("ratelimit_total", "Requests answered 429", ["policy"])
UPSTREAM = Counter("upstream_total", "Forwarded requests by room and outcome", ["room", "outcome"])
# What the process `watch` finds from outside.
PROBE_SUCCESS = Gauge("probe_success", "1 while the door answers the synthetic request")
PROBE_REQUESTS = Counter("probe_requests_total", "Synthetic requests by outcome", ["outcome"])
PROBE_SECONDS = Histogram("probe_duration_seconds", "A synthetic request at the door, from first byte to last")
DLQ_DEPTH = Gauge("dlq_depth", "Records set aside on a parked topic", ["topic"])
DLQ_OLDEST_AGE = Gauge("dlq_oldest_age_seconds", "Age of the oldest record on a parked topic", ["topic"])
RECOUNT_MISMATCH = Gauge("recount_mismatch", "Figures that differ from the rooms' own tables, at the last recount")
RECOUNT_BROKEN = Gauge("recount_broken_rules", "Rules that the rooms' own tables break, at the last recount", ["room"])
RECOUNT_LAST_RUN = Gauge("recount_last_run_timestamp", "When the last recount was done")
LEDGER_IMBALANCE = Gauge("ledger_imbalance", "Entries, accounts or payments that do not add up, at the last recount")
AUDIT_CHAIN_OK = Gauge("audit_chain_ok", "1 when every ledger's chain is as its published head says")

# GB 11643-1999 (18 characters, last a digit or X) and mainland mobile numbers, not inside longer digit runs.
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def is_id_number(text: str) -> bool:
    """Whether `text` is a resident ID number with a right check digit (GB 11643-1999, ISO 7064 MOD 11-2)."""
    if not re.fullmatch(r"[0-9]{17}[0-9Xx]", text):
        return False
    total = sum(w * int(d) for w, d in zip(_WEIGHTS, text[:17], strict=True))
    return _CHECK[total % 11] == text[17].upper()


def redact(text: str) -> str:
    """Blot out ID numbers and mobile numbers that slipped into a text."""
    text = _ID_NUMBER.sub(lambda m: "[id-number]" if is_id_number(m[0]) else m[0], text)
    return _PHONE.sub("[phone]", text)


def _redact_values(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = redact(value)
    return event


def _named(process: str) -> Any:
    """A processor, not a context variable: Faust's consumer runs in a thread of its own, which inherits none."""

    def name(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        event["process"] = process
        return event

    return name


class LogFile:
    """A descriptor that takes whole lines and never raises: what it cannot take is counted as lost.

    Unbuffered, so that nothing of a disk that was full an hour ago is written late, or fails once more at exit.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()
        self._torn = False

    def write(self, line: bytes) -> int:
        """Write one line with its end. A line that broke off in the middle is ended before the next one."""
        with self._lock:
            rest = b"\n" + line if self._torn else line
            try:
                while rest:
                    rest = rest[os.write(self._descriptor, rest) :]
                    self._torn = True
                self._torn = False
            except OSError:
                LOG_LINES_LOST.inc()
        return len(line)

    def flush(self) -> None:
        """Nothing is held back."""


class LibraryLines(logging.Handler):
    """The standard library's records on a LogFile. Its own StreamHandler prints a traceback for a lost line."""

    def __init__(self, file: LogFile) -> None:
        super().__init__()
        self._file = file

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; one that cannot be formatted is lost like one that cannot be written."""
        try:
            line = self.format(record)
        except Exception:
            LOG_LINES_LOST.inc()
            return
        self._file.write((line + "\n").encode("utf-8", "backslashreplace"))


def configure_logs(process: str, level: str = "info") -> None:
    """Log JSON lines to standard error, libraries' records included, each with the process's name.

    Our own lines go straight to the stream: through the standard library's logging they were a quarter of the
    gateway's time.
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        tracing.log_ids,
        _named(process),
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    ending: list[Any] = [structlog.processors.format_exc_info, _redact_values]
    file = LogFile(sys.stderr.fileno())
    structlog.configure(
        processors=[*shared, *ending, structlog.processors.JSONRenderer(serializer=_encode)],
        logger_factory=structlog.BytesLoggerFactory(cast(BinaryIO, file)),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    _configure_libraries(file, [*shared, structlog.stdlib.add_logger_name], ending, level)


def _encode(event: Any, **_: Any) -> bytes:
    try:
        return msgspec.json.encode(event, enc_hook=str)
    except (ValueError, TypeError):
        # Half a surrogate pair in a text, or a key that is no text.
        return _encode_anyhow(event)


def _encode_anyhow(event: Any) -> bytes:
    try:
        return json.dumps(event, default=repr, skipkeys=True).encode("ascii")
    except Exception:
        LOG_LINES_LOST.inc()
        raise structlog.DropEvent from None


def _configure_libraries(file: LogFile, shared: list[Any], ending: list[Any], level: str) -> None:
    handler = LibraryLines(file)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *ending,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    # uvicorn's access lines say less than our wide lines and carry raw query strings.
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    logging.getLogger("uvicorn.access").disabled = True


def within_request(request_id: str) -> AbstractContextManager[None]:
    """Every log line of the block carries the request's id."""
    return structlog.contextvars.bound_contextvars(request_id=request_id)


def logger(name: str) -> FilteringBoundLogger:
    """A logger that speaks in events and fields: `log.info("command", command=…, ms=…)`."""
    bound: FilteringBoundLogger = structlog.get_logger(module=name)
    return bound
