"""A resident's account as commands read, hold and lock it."""

from dataclasses import dataclass
from uuid import UUID

from kernel.rows import TypedRow
from services.activities.storage import SQL


@dataclass(frozen=True, slots=True)
class Account(TypedRow, reads=SQL["account"]):
    """An account, the person it made up for itself, and the person it was confirmed to be."""

    account: str
    subject_ref: UUID | None
    person_ref: UUID | None

    @property
    def acts_as(self) -> UUID | None:
        """The confirmed person, else the account's own; an account that was unlinked may have neither."""
        return self.person_ref or self.subject_ref


@dataclass(frozen=True, slots=True)
class HeldAccount(Account, reads=SQL["hold-account"]):
    """Held, so that an erasure waits for what is registered now and then sees it."""


@dataclass(frozen=True, slots=True)
class LockedAccount(Account, reads=SQL["lock-account"]):
    """Locked, to be erased."""


@dataclass(frozen=True, slots=True)
class AccountOfPerson(Account, reads=SQL["lock-account-of"]):
    """The account that was confirmed to be a person's, locked to be erased."""
