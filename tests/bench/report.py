"""The table a person reads and the line a program reads."""

from __future__ import annotations

import json
import os
from typing import Any

from rich.console import Console
from rich.table import Table

MEMORY_AIM_MB = 1_200


def show(found: dict[str, Any]) -> None:
    """Print both."""
    table = Table(title="measured on this machine", title_justify="left")
    table.add_column("what")
    table.add_column("result", justify="right")
    table.add_column("beside it", justify="right")
    for row in rows(found):
        table.add_row(*row)
    Console(width=110, soft_wrap=True).print(table)
    print(json.dumps(found, sort_keys=True), flush=True)


def machine() -> dict[str, Any]:
    """What the figures depend on: cores, and the load others make (processes waiting, mean of a minute)."""
    return {"cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1)}


def rows(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The table's rows: what, result, and what it is to be compared with."""
    lines = [_stream(found["stream"][name], name) for name in found["stream"]]
    for what, at in found["visible_ms"].items():
        name = {"answer": "command → answer", "fact": "command → fact live", "figures": "command → figure live"}[what]
        lines.append((name, f"p50 {at['p50']} ms", f"p99 {at['p99']} ms"))
    for door, at in found["requests"].items():
        name = f"GET a session, 32 connections, {'by the gateway' if door == 'gateway' else 'past it, the room alone'}"
        lines.append(
            (name, f"{at['per_second']:,}/s", f"{at['cpu_us']} µs CPU, p50 {at['p50']} ms, p99 {at['p99']} ms")
        )
    relay = found["relay"]
    lines.append((f"relay, {relay['rows']:,} events waiting", f"{relay['per_second']:,} events/s", ""))
    for room, at in found["search_ms"].items():
        slowest = f"p99 {at['p99']} ms, slowest {at['slowest']} ms ({at['at']})"
        lines.append((f"search in {room}, 100,000 people, 20,000 businesses", f"p50 {at['p50']} ms", slowest))
    for state in ("idle", "loaded"):
        sizes = found["memory_mb"][state]
        parts = ", ".join(f"{name} {size:.0f}" for name, size in sizes.items() if name != "all")
        lines.append((f"memory {state} (PSS), aim {MEMORY_AIM_MB:,} MB", f"{sizes['all']:,.0f} MB", parts))
    return lines


def _stream(at: dict[str, list[int]], partitions: str) -> tuple[str, str, str]:
    ours, raw = (" / ".join(f"{rate:,}" for rate in at[which]) for which in ("stream", "raw"))
    return f"engagement stream, {partitions} partitions", f"{ours} events/s", f"aiokafka alone {raw}"
