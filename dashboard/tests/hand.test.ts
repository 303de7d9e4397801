import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { BROUGHT } from "../src/app/rooms";
import { WHERE } from "../src/rooms/today/overview/NeedsHandCard";

it.each(["disposal-open", "disposal-past-its-day"])("%s leads to the page that lists disposals", (kind) => {
  const folder = `src/rooms/${BROUGHT.find(({ place }) => place.to === WHERE[kind])?.folder}`;
  const page = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, "utf8"));
  expect(page.join("\n")).toContain('data-testid="disposal"');
});

it.each(Object.entries(WHERE))("%s leads to a page that is there", (_, to) => {
  expect(BROUGHT.map(({ place }) => place.to)).toContain(to);
});
