/** Every page brings its place and its words; each line says what to do. */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { PERMISSIONS } from "../src/api/permissions";
import type { Place } from "../src/kit/place";
import { isPair } from "../src/kit/words";

const ROOMS = join(dirname(fileURLToPath(import.meta.url)), "..", "src", "rooms");
const NEEDED = ["Page.tsx", "place.ts", "words.ts"];

const places = import.meta.glob<{ place?: Place }>("../src/rooms/*/*/place.ts", { eager: true });
const worded = import.meta.glob<{ words?: unknown }>("../src/rooms/**/words.ts", { eager: true });
const said = import.meta.glob<{ said?: unknown }>("../src/rooms/*/said.ts", { eager: true });

function lacks(folder: string, files: readonly string[]): string[] {
  return NEEDED.filter((one) => !files.includes(one)).map(
    (one) => `src/rooms/${folder} lacks ${one}: see "Add a page" in CONTRIBUTING.md`,
  );
}

function wrongPlace(where: string, place: Partial<Place> | undefined): string[] {
  if (!place) return [`${where} exports no place: export const place = here({ … }) (src/kit/place.ts)`];
  const found: string[] = [];
  const may = [...PERMISSIONS, "public", "signed-in"] as (string | undefined)[];
  if (!place.permission) {
    found.push(`${where} has no permission: say which one, or "public" for a page that needs no sign-in`);
  } else if (!may.includes(place.permission)) {
    found.push(`${where} asks for ${place.permission}, which no role has: see gateway/roles.py`);
  }
  if (!place.to?.startsWith("/")) found.push(`${where} has no address: to: "/…"`);
  if (place.to?.startsWith("/public") && place.permission !== "public") {
    found.push(`${where} is at ${place.to} and not "public": say permission: "public", or move it`);
  }
  if (place.label && (!place.group || place.order === undefined)) {
    found.push(`${where} has a label and no place in the navigation: say group and order`);
  }
  return [...found, ...wrongWords(where, { title: place.title, label: place.label })];
}

function twice(all: readonly { where: string; to: string }[]): string[] {
  const first = new Map<string, string>();
  return all.flatMap(({ where, to }) => {
    const at = to.replaceAll(/\$\w+/g, "$");
    const other = first.get(at);
    first.set(at, where);
    return other ? [`${where} and ${other} share the address ${to}: give one of them another`] : [];
  });
}

const holes = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((hole) => hole[1]).sort();

function wrongWords(where: string, said: unknown, path = ""): string[] {
  if (said === undefined) return [];
  if (isPair(said)) {
    const [zh = "", en = ""] = said;
    if (said.length !== 2 || !zh.trim() || !en.trim()) {
      return [`${where}: ${path} lacks a language: write ["中文", "English"]`];
    }
    return `${holes(zh)}` === `${holes(en)}`
      ? []
      : [`${where}: ${path} has other {{names}} in English than in Chinese`];
  }
  if (typeof said !== "object" || said === null) {
    return [`${where}: ${path} is not in two languages: write ["中文", "English"]`];
  }
  return Object.entries(said).flatMap(([key, value]) =>
    wrongWords(where, value, path ? `${path}.${key}` : key),
  );
}

const short = (file: string) => file.replace("../", "");

describe("what src/rooms brings", () => {
  test("a page has its place and its words", () => {
    const rooms = readdirSync(ROOMS, { withFileTypes: true }).filter((one) => one.isDirectory());
    const folders = rooms.flatMap(({ name }) =>
      readdirSync(join(ROOMS, name), { withFileTypes: true })
        .filter((one) => one.isDirectory())
        .map((one) => `${name}/${one.name}`),
    );
    expect(folders.length).toBeGreaterThan(0);
    expect(folders.flatMap((one) => lacks(one, readdirSync(join(ROOMS, one))))).toEqual([]);
  });

  test("a place says who may open it", () => {
    expect(Object.entries(places).flatMap(([file, { place }]) => wrongPlace(short(file), place))).toEqual([]);
  });

  test("no two places share an address", () => {
    const all = Object.entries(places).map(([file, { place }]) => ({
      where: short(file),
      to: place?.to ?? file,
    }));
    expect(twice(all)).toEqual([]);
  });

  test("words are in both languages", () => {
    expect(Object.entries(worded).flatMap(([file, { words }]) => wrongWords(short(file), words))).toEqual([]);
    expect(Object.entries(said).flatMap(([file, one]) => wrongWords(short(file), one.said))).toEqual([]);
  });
});

describe("what is wrong is found", () => {
  const right: Place = { to: "/a", title: ["甲", "A"], permission: "relief:read" };

  test("a folder without its files", () => {
    expect(lacks("relief/cases", ["Page.tsx"])).toHaveLength(2);
  });

  test("a place without permission, with one that no role has, or without its words", () => {
    const { permission: _, ...none } = right;
    expect(wrongPlace("x", none)[0]).toContain("has no permission");
    expect(wrongPlace("x", { ...right, permission: "relief:reed" as never })[0]).toContain("no role has");
    expect(wrongPlace("x", { ...right, title: ["甲", ""] })[0]).toContain("lacks a language");
    expect(wrongPlace("x", { ...right, label: ["甲", "A"] })[0]).toContain("say group and order");
    expect(wrongPlace("x", { ...right, to: "/public/a" })[0]).toContain('not "public"');
    expect(wrongPlace("x", undefined)[0]).toContain("exports no place");
  });

  test("two places of one address", () => {
    expect(
      twice([
        { where: "x", to: "/a/$b" },
        { where: "y", to: "/a/$c" },
      ])[0],
    ).toContain("share the address");
  });

  test("words with a name missing in one language", () => {
    expect(wrongWords("x", { count: ["{{n}} 人", "people"] })[0]).toContain("other {{names}}");
    expect(wrongWords("x", { deep: { one: ["只有中文"] } })[0]).toContain("deep.one lacks a language");
  });
});
