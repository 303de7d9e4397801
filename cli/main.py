"""The command line's door: it imports only the verb that was asked for, because six processes start through it."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

import typer
from typer.core import TyperGroup

# name → where its Typer application is. A verb's module holds an `app` with one command.
VERBS = {
    "up": "cli.up",
    "down": "cli.down",
    "reset": "cli.reset",
    "serve": "cli.serve",
    "doctor": "cli.doctor",
    "verify": "cli.verify",
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
    """A group whose commands are imported when they are called or listed."""

    verbs: dict[str, str]

    def list_commands(self, ctx: Any) -> list[str]:
        lazy = [name for name, module in self.verbs.items() if _exists(module)]
        return [*lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        module = self.verbs.get(cmd_name)
        if module is None or not _exists(module):
            return super().get_command(ctx, cmd_name)
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
