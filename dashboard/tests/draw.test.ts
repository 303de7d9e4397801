/** The browser's draw gives the same as the published test vector, and sees what was changed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type PublishedDraw, recompute } from "../src/rooms/inspections/draw/recompute";

const vector = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../docs/draw/vector.json"), "utf-8"),
) as PublishedDraw;

describe("the draw recomputed", () => {
  test("matches the published vector, the replacement too", async () => {
    const found = await recompute(vector);
    expect(found.matches).toEqual({ digest: true, commitment: true, seed: true, result: true });
    expect(found.order[0]?.number.slice(0, 16)).toBe("00806424ea84b8ea");
  });

  test.each([
    ["a weight", { pool: vector.pool.map((item, n) => (n ? item : { ...item, weight: item.weight + 1 })) }],
    ["the nonce", { nonce: vector.nonce.replace("0", "1") }],
    ["the entropy", { entropy: "3.9.12.17.28.32./6./" }],
    ["the result", { result: vector.result.slice(1) }],
  ])("does not match when %s was changed", async (_, change) => {
    const { matches } = await recompute({ ...vector, ...change });
    expect(Object.values(matches)).toContain(false);
  });
});
