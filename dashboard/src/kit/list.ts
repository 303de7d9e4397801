/** Lists: one way through every kind of paging, to the end at once or a page at a time. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { type Answer, type Asked, type ReadPath, roomOf } from "./paths";
import { read } from "./read";

export const PAGE = 100;
/** No list is longer; one that never ends is a fault of a server's cursor. */
const MOST = 10_000;

type Paging = "after" | "before" | "skip" | "limit";
/** What a list is asked with besides its paging. */
export type Narrowed<P extends ReadPath> = Omit<Asked<P>, Paging>;

type RowsIn<A> = {
  [K in keyof A & string]: A[K] extends readonly (infer R)[] ? R : never;
};
/** A row of the answer, or of what the answer holds under `In`. */
export type RowOf<A, In extends string = ""> = A extends readonly (infer R)[]
  ? R
  : In extends keyof RowsIn<A>
    ? RowsIn<A>[In]
    : never;

type Cursor<R> = (keyof R & string) | ((row: R) => string);
/** Named like the route's query parameter: the field of the last row after (before) which the next page begins. */
type Turning<P extends ReadPath, R> = "after" extends keyof Asked<P>
  ? { after: Cursor<R> }
  : "before" extends keyof Asked<P>
    ? { before: Cursor<R> }
    : "skip" extends keyof Asked<P>
      ? { skip: true }
      : unknown;

export type ListOptions<P extends ReadPath, In extends string = ""> = Turning<P, RowOf<Answer<P>, In>> & {
  /** Where the answer is no array: the name under which it has the rows. */
  rows?: In;
  /** A page at a time with a button for more; without it to the end at once, as a choice needs it. */
  paged?: boolean;
  /** False while it is not asked for yet. */
  enabled?: boolean;
};

export interface List<R, A = unknown> {
  rows: readonly R[];
  /** The newest page's whole answer, for what stands beside the rows: a sum, a count. */
  answer: A | undefined;
  isPending: boolean;
  /** Why nothing could be shown. */
  error: Error | null;
  retry: () => void;
  hasMore: boolean;
  isFetchingMore: boolean;
  more: () => void;
}

interface Leaf {
  answer: unknown;
  rows: readonly unknown[];
}

type Read = (turned: Record<string, unknown>) => Promise<unknown>;

/** The kinds of paging as one: the parameters of the next page, or undefined at the end. */
export function turner(options: Record<string, unknown>) {
  const way = (["after", "before", "skip"] as const).find((one) => options[one] !== undefined);
  return ({ answer, rows }: Leaf, shown: number): Record<string, unknown> | undefined => {
    const last = rows.at(-1) as Record<string, unknown> | undefined;
    if (way === undefined || last === undefined || shown >= MOST) return undefined;
    const count = (answer as { count?: unknown }).count;
    if (typeof count === "number" ? shown >= count : rows.length < PAGE) return undefined;
    const by = options[way];
    if (way === "skip") return { skip: shown };
    return { [way]: typeof by === "function" ? by(last) : last[String(by)] };
  };
}

async function leaf(ask: Read, turned: Record<string, unknown>, within: unknown): Promise<Leaf> {
  const answer = await ask(turned);
  const rows = typeof within === "string" ? (answer as Record<string, unknown>)[within] : answer;
  return { answer, rows: rows as readonly unknown[] };
}

/** The rows of a list: `useList("/api/activities/needs", {}, { after: "need_id" })`. */
export function useList<P extends ReadPath, In extends string = "">(
  path: P,
  asked: Narrowed<P>,
  options: ListOptions<P, In>,
): List<RowOf<Answer<P>, In>, Answer<P>> {
  const given = options as Record<string, unknown>;
  const {
    rows: within,
    paged = false,
    enabled = true,
  } = given as { rows?: string } & Record<string, boolean>;
  const turned = ["after", "before", "skip"].some((one) => given[one] !== undefined);
  const next = turner(given);
  const found = useInfiniteQuery({
    queryKey: [roomOf(path), path, asked, paged ? "pages" : "whole"],
    enabled,
    initialPageParam: {} as Record<string, unknown>,
    queryFn: async ({ pageParam, signal }): Promise<Leaf> => {
      const ask: Read = (more) =>
        read(path, { ...asked, ...(turned ? { limit: PAGE } : {}), ...more } as unknown as Asked<P>, signal);
      const first = await leaf(ask, pageParam, within);
      if (paged) return first;
      const rows = [...first.rows];
      let last = first;
      for (let to = next(last, rows.length); to !== undefined; to = next(last, rows.length)) {
        last = await leaf(ask, to, within);
        rows.push(...last.rows);
      }
      return { answer: last.answer, rows };
    },
    getNextPageParam: (page, pages) =>
      paged
        ? next(
            page,
            pages.reduce((sum, one) => sum + one.rows.length, 0),
          )
        : undefined,
    select: ({ pages }) => ({ rows: pages.flatMap((page) => page.rows), answer: pages.at(-1)?.answer }),
  });
  return {
    rows: (found.data?.rows ?? []) as readonly RowOf<Answer<P>, In>[],
    answer: found.data?.answer as Answer<P> | undefined,
    isPending: found.isPending && enabled,
    error: found.data ? null : found.error,
    retry: () => void found.refetch(),
    hasMore: found.hasNextPage,
    isFetchingMore: found.isFetchingNextPage,
    more: () => void found.fetchNextPage(),
  };
}
