"""One registration is one connected trace: door, room, relay, the figures' stream and the live feed."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from cli.trace import SpanRow, spans_of
from tests.kit.door import District, Door, until
from tests.kit.scenes import person

WAY = {
    ("gateway", "POST /api/activities/sessions/{session_id}/registrations"),
    ("activities", "POST /sessions/{session_id}/registrations"),
    ("activities", "publish activities.sessions"),
    ("engagement-stream", "engagement apply"),
    ("gateway", "gateway apply"),
}


async def test_one_registration_is_one_connected_trace(traces: Path, door: Door, district: District) -> None:
    trace, caller = uuid4().hex, uuid4().hex[:16]
    path = f"/api/activities/sessions/{district.session}/registrations"
    answer = await door["operator"].post(path, person(9_100), Traceparent=f"00-{trace}-{caller}-01")
    assert answer.status_code == 201

    async def whole() -> list[SpanRow]:
        rows = spans_of(traces, trace)
        return rows if {(row.process, row.name) for row in rows} >= WAY else []

    rows = await until(whole, "the trace is not whole")
    spans = {row.span: row for row in rows}
    outside = {row.parent for row in rows} - spans.keys()
    assert outside == {f"0x{caller}"}, "every span but the first hangs under another of the same trace"
    for row in rows:
        if row.name in ("engagement apply", "gateway apply"):
            assert spans[str(row.parent)].name == "publish activities.sessions"
    assert all(row.began <= row.ended for row in rows)


async def test_a_caller_who_keeps_no_trace_leaves_none(traces: Path, door: Door, district: District) -> None:
    trace = uuid4().hex
    path = f"/api/activities/sessions/{district.session}/registrations"
    kept, dropped = uuid4().hex, trace
    for number, (name, flag) in enumerate([(dropped, "00"), (kept, "01")]):
        answer = await door["operator"].post(
            path, person(9_101 + number), Traceparent=f"00-{name}-{uuid4().hex[:16]}-{flag}"
        )
        assert answer.status_code == 201

    async def later_is_there() -> bool:
        return len(spans_of(traces, kept)) >= len(WAY)

    await until(later_is_there, "the later trace is not whole")
    assert spans_of(traces, dropped) == []
