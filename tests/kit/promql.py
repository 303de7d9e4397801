"""Which metrics an expression reads, and which ones the product has."""

from __future__ import annotations

import re

from prometheus_client import Counter, Gauge, Histogram

from kernel import telemetry

# Prometheus' own, of every target.
OWN = {"up"}
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_MATCHERS = re.compile(r"\{[^}]*\}|\[[^\]]*\]")
_LABELS = re.compile(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")
_NAME = re.compile(r"(?<![\w:.$])[a-zA-Z_:][\w:]*(?![\w:])(?!\s*\()")
_WORDS = {"and", "or", "unless", "bool", "offset", "by", "without", "on", "ignoring", "group_left", "group_right"}
_WORDS |= {"inf", "Inf", "nan", "NaN"}
_DURATION = re.compile(r"\b\d+(?:ms|[smhdwy])\b")


def metrics_in(expression: str) -> set[str]:
    """Names of series that `expression` reads."""
    for pattern in (_STRING, _MATCHERS, _LABELS, _DURATION):
        expression = pattern.sub(" ", expression)
    # Aggregations may stand before their labels: `sum by (x) (…)` has lost them by now.
    return {name for name in _NAME.findall(expression) if name not in _WORDS and name not in _AGGREGATIONS}


_AGGREGATIONS = {"sum", "min", "max", "avg", "count", "topk", "bottomk", "quantile", "stddev", "group"}


def exposed() -> set[str]:
    """Every series name that kernel.telemetry gives out."""
    names: set[str] = set()
    for metric in vars(telemetry).values():
        if isinstance(metric, Counter | Gauge | Histogram):
            (described,) = metric.describe()
            suffixes = {"counter": ["_total"], "histogram": ["_bucket", "_count", "_sum"]}.get(described.type, [""])
            names |= {described.name + suffix for suffix in suffixes}
    return names
