/** Where a page stands: its address, its name, who may open it, and its place in the navigation. */
import type { Permission } from "../api/permissions";
import type { Pair } from "./words";

export type Group = "today" | "activities" | "inspections" | "relief" | "partner" | "office" | "public";

export interface Place {
  /** The address; `$name` stands for a part that differs. */
  to: string;
  /** The page's heading. */
  title: Pair;
  /** Its shorter name in the navigation; without one the page is reached by links only. */
  label?: Pair;
  /** What one needs to open the page, which is neither shown nor linked without it. */
  permission: Permission | "public" | "signed-in";
  /** The part of the navigation that it belongs to. */
  group?: Group;
  /** Its position in the group; the smallest first. */
  order?: number;
  /** What the address holds after its question mark, read and checked. */
  search?: (raw: Record<string, unknown>) => object;
}

export function place<const P extends Place>(here: P): P {
  return here;
}

/** The names of the parts of an address that differ. */
type NamesIn<To extends string> = To extends `${string}$${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : To extends `${string}$${infer Name}`
    ? Name
    : never;

export type ParamsOf<P extends Place> = Record<NamesIn<P["to"]>, string>;
export type SearchOf<P extends Place> = P extends { search: (raw: never) => infer S }
  ? S
  : Record<never, never>;

/** Where a link leads: the parts of the address that differ, and what is after its question mark. */
export type Aim<P extends Place> = ([NamesIn<P["to"]>] extends [never]
  ? { params?: never }
  : { params: ParamsOf<P> }) & { search?: Partial<SearchOf<P>> };
