"""What became of each gift: the published rule by which a fund's ledger is read as gifts (RULE-27, REL-13).

Money is spent in the order in which it came (FIFO). A reserve takes fen from the oldest gifts that have some left and
remembers which; void gives them back to the same gifts, pay spends them, a returned payment makes them available again.
A gift that is taken back must be whole: what of it is reserved or spent is taken over by the oldest gifts that have
money left.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(slots=True)
class Gift:
    """Where the fen of one gift are; the four add up to `amount_fen`."""

    amount_fen: int
    available_fen: int
    reserved_fen: int = 0
    disbursed_fen: int = 0
    reversed_fen: int = 0


@dataclass(slots=True)
class Lineage:
    """Gifts by donation, and the parts of gifts behind each disbursement."""

    gifts: dict[UUID, Gift] = field(default_factory=dict)
    parts: dict[UUID, dict[UUID, int]] = field(default_factory=dict)
    paid: set[UUID] = field(default_factory=set)

    def apply(self, kind: str, reference: UUID, amount_fen: int) -> None:
        """Follow one entry of the ledger. Raises ValueError where the entries before do not allow it."""
        if kind == "donation":
            self.gifts[reference] = Gift(amount_fen, amount_fen)
        elif kind == "reserve":
            self.parts[reference] = self._take(amount_fen)
            for gift, fen in self.parts[reference].items():
                self.gifts[gift].reserved_fen += fen
        elif kind == "donation-reversal":
            self._take_back(reference)
        else:
            self._settle(kind, reference)

    def _settle(self, kind: str, reference: UUID) -> None:
        for of, fen in self.parts[reference].items():
            gift = self.gifts[of]
            if kind == "void":
                gift.reserved_fen, gift.available_fen = gift.reserved_fen - fen, gift.available_fen + fen
            elif kind == "pay":
                gift.reserved_fen, gift.disbursed_fen = gift.reserved_fen - fen, gift.disbursed_fen + fen
            else:
                gift.disbursed_fen, gift.available_fen = gift.disbursed_fen - fen, gift.available_fen + fen
        if kind == "pay":
            self.paid.add(reference)
        else:
            del self.parts[reference]
            self.paid.discard(reference)

    def _take(self, amount_fen: int, *, but: UUID | None = None) -> dict[UUID, int]:
        taken: dict[UUID, int] = {}
        for key, gift in self.gifts.items():
            if amount_fen and gift.available_fen and key != but:
                taken[key] = min(amount_fen, gift.available_fen)
                gift.available_fen -= taken[key]
                amount_fen -= taken[key]
        if amount_fen:
            raise ValueError("more is taken than is there")
        return taken

    def _take_back(self, reference: UUID) -> None:
        gift = self.gifts[reference]
        for disbursement, parts in self.parts.items():
            fen = parts.pop(reference, 0)
            for other, part in self._take(fen, but=reference).items() if fen else ():
                parts[other] = parts.get(other, 0) + part
                if disbursement in self.paid:
                    self.gifts[other].disbursed_fen += part
                else:
                    self.gifts[other].reserved_fen += part
        self.gifts[reference] = Gift(gift.amount_fen, 0, 0, 0, gift.amount_fen)


def follow(entries: Iterable[tuple[str, UUID, int]]) -> Lineage:
    """The lineage of a whole ledger: (kind, reference, amount in fen) in the order of the numbers."""
    lineage = Lineage()
    for kind, reference, amount_fen in entries:
        lineage.apply(kind, reference, amount_fen)
    return lineage
