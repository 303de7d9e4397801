/** Every page brings its place: `src/rooms/<room>/<feature>/{place.ts, Page.tsx, words.ts}`; no list names them. */
import type { ReactNode } from "react";
import type { Place } from "../kit/place";

interface PageModule {
  Page: (props: object) => ReactNode;
}

interface Brought {
  /** The page's folder, for those who look for it. */
  folder: string;
  place: Place;
  load: () => Promise<PageModule>;
}

const places = import.meta.glob<{ place: Place }>("../rooms/*/*/place.ts", { eager: true });
const pages = import.meta.glob<PageModule>("../rooms/*/*/Page.tsx");

export const BROUGHT: readonly Brought[] = Object.entries(places).map(([file, { place }]) => {
  const folder = file.slice("../rooms/".length, -"/place.ts".length);
  const load = pages[`../rooms/${folder}/Page.tsx`];
  if (!load) throw new Error(`src/rooms/${folder} has a place.ts and no Page.tsx`);
  return { folder, place, load };
});
