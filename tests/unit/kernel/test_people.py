"""ID numbers, what is blotted out of logs, and fingerprints that only the secret can make (I-31)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kernel import keys
from kernel.persons import Fingerprints, Person
from kernel.telemetry import is_id_number, redact
from tests.kit.scenes import id_number

PUBLISHED = "11010519491231002X"
NUMBERS = st.integers(min_value=0, max_value=59_999).map(id_number)


def test_the_standard_s_own_example_holds() -> None:
    assert is_id_number(PUBLISHED)
    assert is_id_number(PUBLISHED.lower())
    assert not is_id_number("110105194912310021")


@given(NUMBERS, st.integers(min_value=0, max_value=17), st.integers(min_value=0, max_value=9))
def test_gb_11643_finds_every_single_wrong_digit(number: str, place: int, digit: int) -> None:
    assert is_id_number(number)
    changed = number[:place] + str(digit) + number[place + 1 :]
    assert is_id_number(changed) == (changed == number)


@given(NUMBERS, st.integers(min_value=0, max_value=15))
def test_gb_11643_finds_every_swap_of_neighbours(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert is_id_number(swapped) == (swapped == number)


@given(st.text(max_size=20))
def test_other_text_is_no_id_number(text: str) -> None:
    if is_id_number(text):
        assert len(text) == 18
        assert text.isascii()


@given(NUMBERS, st.sampled_from(["", "for ", "身份证"]), st.sampled_from(["", " failed", "。"]))
def test_an_id_number_in_a_text_is_blotted_out(number: str, before: str, after: str) -> None:
    assert redact(before + number + after) == f"{before}[id-number]{after}"


def test_phones_are_blotted_out_and_other_numbers_stay() -> None:
    assert redact("call 13812345678, or 19912345678") == "call [phone], or [phone]"
    for harmless in ("12812345678", "138123456789", "a13812345678", "110105194912310021", "0189e7a013812345678"):
        assert redact(harmless) == harmless


@pytest.fixture(scope="module")
def fingerprints(tmp_path_factory: pytest.TempPathFactory) -> Fingerprints:
    folder = tmp_path_factory.mktemp("people")
    keys.ensure_keys(folder)
    return Fingerprints(folder / keys.PERSON_KEY)


def test_one_person_has_one_fingerprint(fingerprints: Fingerprints) -> None:
    by_number = Person(name="王一", id_number=PUBLISHED)
    assert fingerprints.of(by_number) == fingerprints.of(
        Person(name="王 一", phone="13812345678", id_number=PUBLISHED.lower())
    )
    by_phone = Person(name="王一", phone="13812345678")
    assert fingerprints.of(by_phone) == fingerprints.of(Person(name=" 王　一 ", phone="13812345678"))
    # A phone may be a household's: two names are two people.
    assert fingerprints.of(by_phone) != fingerprints.of(Person(name="王二", phone="13812345678"))
    assert fingerprints.of(by_phone) != fingerprints.of(by_number)
    assert len(fingerprints.of(by_phone)) == 32


def test_another_secret_makes_another_fingerprint(fingerprints: Fingerprints, tmp_path: Path) -> None:
    keys.ensure_keys(tmp_path)
    person = Person(name="王一", id_number=PUBLISHED)
    assert Fingerprints(tmp_path / keys.PERSON_KEY).of(person) != fingerprints.of(person)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "王一"},
        {"name": "王一", "phone": "12812345678"},
        {"name": "王一", "id_number": "110105194912310021"},
        {"name": "", "phone": "13812345678"},
        {"name": "a\tb", "phone": "13812345678"},
        {"name": "王" * 201, "phone": "13812345678"},
    ],
)
def test_a_person_is_named_and_told_apart(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Person.model_validate(wrong)
