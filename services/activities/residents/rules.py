"""What is an account's own: what it registered itself, and everything of the person that the counter confirmed."""

from typing import NamedTuple
from uuid import UUID


class Own(NamedTuple):
    """An account, the person it made up for itself, and the person it was confirmed to be."""

    account: str
    subject_ref: UUID | None
    person_ref: UUID | None

    def has(self, subject_ref: UUID, recorded_by: str) -> bool:
        """Whether a thing of `subject_ref` which `recorded_by` entered is the account's.

        A name and a phone are no proof: until somebody looked at who asks, what others entered is not shown.
        """
        if self.person_ref is not None and subject_ref == self.person_ref:
            return True
        return subject_ref == self.subject_ref and recorded_by == self.account
