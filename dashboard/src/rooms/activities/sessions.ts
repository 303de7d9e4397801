/** Sessions, as several pages of the room ask for them. */
import { useMemo } from "react";
import { localDay } from "../../format/time";
import { useList } from "../../kit/list";
import type { View } from "../../kit/paths";

export type Session = View<"activities-SessionView">;

const DAY_MS = 86_400_000;

/** Sessions that start within these milliseconds of the beginning of today in Shanghai. */
export function useSessions(from: number, to: number) {
  const range = useMemo(() => {
    const start = new Date(`${localDay(new Date())}T00:00:00+08:00`).getTime();
    return { from: new Date(start + from).toISOString(), to: new Date(start + to).toISOString() };
  }, [from, to]);
  return useList("/api/activities/sessions", range, { after: "session_id" });
}

/** From the start of today, so that a session that runs already can still be joined, to sixty days from it. */
export function useSessionsAhead() {
  return useSessions(0, 60 * DAY_MS);
}

/** Doors open two hours before (services/activities), and yesterday evening's session may still run. */
export function useSessionsAtTheDoor() {
  return useSessions(-DAY_MS, DAY_MS + 2 * 3_600_000);
}
