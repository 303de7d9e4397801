/** The chain as this browser recomputes it: one golden entry, and what is altered is found. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { toFen } from "../src/kit/fields";
import { firstFlaw, sixDecimals } from "../src/rooms/relief/fund/chain";

const FUND = "0189e7a0-0000-7000-8000-000000000001";
const REFERENCE = "0189e7a0-0000-7000-8000-00000000000a";
const ZERO = "0".repeat(64);

function entry(number: number, previous: string, amount = 150_000) {
  const legs = [
    { account: "available", amount_fen: -amount },
    { account: "reserved", amount_fen: amount },
  ];
  const lines = [
    "jiayuan-ledger-1",
    FUND,
    String(number),
    "reserve",
    REFERENCE,
    "2021-07-01T01:00:00.000000Z",
    "2021-07-01T01:00:00.000250Z",
    ...legs.map((leg) => `${leg.account} ${leg.amount_fen}`),
    previous,
  ];
  return {
    number,
    kind: "reserve",
    reference: REFERENCE,
    occurred_at: "2021-07-01T01:00:00Z",
    posted_at: "2021-07-01T01:00:00.00025Z",
    legs: [...legs].reverse(),
    previous_hash: previous,
    hash: createHash("sha256").update(lines.join("\n")).digest("hex"),
    reverses: null,
    reversed_by: null,
  };
}

describe("the chain", () => {
  const first = entry(1, ZERO);
  const second = entry(2, first.hash, 7);

  test("of entries as they were sealed holds", async () => {
    expect(await firstFlaw(FUND, [first, second], second.hash)).toBeNull();
    expect(await firstFlaw(FUND, [], ZERO)).toBeNull();
  });

  test("names the first entry that was altered, or the end that was cut off", async () => {
    const dearer = { ...first, legs: first.legs.map((leg) => ({ ...leg, amount_fen: leg.amount_fen * 2 })) };
    expect(await firstFlaw(FUND, [dearer, second], second.hash)).toBe(1);
    expect(await firstFlaw(FUND, [first, { ...second, kind: "pay" }], second.hash)).toBe(2);
    expect(await firstFlaw(FUND, [first], second.hash)).toBe(0);
    expect(await firstFlaw(FUND, [second], second.hash)).toBe(2);
    expect(await firstFlaw(REFERENCE, [first], first.hash)).toBe(1);
  });

  test("puts back the decimals that were left out", () => {
    expect(sixDecimals("2021-07-01T01:00:00Z")).toBe("2021-07-01T01:00:00.000000Z");
    expect(sixDecimals("2021-07-01T01:00:00.00025Z")).toBe("2021-07-01T01:00:00.000250Z");
  });
});

describe("yuan as typed", () => {
  test.each([
    ["1", 100],
    ["1234.5", 123_450],
    ["0.01", 1],
    [" 19.99 ", 1999],
    ["0", null],
    ["1.234", null],
    ["-1", null],
    ["1e3", null],
    ["", null],
  ])("%s is %s fen", (text, fen) => {
    expect(toFen(text)).toBe(fen);
  });
});
