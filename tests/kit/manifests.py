"""Manifests as Kubernetes would get them: rendered by kustomize, and every object held strictly against its schema."""

from __future__ import annotations

import os
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import kubernetes_validate.utils  # type: ignore[import-untyped]  # carries no types
import yaml

from tests.kit.tools import REPOSITORY, check

Object = dict[str, Any]
K8S = REPOSITORY / "deploy" / "k8s"
OVERLAYS = ("small", "production")
# The oldest Kubernetes that has the kubelet's own sleep before a stop, and the newest whose schemas we have.
VERSIONS = ("1.30", kubernetes_validate.latest_version())
# The operators' definitions are not part of this repository: a folder with their YAML files, as released.
DEFINITIONS = "JIAYUAN_CRDS"
OPERATORS = ("kafka.strimzi.io/", "postgresql.cnpg.io/")
METADATA = {"name", "namespace", "labels", "annotations"}
# It reads megabytes of definitions anew for every object.
kubernetes_validate.utils.schema_contents = cache(kubernetes_validate.utils.schema_contents)


@cache
def _rendered(overlay: str) -> list[Object]:
    text = check("kubectl", "kustomize", str(K8S / "overlays" / overlay))
    lines = [line for line in text.splitlines() if not line.startswith("# Warning")]
    return [found for found in yaml.load_all("\n".join(lines), yaml.CSafeLoader) if found]


def render(overlay: str) -> list[Object]:
    """The overlay's objects, fresh ones each time. Skipped without kubectl, in CI failed."""
    return deepcopy(_rendered(overlay))


def named(found: Object) -> str:
    """kind/name."""
    return f"{found['kind']}/{found['metadata']['name']}"


def of_operators(found: Object) -> bool:
    """Whether an operator's definition describes it, not Kubernetes' own schema."""
    return str(found["apiVersion"]).startswith(OPERATORS)


def faults(found: Object) -> list[str]:
    """What Kubernetes itself would not take of one of its own kinds, unknown fields included."""
    errors = []
    for version in VERSIONS:
        try:
            kubernetes_validate.validate(found, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            errors.append(f"{named(found)} ({version}): {error.message}")
    return errors


@cache
def definitions() -> dict[tuple[str, str], jsonschema_rs.Draft4Validator]:
    """Validators by (apiVersion, kind); empty when it is not known where the operators' definitions are."""
    folder = os.environ.get(DEFINITIONS)
    found = {}
    for path in sorted(Path(folder).glob("*.yaml")) if folder else []:
        for document in yaml.load_all(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
            spec = document["spec"]
            for version in spec["versions"]:
                schema = closed(version["schema"]["openAPIV3Schema"])
                place = f"{spec['group']}/{version['name']}", spec["names"]["kind"]
                found[place] = jsonschema_rs.Draft4Validator(schema)
    return found


def operator_faults(found: Object, by: dict[tuple[str, str], jsonschema_rs.Draft4Validator]) -> list[str]:
    """What an operator's definition does not take of an object, unknown fields included."""
    validator = by.get((found["apiVersion"], found["kind"]))
    if validator is None:
        return [f"{named(found)}: no definition of {found['apiVersion']} {found['kind']}"]
    errors = [f"{named(found)}: {error.message}" for error in validator.iter_errors(found)]
    return errors + [f"{named(found)}: metadata.{name}" for name in sorted(found["metadata"].keys() - METADATA)]


def closed(schema: Any) -> Any:
    """An openAPIV3Schema as a JSON Schema that refuses what it does not name (Kubernetes itself would drop it)."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        key: value for key, value in schema.items() if key not in {"properties", "description", "default", "example"}
    }
    made = {key: closed(value) for key, value in made.items()}
    if isinstance(schema.get("properties"), dict):
        made["properties"] = {name: closed(of) for name, of in schema["properties"].items()}
        if "additionalProperties" not in schema and not schema.get("x-kubernetes-preserve-unknown-fields"):
            made["additionalProperties"] = False
    if schema.get("nullable") and isinstance(schema.get("type"), str):
        made["type"] = [schema["type"], "null"]
    return made
