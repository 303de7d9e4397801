"""`jiayuan account add`: an account of any role, with a one-time password."""

import re
import sys
from typing import Annotated
from uuid import UUID

import typer

from cli.account.database import on_accounts
from cli.account.hand import PasswordFile, check_place, hand
from gateway.accounts import add_account, check_roles, one_time_password
from gateway.people import USERNAME
from gateway.roles import ROLES
from kernel.errors import Refused

app = typer.Typer(add_completion=False)
NAMES = ", ".join(sorted(ROLES.keys() - {"anyone"}))
MENDS = {
    "role-unknown": f"the roles are: {NAMES}",
    "approver-is-payer": "two accounts, of two people: who approves a payment does not pay it",
    "organisation-missing": "--organisation ID: this role acts for one, and without it would act for all of them",
    "username-taken": "another name; jiayuan account list",
}


@app.command(epilog="Example: jiayuan account add li.na --display-name 李娜 --role approver")
def add(
    name: Annotated[str, typer.Argument(help="The username: small letters, digits, . _ -")],
    role: Annotated[list[str], typer.Option(help=f"May be given several times. One of: {NAMES}.")],
    display_name: Annotated[str, typer.Option(help="What pages call this person.")] = "",
    organisation: Annotated[UUID | None, typer.Option(help="What a venue-manager or partner-admin acts for.")] = None,
    password_file: PasswordFile = None,
) -> None:
    """Make an account. The money's roles come from here alone: who may ask, approve and pay are three people."""
    if not re.fullmatch(USERNAME, name):
        raise typer.BadParameter("3 to 40 small letters, digits, . _ -, beginning with a letter or a digit")
    check_place(password_file)
    password = one_time_password()
    try:
        check_roles(role, organisation)
        on_accounts(
            lambda conn: add_account(conn, name, display_name or name, password, role, organisation, must_change=True)
        )
    except Refused as error:
        sys.stderr.write(f"account add: {error.code}\n  mend: {MENDS[error.code]}\n")
        raise typer.Exit(1) from None
    hand(name, password, password_file)
