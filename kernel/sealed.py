"""Personal text at rest: AES-256-GCM under a data key of its own, which is wrapped by the room's key.

The database alone is noise. Forgetting a person is forgetting the data key (PIPL art. 47, 51): what
was sealed under it can never be opened again, also not from a backup of the text without that key.
"""

import os
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kernel.keys import secret

NONCE_BYTES = 12


class Box:
    """Seals and opens the fields of one record. A field's text opens only as that field of that record."""

    def __init__(self, key: bytes, of: str) -> None:
        self._cipher = AESGCM(key)
        self._of = of

    def seal(self, field: str, text: str) -> bytes:
        """The text under a fresh nonce; record and field are authenticated with it."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text.encode(), f"{self._of}/{field}".encode())

    def open(self, field: str, sealed: bytes) -> str:
        """The text. Raises cryptography.exceptions.InvalidTag where it was altered or belongs elsewhere."""
        nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        return self._cipher.decrypt(nonce, body, f"{self._of}/{field}".encode()).decode()


class Sealer:
    """Makes and unwraps data keys with the room's key-encryption key. Raises kernel.keys.KeyFileBroken."""

    def __init__(self, key_file: Path) -> None:
        self._key = AESGCM(secret(key_file))

    def make(self, of: str) -> tuple[bytes, Box]:
        """A new data key for the record `of` ("case/<id>"): wrapped, to be stored, and ready to seal with."""
        key, nonce = AESGCM.generate_key(256), os.urandom(NONCE_BYTES)
        return nonce + self._key.encrypt(nonce, key, f"key/{of}".encode()), Box(key, of)

    def unwrap(self, of: str, wrapped: bytes) -> Box:
        """The box of a stored key. Raises cryptography.exceptions.InvalidTag where the key is another record's."""
        nonce, body = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        return Box(self._key.decrypt(nonce, body, f"key/{of}".encode()), of)
