"""How a name is found: by any part of it, by its pinyin and by the initials of its pinyin.

PostgreSQL keeps a `tsvector` of all that a name may be found by and looks words up by their beginning, so every end of
a name is a word of it: 南京西路 is found by 西路, xilu and xl. This depends on no extension and on no locale, which
pg_trgm does: it finds nothing by two Chinese characters, and most names have three. A word that begins the name has
weight A, one that begins a word of the name B, any other C.
"""

import re
import unicodedata
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from kernel.names import folded

# Longer words are cut, in names and in what is asked for. Of a name of 200 characters so many parts are looked at.
LONGEST_WORD = 24
MOST_PARTS = 80
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003fffd]+")
_PIECES = re.compile(r"[\u3400-\u9fff\U00020000-\U0003fffd]+|[^\u3400-\u9fff\U00020000-\U0003fffd]+")


class _Part(NamedTuple):
    """A Chinese character, or a run of others; how it is read, the usual way first; whether it begins a word."""

    text: str
    read: tuple[str, ...]
    first: bool


class Asked(NamedTuple):
    """What is asked for as PostgreSQL's `tsquery`: the whole name, its beginning, a word's beginning, any part."""

    whole: str
    start: str
    word: str
    part: str


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", name)
    return [word for word in map(folded, re.findall(r"\w+", plain)) if word]


@cache
def _sounds(character: str) -> tuple[str, ...]:
    """Every reading of one character, the usual one first."""
    # Two dictionaries of a few megabytes, which only a process that reads names needs.
    from pypinyin import Style, pinyin

    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0]))


def _read(run: str) -> list[tuple[str, ...]]:
    """How each character of a run is read: as the phrase has it, and then its other readings."""
    from pypinyin import Style, pinyin

    usual = pinyin(run, style=Style.NORMAL)
    alone = [_sounds(character) for character in run]
    # A run of characters without a reading comes back in one piece.
    if len(usual) != len(run):
        return alone
    return [tuple(dict.fromkeys([said[0], *others])) for said, others in zip(usual, alone, strict=True)]


def _parts(name: str) -> list[_Part]:
    found: list[_Part] = []
    for word in _words(name):
        first = True
        for piece in _PIECES.findall(word):
            if _CHINESE.match(piece):
                for character, read in zip(piece, _read(piece[:MOST_PARTS]), strict=False):
                    found.append(_Part(character, read, first))
                    first = False
            else:
                found.append(_Part(piece, (piece,), first))
            first = False
    return found[:MOST_PARTS]


def _readings(parts: list[_Part]) -> list[list[str]]:
    """The name's readings: the usual one, and for each character its others, one at a time (曾 is zeng or ceng)."""
    usual = [part.read[0] for part in parts]
    return [usual] + [
        [*usual[:at], other, *usual[at + 1 :]] for at, part in enumerate(parts) for other in part.read[1:]
    ]


def found_by(name: str) -> str:
    """All that a name is found by, as the text of a `tsvector`; empty for an empty name."""
    parts = _parts(name)
    words: dict[str, str] = {}

    def keep(word: str, weight: str) -> None:
        word = word[:LONGEST_WORD]
        words[word] = min(weight, words.get(word, weight))

    def ends(pieces: list[str]) -> None:
        tails = list(accumulate(reversed(pieces), lambda tail, piece: piece + tail))[::-1]
        for at, (tail, part) in enumerate(zip(tails, parts, strict=True)):
            keep(tail, "A" if at == 0 else "B" if part.first else "C")

    ends([part.text for part in parts])
    for read in _readings(parts):
        ends(read)
        ends([piece[0] for piece in read])
    # A part of a word in other letters: 3 of B23, ry of Kerry.
    text = [part.text for part in parts]
    for at, part in enumerate(parts):
        for inside in range(1, len(part.text)):
            keep("".join([part.text[inside:], *text[at + 1 :]]), "C")
    return " ".join(f"'{word}':1{weight}" for word, weight in sorted(words.items()))


def asked(text: str) -> Asked | None:
    """What `text` asks for: names that hold all its words. None where it is too little: one letter, or no word."""
    words = [word.replace("ü", "v")[:LONGEST_WORD] for word in _words(text)]
    if not any(len(word) > 1 or not word.isascii() for word in words):
        return None
    whole = "".join(words)[:LONGEST_WORD]
    return Asked(f"'{whole}':A", f"'{whole}':*A", f"'{whole}':*AB", " & ".join(f"'{word}':*" for word in words))
