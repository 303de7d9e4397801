/** How the figures of contracts/figures.yaml are read. */
import { FIGURES, type Metric, type MetricKind, RATES } from "../../../api/figures";
import type { Period } from "../../../api/types";
import { count, share, yuan } from "../../../format/figures";

/** The metric's number in a period; null where there is none to tell. */
export function figureOf(period: Period, { key }: Metric): number | null {
  const rate = RATES[key as keyof typeof RATES];
  if (rate) return period.rates[rate];
  const value = period.figures[key];
  // People of several months cannot be added up: an absent figure of people is unknown when theirs is there.
  const whose = FIGURES[key]?.distinct;
  if (value === undefined && whose !== undefined && (period.figures[whose] ?? 0) > 0) return null;
  return value ?? 0;
}

/** The number in the reader's form, without a unit. */
export function inWords(value: number | null, kind: MetricKind, language: string): string {
  if (value === null) return "—";
  if (kind === "share") return share(value, language);
  return kind === "money" ? yuan(value, language) : count(value, language);
}
