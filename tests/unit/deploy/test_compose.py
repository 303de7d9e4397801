"""Both compose files are read by every compose that is here, and no container of ours may do more than it must."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from deploy.embedded.jars import KAFKA_VERSION
from deploy.embedded.processes import PROCESSES, WATCH
from deploy.images.settle import SECRETS
from tests.kit import compose
from tests.kit.machine import missing

OURS = "jiayuan:"
SERVED = {row.name for row in (*PROCESSES, WATCH)}
FILES_OF_KEYS = {f"JIAYUAN_{name}" for name in ("TOKEN_SIGNING_KEY", "TOKEN_KEYS", "PERSON_KEY", "SEALING_KEY")}
Services = dict[str, dict[str, Any]]


@pytest.fixture(scope="module", params=compose.FILES)
def files(request: pytest.FixtureRequest) -> dict[str, dict[str, Any]]:
    """One file by the version of the compose that read it."""
    commands = compose.commands()
    if not commands:
        missing("no compose on this machine")
    return {version: compose.read(command, request.param) for version, command in commands.items()}


@pytest.fixture
def services(files: dict[str, dict[str, Any]]) -> Services:
    """What one of them made of a file."""
    found: Services = next(iter(files.values()))["services"]
    return found


def ours(services: Services) -> Services:
    return {name: service for name, service in services.items() if service["image"].startswith(OURS)}


def liberties(service: dict[str, Any]) -> list[str]:
    """What a container may do that none of ours must."""
    found = []
    if service.get("read_only") is not True:
        found.append("writes to its root")
    if service.get("cap_drop") != ["ALL"] or service.get("cap_add"):
        found.append("keeps capabilities")
    if "no-new-privileges:true" not in service.get("security_opt", []):
        found.append("may gain privileges")
    if not re.fullmatch(r"[1-9]\d*:[1-9]\d*", service.get("user", "")):
        found.append("is root, or named and so perhaps root")
    if service.get("privileged") or service.get("network_mode") == "host" or service.get("pid"):
        found.append("shares the machine's own")
    if any("docker.sock" in mount for mount in mounts(service)):
        found.append("commands the engine")
    return found


def mounts(service: dict[str, Any]) -> list[str]:
    """source:target, ro at the end where it is read-only; both versions' ways of saying it."""
    return [
        mount.removesuffix(":rw")
        if isinstance(mount, str)
        else f"{mount['source']}:{mount['target']}{':ro' if mount.get('read_only') else ''}"
        for mount in service.get("volumes", [])
    ]


def published(service: dict[str, Any]) -> Iterator[str]:
    """address:port of the machine."""
    for port in service.get("ports", []):
        if isinstance(port, str):
            yield port.rpartition(":")[0]
        else:
            yield f"{port.get('host_ip', '0.0.0.0')}:{port['published']}"


def test_every_version_here_reads_the_same(files: dict[str, dict[str, Any]]) -> None:
    read = [
        {
            name: (service["image"], sorted(mounts(service)), sorted(published(service)))
            for name, service in f["services"].items()
        }
        for f in files.values()
    ]
    assert all(one == read[0] for one in read), list(files)


def test_every_process_of_the_product_is_there(services: Services) -> None:
    assert {
        service["command"][1] for service in services.values() if service.get("command", [""])[0] == "serve"
    } == SERVED


def test_no_container_of_ours_may_do_more_than_it_must(services: Services) -> None:
    assert ours(services).keys() > SERVED
    assert {name: found for name, service in ours(services).items() if (found := liberties(service))} == {}


@pytest.mark.parametrize(
    "liberty",
    [
        {"read_only": False},
        {"cap_drop": []},
        {"cap_add": ["NET_ADMIN"]},
        {"security_opt": []},
        {"user": "0:0"},
        {"user": "jiayuan"},
        {"network_mode": "host"},
        {"volumes": ["/var/run/docker.sock:/var/run/docker.sock"]},
    ],
    ids=str,
)
def test_a_liberty_is_seen(services: Services, liberty: dict[str, Any]) -> None:
    assert liberties(copy.deepcopy(services["relief"]) | liberty)


def test_every_process_is_asked_for_its_health_and_every_job_is_not(services: Services) -> None:
    for name, service in ours(services).items():
        asked = service["healthcheck"].get("test", ["NONE"])
        is_asked = "deploy.images.healthcheck" in asked
        assert is_asked == (name in SERVED), name


def test_each_container_sees_its_own_secrets_and_no_others(services: Services) -> None:
    for name, service in services.items():
        own = [m for m in mounts(service) if "secrets-" in m]
        if name == "secrets":
            assert {m.partition("secrets-")[2].partition(":")[0] for m in own} == set(SECRETS)
            assert service["network_mode"] == "none"
        elif own:
            assert len(own) == 1, (name, own)
            folder = own[0].partition("secrets-")[2].partition(":")[0]
            wanted = {"migrate": "jobs", "topics": "jobs", "access": "jobs", "kafka-1": "kafka"}
            wanted |= {"kafka-2": "kafka", "kafka-3": "kafka", "admin": "jobs", "roles": "postgres"}
            assert folder == wanted.get(name, name)
            assert own[0].endswith(":ro"), own


def test_no_secret_is_a_variable(services: Services) -> None:
    for name, service in services.items():
        for variable in service.get("environment", {}):
            is_file = variable.endswith("_FILE") or variable in {
                "JIAYUAN_TOKEN_SIGNING_KEY",
                "JIAYUAN_PERSON_KEY",
                "JIAYUAN_SEALING_KEY",
                "JIAYUAN_TOKEN_KEYS",
            }
            assert is_file or not re.search("PASSWORD|SECRET$|KEY|DATABASE_URL", variable), (name, variable)


def test_only_doors_are_published_and_on_loopback(services: Services) -> None:
    doors = {name: list(published(service)) for name, service in services.items() if service.get("ports")}
    assert {name.partition("-")[0] for name in doors} == {"gateway", "kafka", "grafana"}
    assert all(door.startswith("127.0.0.1:") for own in doors.values() for door in own), doors


def test_images_are_the_official_ones_unless_another_is_named(services: Services) -> None:
    others = {service["image"].partition(":")[0] for service in services.values()} - {"jiayuan"}
    assert others == {"apache/kafka", "postgres", "prom/prometheus", "prom/alertmanager", "grafana/grafana"}
    assert services["kafka-1"]["image"] == f"apache/kafka:{KAFKA_VERSION}"


@pytest.mark.parametrize(
    ("file", "brokers", "replicas", "in_sync"), [("compose.yaml", 3, "3", "2"), ("compose.small.yaml", 1, "1", "1")]
)
def test_as_many_brokers_as_the_file_says(file: str, brokers: int, replicas: str, in_sync: str) -> None:
    if not compose.commands():
        missing("no compose on this machine")
    services: Services = compose.read(next(iter(compose.commands().values())), file)["services"]
    found = [service for name, service in services.items() if name.startswith("kafka-")]
    assert [service["environment"]["JIAYUAN_NODE"] for service in found] == [str(n + 1) for n in range(brokers)]
    for service in found:
        assert (service["environment"]["JIAYUAN_REPLICAS"], service["environment"]["JIAYUAN_IN_SYNC"]) == (
            replicas,
            in_sync,
        )


def test_the_roles_are_there_before_migrations_and_migrations_before_processes(services: Services) -> None:
    def follows(name: str) -> dict[str, str]:
        return {other: how["condition"] for other, how in services[name]["depends_on"].items()}

    assert services["roles"]["command"][0] == "roles"
    assert follows("roles")["postgres"] == "service_healthy"
    done = "service_completed_successfully"
    assert follows("migrate")["roles"] == done
    assert all(follows(name)["migrate"] == done for name in SERVED - {WATCH.name})


def test_brokers_refuse_what_no_rule_allows() -> None:
    script = (compose.REPOSITORY / "deploy" / "compose" / "kafka.sh").read_text()
    properties = dict(re.findall(r"^([a-z][a-z0-9.-]+)=(.*)$", script, re.MULTILINE))
    assert properties["allow.everyone.if.no.acl.found"] == "false"
    assert properties["authorizer.class.name"].endswith("StandardAuthorizer")
    assert properties["unclean.leader.election.enable"] == "false"
    assert "ANONYMOUS" not in properties["super.users"]
    assert ":PLAINTEXT" not in properties["listener.security.protocol.map"]


def test_the_parts_are_read_alike_by_anybody() -> None:
    """An anchor that YAML resolves to nothing would be a liberty unseen: each part names its image itself."""
    parts = yaml.safe_load((compose.REPOSITORY / "deploy" / "compose" / "parts.yaml").read_text())["services"]
    assert all("image" in part for part in parts.values())
