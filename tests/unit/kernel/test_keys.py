"""Key files: made once, whole; a broken one is refused by name with what mends it, and never taken for a key."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from joserfc.jwk import ECKey
from typer.testing import CliRunner

from cli.main import app
from deploy.embedded import prepare
from deploy.embedded.failure import StartFailed
from kernel import keys
from kernel.auth import Signer, Verifier
from kernel.keys import KeyFileBroken, ensure_keys
from kernel.persons import Fingerprints
from kernel.sealed import Sealer

FILES = (keys.SIGNING_KEY, keys.PUBLIC_KEYS, keys.PERSON_KEY, keys.SEALING_KEY)
READERS: dict[str, Callable[[Path], object]] = {
    keys.SIGNING_KEY: Signer,
    keys.PUBLIC_KEYS: Verifier,
    keys.PERSON_KEY: Fingerprints,
    keys.SEALING_KEY: Sealer,
}
# What a kill, a full disk, a wrong copy and a cut copy leave.
BROKEN = ("", "\n", "ab" * 31, "{}", '{"keys": []}', "not a key", "\u5bc6\u94a5")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ensure_keys(tmp_path)
    return tmp_path


@pytest.mark.parametrize("content", BROKEN)
@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_refused_by_name(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    for read, place in ((ensure_keys, folder), (READERS[name], folder / name)):
        with pytest.raises(KeyFileBroken, match=name) as refused:
            read(place)
        assert "mend: " in str(refused.value)
        assert not content.strip() or content not in str(refused.value)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_each_is_readable_for_its_owner_alone_and_a_second_run_changes_nothing(folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert set(before) == set(FILES)
    assert {(folder / name).stat().st_mode & 0o777 for name in FILES} == {0o600}
    ensure_keys(folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_a_public_half_that_is_missing_is_made_from_the_private_one(folder: Path) -> None:
    token = Signer(folder / keys.SIGNING_KEY).issue("somebody", ["relief:read"])
    (folder / keys.PUBLIC_KEYS).unlink()
    ensure_keys(folder)
    assert Verifier(folder / keys.PUBLIC_KEYS).verify(token).subject == "somebody"
    assert "d" not in json.loads((folder / keys.PUBLIC_KEYS).read_text())["keys"][0]


def test_a_public_half_of_another_key_is_refused(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    ensure_keys(other)
    (folder / keys.PUBLIC_KEYS).write_bytes((other / keys.PUBLIC_KEYS).read_bytes())
    with pytest.raises(KeyFileBroken, match="no room would take a token"):
        ensure_keys(folder)
    # While a key is replaced the public file has both.
    both = [json.loads((where / keys.PUBLIC_KEYS).read_text())["keys"][0] for where in (other,)]
    both.append(Signer(folder / keys.SIGNING_KEY)._key.as_dict(private=False))
    (folder / keys.PUBLIC_KEYS).write_text(json.dumps({"keys": both}))
    ensure_keys(folder)


def test_a_key_that_cannot_sign_is_refused_before_anybody_signs_in(folder: Path) -> None:
    public_half = json.loads((folder / keys.PUBLIC_KEYS).read_text())["keys"][0]
    another_curve = ECKey.generate_key("P-384", {"use": "sig"}, private=True, auto_kid=True).as_dict(private=True)
    for wrong in (public_half, another_curve):
        (folder / keys.SIGNING_KEY).write_text(json.dumps(wrong))
        with pytest.raises(KeyFileBroken, match="is no private key on P-256"):
            ensure_keys(folder)


def test_a_signing_key_that_was_lost_is_made_anew_with_its_public_half(folder: Path) -> None:
    (folder / keys.SIGNING_KEY).unlink()
    ensure_keys(folder)
    token = Signer(folder / keys.SIGNING_KEY).issue("somebody", [])
    assert Verifier(folder / keys.PUBLIC_KEYS).verify(token).subject == "somebody"


def test_a_start_names_the_file_and_the_mend(folder: Path) -> None:
    (folder / keys.PERSON_KEY).write_bytes(b"")
    with pytest.raises(StartFailed, match=r"(?s)persons\.key: is empty.*mend: put the kept copy back"):
        prepare.keys(folder, frozenset())
    done = CliRunner().invoke(app, ["keys", str(folder)])
    assert done.exit_code == 1
    assert "persons.key: is empty" in done.output


def test_a_handed_out_secret_that_is_empty_is_refused(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["secrets", str(tmp_path)]).exit_code == 0
    file = tmp_path / "postgres" / "relief"
    file.chmod(0o600)
    file.write_text("")
    done = CliRunner().invoke(app, ["secrets", str(tmp_path)])
    assert done.exit_code == 1
    assert str(file) in done.output.replace("\n", "")
