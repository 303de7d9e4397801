/** Asks every room that the caller may search, side by side: one that is away costs its own results alone. */
import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ask } from "../../api/client";
import type { View } from "../../kit/paths";
import { useSession } from "../session";

export type Found = View<"activities-Found"> | View<"inspections-Found"> | View<"relief-Found">;
type Finds = Found[];
type Asking = (body: { text: string }, signal: AbortSignal) => Promise<{ body: Finds }>;

const PAUSE_MS = 150;
const ROOMS: Record<string, Asking> = {
  activities: (body, signal) => ask<Finds>("/api/activities/search", { method: "POST", body, signal }),
  inspections: (body, signal) => ask<Finds>("/api/inspections/search", { method: "POST", body, signal }),
  relief: (body, signal) => ask<Finds>("/api/relief/search", { method: "POST", body, signal }),
};

/** What was typed, once the typing rests. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

export interface Finding {
  found: Finds;
  away: string[];
  isPending: boolean;
}

/** Things by what is typed, the best of all rooms first; nothing is asked for an empty text. */
export function useFinding(text: string): Finding {
  const { permissions } = useSession();
  const rooms = Object.entries(ROOMS).filter(([room]) => permissions.includes(`${room}:search`));
  const answers = useQueries({
    queries: rooms.map(([room, asking]) => ({
      queryKey: ["finder", room, text],
      queryFn: async ({ signal }: { signal: AbortSignal }) => (await asking({ text }, signal)).body,
      enabled: text !== "",
      placeholderData: keepPreviousData,
      retry: false,
      staleTime: 10_000,
    })),
  });
  if (text === "") return { found: [], away: [], isPending: false };
  return {
    found: answers.flatMap(({ data, isError }) => (isError ? [] : (data ?? []))).sort(byRank),
    away: rooms.flatMap(([room], at) => (answers[at]?.isError ? [room] : [])),
    isPending: answers.some(({ isPending, isPlaceholderData }) => isPending || isPlaceholderData),
  };
}

/** As the rooms rank: all of a name, its beginning, a word's beginning, any part; what is over comes last. */
function byRank(one: Found, other: Found): number {
  return one.rank - other.rank || Number(one.ended) - Number(other.ended);
}
