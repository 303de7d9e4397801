"""What the house asks of manifests beyond their schemas; each policy answers what breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.kit.manifests import Object, named

Policy = Callable[[list[Object]], list[str]]
WORKLOADS = {"Deployment", "StatefulSet", "DaemonSet", "Job"}
INGRESS_NAMESPACE = "ingress-nginx"
# Where partners sign in by themselves: the one port that is open to everybody.
PARTNERS_PORT = 9094


def _workloads(objects: list[Object]) -> Iterator[tuple[str, Object]]:
    for found in objects:
        if found["kind"] in WORKLOADS:
            yield named(found), found["spec"]["template"]


def _containers(objects: list[Object]) -> Iterator[tuple[str, Object, Object]]:
    for name, template in _workloads(objects):
        for container in [*template["spec"].get("initContainers", []), *template["spec"]["containers"]]:
            yield f"{name}/{container['name']}", container, template["spec"]


def nobody_is_root(objects: list[Object]) -> list[str]:
    """Not by the pod, not by a container, and no way to become root."""
    broken = []
    for name, container, pod in _containers(objects):
        inside = {**pod.get("securityContext", {}), **container.get("securityContext", {})}
        holds = (
            inside.get("runAsNonRoot") is True
            and inside.get("runAsUser", 0) != 0
            and inside.get("allowPrivilegeEscalation") is False
            and not inside.get("privileged")
            and inside.get("capabilities") == {"drop": ["ALL"]}
            and inside.get("seccompProfile") == {"type": "RuntimeDefault"}
        )
        broken += [] if holds else [name]
    return broken


def nothing_is_written_to_the_root(objects: list[Object]) -> list[str]:
    return [
        name
        for name, container, _ in _containers(objects)
        if container.get("securityContext", {}).get("readOnlyRootFilesystem") is not True
    ]


def resources_are_stated(objects: list[Object]) -> list[str]:
    """Processor and memory, asked for and bounded."""
    return [
        name
        for name, container, _ in _containers(objects)
        for bound in ("requests", "limits")
        if not container.get("resources", {}).get(bound, {}).keys() >= {"cpu", "memory"}
    ]


def images_are_pinned(objects: list[Object]) -> list[str]:
    """A tag that is not `latest`, or a digest."""
    pinned = re.compile(r".+(?:@sha256:[0-9a-f]{64}|:(?!latest$)[\w.-]+)$")
    return [name for name, container, _ in _containers(objects) if not pinned.match(container["image"])]


def every_process_is_probed(objects: list[Object]) -> list[str]:
    probes = {"startupProbe", "livenessProbe", "readinessProbe"}
    return [
        f"{named(found)}/{container['name']}"
        for found in objects
        if found["kind"] == "Deployment"
        for container in found["spec"]["template"]["spec"]["containers"]
        if not probes <= container.keys()
    ]


def nothing_of_the_node_is_reached(objects: list[Object]) -> list[str]:
    """No folder, network or process table of the node, and no token for the API server."""
    broken = []
    for name, template in _workloads(objects):
        pod = template["spec"]
        if pod.get("automountServiceAccountToken") is not False:
            broken.append(name)
        broken += [name for key in ("hostNetwork", "hostPID", "hostIPC") if pod.get(key)]
        broken += [name for volume in pod.get("volumes", []) if "hostPath" in volume]
    return broken


def _selects(selector: Object, labels: Object) -> bool:
    return bool(selector.get("matchLabels", {}).items() <= labels.items())


def every_process_has_a_budget(objects: list[Object]) -> list[str]:
    budgets = [found["spec"]["selector"] for found in objects if found["kind"] == "PodDisruptionBudget"]
    return [
        name
        for name, template in _workloads(objects)
        if not any(_selects(selector, template["metadata"]["labels"]) for selector in budgets)
    ]


def _policies(objects: list[Object]) -> list[Object]:
    return [found for found in objects if found["kind"] == "NetworkPolicy"]


def every_process_has_a_network_policy(objects: list[Object]) -> list[str]:
    """All is denied to all, and each process has a policy of its own in both directions."""
    denied = any(
        found["spec"]["podSelector"] == {}
        and set(found["spec"]["policyTypes"]) == {"Ingress", "Egress"}
        and not found["spec"].keys() & {"ingress", "egress"}
        for found in _policies(objects)
    )
    own = [
        found["spec"]["podSelector"]
        for found in _policies(objects)
        if found["spec"]["podSelector"] and set(found["spec"]["policyTypes"]) == {"Ingress", "Egress"}
    ]
    bare = [
        name
        for name, template in _workloads(objects)
        if not any(_selects(selector, template["metadata"]["labels"]) for selector in own)
    ]
    return bare + ([] if denied else ["no policy denies everything"])


def only_the_gateway_is_reached_from_outside(objects: list[Object]) -> list[str]:
    broken = []
    for found in _policies(objects):
        for rule in found["spec"].get("ingress", []):
            ports = {port["port"] for port in rule.get("ports", [])}
            if not rule.get("from"):
                broken += [] if ports == {PARTNERS_PORT} else [named(found)]
                continue
            outside = any("ipBlock" in peer or _is_outside(peer) for peer in rule["from"])
            if outside and found["metadata"]["name"] != "gateway":
                broken.append(named(found))
    open_services = [f for f in objects if f["kind"] == "Service" and f["spec"].get("type", "ClusterIP") != "ClusterIP"]
    ways_in = [found for found in objects if found["kind"] == "Ingress"]
    behind = [
        (named(way), path["backend"]["service"]["name"])
        for way in ways_in
        for rule in way["spec"]["rules"]
        for path in rule["http"]["paths"]
    ]
    return broken + [named(found) for found in open_services] + [way for way, to in behind if to != "gateway"]


def _is_outside(peer: Object) -> bool:
    spaces: dict[str, Any] = peer.get("namespaceSelector", {"matchLabels": {"": ""}}).get("matchLabels", {})
    return not spaces or spaces.get("kubernetes.io/metadata.name") == INGRESS_NAMESPACE


def processes_speak_to_nobody_outside(objects: list[Object]) -> list[str]:
    """A process may send to pods that are named and to the name service, never to addresses."""
    broken = []
    for name, template in _workloads(objects):
        labels = template["metadata"]["labels"]
        for found in _policies(objects):
            if not _selects(found["spec"]["podSelector"], labels):
                continue
            rules = found["spec"].get("egress", [])
            broken += [f"{name} by {found['metadata']['name']}" for rule in rules if not _names_its_peers(rule)]
    return broken


def _names_its_peers(rule: Object) -> bool:
    return bool(rule.get("to") and rule.get("ports")) and not any("ipBlock" in peer for peer in rule["to"])


def no_secret_lies_here(objects: list[Object]) -> list[str]:
    """No Secret, and no value where a secret belongs."""
    secret = re.compile(r"PASSWORD|_KEY$|TOKEN$")
    reported = [
        f"{name}/{variable['name']}"
        for name, container, _ in _containers(objects)
        for variable in container.get("env", [])
        if "value" in variable and secret.search(variable["name"]) and not variable["value"].startswith("/run/")
    ]
    return reported + [named(found) for found in objects if found["kind"] == "Secret"]


POLICIES: tuple[Policy, ...] = (
    nobody_is_root,
    nothing_is_written_to_the_root,
    resources_are_stated,
    images_are_pinned,
    every_process_is_probed,
    nothing_of_the_node_is_reached,
    every_process_has_a_budget,
    every_process_has_a_network_policy,
    only_the_gateway_is_reached_from_outside,
    processes_speak_to_nobody_outside,
    no_secret_lies_here,
)
