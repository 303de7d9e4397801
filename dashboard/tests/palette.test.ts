/** Colours: each is said once, in tokens.css, and every pair that meets on a page can be read (WCAG 2.2, 1.4.3 and 1.4.11). */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Mode, type Palette, paletteOf } from "../src/app/palette";

const SRC = join(import.meta.dirname, "..", "src");
const TEXT = 4.5;
const SHAPE = 3;
const GROUNDS = ["ground", "card", "raised"];
const STATES = ["good", "warn", "bad", "note", "register"];
const TEXTS: [string, string[]][] = [
  ["ink", [...GROUNDS, "sunk", ...STATES.map((state) => `${state}-ground`)]],
  ["ink-soft", [...GROUNDS, "sunk"]],
  ["ink-faint", ["card", "raised"]],
  ...["teal", "teal-strong", "seal", "amber", "activities", "inspections", "relief"].map(
    (name): [string, string[]] => [name, GROUNDS],
  ),
  ...STATES.map((state): [string, string[]] => [state, [...GROUNDS, `${state}-ground`]]),
  ["on-fill", ["teal", "teal-strong", "teal-deep", "seal", "amber"]],
];
const SHAPES: [string, string[]][] = [
  ["edge", ["card", "raised", "ground"]],
  ["focus", GROUNDS],
];

/** Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(of: Palette, one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other]
    .map((name) => luminance(of[name] ?? "missing"))
    .sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function tooClose(mode: Mode, pairs: [string, string[]][], least: number): string[] {
  const of = paletteOf(mode);
  return pairs.flatMap(([name, grounds]) =>
    grounds
      .map((ground) => ({ ground, found: contrast(of, name, ground) }))
      .filter(({ found }) => !(found >= least))
      .map(({ ground, found }) => `${name} on ${ground}: ${found.toFixed(2)}`),
  );
}

describe.each(["light", "dark"] as const)("%s", (mode) => {
  test("every text can be read on its grounds", () => {
    expect(tooClose(mode, TEXTS, TEXT)).toEqual([]);
  });
  test("every edge and focus ring can be seen on its grounds", () => {
    expect(tooClose(mode, SHAPES, SHAPE)).toEqual([]);
  });
});

test("no other file has a colour of its own", () => {
  const own = readdirSync(SRC, { recursive: true, encoding: "utf-8" })
    .filter((file) => /\.(css|tsx?)$/.test(file) && !file.endsWith("tokens.css"))
    .filter((file) =>
      /["\s:(]#[0-9a-f]{3,8}["\s;,)]|\b(rgb|hsl)a?\(/i.test(readFileSync(join(SRC, file), "utf-8")),
    );
  expect(own).toEqual([]);
});

test("sizes of type are said in tokens.css; those of a drawing are in its own units", () => {
  const own = readdirSync(join(SRC, "styles"))
    .filter((file) => file.endsWith(".css") && !["tokens.css", "map.css"].includes(file))
    .filter((file) => /font-size: [0-9]/.test(readFileSync(join(SRC, "styles", file), "utf-8")));
  expect(own).toEqual([]);
});

test("every colour and size that a file names is in tokens.css", () => {
  const known = new Set(
    [...readFileSync(join(SRC, "styles", "tokens.css"), "utf-8").matchAll(/--([a-z-]+):/g)].map((m) => m[1]),
  );
  const local = new Set(["accent"]);
  const named = readdirSync(join(SRC, "styles"))
    .filter((file) => file.endsWith(".css"))
    .flatMap((file) =>
      [...readFileSync(join(SRC, "styles", file), "utf-8").matchAll(/var\(--([a-z-]+)/g)].map(
        (m) => `${m[1]}`,
      ),
    );
  expect([...new Set(named)].filter((name) => !known.has(name) && !local.has(name))).toEqual([]);
});
