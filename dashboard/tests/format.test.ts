/** Figures, times and the ID number's check digit as people read and type them. */
import { describe, expect, test } from "vitest";
import { count, share, yuan } from "../src/format/figures";
import { idNumberFlaw } from "../src/format/idNumber";
import { localDay, monthStart, span } from "../src/format/time";

describe("fen as yuan", () => {
  test.each([
    [0, "0"],
    [1, "0.01"],
    [10, "0.10"],
    [100, "1"],
    [123_405, "1,234.05"],
    [18_000_000, "180,000"],
    [-250, "-2.50"],
    // Beyond what a float of yuan would hold exactly to the fen.
    [900_719_925_474_0991, "90,071,992,547,409.91"],
  ])("%i fen reads %s", (fen, words) => {
    expect(yuan(fen, "zh-CN")).toBe(words);
    expect(yuan(fen, "en")).toBe(words);
  });
});

test("a share without a denominator is a dash, never zero", () => {
  expect(share(null, "zh-CN")).toBe("—");
  expect(share(0, "zh-CN")).toBe("0%");
  expect(share(0.8333, "zh-CN")).toBe("83.3%");
  expect(count(1_234_567, "en")).toBe("1,234,567");
});

describe("the ID number's check digit (GB 11643)", () => {
  test("the standard's own example fits, in either case of X", () => {
    expect(idNumberFlaw("11010519491231002X")).toBeNull();
    expect(idNumberFlaw("11010519491231002x")).toBeNull();
  });

  test("one digit off is caught", () => {
    expect(idNumberFlaw("110105194912310021")).toBe("check-digit");
    expect(idNumberFlaw("11010519491231012X")).toBe("check-digit");
  });

  test.each(["", "1101051949123100", "11010519491231002Y", "1101051949123100２X"])(
    "%j has the wrong shape",
    (text) => {
      expect(idNumberFlaw(text)).toBe("shape");
    },
  );
});

describe("times are Asia/Shanghai's whatever the machine's zone", () => {
  test("the local day turns at 16:00 UTC", () => {
    expect(localDay("2021-07-22T15:59:59Z")).toBe("2021-07-22");
    expect(localDay("2021-07-22T16:00:00Z")).toBe("2021-07-23");
    expect(monthStart("2021-07-23")).toBe("2021-07-01");
  });

  test("a session over midnight names both days", () => {
    expect(span("2021-07-23T06:00:00Z", "2021-07-23T08:00:00Z", "zh-CN")).toMatch(/14:00–16:00$/);
    expect(span("2021-07-23T15:00:00Z", "2021-07-23T17:00:00Z", "zh-CN")).toMatch(/23:00–.*24.*01:00$/);
  });

  test("a session of another year names it", () => {
    const [from, to] = ["2021-07-23T06:00:00Z", "2021-07-23T08:00:00Z"];
    expect(span(from, to, "zh-CN", new Date("2026-11-24T00:00:00Z"))).toContain("2021年7月23日");
    expect(span(from, to, "zh-CN", new Date("2021-01-01T00:00:00Z"))).not.toContain("2021");
    // On the last evening of the year, which is the next one in Shanghai already.
    expect(span(from, to, "zh-CN", new Date("2020-12-31T16:00:00Z"))).not.toContain("2021");
  });
});
