"""The house's key files: made where they are missing, and checked before anything is signed or sealed with them.

An empty or short key would work: everybody a stranger, every fingerprint open to anybody. So it is refused by name.
"""

import json
import os
from pathlib import Path
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

from kernel.files import write_whole

SIGNING_KEY = "tokens.private.json"
PUBLIC_KEYS = "tokens.public.json"
PERSON_KEY = "persons.key"
SEALING_KEY = "sealing.key"
SECRET_BYTES = 32
CURVE, ALGORITHM = "P-256", "ES256"
MEND = {
    SIGNING_KEY: "put the kept copy back, or delete it and tokens.public.json: both are made anew at the next start",
    PUBLIC_KEYS: "delete it: the next start makes it from tokens.private.json",
    PERSON_KEY: "put the kept copy back; under another key everybody would be a stranger",
    SEALING_KEY: "put the kept copy back; under another key no sealed case can be opened",
}


class KeyFileBroken(ValueError):
    """A key file that is there and is no key. The message names the file and what mends it, never the content."""

    def __init__(self, file: Path, why: str) -> None:
        self.file, self.why = file, why
        self.mend = MEND.get(file.name, "put the kept copy back")
        super().__init__(f"{file}: {why}\n  mend: {self.mend}")


def ensure_keys(folder: Path) -> None:
    """Make the signing key, its public JWKS and the rooms' secrets in `folder` where they are missing (0600).

    Raises KeyFileBroken for one that is there and does not hold.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    signing, public = folder / SIGNING_KEY, folder / PUBLIC_KEYS
    if not signing.exists():
        made = ECKey.generate_key(CURVE, {"use": "sig", "alg": ALGORITHM}, private=True, auto_kid=True)
        # The public half of another key would be left where only the private one was lost.
        public.unlink(missing_ok=True)
        write_whole(signing, json.dumps(made.as_dict(private=True)).encode())
    key = signing_key(signing)
    if not public.exists():
        write_whole(public, json.dumps({"keys": [key.as_dict(private=False)]}).encode())
    if key.kid not in {known.kid for known in public_keys(public).keys}:
        raise KeyFileBroken(public, f"does not have the key of {SIGNING_KEY}: no room would take a token")
    for name in (PERSON_KEY, SEALING_KEY):
        if not (folder / name).exists():
            write_whole(folder / name, os.urandom(SECRET_BYTES).hex().encode())
        secret(folder / name)


def secret(file: Path) -> bytes:
    """The 32 bytes of a secret kept as hexadecimal digits. Raises KeyFileBroken, OSError."""
    text = _text(file)
    try:
        found = bytes.fromhex(text)
    except ValueError:
        raise KeyFileBroken(file, "holds something else than hexadecimal digits") from None
    if len(found) != SECRET_BYTES:
        raise KeyFileBroken(file, f"holds {len(found)} bytes in place of {SECRET_BYTES}")
    return found


def signing_key(file: Path) -> ECKey:
    """The gateway's private key. Raises KeyFileBroken, OSError."""
    try:
        key = ECKey.import_key(_json(file))
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise _broken(file, error) from None
    if key.curve_name != CURVE or not key.is_private or not key.kid:
        raise KeyFileBroken(file, f"is no private key on {CURVE} with a key id")
    return key


def public_keys(file: Path) -> KeySet:
    """The keys that tokens are verified against. Raises KeyFileBroken, OSError."""
    try:
        keys = KeySet.import_key_set(_json(file))
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise _broken(file, error) from None
    if not keys.keys:
        raise KeyFileBroken(file, "has no key")
    return keys


def _broken(file: Path, error: Exception) -> KeyFileBroken:
    return error if isinstance(error, KeyFileBroken) else KeyFileBroken(file, "is no key")


def _json(file: Path) -> Any:
    found = json.loads(_text(file))
    if not isinstance(found, dict):
        raise KeyFileBroken(file, "is no key")
    return found


def _text(file: Path) -> str:
    try:
        text = file.read_text(encoding="ascii").strip()
    except UnicodeDecodeError:
        raise KeyFileBroken(file, "holds something else than text") from None
    if not text:
        raise KeyFileBroken(file, "is empty")
    return text
