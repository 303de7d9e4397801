"""Paper codes: ten letters and digits that are given out at the stall, one a person, and vote once.

A code is made from its batch's id, its number and the house's secret, so the list can be printed again and no code is
stored. Crockford's alphabet has no letters that a reader takes for digits; fifty bits are out of reach of guessing
through a door that takes some hundred requests a minute.
"""

from collections.abc import Callable
from uuid import UUID

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
MOST_A_BATCH = 500
Seal = Callable[[bytes], bytes]


def code(seal: Seal, batch_id: UUID, number: int) -> str:
    """The batch's code with this number, from 0, as it is printed: `ABCDE-FGHJK`."""
    secret = int.from_bytes(seal(f"paper-code:{batch_id}:{number}".encode()), "big")
    letters = [ALPHABET[(secret >> 5 * place) % 32] for place in range(LENGTH)]
    return "".join(letters[:5]) + "-" + "".join(letters[5:])


def canonical(typed: str) -> str:
    """A code as somebody typed it: case, spaces and hyphens do not matter, and O, I, L are read as digits."""
    text = "".join(letter for letter in typed.upper() if letter not in " -")
    return text.translate(str.maketrans("OIL", "011"))


def code_hash(seal: Seal, typed: str) -> bytes:
    """What is stored of a code: 32 bytes under the house's secret, because fifty bits alone can be tried offline."""
    return seal(f"paper-hash:{canonical(typed)}".encode())
