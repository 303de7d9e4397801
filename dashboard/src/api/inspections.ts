/** What the inspections pages ask for and send. */
import { infiniteQueryOptions, queryOptions, useQueryClient } from "@tanstack/react-query";
import { get } from "./client";
import { type Command, useCommand } from "./command";
import { sessionQuery } from "./queries";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type DrawFile = Schemas["inspections-DrawFile"];
export type Round = Schemas["inspections-RoundView"];
export type PublicRound = Schemas["inspections-PublicRound"];
export type Ranked = Schemas["inspections-Ranked"];
export type PublicResult = Schemas["inspections-PublicResult"];
export type ResultVersion = Schemas["inspections-ResultView"];
export type CreditFile = Schemas["inspections-CreditFile"];
export type Disposal = Schemas["inspections-DisposalView"];
export type Award = Schemas["inspections-AwardView"];
export type Pledge = Schemas["inspections-PledgeView"];
export type Campaign = Schemas["inspections-CampaignView"];
export type Staff = Schemas["inspections-StaffView"];
export type MyPlace = Schemas["inspections-MyPlace"];
export type Sample = Schemas["inspections-SampleView"];
export type Laboratory = Schemas["inspections-LaboratoryView"];
export type Correction = Schemas["inspections-CorrectionView"];
export type PaperBatch = Schemas["inspections-PaperBatch"];
export type PaperList = Schemas["inspections-PaperList"];
export type PublicEstablishment = Schemas["inspections-PublicEstablishment"];

const ROOM = "/api/inspections";
const PAGE = 100;
const MOST_PAGES = 20;

/** One list or one thing of the room; everything here is forgotten together when a command is done. */
export function inspectionsQuery<T>(path: string) {
  return queryOptions({
    queryKey: ["inspections", path],
    queryFn: ({ signal }) => get<T>(`${ROOM}${path}`, signal),
  });
}

/** A list that is answered by page: all of it, up to two thousand rows. */
export function inspectionsList<T>(path: string, after: (row: T) => string) {
  return queryOptions({
    queryKey: ["inspections", path, "all"],
    queryFn: async ({ signal }) => {
      const found: T[] = [];
      for (let page = 0; page < MOST_PAGES; page++) {
        const query = new URLSearchParams({ limit: String(PAGE) });
        const last = found.at(-1);
        if (last !== undefined) query.set("after", after(last));
        const rows = await get<T[]>(`${ROOM}${path}${path.includes("?") ? "&" : "?"}${query}`, signal);
        found.push(...rows);
        if (rows.length < PAGE) break;
      }
      return found;
    },
  });
}

/** Food businesses whose name contains `search`, by page: the server searches, the page asks for more. */
export function establishmentsFound(search: string) {
  return infiniteQueryOptions({
    queryKey: ["inspections", "/public/establishments", search],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE), search, after: pageParam });
      return get<PublicEstablishment[]>(`${ROOM}/public/establishments?${query}`, signal);
    },
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.name),
  });
}

/** Published results, the newest first, by page; each page begins at the moment where the one before ended. */
export const publicResults = infiniteQueryOptions({
  queryKey: ["inspections", "/public/results"],
  initialPageParam: "",
  queryFn: ({ pageParam, signal }) => {
    const query = new URLSearchParams({ limit: String(PAGE), ...(pageParam && { before: pageParam }) });
    return get<PublicResult[]>(`${ROOM}/public/results?${query}`, signal);
  },
  getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.results.at(-1)?.published_at),
  // What was published in the same moment is in both pages.
  select: ({ pages }) => [...new Map(pages.flat().map((one) => [one.sample_id, one])).values()],
});

/** A command of this room: `send` it with its path within the room; every list of the room is asked for anew after it. */
export function useInspection() {
  const client = useQueryClient();
  const command = useCommand<unknown>(["inspections"]);
  const send = async ({ path, body }: Command, done?: () => void) => {
    // Whoever is signed in and comes by a public page needs the page's token for a command as well.
    await client.ensureQueryData(sessionQuery).catch(() => null);
    command.send({ path: `${ROOM}${path}`, body }, done);
  };
  return { ...command, send };
}
