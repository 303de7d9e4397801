import { expect, it } from "vitest";
import { FIRST_DAY } from "../src/api/days";
import { nextBefore, nextSkip } from "../src/api/pages";
import { rangeOf } from "../src/pages/figures/FigurePage";

it("pages through an opened figure to its last row, and stops where rows went away meanwhile", () => {
  const all = 7_874;
  const pages: { rows: number[] }[] = [];
  for (let skip: number | undefined = 0; skip !== undefined; ) {
    const rows = Array.from({ length: Math.min(100, all - skip) }, (_, place) => Number(skip) + place);
    pages.push({ rows });
    skip = nextSkip(pages, rows.length, all);
  }
  expect(pages.flatMap(({ rows }) => rows)).toEqual(Array.from({ length: all }, (_, place) => place));
  expect(nextSkip([{ rows: [1] }, { rows: [] }], 0, 5)).toBeUndefined();
});

it("goes on page by page where the answer does not say how many rows there are", () => {
  const page = (rows: number) => ({ rows: Array.from({ length: rows }, (_, place) => place) });
  expect(nextSkip([page(100)], 100, null)).toBe(100);
  expect(nextSkip([page(100), page(37)], 37, null)).toBeUndefined();
});

it("begins the next page of a list after its last row, and ends with a page that is not full", () => {
  const page = (rows: number) => Array.from({ length: rows }, (_, place) => ({ id: `row ${place}` }));
  expect(nextBefore(page(100), "id")).toBe("row 99");
  expect(nextBefore(page(99), "id")).toBeUndefined();
  expect(nextBefore(page(0), "id")).toBeUndefined();
});

it("asks for everything from the first day that a fact may have", () => {
  expect(FIRST_DAY).toBe("2000-01-01");
  expect(rangeOf("all", "2026-11-24")).toEqual({
    from: FIRST_DAY,
    to: "2026-11-25",
    before: [FIRST_DAY, FIRST_DAY],
  });
});
