"""`python -m tools.new command activities/sessions/transfer`: a new command's files, and what is left to do by hand.

Everything is checked before anything is written, and no file is overwritten. What it writes refuses every call with
`<verb>-not-written`, a code without words, so that `make check` stays red until the rule is there.
"""

from __future__ import annotations

import argparse
import keyword
import re
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PATH = re.compile(r"([a-z]+)/([a-z]+(?:_[a-z]+)*)/([a-z]+(?:_[a-z]+)*)")
# CONTRIBUTING.md's steps that this does.
DONE = ("The verb", "Its SQL", "A test of the effect")

COMMAND = '''"""TODO: what happens to a {thing}, in one sentence, with the code of its rule."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import NotFound, Refused
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.{room}.storage import SQL


class {name}(Input):
    """What the caller sends."""

    reason: Text


class {name}Done(Output):
    """What the caller gets."""

    {thing}_id: UUID


@command(
    "POST /{aggregate}/{{{thing}_id}}/{code}",
    may="{room}:manage",
    says="TODO: what it does, in a sentence for the caller.",
    refuses=("{code}-not-written", "{thing}-unknown"),
)
async def {verb}(tx: Transaction, {thing}_id: UUID, order: {name}) -> {name}Done:
    """Raises NotFound("{thing}-unknown"), Refused("{code}-not-written")."""
    row = await tx.conn.fetchrow(*SQL["lock-for-{code}"]({thing}_id={thing}_id))
    if row is None:
        raise NotFound("{thing}-unknown")
    # TODO: ask a pure rule of services/{room}/{aggregate}/rules.py, store, tx.emit the event with the row's next seq.
    raise Refused("{code}-not-written")
'''
SQL = """
-- name: lock-for-{code}
select id, seq from {thing} where id = :{thing}_id for update
"""
TEST = '''"""TODO: the rule of {verb}, in one sentence with its code."""

from __future__ import annotations

from tests.kit.rooms import Serve


async def test_{verb}_is_written(serve: Serve) -> None:
    async with serve("{room}") as room:
        # TODO: make a {thing}, send the command with room.done, look at the rows and at room.events.
        assert await room.events("{thing}/TODO"), "{verb} has no effect yet"
'''


class Unclear(Exception):
    """The command cannot be written like this; the text says why."""


def command(root: Path, path: str) -> dict[Path, str]:
    """The files of `path`, a room, an aggregate and a verb, with their new content. Raises Unclear."""
    match = PATH.fullmatch(path)
    if match is None:
        raise Unclear(
            f"{path!r} is not <room>/<aggregate>/<verb> in small letters, such as activities/sessions/transfer"
        )
    room, aggregate, verb = match.groups()
    rooms = {file.parent.name for file in root.glob("services/*/figures.sql")}
    if room not in rooms:
        raise Unclear(f"{room} is none of the rooms: {', '.join(sorted(rooms))}")
    home = root / "services" / room
    aggregates = {file.parent.name for file in home.glob("*/__init__.py")}
    if aggregate not in aggregates:
        raise Unclear(f"{room} has no aggregate {aggregate}; it has: {', '.join(sorted(aggregates))}")
    if keyword.iskeyword(verb):
        raise Unclear(f"{verb} is a word of Python's own")
    words = {
        "room": room,
        "verb": verb,
        "aggregate": aggregate,
        "thing": aggregate.removesuffix("s"),
        "code": verb.replace("_", "-"),
        "name": "".join(word.capitalize() for word in verb.split("_")),
    }
    new = {
        home / aggregate / f"{verb}.py": COMMAND.format(**words),
        root / "tests" / "integration" / room / f"test_{verb}.py": TEST.format(**words),
    }
    if there := [file.relative_to(root).as_posix() for file in new if file.exists()]:
        raise Unclear(f"{' and '.join(there)} is there already")
    sql = home / aggregate / f"{aggregate}.sql"
    before = sql.read_text(encoding="utf-8").rstrip("\n") + "\n" if sql.exists() else ""
    return new | {sql: (before + SQL.format(**words)).lstrip("\n")}


def left(root: Path, room: str) -> list[str]:
    """The steps of "Add a command" that are left, as CONTRIBUTING.md has them."""
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("\n## Add a command\n")[2].partition("\n## ")[0]
    steps = [" ".join(step.split()) for step in re.split(r"\n\d+\. ", section)[1:]]
    return [step.replace("<room>", room) for step in steps if not step.startswith(DONE)]


def main() -> int:
    """0 when everything was written."""
    parser = argparse.ArgumentParser(prog="python -m tools.new", description=__doc__)
    parser.add_argument("kind", choices=["command"])
    parser.add_argument("path", help="room/aggregate/verb, such as activities/sessions/transfer")
    asked = parser.parse_args()
    try:
        files = command(REPOSITORY, asked.path)
    except Unclear as error:
        print(error, file=sys.stderr)
        return 1
    for file, text in files.items():
        file.write_text(text, encoding="utf-8")
        print(f"written  {file.relative_to(REPOSITORY)}")
    print("\nLeft to do by hand:")
    for step in left(REPOSITORY, asked.path.partition("/")[0]):
        print(f"- {step}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
