/** Made from contracts/figures.yaml by `python -m contracts.generate`: never edit. */
import type { Room } from "./types";

export type MetricKind = "count" | "people" | "money" | "share";

export interface Metric {
  key: string;
  kind: MetricKind;
}

export interface Figure {
  room: Room;
  kind: MetricKind;
  counts: "people" | "things" | "fen" | "points";
  opens: boolean;
  /** The figure whose people are counted once each. */
  distinct?: string;
}

/** In no particular order: a figure that this version does not know is not here. */
export const FIGURES: Partial<Record<string, Figure>> = {
  registrations: { room: "activities", kind: "count", counts: "people", opens: true },
  people_registered: { room: "activities", kind: "people", counts: "people", opens: true, distinct: "registrations" },
  cancellations: { room: "activities", kind: "count", counts: "people", opens: true },
  expected: { room: "activities", kind: "count", counts: "people", opens: true },
  attended: { room: "activities", kind: "count", counts: "people", opens: true },
  people_attended: { room: "activities", kind: "people", counts: "people", opens: true, distinct: "attended" },
  waitlisted: { room: "activities", kind: "count", counts: "people", opens: true },
  feedbacks: { room: "activities", kind: "count", counts: "people", opens: true },
  rating_points: { room: "activities", kind: "count", counts: "points", opens: true },
  visits: { room: "activities", kind: "count", counts: "people", opens: true },
  needs_raised: { room: "activities", kind: "count", counts: "people", opens: true },
  needs_resolved: { room: "activities", kind: "count", counts: "people", opens: true },
  needs_reopened: { room: "activities", kind: "count", counts: "people", opens: true },
  nominations: { room: "inspections", kind: "count", counts: "people", opens: true },
  people_nominating: { room: "inspections", kind: "people", counts: "people", opens: true, distinct: "nominations" },
  samples: { room: "inspections", kind: "count", counts: "things", opens: true },
  qualified: { room: "inspections", kind: "count", counts: "things", opens: true },
  unqualified: { room: "inspections", kind: "count", counts: "things", opens: true },
  disposals_opened: { room: "inspections", kind: "count", counts: "things", opens: true },
  disposals_closed: { room: "inspections", kind: "count", counts: "things", opens: true },
  handed_out: { room: "inspections", kind: "count", counts: "things", opens: true },
  received_fen: { room: "relief", kind: "money", counts: "fen", opens: true },
  reserved_fen: { room: "relief", kind: "money", counts: "fen", opens: true },
  disbursed_fen: { room: "relief", kind: "money", counts: "fen", opens: true },
  pledged_fen: { room: "relief", kind: "money", counts: "fen", opens: true },
  claims_accepted: { room: "relief", kind: "count", counts: "things", opens: false },
  claims_withdrawn: { room: "relief", kind: "count", counts: "things", opens: false },
  claims_fulfilled: { room: "relief", kind: "count", counts: "things", opens: false },
  claims_lapsed: { room: "relief", kind: "count", counts: "things", opens: false },
};

/** A rate's name, and its field in an answer's `rates`. */
export const RATES = { attendance_rate: "attendance", qualified_rate: "qualified" } as const;

/** What each line shows; the first is its headline. */
export const LINE_METRICS: Record<Room, readonly Metric[]> = {
  activities: [
    { key: "registrations", kind: "count" },
    { key: "people_registered", kind: "people" },
    { key: "attended", kind: "count" },
    { key: "attendance_rate", kind: "share" },
    { key: "cancellations", kind: "count" },
    { key: "visits", kind: "count" },
    { key: "needs_raised", kind: "count" },
    { key: "needs_resolved", kind: "count" },
  ],
  inspections: [
    { key: "nominations", kind: "count" },
    { key: "samples", kind: "count" },
    { key: "qualified_rate", kind: "share" },
    { key: "qualified", kind: "count" },
    { key: "unqualified", kind: "count" },
  ],
  relief: [
    { key: "received_fen", kind: "money" },
    { key: "pledged_fen", kind: "money" },
    { key: "reserved_fen", kind: "money" },
    { key: "disbursed_fen", kind: "money" },
    { key: "claims_accepted", kind: "count" },
    { key: "claims_fulfilled", kind: "count" },
    { key: "claims_withdrawn", kind: "count" },
    { key: "claims_lapsed", kind: "count" },
  ],
};

/** What the trend can show. */
export const TREND_METRICS: readonly (Metric & { room: Room })[] = [
  { key: "registrations", kind: "count", room: "activities" },
  { key: "people_registered", kind: "people", room: "activities" },
  { key: "attended", kind: "count", room: "activities" },
  { key: "nominations", kind: "count", room: "inspections" },
  { key: "samples", kind: "count", room: "inspections" },
  { key: "qualified", kind: "count", room: "inspections" },
  { key: "unqualified", kind: "count", room: "inspections" },
  { key: "received_fen", kind: "money", room: "relief" },
  { key: "pledged_fen", kind: "money", room: "relief" },
  { key: "disbursed_fen", kind: "money", room: "relief" },
];

/** Relief's figures that open to its ledger. */
export const LEDGER_METRICS = [
  "received_fen",
  "reserved_fen",
  "disbursed_fen",
  "pledged_fen",
] as const;

/** What anybody sees of the district. */
export const PUBLIC_METRICS = [
  "registrations",
  "attended",
  "people_attended",
  "visits",
  "nominations",
  "samples",
  "qualified",
  "unqualified",
  "received_fen",
  "disbursed_fen",
] as const;

/** Whose rows anybody may open. */
export const PUBLIC_ROWS = [
  "received_fen",
  "disbursed_fen",
] as const;
