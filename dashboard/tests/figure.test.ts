import { expect, it } from "vitest";
import { nextSkip } from "../src/pages/figures/FigurePage";

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
