"""The command line's entry: it imports only the verb that is called, because every process starts through it."""

from __future__ import annotations

import ast
import importlib
import importlib.util
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

# name → where its Typer application is. A verb's module holds an `app` with one command.
VERBS = {
    "up": "cli.up",
    "down": "cli.down",
    "reset": "cli.reset",
    "serve": "cli.serve",
    "doctor": "cli.doctor",
    "verify": "cli.verify.command",
    "backup": "cli.backup",
    "restore": "cli.restore",
    "rebuild": "cli.rebuild",
    "timeline": "cli.timeline",
    "resume": "cli.resume",
    # What an orchestrated start does once, before the processes.
    "secrets": "cli.secrets",
    "keys": "cli.keys",
    "roles": "cli.roles",
    "migrate": "cli.migrate",
    "access": "cli.access",
    "trace": "cli.trace",
    "watch": "cli.watch",
}
# They start and end processes of this machine; an image has not the packages for that.
EMBEDDED = {
    "cli.up",
    "cli.down",
    "cli.reset",
    "cli.doctor",
    "cli.backup",
    "cli.restore",
    "cli.rebuild",
    "cli.account.show",
}
DEMO = {"load": "cli.demo.load", "summer": "cli.demo.summer"}
PARTNER = {"add": "cli.partner.add", "list": "cli.partner.list", "remove": "cli.partner.remove"}
ACCOUNT = {verb: f"cli.account.{verb}" for verb in ("add", "list", "reset", "disable", "enable", "unlock", "show")}
EVENTS = {"tail": "cli.events"}
TOPICS = {"plan": "cli.topics.plan", "apply": "cli.topics.apply"}
IMPORT = {"lives": "cli.imports.lives", "fhrs": "cli.imports.fhrs", "undo": "cli.imports.undo"}


class _Lazy(TyperGroup):
    """A group that imports a command when it is called. A list of commands needs only their sentences."""

    verbs: dict[str, str]
    listing = False

    def format_help(self, ctx: Any, formatter: Any) -> None:
        self.listing = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self.listing = False

    def list_commands(self, ctx: Any) -> list[str]:
        lazy = [name for name, module in self.verbs.items() if _exists(module)]
        return [*lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        module = self.verbs.get(cmd_name)
        if module is None or not _exists(module):
            return super().get_command(ctx, cmd_name)
        if self.listing:
            return TyperCommand(cmd_name, help=sentence(module))
        command = typer.main.get_command(importlib.import_module(module).app)
        command.name = cmd_name
        return command


def _exists(module: str) -> bool:
    if module in EMBEDDED and importlib.util.find_spec("psutil") is None:
        return False
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def sentence(module: str) -> str:
    """What the command of `module` does, read from its source: importing it would take up to a second."""
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    for node in ast.parse(Path(spec.origin).read_bytes()).body:
        if isinstance(node, ast.FunctionDef) and any("app.command" in ast.unparse(d) for d in node.decorator_list):
            return ast.get_docstring(node) or ""
    raise LookupError(f"{module} has no command")


class _Verbs(_Lazy):
    verbs = VERBS


class _Demo(_Lazy):
    verbs = DEMO


class _Partner(_Lazy):
    verbs = PARTNER


class _Account(_Lazy):
    verbs = ACCOUNT


class _Events(_Lazy):
    verbs = EVENTS


class _Topics(_Lazy):
    verbs = TOPICS


class _Import(_Lazy):
    verbs = IMPORT


app = typer.Typer(
    name="jiayuan",
    cls=_Verbs,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
demo = typer.Typer(cls=_Demo, no_args_is_help=True)
events = typer.Typer(cls=_Events, no_args_is_help=True)
imports = typer.Typer(cls=_Import, no_args_is_help=True)
app.add_typer(demo, name="demo", help="The district that the demonstration shows.")
partner = typer.Typer(cls=_Partner, no_args_is_help=True)
app.add_typer(partner, name="partner", help="Organisations that read topics with their own credentials.")
account = typer.Typer(cls=_Account, no_args_is_help=True)
app.add_typer(account, name="account", help="People's accounts.")
app.add_typer(events, name="events", help="The facts that pass by.")
topics = typer.Typer(cls=_Topics, no_args_is_help=True)
app.add_typer(topics, name="topics", help="Topics as code: the catalogue held against a cluster.")
app.add_typer(imports, name="import", help="Businesses out of other registers.")


@app.callback()
def jiayuan() -> None:
    """Jiayuan, one platform for a subdistrict: activities, food-safety inspections and relief.

    Example: jiayuan up --port 8080
    """


@demo.callback()
def demo_group() -> None:
    """The district that the demonstration shows."""


@partner.callback()
def partner_group() -> None:
    """Organisations that read topics with their own credentials."""


@account.callback()
def account_group() -> None:
    """People's accounts."""


@events.callback()
def events_group() -> None:
    """The facts that pass by."""


@topics.callback()
def topics_group() -> None:
    """Topics as code: the catalogue held against a cluster."""


@imports.callback()
def import_group() -> None:
    """Businesses out of other registers."""


if __name__ == "__main__":
    app()
