/**
 * The shapes of the gateway's answers, as this dashboard reads them.
 *
 * Written by hand for now. `dashboard/codegen/` turns the gateway's OpenAPI into `schema.d.ts`; then each name here
 * becomes an alias of it, and nothing that imports from this file changes.
 */

export type Room = "activities" | "inspections" | "relief";
export const ROOMS: readonly Room[] = ["activities", "inspections", "relief"];

export interface Session {
  user: { username: string; display_name: string; roles: string[] };
  permissions: string[];
  csrf_token: string | null;
}

/** A metric that is zero is left out. Money is in fen. */
export type Figures = Record<string, number>;

export interface Rates {
  attendance: number | null;
  qualified: number | null;
}

export interface Period {
  figures: Figures;
  rates: Rates;
}

export interface TrendDay {
  /** YYYY-MM-DD, a day in Asia/Shanghai. */
  window: string;
  figures: Figures;
}

export interface NeedsHand {
  kind: string;
  room: string;
  count: number;
}

export interface Overview {
  as_of: string;
  today: Period;
  month: Period;
  all: Period;
  trend: TrendDay[];
  lines: Record<string, { status: string }>;
  needs_hand: NeedsHand[];
  lag: { events: number; seconds: number } | null;
}

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

/** The `fact` event of the live stream, and a row of GET /api/events. */
export interface Fact {
  feed_id: number;
  event_id: string;
  type: string;
  topic: string;
  partition: number;
  offset: number;
  subject: string;
  seq: number;
  time: string;
  data: Record<string, unknown>;
}

export interface FactDetail extends Fact {
  traceparent?: string | null;
}

export interface EventPage {
  events: Fact[];
  next_before: number | null;
}

export interface SessionRow {
  session_id: string;
  activity_id: string;
  title: string;
  programme: string;
  activity_state: string;
  venue_id: string;
  venue_name: string;
  organisation_id: string;
  starts_at: string;
  ends_at: string;
  capacity: number;
  confirmed: number;
  source: string;
}

export type Channel = "self" | "on-behalf" | "walk-in";

export interface Registrant {
  name: string;
  phone?: string;
  id_number?: string;
  channel: Channel;
}

export interface Registered {
  registration_id: string;
  session_id: string;
  subject_ref: string;
  state: string;
  seats_left: number;
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
