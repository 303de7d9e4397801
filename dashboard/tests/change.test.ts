/** No control acts when its value changes: with the keyboard, one arrow key would be a decision (WCAG 3.2.2). */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SOURCES = join(dirname(fileURLToPath(import.meta.url)), "..", "src");

/** The handlers of `change=` and `onChange=`, whole, that send a command. */
function acting(source: string): string[] {
  const handlers = [...source.matchAll(/\b(?:change|onChange)=\{/g)].map((found) => {
    const from = found.index + found[0].length;
    let depth = 1;
    let to = from;
    for (; to < source.length && depth > 0; to++) {
      if (source[to] === "{") depth++;
      if (source[to] === "}") depth--;
    }
    return source.slice(from, to - 1);
  });
  return handlers.filter((handler) => /\.send(All)?\b|\bask\(/.test(handler));
}

test("no control acts on change", () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tsx$/.test(file),
  );
  const found = files.filter((file) => acting(readFileSync(join(SOURCES, file), "utf8")).length > 0);
  expect(found).toEqual([]);
});

test("a control that acts is found", () => {
  expect(acting("<Select change={(x) => rate.send({ body: { x } })} />")).toHaveLength(1);
  expect(acting("<Select change={choose} /><Act command={c} order={{}} />")).toEqual([]);
});
