"""CloudNativePG's objects: a cluster of its own for every room, and its backups where there is an object store."""

from __future__ import annotations

from typing import Any

from deploy.embedded.postgres_roles import ROLE_LIMITS, owner_of
from deploy.embedded.processes import DATABASES

API = "postgresql.cnpg.io/v1"
# Credentials of the object store; made by hand, never here.
STORE = "backup-store"


def cluster(room: str) -> str:
    """The name of a room's cluster."""
    return f"{room}-db"


def owner_secret(room: str) -> str:
    """The owner's address, key `uri`: the operator makes and keeps it. For migrations."""
    return f"{cluster(room)}-app"


def runtime_secret(room: str) -> str:
    """`username`, `password` and `uri` of the processes' role, which owns nothing; made by hand, never here."""
    return f"{cluster(room)}-runtime"


def clusters() -> list[dict[str, Any]]:
    """One cluster a room, with two roles that exist nowhere else: the owner, and the processes'."""
    return [
        {
            "apiVersion": API,
            "kind": "Cluster",
            "metadata": {"name": cluster(room)},
            "spec": {
                "instances": 3,
                "enableSuperuserAccess": False,
                "bootstrap": {
                    "initdb": {
                        "database": room,
                        "owner": owner_of(room),
                        "encoding": "UTF8",
                        "localeCollate": "C",
                        "localeCType": "C",
                    }
                },
                "managed": {"roles": [{"name": room, "login": True, "passwordSecret": {"name": runtime_secret(room)}}]},
                # DETAIL of an error shows the refused row: the log is to say which rule, and nothing of the row.
                "postgresql": {"parameters": {"log_error_verbosity": "terse", "max_connections": "100", **ROLE_LIMITS}},
                "storage": {"size": "10Gi"},
                "walStorage": {"size": "5Gi"},
                "resources": {
                    "requests": {"cpu": "200m", "memory": "512Mi"},
                    "limits": {"cpu": "2", "memory": "1Gi"},
                },
                "seccompProfile": {"type": "RuntimeDefault"},
            },
        }
        for room in DATABASES
    ]


def backups() -> list[dict[str, Any]]:
    """A base backup every night, one room after the other."""
    return [
        {
            "apiVersion": API,
            "kind": "ScheduledBackup",
            "metadata": {"name": cluster(room)},
            # Seconds, minutes, hours, day, month, weekday (UTC): 02:00 and a quarter of an hour more for each room.
            "spec": {
                "schedule": f"0 {15 * (place % 4)} {18 + place // 4} * * *",
                "backupOwnerReference": "self",
                "cluster": {"name": cluster(room)},
                "immediate": True,
            },
        }
        for place, room in enumerate(DATABASES)
    ]


def archives() -> list[dict[str, Any]]:
    """Patches: where base backups and, all the time, the write-ahead log go."""
    return [
        {
            "apiVersion": API,
            "kind": "Cluster",
            "metadata": {"name": cluster(room)},
            "spec": {
                "backup": {
                    "retentionPolicy": "30d",
                    "barmanObjectStore": {
                        "destinationPath": "s3://jiayuan-backups/",
                        "s3Credentials": {
                            "accessKeyId": {"name": STORE, "key": "access-key-id"},
                            "secretAccessKey": {"name": STORE, "key": "secret-access-key"},
                        },
                        "wal": {"compression": "gzip"},
                        "data": {"compression": "gzip"},
                    },
                }
            },
        }
        for room in DATABASES
    ]


def alone() -> list[dict[str, Any]]:
    """Patches for one node: one instance, no budget that would keep the node from being emptied."""
    small = {"requests": {"cpu": "50m", "memory": "192Mi"}, "limits": {"cpu": "1", "memory": "512Mi"}}
    return [
        {
            "apiVersion": API,
            "kind": "Cluster",
            "metadata": {"name": cluster(room)},
            "spec": {
                "instances": 1,
                "enablePDB": False,
                "storage": {"size": "4Gi"},
                "walStorage": {"size": "2Gi"},
                "resources": small,
            },
        }
        for room in DATABASES
    ]
