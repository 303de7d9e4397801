import { expect, it } from "vitest";
import { FIRST_DAY } from "../src/api/days";
import { PAGE, turner } from "../src/kit/list";
import { rangeOf } from "../src/rooms/today/figure/period";

/** As many rows as a page has, from the one numbered `from`. */
const rowsFrom = (from: number, many: number) =>
  Array.from({ length: many }, (_, place) => ({ id: `row ${from + place}`, number: from + place }));
const skips = turner({ skip: true });

it("pages through an opened figure to its last row, and stops where rows went away meanwhile", () => {
  const count = 7_874;
  const found: number[] = [];
  for (let skip: number | undefined = 0; skip !== undefined; ) {
    const rows = rowsFrom(skip, Math.min(PAGE, count - skip));
    found.push(...rows.map(({ number }) => number));
    skip = skips({ answer: { count }, rows }, found.length)?.skip as number | undefined;
  }
  expect(found).toEqual(Array.from({ length: count }, (_, place) => place));
  expect(skips({ answer: { count: 5 }, rows: [] }, 1)).toBeUndefined();
});

it("goes on page by page where the answer does not say how many rows there are", () => {
  expect(skips({ answer: { count: null }, rows: rowsFrom(0, 100) }, 100)).toEqual({ skip: 100 });
  expect(skips({ answer: { count: null }, rows: rowsFrom(100, 37) }, 137)).toBeUndefined();
});

it.each(["before", "after"])(
  "begins the next page %s its last row, and ends with a page that is not full",
  (way) => {
    const next = turner({ [way]: "id" });
    const page = (many: number) => ({ answer: [], rows: rowsFrom(0, many) });
    expect(next(page(100), 100)).toEqual({ [way]: "row 99" });
    expect(next(page(99), 99)).toBeUndefined();
    expect(next(page(0), 0)).toBeUndefined();
  },
);

it("takes a cursor that is not a field of the row, and one page where the list has no paging", () => {
  const next = turner({ before: ({ number }: { number: number }) => `moment ${number}` });
  expect(next({ answer: [], rows: rowsFrom(0, 100) }, 100)).toEqual({ before: "moment 99" });
  expect(turner({})({ answer: [], rows: rowsFrom(0, 100) }, 100)).toBeUndefined();
});

it("asks for everything from the first day that a fact may have", () => {
  expect(FIRST_DAY).toBe("2000-01-01");
  expect(rangeOf("all", "2026-11-24")).toEqual({
    from: FIRST_DAY,
    to: "2026-11-25",
    before: [FIRST_DAY, FIRST_DAY],
  });
});
