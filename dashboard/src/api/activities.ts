/** What the activities pages ask for. */
import { queryOptions } from "@tanstack/react-query";
import { get } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Activity = Schemas["activities-ActivityView"];
export type Venue = Schemas["activities-VenueView"];
export type Need = Schemas["activities-NeedView"];
export type WorkingCalendar = Schemas["activities-CalendarView"];
export type Organisation = Schemas["activities-OrganisationView"];
export type Committee = Schemas["activities-CommitteeView"];
export type Registration = Schemas["activities-RegistrationView"];
export type PublicSession = Schemas["activities-PublicSession"];
export type OwnData = Schemas["activities-OwnData"];
export type Resident = Schemas["activities-ResidentView"];
export type Account = Schemas["AccountView"];
export type FigureView = Schemas["activities-FigureView"];
export type PublicFigures = Schemas["engagement-PublicFigures"];
export type Statistics = Schemas["engagement-StatisticsView"];

const PAGE = 100;
const MOST = 10_000;

/** Every page of a list whose next page begins after the last row's `by`. */
async function whole<Row>(path: string, by: keyof Row, signal: AbortSignal): Promise<Row[]> {
  const found: Row[] = [];
  while (found.length < MOST) {
    const last = found.at(-1);
    const after = last ? `&after=${encodeURIComponent(String(last[by]))}` : "";
    const page = await get<Row[]>(`${path}?limit=${PAGE}${after}`, signal);
    found.push(...page);
    if (page.length < PAGE) break;
  }
  return found;
}

export const activitiesQuery = queryOptions({
  queryKey: ["activities", "list"],
  queryFn: ({ signal }) => whole<Activity>("/api/activities/activities", "activity_id", signal),
});

export const venuesQuery = queryOptions({
  queryKey: ["activities", "venues"],
  queryFn: ({ signal }) => whole<Venue>("/api/activities/venues", "name", signal),
});

export const publicVenuesQuery = queryOptions({
  queryKey: ["public", "venues"],
  queryFn: ({ signal }) => whole<Venue>("/api/activities/public/venues", "name", signal),
});

/** Read by every page that shows a day worked out by the calendar; it changes once a year. */
export const calendarQuery = queryOptions({
  queryKey: ["public", "working-calendar"],
  queryFn: ({ signal }) => get<WorkingCalendar>("/api/activities/public/working-calendar", signal),
  staleTime: 300_000,
});

export const publicSessionsQuery = queryOptions({
  queryKey: ["public", "sessions"],
  queryFn: ({ signal }) => get<PublicSession[]>("/api/activities/public/sessions", signal),
});

export const organisationsQuery = queryOptions({
  queryKey: ["activities", "organisations"],
  queryFn: ({ signal }) => whole<Organisation>("/api/activities/organisations", "name", signal),
});

export const committeesQuery = queryOptions({
  queryKey: ["activities", "committees"],
  queryFn: ({ signal }) => get<Committee[]>("/api/activities/committees", signal),
});

export const needsQuery = queryOptions({
  queryKey: ["activities", "needs"],
  queryFn: ({ signal }) => whole<Need>("/api/activities/needs", "need_id", signal),
});

export const ownQuery = queryOptions({
  queryKey: ["activities", "me"],
  queryFn: ({ signal }) => get<OwnData>("/api/activities/me", signal),
});

export const residentsQuery = queryOptions({
  queryKey: ["activities", "residents"],
  queryFn: ({ signal }) => whole<Resident>("/api/activities/residents", "account_id", signal),
});

export const accountsQuery = queryOptions({
  queryKey: ["accounts"],
  queryFn: ({ signal }) => whole<Account>("/api/accounts", "username", signal),
});

export function registrationsQuery(sessionId: string) {
  return queryOptions({
    queryKey: ["activities", "registrations", sessionId],
    queryFn: ({ signal }) =>
      whole<Registration>(`/api/activities/sessions/${sessionId}/registrations`, "registration_id", signal),
    enabled: sessionId !== "",
  });
}
