"""A name is found by any part of it, by its pinyin and by its initials, in every spelling of the name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.names import folded
from kernel.spelling import LONGEST_WORD, asked, found_by

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)


def words(name: str) -> dict[str, str]:
    """What a name is found by, with the weight."""
    return {word[1:-1]: at[1] for word, _, at in (one.rpartition(":") for one in found_by(name).split())}


def fits(text: str, name: str) -> bool:
    """Whether PostgreSQL would find the name."""
    query = asked(text)
    return query is not None and all(
        any(word.startswith(part[1:-3]) for word in words(name)) for part in query.part.split(" & ")
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("西路", "南京西路"), ("xilu", "南京西路"), ("njxl", "南京西路"), ("xl", "南京西路"),
        ("NanJing xi", "南京西路"),
        ("重庆", "重慶小館"), ("chongqing", "重庆小馆"), ("xian", "西安面馆"), ("Xi'an", "西安面馆"),
        ("曾", "曾伟"), ("zengwei", "曾伟"), ("zw", "曾伟"), ("lv", "吕明"), ("lü", "吕明"), ("shan", "单田芳"),
        ("KERRY", "嘉里中心 Kerry Centre"), ("entre", "嘉里中心 Kerry Centre"),
        ("嘉里 centre", "嘉里中心 Kerry Centre"),
        ("ｋｅｒｒｙ", "Kerry Centre"), ("3号", "B3号楼"), ("b3", "B3号楼"),
    ],
)  # fmt: skip
def test_is_found(text: str, name: str) -> None:
    assert fits(text, name)


@pytest.mark.parametrize(("text", "name"), [("南路", "南京西路"), ("njl", "南京西路"), ("anjing", "南京西路")])
def test_is_not_found(text: str, name: str) -> None:
    assert not fits(text, name)


def test_too_little_is_asked_for() -> None:
    assert [asked(text) for text in ("w", " - ", "'", "a b", "5")] == [None] * 5
    assert asked("王") is not None


def test_what_begins_the_name_comes_first() -> None:
    found = words("静安 居家")
    assert [found[word] for word in ("静安居家", "居家", "家", "jinganjujia", "jujia", "jajj", "jj")] == list("ABCABAB")


@given(CHINESE, st.data())
def test_every_part_of_a_name_finds_it(name: str, data: st.DataObject) -> None:
    plain = folded(name)
    begin = data.draw(st.integers(0, len(plain) - 1))
    end = data.draw(st.integers(begin + 1, min(len(plain), begin + LONGEST_WORD)))
    assert fits(plain[begin:end], name)


@given(st.text(max_size=40), st.text(max_size=200))
def test_whatever_is_typed_is_a_query(text: str, name: str) -> None:
    """No quote and no operator of PostgreSQL's gets into what it is given."""
    query = asked(text)
    parts = query.part.split(" & ") if query else []
    assert all(part[0] == "'" and part[-3:] == "':*" and not set(part[1:-3]) & set("'\\ ") for part in parts)
    assert found_by(name).count("'") == 2 * len(words(name))
