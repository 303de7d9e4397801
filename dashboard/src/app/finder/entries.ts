/** What the search lists: things that were found, by kind, and pages by their names; each with its address. */
import type { Place } from "../../kit/place";
import { inLanguage } from "../../kit/words";
import { GROUPS, PLACES } from "../places";
import type { Found } from "./find";

export interface Entry {
  key: string;
  to: string;
  params?: Record<string, string>;
  name: string;
  detail?: string | null;
  at?: string | null;
  /** Said beside a thing that is over: how it ended. */
  mark?: "ended" | "cancelled" | undefined;
}

export interface Part {
  /** A kind of thing, or "pages". */
  kind: string;
  entries: Entry[];
}

/** Where things without a page of their own are listed. */
export const LISTS: Record<string, string> = {
  establishment: "/inspections/establishments",
  round: "/inspections/rounds",
};

/** Kinds whose detail is a code. */
const CODED = new Set(["establishment", "sample", "fund"]);
/** Kinds of which several have one name. */
const DATED = new Set(["session", "sample"]);

/** The page of a kind of thing: its address ends with the kind's id. */
export function pageOf(kind: string, places: readonly Place[] = PLACES): Place | undefined {
  return places.find(({ to }) => to.endsWith(`/$${kind}_id`));
}

/** Things by kind, kinds in the order of their best; what leads to no page that the caller may open is left out. */
export function things(found: readonly Found[], permissions: readonly string[]): Part[] {
  const parts = new Map<string, Entry[]>();
  for (const one of found) {
    const aim = aimOf(one, permissions);
    if (!aim) continue;
    const { kind, name, number, at } = one;
    const detail = CODED.has(kind) ? null : (one.detail ?? number);
    const entry = {
      ...aim,
      key: `${kind}-${one.id}`,
      name,
      detail,
      at: DATED.has(kind) ? at : null,
      mark: markOf(one),
    };
    parts.set(kind, [...(parts.get(kind) ?? []), entry]);
  }
  return [...parts].map(([kind, entries]) => ({ kind, entries }));
}

function markOf({ state, ended }: Found): Entry["mark"] {
  if (state === "cancelled") return "cancelled";
  return ended ? "ended" : undefined;
}

function aimOf(
  { kind, id }: Found,
  permissions: readonly string[],
): Pick<Entry, "to" | "params"> | undefined {
  const page = pageOf(kind);
  if (page && permissions.includes(page.permission)) return { to: page.to, params: { [`${kind}_id`]: id } };
  const list = PLACES.find(({ to }) => to === LISTS[kind]);
  return list && permissions.includes(list.permission) ? { to: list.to } : undefined;
}

/** Pages of the navigation, in its order. */
const PAGES = GROUPS.flatMap(({ group }) => PLACES.filter((place) => place.label && place.group === group));

/** Pages of the navigation whose name has the text in it; all of them for no text. */
export function pages(text: string, permissions: readonly string[], language: string): Part[] {
  const wanted = text.toLowerCase();
  const entries = PAGES.flatMap(({ to, label, title, permission }) => {
    if (!permissions.includes(permission)) return [];
    const names = [...(label ?? []), ...title].map((name) => name.toLowerCase());
    return names.some((name) => name.includes(wanted))
      ? [{ key: to, to, name: inLanguage(title, language) }]
      : [];
  });
  return entries.length > 0 ? [{ kind: "pages", entries }] : [];
}
