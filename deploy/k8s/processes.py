"""Deployment, Service and disruption budget of every process: one image, settings by environment, secrets as files."""

from __future__ import annotations

import json
from typing import Any

from deploy.embedded.processes import DATABASES, PROCESSES, Process
from deploy.k8s.access import CLUSTER, STREAM, WATCH
from deploy.k8s.databases import owner_secret, runtime_secret

PART_OF = "jiayuan"
IMAGE = "jiayuan:0.1.0"
# The image's own user, which owns nothing in it.
USER = 10001
PORT, METRICS_PORT = 8080, 9464
REPLICAS = 2
SECRETS, KEYS, AUTHORITY = "/run/jiayuan", "/run/keys", "/run/kafka"
CA_SECRET = f"{CLUSTER}-cluster-ca-cert"
BROKERS = f"{CLUSTER}-kafka-bootstrap:9093"
GATEWAY = "gateway"
# Keys are made once, by `kernel.auth.ensure_keys`: file → (Secret, variable that names the file).
KEY_FILES = {
    "tokens.public.json": ("jiayuan-token-keys", "JIAYUAN_TOKEN_KEYS"),
    "persons.key": ("jiayuan-person-key", "JIAYUAN_PERSON_KEY"),
    "sealing.key": ("jiayuan-sealing-key", "JIAYUAN_SEALING_KEY"),
    "tokens.private.json": ("jiayuan-token-signing-key", "JIAYUAN_TOKEN_SIGNING_KEY"),
}
# Networks of the ingress controller's pods, which the place knows; without it no forwarded address is believed.
PROXIES = {"name": GATEWAY, "key": "trusted-proxies", "optional": True}
Object = dict[str, Any]


def labels(name: str) -> dict[str, str]:
    """What a process's pods are known by; a component is what network policies speak of."""
    component = name if name in {GATEWAY, STREAM, WATCH} else "room"
    return {
        "app.kubernetes.io/name": name,
        "app.kubernetes.io/part-of": PART_OF,
        "app.kubernetes.io/component": component,
    }


def selector(name: str) -> dict[str, str]:
    """The label by which a process is selected."""
    return {"app.kubernetes.io/name": name}


def objects() -> list[Object]:
    """Everything, process by process."""
    made: list[Object] = []
    for process in PROCESSES:
        made += [deployment(process.name, process), service(process.name), budget(process.name)]
    # One pair of eyes is enough; a second would count everything twice.
    return [*made, deployment(WATCH, None), budget(WATCH)]


def deployment(name: str, process: Process | None) -> Object:
    """Two replicas, replaced one by one: a new one is ready before an old one goes."""
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": name, "labels": labels(name)},
        "spec": {
            "replicas": 1 if process is None else REPLICAS,
            "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}},
            "selector": {"matchLabels": selector(name)},
            "template": {
                "metadata": {
                    "labels": labels(name),
                    "annotations": {"prometheus.io/scrape": "true", "prometheus.io/port": str(METRICS_PORT)},
                },
                "spec": _pod(name, process),
            },
        },
    }


def _pod(name: str, process: Process | None) -> Object:
    database = process.database if process else None
    mounts = {"secrets": SECRETS, "kafka-ca": AUTHORITY} | ({"keys": KEYS} if process else {})
    return {
        # A Service called jiayuan-kafka-… would put JIAYUAN_KAFKA_… into the environment, where settings are read.
        "enableServiceLinks": False,
        "automountServiceAccountToken": False,
        # Five seconds until no more requests come, five for those under way, the rest to release the lock.
        "terminationGracePeriodSeconds": 30,
        "securityContext": {
            "runAsNonRoot": True,
            "runAsUser": USER,
            "runAsGroup": USER,
            "fsGroup": USER,
            "seccompProfile": {"type": "RuntimeDefault"},
        },
        "topologySpreadConstraints": [
            {
                "maxSkew": 1,
                "topologyKey": key,
                "whenUnsatisfiable": "ScheduleAnyway",
                "labelSelector": {"matchLabels": selector(name)},
            }
            for key in ("topology.kubernetes.io/zone", "kubernetes.io/hostname")
        ],
        **({"initContainers": [_migration(database)]} if database else {}),
        "containers": [_container(name, ["serve", name], _environment(name, process), mounts) | _serving()],
        "volumes": _volumes(name, process),
    }


def _migration(room: str) -> Object:
    """As the owner of the room's tables, whose address no other container sees; it needs no broker and no key."""
    settings: list[Object] = [{"name": "JIAYUAN_SECRETS", "value": SECRETS}]
    return _container("migrate", ["migrate", room], settings, {"owner": SECRETS})


def _container(name: str, arguments: list[str], settings: list[Object], mounts: dict[str, str]) -> Object:
    """`mounts`: volume → folder, beside /tmp."""
    return {
        "name": name,
        "image": IMAGE,
        "args": arguments,
        "env": settings,
        "resources": {"requests": {"cpu": "100m", "memory": "192Mi"}, "limits": {"cpu": "1", "memory": "512Mi"}},
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
        "volumeMounts": [
            {"name": "tmp", "mountPath": "/tmp"},  # noqa: S108  the container's own
            *({"name": volume, "mountPath": folder, "readOnly": True} for volume, folder in mounts.items()),
        ],
    }


def _serving() -> Object:
    def probe(path: str, every: int, failures: int) -> Object:
        return {"httpGet": {"path": path, "port": "http"}, "periodSeconds": every, "failureThreshold": failures}

    return {
        "ports": [{"name": "http", "containerPort": PORT}, {"name": "metrics", "containerPort": METRICS_PORT}],
        "startupProbe": probe("/health/live", 2, 60),
        "livenessProbe": probe("/health/live", 10, 3),
        "readinessProbe": probe("/health/ready", 3, 2),
        # The image has no shell, so this is the kubelet's own sleep (Kubernetes 1.30 and newer).
        "lifecycle": {"preStop": {"sleep": {"seconds": 5}}},
    }


def _environment(name: str, process: Process | None) -> list[Object]:
    plain = {
        "JIAYUAN_HOST": "0.0.0.0",  # noqa: S104  what may reach it is the network policies' to say
        "JIAYUAN_PORT": str(PORT),
        "JIAYUAN_METRICS_PORT": str(METRICS_PORT),
        "JIAYUAN_SECRETS": SECRETS,
        "JIAYUAN_KAFKA": BROKERS,
        "JIAYUAN_KAFKA_USER": name,
        "JIAYUAN_KAFKA_CA": f"{AUTHORITY}/ca.crt",
    }
    if process is None:
        plain["JIAYUAN_GATEWAY_URL"] = f"http://{GATEWAY}:{PORT}"
        return [*_databases_of_watch(), *({"name": key, "value": value} for key, value in plain.items())]
    plain |= {KEY_FILES[file][1]: f"{KEYS}/{file}" for file in _key_files(process)}
    if name == GATEWAY:
        rooms = [row.name for row in PROCESSES if row.name != GATEWAY]
        plain["JIAYUAN_ROOM_URLS"] = json.dumps({room: f"http://{room}:{PORT}" for room in rooms})
        plain["JIAYUAN_SECURE_COOKIES"] = "true"
        plain["JIAYUAN_GATEWAY_REPLICAS"] = str(REPLICAS)
    settings: list[Object] = [{"name": key, "value": value} for key, value in plain.items()]
    if name == GATEWAY:
        settings.append({"name": "JIAYUAN_TRUSTED_PROXIES", "valueFrom": {"configMapKeyRef": PROXIES}})
    return settings


def _databases_of_watch() -> list[Object]:
    """Every room's address, put together by Kubernetes out of what the database's operator keeps."""
    addresses = [
        {"name": f"{room.upper()}_URL", "valueFrom": {"secretKeyRef": {"name": runtime_secret(room), "key": "uri"}}}
        for room in DATABASES
    ]
    together = json.dumps({room: f"$({room.upper()}_URL)" for room in DATABASES})
    return [*addresses, {"name": "JIAYUAN_DATABASE_URLS", "value": together}]


def _key_files(process: Process) -> list[str]:
    found = ["tokens.public.json"] if "keys" in process.needs else []
    found += ["persons.key", "sealing.key"] if "persons" in process.needs else []
    return found + (["tokens.private.json"] if "accounts" in process.needs else [])


def _volumes(name: str, process: Process | None) -> list[Object]:
    def file(secret: str, key: str, path: str) -> Object:
        return {"secret": {"name": secret, "items": [{"key": key, "path": path}]}}

    secrets = [file(name, "password", "jiayuan_kafka_password")]
    if process is not None and process.database:
        secrets.append(file(runtime_secret(process.database), "uri", "jiayuan_database_url"))
    volumes: list[Object] = [
        {"name": "tmp", "emptyDir": {"medium": "Memory", "sizeLimit": "64Mi"}},
        {"name": "secrets", "projected": {"defaultMode": 0o440, "sources": secrets}},
        {"name": "kafka-ca", "projected": {"defaultMode": 0o440, "sources": [file(CA_SECRET, "ca.crt", "ca.crt")]}},
    ]
    if process is not None and process.database:
        owner = [file(owner_secret(process.database), "uri", "jiayuan_database_url")]
        volumes.append({"name": "owner", "projected": {"defaultMode": 0o440, "sources": owner}})
    if process is not None:
        keys = [file(KEY_FILES[key][0], key, key) for key in _key_files(process)]
        volumes.append({"name": "keys", "projected": {"defaultMode": 0o440, "sources": keys}})
    return volumes


def service(name: str) -> Object:
    """The process's name within the namespace."""
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": name, "labels": labels(name)},
        "spec": {"selector": selector(name), "ports": [{"name": "http", "port": PORT, "targetPort": "http"}]},
    }


def budget(name: str) -> Object:
    """A node that is emptied takes one replica at a time."""
    return {
        "apiVersion": "policy/v1",
        "kind": "PodDisruptionBudget",
        "metadata": {"name": name, "labels": labels(name)},
        "spec": {"maxUnavailable": 1, "selector": {"matchLabels": selector(name)}},
    }
