/** Sessions, as several pages of the room ask for them. */
import { useMemo } from "react";
import { localDay } from "../../format/time";
import { useList } from "../../kit/list";
import type { View } from "../../kit/paths";

export type Session = View<"activities-SessionView">;

/** Where a session stands now: its state in the room, or over because its time has passed. */
export function standing({ state, ends_at }: Session, now = Date.now()) {
  if (state === "cancelled" || state === "ended") return state;
  return Date.parse(ends_at) <= now ? "over" : state;
}

/** How many people hold a seat, in the room and online. */
export function heldSeats({ confirmed, online_confirmed }: Session): number {
  return confirmed + online_confirmed;
}

const DAY_MS = 86_400_000;

/** Sessions that start within these milliseconds of the beginning of today in Shanghai. */
export function useSessions(from: number, to: number) {
  return useBetween(from, to, {});
}

function useBetween(from: number, to: number, more: { activity?: string; cancelled?: boolean }) {
  const range = useMemo(() => {
    const start = new Date(`${localDay(new Date())}T00:00:00+08:00`).getTime();
    return { from: new Date(start + from).toISOString(), to: new Date(start + to).toISOString() };
  }, [from, to]);
  return useList("/api/activities/sessions", { ...range, ...more }, { after: "session_id" });
}

/** From the start of today, so that a session that runs already can still be joined, to sixty days from it. */
export function useSessionsAhead() {
  return useSessions(0, 60 * DAY_MS);
}

/** Doors open two hours before (services/activities), and yesterday evening's session may still run. */
export function useSessionsAtTheDoor() {
  return useSessions(-DAY_MS, DAY_MS + 2 * 3_600_000);
}

/** An activity's sessions, cancelled ones as well, from thirty days ago to sixty days ahead. */
export function useSessionsOf(activity: string) {
  return useBetween(-30 * DAY_MS, 60 * DAY_MS, { activity, cancelled: true });
}
