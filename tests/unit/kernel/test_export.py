"""A sheet says what the rows say, in Chinese, and never becomes a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.export import sheet

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@given(st.lists(st.tuples(TEXT, st.integers(-(2**53), 2**53)), max_size=10))
def test_a_csv_reads_back_and_no_cell_begins_a_formula(rows: list[tuple[str, int]]) -> None:
    answer = sheet("list", ["名称", "数"], rows, "csv")
    body = bytes(answer.body)
    assert body.startswith("\ufeff".encode())
    found = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert found[0] == ["名称", "数"]
    for (text, number), (reported, counted) in zip(rows, found[1:], strict=True):
        assert reported in (text, "'" + text)
        assert not reported.startswith(("=", "+", "-", "@"))
        assert int(counted) == number


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
@pytest.mark.parametrize(
    "before", ["", " ", "\u00a0", "\u3000", "\u200b", "\u2060", "\ufeff", "\u00ad", "\u202e", "\n", "\t \r"]
)
def test_no_sign_of_a_formula_stands_first_whatever_is_invisible_before_it(before: str, sign: str) -> None:
    text = f"{before}{sign}1+1"
    body = bytes(sheet("list", ["名称"], [(text,)], "csv").body).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(body, newline="")))[1] == ["'" + text]


def test_an_xlsx_holds_text_as_text_and_the_time_of_shanghai() -> None:
    answer = sheet("list", ["名称", "时间"], [("=1+1", datetime(2021, 7, 23, 6, tzinfo=UTC))], "xlsx")
    assert answer.headers["content-disposition"] == 'attachment; filename="list.xlsx"'
    with zipfile.ZipFile(io.BytesIO(bytes(answer.body))) as book:
        page = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        words = book.read("xl/sharedStrings.xml").decode()
    assert not page.findall(".//{*}f"), "a formula"
    assert "=1+1" in words
    assert "2021-07-23 14:00:00" in words
