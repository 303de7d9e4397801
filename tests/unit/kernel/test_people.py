"""ID numbers, what is blotted out of logs, and fingerprints that only the secret can make (RULE-31)."""

from __future__ import annotations

import unicodedata
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
BOTH = {"name": "王一", "phone": "13812345678", "id_number": PUBLISHED}
NUMBERS = st.integers(min_value=0, max_value=59_999).map(id_number)


UNSEEN = "\u200b\u200d\u2060\u00ad\ufe0f\u202e\ufeff\u3164\u034f\ue000\U000e0100\u2ee2\u2028"
WRONG_NUMBERS = (
    "31010619511301001", "31010619510230001", "31010620990101001", "31010618510101001", "00000019510101001",
    "99999919510101001", "31010619510101000", "31010619510101999",
)  # fmt: skip
# Simplified, and how else the same character is written.
SAME = (
    "冯馮",
    "刘劉",
    "张張",
    "陈陳",
    "赵趙",
    "黄黃",
    "吴吳",
    "孙孫",
    "马馬",
    "阎閻",
    "叶葉",
    "萧蕭",
    "郑鄭",
    "群羣",
    "真眞",
    "国國",
)
PLAIN = "王李周徐朱胡林何高罗梁宋许韩邓曹彭曾肖田董袁潘"
ONE_OF = {pair[0]: pair for pair in SAME} | {c: c for c in PLAIN}
NAMES = st.text(st.sampled_from(sorted(ONE_OF)), min_size=2, max_size=4)


def checked(body: str) -> str:
    """17 digits with the check digit that makes a number of them, whatever they mean."""
    return next(body + c for c in "0123456789X" if is_id_number(body + c))


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and the same written by somebody who wants to be another."""
    name = draw(NAMES)
    between = ["", " ", "　", "·", "．", "-", "\u0301"]
    written = [draw(st.sampled_from(ONE_OF[c])) + draw(st.sampled_from(between)) for c in name]
    return name, "".join(written)


@given(spellings())
def test_every_spelling_of_a_name_is_one_person(fingerprints: Fingerprints, names: tuple[str, str]) -> None:
    one, other = (fingerprints.of(Person(name=name, phone="13812345678")) for name in names)
    assert one == other


@given(NAMES, NAMES)
def test_different_names_stay_different_people(fingerprints: Fingerprints, one: str, other: str) -> None:
    of = [fingerprints.of(Person(name=name, phone="13812345678")) for name in (one, other)]
    assert (of[0] == of[1]) == (one == other)


@pytest.mark.parametrize("name", ["José Müller", "阿布都·买买提", "ＪＯＳÉ ＭÜＬＬＥＲ", "二力"])
def test_form_and_case_do_not_matter_and_are_stored_in_one_form(fingerprints: Fingerprints, name: str) -> None:
    spelt = (
        name,
        unicodedata.normalize("NFD", name),
        name.replace("·", "•"),
        name.replace("二力", "ニカ"),
        name.lower(),
    )
    people = [Person(name=each, phone="13812345678") for each in spelt]
    assert len({fingerprints.of(person) for person in people}) == 1
    assert all(unicodedata.is_normalized("NFKC", person.name) for person in people)


def test_a_rare_character_that_is_newer_than_this_python_is_a_name(fingerprints: Fingerprints) -> None:
    assert fingerprints.of(Person(name="\U000323af\U0002ebf0", phone="13812345678"))


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
    assert [i.kind for i in fingerprints.identifiers(Person(**BOTH))] == ["id-number", "phone"]
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
        # What cannot be seen, or is no letter, is no part of a name.
        *({"name": f"王{unseen}一", "phone": "13812345678"} for unseen in UNSEEN),
        {"name": "··", "phone": "13812345678"},
        # GB 11643: a day that there is and that was, a region, and a number of the day.
        *({"name": "王一", "id_number": checked(body)} for body in WRONG_NUMBERS),
    ],
)
def test_a_person_is_named_and_distinguished(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Person.model_validate(wrong)
