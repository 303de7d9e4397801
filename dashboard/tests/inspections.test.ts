/** What is typed on the inspections pages, as it is sent. */
import { expect, test } from "vitest";
import { numbersOf } from "../src/rooms/inspections/entropy";
import { rowsOf } from "../src/rooms/inspections/establishments/rows";

test("public numbers: those of each source, as they are written", () => {
  expect(numbersOf("3 9，12、17 / 06")).toEqual([["3", "9", "12", "17"], ["06"]]);
});

test("a list from a table: tabs or commas, empty rows left out, rows counted as the reader counts", () => {
  const rows = rowsOf("1\t甲店, 二楼\t90\t2026-01-05\r\n\n2,乙店\n");
  expect(rows).toEqual([
    { line: 1, external_id: "1", name: "甲店, 二楼", rating: "90", rated_on: "2026-01-05", pending: false },
    { line: 3, external_id: "2", name: "乙店", rating: "", rated_on: "", pending: false },
  ]);
});
