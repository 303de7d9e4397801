"""What is sealed opens with its key, as its field, of its record, and as nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from kernel.keys import SEALING_KEY, ensure_keys
from kernel.sealed import Sealer

NAMES = st.sampled_from(["case/a", "case/b", "file", "need"])


@pytest.fixture(scope="module")
def sealer(tmp_path_factory: pytest.TempPathFactory) -> Sealer:
    folder = tmp_path_factory.mktemp("keys")
    ensure_keys(folder)
    assert (folder / SEALING_KEY).stat().st_mode & 0o077 == 0
    return Sealer(folder / SEALING_KEY)


@given(text=st.text(max_size=300), of=NAMES, field=NAMES, other_of=NAMES, other_field=NAMES)
def test_it_opens_as_itself_alone(
    sealer: Sealer, text: str, of: str, field: str, other_of: str, other_field: str
) -> None:
    wrapped, box = sealer.make(of)
    sealed = box.seal(field, text)
    assert sealer.unwrap(of, wrapped).open(field, sealed) == text
    assert box.seal(field, text) != sealed
    assert len(text) < 4 or text.encode() not in sealed
    if other_of != of:
        with pytest.raises(InvalidTag):
            sealer.unwrap(other_of, wrapped)
    if other_field != field:
        with pytest.raises(InvalidTag):
            box.open(other_field, sealed)


@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_flipped_bit_is_seen(sealer: Sealer, place: int, bit: int) -> None:
    wrapped, box = sealer.make("case/a")
    sealed = bytearray(box.seal("file", "一户人家"))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(InvalidTag):
        box.open("file", bytes(sealed))
    key = bytearray(wrapped)
    key[place % len(key)] ^= 1 << bit
    with pytest.raises(InvalidTag):
        sealer.unwrap("case/a", bytes(key))


def test_another_rooms_key_opens_nothing(sealer: Sealer, tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    other.write_text(os.urandom(32).hex(), encoding="ascii")
    wrapped, _ = sealer.make("case/a")
    with pytest.raises(InvalidTag):
        Sealer(other).unwrap("case/a", wrapped)
