"""An unknown score stays unknown, whichever way a register says it (INS-13); a file's lines are reported by number."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cli.imports import fhrs, lives
from cli.imports.send import BATCH, MOST_BYTES, batches
from cli.imports.text import FileUnreadable
from services.inspections.establishments import rules as listings
from services.inspections.establishments.rules import HIGHEST, Format, Unreadable


def read(kind: Format, rating: str, rated_on: str = "", **how: bool) -> tuple[str, int | None]:
    found = listings.read(kind, "1", "面馆", rating, rated_on, **how)
    return found.standing, found.score


@pytest.mark.parametrize(
    ("kind", "rating", "rated_on", "standing"),
    [
        ("lives", "", "", ("awaiting", None)),
        ("lives", "", "20210708", ("pending", None)),
        ("lives", "0", "20210708", ("scored", 0)),
        ("lives", "100", "20210708", ("scored", 100)),
        ("fhrs", "", "", ("awaiting", None)),
        ("fhrs", "AwaitingInspection", "", ("awaiting", None)),
        ("fhrs", "Awaiting Inspection", "", ("awaiting", None)),
        ("fhrs", "AwaitingPublication", "", ("pending", None)),
        ("fhrs", "Exempt", "2021-07-08T00:00:00", ("exempt", None)),
        ("fhrs", "0", "2021-07-08T00:00:00", ("scored", 0)),
        ("fhrs", "5", "2021-07-08", ("scored", 5)),
    ],
)
def test_ins_13_what_each_format_says(
    kind: Format, rating: str, rated_on: str, standing: tuple[str, int | None]
) -> None:
    assert read(kind, rating, rated_on) == standing


def test_ins_13_a_new_rating_that_is_pending_hides_the_old_one() -> None:
    assert read("fhrs", "5", "2021-07-08", pending=True) == ("pending", None)


# `strip` takes U+001F away, `int` does not.
@example("lives", "0\x1f")
@given(st.sampled_from(["lives", "fhrs"]), st.text(max_size=20))
def test_ins_13_no_text_becomes_a_score_that_it_is_not(kind: Format, rating: str) -> None:
    try:
        standing, score = read(kind, rating)
    except Unreadable:
        return
    assert (standing == "scored") == (score is not None)
    assert score is None or (str(score) == str(int(rating.strip())) and 0 <= score <= HIGHEST[kind])


@pytest.mark.parametrize(
    ("external_id", "name", "rating", "rated_on", "code"),
    [
        (" ", "x", "", "", "id-missing"),
        ("1", " ", "", "", "name-missing"),
        ("1", "a\x00b", "", "", "text-unprintable"),
        ("1", "x", "101", "", "rating-unreadable"),
        ("1", "x", "-1", "", "rating-unreadable"),
        ("1", "x", "9", "2021-13-01", "date-unreadable"),
        ("1", "x", "9", "last week", "date-unreadable"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(
    external_id: str, name: str, rating: str, rated_on: str, code: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        listings.read("lives", external_id, name, rating, rated_on)
    assert refused.value.code == code


def feed(folder: Path, **tables: str) -> Path:
    """A LIVES zip with these tables."""
    file = folder / "feed.zip"
    with zipfile.ZipFile(file, "w") as made:
        for name, text in tables.items():
            made.writestr(f"{name}.csv", text.encode("utf-8-sig"))
    return file


BUSINESSES = 'business_id,name,address,city\n1,"面馆, 一号",x,y\n2,超市,x,y\n3,食堂,x,y\n4,摊,x,y\n'
INSPECTIONS = (
    "business_id,score,date\n1,90,20200101\n1,75,20210708\n2,,20210708\n9,50,20210708\n4,80,20200101\n4,,20210101\n"
)


def test_lives_takes_the_newest_inspection_and_leaves_the_rest_unknown(tmp_path: Path) -> None:
    found, refused = lives.rows(
        feed(tmp_path, businesses=BUSINESSES, inspections=INSPECTIONS, violations="business_id,date\n")
    )
    assert [(row["line"], row["name"], row["rating"], row["rated_on"]) for row in found] == [
        (2, "面馆, 一号", "75", "20210708"),
        (3, "超市", "", "20210708"),
        (4, "食堂", "", ""),
        # A later visit without a score hides no score.
        (5, "摊", "80", "20200101"),
    ]
    assert refused == []
    taken = [listings.read("lives", r["external_id"], r["name"], r["rating"], r["rated_on"]) for r in found]
    assert [one.standing for one in taken] == ["scored", "pending", "awaiting", "scored"]
    assert taken[0].rated_on == date(2021, 7, 8)


def test_what_is_no_feed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        lives.rows(feed(tmp_path, businesses=BUSINESSES))
    with pytest.raises(FileUnreadable):
        lives.rows(feed(tmp_path, businesses="a,b\n", inspections=INSPECTIONS))
    (tmp_path / "x.json").write_text("[]")
    with pytest.raises(FileUnreadable):
        fhrs.rows(tmp_path / "x.json")


def test_an_open_quote_costs_its_own_line_and_a_long_cell_its_own_row(tmp_path: Path) -> None:
    businesses = (
        'business_id,name,address,city\r\n1,"面馆,x,y\r\n2,"超市",x,y\r\n3,食堂,"一号\r\n二楼",y\r\n'
        f"4,{'长' * 1001},x,y\r\n5,茶室,x,y,z\r\n6,摊\r\n7,{'巨' * 200_000},x,y\r\n8,糕点,x,y\r\n"
        # A stray quote closes what another line opened: two lines are no record for that.
        '9,"汤馆,x,y\r\n10,饼店,x,y"\r\n'
    )
    found, refused = lives.rows(feed(tmp_path, businesses=businesses, inspections=INSPECTIONS + '9,"90,20200101\n'))
    assert [(row["line"], row["name"]) for row in found] == [
        (3, "超市"),
        (4, "食堂"),
        (8, "摊"),
        (10, "糕点"),
        (12, "饼店"),
    ]
    assert [(one["file"], one["line"], one["code"]) for one in refused] == [
        ("inspections.csv", 8, "row-unreadable"),
        ("businesses.csv", 2, "row-unreadable"),
        ("businesses.csv", 6, "text-too-long"),
        ("businesses.csv", 7, "row-unreadable"),
        ("businesses.csv", 9, "text-too-long"),
        ("businesses.csv", 11, "row-unreadable"),
    ]


def test_a_feed_out_of_a_spreadsheet_is_windows_1252(tmp_path: Path) -> None:
    file = tmp_path / "feed.zip"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("businesses.csv", "business_id,name\n1,Café “Ö”\n".encode("cp1252"))
        made.writestr("inspections.csv", INSPECTIONS)
    [row], refused = lives.rows(file)
    assert (row["name"], refused) == ("Café “Ö”", [])


def test_fhrs_refuses_what_cannot_be_sent_by_its_place(tmp_path: Path) -> None:
    shops = [{"FHRSID": 1, "BusinessName": "A" * 2000}, "x", {"FHRSID": 3, "BusinessName": "\ud800"}, {"FHRSID": 4}]
    file = tmp_path / "fhrs.json"
    file.write_text(json.dumps({"establishments": shops}), encoding="utf-8")
    found, refused = fhrs.rows(file)
    assert [row["line"] for row in found] == [4]
    assert [(one["line"], one["code"]) for one in refused] == [
        (1, "text-too-long"),
        (2, "row-unreadable"),
        (3, "text-unprintable"),
    ]


def test_fhrs_reads_null_and_pending(tmp_path: Path) -> None:
    known = {"RatingDate": "2021-07-08T00:00:00", "NewRatingPending": False}
    shops = [
        known | {"FHRSID": 1, "BusinessName": "A", "RatingValue": "5"},
        known | {"FHRSID": 2, "BusinessName": "B", "RatingValue": None, "RatingDate": None},
        known | {"FHRSID": 3, "BusinessName": "C", "RatingValue": "3", "NewRatingPending": True},
    ]
    file = tmp_path / "fhrs.json"
    file.write_text(json.dumps({"establishments": shops}), encoding="utf-8")
    taken = [
        listings.read("fhrs", r["external_id"], r["name"], r["rating"], r["rated_on"], pending=r["pending"])
        for r in fhrs.rows(file)[0]
    ]
    assert [(one.standing, one.score) for one in taken] == [("scored", 5), ("awaiting", None), ("pending", None)]


@given(st.lists(st.integers(1, 900), max_size=450))
def test_batches_keep_order_and_stay_within_a_body(lengths: list[int]) -> None:
    rows = [{"line": n, "name": "面" * length} for n, length in enumerate(lengths, 1)]
    made = list(batches(rows))
    assert [row for batch in made for row in batch] == rows
    for batch in made:
        assert len(batch) <= BATCH
        size = io.BytesIO(json.dumps(batch, ensure_ascii=False).encode()).getbuffer().nbytes
        assert size <= MOST_BYTES or len(batch) == 1
