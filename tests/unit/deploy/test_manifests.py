"""Every object of both overlays is what Kubernetes and the operators take, and keeps the house's rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contracts.catalogue import CATALOGUE
from deploy.embedded.postgres_roles import owner_of
from deploy.embedded.processes import DATABASES, PROCESSES
from deploy.k8s import generate
from deploy.k8s.access import STREAM, WATCH, users
from deploy.k8s.databases import cluster, owner_secret, runtime_secret
from tests.kit import policies
from tests.kit.manifests import (
    DEFINITIONS,
    OVERLAYS,
    Object,
    closed,
    definitions,
    faults,
    named,
    of_operators,
    operator_faults,
    render,
)

both = pytest.mark.parametrize("overlay", OVERLAYS)
NAMES = {process.name for process in PROCESSES} | {WATCH}


@both
def test_kubernetes_takes_every_object_of_its_own(overlay: str) -> None:
    own = [found for found in render(overlay) if not of_operators(found)]
    assert {"Deployment", "Service", "NetworkPolicy", "PodDisruptionBudget"} <= {found["kind"] for found in own}
    assert [fault for found in own for fault in faults(found)] == []


@both
def test_the_operators_definitions_take_every_object_of_theirs(overlay: str) -> None:
    known = definitions()
    theirs = [found for found in render(overlay) if of_operators(found)]
    assert {"Kafka", "KafkaNodePool", "KafkaTopic", "KafkaUser", "Cluster"} <= {found["kind"] for found in theirs}
    if not known:
        pytest.skip(
            f"not held against Strimzi's and CloudNativePG's definitions: {DEFINITIONS} names no folder with them"
        )
    assert [fault for found in theirs for fault in operator_faults(found, known)] == []


@both
def test_names_are_given_once(overlay: str) -> None:
    found = [named(one) for one in render(overlay)]
    assert len(found) == len(set(found))
    assert {one["metadata"]["name"] for one in render(overlay) if one["kind"] == "Deployment"} == NAMES


@both
@pytest.mark.parametrize("policy", policies.POLICIES, ids=lambda policy: str(policy.__name__))
def test_a_policy_holds(overlay: str, policy: policies.Policy) -> None:
    assert policy(render(overlay)) == []


def pick(objects: list[Object], kind: str, name: str) -> Any:
    return next(found for found in objects if (found["kind"], found["metadata"]["name"]) == (kind, name))


def pod(objects: list[Object], name: str = "relief") -> Any:
    return pick(objects, "Deployment", name)["spec"]["template"]["spec"]


def without(objects: list[Object], kind: str, name: str) -> None:
    objects.remove(pick(objects, kind, name))


def rules(objects: list[Object], name: str) -> Any:
    return pick(objects, "NetworkPolicy", name)["spec"]


def to_everybody(objects: list[Object]) -> None:
    rules(objects, "relief")["egress"].append({"to": [{"ipBlock": {"cidr": "0.0.0.0/0"}}], "ports": [{"port": 443}]})


def way_to_a_room(objects: list[Object]) -> None:
    peer = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": policies.INGRESS_NAMESPACE}}}
    rules(objects, "relief")["ingress"].append({"from": [peer], "ports": [{"port": 8080}]})


SECRET = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "stringData": {"password": "x"}}
Plant = Callable[[list[Object]], Any]
PLANTS: list[tuple[policies.Policy, Plant]] = [
    (policies.nobody_is_root, lambda o: pod(o)["securityContext"].update(runAsUser=0)),
    (policies.nobody_is_root, lambda o: pod(o)["securityContext"].pop("runAsNonRoot")),
    (policies.nobody_is_root, lambda o: pod(o)["securityContext"].pop("seccompProfile")),
    (policies.nobody_is_root, lambda o: pod(o)["containers"][0]["securityContext"].update(runAsUser=0)),
    (policies.nobody_is_root, lambda o: pod(o)["initContainers"][0]["securityContext"].pop("capabilities")),
    (policies.nobody_is_root, lambda o: pod(o)["containers"][0]["securityContext"].update(privileged=True)),
    (policies.nothing_is_written_to_the_root, lambda o: pod(o)["initContainers"][0].pop("securityContext")),
    (policies.resources_are_stated, lambda o: pod(o)["containers"][0]["resources"]["limits"].pop("memory")),
    (policies.resources_are_stated, lambda o: pod(o)["initContainers"][0].pop("resources")),
    (policies.images_are_pinned, lambda o: pod(o)["containers"][0].update(image="jiayuan:latest")),
    (policies.images_are_pinned, lambda o: pod(o)["containers"][0].update(image="jiayuan")),
    (policies.every_process_is_probed, lambda o: pod(o, "watch")["containers"][0].pop("readinessProbe")),
    (policies.nothing_of_the_node_is_reached, lambda o: pod(o).update(hostNetwork=True)),
    (policies.nothing_of_the_node_is_reached, lambda o: pod(o)["volumes"].append({"name": "x", "hostPath": {}})),
    (policies.nothing_of_the_node_is_reached, lambda o: pod(o).pop("automountServiceAccountToken")),
    (policies.every_process_has_a_budget, lambda o: without(o, "PodDisruptionBudget", "relief")),
    (policies.every_process_has_a_network_policy, lambda o: without(o, "NetworkPolicy", "relief")),
    (policies.every_process_has_a_network_policy, lambda o: without(o, "NetworkPolicy", "default-deny")),
    (policies.only_the_gateway_is_reached_from_outside, way_to_a_room),
    (policies.only_the_gateway_is_reached_from_outside, lambda o: rules(o, "relief").update(ingress=[{}])),
    (
        policies.only_the_gateway_is_reached_from_outside,
        lambda o: pick(o, "Service", "relief")["spec"].update(type="NodePort"),
    ),
    (policies.processes_speak_to_nobody_outside, to_everybody),
    (policies.processes_speak_to_nobody_outside, lambda o: rules(o, "names").update(egress=[{}])),
    (policies.no_secret_lies_here, lambda o: o.append(SECRET)),
    (
        policies.no_secret_lies_here,
        lambda o: pod(o)["containers"][0]["env"].append({"name": "JIAYUAN_KAFKA_PASSWORD", "value": "x"}),
    ),
]


@pytest.mark.parametrize(("policy", "plant"), PLANTS, ids=[f"{n}-{p.__name__}" for n, (p, _) in enumerate(PLANTS)])
def test_a_planted_violation_is_seen(policy: policies.Policy, plant: Plant) -> None:
    objects = render("production")
    plant(objects)
    assert policy(objects) != []


def test_every_policy_was_seen_to_fail() -> None:
    assert {policy for policy, _ in PLANTS} == set(policies.POLICIES)


def test_an_unknown_field_is_refused() -> None:
    found = pick(render("small"), "Deployment", "relief")
    found["spec"]["replica"] = 2
    assert any("replica" in fault for fault in faults(found))


def test_a_definition_that_was_closed_refuses_what_it_does_not_name() -> None:
    schema = {"type": "object", "properties": {"spec": {"type": "object", "properties": {"a": {"type": "integer"}}}}}
    assert closed(schema)["properties"]["spec"]["additionalProperties"] is False
    known = definitions()
    if not known:
        pytest.skip(f"{DEFINITIONS} names no folder with the operators' definitions")
    for kind, name in (("Kafka", "jiayuan"), ("KafkaTopic", "activities.sessions"), ("Cluster", "relief-db")):
        found = pick(render("production"), kind, name)
        found["spec"]["partition"] = 1
        assert any("partition" in fault for fault in operator_faults(found, known))


def secrets_of(pod: Object, container: Object) -> set[str]:
    """The Secrets that a container reads: by its mounts, and by its variables."""
    mounted = {mount["name"] for mount in container["volumeMounts"]}
    sources = [s for v in pod["volumes"] if v["name"] in mounted for s in v.get("projected", {}).get("sources", [])]
    variables = [one.get("valueFrom", {}).get("secretKeyRef", {}).get("name", "") for one in container["env"]]
    return {source["secret"]["name"] for source in sources} | set(variables) - {""}


@both
def test_migrations_run_as_the_owner_of_the_tables_and_processes_as_a_role_that_owns_nothing(overlay: str) -> None:
    objects = render(overlay)
    for process in PROCESSES:
        room, found = str(process.database), pod(objects, process.name)
        assert secrets_of(found, found["initContainers"][0]) == {owner_secret(room)}
        of_databases = {name for name in secrets_of(found, found["containers"][0]) if "-db-" in name}
        assert of_databases == {runtime_secret(room)}
        spec = pick(objects, "Cluster", cluster(room))["spec"]
        assert spec["bootstrap"]["initdb"]["owner"] == owner_of(room)
        assert [(role["name"], role["passwordSecret"]["name"]) for role in spec["managed"]["roles"]] == [
            (room, runtime_secret(room))
        ]
    watch = pod(objects, WATCH)
    assert {runtime_secret(room) for room in DATABASES} <= secrets_of(watch, watch["containers"][0])


def test_what_is_generated_is_fresh() -> None:
    assert generate.main(["--check"]) == 0


def test_only_a_topics_producers_may_write_to_it_and_only_its_consumers_read_it() -> None:
    room = {process.name: process.name for process in PROCESSES} | {STREAM: "engagement", WATCH: WATCH}
    for topic in CATALOGUE.topics.values():
        allowed: dict[str, set[str]] = {"Write": set(), "Read": set()}
        for user in users():
            for acl in user["spec"]["authorization"]["acls"]:
                if acl["resource"]["name"] == topic.name:
                    for operation in allowed.keys() & set(acl["operations"]):
                        allowed[operation].add(room[user["metadata"]["name"]])
        assert allowed["Write"] == set(topic.producers), topic.name
        readers = allowed["Read"] - {WATCH}
        assert readers == (set() if topic.parked else set(topic.consumers)), topic.name
    kinds = {acl["resource"]["patternType"] for user in users() for acl in user["spec"]["authorization"]["acls"]}
    assert kinds == {"literal"}


def test_topics_are_those_of_the_catalogue() -> None:
    found = {one["metadata"]["name"]: one["spec"] for one in render("production") if one["kind"] == "KafkaTopic"}
    assert found.keys() == CATALOGUE.topics.keys()
    for name, topic in CATALOGUE.topics.items():
        assert found[name]["partitions"] == topic.partitions
        assert {key: str(value) for key, value in found[name]["config"].items()} == topic.config
