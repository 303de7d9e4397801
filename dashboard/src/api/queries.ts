/** What the pages ask for, each with its cache key; the live stream writes into the same caches. */
import { queryOptions } from "@tanstack/react-query";
import { reapplyFacts } from "../live/facts";
import { reapply, watermark } from "../live/figures";
import { get, rememberCsrfToken } from "./client";
import { isSignedOut } from "./problems";
import type { EventPage, FactDetail, Overview, Session } from "./types";

export const EVENTS_PAGE = 100;

/** The room, type and subject the events page is narrowed to; empty text means all. */
export interface EventFilter {
  room: string;
  type: string;
  subject: string;
}

export const ALL_EVENTS: EventFilter = { room: "", type: "", subject: "" };

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const session = await get<Session>("/api/session", signal);
      rememberCsrfToken(session.csrf_token);
      return session;
    } catch (error) {
      if (isSignedOut(error)) return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: async ({ signal }) => {
    // A figure that moves while this answer is on its way must not be undone by it.
    const since = watermark();
    return reapply(await get<Overview>("/api/overview", signal), since);
  },
  refetchInterval: 30_000,
});

export function eventsQuery(filter: EventFilter) {
  return queryOptions({
    queryKey: ["events", filter],
    queryFn: async ({ signal }) => {
      const since = watermark();
      return reapplyFacts(await get<EventPage>(eventsPath(filter), signal), filter, since);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function eventsPath(filter: EventFilter, before?: number): string {
  const query = new URLSearchParams({ limit: String(EVENTS_PAGE) });
  if (filter.room) query.set("room", filter.room);
  if (filter.type) query.set("type", filter.type);
  if (filter.subject) query.set("subject", filter.subject);
  if (before !== undefined) query.set("before", String(before));
  return `/api/events?${query}`;
}

export function eventQuery(eventId: string) {
  return queryOptions({
    queryKey: ["event", eventId],
    queryFn: ({ signal }) => get<FactDetail>(`/api/events/${encodeURIComponent(eventId)}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

const NAMED = [
  { path: "/api/activities/activities", id: "activity_id" },
  { path: "/api/activities/venues", id: "venue_id" },
  { path: "/api/activities/organisations", id: "organisation_id" },
  { path: "/api/inspections/establishments", id: "establishment_id" },
];

/** Names behind the ids in facts, the first hundred of each kind; a room that is away leaves its names out. */
export const namesQuery = queryOptions({
  queryKey: ["names"],
  queryFn: async ({ signal }): Promise<Record<string, string>> => {
    const answers = await Promise.allSettled(
      NAMED.map(({ path }) => get<Record<string, string>[]>(`${path}?limit=100`, signal)),
    );
    return Object.fromEntries(
      answers.flatMap((answer, place) => {
        const id = NAMED[place]?.id ?? "";
        const rows = answer.status === "fulfilled" ? answer.value : [];
        return rows.map((row) => [row[id], row.title ?? row.name]);
      }),
    );
  },
  staleTime: 5 * 60_000,
});
