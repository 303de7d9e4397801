/** Every command of a room is sent by one of its pages: what the product can do, people can do in a browser. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const HERE = dirname(fileURLToPath(import.meta.url));
const SOURCES = join(HERE, "..", "src");

interface Route {
  method: string;
  path: string;
  room: string;
}

const read = (file: string) => readFileSync(file, "utf8");

/**
 * What the pages send: `useCommand("…")`, also by a constant that holds the path, or a button of the kit with
 * `path="…"`; signing in asks by itself. That a path is read is not enough.
 */
function sent(pages: string): Set<string | undefined> {
  const constants = new Map(
    [...pages.matchAll(/\bconst ([A-Z_]+) = "(\/api\/[^"]+)"/g)].map(([, name, path]) => [name, path]),
  );
  return new Set([
    ...[...pages.matchAll(/(?:useCommand\(\s*|\bpath=)"(\/api\/[^"]+)"/g)].map((found) => found[1]),
    ...[...pages.matchAll(/useCommand\(\s*([A-Z_]+)\b/g)].map((found) => constants.get(found[1])),
    ...[...pages.matchAll(/\bask(?:<\w+>)?\("(\/api\/[^"]+)", { method: "POST"/g)].map((found) => found[1]),
  ]);
}

function orphans(room: string, all: readonly Route[], pages: readonly string[]): string[] {
  const known = pages.map(sent);
  const commands = all.filter((one) => one.room === room && one.method === "POST");
  return commands.map(({ path }) => path).filter((path) => !known.some((one) => one.has(path)));
}

function pagesOf(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const pages = files.filter((file) => /\.tsx?$/.test(file));
  return pages.map((file) => read(join(folder, file)));
}

const table: Route[] = JSON.parse(read(join(HERE, "..", "..", "gateway", "routes.json")));

// No exceptions: what only programs and the clock do (`inner` in kernel/routes.py) is not in the gateway's table.
test.each(["activities", "gateway", "inspections", "relief"])("%s", (room) => {
  expect(table.filter((one) => one.room === room).length).toBeGreaterThan(0);
  expect(orphans(room, table, pagesOf(SOURCES))).toEqual([]);
});

test("a command without a page is found", () => {
  const one = { method: "POST", path: "/api/x/y", room: "x" };
  expect(orphans("x", [one], ['useCommand("/api/x/y/z")'])).toEqual(["/api/x/y"]);
  expect(orphans("x", [one], ['useList("/api/x/y", {}, {})'])).toEqual(["/api/x/y"]);
  expect(orphans("x", [one], ['useCommand("/api/x/y")'])).toEqual([]);
  expect(orphans("x", [one], ['<Do path="/api/x/y" />'])).toEqual([]);
  expect(orphans("x", [one], ['const X = "/api/x/y";\nuseCommand(X);'])).toEqual([]);
  expect(orphans("x", [one], ['const X = "/api/x/y";', "useCommand(X)"])).toEqual(["/api/x/y"]);
  expect(orphans("x", [one], ['ask<One>("/api/x/y", { method: "POST", body })'])).toEqual([]);
});
