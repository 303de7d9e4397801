"""How names are written: what may be typed, and which spellings are one name (ADR 10).

Stored is what was typed, in Unicode's compatibility form (NFKC). Compared is the folded form, which is never stored or
shown: without spaces and punctuation, without case, and with every variant of a Chinese character as one.
"""

import unicodedata
from functools import cache
from pathlib import Path

# Traditional, variant and Japanese forms before their simplified form, from OpenCC 1.4.2 (Apache-2.0), as ADR 10 says.
_VARIANTS = Path(__file__).with_name("variants.txt")
# Kana that look like a Chinese character beside one.
_LOOK_ALIKE = dict(zip("ニカロエタトハオヒムーチ", "二力口工夕卜八才匕厶一千", strict=True))
# Characters without a picture that Unicode counts as letters and marks.
_UNSEEN = frozenset(map(ord, "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")) | frozenset(
    (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
)
_REFUSED_IN_TEXT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
NAME_LIMIT = 200


@cache
def _variants() -> dict[str, str]:
    pairs = _VARIANTS.read_text(encoding="utf-8").split()
    return {pair[0]: pair[1] for pair in pairs} | _LOOK_ALIKE


def _is_chinese(c: str) -> bool:
    return "\u3400" <= c <= "\u9fff" or c >= "\U00020000"


def _category(c: str) -> str:
    return "Lo" if "\U00020000" <= c <= "\U0003fffd" else unicodedata.category(c)


def is_printable(text: str) -> bool:
    """Whether every character can be seen: no control, format, private or unassigned ones, no line separators.

    Planes 2 and 3 hold Chinese characters alone; a newer Unicode than this Python's assigns more of them, to names.
    """
    return not any(_category(c) in _REFUSED_IN_TEXT for c in text)


def stored(name: str) -> str:
    """The name as it is kept. Raises ValueError for what is no name: symbols, unseen characters, no letter at all."""
    if any(ord(c) in _UNSEEN for c in name):
        raise ValueError("unseen characters are not a name")
    name = unicodedata.normalize("NFKC", name).strip()
    if not is_printable(name) or any(unicodedata.category(c)[0] == "S" for c in name):
        raise ValueError("symbols are not a name")
    if not folded(name) or len(name) > NAME_LIMIT:
        raise ValueError("no name")
    return name


def folded(name: str) -> str:
    """What all spellings of one name have in common."""
    variants = _variants()
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    kept: list[str] = []
    for c in plain:
        kind = _category(c)[0]
        # A mark on a Chinese character changes its picture and not the name.
        if kind not in "LNM" or ord(c) in _UNSEEN or (kind == "M" and kept and _is_chinese(kept[-1])):
            continue
        kept.append(variants.get(c, c))
    return "".join(kept)
