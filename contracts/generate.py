"""Writes contracts/events/, asyncapi.yaml and all that follows from figures.yaml; `--check` only compares.

The events' classes are made from the schemas, the document from them and topics.yaml (contracts.asyncapi), what follows
from the register of figures by contracts.figure_texts.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
HEADER = '"""Typed events of {room}, made from its schemas by `python -m contracts.generate`: never edit."""'

# Left out of the classes: a `pattern` would be matched once more on every decode, and the writer's edge has checked
# it before the event could enter the outbox. Formats stay. `date-time` and `date` are decoded natively by msgspec,
# which refuses what is neither. `uuid` becomes text that has to look like one (contracts.record.Identifier): readers
# put it into columns of that type, and must know before that it fits.
NOT_IN_CLASSES = {"pattern", "$id", "$schema"}
# The class generator has no type of ours for an id: it carries this through to `_finish`.
UUID_MARK = "uuid"


def _for_classes(node: Any) -> Any:
    """The schema as the class generator should see it; the names of fields are kept, whatever they are."""
    if isinstance(node, list):
        return [_for_classes(item) for item in node]
    if not isinstance(node, dict):
        return node
    out: dict[str, Any] = {}
    for key, value in node.items():
        if key == "properties":
            out[key] = {name: _for_classes(child) for name, child in value.items()}
        elif (key, value) == ("format", "uuid"):
            out["pattern"] = UUID_MARK
        elif key not in NOT_IN_CLASSES and key != "description":
            out[key] = _for_classes(value)
    return out


def render_classes(room: Path) -> str:
    """The Python module with one frozen msgspec Struct for each schema of a room."""
    from datamodel_code_generator import generate
    from datamodel_code_generator.enums import DataModelType, InputFileType
    from datamodel_code_generator.format import DatetimeClassType, Formatter, PythonVersion
    from datamodel_code_generator.parser import LiteralType

    definitions = {}
    for path in sorted(room.glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        definitions[schema["title"]] = {**_for_classes(schema), "description": schema["description"]}
    source = generate(
        json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions}),
        input_file_type=InputFileType.JsonSchema,
        output_model_type=DataModelType.MsgspecStruct,
        target_python_version=PythonVersion.PY_311,
        base_class="contracts.record.Record",
        enum_field_as_literal=LiteralType.All,
        output_datetime_class=DatetimeClassType.Datetime,
        use_annotated=True,
        use_title_as_name=True,
        use_schema_description=True,
        use_standard_collections=True,
        use_union_operator=True,
        reuse_model=True,
        skip_root_model=True,
        keyword_only=True,
        keep_model_order=True,
        disable_timestamp=True,
        custom_file_header=HEADER.format(room=room.name),
        formatters=[Formatter.BUILTIN],
    )
    if not isinstance(source, str):
        raise TypeError("the class generator answered with several modules")
    return _finish(source)


def _finish(source: str) -> str:
    """What the generator has no option for: frozen for type checkers, None for absent, our types of times and ids."""
    source = source.replace("(Record, kw_only=True)", "(Record, frozen=True, kw_only=True)")
    # No field is both optional and nullable (the lint sees to it), so None can stand for absent.
    source = source.replace(" | UnsetType = UNSET", " | None = None")
    source = source.replace("from msgspec import UNSET, Meta, UnsetType", "from msgspec import Meta")
    source = re.sub(r"^(    \w+: .*?)\bdatetime\b", r"\1Moment", source, flags=re.MULTILINE)
    source = re.sub(rf"Annotated\[\s*str,\s*Meta\(pattern='{UUID_MARK}'\),?\s*\]", "Identifier", source)
    named = [name for name in ("Identifier", "Moment") if re.search(rf"\b{name}\b", source)]
    source = source.replace("import Record\n", f"import {', '.join([*named, 'Record'])}\n")
    source = source.replace("from datetime import date, datetime\n", "from datetime import date\n")
    source = source.replace("from datetime import datetime\n", "")
    return re.sub(r"\n{4,}", "\n\n\n", source).rstrip("\n") + "\n"


def render_all() -> dict[Path, str]:
    """Every generated Python file and what should be in it."""
    rooms = sorted(path for path in (HERE / "schemas").iterdir() if path.is_dir())
    return {HERE / "events" / room.name / "__init__.py": render_classes(room) for room in rooms}


def _settle(path: Path, wanted: str, *, check: bool) -> bool:
    """Write a file if it differs, or only show the difference; true if it was stale."""
    present = path.read_text(encoding="utf-8") if path.exists() else ""
    if present == wanted:
        return False
    name = path.relative_to(ROOT).as_posix()
    if check:
        lines = difflib.unified_diff(present.splitlines(), wanted.splitlines(), name, f"{name} (generated)", "", "", 1)
        print("\n".join(lines))
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted, encoding="utf-8")
        print(f"wrote {name}")
    return True


def main(arguments: list[str] | None = None) -> int:
    """Write the generated files, or with --check exit 1 if any is stale."""
    parser = argparse.ArgumentParser(prog="python -m contracts.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is stale")
    check = parser.parse_args(arguments).check
    stale = [_settle(path, text, check=check) for path, text in render_all().items()]
    # Late: the catalogue imports the classes that were only just written.
    from contracts.asyncapi import render_asyncapi
    from contracts.figure_texts import render_figures
    from contracts.figures import REGISTER, complaints

    if wrong := complaints(REGISTER):
        print("\n".join(wrong))
        return 1
    # Before the document, which has the schemas in it.
    stale += [_settle(path, text, check=check) for path, text in render_figures().items()]
    stale.append(_settle(HERE / "asyncapi.yaml", render_asyncapi(), check=check))
    return 1 if check and any(stale) else 0


if __name__ == "__main__":
    raise SystemExit(main())
