"""Named queries of a `.sql` file, and the ways such a file can be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kernel.db import Statement, queries
from kernel.migrations import files


def test_each_name_has_its_sql(tmp_path: Path) -> None:
    path = tmp_path / "storage.sql"
    path.write_text("-- a remark\n\n-- name: one\nselect 1\n-- why\n\n-- name: two-more\nselect\n  2\n")
    assert {name: one.text for name, one in queries(path).items()} == {
        "one": "select 1\n-- why",
        "two-more": "select\n  2",
    }


def test_a_name_used_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "storage.sql"
    path.write_text("-- name: one\nselect 1\n-- name: one\nselect 2\n")
    with pytest.raises(ValueError, match=r"storage\.sql: one is there twice"):
        queries(path)


def test_sql_before_the_first_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "storage.sql"
    path.write_text("select 1\n-- name: one\nselect 1\n")
    with pytest.raises(ValueError, match="SQL before the first name"):
        queries(path)


@pytest.mark.parametrize("name", ["1_pre_x.sql", "0001_x.sql", "0001_pre_X.sql", "0001_mid_x.sql", "0001_pre_x-y.sql"])
def test_a_file_that_is_no_migration_s_name_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(ValueError, match="not a migration's name"):
        files(tmp_path)


def test_migrations_come_in_order_and_by_phase(tmp_path: Path) -> None:
    for name in ("0002_post_b.sql", "0001_pre_a.sql", "0003_pre_c.sql", "notes.txt"):
        (tmp_path / name).touch()
    assert [p.name for p in files(tmp_path)] == ["0001_pre_a.sql", "0002_post_b.sql", "0003_pre_c.sql"]
    assert [p.name for p in files(tmp_path, "pre")] == ["0001_pre_a.sql", "0003_pre_c.sql"]
    assert [p.name for p in files(tmp_path, "post")] == ["0002_post_b.sql"]


def test_a_parameter_is_numbered_by_its_first_place() -> None:
    statement = Statement("select :b, :a, :b::text, '12:30', ':no' -- not :this\nfrom t where at::date = :a")
    assert statement.text == "select $1, $2, $1::text, '12:30', ':no' -- not :this\nfrom t where at::date = $2"
    assert statement.parameters == ("b", "a")
    assert statement(a=1, b=2) == (statement.text, 2, 1)


@pytest.mark.parametrize("values", [{}, {"a": 1}, {"a": 1, "b": 2, "c": 3}])
def test_a_value_that_is_missing_or_unknown_is_no_statement(values: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="takes b, a"):
        Statement("select :b, :a")(**values)


def test_a_statement_over_another_numbers_both() -> None:
    outer = Statement("with rows as ({rows}) select * from rows where day = :day")
    assert (
        outer.over(rows=Statement("select :who")).text == "with rows as (select $1) select * from rows where day = $2"
    )
