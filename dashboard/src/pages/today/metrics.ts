/** Which figures each line shows, and how each is read. */
import type { Period, Room } from "../../api/types";
import { count, share, yuan } from "../../format/figures";

export type MetricKind = "count" | "people" | "money" | "share";

export interface Metric {
  key: string;
  kind: MetricKind;
}

/** The first of each line is its headline. */
export const LINE_METRICS: Record<Room, readonly Metric[]> = {
  activities: [
    { key: "registrations", kind: "count" },
    { key: "people_registered", kind: "people" },
    { key: "attended", kind: "count" },
    { key: "attendance", kind: "share" },
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

/** What the trend can show; distinct people of days do not add up to those of a month, so no total is told. */
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

const RATES: Record<string, "attendance" | "qualified"> = {
  attendance: "attendance",
  qualified_rate: "qualified",
};

/** The metric's number in a period; null where there is none to tell. */
export function figureOf(period: Period, { key, kind }: Metric): number | null {
  const rate = RATES[key];
  if (rate) return period.rates[rate];
  const value = period.figures[key];
  // People of several months cannot be added up: an absent figure of people is unknown when others are there.
  if (value === undefined && kind === "people" && (period.figures.registrations ?? 0) > 0) return null;
  return value ?? 0;
}

/** The number in the reader's form, without a unit. */
export function told(value: number | null, kind: MetricKind, language: string): string {
  if (value === null) return "—";
  if (kind === "share") return share(value, language);
  return kind === "money" ? yuan(value, language) : count(value, language);
}
