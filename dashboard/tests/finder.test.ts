/** The search over everything: every kind of thing has words and leads to a page. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LISTS, pageOf, pages, things } from "../src/app/finder/entries";
import type { Found } from "../src/app/finder/find";
import { words } from "../src/app/finder/words";
import { PLACES } from "../src/app/places";

const ROOT = join(import.meta.dirname, "..", "..");
const KINDS = ["activities", "inspections", "relief"].flatMap((room) => {
  const source = readFileSync(join(ROOT, "services", room, "search", "queries.py"), "utf-8");
  return [...source.matchAll(/\bKind\(\s*"([a-z-]+)"/g)].map((found) => `${found[1]}`);
});
const EVERYTHING = PLACES.map(({ permission }) => permission);

function found(kind: string, over: Partial<Found> = {}): Found {
  const id = "6f1f1c9e-0000-4000-8000-000000000001";
  return {
    kind,
    id,
    name: kind,
    state: null,
    ended: false,
    detail: null,
    number: null,
    at: null,
    rank: 0,
    ...over,
  };
}

test("every kind that a room finds has words", () => {
  expect(KINDS.length).toBeGreaterThan(10);
  expect(Object.keys(words.kind).sort()).toEqual([...KINDS].sort());
});

test.each(KINDS)("%s leads to a page", (kind) => {
  const [part] = things([found(kind)], EVERYTHING);
  const to = part?.entries[0]?.to;
  expect(PLACES.map((place) => place.to)).toContain(to);
  if (pageOf(kind)) expect(part?.entries[0]?.params).toEqual({ [`${kind}_id`]: found(kind).id });
});

test("no list stands in for a page that is there, and each is a page", () => {
  expect(Object.keys(LISTS).filter((kind) => pageOf(kind))).toEqual([]);
  expect(Object.values(LISTS).filter((to) => !PLACES.some((place) => place.to === to))).toEqual([]);
});

test("what the caller may not open is not listed", () => {
  expect(things([found("fund")], [])).toEqual([]);
  expect(pages("", [], "en")).toEqual([]);
});

test("kinds stand in the order of their best, things in the order given", () => {
  const parts = things(
    [found("venue", { name: "a" }), found("need"), found("venue", { name: "b" })],
    EVERYTHING,
  );
  expect(parts.map(({ kind, entries }) => [kind, entries.map(({ name }) => name)])).toEqual([
    ["venue", ["a", "b"]],
    ["need", ["need"]],
  ]);
});

test("what is over is marked by how it ended", () => {
  const [part] = things(
    [
      found("session"),
      found("session", { state: "ended", ended: true }),
      found("session", { state: "cancelled", ended: true }),
    ],
    EVERYTHING,
  );
  expect(part?.entries.map(({ mark }) => mark)).toEqual([undefined, "ended", "cancelled"]);
});

test("pages are found by a part of their name in either language", () => {
  const [part] = pages("rounds", EVERYTHING, "zh-CN");
  expect(part?.entries.map(({ to }) => to)).toContain("/inspections/rounds");
});
