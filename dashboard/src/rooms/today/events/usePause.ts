/** Holds the list still while somebody reads it, and counts what waits. */
import { useState } from "react";
import type { EventPage } from "../../../api/types";

export interface Pause {
  page: EventPage | undefined;
  paused: boolean;
  waiting: number;
  toggle: () => void;
}

export function usePause(live: EventPage | undefined): Pause {
  const [heldAt, setHeldAt] = useState<number | null>(null);
  if (heldAt === null || !live) {
    const newest = live?.events[0]?.feed_id ?? 0;
    return { page: live, paused: false, waiting: 0, toggle: () => setHeldAt(newest) };
  }
  const events = live.events.filter((fact) => fact.feed_id <= heldAt);
  return {
    page: { ...live, events },
    paused: true,
    waiting: live.events.length - events.length,
    toggle: () => setHeldAt(null),
  };
}
