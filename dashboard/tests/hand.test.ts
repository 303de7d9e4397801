import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { WHERE } from "../src/pages/today/NeedsHandCard";

it.each(["disposal-open", "disposal-past-its-day"])("%s leads to the page that lists disposals", (kind) => {
  const router = readFileSync("src/app/router.tsx", "utf8");
  const page = router.match(
    new RegExp(`path: "${WHERE[kind]}",\\s+component: lazyRouteComponent\\(\\(\\) => import\\("../([^"]+)"`),
  )?.[1];
  expect(readFileSync(`src/${page}.tsx`, "utf8")).toContain('data-testid="disposal"');
});
