"""Which process may connect to which: first none, then the connections that the product has."""

from __future__ import annotations

from typing import Any

from deploy.embedded.processes import DATABASES, PROCESSES
from deploy.k8s.access import CLUSTER, WATCH
from deploy.k8s.databases import cluster
from deploy.k8s.processes import GATEWAY, METRICS_PORT, PART_OF, PORT, selector

POSTGRES, BROKER_TLS, BROKER_PARTNERS = 5432, 9093, 9094
# Namespaces as they are called where the operators' own instructions are followed; an overlay may say otherwise.
INGRESS, MONITORING, POSTGRES_OPERATOR, KAFKA_OPERATOR = "ingress-nginx", "monitoring", "cnpg-system", "strimzi"
# Addresses inside: no partner's delivery may be sent there (RFC 1918, RFC 6598, loopback, link-local, IPv6 alike).
INSIDE = ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"]
Object = dict[str, Any]


def pods(match: dict[str, str]) -> Object:
    """Pods of this namespace."""
    return {"podSelector": {"matchLabels": match}}


def namespace(name: str) -> Object:
    """Everything in another namespace."""
    return {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": name}}}


def _ports(*numbers: int, protocol: str = "TCP") -> list[Object]:
    return [{"protocol": protocol, "port": number} for number in numbers]


def policy(name: str, of: dict[str, str], ingress: list[Object] | None, egress: list[Object] | None) -> Object:
    """One policy; a direction that is None is not its business."""
    kinds = [kind for kind, rules in (("Ingress", ingress), ("Egress", egress)) if rules is not None]
    rules = {kind: found for kind, found in (("ingress", ingress), ("egress", egress)) if found}
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": name},
        "spec": {"podSelector": {"matchLabels": of} if of else {}, "policyTypes": kinds, **rules},
    }


def policies() -> list[Object]:
    """All of them."""
    dns = [{"to": [namespace("kube-system")], "ports": [*_ports(53, protocol="UDP"), *_ports(53)]}]
    watched = [{"from": [namespace(MONITORING)], "ports": _ports(METRICS_PORT)}]
    return [
        policy("default-deny", {}, [], []),
        policy("names", {}, None, dns),
        policy("metrics", {"app.kubernetes.io/part-of": PART_OF}, watched, None),
        *(_process(process.name, str(process.database)) for process in PROCESSES),
        policy(WATCH, selector(WATCH), [], _outward(*DATABASES, to=[GATEWAY])),
        *(_database(room) for room in DATABASES),
        _brokers(),
        _delivery(),
    ]


def _outward(*rooms: str, to: list[str]) -> list[Object]:
    """To databases, to the brokers' inner listener, and to other processes."""
    databases = [{"to": [pods({"cnpg.io/cluster": cluster(room)}) for room in rooms], "ports": _ports(POSTGRES)}]
    brokers = [{"to": [pods({"strimzi.io/cluster": CLUSTER})], "ports": _ports(BROKER_TLS)}]
    others = [{"to": [pods(selector(name)) for name in to], "ports": _ports(PORT)}] if to else []
    return [*databases, *brokers, *others]


def _process(name: str, room: str) -> Object:
    if name == GATEWAY:
        inward = [{"from": [namespace(INGRESS), pods(selector(WATCH))], "ports": _ports(PORT)}]
        rooms = [process.name for process in PROCESSES if process.name != GATEWAY]
        return policy(name, selector(name), inward, _outward(room, to=rooms))
    return policy(
        name, selector(name), [{"from": [pods(selector(GATEWAY))], "ports": _ports(PORT)}], _outward(room, to=[])
    )


def _database(room: str) -> Object:
    own = {"cnpg.io/cluster": cluster(room)}
    readers = [process.name for process in PROCESSES if process.database == room]
    inward = [
        {"from": [pods(selector(name)) for name in (*readers, WATCH)], "ports": _ports(POSTGRES)},
        {"from": [pods(own)], "ports": _ports(POSTGRES, 8000)},
        {"from": [namespace(POSTGRES_OPERATOR)], "ports": _ports(POSTGRES, 8000)},
    ]
    # An instance asks the API server who leads and sends its log to the object store: neither has a label.
    outward = [{"to": [pods(own)], "ports": _ports(POSTGRES, 8000)}, {"ports": _ports(443, 6443)}]
    return policy(cluster(room), own, inward, outward)


def _brokers() -> Object:
    own = {"strimzi.io/cluster": CLUSTER}
    ours = [pods(selector(process.name)) for process in PROCESSES]
    inward = [
        {"from": [pods(own), namespace(KAFKA_OPERATOR)]},
        {"from": [*ours, pods(selector(WATCH))], "ports": _ports(BROKER_TLS)},
        # Partners come from anywhere and have to sign in.
        {"ports": _ports(BROKER_PARTNERS)},
    ]
    return policy("brokers", own, inward, [{"to": [pods(own)]}, {"ports": _ports(443, 6443)}])


def _delivery() -> Object:
    """For a process that does not exist yet: one that delivers events to partners' own addresses carries this label."""
    world = {"ipBlock": {"cidr": "0.0.0.0/0", "except": INSIDE}}
    return policy(
        "delivery", {"app.kubernetes.io/component": "delivery"}, None, [{"to": [world], "ports": _ports(443)}]
    )
