"""The constitution of contracts/: nothing orphaned, nothing unnamed, nothing personal, nothing stale."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from contracts.catalogue import CATALOGUE, TYPE_NAME, UnknownType, class_name, event_class, topic_of, type_of
from contracts.compatibility import lint
from contracts.generate import main as generate
from contracts.subset import keywords
from contracts.validation import schema_of

CONTRACTS = Path(__file__).resolve().parents[2] / "contracts"
SCHEMAS = sorted((CONTRACTS / "schemas").rglob("*.json"))
EXAMPLES = sorted((CONTRACTS / "examples").rglob("*.json"))
TYPES = list(CATALOGUE.event_types)
TOPICS = list(CATALOGUE.topics.values())
ROOMS = {"activities", "inspections", "relief", "engagement"}
READERS = ROOMS | {"gateway"}

# What may bear a name or an address: organisations and places, never people.
NAMES_ALLOWED = {
    ("activities.organisation-registered.v1", "name"),
    ("activities.venue-opened.v1", "name"),
    ("activities.venue-opened.v1", "address"),
    ("inspections.establishment-registered.v1", "name"),
}
PERSONAL = re.compile(
    r"(^|_)(name|names|surname|fullname|phone|mobile|tel|email|mail|wechat|id_number|id_card|identity|passport"
    r"|address|birth\w*|gender|sex|age|account|bank\w*|card|payee|contact|ip|photo|health\w*|hardship\w*)(_|$)"
)


def type_of_file(path: Path) -> str:
    """activities/venue-opened.v1.minimal.json -> activities.venue-opened.v1"""
    return f"{path.parent.name}.{'.'.join(path.name.split('.')[:2])}"


def test_every_schema_belongs_to_a_topic_and_every_type_has_a_schema() -> None:
    assert sorted(type_of_file(path) for path in SCHEMAS) == sorted(TYPES)


def test_every_example_belongs_to_a_type_and_every_type_has_an_example() -> None:
    assert {type_of_file(path) for path in EXAMPLES} == set(TYPES)


def test_a_type_is_on_one_topic_only() -> None:
    listed = [name for topic in TOPICS for name in topic.events]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("event_type", TYPES)
def test_a_type_with_optional_fields_has_an_example_with_and_one_without_them(event_type: Any) -> None:
    schema = schema_of(event_type)
    optional = set(schema["properties"]) - set(schema["required"])
    shown = [set(json.loads(path.read_text())["data"]) for path in EXAMPLES if type_of_file(path) == event_type]
    assert any(optional <= fields for fields in shown)
    assert not optional or any(optional.isdisjoint(fields) for fields in shown)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_a_topic_says_who_what_how_long(topic: Any) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*", topic.name)
    assert topic.owner in READERS
    assert topic.name.startswith(f"{topic.owner}.")
    assert topic.producers == (topic.owner,)
    assert topic.consumers
    assert set(topic.consumers) <= READERS
    assert topic.key
    assert topic.description.endswith(".")
    assert topic.partitions >= 1
    # Exactly one of the two: a topic without a limit keeps everything, one with both forgets what it should hold.
    assert topic.compacted != (topic.retention_ms is not None)
    assert topic.retention_ms is None or topic.retention_ms >= 24 * 3600 * 1000
    assert topic.parked != bool(topic.events)
    assert topic.parked == topic.name.endswith(".parked")


@pytest.mark.parametrize("topic", [t for t in TOPICS if not t.parked], ids=lambda topic: topic.name)
def test_a_topic_is_pseudonymous_exactly_if_an_event_carries_a_subject(topic: Any) -> None:
    carries = any("subject_ref" in schema_of(name)["properties"] for name in topic.events)
    assert topic.personal_data == ("pseudonymous" if carries else "none")


@pytest.mark.parametrize("event_type", TYPES)
def test_names_follow_from_the_type(event_type: Any) -> None:
    match = TYPE_NAME.fullmatch(event_type)
    assert match
    schema = schema_of(event_type)
    assert schema["title"] == class_name(match["name"], int(match["version"]))
    assert schema["$id"] == CATALOGUE.event_type(event_type).dataschema
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert match["room"] == topic_of(event_type).owner
    assert match["name"].rsplit("-", 1)[1].endswith(("ed", "in", "taken", "made", "drawn", "paid", "broken", "undone"))
    assert event_class(event_type).__name__ == schema["title"]
    assert type_of(event_class(event_type)) == event_type


def test_versions_are_contiguous_from_one() -> None:
    versions: dict[tuple[str, str], list[int]] = {}
    for entry in CATALOGUE.event_types.values():
        versions.setdefault((entry.room, entry.name), []).append(entry.version)
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in versions.values())


@pytest.mark.parametrize("event_type", TYPES)
def test_schemas_pass_the_lint_and_say_what_fields_mean(event_type: Any) -> None:
    assert list(lint(schema_of(event_type))) == []
    assert schema_of(event_type)["description"].endswith(".")


@pytest.mark.parametrize("event_type", TYPES)
def test_fields_keep_the_house_conventions(event_type: Any) -> None:
    for _, part in keywords(schema_of(event_type)):
        for name, child in part.get("properties", {}).items():
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)
            if name.endswith("_at"):
                assert (child["format"], child["pattern"]) == ("date-time", "Z$"), name
            if name.endswith("_fen"):
                assert (child["type"], child["minimum"]) == ("integer", 1), name
            if name.endswith("_id") or name == "subject_ref":
                assert child["format"] == "uuid", name


@pytest.mark.parametrize("event_type", TYPES)
def test_no_field_is_about_a_person(event_type: Any) -> None:
    found = {name for _, part in keywords(schema_of(event_type)) for name in part.get("properties", {})}
    suspect = {(event_type, name) for name in found if PERSONAL.search(name)}
    assert suspect <= NAMES_ALLOWED


def test_the_list_of_allowed_names_has_no_dead_entry() -> None:
    assert all(field in schema_of(event_type)["properties"] for event_type, field in NAMES_ALLOWED)


@pytest.mark.parametrize(
    "field", ["name", "phone", "id_number", "home_address", "payee_name", "bank_account", "birthday"]
)
def test_the_personal_rule_catches_what_it_should(field: Any) -> None:
    assert PERSONAL.search(field)


def test_readers_find_what_they_follow() -> None:
    followed = {topic.name for topic in CATALOGUE.consumed_by("engagement")}
    assert followed == {t.name for t in TOPICS if t.owner in {"activities", "inspections", "relief"} and not t.parked}
    assert CATALOGUE.parked_topic("gateway").name == "gateway.parked"
    assert CATALOGUE.topics["engagement.statistics"].config == {"cleanup.policy": "compact"}
    assert CATALOGUE.topics["relief.funds"].config["retention.ms"] == str(400 * 24 * 3600 * 1000)


def test_an_unknown_type_is_named() -> None:
    with pytest.raises(UnknownType, match=r"relief\.fund-lost\.v1"):
        topic_of("relief.fund-lost.v1")


def test_generated_files_are_not_stale(capsys: Any) -> None:
    assert generate(["--check"]) == 0, capsys.readouterr().out
