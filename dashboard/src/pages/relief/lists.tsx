/** The room's lists: the newest row first, page by page, or whole where a choice needs every row. */
import {
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import type { ReactNode } from "react";
import { get } from "../../api/client";
import { nextBefore, nextSkip, PAGE, withQuery } from "../../api/pages";
import { More } from "../../parts/More";
import { Failed, Loading } from "../../parts/states";

const room = (path: string) => `/api/relief${path}`;

/** A list by page; the next one begins after the last row's `by`. */
export function useReliefList<T extends object>(path: string, by: keyof T) {
  return useInfiniteQuery({
    queryKey: ["relief", path, "pages"],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      get<T[]>(
        room(withQuery(path, { limit: String(PAGE), ...(pageParam && { before: pageParam }) })),
        signal,
      ),
    getNextPageParam: (page) => nextBefore(page, by),
    select: ({ pages }) => pages.flat(),
  });
}

/** Every page of a list; without `by` it is skipped through. What one chooses from must not end at a page's edge. */
export function useWholeRelief<T extends object>(path: string, by?: keyof T) {
  return useQuery({
    queryKey: ["relief", path, "whole"],
    queryFn: async ({ signal }) => {
      const found: T[] = [];
      let from: Record<string, string> = {};
      for (;;) {
        const page = await get<T[]>(room(withQuery(path, { limit: String(PAGE), ...from })), signal);
        found.push(...page);
        const last = found.at(-1);
        if (page.length < PAGE || last === undefined) return found;
        from = by ? { before: String(last[by]) } : { skip: String(found.length) };
      }
    },
  });
}

/** A sum with the rows that add up to it, by page. */
export function usePostings<T extends { postings: unknown[]; count: number | null }>(path: string) {
  return useInfiniteQuery({
    queryKey: ["relief", path, "postings"],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      get<T>(room(withQuery(path, { limit: String(PAGE), skip: String(pageParam) })), signal),
    getNextPageParam: (page, pages) =>
      nextSkip(
        pages.map(({ postings }) => ({ rows: postings })),
        page.postings.length,
        page.count,
      ),
  });
}

interface ListedProps<T> {
  of: UseQueryResult<T[]> | UseInfiniteQueryResult<T[]>;
  empty: string;
  children: (row: T) => ReactNode;
}

/** A list in its states: coming, failed, empty, there; with the way to more of it where there is more. */
export function Listed<T>({ of, empty, children }: ListedProps<T>) {
  if (of.isPending) return <Loading />;
  if (of.isError) return <Failed inner error={of.error} retry={() => void of.refetch()} />;
  if (of.data.length === 0) return <p className="hint">{empty}</p>;
  return (
    <>
      <ul className="relief-rows">{of.data.map(children)}</ul>
      {"hasNextPage" in of && <More of={of} shown={of.data.length} />}
    </>
  );
}
