/**
 * The names by which the pages call the gateway's shapes; `make generate` makes `schema.d.ts` from the routes.
 *
 * Written by hand are only what no route answers: the live stream's `figures` event, which is a contract's
 * (contracts/schemas/engagement/figures-changed.v1.json), and the refusals, which every route shares.
 */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Room = "activities" | "inspections" | "relief";
export const ROOMS: readonly Room[] = ["activities", "inspections", "relief"];

export type Session = Schemas["SessionView"];
export type Overview = Schemas["Overview"];
export type Period = Schemas["Figures"];
export type Rates = Schemas["RatesView"];
export type TrendDay = Schemas["TrendDay"];
export type NeedsHand = Schemas["NeedsHand"];

/** A metric that is zero is left out. Money is in fen. */
export type Figures = Period["figures"];

/** The `fact` event of the live stream, and a row of GET /api/events. */
export type Fact = Schemas["FactView"];
export type FactDetail = Schemas["EventView"];
export type EventPage = Schemas["EventPage"];

/** The `figures` event of the live stream: a whole cell, which replaces what was known of it. */
export interface FiguresChanged {
  grain: string;
  window: string;
  dimension: string;
  member: string;
  figures: Figures;
  rates: Rates;
  revised_at: string;
}

/** RFC 9457 problem+json as the house answers it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  room?: string;
  errors?: { field: string; code: string }[];
}
